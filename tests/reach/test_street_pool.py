"""One search along each graph, and what each way makes of it equals the way's own search."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.shortest import UNREACHED
from portee.network.closing import without_edges
from portee.network.network import Network
from portee.offers.cost import MonthlyCost
from portee.offers.running import RideArea
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByDock
from portee.reach.links import LinkStore
from portee.reach.served import rides_served
from portee.reach.street_legs import served_pairs, street_legs
from portee.reach.street_pool import StreetPool
from portee.reach.streetwise import Stations
from portee.reach.ways import Stores
from portee.territory.places import Places
from tests.worlds import ORIGIN, TODAY, grid_streets, random_places, random_world

EIGHT = 8 * 3600
SEEDS = st.integers(0, 2**32 - 1)


def _places(seed: int) -> tuple[Places, Places, Places]:
    rng = np.random.default_rng(seed + 1)
    return random_places(rng, 3, 4, 3), random_places(rng, 4, 4, 3, "w"), random_places(rng, 2, 4, 3, "d")


def _hours(seed: int) -> list[Hours]:
    rng = np.random.default_rng(seed + 2)
    start = np.where(rng.random(4) < 0.2, -1, EIGHT)
    return [Hours(TODAY, start.astype(np.int32), np.where(start < 0, -1, EIGHT + 3600).astype(np.int32))]


@settings(max_examples=25)
@given(SEEDS)
def test_every_way_is_what_its_own_search_says(seed: int) -> None:
    network, (homes, work, docks) = random_world(seed).network, _places(seed)
    rng = np.random.default_rng(seed + 3)
    closed = without_edges(network, "car", rng.random(network.streets.edge_count) < 0.3)
    stations = Stations(network, docks, ("walk", "bicycle"))
    half = shapely.box(ORIGIN[0] - 1, ORIGIN[1] - 1, ORIGIN[0] + 0.00016, ORIGIN[1] + 1)
    ways: list[tuple[Along | ByDock, float]] = [
        (Along("walk", 3, 3.6), 40), (Along("walk", 6, 4.4), 40), (Along("walk", 30, 3.6), 2.5),
        (Along("bicycle", 10, 12.0, extra_min=2), 40), (Along("bicycle", 2, 15.0), 40), (Along("car", 9), 40),
        (Along("car", 9, extra_min=1, slower=1.3), 5), (Along("car", 9, most_kmh=20), 40),
        (Along("car", 9, network=closed), 40), (Along("car", 9, area=half, from_s=EIGHT - 60), 40),
        (ByDock("bicycle", 10, 12.0, stations, "walk", 3.6, 4.0), 40),
    ]  # fmt: skip
    west = [[ORIGIN[0] - 1, ORIGIN[1] - 1], [ORIGIN[0] + 0.0002, ORIGIN[1] - 1], [ORIGIN[0] + 0.0002, ORIGIN[1] + 1]]
    rides = RideArea.model_validate({"pickup": west, "dates": [TODAY]})
    ways.append((Along("car", 9, served=rides_served([rides], 3)), 40))
    hours = _hours(seed)
    hours += [replace(hours[0], day=TODAY + timedelta(days=1))] if seed % 2 else []
    pool = StreetPool(Stores(network), homes, work)
    numbers = [pool.add(search, hours, longest) for search, longest in ways]
    walker = pool.walker()
    for home in (1, 0, 2):
        for (search, longest), number in zip(ways, numbers, strict=True):
            store = LinkStore(network if search.network is None else search.network)
            alone = street_legs(store, homes, work, search, longest)
            possible = (alone.out != UNREACHED) & (alone.back != UNREACHED)
            possible &= served_pairs(homes, work, search, hours, alone)
            found, at = walker.ridden(home, number), possible[home]
            np.testing.assert_array_equal(found.possible, at)
            for name in ("out_km", "back_km", "out_min", "back_min"):
                mine, theirs = getattr(found.legs, name)[0], getattr(alone, name)[home]
                np.testing.assert_allclose(mine[at], theirs[at], rtol=1e-9)
            for cost in (MonthlyCost(fixed_eur=5, per_trip_eur=1), MonthlyCost(per_minute_eur=0.3, free_minutes=2)):
                each = [cost.month(40, km[home], m[home]) for km, m in (
                    (alone.out_km, alone.out_min), (alone.back_km, alone.back_min)
                )]  # fmt: skip
                np.testing.assert_allclose(found.eur_month(cost, 40), ((each[0] + each[1]) / 2)[at], rtol=1e-9)


def test_ways_along_one_graph_share_its_search() -> None:
    network = Network.of(grid_streets(4, 3))
    homes, work, docks = _places(4)
    hours = _hours(4)
    pool = StreetPool(Stores(network), homes, work)
    one = pool.add(Along("bicycle", 10, 12.0), hours, 40)
    assert pool.add(Along("bicycle", 10, 12.0), hours, 40) == one
    assert pool.add(replace(Along("bicycle", 10, 12.0)), [hours[0], hours[0]], 40) == one
    others = [pool.add(Along("bicycle", 10, speed), hours, 40) for speed in (15.0, 20.0)]
    assert len({one, *others}) == 3
    assert len(pool) == 1
    dock = ByDock("bicycle", 10, 12.0, Stations(network, docks, ("walk", "bicycle")), "walk", 3.6, 4.0)
    pool.add(dock, hours, 40)
    pool.add(Along("walk", 10, 3.6), hours, 40)
    assert len(pool) == 3
    walker = pool.walker()
    for number in (one, *others, one):
        walker.ridden(0, number)
    assert walker.made == 1
    walker.ridden(1, one)
    assert walker.made == 2


def test_streets_closed_twice_in_the_same_way_are_one_network() -> None:
    network = Network.of(grid_streets(4, 3))
    homes, work, _ = _places(4)
    closed = np.zeros(network.streets.edge_count, np.bool_)
    closed[:3] = True
    pool = StreetPool(Stores(network), homes, work)
    first, again = (without_edges(network, "car", closed) for _ in range(2))
    assert first is not again
    number = pool.add(Along("car", 9, network=first), _hours(4), 40)
    assert pool.add(Along("car", 9, network=again), _hours(4), 40) == number
    assert pool.add(Along("car", 9), _hours(4), 40) != number
    assert len(pool) == 2
