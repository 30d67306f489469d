"""GeoJSON collections and areas, hostile ones included."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon
from shapely.geometry import box, mapping

from portee.core.errors import SourceError, Where
from portee.sources import geojson
from portee.sources.geojson import NotAnArea, area_of, features_of

HERE = Where(file="x.geojson")


def collection(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def test_features_come_as_they_are_with_or_without_a_mark() -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        assert features_of(mark + collection({"a": 1}, None), HERE, "") == [{"a": 1}, None]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 200_000, "not JSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "NaN is not a number of JSON"),
        (b"[]", "not a GeoJSON FeatureCollection"),
        (b'{"type": "Feature"}', "not a GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": {}}', "no list of features"),
    ],
)
def test_what_is_not_a_collection_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=rf"x\.geojson: .*{words}.* Try another\."):
        features_of(data, HERE, "Try another.")


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geojson, "MAX_BYTES", 10)
    with pytest.raises(SourceError, match="at most 0 MB are read"):
        features_of(collection(), HERE, "")


@given(st.lists(st.tuples(st.integers(-18, 17), st.integers(-9, 8)), min_size=3, max_size=9))
def test_an_area_is_valid_however_it_was_drawn(corners: list[tuple[int, int]]) -> None:
    ring = [[10 * x, 10 * y] for x, y in corners]
    area = None
    with suppress(NotAnArea):
        area, _ = area_of({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
    if area is None:
        assert Polygon(ring).area == 0  # drawn there and back along the same lines
    else:
        assert area.is_valid
        assert area.area > 0
        assert area.geom_type in ("Polygon", "MultiPolygon")


def test_a_good_area_is_kept_and_a_crossing_one_is_mended() -> None:
    square = box(5.0, 43.0, 5.1, 43.1)
    area, mended = area_of(mapping(square))
    assert area.equals(square)
    assert not mended
    bow = {"type": "Polygon", "coordinates": [[[5, 43], [6, 44], [6, 43], [5, 44], [5, 43]]]}
    area, mended = area_of(bow)
    assert mended
    assert area.area == pytest.approx(0.5)  # two triangles, each 1 × 1/2 / 2


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (None, "None, not an area"),
        ({"type": "Point", "coordinates": [5, 43]}, "Point, not an area"),
        ({"type": ["x"]}, "not an area"),
        ({"type": "Polygon"}, "cannot be read"),
        ({"type": "Polygon", "coordinates": "x"}, "cannot be read"),
        ({"type": "Polygon", "coordinates": []}, "empty"),
        (mapping(box(8e5, 6e6, 9e5, 7e6)), "not degrees"),
        ({"type": "Polygon", "coordinates": [[[5, 43], [6, 43], [5, 43], [5, 43]]]}, "no area"),
    ],
)
def test_what_is_not_an_area_says_why(geometry: Any, words: str) -> None:
    with pytest.raises(NotAnArea, match=words):
        area_of(geometry)
