from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import OutsideNetworkError, ParameterError
from portee.network.network import Network
from portee.reach.isochrone import METRES_PER_DEGREE, grid_around, grid_over, isochrones
from portee.reach.options import Travel, Window
from portee.reach.reach import reach
from portee.territory.places import Places
from portee.world import World
from tests.worlds import ORIGIN, STEP_E7, grid_streets

BOUNDS = (4.9, 42.9, 5.1, 43.1)
SIDE = 15


def spot(lon: float, lat: float) -> Places:
    return Places(np.array(["spot"], dtype=object), np.array([lon]), np.array([lat]))


@pytest.fixture(scope="module")
def blocks() -> World:
    """Square blocks of about 100 m, without public transport."""
    return World(Network.of(grid_streets(SIDE, SIDE)))


def middle() -> Places:
    half = (SIDE // 2) * STEP_E7 / 1e7
    return spot(ORIGIN[0] + half, ORIGIN[1] + half)


def test_grid_has_the_place_as_one_of_its_points() -> None:
    grid = grid_around(5.0, 43.0, 1000.0, BOUNDS)
    points = grid.places()
    assert np.isclose(points.lon, 5.0).any()
    assert np.isclose(points.lat, 43.0).any()
    assert len(points) <= 50_000
    assert grid.spacing_m >= 25


@given(st.floats(100, 20_000), st.integers(100, 5_000))
@settings(max_examples=30)
def test_grid_stays_within_its_number_of_points_and_reaches_as_far_as_asked(radius_m: float, most: int) -> None:
    grid = grid_around(5.0, 43.0, radius_m, BOUNDS, most_points=most)
    assert len(grid.lon) * len(grid.lat) <= (np.sqrt(most) + 5) ** 2
    reached = min(radius_m, 0.1 * METRES_PER_DEGREE)
    assert (grid.lat[-1] - 43.0) * METRES_PER_DEGREE >= reached - 1e-6
    assert (43.0 - grid.lat[0]) * METRES_PER_DEGREE >= reached - 1e-6


@pytest.mark.parametrize("towards", [False, True])
@pytest.mark.parametrize("mode", ["walk", "bicycle", "car"])
def test_areas_hold_one_another_and_the_place(blocks: World, mode: str, towards: bool) -> None:
    place = middle()
    travel = Travel(mode=mode, parking_min=0)
    found = isochrones(blocks, place, [6, 2, 4, 4], travel, towards=towards)
    assert [area.cutoff_min for area in found] == [2.0, 4.0, 6.0]
    here = shapely.Point(float(place.lon[0]), float(place.lat[0]))
    for small, large in pairwise(found):
        assert small.geometry.difference(large.geometry).area < 1e-12
        assert small.area_km2 <= large.area_km2
    for area in found:
        assert area.geometry.is_valid
        assert area.geometry.contains(here)


def test_area_is_where_a_search_arrives_in_time(blocks: World) -> None:
    """Off the border, a point lies in the area just when a search of its own arrives in time."""
    rng = np.random.default_rng(1)
    span = (SIDE - 1) * STEP_E7 / 1e7
    lon, lat = ORIGIN[0] + rng.random(400) * span, ORIGIN[1] + rng.random(400) * span
    points = Places(np.arange(400).astype(str).astype(object), lon, lat)
    travel = Travel(mode="walk")
    (area,) = isochrones(blocks, middle(), [6], travel)
    minutes = reach(blocks, middle(), points, travel).minutes()[0, 0]
    inside = shapely.contains_xy(area.geometry, lon, lat)
    wide = area.geometry.buffer(60 / METRES_PER_DEGREE)
    narrow = area.geometry.buffer(-60 / METRES_PER_DEGREE)
    assert inside.any()
    assert not inside.all()
    assert shapely.contains_xy(wide, lon[minutes <= 6], lat[minutes <= 6]).all()
    assert (minutes[shapely.contains_xy(narrow, lon, lat)] <= 6.5).all()


def test_nothing_is_farther_than_the_way_allows(blocks: World) -> None:
    (area,) = isochrones(blocks, middle(), [5], Travel(mode="walk", walk_speed_kmh=3.6))
    west, south, east, north = area.geometry.bounds
    half = 5 * 60 * 1.0 + 40
    for degrees in ((east - west) * np.cos(np.deg2rad(43.0)), north - south):
        assert degrees * METRES_PER_DEGREE <= 2 * half


def test_public_transport_reaches_farther_than_feet(xs_world: World) -> None:
    west, south, east, north = xs_world.network.bounds
    place = spot((west + east) / 2, (south + north) / 2)
    window = Window(date(2026, 9, 8), 8 * 3600, 5)
    travel = Travel(draws=1)
    (ride,) = isochrones(xs_world, place, [12], travel, window)
    (walk,) = isochrones(xs_world, place, [12], Travel(mode="walk"))
    assert ride.area_km2 >= walk.area_km2 * 0.99
    later = Window(date(2026, 9, 8), 8 * 3600, 5, arrive=True)
    (back,) = isochrones(xs_world, place, [12], travel, later, towards=True, spacing_m=60)
    assert back.area_km2 > 0
    (arrived,) = isochrones(xs_world, place, [8], travel, later, spacing_m=100)
    assert arrived.area_km2 > 0


@pytest.mark.parametrize(
    ("cutoffs", "word"), [([], "No cut-off"), ([0], "cut-off is 0"), ([500], "500"), ([float("nan")], "nan")]
)
def test_impossible_cutoffs(blocks: World, cutoffs: list[float], word: str) -> None:
    with pytest.raises(ParameterError, match=word):
        isochrones(blocks, middle(), cutoffs, Travel(mode="walk"))


def test_places_that_are_none(blocks: World) -> None:
    with pytest.raises(OutsideNetworkError):
        isochrones(blocks, spot(5.5, 43.5), [5], Travel(mode="walk"))
    two = Places(np.array(["a", "b"], dtype=object), np.array([5.0, 5.0]), np.array([43.0, 43.0]))
    with pytest.raises(ParameterError, match="one place"):
        isochrones(blocks, two, [5], Travel(mode="walk"))


def test_a_grid_over_an_area_holds_all_of_it_and_a_margin() -> None:
    west, south, east, north = BOUNDS
    grid = grid_over(BOUNDS, most_points=500)
    assert grid.lon[0] < west < east < grid.lon[-1]
    assert grid.lat[0] < south < north < grid.lat[-1]
    assert len(grid.lon) * len(grid.lat) < 1000
