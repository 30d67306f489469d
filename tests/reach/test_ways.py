"""All ways of commuting at once: each search is made once, and each way has its price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.declared import Words
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.offers.conditions import Condition, Verdict
from portee.offers.cost import MonthlyCost
from portee.offers.tariffs import Opening
from portee.reach import ways as module
from portee.reach.commute import commute_search
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByDock, ByTransit, Search
from portee.reach.links import LinkStore
from portee.reach.opening import opened_part
from portee.reach.options import Travel
from portee.reach.street_legs import street_legs
from portee.reach.streetwise import Stations
from portee.reach.ways import Stores, Way, WayTimes, search_ways
from portee.territory.places import Places
from portee.world import World
from tests.worlds import TODAY, grid_streets, places_at, random_places, random_world, timetable_of

EIGHT = 8 * 3600
SEEDS = st.integers(0, 2**32 - 1)
FREE = MonthlyCost()
WALK = Along("walk", 6, 3.6)
RIDE = Along("bicycle", 10, 12.0, extra_min=2)


def _way(search: Search, cost: MonthlyCost = FREE, id: str = "any") -> Way:
    return Way(id, Words(fr=id, en=id), "any", search, cost)


def _places(seed: int) -> tuple[Places, Places, Places]:
    """Homes, places of work and docks."""
    rng = np.random.default_rng(seed + 1)
    return random_places(rng, 3, 4, 3), random_places(rng, 4, 4, 3, "w"), random_places(rng, 2, 4, 3, "d")


def _hours(seed: int, *, missing: bool = False) -> list[Hours]:
    rng = np.random.default_rng(seed + 2)
    start = EIGHT + rng.integers(20, 110, 4) * 60
    if missing:
        start[1] = -1
    end = np.where(start < 0, -1, EIGHT + 2400)
    return [Hours(TODAY, start.astype(np.int32), end.astype(np.int32))]


def _travel(**options: Any) -> Travel:
    return Travel(**{"max_walk_min": 4, "max_time_min": 40, "max_transfer_m": 300, **options})


def _search(network: Network, seed: int, ways: Sequence[Way], **options: Any) -> WayTimes:
    homes, work, _ = _places(seed)
    return search_ways(Stores(network), homes, work, ways, _hours(seed), 40, **options)


def _count(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the searches made, as they are made."""
    made: list[str] = []

    def counted(name: str, before: Any) -> Any:
        def make(*args: Any, **kwargs: Any) -> Any:
            made.append(name)
            return before(*args, **kwargs)

        return make

    for name, function in (("commute_search", commute_search), ("street_legs", street_legs)):
        monkeypatch.setattr(module, name, counted(name, function))
    return made


def test_searches_that_are_equal_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _count(monkeypatch)
    world = random_world(5)
    timetable = world.network.timetable
    assert timetable is not None
    one = Opening(routes=(timetable.route_id[0],))
    docks = Stations(world.network, _places(5)[2], ("walk", "bicycle"))
    travel, dear = _travel(), MonthlyCost(fixed_eur=70)

    def transit(opens: list[Opening], **options: Any) -> ByTransit:
        return ByTransit(_travel(**options), opened_part(timetable, opens))

    ways = [
        _way(ByTransit(travel)), _way(ByTransit(travel), dear), _way(transit([one])),
        _way(transit([one, one]), dear), _way(transit([one], max_rides=1)), _way(transit([])),
        _way(WALK), _way(replace(WALK), dear), _way(RIDE), _way(replace(RIDE, extra_min=3.0)),
        _way(ByDock("bicycle", 10, 12.0, docks, "walk", 3.6, 4.0)),
        _way(ByDock("bicycle", 10, 12.0, docks, "walk", 3.6, 4.0), dear),
    ]  # fmt: skip
    times = _search(world.network, 5, ways)
    assert made.count("commute_search") == 4  # everything, one route, one route and one ride, nothing
    assert made.count("street_legs") == 4  # on foot, two rides, by dock
    for a, b in ((0, 1), (2, 3), (6, 7), (10, 11)):
        for name in ("out", "back", "km", "ride_min"):
            np.testing.assert_array_equal(getattr(times, name)[a], getattr(times, name)[b])
    assert times.ways == tuple(ways)
    # Not alike because a ticket costs the same, or because both are on foot.
    assert len({times.out[w].tobytes() + times.back[w].tobytes() for w in (0, 5, 8, 9)}) > 1


@settings(max_examples=20)
@given(SEEDS)
def test_every_way_is_its_own_search(seed: int) -> None:
    world = random_world(seed)
    timetable = world.network.timetable
    assert timetable is not None
    homes, work, places = _places(seed)
    docks = Stations(world.network, places, ("walk", "bicycle"))
    opened = opened_part(timetable, [Opening(routes=(timetable.route_id[-1],))])
    searches: list[Search] = [
        ByTransit(_travel()), WALK, ByTransit(_travel(access="docked_bicycle"), stations=docks), RIDE,
        ByTransit(_travel(), opened), Along("car", 5, extra_min=1, slower=1.3),
        ByDock("bicycle", 10, 12.0, docks, "walk", 3.6, 4.0),
    ]  # fmt: skip
    hours = _hours(seed)
    times = search_ways(Stores(world.network), homes, work, [_way(s) for s in searches], hours, 40)
    for w, search in enumerate(searches):
        store = LinkStore(world.network)
        if isinstance(search, ByTransit):
            found = commute_search(
                store, homes, work, search.travel, hours, opened=search.opened, stations=search.stations
            ).commutes()  # fmt: skip
            out, back = found.out, found.back
            assert not times.km[w].any()
            assert not times.ride_min[w].any()
        else:
            legs = street_legs(store, homes, work, search, 40)
            out, back = legs.out, legs.back
            at = times.possible[w]
            np.testing.assert_array_equal(times.km[w][at], ((legs.out_km + legs.back_km) / 2)[at])
            np.testing.assert_array_equal(times.ride_min[w][at], ((legs.out_min + legs.back_min) / 2)[at])
            assert np.isfinite(times.km[w][at]).all()
        np.testing.assert_array_equal(times.out[w], out)
        np.testing.assert_array_equal(times.back[w], back)
        np.testing.assert_array_equal(times.possible[w], (out != UNREACHED) & (back != UNREACHED))


@settings(max_examples=20)
@given(SEEDS, st.sampled_from([0.0, 4.5, 20.0]))
def test_a_price_is_infinite_exactly_where_one_cannot_go(seed: int, commutes: float) -> None:
    """Of places that no one is wanted at, too: also with no commute at all, and whatever the price is made of."""
    world, (homes, work, _) = random_world(seed), _places(seed)
    costs = [
        FREE, MonthlyCost(fixed_eur=30), MonthlyCost(per_km_eur=0.5), MonthlyCost(per_minute_eur=0.1, free_minutes=1),
        MonthlyCost(per_trip_eur=2, cap_eur=9),
    ]  # fmt: skip
    ways = [_way(search, cost) for search in (ByTransit(_travel()), WALK, RIDE) for cost in costs]
    hours = _hours(seed, missing=True)
    times = search_ways(Stores(world.network), homes, work, ways, hours, 40)
    price = times.eur_month(commutes)
    assert price.shape == (len(ways), 3, 4)
    assert not np.isnan(price).any()
    np.testing.assert_array_equal(np.isfinite(price), times.possible)
    assert not times.possible[:, :, 1].any()
    assert (price[times.possible] >= 0).all()


@settings(max_examples=15)
@given(SEEDS)
def test_more_commutes_never_cost_less(seed: int) -> None:
    cost = MonthlyCost(fixed_eur=5, per_trip_eur=1.5, cap_eur=40, per_km_eur=0.25, per_minute_eur=0.05)
    times = _search(
        random_world(seed).network, seed, [_way(WALK, cost), _way(RIDE, cost), _way(ByTransit(_travel()), cost)]
    )
    few, many = times.eur_month(5), times.eur_month([5, 6, 20, 21.5])
    assert (many >= few).all()
    np.testing.assert_array_equal(many[..., 0], few[..., 0])


def _line() -> tuple[World, Places, Places]:
    """A street of 1.1 km with a bus: 08:10 → 08:12 there, 17:30 → 17:32 back. Another place is far beyond it."""
    there = [[(EIGHT + 600, EIGHT + 600), (EIGHT + 720, EIGHT + 720)]]
    back = [[(63_000, 63_000), (63_120, 63_120)]]
    timetable = timetable_of(2, [([0, 1], there), ([1, 0], back)], lon=[5.0, 5.0132], lat=[43.0, 43.0])
    world = World(Network.of(grid_streets(12, 2), timetable))
    return world, places_at([5.0], [43.0]), places_at([5.0132, 5.5], [43.0, 43.0], "w")


def test_prices_by_hand() -> None:
    world, home, work = _line()
    start, end = (np.full(2, clock, np.int32) for clock in (EIGHT + 900, 62_940))
    streets = world.network.streets
    km = 11 * float(streets.edge_length_mm[0]) / 1e6
    assert km == pytest.approx(1.076, abs=0.01)
    ride = 7 * 60  # 1,076 m at 12 km/h are 5 min 23 s, told as 6, and 1 min to unlock
    ways = [
        _way(ByTransit(_travel()), MonthlyCost(fixed_eur=36.5)),
        _way(ByTransit(_travel()), MonthlyCost(per_trip_eur=1.7, cap_eur=50)),
        _way(Along("bicycle", 30, 12.0, extra_min=1), MonthlyCost(fixed_eur=10, per_minute_eur=0.25, free_minutes=2)),
        _way(Along("bicycle", 30, 12.0), MonthlyCost(per_km_eur=0.25)),
        _way(Along("walk", 20, 3.6)),
    ]  # fmt: skip
    times = search_ways(Stores(world.network), home, work, ways, [Hours(TODAY, start, end)], 40)
    # By bus one leaves at 08:09 for 08:15; work ends at 17:29, one is back at 17:32.
    assert times.out[:, 0, 0].tolist() == [360, 360, ride, 360, 1080]
    assert times.back[:, 0, 0].tolist() == [180, 180, ride, 360, 1080]
    assert times.ride_min[:, 0, 0].tolist() == [0, 0, 6, 6, 18]
    assert times.km[:, 0, 0] == pytest.approx([0, 0, km, km, km], rel=1e-3)
    assert times.possible[:, 0].tolist() == [[True, False]] * 5
    price = times.eur_month(20)
    # A pass: 36.50. Tickets: 40 × 1.70 = 68, but never more than 50. A hired bicycle: 10 + 40 × (6 − 2) × 0.25 = 50.
    # One's own: 40 × 1.076 × 0.25 = 10.76. On foot: nothing.
    assert price[:, 0, 0] == pytest.approx([36.5, 50, 50, 40 * km * 0.25, 0], rel=1e-3)
    assert price[3, 0, 0] == pytest.approx(10.76, abs=0.1)
    assert np.isinf(price[:, 0, 1]).all()
    # With 4 commutes a month: 8 × 1.70 = 13.60; 10 + 8 × 4 × 0.25 = 18.
    assert times.eur_month([4, 1])[:3, 0, 0] == pytest.approx([36.5, 13.6, 18])


def test_no_leg_along_streets_is_longer_than_the_limit_of_both() -> None:
    world, home, work = _line()
    hours = [Hours(TODAY, np.full(2, EIGHT, np.int32), np.full(2, EIGHT, np.int32))]
    way = _way(Along("walk", 20, 3.6, extra_min=5))  # 18 minutes on foot and 5 more
    for longest, out in ((40, 23 * 60), (23, 23 * 60), (22, UNREACHED)):
        times = search_ways(Stores(world.network), home, work, [way], hours, longest)
        assert times.out[0, 0].tolist() == [out, UNREACHED]
    assert not search_ways(Stores(world.network), home, work, [_way(Along("walk", 17, 3.6))], hours, 40).possible.any()


def test_a_variant_of_the_network_is_searched_for_its_own_ways() -> None:
    world, home, work = _line()
    streets = world.network.streets
    closed = {name: np.where(np.arange(len(cost)) == 5, -1, cost) for name, cost in streets.cost_forward.items()}
    poorer = Network.of(replace(streets, cost_forward=closed, cost_backward=closed), world.network.timetable)
    hours = [Hours(TODAY, np.full(2, EIGHT + 900, np.int32), np.full(2, 62_940, np.int32))]
    walk, bus = Along("walk", 40, 3.6), ByTransit(_travel())
    ways = [_way(walk), _way(replace(walk, network=poorer)), _way(bus), _way(replace(bus, network=poorer))]
    stores = Stores(world.network, threads=2)
    times = search_ways(stores, home, work, ways, hours, 40)
    assert times.out[0, 0, 0] < times.out[1, 0, 0] < UNREACHED
    alone = search_ways(Stores(poorer), home, work, [_way(walk), _way(bus)], hours, 40)
    np.testing.assert_array_equal(times.out[1::2], alone.out)
    assert stores.of(None) is stores.of(world.network)
    assert stores.of(poorer) is stores.of(poorer) is not stores.of(None)
    assert stores.of(poorer).network is poorer
    assert stores.of(poorer).threads == 2


def test_a_way_is_used_by_those_who_are_known_to_be_entitled() -> None:
    way = _way(WALK)
    assert way.usable
    young = Condition.model_validate({"fact": "age", "below": 26})
    assert not replace(way, verdict=Verdict("no", failed=(young,))).usable
    assert not replace(way, verdict=Verdict("unknown", unknown=(young,))).usable


def test_any_number_of_threads_and_of_ways_gives_the_same() -> None:
    network = random_world(6).network
    ways = [_way(ByTransit(_travel())), _way(RIDE)]
    one, many = (_search(network, 6, ways, threads=threads) for threads in (1, 5))
    for name in ("out", "back", "km", "ride_min"):
        np.testing.assert_array_equal(getattr(one, name), getattr(many, name))
    none = _search(network, 6, [])
    assert none.out.shape == none.eur_month(20).shape == (0, 3, 4)
