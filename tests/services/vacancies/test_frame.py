from __future__ import annotations

import numpy as np
import pytest

from portee.services.vacancies.frame import vacancy_column_docs, vacancy_frame
from tests.services.vacancies.village import Village


def test_one_row_per_place_with_its_outline(town: Village) -> None:
    frame, residents = vacancy_frame(town.mix, town.labels), town.mix.residents
    assert frame["id"].tolist() == residents.homes.ids.tolist()
    assert frame.crs.to_epsg() == 4326
    assert set(frame.geom_type) == {"Polygon"}
    assert frame["group"].tolist() == town.labels.tolist()
    assert frame["profiles_reached"].tolist() == town.mix.affordable.sum(axis=0).tolist()
    for p, part in enumerate(town.mix.candidates):
        name = part.profile.id.replace("-", "_")
        assert frame[f"reach_{name}"].tolist() == town.mix.affordable[p].tolist()
        np.testing.assert_array_equal(np.isnan(frame[f"minutes_{name}"]), ~part.affordable)


def test_numbers_that_may_not_be_published_alone_are_empty(town: Village) -> None:
    frame, residents = vacancy_frame(town.mix), town.mix.residents
    hidden = residents.withheld
    assert hidden.any()
    assert not hidden.all()
    for column in ("people", "people_reached"):
        assert frame[column].isna().tolist() == hidden.tolist()
    assert frame["people_reached"].sum() == pytest.approx(
        (residents.people * town.mix.affordable)[:, ~hidden].sum()
    )  # fmt: skip
    assert frame["withheld"].tolist() == hidden.tolist()
    # What the source told of its cells is not copied.
    assert not {"households", "ind", "men_pauv", "residents"} & set(frame.columns)


def test_without_a_mix_the_mean_of_profiles_is_told(town: Village) -> None:
    frame = vacancy_frame(town.squares)
    assert (frame["people"] == 1).all()
    np.testing.assert_allclose(frame["people_reached"], town.squares.affordable.mean(axis=0))
    assert "group" not in frame.columns


def test_every_column_is_explained(town: Village) -> None:
    for lang in ("fr", "en"):
        frame, docs = vacancy_frame(town.mix, town.labels), vacancy_column_docs(town.mix, lang, grouped=True)
        assert set(frame.columns) == {*docs, "id", "geometry"}
        assert all(docs.values())
    assert set(vacancy_column_docs(town.squares, "fr")) | {"id", "geometry"} == set(vacancy_frame(town.squares).columns)
