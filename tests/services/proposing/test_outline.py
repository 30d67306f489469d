from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.records.rule_area import MOST_CORNERS
from portee.core.errors import ParameterError
from portee.services.proposing.outline import LARGEST_FILE, outline_of_geojson, outline_of_lines

RING = [[5.37, 43.3], [5.38, 43.3], [5.38, 43.31], [5.37, 43.3]]
SAID = ("43.3, 5.37", "43.3, 5.38", "43.31, 5.38")


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.mark.parametrize(
    "found",
    [
        polygon(RING),
        {"type": "Feature", "geometry": polygon(RING), "properties": {"name": "<script>"}},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": polygon(RING)}]},
        {"type": "MultiPolygon", "coordinates": [[RING]]},
        polygon([[*point, 12.0] for point in RING]),
    ],
)
def test_one_polygon_is_read_however_it_is_wrapped(found: Any) -> None:
    assert outline_of_geojson(json.dumps(found)) == SAID


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no GeoJSON"),
        ("no json", "no GeoJSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 5000 + "1" + "}" * 5000, "nested too deeply"),
        (" " * (LARGEST_FILE + 1), "too long"),
        ('{"type": "Polygon", "coordinates": [[[NaN, 1], [2, 3], [4, 5]]]}', "no GeoJSON"),
        (json.dumps({"type": "Point", "coordinates": [5, 43]}), "0 polygons"),
        (json.dumps({"type": "MultiPolygon", "coordinates": [[RING], [RING]]}), "2 polygons"),
        (json.dumps(polygon(RING, RING)), "holes"),
        (json.dumps(polygon()), "holes"),
        (json.dumps(polygon([[k / 1000, 43] for k in range(MOST_CORNERS + 2)])), "too many corners"),
        (json.dumps(polygon([["a", 43], [1, 2], [3, 4]])), "pair of numbers"),
        (json.dumps(polygon([[True, 43], [1, 2], [3, 4]])), "pair of numbers"),
        (json.dumps(polygon([[1e300, 43], [1, 2], [3, 4]])), "pair of numbers"),
        (json.dumps(polygon([[181, 43], [1, 2], [3, 4]])), "no place on Earth"),
        (json.dumps(polygon(RING[:2])), "2 corners"),
        (json.dumps({"type": "Feature", "geometry": None}), "0 polygons"),
        (json.dumps([1, 2]), "0 polygons"),
        ('{"type": "Polygon", "coordinates": [[[' + "9" * 5000 + ", 1]]]}", "no GeoJSON"),
    ],
    ids=range(19),
)
def test_what_is_no_outline_is_told(text: str, told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        outline_of_geojson(text)


@given(st.text(max_size=200))
def test_no_file_is_a_defect(text: str) -> None:
    with pytest.raises(ParameterError):
        outline_of_geojson(text)


def test_corners_are_typed_one_a_line() -> None:
    assert outline_of_lines("43.3, 5.37\n\n43.3 5.38\n43.31,5.38;43.3, 5.37") == SAID
    assert outline_of_lines("0, 0\n-0.0, 1e-9\n1, 1\n0.5, 2") == ("0, 0", "0, 0", "1, 1", "0.5, 2")


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "0 corners"), ("1, 2\n3, 4", "2 corners"), ("a, b", "pair"), ("1", "pair"), ("nan, 1\n2, 3\n4, 5", "Earth"),
     ("\n".join(f"1, {k / 10}" for k in range(MOST_CORNERS + 1)), "501 corners")],
)  # fmt: skip
def test_lines_that_are_none_are_told(text: str, told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        outline_of_lines(text)
