"""Whole seconds along streets, between places and stops, against a plain graph."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.egress import Links
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.reach.options import Travel
from portee.reach.streetwise import DirectSearch, Stations, attached_places, join_legs, place_links, street_links
from portee.territory.places import Places
from tests import naive
from tests.journeys import street_times
from tests.worlds import grid_streets, places_at, random_places, random_world, with_turns


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
    assert _pairs(join_legs(_links(first, 3), _links(second, 4), between, most)) == expected


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


def test_places_far_from_any_street_are_attached_to_none() -> None:
    network = Network.of(grid_streets(2, 2))
    assert attached_places(network, places_at([5.0, 6.0], [43.0, 43.0]), "walk").attached.tolist() == [True, False]
