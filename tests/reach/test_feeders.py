"""Rides between home and stops, against all pairs of docks and all car parks."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.egress import Links
from portee.kernels.shortest import UNREACHED
from portee.reach.commute import homeward
from portee.reach.feeders import StopRides, stop_rides
from portee.reach.kinds import Along, ByTransit
from portee.reach.links import LinkStore
from portee.reach.options import Travel
from portee.reach.street_legs import street_legs
from portee.reach.streetwise import Stations, street_links
from tests.reach.interviews import Interview, interview, world_of
from tests.worlds import random_places

SEEDS = st.integers(0, 2**32 - 1)
FAR = int(UNREACHED)
Dense = npt.NDArray[np.int64]


def _travel(access: str) -> Travel:
    return Travel(
        access=access, max_walk_min=3, max_bicycle_min=5, max_drive_min=6, max_time_min=40, parking_min=2,
        docking_min=0.5, bicycle_speed_kmh=9, e_scooter_speed_kmh=14,
    )  # fmt: skip


def _stations(asked: Interview, seed: int) -> Stations:
    places = random_places(np.random.default_rng(seed + 4), 3, 4, 3, "d")
    return Stations(asked.network, places, ("walk", "wheelchair", "car", "bicycle", "e_scooter"))


def _dense(links: Links, columns: int) -> Dense:
    rows = len(links.offset) - 1
    full = np.full((rows, columns), FAR, np.int64)
    full[np.repeat(np.arange(rows), np.diff(links.offset)), links.other] = links.seconds
    return full


def _legs(
    asked: Interview, travel: Travel, docks: Stations, mode: str, *, back: bool
) -> tuple[Dense, Dense, Dense, Dense]:
    """Seconds from home on foot to docks and to stops, between docks, and from docks to stops; back: the other way."""
    network, foot, store = asked.network, travel.foot, LinkStore(asked.network)
    stops, count = network.stops[foot], len(docks.places)

    def between(by: str, sources: Any, targets: Any, columns: int) -> Dense:
        return _dense(
            street_links(
                network.modes[by], sources, targets, travel.limit_s(by), travel.units_per_second(by), towards=back
            ), columns,
        )  # fmt: skip

    home = store.attached(asked.home, foot)
    return (
        between(foot, home, docks[foot], count), between(foot, home, stops, len(stops.edge)),
        between(mode, docks[mode], docks[mode], count), between(foot, docks[foot], stops, len(stops.edge)),
    )  # fmt: skip


@settings(max_examples=25)
@given(SEEDS, st.sampled_from(["bicycle", "e_scooter"]), st.booleans())
def test_the_ride_between_docks_is_that_of_the_best_pair(seed: int, mode: str, back: bool) -> None:
    asked = interview(seed, world_of(seed))
    travel, docks = _travel(f"docked_{mode}"), _stations(asked, seed)
    found = stop_rides(LinkStore(asked.network), asked.home, ByTransit(travel, stations=docks), back=back)
    to_dock, on_foot, ride, onward = _legs(asked, travel, docks, mode, back=back)
    speed = travel.bicycle_speed_kmh if mode == "bicycle" else travel.e_scooter_speed_kmh
    for stop in range(len(found.seconds)):
        pairs = {
            (a, b): int(to_dock[0, a] + ride[a, b] + onward[b, stop]) + 60
            for a in range(3) for b in range(3)
            if max(to_dock[0, a], ride[a, b], onward[b, stop]) < FAR
        }  # fmt: skip
        least = min([seconds for seconds in pairs.values() if seconds <= travel.longest_s], default=FAR)
        assert found.seconds[stop] == min(least, int(on_foot[0, stop]))
        if on_foot[0, stop] <= least:
            assert found.minutes[stop] == found.km[stop] == 0
            continue
        rides = {ride[a, b] / 60 for (a, b), seconds in pairs.items() if seconds == least}
        assert found.minutes[stop] in rides
        assert found.km[stop] == pytest.approx(found.minutes[stop] / 60 * speed)


@settings(max_examples=25)
@given(SEEDS, st.booleans())
def test_the_drive_is_that_to_the_best_car_park(seed: int, back: bool) -> None:
    asked = interview(seed, world_of(seed))
    travel, parks = _travel("park_and_ride"), _stations(asked, seed)
    found = stop_rides(LinkStore(asked.network), asked.home, ByTransit(travel, stations=parks), back=back)
    onward = _legs(asked, travel, parks, "car", back=back)[3]
    drive = street_legs(LinkStore(asked.network), asked.home, parks.places, Along("car", 6), 6)
    km = (drive.back_km if back else drive.out_km)[0]
    store = LinkStore(asked.network)
    car = _dense(
        street_links(
            asked.network.modes["car"], store.attached(asked.home, "car"), parks["car"], 360, 1000.0, towards=back
        ), 3,
    )[0]  # fmt: skip
    for stop in range(len(found.seconds)):
        by = {p: int(car[p] + onward[p, stop]) + 120 for p in range(3) if max(car[p], onward[p, stop]) < FAR}
        least = min(by.values(), default=FAR)
        assert found.seconds[stop] == least
        if least == FAR:
            assert found.minutes[stop] == found.km[stop] == 0
            continue
        best = [park for park, seconds in by.items() if seconds == least]
        assert found.minutes[stop] in [car[park] / 60 for park in best]
        assert any(found.km[stop] == pytest.approx(km[park]) for park in best)


@settings(max_examples=15)
@given(SEEDS, st.sampled_from(["walk", "bicycle", "e_scooter"]), st.booleans())
def test_by_ones_own_it_is_the_link_to_the_stop(seed: int, mode: str, back: bool) -> None:
    asked = interview(seed, world_of(seed))
    travel, store = _travel(mode), LinkStore(asked.network)
    found = stop_rides(store, asked.home, ByTransit(travel), back=back)
    used = homeward(travel) if back else travel
    links = store.stops(asked.home, used, mode, leaving=not back)
    expected = _dense(links, len(found.seconds))[0]
    np.testing.assert_array_equal(found.seconds, np.minimum(expected, FAR))
    if mode == "walk":
        assert not found.minutes.any()
        assert not found.km.any()
    else:
        reached = expected < FAR
        np.testing.assert_array_equal(found.minutes[reached], expected[reached] / 60)
        assert not found.minutes[~reached].any()


def test_each_place_has_the_ride_of_the_stop_that_it_is_reached_by() -> None:
    rides = StopRides(np.array([4.0, 0.0, 7.0]), np.array([1.0, 0.0, 2.0]), np.zeros(3, np.int32))
    km, minutes = rides.at(np.array([2, -1, 0, 1], np.int32))
    assert km.tolist() == [2, 0, 1, 0]
    assert minutes.tolist() == [7, 0, 4, 0]
