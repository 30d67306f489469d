from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from portee.sources.osm.distance import segment_lengths_mm

GEOD = Geod(ellps="WGS84")
ZERO = np.zeros(1, dtype=np.int64)


def length_m(lon: float, lat: float, lon_to: float, lat_to: float) -> float:
    lon_e7 = np.array([round(lon * 1e7), round(lon_to * 1e7)], dtype=np.int32)
    lat_e7 = np.array([round(lat * 1e7), round(lat_to * 1e7)], dtype=np.int32)
    return float(segment_lengths_mm(lon_e7, lat_e7, ZERO)[0]) / 1000


@given(st.floats(-179, 179), st.floats(-60, 60), st.floats(-0.02, 0.02), st.floats(-0.02, 0.02))
def test_agrees_with_the_geodesic(lon: float, lat: float, east: float, north: float) -> None:
    lon, lat, lon_to, lat_to = round(lon, 7), round(lat, 7), round(lon + east, 7), round(lat + north, 7)
    _, _, expected = GEOD.inv(lon, lat, lon_to, lat_to)
    assert length_m(lon, lat, lon_to, lat_to) == pytest.approx(expected, abs=0.001, rel=1e-6)


def test_across_the_antimeridian() -> None:
    _, _, expected = GEOD.inv(179.999, -17.0, -179.999, -17.0)
    assert length_m(179.999, -17.0, -179.999, -17.0) == pytest.approx(expected, rel=1e-6)


def test_same_place() -> None:
    assert length_m(5.37, 43.3, 5.37, 43.3) == 0
