from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.services.tiles.mercator import Tile, tiles_of, to_degrees, to_square

LON, LAT = st.floats(-179.9, 179.9), st.floats(-85, 85)


@given(LON, LAT)
def test_degrees_come_back(lon: float, lat: float) -> None:
    x, y = to_square(lon, lat).tolist()
    assert to_degrees(x, y) == pytest.approx((lon, lat), abs=1e-9)


@given(LON, LAT, st.integers(0, 18))
def test_a_point_is_in_the_one_tile_that_holds_it(lon: float, lat: float, zoom: int) -> None:
    (tile,) = tiles_of((lon, lat, lon, lat), zoom)
    x, y = to_square(lon, lat).tolist()
    x0, y0, x1, y1 = tile.box()
    assert x0 <= x <= x1
    assert y0 <= y <= y1
    assert tile.exists


def test_known_tile() -> None:
    # Chicago, the example by which the scheme is usually told: world point (65.67, 95.17) of 256 by 256.
    x, y = to_square(-87.65, 41.85).tolist()
    assert (x * 256, y * 256) == pytest.approx((65.671, 95.175), abs=0.001)
    assert tiles_of((-87.65, 41.85, -87.65, 41.85), 3) == [Tile(3, 2, 2)]


@pytest.mark.parametrize("tile", [Tile(-1, 0, 0), Tile(2, 4, 0), Tile(2, 0, -1), Tile(99, 0, 0)])
def test_some_tiles_do_not_exist(tile: Tile) -> None:
    assert not tile.exists
