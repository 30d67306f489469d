"""What an experiment changed: from a protocol and its measures to a result that says what it rests on."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import portee
from portee.commons.experiments.axes import Axis, axes_of
from portee.commons.experiments.estimates import Effect
from portee.commons.experiments.measured import Measured, Verdict, measured_all
from portee.commons.experiments.measures import read_measures
from portee.commons.experiments.protocol import Protocol
from portee.core.atomic import atomic_files
from portee.core.declared import read_declared
from portee.core.parameters import Figures, shipped_parameters
from portee.reports.fluent import CATALOGUES, say
from portee.services.experiment.figures_told import percent
from portee.services.experiment.told import axis_words

__all__ = [
    "RECIPE", "EvidenceTexts", "ExperimentResult", "effect_record", "evidence_texts", "experiment_effect",
    "write_effect",
]  # fmt: skip

RECIPE = "experiment-effect"
"""Name under which the commons can ask for the same effect again."""


@dataclass(frozen=True, eq=False)
class ExperimentResult:
    """An experiment's effects.

    Attributes:
        verdict: all that was found. axes: what would make it say more. figures: what weakness is judged by.
        files: name, SHA-256 and size of the protocol and of the measures.
    """

    verdict: Verdict
    axes: tuple[Axis, ...]
    figures: Figures
    files: tuple[tuple[str, str, int], ...]


def experiment_effect(protocol: Path | str, measures: Path | str) -> ExperimentResult:
    """Effects of an experiment, with intervals, earlier trends, judged claims and weaknesses.

    Args:
        protocol: its YAML file. measures: CSV file with columns unit, period, cluster (may be left out) and outcomes.

    Raises:
        SourceError, ManyProblems: a file cannot be read, or some lines are wrong.
        ParameterError: the library of staggered starts is needed and not installed.
    """
    told = read_declared(protocol, Protocol)
    verdict = measured_all(told, read_measures(measures, told))
    figures = Figures(shipped_parameters(), told.registered)
    axes = axes_of(verdict, figures)
    return ExperimentResult(verdict, axes, figures, tuple(_file(Path(path)) for path in (protocol, measures)))


def _file(path: Path) -> tuple[str, str, int]:
    content = path.read_bytes()
    return path.name, hashlib.sha256(content).hexdigest(), len(content)


def write_effect(result: ExperimentResult, output: Path, page: Path | None = None, lang: str = "fr") -> None:
    """Write the result as JSON, and a page beside it: .html, or .pdf for paper.

    Raises:
        ParameterError: another ending of the page. OutputError: something could not be written; nothing is left.
    """
    from portee.services.experiment.sheet import experiment_sheet, page_writer

    text = json.dumps(effect_record(result), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    if page is None:
        with atomic_files(output) as (partial,):
            partial.write_text(text, encoding="utf-8")
        return
    write, sheet = page_writer(page), experiment_sheet(result, lang)
    with atomic_files(page, output) as (shown, partial):
        write(shown, sheet)
        partial.write_text(text, encoding="utf-8")


def effect_record(result: ExperimentResult) -> dict[str, Any]:
    """The result as JSON values; what is not known is null."""
    verdict, (protocol, measures) = result.verdict, result.files
    told = verdict.protocol
    record = {
        "made_by": f"Portée {portee.__version__}",
        "result": "experiment-effect",
        "protocol": {
            "id": told.id, "title": told.title.model_dump(), "file": protocol[0], "sha256": protocol[1],
            "registered": told.registered.isoformat(), "registered_before_start": told.registered_before,
            "lag_periods": told.lag,
        },
        "measures": {
            "file": measures[0], "sha256": measures[1], "size_bytes": measures[2], "licence": told.licence,
            "rows_of_others": verdict.measures.others, "lost": {k: list(v) for k, v in verdict.measures.lost.items()},
        },
        "hypotheses": [_hypothesis(found, told) for found in verdict.found],
        "stop_rules": [
            {"outcome": s.rule.outcome, "below": s.rule.below, "above": s.rule.above, "holds": s.holds}
            for s in verdict.stops
        ],
        "claims": [{"id": j.claim.id, "held": j.held, "reason": j.reason} for j in verdict.judged],
        "axes": [{"kind": a.kind, "hypothesis": a.hypothesis, "values": a.values} for a in result.axes],
        "evidence": [_evidence(found, result) for found in verdict.found if found.effect is not None],
        "figures": result.figures.record(),
    }  # fmt: skip
    cleaned: dict[str, Any] = _finite(record)
    return cleaned


def _hypothesis(found: Measured, told: Protocol) -> dict[str, Any]:
    asked = told.outcomes[found.hypothesis.outcome]
    record: dict[str, Any] = {
        "id": found.hypothesis.id, "outcome": found.hypothesis.outcome, "unit": asked.unit.model_dump(),
        "method": found.method, "treated": int(found.panel.treated.sum()),
        "control": int((~found.panel.treated).sum()), "clusters": found.clusters,
        "periods": [found.panel.periods[0], found.panel.periods[-1], len(found.panel.periods)],
        "effect": found.effect and asdict(found.effect), "adjusted_p": found.adjusted_p,
        "refused": None if found.refused is None else found.refused.as_dict(),
        "imbalance": found.imbalance, "power": found.power,
    }  # fmt: skip
    if found.trend is not None:
        record["trend_before"] = {
            "diverged": found.trend.diverged, "joint_p": found.trend.joint_p, "slope": asdict(found.trend.slope),
            "periods": found.trend.periods,
        }  # fmt: skip
    if found.permutation is not None:
        record["permutation"] = asdict(found.permutation)
    if found.study is not None:
        record["since_start"] = [
            {"since": int(since), **_interval(effect)}
            for since, effect in zip(found.study.since, found.study.each(told.sample.level), strict=True)
        ]
    if found.staggered is not None:
        periods = found.panel.periods
        record["group_time"] = [
            {"start": periods[c.start], "period": periods[c.period], "treated": c.treated, **_interval(c.effect)}
            for c in found.staggered.group_times
        ]
    if found.synthetic is not None:
        made = found.synthetic
        record["synthetic"] = {
            "unit": made.unit,
            "weights": {d: float(w) for d, w in zip(made.donors, made.weights, strict=True) if w > 0},
            "observed": made.observed.tolist(), "mixed": made.mixed.tolist(), "placebo_p": made.placebo_p,
            "miss_before": made.miss, "misfit": made.misfit, "ratio": made.ratio,
        }  # fmt: skip
    return record


def _interval(effect: Effect) -> dict[str, float]:
    return {"effect": effect.estimate, "low": effect.low, "high": effect.high, "p": effect.p}


@dataclass(frozen=True)
class EvidenceTexts:
    """What a record of evidence says of an effect, by language: of its interval, and each caveat."""

    interval: dict[str, str]
    caveats: tuple[dict[str, str], ...]


def evidence_texts(found: Measured, result: ExperimentResult) -> EvidenceTexts:
    """Words for an effect that was computed: of what its interval is, and of each weakness of the experiment."""
    assert found.effect is not None
    known = math.isfinite(found.effect.low) and math.isfinite(found.effect.high)
    message, shown = "experiment-evidence-interval" if known else "experiment-evidence-none", 1 - found.effect.level
    weak = [axis for axis in result.axes if axis.hypothesis in (None, found.hypothesis.id)]
    told = result.verdict.protocol
    return EvidenceTexts(
        {lang: say(lang, message, percent=percent(shown, lang)) for lang in CATALOGUES},
        tuple({lang: axis_words(axis, told, lang) for lang in CATALOGUES} for axis in weak),
    )


def _evidence(found: Measured, result: ExperimentResult) -> dict[str, Any]:
    """The fields of a record of evidence in the commons, but for those that its author adds: id, title, day of the
    computation, and the licence of the measures where the protocol tells none.
    """
    effect, told = found.effect, result.verdict.protocol
    assert effect is not None
    known = math.isfinite(effect.low) and math.isfinite(effect.high)
    texts, (protocol, measures) = evidence_texts(found, result), result.files
    licence = {"licence": told.licence} if told.licence else {}
    return {
        "value": effect.estimate,
        "unit": told.outcomes[found.hypothesis.outcome].unit.fr,
        **({"low": effect.low, "high": effect.high} if known else {}),
        "interval": texts.interval,
        "caveats": list(texts.caveats),
        "computed": {
            "recipe": RECIPE,
            "settings": {"protocol": protocol[0], "measures": measures[0], "hypothesis": found.hypothesis.id},
            "inputs": [{"name": name, "sha256": digest, **licence} for name, digest, _ in result.files],
            "software": f"portee {portee.__version__}",
        },
    }


def _finite(value: Any) -> Any:
    """The same with null for what is no number."""
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
