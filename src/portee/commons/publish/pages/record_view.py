"""The page of one record: what it says in a sentence, its fields, its text, what it rests on, who speaks of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from portee.commons.publish.pages.address import record_page, type_page
from portee.commons.publish.pages.fields import note_of, rows_of
from portee.commons.publish.pages.nodes import Note, Phrase, Row
from portee.commons.publish.pages.prose import prose_html
from portee.commons.publish.pages.templates import render
from portee.commons.publish.pages.view import View
from portee.commons.publish.pages.why import amount_text, evidence_why, source_phrases
from portee.commons.publish.release import ALWAYS
from portee.commons.publish.words import day
from portee.commons.records.cell import Cell
from portee.commons.records.evidence import Evidence
from portee.commons.records.licences import LICENCES
from portee.commons.records.requirement import Requirement
from portee.commons.records.shape import Record
from portee.commons.records.statement import Statement
from portee.commons.records.words import value_label
from portee.commons.text.record_file import RecordFile

__all__ = ["answer", "record_html", "record_shown", "retired_html"]

_ANSWERED: Mapping[str, tuple[str, ...]] = {
    "evidence": ("value", "unit", "low", "high"),
    "cell": ("why",),
    "requirement": ("question",),
    "statement": ("said",),
}
"""Fields that the answer at the top has told."""


def record_html(file: RecordFile, view: View, spoken_of: Sequence[str]) -> bytes:
    """The page; `spoken_of` are the ids of the records that refer to it."""
    return render(
        "record.html", view, up=view.href(type_page(file.record.type, view.lang)),
        alternate={lang: view.href(record_page(file.id, lang)) for lang in view.release.manifest.languages},
        **record_shown(file, view, spoken_of),
    )  # fmt: skip


def record_shown(file: RecordFile, view: View, spoken_of: Sequence[str]) -> dict[str, Any]:
    """What a page shows of a record, wherever it stands; `spoken_of` as above."""
    from markupsafe import Markup

    record = file.record
    rows = [row for row in rows_of(record, view) if row.name not in _ANSWERED.get(record.type, ())]
    body = file.body_in(view.lang)
    return {
        "file": file, "record": record, "title": view.phrase(record.title), "answer": answer(record, view),
        "notice": None if record.status in ALWAYS else view.told(f"notice_{record.status}"),
        "short": [row for row in rows if not row.is_long], "long": [row for row in rows if row.is_long],
        "body": Markup(prose_html(body, view)),  # noqa: S704 - Markdown without HTML, links checked
        "body_lang": "" if not body or view.lang in file.body else "fr",
        "why": _why(record, view), "sources": [source_phrases(source, view) for source in record.sources],
        "notes": _other_notes(record, rows, view),
        "links": [(view.link(id), id.partition("/")[0]) for id in spoken_of],
        "licence": LICENCES[record.licence], "dates": _dates(file, view),
    }  # fmt: skip


def retired_html(file: RecordFile, view: View) -> bytes:
    """What stays at the address of a record that is no longer in force, and what took its place."""
    heirs = [other.id for other in view.release.records if other.record.replaces == file.id]
    return render(
        "retired.html", view, file=file, record=file.record, title=view.phrase(file.record.title),
        heirs=[view.link(id) for id in heirs],
        alternate={lang: view.href(record_page(file.id, lang)) for lang in view.release.manifest.languages},
    )  # fmt: skip


def answer(record: Record, view: View) -> tuple[Phrase, ...]:
    """What a record says, in a sentence or two, before anything else."""
    found: list[Phrase] = []
    if isinstance(record, Evidence):
        found.append(Phrase(amount_text(record.value, record.unit, record.low, record.high, view)))
    if isinstance(record, Cell):
        advice = value_label("advice", record.advice, view.words_lang)
        level = value_label("level", record.level, view.words_lang)
        found.append(Phrase(view.told("cell_says", advice=advice, level=record.level, words=level)))
        found.append(view.phrase(record.why))
    if isinstance(record, Requirement):
        found.append(view.phrase(record.question))
    if isinstance(record, Statement):
        said = view.told("quoted", text=record.said)
        found.append(Phrase(said, lang="" if record.language == view.lang else record.language))
    if record.summary is not None:
        found.append(view.phrase(record.summary))
    return tuple(found)


def _why(record: Record, view: View) -> tuple[Phrase, ...]:
    return evidence_why(record, view) if isinstance(record, Evidence) else ()


def _other_notes(record: Record, rows: Sequence[Row], view: View) -> tuple[tuple[str, Note], ...]:
    """Disagreements about what stands in no row: the title, the summary, the text."""
    shown = {row.name for row in rows}
    return tuple((one.on, note_of(one, view)) for one in record.disagreements if one.on.partition(".")[0] not in shown)


def _dates(file: RecordFile, view: View) -> str:
    dated = view.release.dates.get(file.id)
    if dated is None:
        return ""
    first, last = day(dated.first, view.lang), day(dated.last, view.lang)
    return view.told("written_on", day=first) if first == last else view.told("written_changed", first=first, last=last)
