"""Lines in a hazard: who is cut, who is slower and by how much, who is left alone."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ManyProblems
from portee.network.daytable import day_table
from portee.network.network import Network
from portee.network.timetable import Timetable
from portee.scenarios.hazard_effects import Force, most_kmh
from portee.world import World
from tests.scenarios.kinds.test_hazard import AROUND_3, BETWEEN, box, line_world, served, under
from tests.worlds import TODAY, random_world

TRAM, METRO, RAIL, BUS, FERRY = 0, 1, 2, 3, 4


def line_of(kind: int, **options: Any) -> World:
    """The line of `line_world`, of a GTFS route type, there and back."""
    world = line_world(**options)
    table = world.network.timetable
    assert table is not None
    return World(Network.of(world.network.streets, replace(table, route_type=np.array([kind, kind], np.int16))))


def table_of(world: World) -> Timetable:
    assert world.network.timetable is not None
    return world.network.timetable


def seconds(world: World) -> list[int]:
    """How long each leg of the first trip lasts."""
    table = table_of(world)
    first = int(table.trip_event_offset[list(table.trip_id).index("t0")])
    times = [(int(table.event_arrival[k]), int(table.event_departure[k])) for k in range(first, first + 6)]
    return [after[0] - before[1] for before, after in itertools.pairwise(times)]


CUT = {"t0@part0", "t0@part1", "t1@part0", "t1@part1"}


@pytest.mark.parametrize(
    ("kind", "depth", "runs"),
    [
        (TRAM, 0.1, True), (TRAM, 0.11, False), (RAIL, 0.1, True), (RAIL, 0.11, False), (BUS, 0.5, True),
        (BUS, 0.51, False), (METRO, 5, True), (FERRY, 5, True),
    ],
)  # fmt: skip
def test_a_line_is_cut_by_the_threshold_of_its_mode(kind: int, depth: float, runs: bool) -> None:
    found = served(under(line_of(kind), {"area": BETWEEN, "depth_m": depth}))
    assert set(found) == ({"t0", "t1"} if runs else CUT)


@pytest.mark.parametrize("kind", [TRAM, RAIL, BUS])
def test_what_is_closed_to_all_is_closed_to_lines(kind: int) -> None:
    assert set(served(under(line_of(kind), {"area": BETWEEN, "intensity": 1}))) == CUT


def test_which_modes_are_spared_is_declared_and_told() -> None:
    metro, tram = line_of(METRO), line_of(TRAM)
    deep = {"area": BETWEEN, "depth_m": 1}
    left = under(metro, deep)
    assert set(served(left)) == {"t0", "t1"}
    assert any("2 trips (metro 2) cross a hazard and are left alone" in note for note in left.network.notes)
    assert set(served(under(metro, deep, spared=[]))) == CUT
    assert set(served(under(tram, deep, spared=["tram"]))) == {"t0", "t1"}


def test_of_a_line_that_is_spared_flooded_stations_are_closed() -> None:
    world = under(line_of(METRO), {"area": AROUND_3, "depth_m": 1}, closed_stops=["s3"])
    assert served(world)["t0"] == [0, 1, 2, 3, 4, 5]
    table = table_of(world)
    assert table.pattern_pickup.tolist() == [stop != 3 for stop in table.pattern_stop.tolist()]
    assert table.pattern_dropoff.tolist() == table.pattern_pickup.tolist()
    with pytest.raises(ManyProblems) as caught:
        under(line_of(METRO), {"area": AROUND_3, "depth_m": 1}, closed_stops=["Nowhere"])
    (problem,) = caught.value.problems
    assert problem.where is not None
    assert problem.where.field == "modifications.0.closed_stops"


def test_a_bus_is_slower_in_shallow_water_by_its_share_of_the_way() -> None:
    base = line_of(BUS)
    assert seconds(base) == [60] * 5
    # 100 m in 60 s are 6 km/h; a fifth of the leg lies in water in which a bus drives at most at 2.07 km/h.
    world = under(base, {"area": box(2.4, 0.9, 2.6, 1.1), "depth_m": 0.3})
    kmh = most_kmh("bus", Force(0.3))
    assert kmh == pytest.approx(0.0009 * 300**2 - 0.5529 * 300 + 86.9448)
    table = table_of(base)
    metres = float(np.diff(table.stop_lon)[0]) * 1e7 * _metres_per_e7(table)
    slow = 48 + 0.2 * metres / (kmh / 3.6)
    assert seconds(world) == [60, 60, int(np.ceil(slow)), 60, 60]
    assert any("2 trips (bus 2) are slower" in note for note in world.network.notes)
    # Deeper, up to where buses stop, it is as slow.
    assert seconds(under(base, {"area": box(2.4, 0.9, 2.6, 1.1), "depth_m": 0.5})) == seconds(world)
    # It is slow enough for 10 cm already.
    assert under(base, {"area": box(2.4, 0.9, 2.6, 1.1), "depth_m": 0.1}).network.timetable is not None
    assert seconds(under(base, {"area": box(2.4, 0.9, 2.6, 1.1), "depth_m": 0.1})) == [60] * 5


def _metres_per_e7(table: Timetable) -> float:
    from portee.kernels.nearest_edge import metres_per_e7

    return float(metres_per_e7(round(float(table.stop_lat[0]) * 1e7))[0])


def test_a_share_of_speed_is_lost_by_lines_too_and_the_worst_of_several_counts() -> None:
    base = line_of(BUS)
    half = {"area": box(2, 0.9, 3, 1.1), "intensity": 0.5}
    assert seconds(under(base, half)) == [60, 60, 120, 60, 60]
    less = {"area": box(2.5, 0.9, 3.5, 1.1), "intensity": 0.25}
    assert seconds(under(base, half, less)) == [60, 60, 120, 70, 60]
    assert seconds(under(base, less)) == [60, 60, 70, 70, 60]
    assert seconds(under(line_of(METRO), half)) == [60] * 5


def test_a_tram_in_water_that_does_not_stop_it_goes_at_a_walk() -> None:
    calls = [(28_800 + 20 * k, 28_800 + 20 * k) for k in range(6)]
    base = line_of(TRAM)
    table = table_of(base)
    events = np.array([at for _, at in calls] * 2, np.int32)
    fast = World(replace(base.network, timetable=replace(table, event_arrival=events, event_departure=events)))
    metres = float(np.diff(table.stop_lon)[0]) * 1e7 * _metres_per_e7(table)
    found = seconds(under(fast, {"area": box(2, 0.9, 3, 1.1), "depth_m": 0.05}))
    assert found == [20, 20, int(np.ceil(metres / (8 / 3.6))), 20, 20]


def test_a_cut_trip_by_frequency_runs_in_its_parts() -> None:
    found = table_of(under(line_world(frequencies=[(0, 28_800, 36_000, 600, 1)]), {"area": BETWEEN, "depth_m": 1}))
    by_start = dict(zip(found.frequency_start.tolist(), found.frequency_end.tolist(), strict=True))
    assert by_start == {28_800: 36_000, 28_980: 36_180}
    assert found.frequency_exact.tolist() == [1, 1]
    # Where the first two stops are shut, what is left of it begins at the third.
    late = table_of(
        under(line_world(frequencies=[(0, 28_800, 36_000, 600, 1)]), {"area": box(-0.1, 0.9, 1.1, 1.1), "depth_m": 1})
    )
    assert (late.frequency_start.tolist(), late.frequency_end.tolist()) == ([28_920], [36_120])
    both = table_of(
        under(
            line_world(frequencies=[(0, 28_800, 36_000, 600, 1)]), {"area": box(-0.1, 0.9, 0.1, 1.1), "depth_m": 1},
            {"area": box(3.4, 0.9, 3.6, 1.1), "depth_m": 1},
        )
    )  # fmt: skip
    assert sorted(both.frequency_start.tolist()) == [28_860, 29_040]


def test_by_chance_the_first_part_and_other_lines_are_drawn_as_before() -> None:
    base = line_world(frequencies=[(0, 28_800, 36_000, 600, 0), (1, 28_800, 36_000, 700, 0)])
    zone = box(3.4, 0.9, 3.6, 1.1)
    made = under(base, {"area": zone, "depth_m": 1})
    for draw in range(3):
        before, after = (_passes(world, draw) for world in (base, made))
        # Line 0 up to stop 3, and the other one, which comes from stop 5, up to stop 4.
        for line, stop in ((0, 0), (0, 2), (1, 5)):
            assert after[line, stop] == before[line, stop]


def _passes(world: World, draw: int) -> dict[tuple[int, int], list[int]]:
    """When each route comes by each stop, in one draw."""
    table = table_of(world)
    drawn = day_table(table, TODAY, 0, 100_000, seed=(draw,))
    found: dict[tuple[int, int], list[int]] = {}
    for part, pattern in enumerate(drawn.part_pattern.tolist()):
        at = range(*table.pattern_offset[pattern : pattern + 2].tolist())
        for k in range(*drawn.cut.trip_offset[part : part + 2].tolist()):
            first, shift = int(table.trip_event_offset[drawn.instance_trip[k]]), int(drawn.instance_shift[k])
            for place in at:
                key = int(table.pattern_route[pattern]), int(table.pattern_stop[place])
                found.setdefault(key, []).append(int(table.event_departure[first + place - at.start]) + shift)
    return {key: sorted(times) for key, times in found.items()}


seeds = st.integers(0, 2**32 - 1)
corners = st.tuples(*(st.floats(-0.5, 3.5) for _ in range(2)), *(st.floats(0.1, 2) for _ in range(2)))


@settings(max_examples=80)
@given(seeds, corners, st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 0.9))
def test_no_vehicle_is_anywhere_earlier_and_deeper_is_never_faster(
    seed: int, corner: Any, one: float, other: float, intensity: float
) -> None:
    base = random_world(seed, blocks=False)
    west, south, wide, high = corner
    area = box(west, south, west + wide, south + high)
    low, deep = sorted((one, other))
    usual, shallow, deeper = (
        _by_trip(world)
        for world in (
            base, under(base, {"area": area, "depth_m": low, "intensity": intensity}),
            under(base, {"area": area, "depth_m": deep, "intensity": intensity}),
        )
    )  # fmt: skip
    assert usual.keys() == shallow.keys() == deeper.keys()
    for id, (arrival, departure) in usual.items():
        for before, after in (((arrival, departure), shallow[id]), (shallow[id], deeper[id])):
            assert (after[0] >= before[0]).all()
            assert (after[1] >= before[1]).all()
            assert (np.diff(after[0]) >= np.diff(before[0])).all()
        np.testing.assert_array_equal(departure - arrival, deeper[id][1] - deeper[id][0])


def _by_trip(world: World) -> dict[str, tuple[Any, Any]]:
    table = table_of(world)
    bounds = table.trip_event_offset.tolist()
    return {
        id: (np.asarray(table.event_arrival[a:b]), np.asarray(table.event_departure[a:b]))
        for id, (a, b) in zip(table.trip_id, itertools.pairwise(bounds), strict=True)
    }
