"""Before anything starts: whether an experiment could see what it looks for, and what it would take."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import portee
from portee.commons.experiments.axes import Axis, plan_axes
from portee.commons.experiments.power import minimal_detectable_effect, power_of, sample_size
from portee.commons.experiments.power_simulation import SimulatedPower, simulated_power
from portee.commons.experiments.protocol import Hypothesis, Protocol
from portee.core.errors import ParameterError
from portee.core.parameters import Figures, shipped_parameters

__all__ = ["Plan", "Planned", "plan_experiment", "plan_record"]


@dataclass(frozen=True)
class Planned:
    """What a hypothesis can expect.

    Attributes:
        hypothesis: it. power: by closed form, NaN where none holds. simulated: the same by simulation, None with it.
        needed: treated and control units for the power wanted, None where no sample would do.
        detectable: smallest effect seen with the power wanted, with its sign, NaN where there is none.
    """

    hypothesis: Hypothesis
    power: float
    simulated: SimulatedPower | None
    needed: tuple[int, int] | None
    detectable: float


@dataclass(frozen=True)
class Plan:
    """A plan: of each hypothesis, and the weaknesses of the protocol."""

    protocol: Protocol
    treated: int
    control: int
    planned: tuple[Planned, ...]
    axes: tuple[Axis, ...]
    figures: Figures

    @property
    def single(self) -> bool:
        """Whether one unit alone is treated, so that a synthetic control is used and no sample has a power."""
        return self.protocol.method == "synthetic" or (self.treated == 1 and self.protocol.method == "auto")


def plan_experiment(protocol: Protocol | Path | str) -> Plan:
    """Power of each hypothesis by closed form and by simulation, the sample needed, and the weaknesses.

    Args:
        protocol: it, or its YAML file.

    Raises:
        SourceError: the file cannot be read, or something in it is wrong.
    """
    from portee.core.declared import read_declared

    told = protocol if isinstance(protocol, Protocol) else read_declared(protocol, Protocol)
    treated, control = len(told.groups.treated), len(told.groups.control)
    single = told.method == "synthetic" or (treated == 1 and told.method == "auto")
    planned = tuple(_planned(told, hypothesis, treated, control, single=single) for hypothesis in told.hypotheses)
    figures = Figures(shipped_parameters(), told.registered)
    axes = plan_axes(told, {one.hypothesis.id: one.power for one in planned}, figures)
    return Plan(told, treated, control, planned, axes, figures)


def _planned(protocol: Protocol, hypothesis: Hypothesis, treated: int, control: int, *, single: bool) -> Planned:
    if single or control == 0:
        return Planned(hypothesis, math.nan, None, None, math.nan)
    design, sample, effect = protocol.design(hypothesis), protocol.sample, hypothesis.effect
    needed, detectable = None, math.nan
    # Where no sample would do, the plan says so.
    with suppress(ParameterError):
        needed = sample_size(design, effect, sample.power)
    try:
        power = power_of(design, effect, treated, control)
        simulated = simulated_power(design, effect, treated, control, draws=sample.draws, seed=sample.seed)
    except ParameterError:
        return Planned(hypothesis, math.nan, None, needed, detectable)
    with suppress(ParameterError):
        detectable = minimal_detectable_effect(design, treated, control, sample.power, falls=effect < 0)
    return Planned(hypothesis, power, simulated, needed, detectable)


def plan_record(plan: Plan) -> dict[str, Any]:
    """The plan as JSON values."""
    told = plan.protocol

    def known(value: float) -> float | None:
        return value if math.isfinite(value) else None

    return {
        "made_by": f"Portée {portee.__version__}",
        "result": "experiment-plan",
        "protocol": told.id,
        "registered": told.registered.isoformat(),
        "registered_before_start": told.registered_before,
        "treated": plan.treated,
        "control": plan.control,
        "single_unit": plan.single,
        "hypotheses": [
            {
                "id": one.hypothesis.id,
                "smallest_effect": one.hypothesis.effect,
                "power": known(one.power),
                "power_simulated": one.simulated and one.simulated.power,
                "power_simulated_error": one.simulated and one.simulated.error,
                "power_wanted": told.sample.power,
                "needed_treated": one.needed and one.needed[0],
                "needed_control": one.needed and one.needed[1],
                "smallest_seen": known(one.detectable),
            }
            for one in plan.planned
        ],
        "axes": [{"kind": a.kind, "hypothesis": a.hypothesis, "values": a.values} for a in plan.axes],
        "figures": plan.figures.record(),
    }
