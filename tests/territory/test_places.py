"""Places keep their parts together, and give weights that can be summed."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import shapely

from portee.core.errors import InputError, ParameterError
from portee.territory.places import Places


def three(**columns: list[object]) -> Places:
    return Places(
        np.array(["a", "b", "c"], dtype=object),
        np.array([5.0, 5.1, 5.2]),
        np.array([43.0, 43.1, 43.2]),
        pl.DataFrame(columns),
    )


def test_parts_of_other_lengths_are_refused() -> None:
    with pytest.raises(InputError, match="different lengths"):
        Places(np.array(["a"], dtype=object), np.array([5.0, 6.0]), np.array([43.0]))
    with pytest.raises(InputError, match="same id"):
        Places(np.array(["a", "a"], dtype=object), np.zeros(2), np.zeros(2))


def test_weight_by_name_and_by_count() -> None:
    places = three(jobs=[1, 2, 3], open=[True, False, True])
    assert places.weight("jobs").tolist() == [1.0, 2.0, 3.0]
    assert places.weight("open").tolist() == [1.0, 0.0, 1.0]
    assert places.weight("count").tolist() == [1.0, 1.0, 1.0]
    assert three(count=[4, 5, 6]).weight("count").tolist() == [4.0, 5.0, 6.0]
    assert three(count=[4, 5, 6]).weight("@count").tolist() == [1.0, 1.0, 1.0]


def test_unknown_weight_names_the_nearest_column() -> None:
    with pytest.raises(ParameterError, match="Did you mean 'jobs'"):
        three(jobs=[1, 2, 3]).weight("Job")


@pytest.mark.parametrize(
    "column", [[1, None, 2], [1.0, float("nan"), 2.0], [1, -1, 0], [1.0, float("inf"), 0.0], ["1", "2", "3"]]
)
def test_column_that_cannot_be_a_weight(column: list[object]) -> None:
    with pytest.raises(ParameterError, match="cannot be a weight"):
        three(w=column).weight("w")


def test_take_keeps_rows_together() -> None:
    places = three(jobs=[1, 2, 3]).take(np.array([True, False, True]))
    assert places.ids.tolist() == ["a", "c"]
    assert places.lat.tolist() == [43.0, 43.2]
    assert places.attributes["jobs"].to_list() == [1, 3]
    assert three().take(np.array([2, 0])).ids.tolist() == ["c", "a"]


def test_geodataframe_has_id_attributes_and_points() -> None:
    frame = three(jobs=[1, 2, 3], id=["x", "y", "z"]).to_geodataframe()
    assert list(frame.columns) == ["id", "jobs", "geometry"]
    assert frame["id"].tolist() == ["a", "b", "c"]
    assert frame.crs.to_epsg() == 4326
    assert shapely.equals(frame.geometry.iloc[1], shapely.Point(5.1, 43.1))
