"""What water, smoke and closure do to the streets: who no longer passes, and who is slower.

Thresholds and their sources are in `hazard_thresholds.yaml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from portee.core.parameters import Parameter, Parameters, Value
from portee.network.streets import BRIDGE, NOT_PERMITTED, TUNNEL
from portee.scenarios.streets import cost_of, times

__all__ = ["Force", "by_structure", "costs_under", "hazard_thresholds", "most_kmh", "stops"]

Int32 = npt.NDArray[np.int32]
Bool = npt.NDArray[np.bool_]


MEASURED = {"walk": "hazard.walk.speed", "wheelchair": "hazard.walk.speed", "bicycle": "hazard.bicycle.speed"}
"""Which threshold tells how much water slows a mode."""


@dataclass(frozen=True)
class Force:
    """How strong a hazard is in a place.

    Attributes:
        depth_m: of the water. velocity_ms: its speed, m/s.
        intensity: share of everybody's speed that is lost, 0 to 1; 1 closes.
        smoke: whether it hides what is 50 m away.
    """

    depth_m: float = 0.0
    velocity_ms: float = 0.0
    intensity: float = 0.0
    smoke: bool = False

    @property
    def nothing(self) -> bool:
        return self.depth_m <= 0 and self.intensity <= 0 and not self.smoke


@cache
def hazard_thresholds() -> Parameters:
    """The thresholds by name, such as "hazard.car.depth_m", each with its source. Raises SourceError when damaged."""
    with as_file(files("portee.scenarios").joinpath("hazard_thresholds.yaml")) as path:
        return Parameters.read(path)


def _latest(name: str) -> Value:
    found: Parameter = hazard_thresholds()[name]
    return found.values[-1].value


def _number(name: str) -> float:
    value = _latest(name)
    assert isinstance(value, (int, float))
    return float(value)


def stops(mode: str, force: Force) -> bool:
    """Whether nobody of a mode passes: a mode of the street graph, "bus", "tram" or "rail"."""
    if force.intensity >= 1 or force.depth_m > _number(f"hazard.{mode}.depth_m"):
        return True
    on_foot = mode in ("walk", "wheelchair")
    return on_foot and force.depth_m * force.velocity_ms > _number("hazard.walk.depth_velocity")


def _share_of_speed(mode: str, depth_m: float) -> float:
    """Share of the speed of those on foot, in a wheelchair or on a bicycle that water leaves."""
    if mode not in MEASURED:
        return 1.0
    rows = _latest(MEASURED[mode])
    assert isinstance(rows, list)
    return float(np.interp(depth_m, [row["depth_m"] for row in rows], [row["share"] for row in rows]))


def most_kmh(mode: str, force: Force) -> float:
    """The highest speed of cars, buses, trams or trains ("rail") that still pass, infinite where nothing limits it."""
    if mode in ("tram", "rail"):
        return _number("hazard.rail.speed_kmh") if force.depth_m > 0 else np.inf
    most = np.inf
    if force.depth_m > 0:
        curve = _latest("hazard.car.speed")
        assert isinstance(curve, dict)
        # The curve has its lowest point just beyond the depth that stops cars: it falls all the way to there, and buses
        # in deeper water are as slow as that.
        w = min(force.depth_m, _number("hazard.car.depth_m")) * 1000
        most = curve["a"] * w * w + curve["b"] * w + curve["c"]
    return min(most, _number("hazard.car.smoke_kmh")) if force.smoke else most


def _slowed(costs: Int32, length_mm: Int32, mode: str, force: Force) -> Int32:
    share = _share_of_speed(mode, force.depth_m)
    slow = times(costs, 1 / min(share, 1 - force.intensity))
    kmh = most_kmh(mode, force) if mode == "car" else np.inf
    return np.maximum(slow, cost_of(length_mm, mode, kmh)) if np.isfinite(kmh) else slow


def by_structure(
    force: Force, there: Bool, flags: npt.NDArray[np.uint8], *, bridges_open: bool, tunnels_closed: bool
) -> list[tuple[Force, Bool]]:
    """How strong a hazard is on the ground, on bridges and in tunnels.

    Args:
        there: edges in it, bool (e,). flags: of the streets, uint8 (e,).
        bridges_open: whether bridges are above the water. tunnels_closed: whether any water, which gathers in them, and
            smoke close tunnels.

    Returns:
        what `costs_under` takes; the parts share no edge.
    """
    bridge = (flags & BRIDGE > 0) & bridges_open
    tunnel = (flags & TUNNEL > 0) & tunnels_closed & ~bridge
    shut = force.depth_m > 0 or force.smoke
    parts = (
        (force, ~bridge & ~tunnel),
        (replace(force, depth_m=0.0, velocity_ms=0.0), bridge),
        (replace(force, intensity=1.0) if shut else force, tunnel),
    )
    return [(one, there & where) for one, where in parts if (there & where).any()]


def costs_under(costs: Int32, length_mm: Int32, mode: str, forces: Sequence[tuple[Force, Bool]]) -> Int32:
    """Costs of a mode under hazards; of several in one place the worst counts.

    Args:
        costs: int32 (e,), by direction. length_mm: int32 (e,). mode: of the street graph.
        forces: each with the edges that it holds on, bool (e,).

    Returns:
        int32 (e,), never lower than before; the costs themselves where nothing changes.
    """
    worst = costs
    for force, there in forces:
        hit = there & (costs >= 0)
        if force.nothing or not hit.any():
            continue
        if stops(mode, force):
            worst = np.where(hit, np.int32(NOT_PERMITTED), worst)
            continue
        hit &= worst >= 0
        slow = worst.copy()
        slow[hit] = np.maximum(worst[hit], _slowed(costs[hit], length_mm[hit], mode, force))
        worst = slow
    return costs if np.array_equal(worst, costs) else worst
