from __future__ import annotations

import numpy as np
import pytest
import rasterio
import shapely

from portee.sources.synthetic import SyntheticTerritory
from portee.sources.synthetic.frame import Frame
from portee.sources.synthetic.relief import CELL, Relief, smooth_line


@pytest.fixture(scope="module")
def relief() -> Relief:
    return Relief(Frame("S", 13))


def test_land_stands_above_the_sea(relief: Relief) -> None:
    inland = relief.land.buffer(-2 * CELL)
    west, south, east, north = relief.frame.bounds
    rng = np.random.default_rng(1)
    x, y = rng.uniform(west, east, 4000), rng.uniform(south, north, 4000)
    dry = shapely.contains_xy(inland, x, y)
    wet = shapely.distance(shapely.points(x, y), shapely.union(relief.land, relief.island)) > 2 * CELL
    assert (relief.height(x[dry], y[dry]) >= 1).all()
    assert (relief.height(x[wet], y[wet]) == 0).all()
    assert relief.heights.max() > 100


def test_one_spot_and_many_agree(relief: Relief) -> None:
    rng = np.random.default_rng(2)
    west, south, east, north = relief.frame.bounds
    for x, y in zip(rng.uniform(west - 50, east + 50, 200), rng.uniform(south - 50, north + 50, 200), strict=True):
        assert relief.sample_at(relief.heights, float(x), float(y)) == pytest.approx(
            float(relief.height(x, y)), abs=1e-9
        )
        assert relief.gradient_at(float(x), float(y)) == pytest.approx(
            [float(g) for g in relief.gradient(x, y)], abs=1e-9
        )


def test_the_raster_holds_the_heights(town: SyntheticTerritory, relief: Relief) -> None:
    with rasterio.open(town.elevation) as raster:
        assert raster.crs.to_epsg() == 4326
        assert (raster.read(1) == relief.heights.astype(np.float32)).all()
        rng = np.random.default_rng(3)
        rows, columns = rng.integers(0, raster.height, 50), rng.integers(0, raster.width, 50)
        lon, lat = raster.xy(rows, columns)
        x, y = relief.frame.to_plan(lon, lat)
        assert np.allclose(relief.height(x, y), relief.heights[rows, columns], atol=0.5)


def test_a_smooth_line_passes_through_its_points() -> None:
    given = np.array([[0.0, 0.0], [100.0, 50.0], [300.0, 0.0]])
    line = smooth_line(given, 1.0)
    for point in given:
        assert np.hypot(*(line - point).T).min() < 1.0
