"""Entry points lie where the geometry is, and a wrong order of coordinates is seen."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError, SourceError
from portee.sources.places.position import coordinate_columns, entry_points, positions
from portee.sources.places.table import RawTable


def drawn(*shapes: shapely.Geometry) -> RawTable:
    geometry = np.empty(len(shapes), dtype=object)
    geometry[:] = shapes
    return RawTable("f.gpkg", pl.DataFrame({"n": range(len(shapes))}), np.arange(len(shapes)), geometry=geometry)


def at(lon: list[float], lat: list[float]) -> RawTable:
    return RawTable("f.parquet", pl.DataFrame({"lon": lon, "lat": lat}), np.arange(len(lon)))


def test_first_usual_pair_wins() -> None:
    frame = pl.DataFrame({"X": [1], "Y": [1], "Latitude": [1], "Longitude": [1]})
    table = RawTable("f", frame, np.arange(1))
    assert coordinate_columns(table, None, None) == ("Longitude", "Latitude")
    assert coordinate_columns(table, "x", "y") == ("X", "Y")
    with pytest.raises(ParameterError, match="'lat' \\(latitude\\)"):
        coordinate_columns(table, "X", None)


@pytest.mark.parametrize(
    ("shape", "point"),
    [
        ("POINT (5 43)", (5, 43)),
        ("LINESTRING (5 43, 6 43)", (5.5, 43)),
        ("LINESTRING (5 43, 6 43, 6 44)", (6, 43)),
        ("MULTILINESTRING ((0 0, 1 0), (5 43, 6 43), (6 43, 7 43))", (6, 43)),
        ("MULTIPOINT ((5 43))", (5, 43)),
    ],
)
def test_entry_points(shape: str, point: tuple[float, float]) -> None:
    lon, lat, geometry = entry_points(drawn(shapely.from_wkt(shape)), None)
    np.testing.assert_allclose((lon[0], lat[0]), point)
    assert (geometry is None) is shape.startswith("POINT")


degrees = st.floats(-10, 10).map(lambda value: round(value, 6))
corner = st.tuples(degrees, degrees)


@given(st.lists(corner, min_size=3, max_size=8))
def test_entry_point_touches_any_polygon_even_a_crossed_one(corners: list[tuple[float, float]]) -> None:
    polygon = shapely.Polygon(corners)
    lon, lat, _ = entry_points(drawn(polygon), None)
    assert shapely.distance(shapely.make_valid(polygon), shapely.Point(lon[0], lat[0])) < 1e-9


def test_swapped_only_when_most_places_would_fit() -> None:
    near = (5.0, 43.0, 6.0, 44.0)
    positions(at([5.5, 43.5], [43.5, 5.5]), "lon", "lat", near)
    positions(at([0.0, 43.5], [0.0, 5.5]), "lon", "lat", None)
    with pytest.raises(SourceError, match="1 of 2 places"):
        positions(at([0.0, 43.5], [0.0, 5.5]), "lon", "lat", near)


def test_one_wild_coordinate_is_not_taken_for_metres() -> None:
    with pytest.raises(SourceError, match="out of range on row 2"):
        positions(at([5.0, 5000.0, 5.0], [43.0, 43.0, 43.0]), "lon", "lat", None)
