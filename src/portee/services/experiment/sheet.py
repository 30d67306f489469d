"""The page of an experiment: its effect drawn, what may be claimed, and what would make it say more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

import portee
from portee.commons.experiments.measured import Measured
from portee.commons.experiments.protocol import Protocol
from portee.reports.effect_plot import event_plot, paths_plot
from portee.reports.fluent import say
from portee.reports.sheet import AnswerSheet, SheetFold, SheetMap, SheetTable
from portee.reports.stream import check_ending
from portee.reports.wording import figure
from portee.services.experiment.effect import ExperimentResult
from portee.services.experiment.figures_told import apart, digits, share, signed
from portee.services.experiment.told import (
    answer_words,
    axis_words,
    claim_words,
    how_sure,
    interval_words,
    scale_of,
    unit_words,
)

__all__ = ["PAGE_ENDINGS", "experiment_sheet", "page_writer"]

PAGE_ENDINGS = (".html", ".pdf", ".htm")


def page_writer(path: Path) -> Callable[[Path, AnswerSheet], None]:
    """What writes a page of that ending. Raises ParameterError for another one."""
    from portee.reports.sheet_html import write_sheet_html
    from portee.reports.sheet_pdf import write_sheet_pdf

    check_ending(path, endings=PAGE_ENDINGS)
    return write_sheet_pdf if path.suffix.lower() == ".pdf" else write_sheet_html


def experiment_sheet(result: ExperimentResult, lang: str = "fr") -> AnswerSheet:
    """The page in a language; the first hypothesis is its answer."""
    verdict = result.verdict
    told, first = verdict.protocol, verdict.found[0]
    asked = say(lang, "experiment-question", title=told.title.in_(lang))
    tables = [_effects(result, lang)]
    if verdict.judged:
        tables.append(_claims(result, lang))
    if verdict.stops:
        tables.append(_stops(result, lang))
    if result.axes:
        rows = tuple((text,) for text in dict.fromkeys(axis_words(axis, told, lang) for axis in result.axes))
        head = (say(lang, "experiment-axes-what"),)
        tables.append(SheetTable("axes", say(lang, "experiment-axes-title"), head, rows, printed=len(rows)))
    return AnswerSheet(
        lang, asked, asked, answer_words(first, told, lang), how_sure(first, told, lang), _plot(first, told, lang),
        tuple(tables),
        folds=(*_periods(first, told, lang), _how(first, lang), _protocol(told, lang), _data(result, lang)),
        foot=say(lang, "made-by", version=portee.__version__),
    )  # fmt: skip


def _plot(found: Measured, told: Protocol, lang: str) -> SheetMap | None:
    if found.effect is None:
        return None
    outcome = found.hypothesis.outcome
    scale, unit = scale_of(told, outcome), unit_words(told, outcome, lang)

    def words(value: float) -> str:
        return digits(value, lang, 2)

    after = f"{interval_words(found, told, lang)[0]} {unit}"
    if found.synthetic is not None:
        made, periods = found.synthetic, found.panel.periods
        # A level is a share out of a hundred; a difference of two of them is told in points.
        level = "%" if scale > 1 else unit
        svg = paths_plot(periods, scale * made.observed, scale * made.mixed, start=made.start, lag=told.lag, told=words)
        return SheetMap(
            svg, say(lang, "experiment-plot-paths-alt", after=after),
            (("reached", say(lang, "experiment-plot-observed")), ("not", say(lang, "experiment-plot-mixed"))),
            say(lang, "experiment-plot-paths-credit", unit=level, first=periods[0], last=periods[-1]),
        )  # fmt: skip
    assert found.study is not None
    study, every = found.study, found.study.each(told.sample.level)
    svg = event_plot(
        study.since, scale * study.effect, [scale * e.low for e in every], [scale * e.high for e in every],
        lag=told.lag, told=words,
    )  # fmt: skip
    early = study.effect[study.since < 0]
    before = f"{signed(scale * float(np.mean(early)) if len(early) else 0.0, lang, 2)} {unit}"
    return SheetMap(
        svg, say(lang, "experiment-plot-event-alt", before=before, after=after),
        (("reached", say(lang, "experiment-plot-after")), ("not", say(lang, "experiment-plot-before"))),
        say(lang, "experiment-plot-event-credit", unit=unit),
    )  # fmt: skip


def _effects(result: ExperimentResult, lang: str) -> SheetTable:
    parts = ("hypothesis", "effect", "interval", "p", "adjusted")
    told, rows = result.verdict.protocol, []
    for found in result.verdict.found:
        effect, statement = found.effect, found.hypothesis.statement.in_(lang)
        if effect is None:
            rows.append((statement, "–", "–", "–", "–"))
            continue
        shown, low, high = interval_words(found, told, lang)
        unit = unit_words(told, found.hypothesis.outcome, lang)
        rows.append(
            (statement, f"{shown} {unit}", f"{low} … {high}", share(effect.p, lang), share(found.adjusted_p, lang))
        )
    return SheetTable(
        "effects", say(lang, "experiment-effects-title"),
        tuple(say(lang, f"experiment-effects-{part}") for part in parts), tuple(rows),
        after=say(lang, "experiment-effects-after"), figures=(1, 2, 3, 4),
    )  # fmt: skip


def _claims(result: ExperimentResult, lang: str) -> SheetTable:
    parts = ("claim", "verdict", "why")
    rows = tuple(
        (j.claim.statement.in_(lang), say(lang, "experiment-yes" if j.held else "experiment-no"), claim_words(j, lang))
        for j in result.verdict.judged
    )
    head = tuple(say(lang, f"experiment-claims-{part}") for part in parts)
    return SheetTable("claims", say(lang, "experiment-claims-title"), head, rows)


def _stops(result: ExperimentResult, lang: str) -> SheetTable:
    parts = ("when", "then", "holds")
    said = {True: "experiment-yes", False: "experiment-no", None: "experiment-stops-unknown"}
    rows = tuple(
        (stop.rule.when.in_(lang), stop.rule.then.in_(lang), say(lang, said[stop.holds]))
        for stop in result.verdict.stops
    )  # fmt: skip
    head = tuple(say(lang, f"experiment-stops-{part}") for part in parts)
    return SheetTable("stops", say(lang, "experiment-stops-title"), head, rows)


def _periods(found: Measured, told: Protocol, lang: str) -> tuple[SheetFold, ...]:
    """The drawing as a table."""
    outcome = found.hypothesis.outcome
    scale = scale_of(told, outcome)
    parts: tuple[str, ...]
    rows: list[tuple[str, ...]]
    if found.synthetic is not None:
        made, parts = found.synthetic, ("period", "observed", "mixed", "gap")
        rows = [
            (label, figure(scale * seen, lang, 2), figure(scale * mix, lang, 2), signed(scale * (seen - mix), lang, 2))
            for label, seen, mix in zip(found.panel.periods, made.observed, made.mixed, strict=True)
        ]  # fmt: skip
    elif found.study is not None and found.effect is not None:
        parts = ("since", "effect", "low", "high")
        rows = [
            (figure(float(since), lang), *apart([scale * e.estimate, scale * e.low, scale * e.high], lang))
            for since, e in zip(found.study.since, found.study.each(told.sample.level), strict=True)
        ]
    else:
        return ()
    title = say(lang, "experiment-periods-title", unit=unit_words(told, outcome, lang))
    head = tuple(say(lang, f"experiment-periods-{part}") for part in parts)
    table = SheetTable("periods-table", title, head, tuple(rows), figures=(1, 2, 3))
    return (SheetFold("periods", title, (), (table,)),)


def _how(found: Measured, lang: str) -> SheetFold:
    paragraphs = [say(lang, f"experiment-how-{found.method}")]
    if found.method != "synthetic":
        paragraphs += [
            say(lang, "experiment-how-clusters", clusters=found.clusters), say(lang, "experiment-how-trend"),
        ]  # fmt: skip
    return SheetFold("how", say(lang, "how-title"), (*paragraphs, say(lang, "experiment-how-average")))


def _protocol(told: Protocol, lang: str) -> SheetFold:
    paragraphs = [
        say(lang, "experiment-protocol-registered", day=told.registered, measure=told.measure.in_(lang)),
        *(
            say(lang, f"experiment-protocol-{part}", text=getattr(told.ethics, part).in_(lang))
            for part in ("consent", "data", "harm")
        ),
    ]
    return SheetFold("protocol", say(lang, "experiment-protocol-title"), tuple(paragraphs))


def _data(result: ExperimentResult, lang: str) -> SheetFold:
    told, none = result.verdict.protocol, say(lang, "data-none")
    names = (say(lang, "experiment-data-protocol"), say(lang, "experiment-data-measures"))
    rows = tuple(
        (name, file, told.licence or none, digest[:12])
        for name, (file, digest, _) in zip(names, result.files, strict=True)
    )
    head = (say(lang, "data-what"), say(lang, "data-name"), say(lang, "data-licence"), "SHA-256")
    table = SheetTable("sources", say(lang, "data-title"), head, rows)
    return SheetFold("data", say(lang, "data-title"), (), (table,))
