"""There in time and back again, against one search for each home, place and hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portee.core.errors import NoServiceError, ParameterError
from portee.kernels.deadlines import BY_STREET, NOWHERE
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.network.timetable import Timetable
from portee.offers.tariffs import Opening
from portee.reach.commute import Commute, commute_search, homeward
from portee.reach.hours import Hours, alike_days, merged_hours, require_calendar
from portee.reach.links import LinkStore
from portee.reach.opening import Opened, everything, opened_part
from portee.reach.options import Travel, Window
from portee.reach.reach import reach
from portee.reach.street_commute import StreetCommuteSearch
from portee.reach.streetwise import Stations, attached_places
from portee.territory.places import Places
from portee.world import World
from tests.journeys import EPOCH
from tests.worlds import TODAY, grid_streets, places_at, random_places, random_world, timetable_of

EIGHT, MINUTE, MIDNIGHT = 8 * 3600, 60, 86_400
SEEDS = st.integers(0, 2**32 - 1)
NEVER = int(UNREACHED)

Int32 = npt.NDArray[np.int32]


def _int32(*values: int) -> Int32:
    return np.array(values, np.int32)


def _places(seed: int) -> tuple[Places, Places, Places]:
    """Homes, places of work and car parks."""
    rng = np.random.default_rng(seed + 1)
    return random_places(rng, 2, 4, 3), random_places(rng, 4, 4, 3), random_places(rng, 2, 4, 3)


def _timetable(world: World) -> Timetable:
    assert world.network.timetable is not None
    return world.network.timetable


def _with(world: World, **changes: Any) -> World:
    timetable = replace(_timetable(world), **changes)
    return world.replace(network=replace(world.network, timetable=timetable))


def _commutes(
    world: World, seed: int, travel: Travel, hours: Sequence[Hours], *, opened: Opened | None = None
) -> Commute:
    homes, work, parks = _places(seed)
    stations = Stations(world.network, parks) if "park_and_ride" in (travel.access, travel.egress) else None
    search = commute_search(
        LinkStore(world.network), homes, work, travel, hours, opened=opened, stations=stations
    )  # fmt: skip
    return search.commutes()


def _once(world: World, origins: Places, destinations: Places, travel: Travel, window: Window, parks: Places) -> Int32:
    """Seconds (origins, destinations) of the worst draw of one minute; on foot where no trip runs that day."""
    try:
        found = reach(
            world, origins, destinations, travel, window, percentiles=(100,), park_and_ride=parks, threads=1
        )  # fmt: skip
    except NoServiceError:
        on_foot = Travel(
            mode="walk", max_walk_min=travel.limit_s("walk") / 60, max_time_min=travel.max_time_min,
            walk_speed_kmh=travel.walk_speed_kmh,
        )  # fmt: skip
        found = reach(world, origins, destinations, on_foot, threads=1)
    return np.concatenate([chunk.seconds[:, 0] for chunk in found.chunks()])


def _one_by_one(world: World, seed: int, travel: Travel, hours: Sequence[Hours]) -> tuple[Int32, Int32]:
    """Both legs from searches for one minute each: (homes, work), the worst of all dates.

    The latest whole minute of the clock at which one can leave, and the first one at which one is home: what a search
    tells in seconds is rounded up to it, and what is then longer than the longest travel time is out of reach.
    """
    homes, work, parks = _places(seed)
    out = np.full((len(homes), len(work)), -1, np.int64)
    back = out.copy()
    for part in hours:
        for j, (start, end) in enumerate(zip(part.start.tolist(), part.end.tolist(), strict=True)):
            here = work.take(np.array([j]))
            if start >= 0:
                told = _once(world, homes, here, travel, Window(part.day, start, 1, arrive=True), parks)[:, 0]
                leave = (start - told.astype(np.int64)) // MINUTE * MINUTE
                there = np.where((told == UNREACHED) | (start - leave > travel.longest_s), NEVER, start - leave)
                out[:, j] = np.maximum(out[:, j], there)
            if end >= 0:
                told = _once(world, here, homes, homeward(travel), Window(part.day, end, 1), parks)[0]
                home = -(-(end + told.astype(np.int64)) // MINUTE) * MINUTE
                again = np.where((told == UNREACHED) | (home - end > travel.longest_s), NEVER, home - end)
                back[:, j] = np.maximum(back[:, j], again)
    return tuple(np.where(leg < 0, NEVER, leg).astype(np.int32) for leg in (out, back))  # type: ignore[return-value]


def _agree(found: Commute, expected: tuple[Int32, Int32]) -> None:
    assert found.out.tolist() == expected[0].tolist()
    assert found.back.tolist() == expected[1].tolist()
    assert found.out.dtype == found.back.dtype == np.int32
    assert (found.possible == ((expected[0] != UNREACHED) & (expected[1] != UNREACHED))).all()


TRAVELS = st.fixed_dictionaries(
    {
        "access": st.sampled_from(["walk", "walk", "bicycle", "park_and_ride"]),
        "egress": st.sampled_from(["walk", "walk", "e_scooter"]),
        "max_time_min": st.sampled_from([9.5, 25, 60]),
        "max_walk_min": st.sampled_from([2, 4.5]),
        "max_bicycle_min": st.sampled_from([0.5, 2]),
        "max_transfer_m": st.sampled_from([0, 300]),
        "max_rides": st.integers(1, 3),
        "walk_speed_kmh": st.sampled_from([3.6, 4.3]),
        "boarding_slack_s": st.sampled_from([0, 60, 150]),
        "parking_min": st.sampled_from([0, 1.5]),
    }
)


@settings(max_examples=30)
@given(SEEDS, TRAVELS)
def test_both_legs_equal_one_search_for_each_hour(seed: int, options: dict[str, Any]) -> None:
    """Places with different hours in one call, some in the middle of a minute, some not wanted that day."""
    world, travel = random_world(seed), Travel(**options)
    rng = np.random.default_rng(seed + 2)
    start = EIGHT + rng.integers(0, 150, 4) * MINUTE + rng.choice([0, 0, 25], 4)
    end = start + rng.integers(0, 60, 4) * MINUTE + rng.choice([0, 0, 40], 4)
    missing = rng.random(4) < 0.15
    hours = [Hours(TODAY, *(np.where(missing, -1, times).astype(np.int32) for times in (start, end)))]
    _agree(_commutes(world, seed, travel, hours), _one_by_one(world, seed, travel, hours))


@settings(max_examples=25)
@given(SEEDS, TRAVELS, st.sampled_from([28_800, 82_000]), st.integers(1, 2))
def test_whether_a_day_is_possible_is_known_from_one_minute(
    seed: int, options: dict[str, Any], begins: int, days: int
) -> None:
    """The minutes are then the longest allowed: of the whole minutes at most as many seconds before the start."""
    world, travel = random_world(seed, start=begins), Travel(**options)
    rng = np.random.default_rng(seed + 2)
    hours = []
    for day in range(days):
        start = begins // 60 * 60 + rng.integers(0, 150, 4) * MINUTE + rng.choice([0, 0, 25], 4)
        end = start + rng.integers(0, 60, 4) * MINUTE + rng.choice([0, 0, 40], 4)
        missing = rng.random(4) < 0.15
        hours.append(
            Hours(
                TODAY + timedelta(days=day), *(np.where(missing, -1, times).astype(np.int32) for times in (start, end))
            )
        )
    homes, work, parks = _places(seed)
    stations = Stations(world.network, parks) if "park_and_ride" in (travel.access, travel.egress) else None
    search = commute_search(
        LinkStore(world.network), homes, work, travel, hours, stations=stations, whether=True
    )  # fmt: skip
    found, full = search.commutes(), _commutes(world, seed, travel, hours)
    np.testing.assert_array_equal(found.out != UNREACHED, full.out != UNREACHED)
    np.testing.assert_array_equal(found.back != UNREACHED, full.back != UNREACHED)
    for told, least in ((found.out, full.out), (found.back, full.back)):
        reached = told != UNREACHED
        assert (told[reached] >= least[reached]).all()
        assert (told[reached] > travel.longest_s - MINUTE).all()
        assert (told[reached] <= travel.longest_s).all()


@settings(max_examples=18)
@given(SEEDS, st.sampled_from([9.5, 25, 60]), st.booleans())
def test_nights_belong_to_the_day_on_which_they_begin(seed: int, longest: float, early: bool) -> None:
    """Trips run from 22:46 to past midnight. Work begins shortly after midnight, when trips of the day before count, or
    ends there, on the day after.
    """
    world, travel = random_world(seed, start=82_000), Travel(max_walk_min=4, max_time_min=longest, max_transfer_m=300)
    rng = np.random.default_rng(seed + 2)
    late = rng.integers(0, 110, 4) * MINUTE
    if early:
        hours = [Hours(TODAY, late.astype(np.int32), np.full(4, 20_000, np.int32))]
    else:
        hours = [Hours(TODAY, np.full(4, 70_000, np.int32), (82_000 // 60 * 60 + late).astype(np.int32))]
    _agree(_commutes(world, seed, travel, hours), _one_by_one(world, seed, travel, hours))


def _with_services(world: World, seed: int) -> World:
    """Three services on some of the seven days; all days of the calendar lie between two with service."""
    rng = np.random.default_rng(seed + 3)
    active = rng.random((3, 7)) < 0.4
    active[0, [0, 6]] = True
    service = rng.integers(0, 3, _timetable(world).trip_count).astype(np.int32)
    service[0] = 0
    return _with(world, service_id=["a", "b", "c"], service_active=active, trip_service=service)


def _week(seed: int, days: int = 4) -> list[Hours]:
    """Hours on some of the dates of the calendar, a few of them alike, some places not wanted on some days."""
    rng = np.random.default_rng(seed + 2)
    kinds = []
    for _ in range(2):
        start = EIGHT + rng.integers(0, 110, 4) * MINUTE
        end = start + rng.integers(0, 60, 4) * MINUTE
        missing = rng.random(4) < 0.3
        kinds.append([np.where(missing, -1, times).astype(np.int32) for times in (start, end)])
    first = TODAY - timedelta(days=1)
    return [
        Hours(first + timedelta(days=int(day)), *kinds[int(rng.integers(2))])
        for day in rng.permutation(7)[:days]
    ]  # fmt: skip


@settings(max_examples=8)
@given(SEEDS)
def test_the_worst_day_counts_and_a_day_without_service_is_walked(seed: int) -> None:
    world, hours = _with_services(random_world(seed), seed), _week(seed)
    travel = Travel(max_walk_min=4, max_time_min=40, max_transfer_m=300)
    _agree(_commutes(world, seed, travel, hours), _one_by_one(world, seed, travel, hours))


def _with_frequencies(world: World, seed: int, *, exact: bool) -> World:
    """Some trips repeat from 08:00 to 17:00."""
    rng = np.random.default_rng(seed + 3)
    count = _timetable(world).trip_count
    trips = np.sort(rng.permutation(count)[: max(1, count // 3)]).astype(np.int32)
    n = len(trips)
    return _with(
        world, frequency_trip=trips, frequency_start=np.full(n, EIGHT, np.int32),
        frequency_end=np.full(n, 17 * 3600, np.int32),
        frequency_headway=rng.integers(300, 2400, n).astype(np.int32),
        frequency_exact=np.full(n, int(exact), np.int8),
        trip_block=np.full(count, -1, np.int32),
    )  # fmt: skip


@settings(max_examples=12)
@given(SEEDS, st.booleans())
def test_hours_far_apart_are_searched_apart_and_the_worst_draw_counts(seed: int, exact: bool) -> None:
    """From 08:20 to 16:00 makes two searches or more; lines without exact times are drawn alike in all of them."""
    world = _with_frequencies(random_world(seed), seed, exact=exact)
    travel = Travel(max_walk_min=4, max_time_min=40, max_transfer_m=300, draws=3)
    rng = np.random.default_rng(seed + 2)
    start = np.array([EIGHT + 1200, 11 * 3600, 14 * 3600, 16 * 3600]) + rng.integers(0, 30, 4) * MINUTE
    hours = [Hours(TODAY, start.astype(np.int32), (start[::-1] + 600).astype(np.int32))]
    homes, work, _ = _places(seed)
    search = commute_search(LinkStore(world.network), homes, work, travel, hours)
    assert len(search.there) >= 2
    assert len(search.back) >= 2
    assert len(search.there[0].search.tables) == (1 if exact else 3)
    _agree(search.commutes(), _one_by_one(world, seed, travel, hours))


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
@settings(max_examples=6)
@given(seed=SEEDS)
def test_hours_are_those_of_the_clock_in_the_night_when_clocks_change(day: date, seed: int) -> None:
    """Trips from 02:00 of the timetable's day on; hours from shortly after midnight to 05:30 by the clock."""
    world = random_world(seed, start=7200)
    world = _with(world, service_first_day=(day - EPOCH).days - 3)
    travel = Travel(max_walk_min=4, max_time_min=60, max_transfer_m=300)
    rng = np.random.default_rng(seed + 2)
    times = np.array([1800, 3 * 3600, 4 * 3600, 5 * 3600]) + rng.integers(0, 30, 4) * MINUTE
    hours = [Hours(day, times.astype(np.int32), times[::-1].astype(np.int32))]
    _agree(_commutes(world, seed, travel, hours), _one_by_one(world, seed, travel, hours))


@settings(max_examples=8)
@given(SEEDS)
def test_dates_that_are_alike_are_searched_once_and_lose_nothing(seed: int) -> None:
    world, hours = _with_services(random_world(seed), seed), _week(seed, 6)
    travel = Travel(max_walk_min=4, max_time_min=40, max_transfer_m=300)
    kept = merged_hours(hours, alike_days(_timetable(world), [part.day for part in hours]))
    assert len({(part.day, part.start.tobytes(), part.end.tobytes()) for part in kept}) == len(kept) <= len(hours)
    together = _commutes(world, seed, travel, hours)
    each = [_commutes(world, seed, travel, [part]) for part in hours]
    for leg, times in (("out", "start"), ("back", "end")):
        asked = [getattr(part, times) >= 0 for part in hours]
        days = [np.where(a, getattr(one, leg), -1) for a, one in zip(asked, each, strict=True)]
        worst = np.max(days, axis=0)
        np.testing.assert_array_equal(getattr(together, leg), np.where(worst < 0, UNREACHED, worst))


def _line(there: list[tuple[int, int]], back: list[tuple[int, int]], **options: Any) -> World:
    """Two stops 1.1 km apart, a bus each way: (leaves, arrives)."""
    patterns = [
        ([a, b], [[(leaves, leaves), (arrives, arrives)] for leaves, arrives in trips])
        for a, b, trips in ((0, 1, there), (1, 0, back))
        if trips
    ]
    timetable = timetable_of(2, patterns, lon=[5.0, 5.0132], lat=[43.0, 43.0], **options)
    return World(Network.of(grid_streets(12, 2), timetable))


HERE, THERE = places_at([5.0], [43.0]), places_at([5.0132], [43.0])
BUS = {"there": [(EIGHT + 600, EIGHT + 720)], "back": [(EIGHT + 6000, EIGHT + 6090)]}


def _legs(world: World, travel: Travel, start: int, end: int) -> tuple[int, int]:
    hours = [Hours(TODAY, _int32(start), _int32(end))]
    found = commute_search(LinkStore(world.network), HERE, THERE, travel, hours).commutes()
    return int(found.out[0, 0]), int(found.back[0, 0])


def test_waiting_counts_before_work_and_after_it() -> None:
    """The bus of 08:10 with a minute of slack: one leaves at 08:09. That of 09:40 is back at 09:41:30, so by 09:42."""
    world, travel = _line(**BUS), Travel(max_walk_min=5, max_time_min=40)
    assert _legs(world, travel, EIGHT + 720, EIGHT + 5940) == (180, 180)
    assert _legs(world, travel, EIGHT + 1800, EIGHT + 5400) == (1260, 720)  # there at 08:12 for 08:30, waits from 09:30
    assert _legs(world, travel, EIGHT + 719, EIGHT + 5941) == (NEVER, NEVER)  # a second late
    # At most 40 minutes from door to start: the latest start is 08:49.
    assert _legs(world, travel, EIGHT + 2940, EIGHT + 3720) == (2400, 2400)
    assert _legs(world, travel, EIGHT + 3000, EIGHT + 3660) == (NEVER, NEVER)


def test_one_tells_by_which_stop_one_comes_and_when() -> None:
    world = _line(**BUS)
    hours = [Hours(TODAY, _int32(EIGHT + 600, EIGHT + 900), _int32(EIGHT + 5940, -1))]
    work = places_at([5.0001, 5.0132], [43.0, 43.0], "w")
    search = commute_search(LinkStore(world.network), HERE, work, Travel(max_walk_min=5, max_time_min=30), hours)
    there, back = search.legs(0)
    assert there.stop.tolist() == [BY_STREET, 1]
    # The first lane is the longest time before the first start: 07:40. One walks at 08:09, the bus is caught from then.
    assert there.lane.tolist() == [29, 29]
    assert there.seconds.tolist() == [60, 360]
    assert there.block.tolist() == [0, 0]
    assert back.stop.tolist() == [BY_STREET, NOWHERE]
    assert back.seconds.tolist() == [60, NEVER]
    assert back.block.tolist() == [0, -1]


def test_a_place_that_no_day_wants_is_out_of_reach() -> None:
    world = _line(**BUS)
    hours = [Hours(TODAY, _int32(-1), _int32(-1))]
    search = commute_search(LinkStore(world.network), HERE, THERE, Travel(), hours)
    assert search.there == search.back == ()
    assert search.commutes().out.tolist() == search.commutes().back.tolist() == [[NEVER]]
    assert commute_search(LinkStore(world.network), HERE, THERE, Travel(), []).commutes().out.tolist() == [[NEVER]]


def test_some_homes_and_any_threads_give_the_same() -> None:
    world, travel = random_world(11), Travel(max_walk_min=5, max_time_min=60)
    rng = np.random.default_rng(11)
    homes, work = random_places(rng, 7, 4, 3), random_places(rng, 3, 4, 3, "w")
    hours = [Hours(TODAY, _int32(*[EIGHT + 5400] * 3), _int32(*[EIGHT + 1200] * 3))]
    search = commute_search(LinkStore(world.network), homes, work, travel, hours)
    whole = search.commutes()
    assert whole.possible.any()
    for threads in (2, 9):
        again = search.commutes(threads=threads)
        np.testing.assert_array_equal(again.out, whole.out)
        np.testing.assert_array_equal(again.back, whole.back)
    part = search.commutes(2, 5, threads=2)
    np.testing.assert_array_equal(part.out, whole.out[2:5])
    assert search.commutes(3, 3).out.shape == (0, 3)


@pytest.mark.parametrize("longest", [223, 224, 225, 240])
def test_the_longest_limits_that_residents_may_have_are_searched(longest: float) -> None:
    world = _line(**BUS)
    found = _legs(world, Travel(max_walk_min=5, max_time_min=longest), EIGHT + 720, EIGHT + 5940)
    assert found == (180, 180)


def test_a_limit_too_long_to_be_searched_is_refused() -> None:
    with pytest.raises(ParameterError, match="at most") as caught:
        _legs(_line(**BUS), Travel(max_walk_min=5, max_time_min=480), EIGHT + 720, EIGHT + 5940)
    assert caught.value.mend


def test_a_date_without_service_is_walked_and_one_outside_the_calendar_refused() -> None:
    active = np.ones((1, 7), np.bool_)
    active[0, [2, 6]] = False
    world = _line(**BUS, active=active)
    friday = TODAY - timedelta(days=1)
    sunday, after, thursday = (friday + timedelta(days=d) for d in (2, 6, -1))
    near = replace(THERE, lon=np.array([5.0024]))
    hours = {day: [Hours(day, _int32(EIGHT + 720), _int32(EIGHT + 5940))] for day in (friday, sunday, after, thursday)}
    for opened in (None, everything(_timetable(world))):
        for place, expected in ((THERE, (NEVER, NEVER)), (near, (240, 240))):
            search = commute_search(
                LinkStore(world.network), HERE, place, Travel(max_walk_min=5), hours[sunday], opened=opened
            )
            found = search.commutes()
            assert (int(found.out[0, 0]), int(found.back[0, 0])) == expected
        both = [*hours[friday], *hours[sunday]]
        search = commute_search(LinkStore(world.network), HERE, THERE, Travel(max_walk_min=5), both, opened=opened)
        assert not search.commutes().possible.any()
        for day in (after, thursday):
            with pytest.raises(NoServiceError, match=day.isoformat()):
                commute_search(LinkStore(world.network), HERE, THERE, Travel(), hours[day], opened=opened)
    require_calendar(_timetable(world), [sunday, friday])
    with pytest.raises(NoServiceError, match="no trip on any date"):
        require_calendar(_timetable(_line(**BUS, active=np.zeros((1, 7), np.bool_))), [friday])


def test_on_the_day_after_one_without_service_the_night_is_walked() -> None:
    """At 00:30 the window begins on the day before, on which nothing runs: that is no error."""
    active = np.ones((1, 7), np.bool_)
    active[0, 2] = False
    world = _line(**BUS, active=active)
    day = TODAY + timedelta(days=2)
    hours = [Hours(day, _int32(1800), _int32(EIGHT + 5940))]
    search = commute_search(LinkStore(world.network), HERE, THERE, Travel(max_walk_min=20), hours)
    assert search.commutes().out.tolist() == [[1080]]
    assert search.commutes().back.tolist() == [[180]]


def test_without_timetable_public_transport_is_refused() -> None:
    network = Network.of(grid_streets(2, 2))
    with pytest.raises(ParameterError, match="no timetable"):
        commute_search(LinkStore(network), HERE, HERE, Travel(), [Hours(TODAY, _int32(EIGHT), _int32(EIGHT))])


def _hours(seed: int) -> list[Hours]:
    rng = np.random.default_rng(seed + 2)
    start = EIGHT + rng.integers(20, 110, 4) * MINUTE
    return [Hours(TODAY, start.astype(np.int32), (start - 1800).astype(np.int32))]


BASE: dict[str, Any] = {"max_walk_min": 4, "max_time_min": 40, "max_transfer_m": 300}


def _never_less(worse: Commute, better: Commute) -> None:
    assert (better.out <= worse.out).all()
    assert (better.back <= worse.back).all()


@settings(max_examples=20)
@given(
    SEEDS,
    st.sampled_from(
        [
            ("max_time_min", 10, 20, 90), ("max_walk_min", 0, 2, 9), ("max_rides", 1, 2, 4),
            ("max_transfer_m", 0, 150, 900), ("boarding_slack_s", 240, 60, 0), ("walk_speed_kmh", 2.5, 3.6, 5.5),
        ]
    ),
)  # fmt: skip
def test_more_of_what_helps_never_hurts(seed: int, law: tuple[str, Any, Any, Any]) -> None:
    """Limits in whole minutes: ways told in whole minutes are as many."""
    name, *values = law
    world = random_world(seed)
    worse, middle, better = (_commutes(world, seed, Travel(**{**BASE, name: value}), _hours(seed)) for value in values)
    _never_less(worse, middle)
    _never_less(middle, better)


@settings(max_examples=12)
@given(SEEDS)
def test_an_earlier_start_and_an_earlier_end_are_never_easier(seed: int) -> None:
    """Whoever may come ten minutes later leaves no earlier; whoever may go ten minutes earlier is home no later."""
    world, hours = random_world(seed), _hours(seed)[0]
    travel = Travel(**{**BASE, "max_time_min": 60})
    found = _commutes(world, seed, travel, [hours])
    later = _commutes(world, seed, travel, [replace(hours, start=hours.start + 600, end=hours.end - 600)])
    for now, then in ((found.out, later.out), (found.back, later.back)):
        reached = now <= travel.longest_s - 600
        assert (then[reached] <= now[reached] + 600).all()


@settings(max_examples=12)
@given(SEEDS)
def test_what_is_opened_by_name_is_what_is_open_without_tickets(seed: int) -> None:
    world = random_world(seed)
    timetable, travel = _timetable(world), Travel(**BASE)
    plain = _commutes(world, seed, travel, _hours(seed))
    stops = tuple(timetable.stop_id)
    for opening in (
        Opening(routes=tuple(timetable.route_id)), Opening(stops=stops), Opening(first_stops=stops, last_stops=stops),
    ):  # fmt: skip
        found = _commutes(world, seed, travel, _hours(seed), opened=opened_part(timetable, [opening]))
        np.testing.assert_array_equal(found.out, plain.out)
        np.testing.assert_array_equal(found.back, plain.back)


@settings(max_examples=8)
@given(SEEDS)
def test_more_open_routes_and_stops_never_hurt(seed: int) -> None:
    world = random_world(seed, blocks=False)
    timetable, travel, hours = _timetable(world), Travel(**BASE), _hours(seed)
    rng = np.random.default_rng(seed + 4)
    routes = rng.permutation(timetable.route_id).tolist()
    few = [Opening(routes=(name,)) for name in routes[: len(routes) // 2]]
    by_routes = [opened_part(timetable, some) for some in ([], few, [*few, Opening(routes=tuple(routes[-1:]))])]
    stops = rng.permutation(timetable.stop_id).tolist()
    by_stops = [
        opened_part(timetable, [Opening(**{selector: tuple(stops[:n])})])
        for selector in ("stops", "first_stops", "last_stops")
        for n in (1, 2, len(stops))
    ]
    found = [
        [_commutes(world, seed, travel, hours, opened=part) for part in parts]
        for parts in (by_routes, by_stops[:3], by_stops[3:6], by_stops[6:])
    ]
    whole = _commutes(world, seed, travel, hours)
    for one, two, three in found:
        _never_less(one, two)
        _never_less(two, three)
        _never_less(three, whole)
    # Where one may begin on the way there, one may end on the way back.
    only = np.zeros(timetable.stop_count, np.bool_)
    only[rng.integers(timetable.stop_count)] = True
    pair = Opened(np.ones(len(timetable.pattern_stop), np.bool_), only, None)
    _never_less(_commutes(world, seed, travel, hours, opened=replace(pair, last=only)), whole)


def test_first_and_last_stops_change_places_on_the_way_back() -> None:
    world = _line(**BUS)
    positions = np.ones(4, np.bool_)
    first, second = np.array([True, False]), np.array([False, True])
    hours = [Hours(TODAY, _int32(EIGHT + 720), _int32(EIGHT + 5940))]
    travel = Travel(max_walk_min=5, max_time_min=40)
    for begin, finish, expected in (
        (first, second, (180, 180)), (first, None, (180, 180)), (None, second, (180, 180)),
        (second, first, (NEVER, NEVER)), (second, None, (NEVER, NEVER)), (None, first, (NEVER, NEVER)),
    ):  # fmt: skip
        opened = Opened(positions, begin, finish)
        found = commute_search(LinkStore(world.network), HERE, THERE, travel, hours, opened=opened).commutes()
        assert (int(found.out[0, 0]), int(found.back[0, 0])) == expected


@settings(max_examples=12)
@given(SEEDS, st.sampled_from(["hours", "tickets"]))
def test_without_service_one_walks(seed: int, why: str) -> None:
    """Trips run from 08:00 on; at 03:00 nothing does, and nothing is open without a ticket."""
    world, travel = random_world(seed), Travel(max_walk_min=6, max_time_min=40)
    homes, work, _ = _places(seed)
    if why == "hours":
        hours = [Hours(TODAY, np.full(4, 10_800, np.int32), np.full(4, 14_400, np.int32))]
        found = _commutes(world, seed, travel, hours)
    else:
        found = _commutes(world, seed, travel, _hours(seed), opened=opened_part(_timetable(world), []))
    walked = StreetCommuteSearch(LinkStore(world.network), homes, work, "walk", 360, 1000.0).commutes()
    np.testing.assert_array_equal(found.out, walked.out)
    np.testing.assert_array_equal(found.back, walked.back)


@settings(max_examples=15)
@given(SEEDS)
def test_a_street_closed_never_helps(seed: int) -> None:
    """Of streets that no place or stop enters by: one whose street closes enters by another, perhaps a better one."""
    world = random_world(seed)
    streets, walks = world.network.streets, world.network.walks
    assert walks is not None
    closed = int(np.random.default_rng(seed + 3).integers(streets.edge_count))
    costs = []
    for before in (streets.cost_forward, streets.cost_backward):
        after = {name: cost.copy() for name, cost in before.items()}
        for cost in after.values():
            cost[closed] = -1
        costs.append(after)
    fewer = replace(streets, cost_forward=costs[0], cost_backward=costs[1])
    poorer = world.replace(network=Network.of(fewer, _timetable(world), transfer_m=walks.limit // 1000))
    assume(poorer.network.modes["walk"].graph.main.any())
    for places in _places(seed)[:2]:
        a, b = (attached_places(w.network, places, "walk") for w in (world, poorer))
        assume(a.edge.tolist() == b.edge.tolist())
    assume(world.network.stops["walk"].edge.tolist() == poorer.network.stops["walk"].edge.tolist())
    travel = Travel(**BASE)
    _never_less(_commutes(poorer, seed, travel, _hours(seed)), _commutes(world, seed, travel, _hours(seed)))


def test_the_way_home_is_travelled_the_other_way_round() -> None:
    travel = Travel(access="park_and_ride", egress="bicycle", max_time_min=33)
    assert homeward(travel) == replace(travel, access="bicycle", egress="park_and_ride")
    assert homeward(homeward(travel)) == travel
