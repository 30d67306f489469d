"""Equal searches by public transport are made once, and say what each would say alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.network import Network
from portee.offers.tariffs import Opening
from portee.reach.commute import commute_search
from portee.reach.evening import without_evening
from portee.reach.hours import Hours
from portee.reach.kinds import ByTransit
from portee.reach.links import LinkStore
from portee.reach.opening import Opened, opened_part
from portee.reach.options import Travel
from portee.reach.streetwise import Stations
from portee.reach.transit_pool import TransitPool
from portee.reach.ways import Stores
from portee.territory.places import Places
from portee.world import World
from tests.worlds import TODAY, grid_streets, places_at, random_places, random_world, timetable_of

EIGHT, FIVE = 8 * 3600, 17 * 3600
SEEDS = st.integers(0, 2**32 - 1)


def _hours(day: date, start: npt.ArrayLike, end: npt.ArrayLike) -> Hours:
    return Hours(day, np.array(start, np.int32), np.array(end, np.int32))


def _places(seed: int) -> tuple[Places, Places, Places]:
    rng = np.random.default_rng(seed + 1)
    return random_places(rng, 3, 4, 3), random_places(rng, 4, 4, 3, "w"), random_places(rng, 2, 4, 3, "d")


def _travel(**options: Any) -> Travel:
    return Travel(**{"max_walk_min": 4, "max_time_min": 40, "max_transfer_m": 300, **options})


@settings(max_examples=10)
@given(SEEDS)
def test_every_way_is_possible_where_its_own_search_says_so(seed: int) -> None:
    """Several ways and hours in one pool, some places not wanted, homes in any order, some asked among few places."""
    world, (homes, work, docks) = random_world(seed), _places(seed)
    timetable = world.network.timetable
    assert timetable is not None
    rng = np.random.default_rng(seed + 2)
    stations = Stations(world.network, docks, ("walk", "bicycle", "wheelchair"))
    ways = [
        ByTransit(_travel()), ByTransit(_travel(max_time_min=25.5)), ByTransit(_travel(walk_speed_kmh=4.4)),
        ByTransit(_travel(max_rides=1), opened_part(timetable, [Opening(routes=(timetable.route_id[0],))])),
        ByTransit(_travel(access="docked_bicycle"), stations=stations), ByTransit(_travel(access="bicycle")),
        ByTransit(_travel(step_free=True)),
    ]  # fmt: skip
    starts = [EIGHT + rng.integers(20, 110, 4) * 60 + rng.choice([0, 25]) for _ in range(2)]
    starts[1][rng.random(4) < 0.3] = -1
    week = [
        [_hours(TODAY, start, np.where(start < 0, -1, EIGHT + 2400)) for start in starts[:n]] for n in (1, 2)
    ]  # fmt: skip
    pool = TransitPool(Stores(world.network), homes, work)
    asked = [(way, hours, pool.add(way, hours)) for way in ways for hours in week]
    rider = pool.rider()
    for home in (2, 0, 1):
        for way, hours, legs in asked:
            search = commute_search(
                LinkStore(world.network), homes, work, way.travel, hours, opened=way.opened, stations=way.stations
            )  # fmt: skip
            expected = search.commutes(home, home + 1).possible[0]
            among = rng.random(4) < 0.7
            np.testing.assert_array_equal(rider.possible(home, legs, np.ones(4, np.bool_)), expected)
            np.testing.assert_array_equal(rider.possible(home, legs, among), expected & among)


def _line(**options: Any) -> tuple[World, Places, Places]:
    """A street of 1.1 km with a bus: 08:10 → 08:12 there, 17:30 → 17:32 back."""
    there = [[(EIGHT + 600, EIGHT + 600), (EIGHT + 720, EIGHT + 720)]]
    back = [[(63_000, 63_000), (63_120, 63_120)]]
    timetable = timetable_of(2, [([0, 1], there), ([1, 0], back)], lon=[5.0, 5.0132], lat=[43.0, 43.0], **options)
    return World(Network.of(grid_streets(12, 2), timetable)), places_at([5.0], [43.0]), places_at([5.0132], [43.0], "w")


def _day(start: int, end: int, days: int = 0) -> list[Hours]:
    return [_hours(TODAY + timedelta(days=days), [start], [end])]


def test_days_hours_and_tickets_that_read_the_same_are_searched_once() -> None:
    world, home, work = _line()
    pool = TransitPool(Stores(world.network), home, work)
    plain, hours = ByTransit(_travel()), _day(EIGHT + 900, FIVE + 1740)
    first = pool.add(plain, hours)
    assert len(pool) == 2
    assert len(first.numbers) == 2
    tomorrow = pool.add(plain, _day(EIGHT + 900, FIVE + 1740, days=1))
    whole = Opened(np.ones(4, np.bool_))
    opened = pool.add(ByTransit(_travel(), whole), hours)
    faster = pool.add(ByTransit(_travel(bicycle_speed_kmh=25)), hours)  # nobody rides a bicycle
    assert first.numbers == tomorrow.numbers == opened.numbers == faster.numbers
    assert len(pool) == 2
    pool.add(plain, _day(EIGHT + 900, FIVE + 2340))  # another end, the same start
    assert len(pool) == 3
    pool.add(ByTransit(_travel(walk_speed_kmh=4)), hours)
    assert len(pool) == 5


def test_a_morning_is_searched_once_whether_or_not_the_evening_has_service() -> None:
    """The way there at eight reads the same trips; the way back at half past five does not."""
    world, home, work = _line()
    pool, hours = TransitPool(Stores(world.network), home, work), _day(EIGHT + 900, FIVE + 1740)
    evening = without_evening(world.network, FIVE)
    whole, cut = (pool.add(search, hours) for search in (ByTransit(_travel()), evening.cut(ByTransit(_travel()))))
    assert len(set(whole.numbers) & set(cut.numbers)) == 1
    assert len(pool) == 3
    rider, once = pool.rider(), np.ones(1, np.bool_)
    assert rider.possible(0, whole, once).tolist() == [True]
    assert rider.possible(0, cut, once).tolist() == [False]


def test_a_search_is_made_once_for_a_home_and_only_where_it_can_change_the_answer() -> None:
    world, home, work = _line()
    pool, everyone = TransitPool(Stores(world.network), home, work), np.ones(1, np.bool_)
    legs = pool.add(ByTransit(_travel()), _day(EIGHT + 900, FIVE + 1740))
    late = pool.add(ByTransit(_travel()), _day(EIGHT + 600, FIVE + 1740))
    rider = pool.rider()
    assert rider.possible(0, legs, everyone).tolist() == [True]
    assert rider.made == 2
    assert rider.possible(0, legs, everyone).tolist() == [True]
    assert rider.made == 2
    assert rider.possible(0, late, np.zeros(1, np.bool_)).tolist() == [False]
    assert rider.made == 2
    # At 08:10 one is not there yet; whether one would come back does not matter then.
    assert rider.possible(0, late, everyone).tolist() == [False]
    assert rider.made == 3


def test_both_ways_and_to_the_minute() -> None:
    """In by 08:12, back from 17:30: the bus takes 2 minutes, and the ends of the street are its stops."""
    world, home, work = _line()
    pool = TransitPool(Stores(world.network), home, work)
    once = np.ones(1, np.bool_)
    cases = [
        (pool.add(ByTransit(_travel(max_time_min=longest)), _day(start, end)), expected)
        for longest, start, end, expected in (
            (40, EIGHT + 721, 62_939, True),  # 60 s to board: at the stop by 17:29
            (40, EIGHT + 719, 62_939, False),
            (40, EIGHT + 721, 62_941, False),
            (4, EIGHT + 780, 62_940, True),  # 08:09 to 08:13, 17:29 to 17:33
            (3, EIGHT + 780, 62_940, False),
        )
    ]
    rider = pool.rider()
    assert [bool(rider.possible(0, legs, once)[0]) for legs, _ in cases] == [expected for _, expected in cases]


def test_without_hours_nothing_is_possible() -> None:
    world, home, work = _line()
    pool = TransitPool(Stores(world.network), home, work)
    legs = pool.add(ByTransit(_travel()), [])
    assert legs.numbers == ()
    assert not pool.rider().possible(0, legs, np.ones(1, np.bool_)).any()


def test_a_network_without_these_trips_is_searched_apart() -> None:
    world, home, work = _line()
    timetable = world.network.timetable
    assert timetable is not None
    later = replace(
        timetable, event_departure=timetable.event_departure + 60, event_arrival=timetable.event_arrival + 60
    )
    variant = replace(world.network, timetable=later)
    pool, hours = TransitPool(Stores(world.network), home, work), _day(EIGHT + 720, FIVE + 1740)
    now, then = pool.add(ByTransit(_travel()), hours), pool.add(ByTransit(_travel(), network=variant), hours)
    rider, once = pool.rider(), np.ones(1, np.bool_)
    assert rider.possible(0, now, once).tolist() == [True]
    assert rider.possible(0, then, once).tolist() == [False]
