"""Kinds by their names, and near places as one."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.services.neighbourhood.opportunities import aggregated, by_kind
from portee.territory.places import Places


def _places(lon: list[float], lat: list[float], **columns: Any) -> Places:
    ids = np.array([f"p{k}" for k in range(len(lon))], dtype=object)
    return Places(ids, np.array(lon), np.array(lat), pl.DataFrame(columns))


def test_columns_are_named_as_results_name_them() -> None:
    places = _places([5.0, 5.0, 5.1], [43.0, 43.0, 43.0], **{"class=shop": [1, 0, 1], "jobs": [2, 3, 0]})
    found, names = by_kind(places, ["class=shop", "jobs", "@count"])
    assert names == ("class_shop", "jobs", "count")
    assert found.attributes.columns == list(names)
    # Two at one position are one place with what both offer.
    assert found.weight("jobs").tolist() == [5, 0]
    assert found.weight("count").tolist() == [2, 1]


def test_wrong_kinds_are_refused() -> None:
    places = _places([5.0], [43.0], jobs=[1.0], **{"a-b": [1.0], "a b": [1.0]})
    with pytest.raises(ParameterError, match="No weight"):
        by_kind(places, [])
    with pytest.raises(ParameterError, match="twice"):
        by_kind(places, ["a-b", "a b"])
    with pytest.raises(ParameterError, match="no column"):
        by_kind(places, ["job"])


def test_places_of_one_square_are_one_at_the_middle_of_what_they_offer() -> None:
    """0.001° of longitude at 43° are 81 m: the first two share a square of 200 m, the third is 811 m away.

    Jobs are 3 and 1 of 10 there, training all at the second place: weights 0.3 and 0.1 + 1.
    """
    places = _places([5.0, 5.001, 5.01], [43.0, 43.0, 43.0], jobs=[3, 1, 6], training=[0, 4, 0])
    found = aggregated(places, ["jobs", "training"], 200)
    assert found.ids.tolist() == ["p0", "p2"]
    assert found.weight("jobs").tolist() == [4, 6]
    assert found.weight("training").tolist() == [4, 0]
    assert found.lon == pytest.approx([5.0 + 0.001 * 1.1 / 1.4, 5.01], abs=1e-12)
    assert found.lat == pytest.approx([43.0, 43.0])


@given(st.integers(0, 2**32 - 1), st.sampled_from([50.0, 150.0, 1000.0]))
def test_sums_stay_and_nobody_moves_farther_than_across_a_square(seed: int, side: float) -> None:
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 30))
    lon, lat = 5 + rng.uniform(0, 0.02, count), 43 + rng.uniform(0, 0.02, count)
    weights = rng.integers(0, 3, count).astype(float)
    places = _places(lon.tolist(), lat.tolist(), jobs=weights.tolist())
    found = aggregated(places, ["jobs"], side)
    assert found.weight("jobs").sum() == weights.sum()
    assert len(found) <= count
    # To the nearest of the merged places: no more than a diagonal, with the metres of a degree rounded up.
    metres = np.hypot((lon[:, None] - found.lon) * 82_000, (lat[:, None] - found.lat) * 111_500).min(axis=1)
    assert (metres <= side * 2**0.5).all()


@pytest.mark.parametrize("side", [0.0, -5.0, 1000.1, float("nan"), float("inf")])
def test_an_impossible_side_is_refused(side: float) -> None:
    with pytest.raises(ParameterError, match="merged"):
        aggregated(_places([5.0], [43.0], jobs=[1.0]), ["jobs"], side)


def test_no_place_stays_none() -> None:
    nothing = _places([], [], jobs=[])
    assert len(aggregated(nothing, ["jobs"], 100)) == 0
    plain = _places([5.0, 5.0001], [43.0, 43.0], jobs=[1.0, 1.0])
    assert len(by_kind(plain, ["jobs"])[0]) == 2
    assert len(by_kind(plain, ["jobs"], merge_m=100)[0]) == 1
