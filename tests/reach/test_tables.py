"""Tables of every minute against one search for each minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import NoServiceError
from portee.kernels.chains import NEVER
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.offers.tariffs import Opening
from portee.reach import tables as module
from portee.reach.commute import commute_search, homeward
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByDock, ByTransit
from portee.reach.links import LinkStore
from portee.reach.opening import opened_part, swapped
from portee.reach.options import Travel, Window
from portee.reach.street_legs import street_legs
from portee.reach.streetwise import Stations
from portee.reach.tables import StreetTables, TransitTables
from portee.reach.transit import TransitSearch, transit_search
from portee.territory.places import Places
from portee.world import World
from tests.worlds import DAY, TODAY, grid_streets, places_at, random_places, random_world, timetable_of

EIGHT = 8 * 60
SEEDS = st.integers(0, 2**32 - 1)

Int32 = npt.NDArray[np.int32]


def _places(seed: int) -> tuple[Places, Places, Places]:
    """Homes, stops and docks."""
    rng = np.random.default_rng(seed + 1)
    return random_places(rng, 2, 4, 3), random_places(rng, 3, 4, 3, "c"), random_places(rng, 2, 4, 3, "d")


def _minutes(world: World, a: Places, b: Places, way: ByTransit, first: int, minutes: int, *, arrive: bool) -> Int32:
    """Whole minutes between leaving and arriving, the worst draw: (a, b, minute), NEVER beyond the longest time.

    One search for a window of latest arrivals, or of departures: each of its minutes is a search of its own.
    """
    start = first * 60
    back = not arrive
    window = (
        Window(TODAY, start, minutes, arrive)
        if start >= 0
        else Window(TODAY - timedelta(days=1), start + 86_400, minutes, arrive)
    )
    search = transit_search(
        world.network, a, b, homeward(way.travel) if back else way.travel, window,
        stations=way.stations, opened=swapped(way.opened) if back else way.opened,
    )  # fmt: skip
    scratch = search.scratch()
    roots = len(b) if arrive else len(a)
    worst = np.stack([search.samples(root, scratch).max(axis=1) for root in range(roots)]).astype(np.int64)
    worst = worst.swapaxes(0, 1) if arrive else worst
    up = -(-worst // 60)
    return np.where((worst == UNREACHED) | (up * 60 > way.travel.longest_s), NEVER, up).astype(np.int32)


def _agree(world: World, seed: int, way: ByTransit, first: int, minutes: int) -> None:
    homes, stops, _ = _places(seed)
    tables = TransitTables(LinkStore(world.network), way)
    at = first + np.arange(minutes)
    there = _minutes(world, homes, stops, way, first, minutes, arrive=True)
    back = _minutes(world, stops, homes, way, first, minutes, arrive=False)
    for root in (0, 1):
        leave = tables.leave(homes, root, stops, TODAY, first, minutes)
        np.testing.assert_array_equal(leave, np.where(there[root] == NEVER, NEVER, at - there[root]))
        home = tables.home(homes, root, stops, TODAY, first, minutes)
        np.testing.assert_array_equal(home, np.where(back[:, root] == NEVER, NEVER, at + back[:, root]))
        assert leave.dtype == home.dtype == np.int32


@settings(max_examples=25)
@given(
    SEEDS,
    st.fixed_dictionaries(
        {
            "access": st.sampled_from(["walk", "bicycle", "docked_bicycle"]),
            "egress": st.sampled_from(["walk", "e_scooter"]),
            "max_time_min": st.sampled_from([9.5, 25, 40]),
            "boarding_slack_s": st.sampled_from([0, 60, 150]),
            "max_rides": st.integers(1, 3),
        }
    ),
    st.booleans(),
)
def test_every_minute_is_that_of_a_search_of_its_own(seed: int, options: dict[str, Any], opened: bool) -> None:
    world = random_world(seed)
    assert world.network.timetable is not None
    docks = Stations(world.network, _places(seed)[2], ("walk", "bicycle"))
    first_route = Opening(routes=(world.network.timetable.route_id[0],))
    part = opened_part(world.network.timetable, [first_route]) if opened else None
    way = ByTransit(Travel(max_walk_min=4, max_bicycle_min=1, max_transfer_m=300, **options), part, docks)
    _agree(world, seed, way, EIGHT + int(np.random.default_rng(seed).integers(-10, 90)), 20)


@settings(max_examples=10)
@given(SEEDS, st.sampled_from([-30, 0, 5, 24 * 60]))
def test_minutes_before_and_after_midnight(seed: int, first: int) -> None:
    """Trips run from 22:46 to past midnight; the table of early minutes looks back into the day before."""
    way = ByTransit(Travel(max_walk_min=4, max_time_min=40, max_transfer_m=300))
    _agree(random_world(seed, start=82_000), seed, way, first, 40)


@settings(max_examples=10)
@given(SEEDS)
def test_the_worst_draw_counts(seed: int) -> None:
    world = random_world(seed)
    assert world.network.timetable is not None
    count = world.network.timetable.trip_count
    timetable = replace(
        world.network.timetable, trip_block=np.full(count, -1, np.int32),
        frequency_trip=np.arange(count, dtype=np.int32), frequency_start=np.full(count, 28_800, np.int32),
        frequency_end=np.full(count, 36_000, np.int32), frequency_headway=np.full(count, 900, np.int32),
        frequency_exact=np.zeros(count, np.int8),
    )  # fmt: skip
    world = world.replace(network=replace(world.network, timetable=timetable))
    way = ByTransit(Travel(max_walk_min=4, max_time_min=40, max_transfer_m=300, draws=3))
    _agree(world, seed, way, EIGHT + 30, 20)


@settings(max_examples=25)
@given(
    SEEDS, st.lists(st.tuples(st.integers(-90, 150), st.integers(1, 60)), min_size=1, max_size=6),
    st.sampled_from([9.5, 40, 100]),
)  # fmt: skip
def test_minutes_found_together_are_those_found_alone(
    seed: int, windows: list[tuple[int, int]], max_time_min: float
) -> None:
    """Whatever is awaited, and in which order it is asked for."""
    world, (homes, stops, _) = random_world(seed), _places(seed)
    way = ByTransit(Travel(max_walk_min=4, max_time_min=max_time_min, max_transfer_m=300))
    store = LinkStore(world.network)
    tables = TransitTables(store, way)
    asked = [(EIGHT + first, minutes) for first, minutes in windows]
    for window, other in zip(asked, reversed(asked), strict=True):
        tables.plan(Hours(TODAY, np.zeros(1, np.int32), np.zeros(1, np.int32)), window, other)
    for window in (*asked, (EIGHT, 30)):
        alone = TransitTables(store, way)
        np.testing.assert_array_equal(
            tables.leave(homes, 1, stops, TODAY, *window), alone.leave(homes, 1, stops, TODAY, *window)
        )
        np.testing.assert_array_equal(
            tables.home(homes, 0, stops, TODAY, *window), alone.home(homes, 0, stops, TODAY, *window)
        )


def test_minutes_that_touch_are_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[tuple[int, int]] = []
    found = TransitTables._leave

    def counted(self: TransitTables, *asked: Any) -> Int32:
        searched.append(asked[-2:])
        return found(self, *asked)

    monkeypatch.setattr(TransitTables, "_leave", counted)
    tables = TransitTables(LinkStore(random_world(1).network), ByTransit(Travel(max_time_min=60)))
    homes, stops, _ = _places(1)
    hours = Hours(TODAY, np.zeros(1, np.int32), np.zeros(1, np.int32))
    for first in (EIGHT, EIGHT + 60, EIGHT + 120, EIGHT + 400):
        tables.plan(hours, (first, 61), (first, 61))
    for first in (EIGHT + 60, EIGHT, EIGHT + 120, EIGHT + 400):
        tables.leave(homes, 0, stops, TODAY, first, 61)
    # The last lies too far from the others.
    assert searched == [(EIGHT, 181), (EIGHT + 400, 61)]


@settings(max_examples=15)
@given(SEEDS)
def test_tables_rise_with_the_minute_and_never_turn_time_back(seed: int) -> None:
    world, (homes, stops, _) = random_world(seed), _places(seed)
    way = ByTransit(Travel(max_walk_min=4, max_time_min=120, max_transfer_m=300))
    tables = TransitTables(LinkStore(world.network), way)
    at = EIGHT + np.arange(90)
    leave, home = (make(homes, 0, stops, TODAY, EIGHT, 90) for make in (tables.leave, tables.home))
    for table, sign in ((leave, 1), (home, -1)):
        for row in table:
            told = row[row != NEVER]
            assert (np.diff(told) >= 0).all()
            assert ((at - row)[row != NEVER] * sign >= 0).all()


@settings(max_examples=10)
@given(SEEDS)
def test_legs_to_work_are_those_of_a_commute(seed: int) -> None:
    world, (stops, work, _) = random_world(seed), _places(seed)
    way = ByTransit(Travel(max_walk_min=4, max_time_min=40, max_transfer_m=300))
    rng = np.random.default_rng(seed + 2)
    start = (EIGHT + rng.integers(20, 110, 3)) * 60 + rng.choice([0, 25], 3)
    end = start + rng.choice([0, 40], 3)
    start[0] = end[0] = -1
    hours = Hours(TODAY, start.astype(np.int32), end.astype(np.int32))
    must_go, may_come = TransitTables(LinkStore(world.network), way).legs(stops, work, hours)
    found = commute_search(LinkStore(world.network), stops, work, way.travel, [hours]).commutes()
    # Minutes before the minute in which work begins, and after that in which it ends, rounded up.
    begin, finish = start // 60, -(-end // 60)
    leaves = np.where(found.out == UNREACHED, NEVER, begin - (start - found.out) // 60)
    comes = np.where(found.back == UNREACHED, NEVER, (end + found.back) // 60 - finish)
    np.testing.assert_array_equal(must_go, leaves)
    np.testing.assert_array_equal(may_come, comes)


def test_a_search_serves_every_root_and_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counted(*args: Any, **kwargs: Any) -> TransitSearch:
        made.append(1)
        return transit_search(*args, **kwargs)

    monkeypatch.setattr(module, "transit_search", counted)
    world, (homes, stops, _) = random_world(3), _places(3)
    tables = TransitTables(LinkStore(world.network), ByTransit(Travel(max_time_min=30)))
    for _ in range(2):
        for root in (0, 1):
            tables.leave(homes, root, stops, TODAY, EIGHT, 30)
            tables.home(homes, root, stops, TODAY, EIGHT, 30)
    assert len(made) == 2
    tables.leave(stops, 0, homes, TODAY, EIGHT, 30)
    tables.leave(homes, 0, stops, TODAY, EIGHT + 1, 30)
    tables.leave(homes, 0, stops, TODAY - timedelta(days=1), EIGHT, 30)
    assert len(made) == 5
    some = tables.subset(stops, np.array([2, 0]))
    assert tables.subset(stops, np.array([2, 0])) is some


def _line(**options: Any) -> World:
    trips = [[(29_400, 29_400), (29_520, 29_520)]]
    timetable = timetable_of(2, [([0, 1], trips)], lon=[5.0, 5.0132], lat=[43.0, 43.0], **options)
    return World(Network.of(grid_streets(12, 2), timetable))


def test_one_bus_by_hand() -> None:
    """The bus of 08:10 is there at 08:12: whoever must be there from 08:12 on leaves at 08:09, for half an hour."""
    way = ByTransit(Travel(max_walk_min=5, max_time_min=30))
    tables = TransitTables(LinkStore(_line().network), way)
    here, there = places_at([5.0], [43.0]), places_at([5.0132], [43.0])
    leave = tables.leave(here, 0, there, TODAY, EIGHT, 60)[0]
    assert leave.tolist() == [NEVER] * 12 + [EIGHT + 9] * 28 + [NEVER] * 20
    # Home is where the bus ends, here: whoever leaves the other place from 07:42 to 08:09 is there at 08:12.
    home = tables.home(there, 0, here, TODAY, EIGHT - 30, 60)[0]
    assert home.tolist() == [NEVER] * 12 + [EIGHT + 12] * 28 + [NEVER] * 20


def test_a_day_without_service_is_no_error_and_one_outside_the_calendar_is() -> None:
    active = np.ones((1, 7), np.bool_)
    active[0, 2] = False
    network = _line(active=active).network
    tables = TransitTables(LinkStore(network), ByTransit(Travel(max_walk_min=5, max_time_min=30)))
    here, there = places_at([5.0], [43.0]), places_at([5.0132], [43.0])
    sunday, monday = (TODAY + timedelta(days=d) for d in (1, 2))
    assert (tables.leave(here, 0, there, sunday, EIGHT, 30) == NEVER).all()
    assert (tables.leave(here, 0, there, monday, 0, 30) == NEVER).all()  # looks back into the day without service
    times = np.full(1, 29_520, np.int32)
    assert len(tables.merged([Hours(sunday, times, times), Hours(monday, times, times)])) == 2
    with pytest.raises(NoServiceError, match="2030-01-01"):
        tables.merged([Hours(date(2030, 1, 1), times, times)])


def test_dates_that_are_alike_are_merged() -> None:
    active = np.ones((1, 7), np.bool_)
    active[0, 0] = False
    tables = TransitTables(LinkStore(_line(active=active).network), ByTransit(Travel()))
    times, other = np.full(1, 29_520, np.int32), np.full(1, 29_521, np.int32)
    days = [date(1970, 1, 1) + timedelta(days=DAY + d) for d in (1, 2, 3, 4)]
    merged = tables.merged([*(Hours(day, times, times) for day in days), Hours(days[3], times, other)])
    # The second day follows one without service; the third and the fourth are alike, but not with other hours.
    assert [(part.day, part.end.tolist()) for part in merged] == [
        (days[0], [29_520]), (days[1], [29_520]), (days[1], [29_521]),
    ]  # fmt: skip


@settings(max_examples=20)
@given(SEEDS, st.sampled_from(["walk", "bicycle", "car", "docked"]))
def test_along_streets_every_minute_is_alike(seed: int, mode: str) -> None:
    network, (homes, stops, docks) = random_world(seed).network, _places(seed)
    search: Along | ByDock = Along(mode, 4, 5.0, extra_min=1.5)
    if mode == "docked":
        search = ByDock("bicycle", 5, 12.0, Stations(network, docks, ("walk", "bicycle")), "walk", 3.6, 3.0)
    tables = StreetTables(LinkStore(network), search, 6)
    found = street_legs(LinkStore(network), homes, stops, search, 6)
    at = np.arange(EIGHT, EIGHT + 7)
    for root in (0, 1):
        leave, home = (make(homes, root, stops, TODAY, EIGHT, 7) for make in (tables.leave, tables.home))
        for c in range(3):
            out, back = int(found.out[root, c]), int(found.back[root, c])
            assert leave[c].tolist() == ([NEVER] * 7 if out == UNREACHED else (at - out // 60).tolist())
            assert home[c].tolist() == ([NEVER] * 7 if back == UNREACHED else (at + back // 60).tolist())
    times = np.full(3, 29_520, np.int32)
    must_go, may_come = tables.legs(homes, stops, Hours(TODAY, times, times))
    np.testing.assert_array_equal(must_go, np.where(found.out == UNREACHED, NEVER, found.out // 60))
    np.testing.assert_array_equal(may_come, np.where(found.back == UNREACHED, NEVER, found.back // 60))


@settings(max_examples=15)
@given(SEEDS)
def test_what_is_ridden_by_way_of_stops_is_the_sum_of_its_parts(seed: int) -> None:
    network, (homes, stops, more) = random_world(seed).network, _places(seed)
    rng = np.random.default_rng(seed + 5)
    work = random_places(rng, 4, 4, 3, "w")
    search = Along("bicycle", 30, 12.0, extra_min=1)
    home = homes.take(np.array([1]))
    tables = StreetTables(LinkStore(network), search, 60)

    def leg(a: Places, i: int, b: Places, j: int) -> tuple[float, float]:
        found = street_legs(LinkStore(network), a.take(np.array([i])), b.take(np.array([j])), search, 60)
        km, minutes = (found.out_km + found.back_km) / 2, (found.out_min + found.back_min) / 2
        return float(km[0, 0]), float(minutes[0, 0])

    chosen = np.stack([rng.integers(0, 3, 4), rng.integers(0, 2, 4)]).astype(np.int32)
    chosen[:, 2] = -1
    one = tables.ridden(home, [stops], work, chosen[:1])
    two = tables.ridden(home, [stops, more], work, chosen)
    for j in range(4):
        if j == 2:
            assert np.isnan([one[0][j], one[1][j], two[0][j], two[1][j]]).all()
            continue
        c, d = chosen[:, j].tolist()
        by_one = [leg(home, 0, stops, c), leg(stops, c, work, j)]
        by_two = [leg(home, 0, stops, c), leg(stops, c, more, d), leg(more, d, work, j)]
        for found, parts in ((one, by_one), (two, by_two)):
            for told, total in zip(found, np.sum(parts, axis=0), strict=True):
                assert told[j] == pytest.approx(total) or np.isinf([told[j], total]).all()
