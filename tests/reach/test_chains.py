"""Days with a stop on the way, against trying every minute of every stop with searches of one leg."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from portee.core.declared import Words
from portee.core.errors import ParameterError
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.reach.chains import ChainResult, StopPlaces, chain_times, short_runs, tables_of
from portee.reach.commute import commute_search, homeward
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByTransit, Search
from portee.reach.links import LinkStore
from portee.reach.opening import everything
from portee.reach.options import Travel, Window
from portee.reach.street_legs import street_legs
from portee.reach.streetwise import attached_places
from portee.reach.transit import transit_search
from portee.reach.ways import Stores, Way
from portee.territory.places import Places
from portee.world import World
from tests.worlds import ORIGIN, STEP_E7, TODAY, grid_streets, places_at, random_places, random_world, timetable_of

EIGHT = 8 * 60
LIMIT = 30
SEEDS = st.integers(0, 2**32 - 1)
NEVER = int(UNREACHED)

Int32 = npt.NDArray[np.int32]
Leg = Callable[[Places, Places, date, bool, int], npt.NDArray[np.int64]]
"""Seconds (from, to, minute) of leaving so many seconds into every minute from 07:00 on, by day, there or back."""

FIRST, MINUTES = 7 * 60, 300


def _by_transit(world: World, travel: Travel) -> Leg:
    known: dict[tuple[int, int, date, bool, int], npt.NDArray[np.int64]] = {}
    timetable = world.network.timetable
    assert timetable is not None

    def leg(a: Places, b: Places, day: date, back: bool, second: int) -> npt.NDArray[np.int64]:
        key = id(a), id(b), day, back, second
        if key not in known:
            search = transit_search(
                world.network, a, b, homeward(travel) if back else travel, Window(day, FIRST * 60 + second, MINUTES),
                opened=everything(timetable),
            )  # fmt: skip
            scratch = search.scratch()
            known[key] = np.stack([search.samples(i, scratch).max(axis=1) for i in range(len(a))]).astype(np.int64)
        return known[key]

    return leg


def _by_street(world: World, search: Along) -> Leg:
    store = LinkStore(world.network)

    def leg(a: Places, b: Places, day: date, back: bool, second: int) -> npt.NDArray[np.int64]:
        """The way back is told by the other end: from b, where it leads to, as one goes there."""
        seconds = (
            street_legs(store, b, a, search, LIMIT).back.T if back else street_legs(store, a, b, search, LIMIT).out
        )
        return np.repeat(seconds[:, :, None].astype(np.int64), MINUTES, axis=2)

    return leg


def _go(times: npt.NDArray[np.int64], leave: int, second: int = 0) -> int | None:
    """The first whole minute at which one is there."""
    at = leave - FIRST
    if not 0 <= at < MINUTES or times[at] == NEVER:
        return None
    return leave + -(-(second + int(times[at])) // 60)


Visit = tuple[npt.NDArray[np.int64], StopPlaces, int]
"""Times of the leg beside a stop, the stops, and which of them."""


def _first(times: npt.NDArray[np.int64], leaves: range) -> int | None:
    """The first whole minute of arrival, whenever one leaves: later minutes are tried all the same."""
    return min((there for leave in leaves if (there := _go(times, leave)) is not None), default=None)


def _after(stop: StopPlaces, c: int, there: int | None) -> int | None:
    """When one leaves a stop after coming there: not before it opens, and by the time it closes."""
    if there is None:
        return None
    done = max(there, int(stop.opens[c])) + stop.dwell_min
    return done if done <= stop.closes[c] else None


def _in_time(home: int, start_s: int, visits: Sequence[Visit], last: npt.NDArray[np.int64]) -> bool:
    """Whether one who leaves home at a minute can visit every stop while it is open and be at work by the start."""
    now, start = home, start_s // 60
    for times, stop, c in visits:
        done = _after(stop, c, _first(times, range(now, start + 1)))
        if done is None:
            return False
        now = done
    return any(leave * 60 + int(last[leave - FIRST]) <= start_s for leave in range(now, start + 1))


def _home_by(end_s: int, first: npt.NDArray[np.int64], visits: Sequence[Visit]) -> int | None:
    """The first minute at which one is home who fetches the child on the way; visits with the leg after each."""
    there = _go(first, *divmod(end_s, 60))
    for onward, stop, c in visits:
        done = _after(stop, c, there)
        if done is None:
            return None
        there = _first(onward, range(done, done + LIMIT + 1))
    return there


def _slow(
    leg: Leg, home: Places, stops: Sequence[StopPlaces], work: Places, hours: Sequence[Hours]
) -> list[tuple[int, int, tuple[int, ...]] | None]:
    """(minutes there, minutes back, stops) for each place of work, None where impossible.

    The best stops of the worst day; the first of several pairs that are as good, the last stop told first.
    """
    found = []
    for j in range(len(work)):
        days = []
        for part in hours:
            if part.start[j] < 0 or part.end[j] < 0:
                continue
            start_s, end_s = int(part.start[j]), int(part.end[j])
            start, end = start_s // 60, -(-end_s // 60)
            best = None
            for chosen in np.ndindex(*(len(stop.places) for stop in stops[::-1])):
                rows = chosen[::-1]
                if any(stop.free is not None and stop.free[c] <= 0 for stop, c in zip(stops, rows, strict=True)):
                    continue
                ends = [(home, 0), *((stop.places, c) for stop, c in zip(stops, rows, strict=True)), (work, j)]
                there = [leg(a, b, part.day, False, 0)[i, k] for (a, i), (b, k) in itertools.pairwise(ends)]
                back = [leg(b, a, part.day, True, 0)[k, i] for (a, i), (b, k) in itertools.pairwise(ends)]
                leaving = leg(work, ends[-2][0], part.day, True, end_s % 60)[j, ends[-2][1]]
                going = [(t, s, c) for t, s, c in zip(there[:-1], stops, rows, strict=True)]
                coming = [(t, s, c) for t, s, c in zip(back[:-1], stops, rows, strict=True)][::-1]
                earliest = range(start, start - LIMIT - 1, -1)
                out = next((start - m for m in earliest if _in_time(m, start_s, going, there[-1])), None)
                at_home = _home_by(end_s, leaving, coming)
                if out is None or at_home is None or at_home - end > LIMIT:
                    continue
                if best is None or out + at_home - end < best[0] + best[1]:
                    best = (out, at_home - end, rows)
            days.append(best)
        possible = [day for day in days if day is not None]
        worst = max(possible, key=lambda day: day[0] + day[1], default=None)
        found.append(worst if len(possible) == len(days) else None)
    return found


def _tables(world: World, search: Search) -> Any:
    way = Way("any", Words(fr="any", en="any"), "any", search)
    return tables_of(Stores(world.network), way, LIMIT)


def _told(result: ChainResult) -> list[tuple[int, int, tuple[int, ...]] | None]:
    assert result.out.dtype == result.back.dtype == result.chosen.dtype == np.int32
    told: list[tuple[int, int, tuple[int, ...]] | None] = []
    for j, (out, back) in enumerate(zip(result.out.tolist(), result.back.tolist(), strict=True)):
        rows = tuple(result.chosen[:, j].tolist())
        assert (out == NEVER) == (back == NEVER) == all(row == -1 for row in rows)
        assert out % 60 == back % 60 == 0 or out == NEVER
        told.append(None if out == NEVER else (out // 60, back // 60, rows))
    return told


def _stops(rng: np.random.Generator, count: int, prefix: str, *, dwell: int, free: bool = False) -> StopPlaces:
    """Stops that open about when work begins and close about when one is back."""
    places = random_places(rng, count, 4, 3, prefix)
    opens = rng.choice([0, EIGHT + 10, EIGHT + 25, EIGHT + 40], count).astype(np.int32)
    closes = rng.choice([1440, EIGHT + 60, EIGHT + 80, EIGHT + 100], count).astype(np.int32)
    return StopPlaces(places, opens, closes, dwell, rng.integers(0, 3, count).astype(np.int32) if free else None)


def _day(rng: np.random.Generator, count: int, day: date = TODAY, *, seconds: bool = True) -> Hours:
    start = (EIGHT + rng.integers(20, 95, count)) * 60
    end = start + rng.integers(0, 30, count) * 60
    if seconds:
        start, end = start + rng.choice([0, 25], count), end + rng.choice([30, 40], count)
    missing = rng.random(count) < 0.1
    return Hours(day, *(np.where(missing, -1, t).astype(np.int32) for t in (start, end)))


TRAVEL = Travel(max_walk_min=5, max_time_min=LIMIT + 1, max_transfer_m=300)
"""A leg may begin in the minute before the longest way does, where work begins within a minute."""

SEARCHES = st.sampled_from(
    [
        ByTransit(TRAVEL), ByTransit(TRAVEL), ByTransit(replace(TRAVEL, access="bicycle", max_bicycle_min=1)),
        Along("walk", 12, 3.6), Along("bicycle", 20, 12.0, extra_min=1.5),
    ]
)  # fmt: skip


def _leg(world: World, search: Search) -> Leg:
    return _by_transit(world, search.travel) if isinstance(search, ByTransit) else _by_street(world, search)  # type: ignore[arg-type]


@settings(max_examples=25)
@given(SEEDS, SEARCHES, st.sampled_from([0, 4]), st.booleans())
def test_the_best_stop_is_the_best_of_all_minutes_of_all_stops(
    seed: int, search: Search, dwell: int, free: bool
) -> None:
    world, rng = random_world(seed), np.random.default_rng(seed + 1)
    home, work = random_places(rng, 1, 4, 3), random_places(rng, 3, 4, 3, "w")
    stops = [_stops(rng, 3, "c", dwell=dwell, free=free)]
    hours = [_day(rng, 3)]
    found = chain_times(_tables(world, search), home, stops, work, hours, LIMIT)
    assert _told(found) == _asked(_slow(_leg(world, search), home, stops, work, hours), hours)


def _asked(slow: list[Any], hours: Sequence[Hours]) -> list[Any]:
    """A place that no day wants is out of reach."""
    wanted = np.any([(part.start >= 0) & (part.end >= 0) for part in hours], axis=0)
    return [told if asked else None for told, asked in zip(slow, wanted, strict=True)]


@settings(max_examples=25)
@given(SEEDS, SEARCHES, st.booleans())
def test_the_best_two_stops_are_the_best_of_all_pairs(seed: int, search: Search, free: bool) -> None:
    world, rng = random_world(seed), np.random.default_rng(seed + 1)
    home, work = random_places(rng, 1, 4, 3), random_places(rng, 4, 4, 3, "w")
    stops = [_stops(rng, 2, "c", dwell=2, free=free), _stops(rng, 3, "s", dwell=1)]
    hours = [_day(rng, 4)]
    found = chain_times(_tables(world, search), home, stops, work, hours, LIMIT)
    assert _told(found) == _asked(_slow(_leg(world, search), home, stops, work, hours), hours)


@settings(max_examples=10)
@given(SEEDS)
def test_every_day_must_be_possible_and_the_longest_is_told(seed: int) -> None:
    world, rng = random_world(seed), np.random.default_rng(seed + 1)
    assert world.network.timetable is not None
    active = np.ones((2, 7), np.bool_)
    active[1, 2:4] = False
    service = rng.integers(0, 2, world.network.timetable.trip_count).astype(np.int32)
    service[0] = 0
    timetable = replace(
        world.network.timetable, service_id=["a", "b"], service_active=active, trip_service=service
    )  # fmt: skip
    world = world.replace(network=replace(world.network, timetable=timetable))
    home, work = random_places(rng, 1, 4, 3), random_places(rng, 3, 4, 3, "w")
    stops = [_stops(rng, 2, "c", dwell=3)]
    hours = [_day(rng, 3, TODAY + timedelta(days=d)) for d in (0, 1, 3)]
    found = chain_times(_tables(world, ByTransit(TRAVEL)), home, stops, work, hours, LIMIT)
    assert _told(found) == _asked(_slow(_by_transit(world, TRAVEL), home, stops, work, hours), hours)


def _sum(result: ChainResult) -> npt.NDArray[np.int64]:
    return result.out.astype(np.int64) + result.back


@settings(max_examples=20)
@given(SEEDS, SEARCHES)
def test_more_stops_longer_hours_and_less_time_spent_never_hurt(seed: int, search: Search) -> None:
    world, rng = random_world(seed), np.random.default_rng(seed + 1)
    home, work = random_places(rng, 1, 4, 3), random_places(rng, 3, 4, 3, "w")
    whole, hours, tables = _stops(rng, 3, "c", dwell=3), [_day(rng, 3)], _tables(world, search)

    def found(stop: StopPlaces, limit: int = LIMIT) -> npt.NDArray[np.int64]:
        return _sum(chain_times(tables, home, [stop], work, hours, limit))

    usual = found(whole)
    assert (found(replace(whole, free=np.array([1, 0, 1], np.int32))) >= usual).all()
    assert (found(replace(whole, dwell_min=6)) >= usual).all()
    assert (found(replace(whole, opens=whole.opens + 15)) >= usual).all()
    assert (found(replace(whole, closes=whole.closes - 15)) >= usual).all()
    assert (found(whole, LIMIT - 10) >= usual).all()
    np.testing.assert_array_equal(found(replace(whole, free=np.array([1, 2, 1], np.int32))), usual)


BY_BICYCLE = ByTransit(replace(TRAVEL, access="bicycle", max_walk_min=8, max_bicycle_min=2, max_rides=4))


@settings(max_examples=20)
@given(SEEDS, SEARCHES, st.sampled_from(["home", "work", "both"]), st.integers(10, LIMIT + 1))
@example(1071, BY_BICYCLE, "home", 31)  # the way back lasts 31 minutes: as long as it may
@example(1071, BY_BICYCLE, "home", 30)  # a minute more than it may
@example(1075, ByTransit(TRAVEL), "both", 31)
@example(1075, ByTransit(TRAVEL), "both", 30)
def test_a_stop_where_one_is_anyway_is_no_stop(seed: int, search: Search, where: str, limit: int) -> None:
    """Always open, no time spent there, and on the street, so that the way to its door takes no time: the very same
    minutes as without a stop within the same limit, wherever work begins and ends at whole minutes.

    What is added to every leg (taking a vehicle) would be added once more: such ways are left out.
    """
    assume(not (isinstance(search, Along) and search.extra_min))
    world, rng = random_world(seed), np.random.default_rng(seed + 1)
    corners = rng.permutation(12)[:2]
    lon, lat = ORIGIN[0] + corners % 4 * STEP_E7 / 1e7, ORIGIN[1] + corners // 4 * STEP_E7 / 1e7
    home, work = places_at([lon[0]], [lat[0]]), places_at([lon[1]], [lat[1]], "w")
    for places in (home, work):
        at = attached_places(world.network, places, search.mode if isinstance(search, Along) else "walk")
        assume(at.aside_mm[0] == 0)
    hours = [_day(rng, 1, seconds=False)]
    assume(hours[0].start[0] >= 0)

    def stop(places: Places, prefix: str) -> StopPlaces:
        there = places_at(places.lon.tolist(), places.lat.tolist(), prefix)
        return StopPlaces(there, np.zeros(1, np.int32), np.full(1, 2880, np.int32), 0)

    stops = {"home": [stop(home, "c")], "work": [stop(work, "c")], "both": [stop(home, "c"), stop(work, "s")]}[where]
    found = chain_times(_tables(world, search), home, stops, work, hours, limit)
    if isinstance(search, ByTransit):
        # The way without a stop knows but this limit; that of the tables is only one of each leg.
        alike = replace(search.travel, max_time_min=limit)
        plain: Any = commute_search(LinkStore(world.network), home, work, alike, hours).commutes()
    else:
        plain = street_legs(LinkStore(world.network), home, work, search, limit)
    possible = plain.out[0, 0] != UNREACHED and plain.back[0, 0] != UNREACHED
    expected = (int(plain.out[0, 0]), int(plain.back[0, 0])) if possible else (NEVER, NEVER)
    assert (int(found.out[0]), int(found.back[0])) == expected


@settings(max_examples=20)
@given(SEEDS, SEARCHES)
def test_no_stop_makes_a_way_shorter(seed: int, search: Search) -> None:
    """Never shorter than the way without it, as long as that may be made of walks and rides as long together."""
    world, rng = random_world(seed), np.random.default_rng(seed + 1)
    home, work = random_places(rng, 1, 4, 3), random_places(rng, 3, 4, 3, "w")
    stops, hours = [_stops(rng, 3, "c", dwell=0)], [_day(rng, 3, seconds=False)]
    found = chain_times(_tables(world, search), home, stops, work, hours, LIMIT)
    reached = found.out != UNREACHED
    if isinstance(search, ByTransit):
        wide = replace(search.travel, max_walk_min=2 * LIMIT, max_bicycle_min=2 * LIMIT, max_rides=12)
        plain: Any = commute_search(LinkStore(world.network), home, work, wide, hours).commutes()
    else:
        assert isinstance(search, Along)
        plain = street_legs(LinkStore(world.network), home, work, replace(search, limit_min=LIMIT), LIMIT)
    assert (plain.out[0][reached] <= found.out[reached]).all()
    assert (plain.back[0][reached] <= found.back[reached]).all()


def _line() -> tuple[World, Places, Places, Places]:
    """Home, childcare 430 m on and work 1.1 km on along one street; the bus passes all three: 08:10, 08:12, 08:16
    and back 17:30, 17:33, 17:35; another one at 08:20, 08:22, 08:26.
    """
    there = [[(clock * 60, clock * 60) for clock in (490 + k, 492 + k, 496 + k)] for k in (0, 10)]
    back = [[(clock * 60, clock * 60) for clock in (1050 + k, 1053 + k, 1055 + k)] for k in (0, 15)]
    timetable = timetable_of(
        3, [([0, 1, 2], there), ([2, 1, 0], back)], lon=[5.0, 5.0048, 5.0132], lat=[43.0] * 3
    )  # fmt: skip
    world = World(Network.of(grid_streets(12, 2), timetable))
    return world, places_at([5.0], [43.0]), places_at([5.0048], [43.0], "c"), places_at([5.0132], [43.0], "w")


def _childcare(places: Places, opens: int, closes: int, dwell: int = 5, free: int | None = None) -> StopPlaces:
    left = None if free is None else np.array([free], np.int32)
    return StopPlaces(places, np.array([opens], np.int32), np.array([closes], np.int32), dwell, left)


def _at(start: int, end: int) -> list[Hours]:
    return [Hours(TODAY, np.array([start * 60], np.int32), np.array([end * 60], np.int32))]


BUS = ByTransit(Travel(max_walk_min=3, max_time_min=90))


def _chained(stop: StopPlaces, start: int, end: int, limit: int = 90) -> tuple[int, int, list[int]]:
    world, home, _, work = _line()
    found = chain_times(_tables(world, BUS), home, [stop], work, _at(start, end), limit)
    return int(found.out[0]), int(found.back[0]), found.chosen[:, 0].tolist()


def test_a_day_with_childcare_by_hand() -> None:
    """Work from 08:30 to 17:25. For the bus of 08:22 at childcare one is at its stop by 08:21, so leaves the door at
    08:21, comes by 08:16: by the bus of 08:12, for which one leaves home at 08:09. 21 minutes before work.

    Back: the bus of 17:30 is there at 17:33; five minutes later it is 17:38; that of 17:48 is home at 17:50: 25.
    """
    childcare = _line()[2]
    assert _chained(_childcare(childcare, 480, 1140), 510, 1045) == (21 * 60, 25 * 60, [0])
    # Ten minutes with the child: there at 08:11 at the latest, which no bus does, nor the three minutes one may walk.
    assert _chained(_childcare(childcare, 480, 1140, dwell=10), 510, 1045) == (NEVER, NEVER, [-1])
    # Three: there by 08:18, and the bus of 17:48 is still the first one after 17:36.
    assert _chained(_childcare(childcare, 480, 1140, dwell=3), 510, 1045) == (21 * 60, 25 * 60, [0])


def test_childcare_that_opens_too_late_or_closes_too_early_is_none() -> None:
    childcare = _line()[2]
    assert _chained(_childcare(childcare, 496, 1140), 510, 1045)[2] == [0]  # there by 08:16 at the latest
    assert _chained(_childcare(childcare, 497, 1140), 510, 1045)[2] == [-1]
    for opens in (510, 511, 540):  # with the shift, or after it began
        assert _chained(_childcare(childcare, opens, 1140), 510, 1045) == (NEVER, NEVER, [-1])
    assert _chained(_childcare(childcare, 480, 1058), 510, 1045)[2] == [0]  # fetched from 17:33 to 17:38
    assert _chained(_childcare(childcare, 480, 1057), 510, 1045)[2] == [-1]


def test_childcare_without_a_place_left_is_none() -> None:
    childcare = _line()[2]
    assert _chained(_childcare(childcare, 480, 1140, free=1), 510, 1045)[2] == [0]
    assert _chained(_childcare(childcare, 480, 1140, free=0), 510, 1045) == (NEVER, NEVER, [-1])
    assert _chained(_childcare(childcare, 480, 1140, free=None), 510, 1045)[2] == [0]


def test_rows_are_those_of_the_stops_as_given() -> None:
    """With the nearest ones full, the stop that is told is still the third of the list."""
    world, home, _, work = _line()
    places = places_at([5.0048] * 3, [43.0] * 3, "c")
    stops = StopPlaces(places, np.full(3, 480, np.int32), np.full(3, 1140, np.int32), 5, np.array([0, 0, 2], np.int32))
    assert stops.usable().tolist() == [2]
    found = chain_times(_tables(world, BUS), home, [stops], work, _at(510, 1045), 90)
    assert found.chosen.tolist() == [[2]]
    two = chain_times(_tables(world, Along("walk", 60, 3.6)), home, [stops, stops], work, _at(510, 1045), 90)
    assert two.chosen.tolist() == [[2], [2]]


def test_each_way_lasts_no_longer_than_the_limit() -> None:
    childcare = _childcare(_line()[2], 480, 1140)
    assert _chained(childcare, 510, 1045, 25) == (21 * 60, 25 * 60, [0])
    assert _chained(childcare, 510, 1045, 24) == (NEVER, NEVER, [-1])


@settings(max_examples=8)
@given(SEEDS, st.booleans())
def test_places_with_hours_far_apart_are_told_as_each_alone(seed: int, one: bool) -> None:
    world, rng = random_world(seed), np.random.default_rng(seed + 1)
    assert world.network.timetable is not None
    timetable = replace(
        world.network.timetable,
        trip_block=np.full(world.network.timetable.trip_count, -1, np.int32),
        frequency_trip=np.zeros(1, np.int32), frequency_start=np.full(1, 28_800, np.int32),
        frequency_end=np.full(1, 72_000, np.int32), frequency_headway=np.full(1, 600, np.int32),
        frequency_exact=np.ones(1, np.int8),
    )  # fmt: skip
    world = world.replace(network=replace(world.network, timetable=timetable))
    home, work = random_places(rng, 1, 4, 3), random_places(rng, 4, 4, 3, "w")
    stops = [_stops(rng, 2, "c", dwell=2), _stops(rng, 2, "s", dwell=1)][: 1 if one else 2]
    stops = [replace(stop, closes=np.full(2, 1440, np.int32)) for stop in stops]
    start = np.array([510, 900, 1140, 905]) * 60
    hours = Hours(TODAY, start.astype(np.int32), (start + np.array([0, 18_000, 0, 600])).astype(np.int32))
    tables = _tables(world, ByTransit(TRAVEL))
    together = _told(chain_times(tables, home, stops, work, [hours], LIMIT))
    for j in range(4):
        only = Hours(TODAY, hours.start[j : j + 1], hours.end[j : j + 1])
        alone = chain_times(_tables(world, ByTransit(TRAVEL)), home, stops, work.take(np.array([j])), [only], LIMIT)
        assert _told(alone) == together[j : j + 1]


@given(st.lists(st.tuples(st.integers(-1, 1400), st.integers(-1, 2000)), min_size=1, max_size=8))
def test_short_runs_hold_every_place_once(given_hours: list[tuple[int, int]]) -> None:
    start, end = (
        np.array([t * 60 if t >= 0 else -1 for t in times], np.int32) for times in zip(*given_hours, strict=True)
    )
    seen = np.zeros(len(start), np.int64)
    for part in short_runs(Hours(TODAY, start, end), 120):
        asked = part.start >= 0
        assert ((part.end >= 0) == asked).all()
        np.testing.assert_array_equal(part.start[asked], start[asked])
        np.testing.assert_array_equal(part.end[asked], end[asked])
        assert np.ptp(part.start[asked]) <= 27_000 - 3 * 7200
        assert np.ptp(part.end[asked]) <= 27_000 - 3 * 7200
        seen += asked
    assert seen.tolist() == [int(a >= 0 and b >= 0) for a, b in zip(start, end, strict=True)]


def test_a_limit_too_long_for_a_stop_on_the_way_is_refused() -> None:
    times = np.full(1, 30_600, np.int32)
    assert len(list(short_runs(Hours(TODAY, times, times), 150))) == 1
    with pytest.raises(ParameterError, match="151 minutes") as caught:
        list(short_runs(Hours(TODAY, times, times), 151))
    assert "at most 150" in caught.value.mend


def test_places_that_no_day_wants_and_stops_that_are_none() -> None:
    world, home, childcare, work = _line()
    tables = _tables(world, BUS)
    unwanted = [Hours(TODAY, np.array([-1], np.int32), np.array([63_000], np.int32))]
    stop = _childcare(childcare, 480, 1140)
    assert _told(chain_times(tables, home, [stop], work, unwanted, 90)) == [None]
    assert _told(chain_times(tables, home, [stop], work, [], 90)) == [None]
    no_stop = StopPlaces(childcare.take(np.zeros(0, np.int64)), np.zeros(0, np.int32), np.zeros(0, np.int32), 5)
    assert _told(chain_times(tables, home, [no_stop], work, _at(510, 1045), 90)) == [None]
    assert _told(chain_times(tables, home, [stop, no_stop], work, _at(510, 1045), 90)) == [None]
