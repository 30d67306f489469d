"""Areas are drawn as rings, polygons or several polygons, and mean the same ground."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from portee.core.declared import Declared, declared_of
from portee.core.errors import SourceError
from portee.offers.areas import Area, area_from, shape_of

SQUARE = [[5.0, 43.0], [5.1, 43.0], [5.1, 43.1], [5.0, 43.1]]
HOLE = [[5.02, 43.02], [5.04, 43.02], [5.04, 43.04], [5.02, 43.04]]
APART = [[6.0, 43.0], [6.1, 43.0], [6.05, 43.1]]


class Drawn(Declared):
    area: Area


def drawn(area: Any) -> Any:
    return declared_of({"area": area}, Drawn, "a.yaml").area


def test_a_ring_a_polygon_and_several() -> None:
    assert drawn(SQUARE) == drawn([SQUARE]) == drawn([[SQUARE]])
    holed = shape_of(drawn([SQUARE, HOLE]))
    assert holed.area == pytest.approx(0.01 - 0.0004)
    assert not holed.contains(shapely.Point(5.03, 43.03))
    assert shape_of(drawn([[SQUARE], [APART]])).area == pytest.approx(0.01 + 0.005)


def test_polygons_that_overlap_are_joined() -> None:
    moved = [[lon + 0.05, lat] for lon, lat in SQUARE]
    both = shape_of(drawn([[SQUARE], [moved]]))
    assert len(both.geoms) == 1
    assert both.area == pytest.approx(0.015)


@pytest.mark.parametrize(
    ("area", "what"),
    [
        ([], "The area is empty."),
        ([5.0, 43.0], "This is no area."),
        (SQUARE[:2], "too_short|at least 3"),
        ([[5.0, 43.0], [5.1, 43.1], [5.1, 43.0], [5.0, 43.1]], "crosses itself"),
        ([[200.0, 43.0], *SQUARE[1:]], "less than or equal to 180"),
        ([[float("nan"), 43.0], *SQUARE[1:]], "finite|nan"),
        ("<script>", "This is no area."),
    ],
)
def test_what_is_no_area_is_refused(area: Any, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        drawn(area)


def test_a_geometry_gives_its_polygons_and_nothing_else() -> None:
    square, triangle = shapely.Polygon(SQUARE, [HOLE]), shapely.Polygon(APART)
    mixed = shapely.GeometryCollection([shapely.Point(5, 43), square, shapely.MultiPolygon([triangle])])
    found = area_from(mixed)
    assert found is not None
    assert shape_of(found).equals(shapely.union_all([square, triangle]))
    assert area_from(shapely.Point(5, 43)) is None
    assert area_from(shapely.LineString(SQUARE)) is None
