from __future__ import annotations

import numpy as np
import pytest
import shapely

from portee.core.errors import ParameterError
from portee.reports.maplayers import BaseMap, MapColumn, MapLayer, Words
from tests.reports.samples import cells

NAME = Words.same("n")


def test_kinds_of_geometry() -> None:
    def kind(*shapes: object) -> str:
        array = np.empty(len(shapes), dtype=object)
        array[:] = shapes
        return MapLayer("l", NAME, array, np.array(["i"] * len(shapes), dtype=object)).kind

    assert kind(shapely.Point(0, 0), None, shapely.MultiPoint([(0, 0)])) == "point"
    assert kind(shapely.LineString([(0, 0), (1, 1)])) == "line"
    assert kind(shapely.box(0, 0, 1, 1)) == "polygon"
    with pytest.raises(ParameterError, match="mixes points, lines and polygons"):
        kind(shapely.Point(0, 0), shapely.box(0, 0, 1, 1))
    with pytest.raises(ParameterError, match="mixes"):
        kind(shapely.GeometryCollection([shapely.Point(0, 0)]))


@pytest.mark.parametrize(
    ("values", "decimals"), [([1, 2000], 0), ([0.5, 2000.1], 0), ([0.5, 12.3], 1), ([0.123, 0.5], 2), ([np.inf], 0)]
)
def test_decimals_follow_the_size(values: list[float], decimals: int) -> None:
    assert MapColumn("c", NAME, NAME, np.array(values, dtype=float)).shown_decimals == decimals
    assert MapColumn("c", NAME, NAME, np.array(values, dtype=float), decimals=3).shown_decimals == 3


def test_mismatches_are_refused() -> None:
    geometry, ids = cells()
    with pytest.raises(ParameterError, match="lengths"):
        MapLayer("l", NAME, geometry, ids[:-1])
    with pytest.raises(ParameterError, match="lengths"):
        MapLayer("l", NAME, geometry, ids, columns=(MapColumn("c", NAME, NAME, np.zeros(3)),))
    with pytest.raises(ParameterError, match="approximate marks"):
        MapColumn("c", NAME, NAME, np.zeros(3), approximate=np.zeros(2, dtype=bool))
    with pytest.raises(ParameterError, match="category"):
        MapColumn("c", NAME, NAME, np.array([0.0, 2.0]), kind="categorical", categories=(NAME,))
    with pytest.raises(ParameterError, match="canal"):
        BaseMap(lines={"canal": ()})


def test_words() -> None:
    assert Words("un", "one").of("fr") == "un"
    assert Words("un", "one").of("en") == "one"
    assert Words.same("Arenc").to_dict() == {"fr": "Arenc", "en": "Arenc"}
