"""INSEE's coordinates in degrees, or in metres by region."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from portee.core.errors import SourceError
from portee.sources.insee_points import degrees_of
from portee.sources.places.table import RawTable


def table(**columns: list[object]) -> RawTable:
    frame = pl.DataFrame(columns)
    return RawTable("f", frame, np.arange(frame.height))


def test_degrees_first_then_metres_then_nothing() -> None:
    found = table(
        lon=[5.37, None, None, 999.0],
        lat=[43.3, None, None, 43.0],
        x=[None, 892_390.22, 0.0, None],
        y=[None, 6_247_035.3, 0.0, None],
    )
    lon, lat = degrees_of(found, degrees=("lon", "lat"), metres=("x", "y"), epsg=None, commune="")
    np.testing.assert_allclose(lon[:2], [5.37, 5.37], atol=0.01)
    np.testing.assert_allclose(lat[:2], [43.3, 43.3], atol=0.01)
    assert np.isnan(lon[2:]).all()
    assert np.isnan(lat[2:]).all()


def test_code_of_the_row_goes_before_the_commune() -> None:
    found = table(x=[340_000.0], y=[7_680_000.0], epsg=["2975"], commune=["13203"])
    lon, _ = degrees_of(found, degrees=None, metres=("x", "y"), epsg="epsg", commune="commune")
    assert round(float(lon[0])) == 55
    with pytest.raises(SourceError, match="EPSG:12 is not known"):
        degrees_of(table(x=[1.0], y=[1.0], epsg=[12]), degrees=None, metres=("x", "y"), epsg="epsg", commune="")
