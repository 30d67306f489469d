"""What would make an experiment say more: weaknesses found by rule, each with the figures that show it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np

from portee.commons.experiments.measured import Measured, Verdict
from portee.commons.experiments.power import sample_size
from portee.commons.experiments.protocol import Protocol
from portee.core.errors import ParameterError
from portee.core.parameters import Figures

__all__ = ["AXES", "Axis", "AxisKind", "axes_of", "plan_axes"]

AxisKind = Literal[
    "underpowered", "lag-short", "registered-late", "chosen", "imbalance", "diverged", "contamination", "attrition",
    "few-clusters", "one-before", "refused", "several", "unapproved",
]  # fmt: skip

AXES: tuple[AxisKind, ...] = get_args(AxisKind)


@dataclass(frozen=True)
class Axis:
    """One weakness.

    Attributes:
        kind: of weakness. hypothesis: id of the one that it weakens, None for all. values: figures that show it.
    """

    kind: AxisKind
    hypothesis: str | None = None
    values: dict[str, float | str] = field(default_factory=dict)


def plan_axes(protocol: Protocol, powers: dict[str, float], figures: Figures) -> tuple[Axis, ...]:
    """Weaknesses that a protocol shows before anything is measured.

    Args:
        protocol: it. powers: by hypothesis, NaN where none can be told. figures: what is said to be weak.
    """
    return (*_planned(protocol, figures), *_powers(protocol, powers, figures))


def axes_of(verdict: Verdict, figures: Figures) -> tuple[Axis, ...]:
    """Weaknesses that a protocol and its measures show."""
    protocol = verdict.protocol
    powers = {found.hypothesis.id: found.power for found in verdict.found}
    axes = [*_planned(protocol, figures), *_powers(protocol, powers, figures)]
    for found in verdict.found:
        axes += _measured(found, figures)
        axes += _lost(verdict, found, figures)
    return tuple(axes)


def _planned(protocol: Protocol, figures: Figures) -> Iterator[Axis]:
    if not protocol.registered_before:
        yield Axis("registered-late", values={"registered": protocol.registered.isoformat()})
    if protocol.kind == "licence":
        wanted = figures.number("experiments.lag_licence")
        if protocol.lag_months < wanted:
            yield Axis("lag-short", values={"lag": protocol.lag_months, "wanted": wanted})
    if protocol.assignment == "chosen":
        yield Axis("chosen")
    exposed = [control.exposed for control in protocol.groups.control]
    most = figures.number("experiments.contamination")
    if exposed and max(exposed) > most:
        touched = sum(share > most for share in exposed)
        values = {"most": max(exposed), "mean": float(np.mean(exposed)), "units": touched}
        yield Axis("contamination", values=dict(values))
    if len(protocol.hypotheses) > 1:
        yield Axis("several", values={"count": len(protocol.hypotheses)})
    if not protocol.ethics.approved_by:
        yield Axis("unapproved")


def _powers(protocol: Protocol, powers: dict[str, float], figures: Figures) -> Iterator[Axis]:
    least = figures.number("experiments.least_power")
    for hypothesis in protocol.hypotheses:
        power = powers.get(hypothesis.id, math.nan)
        if power < min(least, protocol.sample.power):
            values: dict[str, float | str] = {"power": power}
            try:
                treated, control = sample_size(protocol.design(hypothesis), hypothesis.effect, protocol.sample.power)
                values |= {"treated": treated, "control": control}
            except ParameterError:
                # No sample would do: the power alone is told.
                pass
            yield Axis("underpowered", hypothesis.id, values)


def _measured(found: Measured, figures: Figures) -> Iterator[Axis]:
    id = found.hypothesis.id
    if found.refused is not None:
        yield Axis("refused", id, {"why": found.why_refused})
        return
    if found.trend is not None and found.trend.diverged:
        yield Axis("diverged", id, {"slope": found.trend.slope.estimate})
    if found.method == "synthetic":
        return
    if found.trend is None:
        yield Axis("one-before", id)
    if abs(found.imbalance) > figures.number("experiments.imbalance"):
        yield Axis("imbalance", id, {"apart": found.imbalance})
    if found.clusters < figures.number("experiments.few_clusters"):
        values: dict[str, float | str] = {"clusters": found.clusters}
        if found.permutation is not None:
            values["p"] = found.permutation.p
        yield Axis("few-clusters", id, values)


def _lost(verdict: Verdict, found: Measured, figures: Figures) -> Iterator[Axis]:
    lost = set(verdict.measures.lost[found.hypothesis.outcome])
    if not lost:
        return
    shares = []
    for units in (verdict.protocol.groups.treated, verdict.protocol.groups.control):
        names = {unit.unit for unit in units}
        shares.append(len(names & lost) / len(names) if names else 0.0)
    most = figures.number("experiments.attrition")
    if max(shares) > most or abs(shares[0] - shares[1]) > most:
        yield Axis("attrition", found.hypothesis.id, {"treated": shares[0], "control": shares[1]})
