"""Both legs from everywhere to one place, against the search from each home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.declared import Words
from portee.core.errors import NoServiceError, ParameterError
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.network.timetable import Timetable
from portee.offers.tariffs import Opening
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByDock, ByTransit, Search
from portee.reach.opening import opened_part
from portee.reach.options import Travel
from portee.reach.staffing import Staffing
from portee.reach.streetwise import Stations, street_costs
from portee.reach.ways import Stores, Way, search_ways
from portee.territory.places import Places
from portee.world import World
from tests.worlds import TODAY, grid_streets, places_at, random_places, random_world, timetable_of

EIGHT, MIDNIGHT = 8 * 3600, 86_400
SEEDS = st.integers(0, 2**32 - 1)
WALK = Along("walk", 6, 3.6)


def _way(search: Search) -> Way:
    return Way("any", Words(fr="x", en="x"), "any", search)


def _travel(**options: Any) -> Travel:
    return Travel(**{"max_walk_min": 4, "max_time_min": 40, "max_transfer_m": 300, **options})


def _places(seed: int) -> tuple[Places, Places, Places]:
    """Homes, the place of work, and docks."""
    rng = np.random.default_rng(seed + 1)
    return random_places(rng, 5, 4, 3), random_places(rng, 1, 4, 3, "w"), random_places(rng, 3, 4, 3, "d")


def _hours(*told: tuple[date, int, int]) -> list[Hours]:
    return [Hours(day, np.array([start], np.int32), np.array([end], np.int32)) for day, start, end in told]


def _timetable(world: World) -> Timetable:
    assert world.network.timetable is not None
    return world.network.timetable


def _some_hours(seed: int) -> list[Hours]:
    """Two dates, with hours in which vehicles run; some are not on whole minutes."""
    rng = np.random.default_rng(seed + 2)
    starts = EIGHT + rng.integers(10, 110, 2) * 60 + int(rng.choice([0, 0, 17]))
    ends = EIGHT + rng.integers(0, 100, 2) * 60 + int(rng.choice([0, 0, 41]))
    days = TODAY, TODAY + timedelta(days=1)
    return _hours(*((d, s, e) for d, s, e in zip(days, starts.tolist(), ends.tolist(), strict=True)))


def _searches(world: World, seed: int, docks: Places) -> list[Search]:
    """Every kind of way there is."""
    stations = Stations(world.network, docks, ("walk", "bicycle", "e_scooter", "car"))
    timetable = _timetable(world)
    rng = np.random.default_rng(seed + 3)
    lon, lat = docks.lon.mean(), docks.lat.mean()
    area = shapely.box(lon - 3e-3, lat - 3e-3, lon + 3e-3, lat + 3e-3)
    stops = [timetable.stop_id[k] for k in rng.permutation(timetable.stop_count)[:4]]
    part = opened_part(timetable, [Opening(routes=(timetable.route_id[-1],), last_stops=tuple(stops))])
    return [
        WALK, Along("bicycle", 10, 12.0, extra_min=2), Along("car", 5, extra_min=1, slower=1.3),
        Along("car", 8, most_kmh=20.0), Along("e_scooter", 8, 18.0), Along("car", 20, extra_min=3, area=area),
        Along("car", 20, from_s=EIGHT + 1800, until_s=EIGHT + 3600), Along("wheelchair", 9, 3.0),
        ByDock("bicycle", 10, 12.0, stations, "walk", 3.6, 4.0),
        ByTransit(_travel()), ByTransit(_travel(max_time_min=21.3)), ByTransit(_travel(max_rides=1), part),
        ByTransit(_travel(access="bicycle", max_bicycle_min=6)), ByTransit(_travel(step_free=True)),
        ByTransit(_travel(access="docked_bicycle"), stations=stations),
        ByTransit(_travel(access="park_and_ride", max_drive_min=6), stations=stations),
        ByTransit(_travel(), opened_part(timetable, [])),
    ]  # fmt: skip


def _same(world: World, seed: int, hours: Sequence[Hours], **changes: Any) -> None:
    """Every way from every home is what `search_ways` finds from it."""
    homes, work, docks = _places(seed)
    ways = [_way(replace(search, **changes)) for search in _searches(world, seed, docks)]
    times = search_ways(Stores(world.network), homes, work, ways, hours, 40)
    staffing = Staffing(Stores(world.network), homes, work)
    staffing.prepare(ways)
    for w, way in enumerate(ways):
        found = staffing.gathered(way, hours, 40)
        np.testing.assert_array_equal(found.out, times.out[w, :, 0], err_msg=str(way.search))
        np.testing.assert_array_equal(found.back, times.back[w, :, 0], err_msg=str(way.search))
        at = found.within(40)
        np.testing.assert_array_equal(at, times.possible[w, :, 0])
        np.testing.assert_allclose(found.km[at], times.km[w, :, 0][at])
        np.testing.assert_allclose(found.ride_min[at], times.ride_min[w, :, 0][at])


@settings(max_examples=25)
@given(SEEDS)
def test_from_work_it_is_as_from_each_home(seed: int) -> None:
    _same(random_world(seed), seed, _some_hours(seed))


@settings(max_examples=10)
@given(SEEDS)
def test_calendars_and_nights_do_not_matter(seed: int) -> None:
    """Services by day of the week, trips past midnight, work that ends on the next day, days without service."""
    rng = np.random.default_rng(seed)
    world = random_world(seed, start=int(rng.choice([22, 23, 25])) * 3600)
    timetable = _timetable(world)
    trips = timetable.trip_count
    active = rng.random((3, 7)) < 0.6
    services = rng.integers(0, 3, trips).astype(np.int32)
    # The calendar goes from the first to the last of the seven days.
    services[0], active[0, [0, 6]] = 0, True
    timetable = replace(timetable, service_active=active, service_id=["a", "b", "c"], trip_service=services)
    world = world.replace(network=replace(world.network, timetable=timetable))
    told = [
        (TODAY + timedelta(days=int(day)), 22 * 3600 + 60 * int(rng.integers(0, 110)), MIDNIGHT + 60 * int(minute))
        for day, minute in zip(rng.permutation(4)[:3], rng.integers(-60, 90, 3), strict=True)
    ]
    _same(world, seed, _hours(*told))
    _same(world, seed, _hours((TODAY, 60 * int(rng.integers(0, 30)), 3600)))


@settings(max_examples=10)
@given(SEEDS, st.sampled_from([0, 1]))
def test_lines_by_frequency_have_the_same_draws(seed: int, exact: int) -> None:
    rng = np.random.default_rng(seed)
    world = random_world(seed)
    timetable = _timetable(world)
    trips = rng.permutation(timetable.trip_count)[: max(1, timetable.trip_count // 3)].astype(np.int32)
    count = len(trips)
    starts = (EIGHT + rng.integers(0, 1800, count)).astype(np.int32)
    timetable = replace(
        timetable, frequency_trip=trips, frequency_start=starts, frequency_end=starts + np.int32(4000),
        frequency_headway=rng.integers(300, 900, count).astype(np.int32),
        frequency_exact=np.full(count, exact, np.int8), trip_block=np.full(timetable.trip_count, -1, np.int32),
    )  # fmt: skip
    world = world.replace(network=replace(world.network, timetable=timetable))
    _same(world, seed, _some_hours(seed))


def test_the_night_when_clocks_change() -> None:
    """27 October 2024, 03:00 becomes 02:00: a vehicle at 26:30 of the 26th comes half an hour before 02:30."""
    day = date(2024, 10, 26)
    for seed in range(8):
        world = random_world(seed, start=25 * 3600)
        timetable = replace(_timetable(world), service_first_day=(day - date(1970, 1, 1)).days - 2)
        world = world.replace(network=replace(world.network, timetable=timetable))
        _same(world, seed, _hours((day, 25 * 3600 + 2400, 26 * 3600 + 1200), (day + timedelta(days=1), 9000, 12_000)))


def _weekdays(services: int = 1, **options: Any) -> World:
    """A street of 1.1 km with a bus every ten minutes, from 07:00 to 10:00 there and back."""
    times = range(7 * 3600, 10 * 3600, 600)
    trips = [[(t, t), (t + 120, t + 120)] for t in times]
    lines = [([0, 1], trips), ([1, 0], trips)]
    numbers = {(p, t): t % services for p in range(2) for t in range(len(trips))}
    timetable = timetable_of(2, lines, lon=[5.0, 5.0132], lat=[43.0, 43.0], services=numbers, **options)
    return World(Network.of(grid_streets(12, 2), timetable))


def _staffing(world: World) -> Staffing:
    return Staffing(Stores(world.network), places_at([5.0, 5.0024], [43.0, 43.0]), places_at([5.0132], [43.0], "w"))


def test_by_hand() -> None:
    world = _weekdays()
    staffing = _staffing(world)
    found = staffing.gathered(_way(ByTransit(_travel())), _hours((TODAY, EIGHT + 900, 9 * 3600)), 40)
    # At 08:15 one must be there: the bus of 08:10 is there at 08:12, boarding takes a minute: 6 min. The second home is
    # 240 m (196 m along the street at 3.6 km/h: 3 min 16 s) from the stop: one leaves at 08:05, 10 min.
    # Work ends at 09:00; the bus of 09:00 is gone when one is at the stop, that of 09:10 is there at 09:12.
    assert found.out.tolist() == [360, 600]
    assert found.back.tolist() == [720, 960]
    assert found.within(16).tolist() == [True, True]
    assert found.within(15.9).tolist() == [True, False]
    assert found.within(11).tolist() == [False, False]
    assert not found.km.any()
    assert staffing.made == {"transit": 2, "streets": 0}
    walk = staffing.gathered(_way(Along("walk", 30, 3.6, extra_min=1)), _hours((TODAY, EIGHT, 9 * 3600)), 40)
    km = 11 * float(world.network.streets.edge_length_mm[0]) / 1e6
    assert walk.out.tolist() == walk.back.tolist() == [1140, 960]  # 1,076 m are 17 min 57 s, 880 m 14 min 41 s; and 1
    assert walk.km[0] == pytest.approx(km, rel=1e-3)
    assert walk.ride_min.tolist() == [18, 15]
    assert staffing.made == {"transit": 2, "streets": 1}


def test_equal_searches_are_made_once() -> None:
    staffing = _staffing(_weekdays())
    hours = _hours((TODAY, EIGHT, 9 * 3600))
    bus = _way(ByTransit(_travel()))
    first = staffing.gathered(bus, hours, 40)
    assert staffing.gathered(_way(ByTransit(_travel())), _hours((TODAY, EIGHT, 9 * 3600)), 40) is first
    assert staffing.made == {"transit": 2, "streets": 0}
    later = _hours((TODAY, EIGHT + 60, 9 * 3600))
    assert staffing.gathered(bus, later, 40) is not first
    staffing.gathered(_way(WALK), hours, 40)
    staffing.gathered(_way(replace(WALK)), later, 40)
    # Along streets the hour does not matter.
    assert staffing.made["streets"] == 1
    elsewhere = places_at([5.0], [43.0], "s")
    staffing.gathered(_way(WALK), hours, 40, work=elsewhere)
    assert staffing.made["streets"] == 2


@settings(max_examples=10)
@given(SEEDS, st.sampled_from([0.0, 0.5, 1.0]))
def test_some_homes_are_as_they_are_among_all(seed: int, share: float) -> None:
    world = random_world(seed)
    homes, work, docks = _places(seed)
    rows = np.random.default_rng(seed).random(len(homes)) < share
    hours = _some_hours(seed)
    every, some = (Staffing(Stores(world.network), homes, work) for _ in range(2))
    ways = [_way(search) for search in _searches(world, seed, docks)]
    some.prepare(ways, rows)
    for way in ways:
        whole, part = every.gathered(way, hours, 40), some.gathered(way, hours, 40, rows=rows)
        asked = rows if isinstance(way.search, ByTransit) else np.ones_like(rows)
        for leg in ("out", "back"):
            expected = np.where(asked, getattr(whole, leg), UNREACHED)
            np.testing.assert_array_equal(getattr(part, leg), expected, err_msg=str(way.search))
        assert part.km.shape == part.ride_min.shape == (len(homes),)
    if not rows.any():
        assert some.made["transit"] == 0


def test_days_on_which_the_same_vehicles_run_are_searched_once() -> None:
    days = [TODAY + timedelta(days=k) for k in range(3)]
    hours = _hours(*((day, EIGHT, 9 * 3600) for day in days))
    everyday = _staffing(_weekdays())
    everyday.gathered(_way(ByTransit(_travel())), hours, 40)
    assert everyday.made["transit"] == 2
    # The second service does not run on the last of the three days: it counts for two.
    active = np.ones((2, 7), np.bool_)
    active[1, 3] = False
    thinner = _staffing(_weekdays(2, active=active))
    found = thinner.gathered(_way(ByTransit(_travel())), hours, 40)
    assert thinner.made["transit"] == 4
    # 07:50 is a trip of the second service (the sixth, an odd one): without it that of 07:40 is taken, after a minute
    # at the stop.
    assert found.out.tolist() == [1260, 1500]


def test_a_day_without_service_is_walked() -> None:
    active = np.ones((1, 7), np.bool_)
    active[0, 2] = False
    staffing = _staffing(_weekdays(active=active))
    way = _way(ByTransit(_travel(max_walk_min=30)))
    found = staffing.gathered(way, _hours((TODAY + timedelta(days=1), EIGHT, 9 * 3600)), 40)
    assert found.out.tolist() == [1080, 900]
    with pytest.raises(NoServiceError):
        staffing.gathered(way, _hours((TODAY + timedelta(days=30), EIGHT, 9 * 3600)), 40)


def test_links_are_made_once_for_ways_that_differ_in_their_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counted(part: Any, sources: Any, targets: Any, limit: int, **options: Any) -> Any:
        made.append(limit)
        return street_costs(part, sources, targets, limit, **options)

    monkeypatch.setattr("portee.reach.links.street_costs", counted)
    ways = [_way(ByTransit(_travel(max_walk_min=minutes))) for minutes in (1, 4, 2, 3)]
    hours = _hours((TODAY, EIGHT, 9 * 3600))

    def search(prepared: bool) -> int:
        made.clear()
        staffing = _staffing(_weekdays())
        if prepared:
            staffing.prepare(ways)
        for way in ways:
            staffing.gathered(way, hours, 40)
        return len(made)

    # 1 and 4 minutes of the homes, and of the place of work; the same streets both ways.
    assert search(prepared=False) == 4
    assert search(prepared=True) == 3


def test_equal_variants_of_the_network_share_their_links() -> None:
    world = _weekdays()
    variants = [replace(world.network, key="closed 1") for _ in range(2)]
    staffing = _staffing(world)
    hours = _hours((TODAY, EIGHT, 9 * 3600))
    first, second = (staffing.gathered(_way(replace(WALK, network=variant)), hours, 40) for variant in variants)
    assert first is second
    assert staffing.made["streets"] == 1


def test_one_place_of_work() -> None:
    world = _weekdays()
    with pytest.raises(ParameterError, match="2 places of work"):
        Staffing(Stores(world.network), places_at([5.0], [43.0]), places_at([5.0, 5.001], [43.0, 43.0]))


def test_what_is_ridden_there_is_not_what_is_ridden_back() -> None:
    """A street of one way: driving home is longer."""
    streets = grid_streets(6, 2)
    forward = {mode: cost.copy() for mode, cost in streets.cost_forward.items()}
    backward = {mode: cost.copy() for mode, cost in streets.cost_backward.items()}
    backward["car"][:5] = -1  # the first row can only be driven eastwards
    one_way = Network.of(replace(streets, cost_forward=forward, cost_backward=backward))
    home, work = places_at([5.0], [43.0]), places_at([5.006], [43.0], "w")
    way = _way(Along("car", 60))
    found = Staffing(Stores(one_way), home, work).gathered(way, _hours((TODAY, EIGHT, 9 * 3600)), 60)
    times = search_ways(Stores(one_way), home, work, [way], _hours((TODAY, EIGHT, 9 * 3600)), 60)
    assert found.back[0] > found.out[0]
    assert found.back_km[0] > found.out_km[0]
    assert found.back_min[0] > found.out_min[0]
    assert (found.out[0], found.back[0]) == (times.out[0, 0, 0], times.back[0, 0, 0])
