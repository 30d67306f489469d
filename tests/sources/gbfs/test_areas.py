from __future__ import annotations

from typing import Any

import pytest
import shapely

from portee.sources.gbfs.areas import area_of, is_counterclockwise, vertices_of
from portee.sources.gbfs.fields import FieldError
from portee.sources.gbfs.positions import anchor_of
from tests.sources.gbfs.feeds import box

SQUARE = [[5.0, 43.0], [5.1, 43.0], [5.1, 43.1], [5.0, 43.1], [5.0, 43.0]]
HOLE = [[5.04, 43.04], [5.04, 43.06], [5.06, 43.06], [5.06, 43.04], [5.04, 43.04]]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def test_polygons_and_multipolygons() -> None:
    area, mended = area_of(polygon(SQUARE, HOLE), "geometry", None)
    assert not mended
    assert shapely.area(area) == pytest.approx(0.01 - 0.0004)
    several = {"type": "MultiPolygon", "coordinates": [[SQUARE], [[[x + 1, y] for x, y in SQUARE]]]}
    assert shapely.area(area_of(several, "geometry", None)[0]) == pytest.approx(0.02)


def test_heights_and_open_outlines_are_understood() -> None:
    area, _ = area_of(polygon([[x, y, 12.5] for x, y in SQUARE[:-1]]), "geometry", None)
    assert shapely.equals(area, shapely.box(5.0, 43.0, 5.1, 43.1))


def test_crossing_outlines_are_mended() -> None:
    bow = [[5.0, 43.0], [5.1, 43.1], [5.1, 43.0], [5.0, 43.1], [5.0, 43.0]]
    area, mended = area_of(polygon(bow), "geometry", None)
    assert mended
    assert shapely.is_valid(area)
    assert shapely.area(area) == pytest.approx(0.005)  # two triangles of 0.1 × 0.05 / 2 each


def test_overlapping_parts_are_joined() -> None:
    several = {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}
    area, mended = area_of(several, "geometry", None)
    assert mended
    assert shapely.area(area) == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "is missing"),
        ("POLYGON", "neither a Polygon nor a MultiPolygon"),
        ({"type": "Point", "coordinates": [5, 43]}, "neither a Polygon nor a MultiPolygon"),
        ({"type": "MultiPolygon"}, "has no coordinates"),
        ({"type": "MultiPolygon", "coordinates": []}, "has no coordinates"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "polygon without outline"),
        (polygon(SQUARE[:2]), "fewer than three points"),
        (polygon(5), "fewer than three points"),
        (polygon([[5.0, "43.0"], [5.1, 43.0], [5.1, 43.1]]), "no pair of numbers"),
        (polygon([[5.0], [5.1], [5.1]]), "no pair of numbers"),
        (polygon([[5.0, True], [5.1, 43.0], [5.1, 43.1]]), "no pair of numbers"),
        (polygon([[5.0, float("nan")], [5.1, 43.0], [5.1, 43.1]]), "not a finite number"),
        (polygon([[5.0, 10**400], [5.1, 43.0], [5.1, 43.1]]), "not a finite number"),
        (polygon([[5.0, 91.0], [5.1, 43.0], [5.1, 43.1]]), "outside the world"),
        (polygon([[5.0, 43.0], [5.1, 43.1], [5.2, 43.2]]), "encloses nothing"),
        (polygon([[5.0, 43.0]] * 4), "encloses nothing"),
        (polygon([[y, x] for x, y in SQUARE]), "look exchanged"),
    ],
)
def test_what_is_no_area(value: Any, words: str) -> None:
    with pytest.raises(FieldError, match=words):
        area_of(value, "geometry", anchor_of("Europe/Paris"))


def test_direction_of_outlines() -> None:
    assert is_counterclockwise(box(5, 43))
    assert not is_counterclockwise(box(5, 43, clockwise=True))
    both = {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE[::-1]]]}
    assert not is_counterclockwise(both)
    assert is_counterclockwise(polygon(SQUARE, HOLE))


def test_corners_are_counted_before_anything_is_built() -> None:
    assert vertices_of(box(5, 43)) == 5
    assert vertices_of({"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [SQUARE]]}) == 15
    for value in (None, 5, {}, {"coordinates": 5}, {"coordinates": [5, [5]]}):
        assert vertices_of(value) == 0
