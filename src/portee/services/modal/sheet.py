"""The page of modal shares: a sentence, bars by year or by scenario beside the plan, tables, and what it rests on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import portee
from portee.indicators.mode_choice import MODES
from portee.reports.fluent import say
from portee.reports.notes import note_texts
from portee.reports.percents import rounded_percents
from portee.reports.share_bars import ShareBar, share_bars
from portee.reports.sheet import AnswerSheet, SheetFold, SheetMap, SheetTable, SheetText
from portee.reports.stream import check_ending
from portee.reports.wording import MINUS, figure, per_cent
from portee.services.modal.compute import ModalCase, ModalResult
from portee.services.modal.figures import EVERYBODY, WITH_CAR, WITHOUT_CAR, ModalFigures

__all__ = ["check_modal_page", "modal_sheet", "write_modal_page"]

HTML = (".html", ".htm")
ENDINGS = (".html", ".pdf", ".htm")
GROUPS = {EVERYBODY: "all", WITH_CAR: "with-car", WITHOUT_CAR: "without-car", "": "none"}
CAR = MODES.index("car")
FEW = 10
"""Kilometres below are written with a tenth."""


def check_modal_page(path: Path) -> None:
    """Refuse, before long work, a page whose ending is no known format. Raises ParameterError."""
    check_ending(path, endings=ENDINGS)


def write_modal_page(path: Path | str, found: ModalResult, lang: str = "fr") -> None:
    """Write the page: .html, or .pdf for paper.

    Raises:
        ParameterError: another ending. OutputError: it could not be written; nothing is left of it.
    """
    from portee.reports.sheet_html import write_sheet_html
    from portee.reports.sheet_pdf import write_sheet_pdf

    path = Path(path)
    check_modal_page(path)
    write = write_sheet_html if path.suffix.lower() in HTML else write_sheet_pdf
    write(path, modal_sheet(found, lang))


def modal_sheet(found: ModalResult, lang: str = "fr") -> AnswerSheet:
    """The page in a language."""
    base, shown = found.base[0].everybody, _shown(found)
    names = list(dict.fromkeys(case.scenario for case in found.cases if case.scenario))
    asked = say(lang, "modal-question-scenario", name=names[0]) if len(names) == 1 else say(lang, "modal-question")
    calibrated = "modal-lead-calibrated" if found.asked.observed is not None else "modal-lead-uncalibrated"
    notes = dict.fromkeys(note for case in found.all_cases for note in case.notes)
    tables = [_table(found, shown, lang)]
    if found.targets is not None:
        tables.append(_gaps(found, shown[-1], lang))
    if len(found.base[0].figures) > 1:
        tables.append(_groups(found.base[0], lang))
    how = ("modal-how-trips", "modal-how-choice", "modal-how-limits")
    return AnswerSheet(
        lang, asked, asked, _answer(found, shown, lang),
        (
            say(lang, "modal-lead-trips", trips=figure(base.trips, lang)), say(lang, calibrated),
        ),
        _bars(found, shown, lang), tuple(tables), say(lang, "notices-title"), note_texts(tuple(notes), lang),
        (
            SheetFold("how", say(lang, "how-title"), tuple(say(lang, id) for id in how)), _read(found, lang),
        ),
        say(lang, "made-by", version=portee.__version__),
    )  # fmt: skip


def _shown(found: ModalResult) -> list[ModalCase]:
    """The base once, then every scenario; without scenarios, the base of each year."""
    return [found.base[0], *found.cases] if found.cases else list(found.base)


def _name(case: ModalCase, lang: str) -> str:
    name = case.scenario or say(lang, "modal-base")
    return name if case.year is None or case.scenario is None else f"{name}, {case.year}"


def _row_name(found: ModalResult, case: ModalCase, lang: str) -> str:
    """The year alone where all rows are of one scenario, named above."""
    alone = len({other.scenario for other in found.cases}) == 1
    return str(case.year) if alone and case.scenario and case.year is not None else _name(case, lang)


def _answer(found: ModalResult, shown: Sequence[ModalCase], lang: str) -> str:
    base, last = found.base[0].everybody, shown[-1]
    now = last.everybody
    before, after = (_percents(case, lang)[CAR] for case in (base, now))
    if last.scenario is None:
        return say(lang, "modal-answer", car=before, km=figure(base.vehicle_km, lang))
    driven = now.vehicle_km - base.vehicle_km
    if not driven and (now.share == base.share).all():
        return say(lang, "modal-answer-same", when=_name(last, lang))
    percent = 100 * driven / base.vehicle_km if base.vehicle_km else math.nan
    change = say(lang, "modal-km", value=_signed(driven, lang, 0 if abs(driven) >= FEW else 1))
    told = "modal-answer-little" if before == after else "modal-answer-change"
    return say(
        lang, told, when=_name(last, lang), change=change, percent=_signed(percent, lang, 1), before=before, after=after
    )  # fmt: skip


def _bars(found: ModalResult, shown: Sequence[ModalCase], lang: str) -> SheetMap:
    bars = [ShareBar(_row_name(found, case, lang), tuple(case.everybody.share.tolist())) for case in shown]
    for year in dict.fromkeys(case.progress.year for case in shown if case.progress is not None):
        assert found.targets is not None
        aim = found.targets.at(year).shares
        total = math.fsum(aim.values())
        name = say(lang, "modal-target", year=str(year))
        bars.append(ShareBar(name, tuple(aim[mode] / total for mode in MODES), dashed=True))
    told = []
    for bar in bars:
        parts = rounded_percents(bar.shares, 0)
        words = ", ".join(f"{_mode(mode, lang)} {part:.0f}" for mode, part in zip(MODES, parts, strict=True))
        told.append(say(lang, "modal-bar-alt", name=bar.name, shares=words))
    keys = tuple((f"part-{place + 1}", _mode(mode, lang)) for place, mode in enumerate(MODES))
    credit = say(lang, "modal-bars-credit") if any(bar.dashed for bar in bars) else ""
    return SheetMap(share_bars(bars), say(lang, "modal-bars-alt", text="; ".join(told)), keys, credit)


def _table(found: ModalResult, shown: Sequence[ModalCase], lang: str) -> SheetTable:
    head = (say(lang, "modal-table-head"), *(_mode(mode, lang) for mode in MODES), say(lang, "modal-table-vehicle-km"))
    rows = []
    for case in shown:
        figures = case.everybody
        shares = (per_cent(text, lang) for text in _percents(figures, lang))
        amounts = figure(figures.vehicle_km, lang), figure(figures.total_kg, lang)
        rows.append((_row_name(found, case, lang), *shares, *amounts))
    return SheetTable(
        "modal-shares", say(lang, "modal-table-title"), (*head, say(lang, "modal-table-co2")), tuple(rows),
        figures=tuple(range(1, 7)),
    )  # fmt: skip


def _gaps(found: ModalResult, case: ModalCase, lang: str) -> SheetTable:
    plan, progress = found.targets, case.progress
    assert plan is not None
    assert progress is not None
    shares = _percents(case.everybody, lang)
    rows = tuple(
        (
            _mode(mode, lang), per_cent(shares[place], lang),
            per_cent(figure(100 * progress.target.shares[mode], lang, 1), lang),
            _signed(progress.gap_points[mode], lang, 1),
        )
        for place, mode in enumerate(MODES)
    )  # fmt: skip
    lead = say(
        lang, "modal-gap-lead", title=plan.title.in_(lang), year=str(progress.year), name=_name(case, lang)
    )  # fmt: skip
    head = tuple(say(lang, f"modal-gap-{part}") for part in ("mode", "share", "aim", "points"))
    after = "" if plan.checked else say(lang, "modal-gap-unchecked")
    return SheetTable(
        "modal-gaps", say(lang, "modal-gap-title"), head, rows, lead=lead, after=after, paper=after, figures=(1, 2, 3)
    )  # fmt: skip


def _groups(base: ModalCase, lang: str) -> SheetTable:
    modes = (_mode(mode, lang) for mode in MODES)
    head = (say(lang, "modal-group-head"), say(lang, "modal-group-trips"), *modes)
    rows = []
    for figures in base.figures:
        name = say(lang, f"modal-group-{GROUPS[figures.group]}") if figures.group in GROUPS else figures.group
        shares = (text if text == "–" else per_cent(text, lang) for text in _percents(figures, lang))
        rows.append((name, figure(figures.trips, lang), *shares))
    return SheetTable(
        "modal-groups", say(lang, "modal-group-title"), head, tuple(rows), figures=tuple(range(1, 6))
    )  # fmt: skip


def _read(found: ModalResult, lang: str) -> SheetFold:
    head = tuple(say(lang, id) for id in ("modal-figure", "modal-figure-source", "modal-figure-checked"))
    rows = tuple(
        (
            row["parameter"], SheetText(row["source"], lang="en", href=row["url"]),
            say(lang, "modal-yes" if row["checked"] else "modal-no"),
        )
        for row in found.parameters
    )  # fmt: skip
    title = say(lang, "modal-figures")
    return SheetFold("figures", title, (), (SheetTable("figures-read", title, head, rows),))


def _mode(mode: str, lang: str) -> str:
    return say(lang, f"modal-mode-{mode}")


def _percents(figures: ModalFigures, lang: str) -> list[str]:
    return [figure(value, lang, 1) for value in rounded_percents(figures.share.tolist())]


def _signed(value: float, lang: str, decimals: int) -> str:
    text = figure(value, lang, decimals)
    rises = value > 0 and any(digit in "123456789" for digit in text)
    return f"+{text}" if rises and not text.startswith(MINUS) else text
