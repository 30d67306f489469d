"""Links made once are the links made each time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.egress import Links
from portee.network.footpaths import footpaths, stop_walks
from portee.network.network import Network
from portee.reach import links as module
from portee.reach.links import LinkStore, stop_walks_of
from portee.reach.opening import everything
from portee.reach.options import Travel
from portee.reach.streetwise import DirectSearch, Stations, attached_places, place_links
from portee.territory.places import Places
from portee.world import World
from tests.worlds import TODAY, grid_streets, random_places, random_timetable, random_world

SEEDS = st.integers(0, 2**32 - 1)


def _places(seed: int, count: int = 3) -> Places:
    return random_places(np.random.default_rng(seed + 1), count, 4, 3)


def _equal(a: Links, b: Links) -> None:
    for one, other in ((a.offset, b.offset), (a.other, b.other), (a.seconds, b.seconds)):
        np.testing.assert_array_equal(one, other)
        assert one.dtype == other.dtype


TRAVELS: list[dict[str, Any]] = [
    {"max_walk_min": 4},
    {"max_walk_min": 2},
    {"max_walk_min": 4, "walk_speed_kmh": 4.4},
    {"max_walk_min": 4, "step_free": True},
    {"max_walk_min": 4, "max_bicycle_min": 1},
    {"max_walk_min": 4, "max_bicycle_min": 1, "bicycle_speed_kmh": 17},
    {"max_walk_min": 4, "max_bicycle_min": 1, "e_scooter_speed_kmh": 9},
    {"max_walk_min": 4, "max_drive_min": 0.5, "parking_min": 1},
    {"max_walk_min": 4, "max_drive_min": 0.5, "parking_min": 3},
    {"max_walk_min": 4, "max_bicycle_min": 1, "docking_min": 0},
    {"max_walk_min": 4, "max_bicycle_min": 1, "max_time_min": 3},
]
MODES = ("walk", "bicycle", "e_scooter", "park_and_ride", "docked_bicycle", "docked_e_scooter")


@settings(max_examples=5)
@given(SEEDS)
def test_a_store_tells_what_would_be_made_each_time(seed: int) -> None:
    """Ways of travelling, modes, directions and places asked of one store in any order, twice."""
    network = random_world(seed).network
    homes, work, docks = _places(seed), _places(seed + 1), _places(seed + 2, 2)
    stations = Stations(network, docks, ("walk", "wheelchair", "car", "bicycle", "e_scooter"))
    asked = [(p, t, m, leaving) for p in (homes, work) for t in TRAVELS for m in MODES for leaving in (True, False)]
    order = np.random.default_rng(seed).permutation(len(asked))[:30].tolist()
    store, fresh = LinkStore(network), {}
    for k in [*order, *order[::-1]]:
        places, options, mode, leaving = asked[k]
        travel = Travel(**options)
        if k not in fresh:
            fresh[k] = place_links(
                network, places, travel, mode, leaving=leaving, stations=stations, threads=1
            )  # fmt: skip
        _equal(store.stops(places, travel, mode, leaving=leaving, stations=stations), fresh[k])


def _counted(monkeypatch: pytest.MonkeyPatch, *names: str) -> list[str]:
    """Names of the functions called, as they are called."""
    made: list[str] = []

    def counted(name: str, before: Any) -> Any:
        def make(*args: Any, **kwargs: Any) -> Any:
            made.append(name)
            return before(*args, **kwargs)

        return make

    for name in names:
        monkeypatch.setattr(module, name, counted(name, getattr(module, name)))
    return made


@pytest.mark.parametrize("alike", [True, False])
def test_ways_that_cost_the_same_there_and_back_are_searched_once(monkeypatch: pytest.MonkeyPatch, alike: bool) -> None:
    made = _counted(monkeypatch, "street_costs")
    rng = np.random.default_rng(3)
    streets, at = grid_streets(4, 3), random_places(rng, 4, 4, 3)
    if not alike:
        streets.cost_forward["walk"][0] += 1
    network = Network.of(streets, random_timetable(rng, 4, lon=at.lon.tolist(), lat=at.lat.tolist()))
    homes, travel, store = _places(3), Travel(max_walk_min=4, walk_speed_kmh=3.7), LinkStore(network)
    for leaving in (True, False):
        found = store.stops(homes, travel, "walk", leaving=leaving)
        _equal(found, place_links(network, homes, travel, "walk", leaving=leaving, stations=None, threads=1))
    assert len(made) == (1 if alike else 2)


def test_what_is_alike_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _counted(monkeypatch, "street_costs", "place_links", "attached_places", "DirectSearch", "footpaths")
    network = random_world(3).network
    homes, work, docks = _places(3), _places(4), Stations(random_world(3).network, _places(5), ("walk", "bicycle"))
    store = LinkStore(network)
    for _ in range(3):
        for travel in (Travel(), Travel(max_rides=1, draws=9), Travel(max_time_min=17, max_walk_min=3)):
            store.stops(homes, travel, "bicycle", leaving=True)
            store.paths(travel, towards=False)
        store.stops(homes, Travel(), "docked_bicycle", leaving=True, stations=docks)
        store.direct(homes, work, "walk", 600, 1000.0, towards=False)
        store.points(homes, "walk", towards=False)
    assert sorted(made) == [
        "DirectSearch", *["attached_places"] * 3, "footpaths", "place_links", "street_costs",
    ]  # fmt: skip
    made.clear()
    store.direct(homes, work, "walk", 600, 1000.0, towards=True)
    store.direct(work, homes, "walk", 600, 1000.0, towards=False)
    store.direct(homes, work, "walk", 601, 1000.0, towards=False)
    store.paths(Travel(), towards=True)
    store.paths(Travel(max_transfer_m=999), towards=False)
    assert made == ["DirectSearch"] * 3 + ["footpaths"] * 2
    made.clear()
    # Slower or for less time: less of what is known. Farther: searched anew.
    store.stops(homes, Travel(bicycle_speed_kmh=9), "bicycle", leaving=True)
    store.stops(homes, Travel(max_bicycle_min=3), "bicycle", leaving=True)
    assert made == []
    store.stops(homes, Travel(max_bicycle_min=31), "bicycle", leaving=True)
    assert made == ["street_costs"]
    made.clear()
    # Places are known as what they are, not by what stands in them: others are never taken for them.
    store.stops(homes.take(np.arange(3)), Travel(), "bicycle", leaving=True)
    assert made == ["attached_places", "street_costs"]


def test_cuts_of_the_timetable_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _counted(monkeypatch, "day_table", "mirrored")
    network = random_world(3).network
    assert network.timetable is not None
    store, whole = LinkStore(network), everything(network.timetable)
    tables = []
    for _ in range(2):
        for opened in (None, whole, replace(whole, positions=~whole.positions)):
            for mirror in (True, False):
                tables.append(store.table(TODAY, 28_800, 7200, Travel(), opened, 0, mirror=mirror))
    assert made.count("day_table") == made.count("mirrored") == 3
    assert tables[:6] == tables[6:]
    assert [table.reversed for table in tables[:6]] == [True, False] * 3
    assert [len(table.instance_trip) > 0 for table in tables[:6]] == [True] * 4 + [False] * 2
    made.clear()
    for travel in (Travel(step_free=True), Travel(bicycle_on_board=True), Travel(seed=1)):
        store.table(TODAY, 28_800, 7200, travel, None, 0, mirror=False)
    store.table(TODAY, 28_801, 7200, Travel(), None, 0, mirror=False)
    store.table(TODAY, 28_800, 7201, Travel(), None, 0, mirror=False)
    store.table(TODAY, 28_800, 7200, Travel(), None, 1, mirror=False)
    assert made == ["day_table"] * 6


@settings(max_examples=10)
@given(SEEDS, st.booleans())
def test_searches_along_streets_are_those_made_each_time(seed: int, towards: bool) -> None:
    network = random_world(seed).network
    homes, work = _places(seed), _places(seed + 1, 4)
    store = LinkStore(network)
    for mode, limit, units in (("walk", 300, 1000.0), ("car", 60, 1000.0), ("walk", 200, 1300.0)):
        for _ in range(2):
            found = store.direct(homes, work, mode, limit, units, towards=towards)
            a, b = (attached_places(network, places, mode) for places in (homes, work))
            fresh = DirectSearch(network.modes[mode], a, b, limit, units, towards=towards)
            np.testing.assert_array_equal(found.rows(0, 3, found.scratch()), fresh.rows(0, 3, fresh.scratch()))


@settings(max_examples=15)
@given(SEEDS, st.booleans())
def test_footpaths_are_those_made_each_time(seed: int, towards: bool) -> None:
    network = random_world(seed).network
    assert network.timetable is not None
    store = LinkStore(network)
    ways: list[dict[str, Any]] = [
        {"max_transfer_m": 100}, {"max_transfer_m": 300}, {"max_transfer_m": 300, "walk_speed_kmh": 4.1},
        {"max_transfer_m": 300, "boarding_slack_s": 0}, {"max_transfer_m": 300, "step_free": True},
        {"max_transfer_m": 300, "bicycle_on_board": True},
    ]  # fmt: skip
    for options in ways:
        travel = Travel(**options)
        mode = travel.transfer_mode
        walks = stop_walks(network.modes[mode].graph, network.stops[mode], int(travel.max_transfer_m * 1000))
        fresh = footpaths(
            network.timetable, walks, travel.units_per_second(mode), travel.boarding_slack_s,
            towards=towards, on_foot=mode == "walk",
        )  # fmt: skip
        for one, other in zip(store.paths(travel, towards=towards), fresh, strict=True):
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("metres", [0, 90, 150, 151, 700])
def test_stored_walks_are_used_as_far_as_they_reach(metres: int) -> None:
    world = World(Network.of(random_world(8).network.streets, random_world(8).network.timetable, transfer_m=150))
    network = world.network
    found = stop_walks_of(network, Travel(max_transfer_m=metres))
    fresh = stop_walks(network.modes["walk"].graph, network.stops["walk"], metres * 1000)
    for name in ("offset", "to", "cost"):
        np.testing.assert_array_equal(getattr(found, name), getattr(fresh, name))
    assert found.limit == fresh.limit


def test_the_same_rows_are_the_same_places() -> None:
    store = LinkStore(random_world(3).network)
    homes = _places(3, 4)
    some = store.subset(homes, np.array([2, 0]))
    assert some.ids.tolist() == ["p2", "p0"]
    assert store.subset(homes, np.array([2, 0])) is some
    assert store.subset(homes, np.array([0, 2])) is not some
    assert store.subset(homes, np.arange(4)) is homes
    assert store.subset(_places(3, 4), np.array([2, 0])) is not some


@settings(max_examples=5)
@given(SEEDS, st.sampled_from([{"max_walk_min": 4}, {"max_walk_min": 4, "max_bicycle_min": 1}]), st.booleans())
def test_links_of_some_rows_are_taken_from_those_of_all(seed: int, options: dict[str, Any], leaving: bool) -> None:
    network, mode = random_world(seed).network, "bicycle" if "max_bicycle_min" in options else "walk"
    homes, travel, store = _places(seed, 5), Travel(**options), LinkStore(network)
    store.stops(homes, travel, mode, leaving=leaving)
    shorter = replace(travel, max_time_min=2)
    with pytest.MonkeyPatch.context() as patch:
        made = _counted(patch, "street_costs")
        for rows in (np.array([3, 0]), np.array([4]), np.zeros(0, np.int64)):
            for store_asked in (store, store.branch()):
                some = store_asked.subset(homes, rows)
                for way in (travel, shorter):
                    found = store_asked.stops(some, way, mode, leaving=leaving)
                    fresh = place_links(network, some, way, mode, leaving=leaving, stations=None, threads=1)
                    _equal(found, fresh)
    assert made == []
