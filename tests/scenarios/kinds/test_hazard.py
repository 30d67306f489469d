"""Hazards: who still moves, which buses are cut, and what a hazard may never do."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ManyProblems, NoServiceError
from portee.network.network import Network
from portee.network.streets import BRIDGE, MODES, TUNNEL
from portee.reach import Travel, Window, reach
from portee.scenarios.scenario import apply_scenario, parse_scenario
from portee.world import World
from tests.worlds import ORIGIN, STEP_E7, TODAY, grid_streets, random_places, random_world, timetable_of

STEP = STEP_E7 / 1e7


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    """A rectangle in blocks of the grid of streets."""
    x, y = ORIGIN
    corners = ((west, south), (east, south), (east, north), (west, north))
    return [[round(x + a * STEP, 9), round(y + b * STEP, 9)] for a, b in corners]


def under(world: World, *zones: dict[str, Any], **options: Any) -> World:
    part = {"type": "hazard", "zones": list(zones), **options}
    return apply_scenario(parse_scenario(json.dumps({"name": "n", "modifications": [part]})), world)


def line_world(**options: Any) -> World:
    """Six stops along the middle street of a grid of 6 × 3, a bus from the first to the last and one back."""
    lon, lat = [ORIGIN[0] + k * STEP for k in range(6)], [ORIGIN[1] + STEP] * 6
    calls = [(28_800 + 60 * k, 28_800 + 60 * k) for k in range(6)]
    patterns = [([0, 1, 2, 3, 4, 5], [calls]), ([5, 4, 3, 2, 1, 0], [calls])]
    timetable = timetable_of(6, patterns, lon=lon, lat=lat, **options)
    return World(Network.of(grid_streets(6, 3), timetable, transfer_m=150))


def served(world: World) -> dict[str, list[int]]:
    """Stops of every trip, by its id."""
    table = world.network.timetable
    assert table is not None
    found = {}
    for p in range(table.pattern_count):
        stops = table.pattern_stop[table.pattern_offset[p] : table.pattern_offset[p + 1]].tolist()
        for t in range(int(table.pattern_trip_offset[p]), int(table.pattern_trip_offset[p + 1])):
            found[table.trip_id[t]] = stops
    return found


def changed(base: World, world: World, mode: str) -> npt.NDArray[np.intp]:
    before, after = base.network.streets, world.network.streets
    return np.flatnonzero(before.cost_forward[mode] != after.cost_forward[mode])


# Around the middle of the street between the stops 2 and 3.
BETWEEN = box(2.4, 0.9, 2.6, 1.1)
AROUND_3 = box(2.9, 0.9, 3.1, 1.1)


def test_water_on_a_street_stops_cars_and_slows_walkers() -> None:
    base = line_world()
    world = under(base, {"area": BETWEEN, "depth_m": 0.4})
    (edge,) = changed(base, world, "car").tolist()
    assert world.network.streets.cost_forward["car"][edge] == -1
    usual = int(base.network.streets.cost_forward["walk"][edge])
    assert world.network.streets.cost_forward["walk"][edge] == round(usual / 0.583)
    assert served(world) == served(base)
    assert world.network.notes[0] == "1 street edges lie in a hazard."
    assert world.network.notes[1].startswith("No bridge and no tunnel is told in the street data")


def with_structure(base: World, bit: int) -> World:
    """The street between the stops 2 and 3 on a bridge or in a tunnel."""
    (edge,) = changed(base, under(base, {"area": BETWEEN, "intensity": 1}), "walk").tolist()
    flags = base.network.streets.edge_flags.copy()
    flags[edge] = bit
    return base.replace(network=replace(base.network, streets=replace(base.network.streets, edge_flags=flags)))


def test_a_bridge_is_above_the_water_unless_told_otherwise_and_smoke_reaches_it() -> None:
    base = with_structure(line_world(), BRIDGE)
    wet = {"area": BETWEEN, "depth_m": 0.4, "velocity_ms": 3}
    over = under(base, wet)
    for mode in MODES:
        assert not len(changed(base, over, mode))
    assert under(base, {**wet, "depth_m": 0.2, "velocity_ms": 0}).network.streets is base.network.streets
    assert len(changed(base, under(base, wet, bridges_open=False), "walk")) == 1
    closed = under(base, {**wet, "intensity": 1})
    assert len(changed(base, closed, "walk")) == 1
    assert "1 street edges on bridges stay above water." in closed.network.notes


def test_any_water_and_smoke_close_a_tunnel_unless_told_otherwise() -> None:
    base = with_structure(line_world(), TUNNEL)
    for zone in ({"area": BETWEEN, "depth_m": 0.01}, {"area": BETWEEN, "smoke": True}):
        world = under(base, zone)
        (edge,) = changed(base, world, "walk").tolist()
        assert world.network.streets.cost_forward["car"][edge] == -1
        assert "1 street edges in tunnels are closed by water or smoke." in world.network.notes
        assert not len(changed(base, under(base, {**zone, "depth_m": 0}, tunnels_closed=False), "walk"))
    half = under(base, {"area": BETWEEN, "intensity": 0.5})
    (edge,) = changed(base, half, "walk").tolist()
    assert half.network.streets.cost_forward["walk"][edge] == 2 * base.network.streets.cost_forward["walk"][edge]


def test_a_bus_is_cut_where_it_would_cross_deep_water() -> None:
    world = under(line_world(), {"area": BETWEEN, "depth_m": 0.6})
    assert served(world) == {
        "t0@part0": [0, 1, 2], "t0@part1": [3, 4, 5], "t1@part0": [5, 4, 3], "t1@part1": [2, 1, 0],
    }  # fmt: skip
    table = world.network.timetable
    assert table is not None
    assert table.event_departure.tolist()[3:6] == [28_980, 29_040, 29_100]
    assert any("2 trips (bus 2) are cut or stopped" in note for note in world.network.notes)


def test_a_stop_in_deep_water_is_not_served_and_a_part_of_one_stop_is_no_trip() -> None:
    assert served(under(line_world(), {"area": AROUND_3, "depth_m": 0.6})) == {
        "t0@part0": [0, 1, 2], "t0@part1": [4, 5], "t1@part0": [5, 4], "t1@part1": [2, 1, 0],
    }  # fmt: skip
    assert served(under(line_world(), {"area": box(0.9, 0.9, 1.1, 1.1), "intensity": 1})) == {
        "t0@part0": [2, 3, 4, 5], "t1@part0": [5, 4, 3, 2],
    }  # fmt: skip


def test_the_metro_runs_on() -> None:
    base = line_world()
    assert base.network.timetable is not None
    metro = replace(base.network.timetable, route_type=np.array([1, 3], np.int16))
    found = served(under(World(Network.of(base.network.streets, metro)), {"area": BETWEEN, "depth_m": 3}))
    assert found["t0"] == [0, 1, 2, 3, 4, 5]
    assert "t1" not in found


def test_nobody_stays_seated_out_of_a_trip_that_was_cut() -> None:
    world = line_world(blocks={(0, 0): 7, (1, 0): 7})
    table = under(world, {"area": BETWEEN, "depth_m": 1}).network.timetable
    assert table is not None
    assert (table.trip_block == -1).all()


def test_the_hour_chooses_the_zones_and_without_it_the_worst_counts() -> None:
    base = line_world()
    zones = (
        {"area": BETWEEN, "depth_m": 0.2, "from": "07:00", "until": "08:00"},
        {"area": BETWEEN, "depth_m": 0.6, "from": "08:00", "until": "09:00"},
    )
    before, then, after, worst = (under(base, *zones, at=at) for at in ("07:30", "08:00", "09:00", None))
    assert served(before) == served(base)
    assert len(changed(base, before, "walk")) == 1
    assert before.network.timetable is not base.network.timetable
    assert served(then) == served(worst) != served(base)
    assert after is base


@pytest.mark.parametrize(
    "zone",
    [
        {"area": BETWEEN, "depth_m": 0},
        {"area": BETWEEN, "depth_m": 0, "velocity_ms": 3},
        {"area": BETWEEN, "intensity": 0},
        {"area": box(50, 50, 51, 51), "depth_m": 0.4},
    ],
)
def test_no_water_is_the_base(zone: dict[str, Any]) -> None:
    base = line_world()
    assert under(base, zone) is base


def test_a_network_without_timetable_has_hazards_too() -> None:
    base = World(Network.of(grid_streets(6, 3)))
    assert len(changed(base, under(base, {"area": BETWEEN, "depth_m": 2}), "walk")) == 1


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ({"area": BETWEEN}, "tells no hazard"),
        ({"area": BETWEEN, "intensity": 0.5, "velocity_ms": 1}, "without 'depth_m'"),
        ({"area": BETWEEN, "depth_m": -1}, "depth_m"),
        ({"area": BETWEEN, "depth_m": 1, "from": "09:00", "until": "08:00"}, "end before they begin"),
        ({"area": [[5, 43], [5.1, 43.1], [5.1, 43], [5, 43.1]], "depth_m": 1}, "crosses itself"),
        ({"depth_m": 1}, "'area' is missing"),
        ({"file": "flood.gpkg", "depth_m": 1}, "no field 'file'"),
    ],
)
def test_a_wrong_zone_is_told(zone: dict[str, Any], told: str) -> None:
    with pytest.raises(ManyProblems) as caught:
        under(line_world(), zone)
    assert told in str(caught.value)


def _minutes(world: World, seed: int, mode: str) -> npt.NDArray[np.float32]:
    rng = np.random.default_rng(seed)
    places = random_places(rng, 6, 4, 3)
    travel = Travel(mode=mode, max_time_min=120.0)
    try:
        return reach(world, places, places, travel, Window(TODAY, 28_800, 3), percentiles=(50.0,), threads=1).minutes()
    except NoServiceError:
        walk = replace(travel, mode="walk")
        return reach(world, places, places, walk, Window(TODAY, 28_800, 3), percentiles=(50.0,), threads=1).minutes()


seeds = st.integers(0, 2**32 - 1)
corners = st.tuples(*(st.floats(-0.5, 3.5) for _ in range(2)), *(st.floats(0.1, 2) for _ in range(2)))


@settings(max_examples=60)
@given(seeds, corners, st.floats(0, 1), st.floats(0, 1), st.sampled_from(["transit", "walk", "car"]))
def test_deeper_never_helps(seed: int, corner: Any, one: float, other: float, mode: str) -> None:
    base = random_world(seed)
    west, south, wide, high = corner
    area = box(west, south, west + wide, south + high)
    low, deep = sorted((one, other))
    if mode == "transit":
        # Who just misses a bus may catch it when it is late in shallow water: lines are looked at where they are cut.
        low, deep = (1 if depth > 0.3 else 0 for depth in (low, deep))
    usual = _minutes(base, seed, mode)
    shallow = _minutes(under(base, {"area": area, "depth_m": low}), seed, mode)
    assert (usual <= shallow).all()
    assert (shallow <= _minutes(under(base, {"area": area, "depth_m": deep}), seed, mode)).all()


@settings(max_examples=60)
@given(seeds, corners, st.floats(0.1, 1), st.floats(0.1, 1), st.sampled_from(["transit", "walk", "car"]))
def test_a_larger_area_never_helps(seed: int, corner: Any, depth: float, more: float, mode: str) -> None:
    base = random_world(seed)
    west, south, wide, high = corner
    depth = max(depth, 0.51) if mode == "transit" else depth
    small = under(base, {"area": box(west, south, west + wide, south + high), "depth_m": depth})
    large = under(base, {"area": box(west - more, south - more, west + wide + more, south + high), "depth_m": depth})
    assert (_minutes(small, seed, mode) <= _minutes(large, seed, mode)).all()
