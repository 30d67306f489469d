"""Whole seconds along streets, between places and stops, against a plain graph."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.egress import Links
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.reach.options import Travel
from portee.reach.streetwise import (
    DirectSearch,
    Stations,
    attached_places,
    join_legs,
    least,
    place_links,
    street_links,
    turned,
)
from portee.territory.places import Places
from tests import naive
from tests.journeys import street_times
from tests.worlds import grid_streets, places_at, random_places, random_world, timetable_of, with_turns


def _pairs(links: Links) -> naive.Pairs:
    rows = np.repeat(np.arange(len(links.offset) - 1), np.diff(links.offset)).tolist()
    pairs = list(zip(rows, links.other.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    return dict(zip(pairs, links.seconds.tolist(), strict=True))


def _links(pairs: naive.Pairs, rows: int) -> Links:
    ordered = sorted(pairs)
    offset = np.cumsum([0, *(sum(a == r for a, _ in ordered) for r in range(rows))]).astype(np.int64)
    return Links(offset, np.array([b for _, b in ordered], np.int32), np.array([pairs[p] for p in ordered], np.int32))


def _setting(seed: int, mode: str, counts: tuple[int, int]) -> tuple[Network, Places, Places]:
    rng = np.random.default_rng(seed)
    streets = with_turns(grid_streets(4, 3, rng=rng), rng, 5)
    network = Network.of(streets, modes=(mode,))
    return network, random_places(rng, counts[0], 4, 3), random_places(rng, counts[1], 4, 3)


@settings(max_examples=60)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(["walk", "bicycle", "car"]),
    st.sampled_from([(4, 4), (9, 2), (1, 6)]),
    st.sampled_from([0, 90, 400, 10**7]),
    st.booleans(),
    st.sampled_from([1, 3]),
)
def test_links_and_rows_are_seconds_along_streets(
    seed: int, mode: str, counts: tuple[int, int], seconds: int, towards: bool, threads: int
) -> None:
    network, origins, destinations = _setting(seed, mode, counts)
    part = network.modes[mode]
    units = Travel(walk_speed_kmh=4.1, bicycle_speed_kmh=13.7).units_per_second(mode)
    a, b = (attached_places(network, places, mode) for places in (origins, destinations))
    limit = int(min(seconds * units, 2**31 - 2))
    ends = (b, a) if towards else (a, b)
    expected = street_times(network.streets, mode, *ends, limit, units)
    if towards:
        expected = {(i, j): s for (j, i), s in expected.items()}
    assert _pairs(street_links(part, a, b, seconds, units, towards=towards, threads=threads)) == expected
    assert all(s <= seconds for s in expected.values())
    direct = DirectSearch(part, a, b, seconds, units, towards=towards)
    rows = direct.rows(0, counts[0], direct.scratch())
    assert rows.dtype == np.int32
    assert {(i, j): int(rows[i, j]) for i, j in np.argwhere(rows != UNREACHED).tolist()} == expected
    np.testing.assert_array_equal(direct.rows(1, counts[0], direct.scratch()), rows[1:])


@given(st.integers(0, 2**32 - 1), st.integers(0, 300), st.integers(0, 900))
def test_two_legs_join_at_the_best_place_between(seed: int, between: int, most: int) -> None:
    rng = np.random.default_rng(seed)
    first = {(o, p): int(rng.integers(0, 400)) for o in range(3) for p in range(4) if rng.random() < 0.5}
    second = {(p, s): int(rng.integers(0, 400)) for p in range(4) for s in range(5) if rng.random() < 0.5}
    expected: naive.Pairs = {}
    for (o, p), there in first.items():
        for (q, s), on in second.items():
            total = there + between + on
            if p == q and total <= most:
                expected[o, s] = min(expected.get((o, s), total), total)
    assert _pairs(join_legs(_links(first, 3), _links(second, 4), between, most, 5)) == expected


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.4, 1.0]))
def test_of_two_tables_the_lesser_counts_pair_by_pair(seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    a, b = (
        {(r, c): int(rng.integers(0, 9)) for r in range(4) for c in range(3) if rng.random() < share} for _ in range(2)
    )
    found = least(_links(a, 4), _links(b, 4), 3)
    assert _pairs(found) == {pair: min(part[pair] for part in (a, b) if pair in part) for pair in a.keys() | b.keys()}
    assert [column.dtype for column in found] == [column.dtype for column in _links(a, 4)]
    assert len(found.offset) == 5


@given(st.integers(0, 2**32 - 1))
def test_turned_pairs_are_the_same_pairs(seed: int) -> None:
    rng = np.random.default_rng(seed)
    pairs = {(r, c): int(rng.integers(0, 9)) for r in range(4) for c in range(3) if rng.random() < 0.5}
    there = turned(_links(pairs, 4), 3)
    assert len(there.offset) == 4
    assert _pairs(there) == {(c, r): seconds for (r, c), seconds in pairs.items()}
    assert _pairs(turned(there, 4)) == pairs


@pytest.mark.parametrize("step_free", [False, True])
@pytest.mark.parametrize("leaving", [True, False])
def test_places_and_stops_are_joined_by_the_mode_asked(step_free: bool, leaving: bool) -> None:
    world = random_world(8)
    network = world.network
    places = random_places(np.random.default_rng(8), 4, 4, 3)
    travel = Travel(step_free=step_free, max_walk_min=4, max_bicycle_min=1)
    for mode, streets in (("walk", travel.foot), ("bicycle", "bicycle"), ("e_scooter", "e_scooter")):
        found = _pairs(place_links(network, places, travel, mode, leaving=leaving, stations=None, threads=1))
        here, stops = attached_places(network, places, streets), network.stops[streets]
        units, limit = travel.units_per_second(streets), int(travel.limit_s(streets) * travel.units_per_second(streets))
        ends = (here, stops) if leaving else (stops, here)
        expected = street_times(network.streets, streets, *ends, limit, units)
        assert found == (expected if leaving else {(p, s): t for (s, p), t in expected.items()})
        assert found


def test_a_drive_ends_at_a_car_park_and_its_walk_begins_there() -> None:
    world = random_world(8)
    network = world.network
    places = random_places(np.random.default_rng(8), 4, 4, 3)
    parks = random_places(np.random.default_rng(9), 2, 4, 3)
    travel = Travel(parking_min=2, max_walk_min=5)
    found = _pairs(
        place_links(
            network, places, travel, "park_and_ride", leaving=True, stations=Stations(network, parks), threads=1
        )
    )
    drive = street_times(
        network.streets, "car", attached_places(network, places, "car"), attached_places(network, parks, "car"),
        1800 * 1000, 1000.0,
    )  # fmt: skip
    walk = street_times(
        network.streets, "walk", attached_places(network, parks, "walk"), network.stops["walk"], 300 * 1000, 1000.0
    )
    pairs = {(o, s) for o, p in drive for q, s in walk if p == q}
    assert found == {
        (o, s): min(drive[o, p] + 120 + walk[p, s] for p in range(2) if (o, p) in drive and (p, s) in walk)
        for o, s in pairs
    }
    assert found


class _Streets:
    """Seconds along the streets of one mode, from plain searches."""

    def __init__(self, network: Network, travel: Travel) -> None:
        self._network, self._travel = network, travel

    def between(self, mode: str, sources: Places | None, targets: Places | None) -> naive.Pairs:
        """None stands for the stops."""
        a, b = (
            self._network.stops[mode] if places is None else attached_places(self._network, places, mode)
            for places in (sources, targets)
        )
        units = self._travel.units_per_second(mode)
        return street_times(self._network.streets, mode, a, b, int(self._travel.limit_s(mode) * units), units)


def _least_by_way_of(legs: list[naive.Pairs], between: int, most: int) -> naive.Pairs:
    """Least sums over all places between, tried one after another."""
    found = legs[0]
    for leg in legs[1:]:
        sums: naive.Pairs = {}
        for (a, p), there in found.items():
            for (q, b), on in leg.items():
                if p == q:
                    sums[a, b] = min(sums.get((a, b), most + 1), there + between + on)
        found = sums
    return {pair: seconds for pair, seconds in found.items() if seconds <= most}


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.booleans(), st.sampled_from([0, 1.5]), st.sampled_from([4.0, 60.0]))
def test_a_drive_home_begins_at_the_car_park(seed: int, leaving: bool, parking: float, longest: float) -> None:
    """On the way back one walks from the stop to the car: each leg the other way round, over one-way streets too."""
    network = random_world(seed).network
    rng = np.random.default_rng(seed + 1)
    places, parks = random_places(rng, 3, 4, 3), random_places(rng, 3, 4, 3)
    travel = Travel(parking_min=parking, max_walk_min=3, max_drive_min=1, max_time_min=longest)
    stations = Stations(network, parks)
    found = _pairs(place_links(network, places, travel, "park_and_ride", leaving=leaving, stations=stations, threads=1))
    plain, added = _Streets(network, travel), round(parking * 60)
    if leaving:
        legs = [plain.between("car", places, parks), plain.between("walk", parks, None)]
        assert found == _least_by_way_of(legs, added, travel.longest_s)
        return
    legs = [plain.between("walk", None, parks), plain.between("car", parks, places)]
    turned_round = _least_by_way_of(legs, added, travel.longest_s)
    assert found == {(place, stop): seconds for (stop, place), seconds in turned_round.items()}


@settings(max_examples=40)
@given(
    st.integers(0, 2**32 - 1),
    st.booleans(),
    st.sampled_from(["bicycle", "e_scooter"]),
    st.sampled_from([0, 0.5, 2]),
    st.sampled_from([2.5, 60.0]),
    st.booleans(),
)
def test_docked_vehicles_go_by_the_best_pair_of_docks(
    seed: int, leaving: bool, mode: str, docking: float, longest: float, step_free: bool
) -> None:
    network = random_world(seed).network
    rng = np.random.default_rng(seed + 1)
    places, docks = random_places(rng, 3, 4, 3), random_places(rng, int(rng.integers(0, 4)), 4, 3)
    travel = Travel(
        docking_min=docking, max_walk_min=3, max_bicycle_min=1, max_time_min=longest, walk_speed_kmh=3.1,
        step_free=step_free,
    )  # fmt: skip
    stations = Stations(network, docks, ("walk", "wheelchair", mode))
    found = _pairs(
        place_links(network, places, travel, f"docked_{mode}", leaving=leaving, stations=stations, threads=1)
    )
    plain, added, foot = _Streets(network, travel), round(docking * 60), travel.foot
    ends = (places, None) if leaving else (None, places)
    by_dock = _least_by_way_of(
        [plain.between(foot, ends[0], docks), plain.between(mode, docks, docks), plain.between(foot, docks, ends[1])],
        added,
        travel.longest_s,
    )
    on_foot = plain.between(foot, *ends)
    expected = {
        pair: min(way[pair] for way in (by_dock, on_foot) if pair in way) for pair in by_dock.keys() | on_foot.keys()
    }
    assert found == (expected if leaving else {(place, stop): s for (stop, place), s in expected.items()})
    walked = _pairs(place_links(network, places, travel, "walk", leaving=leaving, stations=None, threads=1))
    assert all(found[pair] <= seconds for pair, seconds in walked.items())


def test_a_ride_between_two_docks_by_hand() -> None:
    """Walk 100 m at 1 m/s, take a bicycle in 60 s, ride 800 m at 4 m/s, return it in 60 s, walk 100 m: 520 s."""
    step = 0.0012  # degrees of longitude, one street of the grid
    timetable = timetable_of(2, [([0, 1], [[(0, 0), (60, 60)]])], lon=[5 + 10 * step, 5.0], lat=[43.0, 43.0])
    network = Network.of(grid_streets(12, 2), timetable)
    street = network.streets.edge_length_mm[0] / 1000
    travel = Travel(walk_speed_kmh=3.6, bicycle_speed_kmh=14.4, max_walk_min=30, docking_min=1)
    home, docks = places_at([5.0], [43.0]), places_at([5 + step, 5 + 9 * step], [43.0, 43.0])
    stations = Stations(network, docks, ("walk", "bicycle"))
    links = place_links(network, home, travel, "docked_bicycle", leaving=True, stations=stations, threads=1)
    walk, ride = math.ceil(street), math.ceil(8 * street / 4)
    assert links.seconds.tolist() == [walk + 60 + ride + 60 + walk, 0]
    assert ride + 2 * walk + 120 < 10 * street


def test_places_far_from_any_street_are_attached_to_none() -> None:
    network = Network.of(grid_streets(2, 2))
    assert attached_places(network, places_at([5.0, 6.0], [43.0, 43.0]), "walk").attached.tolist() == [True, False]
