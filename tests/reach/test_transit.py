"""Journeys by public transport, minute by minute, against a full plain search; departures against arrivals."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import NoServiceError, ParameterError
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.reach.options import Travel, Window
from portee.reach.streetwise import Stations
from portee.reach.transit import TransitSearch, transit_search
from portee.territory.places import Places
from portee.world import World
from tests.journeys import EPOCH, travel_times
from tests.worlds import TODAY, grid_streets, places_at, random_places, random_world, timetable_of

EIGHT = 8 * 3600


def _places(seed: int) -> tuple[Places, Places, Places]:
    """Origins, destinations and car parks."""
    rng = np.random.default_rng(seed + 1)
    return random_places(rng, 3, 4, 3), random_places(rng, 3, 4, 3), random_places(rng, 2, 4, 3)


def _search(world: World, seed: int, travel: Travel, window: Window) -> TransitSearch:
    origins, destinations, parks = _places(seed)
    stations = Stations(world.network, parks) if travel.access == "park_and_ride" else None
    return transit_search(world.network, origins, destinations, travel, window, stations=stations)


def _by_minute(search: TransitSearch, roots: int) -> npt.NDArray[np.int32]:
    """Seconds (origins, destinations, draws, minutes)."""
    scratch = search.scratch()
    found = np.stack([search.samples(root, scratch) for root in range(roots)])
    return found.swapaxes(0, 1) if search.flipped else found


def _as_seconds(times: list[list[list[float]]]) -> list[list[list[int]]]:
    return [[[int(UNREACHED) if math.isinf(t) else int(t) for t in row] for row in rows] for rows in times]


TRAVELS = st.fixed_dictionaries(
    {
        "access": st.sampled_from(["walk", "walk", "bicycle", "e_scooter", "park_and_ride"]),
        "egress": st.sampled_from(["walk", "walk", "bicycle", "e_scooter"]),
        "max_time_min": st.sampled_from([9.5, 25, 60]),
        "max_walk_min": st.sampled_from([None, 0, 2, 4.5]),
        "max_bicycle_min": st.sampled_from([0.5, 2]),
        "max_transfer_m": st.sampled_from([0, 100, 300, 900]),
        "max_rides": st.integers(1, 4),
        "walk_speed_kmh": st.sampled_from([3.6, 4.3]),
        "boarding_slack_s": st.sampled_from([0, 60, 150]),
        "parking_min": st.sampled_from([0, 1.5]),
    }
)
KINDS = st.sampled_from([{}, {}, {}, {"step_free": True}, {"bicycle_on_board": True}])


@settings(max_examples=80)
@given(st.integers(0, 2**32 - 1), TRAVELS, KINDS, st.booleans(), st.sampled_from([1, 7, 20]), st.integers(-30, 80))
def test_every_minute_equals_a_plain_search(
    seed: int, options: dict[str, Any], kind: dict[str, bool], arrive: bool, minutes: int, late: int
) -> None:
    world = random_world(seed)
    travel = Travel(**{**options, **kind})
    window = Window(TODAY, EIGHT + 60 * late, minutes, arrive)
    origins, destinations, parks = _places(seed)
    found = _by_minute(_search(world, seed, travel, window), 3)
    expected = travel_times(world, origins, destinations, travel, window, parks)
    assert found[:, :, 0, :].tolist() == _as_seconds(expected)


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), TRAVELS, st.booleans(), st.sampled_from([2, 5, 15]))
def test_lanes_farther_apart_are_some_of_the_minutes(
    seed: int, options: dict[str, Any], arrive: bool, every_min: int
) -> None:
    world, travel = random_world(seed), Travel(**options)
    origins, destinations, parks = _places(seed)
    stations = Stations(world.network, parks) if travel.access == "park_and_ride" else None
    window = Window(TODAY, EIGHT, 4 * every_min + 1, arrive)
    minutes, some = (
        _by_minute(
            transit_search(
                world.network, origins, destinations, travel, window, stations=stations, every_min=step
            ), 3,
        )
        for step in (1, every_min)
    )  # fmt: skip
    np.testing.assert_array_equal(some, minutes[..., ::every_min])


def test_some_targets_are_rows_of_all() -> None:
    search = _search(random_world(3), 3, Travel(max_time_min=30), Window(TODAY, EIGHT, 5))
    every, rows = search.samples(1, search.scratch()), np.array([2, 0])
    np.testing.assert_array_equal(search.samples(1, search.scratch(), rows), every[rows])


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), TRAVELS, st.integers(0, 60))
def test_departures_and_arrivals_agree(seed: int, options: dict[str, Any], late: int) -> None:
    """Whoever leaves at m and travels D(m) is there by t; whoever must be there by t needs to leave A(t) before.

    For all whole minutes m ≤ t: if D(m) ≤ t − m ≤ longest then A(t) ≤ t − m (to leave at m was enough). And if A(t) is
    finite, to leave at the last whole minute m not after t − A(t) is enough: D(m) ≤ t − m, where t − m ≤ longest.
    """
    world = random_world(seed)
    travel = Travel(**options)
    minutes, longest = 24, travel.longest_s
    first = EIGHT + 60 * late
    leaving = _by_minute(_search(world, seed, travel, Window(TODAY, first, minutes)), 3)[:, :, 0, :]
    arriving = _by_minute(_search(world, seed, travel, Window(TODAY, first, minutes, arrive=True)), 3)[:, :, 0, :]
    for o, d in np.ndindex(3, 3):
        before = leaving[o, d].tolist()
        needed = arriving[o, d].tolist()
        for t in range(minutes):
            for m in range(t + 1):
                gap = 60 * (t - m)
                if before[m] <= gap <= longest:
                    assert needed[t] <= gap
            if needed[t] != UNREACHED:
                m = (60 * t - needed[t]) // 60
                if m >= 0 and 60 * (t - m) <= longest:
                    assert before[m] <= 60 * (t - m)


def _line(trips: list[list[tuple[int, int]]], **options: Any) -> World:
    """Two stops 1.1 km apart on one street, a place to start beside the first, one to go to beside the second."""
    timetable = timetable_of(
        2,
        [([0, 1], trips)],
        lon=[5.0, 5.0132],
        lat=[43.0, 43.0],
        **options,
    )
    return World(Network.of(grid_streets(12, 2), timetable))


HERE, THERE = places_at([5.0], [43.0]), places_at([5.0132], [43.0])
WALK_S = 1076
"""On foot from one to the other at 3.6 km/h."""


def _times(world: World, travel: Travel, window: Window) -> list[int]:
    found = _by_minute(transit_search(world.network, HERE, THERE, travel, window), 1)[0, 0]
    return np.where(found == UNREACHED, -1, found).ravel().tolist()


def test_waiting_riding_and_slack_by_hand() -> None:
    world = _line([[(EIGHT + 600, EIGHT + 600), (EIGHT + 720, EIGHT + 720)]])
    travel = Travel(max_walk_min=5, max_time_min=30)
    # At 08:09:00 the bus of 08:10:00 is caught with a minute of slack; at 08:10:00 no more, and the walk is too long.
    assert _times(world, travel, Window(TODAY, EIGHT + 480, 3)) == [240, 180, -1]
    assert _times(world, replace(travel, boarding_slack_s=0), Window(TODAY, EIGHT + 480, 4)) == [240, 180, 120, -1]
    assert _times(world, replace(travel, boarding_slack_s=61), Window(TODAY, EIGHT + 480, 2)) == [240, -1]
    # To be there by 08:12:00 one leaves at 08:09:00; by 08:11:00 there is no way.
    assert _times(world, travel, Window(TODAY, EIGHT + 660, 4, arrive=True)) == [-1, 180, 240, 300]
    assert _times(world, replace(travel, boarding_slack_s=61), Window(TODAY, EIGHT + 720, 1, arrive=True)) == [181]


def test_no_one_waits_longer_than_the_journey_may_last() -> None:
    world = _line([[(EIGHT + 600, EIGHT + 600), (EIGHT + 720, EIGHT + 720)]])
    travel = Travel(max_walk_min=5, max_time_min=10)
    assert _times(world, travel, Window(TODAY, EIGHT + 60, 3)) == [-1, 600, 540]
    assert _times(world, travel, Window(TODAY, EIGHT + 1140, 3, arrive=True)) == [600, -1, -1]


def test_a_walk_is_taken_when_it_is_quicker() -> None:
    world = _line([[(EIGHT + 1200, EIGHT + 1200), (EIGHT + 1320, EIGHT + 1320)]])
    times = _times(world, Travel(max_walk_min=30), Window(TODAY, EIGHT, 20))
    assert times[:5] == [times[0]] * 5
    assert abs(times[0] - WALK_S) <= 2
    assert times[10] == 720


def test_after_midnight_the_night_bus_of_the_day_before_runs() -> None:
    world = _line([[(88_200, 88_200), (88_320, 88_320)]])
    travel = Travel(max_walk_min=5)
    assert _times(world, travel, Window(TODAY, 1740, 1)) == [180]
    assert _times(world, travel, Window(TODAY, 86_400 + 1740, 1)) == [180]


@pytest.mark.parametrize(("day", "clock"), [(date(2026, 3, 29), 3 * 3600), (date(2026, 10, 25), 3 * 3600)])
def test_clock_time_is_meant_when_clocks_change(day: date, clock: int) -> None:
    world = _line([[(clock + 600, clock + 600), (clock + 720, clock + 720)]])
    assert world.network.timetable is not None
    timetable = replace(world.network.timetable, service_first_day=(day - EPOCH).days - 3)
    world = world.replace(network=replace(world.network, timetable=timetable))
    assert _times(world, Travel(max_walk_min=5), Window(day, clock + 480, 2)) == [240, 180]


def test_who_stays_seated_may_alight_where_the_next_trip_begins() -> None:
    """The next trip stands at its first stop when the last arrival is due, and leaves later."""
    timetable = timetable_of(
        3,
        [
            ([0, 1], [[(EIGHT + 600, EIGHT + 600), (EIGHT + 720, EIGHT + 720)]]),
            ([1, 2], [[(EIGHT + 720, EIGHT + 960), (EIGHT + 1020, EIGHT + 1020)]]),
        ],
        lon=[5.0, 5.0132, 5.0144], lat=[43.0] * 3, blocks={(0, 0): 1, (1, 0): 1}, dropoff={(0, 1): False},
    )  # fmt: skip
    world = World(Network.of(grid_streets(13, 2), timetable))
    travel = Travel(max_walk_min=1, max_time_min=30, max_transfer_m=0)
    assert _times(world, travel, Window(TODAY, EIGHT + 540, 1)) == [180]
    assert _times(world, travel, Window(TODAY, EIGHT + 720, 2, arrive=True)) == [180, 240]


def test_frequencies_are_drawn_as_often_as_asked_and_alike_each_time() -> None:
    world = _line([[(0, 0), (120, 120)]], frequencies=[(0, EIGHT, EIGHT + 7200, 600, 0)])
    travel = Travel(max_walk_min=5, draws=8)
    window = Window(TODAY, EIGHT + 1200, 10)
    search = transit_search(world.network, HERE, THERE, travel, window)
    assert len(search.tables) == 8
    found = search.samples(0, search.scratch())[0]
    assert found.shape == (8, 10)
    assert found.min() >= 180
    assert found.max() < 180 + 600
    assert (np.sort(found)[:, -1] - np.sort(found)[:, 0] == 540).all()  # each draw meets every wait once in ten minutes
    assert len(set(found[:, 0].tolist())) > 3
    again = transit_search(world.network, HERE, THERE, travel, window)
    np.testing.assert_array_equal(again.samples(0, again.scratch())[0], found)
    other = transit_search(world.network, HERE, THERE, replace(travel, seed=1), window)
    assert other.samples(0, other.scratch())[0].tolist() != found.tolist()


def test_exact_frequencies_need_no_draw() -> None:
    world = _line([[(0, 0), (120, 120)]], frequencies=[(0, EIGHT, EIGHT + 7200, 600, 1)])
    search = transit_search(world.network, HERE, THERE, Travel(max_walk_min=5), Window(TODAY, EIGHT + 1200, 10))
    assert len(search.tables) == 1
    assert search.samples(0, search.scratch())[0, 0].tolist() == [
        720, 660, 600, 540, 480, 420, 360, 300, 240, 180,
    ]  # fmt: skip


def test_percentiles_of_draws_are_those_of_all_their_minutes() -> None:
    world = _line([[(0, 0), (120, 120)]], frequencies=[(0, EIGHT, EIGHT + 7200, 600, 0)])
    search = transit_search(world.network, HERE, THERE, Travel(max_walk_min=5), Window(TODAY, EIGHT + 1200, 10))
    scratch = search.scratch()
    ordered = sorted(search.samples(0, scratch).ravel().tolist())
    assert len(ordered) == 50
    found = search.percentiles(0, 1, np.array([10.0, 50.0, 100.0]), scratch)
    assert found[0, :, 0].tolist() == [ordered[4], ordered[24], ordered[49]]


def test_a_change_of_many_hours_is_no_change_and_no_error() -> None:
    trips = [[(EIGHT + 600, EIGHT + 600), (EIGHT + 720, EIGHT + 720)]]
    world = _line(trips, transfers=[(0, 0, 2, 100_000), (1, 1, 2, 30_000)])
    travel = Travel(max_walk_min=5, max_time_min=60, walk_speed_kmh=0.5, max_transfer_m=5000)
    assert _times(world, travel, Window(TODAY, EIGHT + 540, 1)) == [180]


def test_without_timetable_public_transport_is_refused() -> None:
    network = Network.of(grid_streets(2, 2))
    with pytest.raises(ParameterError, match="no timetable") as caught:
        transit_search(network, HERE, HERE, Travel(), Window(TODAY, EIGHT))
    assert "--gtfs" in caught.value.mend


def test_a_date_without_service_is_refused() -> None:
    world = _line([[(0, 0), (60, 60)]])
    with pytest.raises(NoServiceError, match="2030-01-01"):
        transit_search(world.network, HERE, THERE, Travel(), Window(date(2030, 1, 1), EIGHT))


def test_past_midnight_a_date_without_service_of_its_own_has_that_of_the_day_before() -> None:
    active = np.zeros((1, 7), np.bool_)
    active[0, 0] = True
    world = _line([[(88_200, 88_200), (88_320, 88_320)]], active=active)
    assert _times(world, Travel(max_walk_min=5), Window(TODAY, 1740, 1)) == [180]
    with pytest.raises(NoServiceError):
        transit_search(world.network, HERE, THERE, Travel(), Window(TODAY, EIGHT))


@pytest.mark.parametrize("arrive", [False, True])
def test_window_and_travel_time_fit_in_sixteen_bits_or_are_refused(arrive: bool) -> None:
    world = _line([[(EIGHT + 600, EIGHT + 600), (EIGHT + 720, EIGHT + 720)]])
    with pytest.raises(ParameterError, match="at most") as caught:
        transit_search(world.network, HERE, THERE, Travel(max_time_min=480), Window(TODAY, EIGHT, 480, arrive=arrive))
    assert caught.value.mend
    travel = Travel(max_time_min=400, max_walk_min=5)
    times = _times(world, travel, Window(TODAY, EIGHT + (720 if arrive else 0), 100, arrive=arrive))
    assert times[0] == (180 if arrive else 720)


def test_a_transfer_longer_than_the_network_stores_is_found_on_the_streets() -> None:
    world = random_world(5)
    stored = Network.of(world.network.streets, world.network.timetable, transfer_m=10)
    travel, window = Travel(max_transfer_m=400, max_walk_min=3), Window(TODAY, EIGHT, 30)
    short = _by_minute(_search(world.replace(network=stored), 5, travel, window), 3)
    long = _by_minute(
        _search(world.replace(network=Network.of(stored.streets, stored.timetable, transfer_m=900)), 5, travel, window),
        3,
    )
    np.testing.assert_array_equal(short, long)
