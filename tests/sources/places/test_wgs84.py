"""Longitude first, in degrees, whatever the file was in."""

from __future__ import annotations

import geopandas
import numpy as np
import pyproj
import pytest
import shapely

from portee.core.errors import SourceError, Where
from portee.sources.places.wgs84 import to_wgs84

HERE = Where(file="f")


def points(*pairs: tuple[float, float]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return np.array([shapely.Point(*pair) for pair in pairs], dtype=object)


@pytest.mark.parametrize("crs", ["EPSG:4326", "OGC:CRS84", "EPSG:2154", "EPSG:3035", "EPSG:3857"])
def test_longitude_comes_first_in_any_system(crs: str) -> None:
    there = geopandas.GeoSeries(points((5.37, 43.3)), crs="EPSG:4326").to_crs(crs)
    back = to_wgs84(np.asarray(there.array, dtype=object), pyproj.CRS.from_user_input(crs), HERE)
    np.testing.assert_allclose(shapely.get_coordinates(back), [[5.37, 43.3]], atol=1e-8)


def test_heights_are_left_out() -> None:
    assert not shapely.has_z(to_wgs84(np.array([shapely.Point(5, 43, 100)]), pyproj.CRS.from_epsg(4326), HERE)).any()


def test_empty_and_far_geometries_are_refused() -> None:
    with pytest.raises(SourceError, match=r"Row 2 has no geometry"):
        to_wgs84(np.array([shapely.Point(5, 43), shapely.Point()]), pyproj.CRS.from_epsg(4326), HERE)
    with pytest.raises(SourceError, match="does not cover"):
        to_wgs84(points((1e30, 1e30)), pyproj.CRS.from_epsg(3035), HERE)
