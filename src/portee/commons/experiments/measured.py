"""From a protocol and its measures to effects: each hypothesis with its interval, its earlier trend and its power."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from portee.commons.claims import Finding, Judgement, judge_claim
from portee.commons.experiments.did import common_event_study, two_period_did
from portee.commons.experiments.estimates import Effect, EventStudy
from portee.commons.experiments.measures import Measures
from portee.commons.experiments.panel import Panel
from portee.commons.experiments.permutation import Permutation, permuted
from portee.commons.experiments.power import power_of
from portee.commons.experiments.pretrend import PreTrend, pre_trend
from portee.commons.experiments.protocol import Hypothesis, Protocol, StopRule
from portee.commons.experiments.staggered import Staggered, staggered_effects
from portee.commons.experiments.synthetic import Synthetic, synthetic_control
from portee.core.errors import ParameterError

__all__ = ["REFUSALS", "Measured", "Method", "Stop", "Verdict", "measure", "measured_all"]

Method = Literal["did", "staggered", "synthetic"]

REFUSALS = ("mixture", "single", "groups", "baseline", "lag", "start", "starts", "cluster")
"""What an effect can be refused for: the field of the error."""


@dataclass(frozen=True, eq=False)
class Measured:
    """What was found on one hypothesis.

    Attributes:
        hypothesis: asked. panel: its measures. method: used.
        effect: None where it was refused, with the error in `refused`.
        adjusted_p: p after Holm's correction for several hypotheses, NaN where there is none.
        trend: before the start, None where a trend cannot be told. study: by periods since the start, None for a
            synthetic control. permutation, staggered, synthetic: of their method, else None.
        imbalance: treated less control before the start, in standard deviations among units; NaN with two units.
        power: for the smallest effect, with the units that were measured; NaN where no formula holds.
        clusters: independent groups of units.
    """

    hypothesis: Hypothesis
    panel: Panel
    method: Method
    effect: Effect | None
    refused: ParameterError | None
    adjusted_p: float
    trend: PreTrend | None
    study: EventStudy | None
    permutation: Permutation | None
    staggered: Staggered | None
    synthetic: Synthetic | None
    imbalance: float
    power: float
    clusters: int

    @property
    def why_refused(self) -> str:
        """What the refusal is about, one of `REFUSALS`, "" for none."""
        return (self.refused.where.field or "") if self.refused is not None and self.refused.where else ""

    @property
    def finding(self) -> Finding | None:
        """The effect as claims need it."""
        if self.effect is None:
            return None
        diverged = self.trend is not None and self.trend.diverged
        return Finding(self.effect.estimate, self.effect.low, self.effect.high, diverged)


@dataclass(frozen=True)
class Stop:
    """A stop rule that is checked, and whether it holds: None where the effect is not known."""

    rule: StopRule
    holds: bool | None


@dataclass(frozen=True, eq=False)
class Verdict:
    """All that an experiment says.

    Attributes:
        protocol, measures: of it. found: by hypothesis. stops: rules on outcomes. judged: its claims.
    """

    protocol: Protocol
    measures: Measures
    found: tuple[Measured, ...]
    stops: tuple[Stop, ...]
    judged: tuple[Judgement, ...]


def measured_all(protocol: Protocol, measures: Measures) -> Verdict:
    """Every hypothesis measured, stop rules checked, claims judged.

    Raises:
        ParameterError: the library that the method needs is not installed, or the method cannot be used at all.
    """
    found = [measure(protocol, hypothesis, measures.panels[hypothesis.outcome]) for hypothesis in protocol.hypotheses]
    found = _adjusted(found)
    by_outcome: dict[str, Measured] = {}
    for one in found:
        by_outcome.setdefault(one.hypothesis.outcome, one)
    stops = [
        Stop(rule, _stops(rule, by_outcome.get(rule.outcome))) for rule in protocol.stop_rules if rule.outcome
    ]  # fmt: skip
    findings: Mapping[str, Finding | None] = {one.hypothesis.id: one.finding for one in found}
    judged = tuple(judge_claim(claim, findings) for claim in protocol.claims)
    return Verdict(protocol, measures, tuple(found), tuple(stops), judged)


def measure(protocol: Protocol, hypothesis: Hypothesis, panel: Panel) -> Measured:
    """The effect on one outcome, by the protocol's method or the one that fits its starts.

    Raises:
        ParameterError: the library of staggered starts is asked for and not installed.
    """
    method = _method(protocol, panel)
    sample, lag = protocol.sample, protocol.lag
    effect: Effect | None = None
    refused: ParameterError | None = None
    study: EventStudy | None = None
    permutation, staggered, synthetic = None, None, None
    try:
        if method == "synthetic":
            synthetic = synthetic_control(panel, lag=lag, level=sample.level)
            effect = synthetic.effect
        elif method == "did":
            effect = two_period_did(panel, lag=lag, level=sample.level)
            study = common_event_study(panel)
            permutation = permuted(panel, lag=lag, level=sample.level, seed=sample.seed)
        else:
            staggered = staggered_effects(panel, level=sample.level)
            study = staggered.study
            permutation = permuted(panel, lag=lag, level=sample.level, seed=sample.seed)
            effect = _dealt(study.mean_from(lag, sample.level), permutation)
    except ParameterError as problem:
        if problem.where is None:
            # A library is missing: nothing of the data is wrong.
            raise
        refused = problem
    trend = None
    if study is not None and (study.since < 0).any():
        trend = pre_trend(study, sample.level)
    clusters = len(np.unique(panel.cluster))
    return Measured(
        hypothesis, panel, method, effect, refused, math.nan, trend, study, permutation, staggered, synthetic,
        _imbalance(panel), math.nan if method == "synthetic" else _power(protocol, hypothesis, panel), clusters,
    )  # fmt: skip


def _dealt(effect: Effect, permutation: Permutation | None) -> Effect:
    """The effect with the interval of other assignments, which holds with few treated clusters where errors do not."""
    if permutation is None:
        return effect
    low, high = (end if math.isfinite(end) else math.nan for end in (permutation.low, permutation.high))
    return replace(effect, low=low, high=high, p=permutation.p, freedom=math.nan)


def _method(protocol: Protocol, panel: Panel) -> Method:
    if protocol.method != "auto":
        return protocol.method
    if int(panel.treated.sum()) == 1:
        return "synthetic"
    return "did" if len(panel.starts) == 1 and not panel.treated.all() else "staggered"


def _adjusted(found: list[Measured]) -> list[Measured]:
    """Holm 1979, http://www.jstor.org/stable/4615733: each p times how many are not smaller, never falling."""
    known = [(one.effect.p, place) for place, one in enumerate(found) if one.effect and not math.isnan(one.effect.p)]
    adjusted, least = {}, 0.0
    for rank, (p, place) in enumerate(sorted(known)):
        least = max(least, min(1.0, p * (len(known) - rank)))
        adjusted[place] = least
    return [replace(one, adjusted_p=adjusted.get(place, math.nan)) for place, one in enumerate(found)]


def _imbalance(panel: Panel) -> float:
    """Difference of the means before anything starts, in pooled standard deviations among units."""
    before = panel.values[:, : panel.starts[0]].mean(axis=1)
    ours, others = before[panel.treated], before[~panel.treated]
    if len(others) == 0 or len(before) < 3:
        return math.nan
    squares = ((ours - ours.mean()) ** 2).sum() + ((others - others.mean()) ** 2).sum()
    spread = math.sqrt(float(squares) / (len(before) - 2))
    apart = float(ours.mean() - others.mean())
    return apart / spread if spread > 0 else (0.0 if apart == 0 else math.copysign(math.inf, apart))


def _power(protocol: Protocol, hypothesis: Hypothesis, panel: Panel) -> float:
    treated = int(panel.treated.sum())
    try:
        return power_of(protocol.design(hypothesis), hypothesis.effect, treated, len(panel.units) - treated)
    except (ParameterError, ZeroDivisionError):
        # Nobody to compare with: no sample has a power then.
        return math.nan


def _stops(rule: StopRule, found: Measured | None) -> bool | None:
    if found is None or found.effect is None or math.isnan(found.effect.low):
        return None
    if rule.below is not None:
        return found.effect.high < rule.below
    return rule.above is not None and found.effect.low > rule.above
