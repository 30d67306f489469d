"""An experiment in sentences: its effect, how sure it is, what may be claimed, what would make it say more."""

from __future__ import annotations

import math
from datetime import date

from portee.commons.claims import Judgement
from portee.commons.experiments.axes import Axis
from portee.commons.experiments.measured import Measured
from portee.commons.experiments.protocol import Protocol
from portee.reports.fluent import listed, say
from portee.reports.wording import figure
from portee.services.experiment.figures_told import apart, digits, percent, share, signed

__all__ = [
    "answer_words",
    "axis_words",
    "claim_words",
    "how_sure",
    "interval_words",
    "scale_of",
    "trend_words",
    "unit_words",
]

MOST_DONORS = 4
"""Parts of a mixture that are named, the largest first."""


def scale_of(told: Protocol, outcome: str) -> float:
    """What effects are multiplied by to be read: 100 for shares, told in points."""
    return 100.0 if told.outcomes[outcome].kind == "share" else 1.0


def unit_words(told: Protocol, outcome: str, lang: str) -> str:
    """Unit of an effect as it is read."""
    asked = told.outcomes[outcome]
    return say(lang, "experiment-points") if asked.kind == "share" else asked.unit.in_(lang)


def interval_words(found: Measured, told: Protocol, lang: str) -> tuple[str, str, str]:
    """Effect, low and high end, as they are read; "–" for an end that is not known."""
    assert found.effect is not None
    scale, effect = scale_of(told, found.hypothesis.outcome), found.effect
    if not math.isfinite(effect.low):
        return signed(scale * effect.estimate, lang), "–", "–"
    shown = apart([scale * effect.estimate, scale * effect.low, scale * effect.high], lang)
    return shown[0], shown[1], shown[2]


def answer_words(found: Measured, told: Protocol, lang: str) -> str:
    """The effect and what it is worth, in one or two sentences."""
    if found.effect is None:
        return say(lang, "experiment-answer-refused", why=_why(found, lang))
    outcome = found.hypothesis.outcome
    effect = say(
        lang, "experiment-effect", outcome=told.outcomes[outcome].title.in_(lang),
        effect=interval_words(found, told, lang)[0], unit=unit_words(told, outcome, lang),
    )  # fmt: skip
    finding = found.finding
    assert finding is not None
    if finding.diverged:
        return say(lang, "experiment-answer-diverged", effect=effect)
    sure = finding.low > 0 or finding.high < 0
    return say(lang, "experiment-answer-sure" if sure else "experiment-answer-unsure", effect=effect)


def how_sure(found: Measured, told: Protocol, lang: str) -> tuple[str, ...]:
    """Sentences after the answer: interval, who is compared, earlier trend, other ways of asking chance, power."""
    sentences = []
    effect, panel = found.effect, found.panel
    if effect is not None and math.isfinite(effect.low):
        _, low, high = interval_words(found, told, lang)
        shown = percent(1 - effect.level, lang)
        sentences.append(say(lang, "experiment-interval", percent=shown, low=low, high=high))
    treated = int(panel.treated.sum())
    sentences.append(
        say(lang, "experiment-units", treated=treated, control=len(panel.units) - treated, periods=len(panel.periods),
            first=panel.periods[0], last=panel.periods[-1])
    )  # fmt: skip
    if told.lag_months:
        sentences.append(say(lang, "experiment-lag", months=told.lag_months))
    if found.trend is not None:
        sentences.append(trend_words(found, told, lang))
    if found.permutation is not None:
        p = share(found.permutation.p, lang)
        sentences.append(say(lang, "experiment-permutation", tried=found.permutation.tried, p=p))
    if found.synthetic is not None:
        made = found.synthetic
        sentences.append(
            say(lang, "experiment-placebo", donors=len(made.donors), p=share(made.placebo_p, lang))
        )  # fmt: skip
        parts = sorted(zip(made.weights.tolist(), made.donors, strict=True), reverse=True)[:MOST_DONORS]
        named = [
            say(lang, "experiment-mixture-part", unit=unit, percent=percent(weight, lang))
            for weight, unit in parts if weight >= 0.01
        ]  # fmt: skip
        sentences.append(say(lang, "experiment-mixture", donors=listed(lang, named)))
    outcome = found.hypothesis.outcome
    least = figure(scale_of(told, outcome) * found.hypothesis.smallest, lang, 1)
    smallest = say(lang, "experiment-smallest", smallest=least, unit=unit_words(told, outcome, lang))
    power = "" if math.isnan(found.power) else say(lang, "experiment-power", percent=percent(found.power, lang))
    return (*sentences, f"{smallest} {power}".strip())


def trend_words(found: Measured, told: Protocol, lang: str) -> str:
    """Whether the groups moved alike before, and what could have gone unseen."""
    trend = found.trend
    assert trend is not None
    outcome = found.hypothesis.outcome
    scale, unit = scale_of(told, outcome), unit_words(told, outcome, lang)
    p = share(trend.slope.p if math.isnan(trend.joint_p) else trend.joint_p, lang)
    if trend.diverged:
        return say(
            lang, "experiment-trend-diverged", slope=signed(scale * trend.slope.estimate, lang, 2), unit=unit, p=p
        )
    unseen = scale * max(abs(trend.slope.low), abs(trend.slope.high))
    return say(lang, "experiment-trend-calm", slope=digits(unseen, lang, 2), unit=unit, p=p)


def axis_words(axis: Axis, asked: Protocol, lang: str) -> str:
    """A weakness in words."""
    values = axis.values

    def number(name: str) -> str:
        value = float(values[name])
        return figure(value, lang) if value == round(value) else digits(value, lang, 2)

    def hundredth(name: str) -> str:
        return percent(float(values[name]), lang)

    told: dict[str, object] = {}
    if axis.kind == "underpowered":
        needed = say(lang, "experiment-axis-underpowered-none")
        if "treated" in values:
            counts = {name: figure(float(values[name]), lang) for name in ("treated", "control")}
            needed = say(lang, "experiment-axis-underpowered-needed", **counts)
        told = {"power": hundredth("power"), "needed": needed}
    elif axis.kind == "few-clusters":
        drawn = ""
        if "p" in values:
            drawn = say(lang, "experiment-axis-few-clusters-permutation", p=share(float(values["p"]), lang))
        told = {"clusters": figure(float(values["clusters"]), lang), "permutation": drawn}
    elif axis.kind == "refused":
        why = str(values["why"])
        told = {"why": say(lang, f"experiment-refused-{why}") if why else ""}
    elif axis.kind in ("contamination", "attrition"):
        told = {name: hundredth(name) for name in values if name != "units"}
        told |= {"units": int(values["units"])} if "units" in values else {}
    elif axis.kind == "registered-late":
        told = {"registered": date.fromisoformat(str(values["registered"]))}
    elif axis.kind == "diverged":
        outcome = next(h.outcome for h in asked.hypotheses if h.id == axis.hypothesis)
        slope = scale_of(asked, outcome) * float(values["slope"])
        told = {"slope": signed(slope, lang, 2), "unit": unit_words(asked, outcome, lang)}
    else:
        told = {name: value if isinstance(value, str) else number(name) for name, value in values.items()}
    return say(lang, f"experiment-axis-{axis.kind}", **told).strip()


def claim_words(judged: Judgement, lang: str) -> str:
    """Why a claim is held or refused."""
    if judged.reason == "cited":
        sources = listed(lang, [cite.title for cite in judged.claim.cites])
        return say(lang, "experiment-claim-cited", sources=sources)
    return say(lang, f"experiment-claim-{judged.reason}")


def _why(found: Measured, lang: str) -> str:
    return say(lang, f"experiment-refused-{found.why_refused}") if found.why_refused else str(found.refused)
