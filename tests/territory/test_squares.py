"""Squares over points, against counting each point by hand."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.kernels.nearest_edge import metres_per_e7
from portee.territory.squares import squares_over

SEEDS = st.integers(0, 2**32 - 1)


def test_one_place_for_each_square_with_a_point() -> None:
    x_m, y_m = (metres * 1e7 for metres in metres_per_e7(int(43e7)))
    # Metres from the corner: three squares of 200 m, the second one empty.
    metres = [(0, 0), (90, 110), (199, 10), (450, 20), (10, 250)]
    lon, lat = (
        np.array([start + m[k] / unit for m in metres]) for k, (start, unit) in enumerate(((5, x_m), (43, y_m)))
    )
    places, side = squares_over(lon, lat)
    assert side == 200
    assert places.ids.tolist() == ["0-0", "2-0", "0-1"]
    # The nearest to (100, 100) is (90, 110).
    np.testing.assert_allclose(places.lon, lon[[1, 3, 4]])
    np.testing.assert_allclose(places.lat, lat[[1, 3, 4]])
    assert places.geometry is not None
    west, south, east, north = shapely.bounds(places.geometry[1])
    np.testing.assert_allclose([(west - 5) * x_m, (east - 5) * x_m], [400, 600], rtol=1e-4)
    np.testing.assert_allclose([(south - 43) * y_m, (north - 43) * y_m], [0, 200], rtol=1e-4, atol=1e-6)


@given(SEEDS, st.integers(1, 60), st.integers(1, 30))
def test_every_point_is_in_a_square_and_every_square_has_one(seed: int, count: int, most: int) -> None:
    rng = np.random.default_rng(seed)
    lon, lat = 5 + rng.uniform(0, 0.05, count), 43 + rng.uniform(0, 0.05, count)
    places, side = squares_over(lon, lat, side_m=50, most=most)
    assert 1 <= len(places) <= min(most, count)
    assert side % 50 == 0
    assert side // 50 & (side // 50 - 1) == 0  # doubled so many times
    assert places.geometry is not None
    grown = shapely.buffer(places.geometry, 1e-9)
    inside = shapely.contains_xy(grown[:, None], lon[None, :], lat[None, :])
    assert inside.any(axis=0).all()
    assert inside.any(axis=1).all()
    assert shapely.contains_xy(grown, places.lon, places.lat).all()
    if side > 50:
        finer, _ = squares_over(lon, lat, side_m=side // 2, most=count)
        assert len(finer) > most


def test_one_point_is_one_square() -> None:
    places, side = squares_over(np.array([5.0]), np.array([43.0]), most=1)
    assert (len(places), side) == (1, 200)


@pytest.mark.parametrize(
    ("lon", "lat", "options"),
    [
        ([], [], {}), ([np.nan], [43], {}), ([5], [np.inf], {}), ([5], [91], {}), ([5], [43], {"side_m": 0}),
        ([5], [43], {"most": 0}), ([5], [43], {"side_m": -200}),
    ],
)  # fmt: skip
def test_what_is_no_ground_for_squares(lon: list[float], lat: list[float], options: dict[str, int]) -> None:
    with pytest.raises(ParameterError):
        squares_over(np.array(lon, np.float64), np.array(lat, np.float64), **options)
