"""A place that nobody prepared has the same times as one prepared with its destinations."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.core.errors import OutsideNetworkError
from portee.kernels.shortest import UNREACHED
from portee.reach import reach
from portee.reach.kinds import Along, ByTransit
from portee.reach.links import LinkStore
from portee.reach.opening import everything
from portee.reach.options import Travel, Window
from portee.reach.origin import prepare_street, prepare_transit
from portee.reach.street_commute import StreetCommuteSearch
from portee.services.describe import suggested_date
from portee.territory.places import Places
from portee.world import World

COUNT = 150
DRAWN = Travel(max_time_min=60, draws=2)
TRAVELS = [DRAWN, replace(DRAWN, access="bicycle"), replace(DRAWN, step_free=True), replace(DRAWN, max_rides=1)]


@pytest.fixture(scope="module")
def corners(xs_world: World) -> Places:
    streets = xs_world.network.streets
    chosen = np.random.default_rng(3).choice(streets.node_count, COUNT, replace=False)
    lon, lat = (np.asarray(v)[chosen] / 1e7 for v in (streets.node_lon_e7, streets.node_lat_e7))
    return Places(np.arange(COUNT).astype(str).astype(object), lon, lat)


def minutes(seconds: np.ndarray) -> np.ndarray:
    return np.where(seconds == UNREACHED, np.inf, seconds / 60).astype(np.float32)


@pytest.mark.parametrize("arrive", [False, True])
@pytest.mark.parametrize("travel", TRAVELS, ids=str)
def test_by_public_transport_as_reach_says(xs_world: World, corners: Places, travel: Travel, arrive: bool) -> None:
    day = suggested_date(xs_world.network)
    assert day is not None
    window = Window(day, 8 * 3600, 20, arrive=arrive)
    search = prepare_transit(LinkStore(xs_world.network), corners, ByTransit(travel), window)
    for k in range(0, COUNT, 25):
        here = corners.take(np.array([k]))
        ends = (corners, here) if arrive else (here, corners)
        expected = reach(xs_world, *ends, travel, window).minutes().reshape(-1)
        assert np.array_equal(minutes(search.times(here).seconds), expected)


def test_an_open_timetable_changes_nothing(xs_world: World, corners: Places) -> None:
    timetable, day = xs_world.network.timetable, suggested_date(xs_world.network)
    assert timetable is not None
    assert day is not None
    store, window = LinkStore(xs_world.network), Window(day, 8 * 3600, 20)
    here = corners.take(np.array([0]))
    some, every = (
        prepare_transit(store, corners, ByTransit(DRAWN, opened), window).times(here).seconds
        for opened in (None, everything(timetable))
    )
    assert np.array_equal(some, every)


@pytest.mark.parametrize("mode", ["walk", "bicycle", "car"])
@pytest.mark.parametrize("towards", [False, True])
def test_along_streets_as_a_commute_says(xs_world: World, corners: Places, mode: str, towards: bool) -> None:
    store, way = LinkStore(xs_world.network), Along(mode, 30, 10, extra_min=2 if mode == "car" else 0)
    search = prepare_street(store, corners, way, 25, towards=towards)
    prepared = StreetCommuteSearch(store, corners, corners, mode, 25 * 60, way.units, round(way.extra_min * 60))
    for k in range(0, COUNT, 25):
        seconds, km = prepared.leg(k, k + 1, towards=towards)
        found = search.times(corners.take(np.array([k])))
        assert np.array_equal(found.seconds, seconds[0])
        assert np.array_equal(found.km, km[0])


def test_nobody_is_faster_than_one_may_go(xs_world: World, corners: Places) -> None:
    store, here = LinkStore(xs_world.network), corners.take(np.array([0]))
    free = prepare_street(store, corners, Along("car", 60), 60).times(here)
    held = prepare_street(store, corners, Along("car", 60, most_kmh=10), 60).times(here)
    there = (held.seconds != UNREACHED) & (held.seconds > 0)
    assert there.any()
    assert (held.seconds[there] >= free.seconds[there]).all()
    assert (held.km[there] / held.seconds[there] * 3600 <= 10 + 1e-6).all()


def test_a_place_without_a_street_is_told(xs_world: World, corners: Places) -> None:
    search = prepare_street(LinkStore(xs_world.network), corners, Along("walk", 30, 4), 30)
    with pytest.raises(OutsideNetworkError, match="too far from any street"):
        search.times(Places(np.array(["sea"], object), np.array([0.0]), np.array([0.0])))
