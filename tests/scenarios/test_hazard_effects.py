"""What water, smoke and closure do to the costs of streets."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.network.streets import BRIDGE, MODES, TUNNEL
from portee.scenarios.hazard_effects import Force, by_structure, costs_under, hazard_thresholds, stops

LENGTH = np.array([100_000, 50_000, 1], np.int32)
HERE = np.ones(3, np.bool_)


def under(mode: str, *forces: Force, costs: list[int] | None = None) -> list[int]:
    before = np.array(costs or [100_000, 60_000, 1], np.int32)
    found: list[int] = costs_under(before, LENGTH, mode, [(force, HERE) for force in forces]).tolist()
    return found


def test_every_threshold_has_a_source_and_words() -> None:
    found = hazard_thresholds()
    assert {f"hazard.{mode}.depth_m" for mode in (*MODES, "bus")} <= set(found)
    for parameter in found.values():
        assert parameter.source.title
        assert parameter.title.fr
        assert parameter.title.en


@pytest.mark.parametrize(
    ("mode", "limit"),
    [("walk", 0.5), ("wheelchair", 0.3), ("bicycle", 0.3), ("e_scooter", 0.3), ("car", 0.3), ("bus", 0.5)],
)
def test_beyond_its_depth_a_mode_stops(mode: str, limit: float) -> None:
    assert not stops(mode, Force(limit))
    assert stops(mode, Force(limit + 0.01))
    assert stops(mode, Force(intensity=1))
    assert not stops(mode, Force(intensity=0.99, smoke=True))


def test_shallow_fast_water_stops_those_on_foot() -> None:
    fast = Force(0.25, velocity_ms=2.5)
    assert stops("walk", fast)
    assert stops("wheelchair", fast)
    assert not stops("car", fast)


def test_walkers_are_slower_in_water_by_the_measured_share() -> None:
    assert under("walk", Force(0.35))[0] == round(100_000 / 0.583)
    assert under("walk", Force(0.175))[0] == round(100_000 / (1 - 0.417 / 2))
    assert under("walk", Force(0.5)) == under("walk", Force(0.35))
    assert under("e_scooter", Force(0.2)) == [100_000, 60_000, 1]


def test_bicycles_are_as_slow_as_was_measured_in_the_deepest_water_that_they_pass() -> None:
    # 4.8 km/h of 12 in 0.3 m.
    assert under("bicycle", Force(0.3))[0] == round(100_000 / (4.8 / 12))
    assert under("bicycle", Force(0.15))[0] == round(100_000 / 0.7)
    assert under("bicycle", Force(0.31)) == [-1, -1, -1]


def test_cars_drive_as_the_curve_of_depth_and_speed_tells() -> None:
    kmh = 0.0009 * 150**2 - 0.5529 * 150 + 86.9448
    assert under("car", Force(0.15), costs=[7_200, 20_000, 1])[:2] == [round(100_000 / (kmh / 3.6)), 20_000]


def test_smoke_limits_cars_alone() -> None:
    # 100 m at 130 km/h, then at 50; 50 m at 30 km/h stay as they are.
    assert under("car", Force(smoke=True), costs=[2_769, 6_000, 1])[:2] == [7_200, 6_000]
    assert under("walk", Force(smoke=True)) == [100_000, 60_000, 1]


def test_intensity_is_a_share_of_speed() -> None:
    assert under("bicycle", Force(intensity=0.5)) == [200_000, 120_000, 2]


def test_forbidden_streets_stay_so_and_of_several_the_worst_counts() -> None:
    assert under("walk", Force(0.35), costs=[-1, 100, 1]) == [-1, 172, 2]
    assert under("car", Force(0.31), Force(0.1)) == [-1, -1, -1]
    assert under("car", Force(0.1), Force(0.31)) == [-1, -1, -1]
    assert under("bicycle", Force(intensity=0.5), Force(intensity=0.25))[0] == 200_000


def test_no_hazard_gives_back_the_same_array() -> None:
    costs = np.array([5, -1, 7], np.int32)
    assert costs_under(costs, LENGTH, "walk", [(Force(0.0, velocity_ms=3.0), HERE)]) is costs
    assert costs_under(costs, LENGTH, "walk", [(Force(2.0), ~HERE)]) is costs
    assert costs_under(costs, LENGTH, "walk", []) is costs


def test_parts_by_structure_share_no_edge_and_together_are_all() -> None:
    flags = np.array([0, BRIDGE, TUNNEL, BRIDGE | TUNNEL], np.uint8)
    there = np.array([True, True, True, False])
    force = Force(0.2, 1.0, 0.25)
    apart = by_structure(force, there, flags, bridges_open=True, tunnels_closed=True)
    assert [(one, where.tolist()) for one, where in apart] == [
        (force, [True, False, False, False]), (Force(intensity=0.25), [False, True, False, False]),
        (Force(0.2, 1.0, 1.0), [False, False, True, False]),
    ]  # fmt: skip
    assert (
        by_structure(Force(intensity=0.5), there, flags, bridges_open=True, tunnels_closed=True)[2][0].intensity == 0.5
    )
    ((same, where),) = by_structure(force, there, flags, bridges_open=False, tunnels_closed=False)
    assert (same, where.tolist()) == (force, there.tolist())


depths = st.floats(0, 2)


@given(st.sampled_from(MODES), depths, depths, st.integers(0, 2**32 - 1))
def test_deeper_never_helps(mode: str, one: float, other: float, seed: int) -> None:
    costs = np.random.default_rng(seed).integers(-1, 200_000, 3).astype(np.int32)
    costs[costs == 0] = 1
    low, high = (
        [math.inf if cost < 0 else cost for cost in costs_under(costs, LENGTH, mode, [(Force(depth), HERE)]).tolist()]
        for depth in sorted((one, other))
    )
    assert all(a <= b for a, b in zip(low, high, strict=True))
    assert all(a <= b for a, b in zip([math.inf if c < 0 else c for c in costs.tolist()], low, strict=True))
