"""What a figure rests on, in sentences: formula, recipe, inputs by their hash, dates, limits; or the source read."""

from __future__ import annotations

import math

from portee.commons.publish.pages.nodes import Phrase
from portee.commons.publish.pages.view import View
from portee.commons.publish.words import day, number
from portee.commons.records.evidence import Evidence
from portee.commons.records.indicator import Indicator
from portee.commons.records.licences import NOT_STATED
from portee.commons.records.shape import Figure, Record, Source
from portee.commons.records.words import value_label

__all__ = ["amount_text", "evidence_why", "figure_why", "rounded", "source_phrases"]

SHOWN_DIGITS = 3
HASH_SHOWN = 12
"""Digits of a hash that a sentence shows; the record's own page shows all."""


def amount_text(value: float, unit: str, low: float | None, high: float | None, view: View) -> str:
    """A value with its unit and its interval."""
    own = number(rounded(value), view.lang)
    gap = "" if unit.startswith("%") and view.words_lang == "en" else "\u00a0"
    text = f"{own}{gap}{unit}"
    if low is None and high is None:
        return text
    bounds = {"low": low, "high": high}
    shown = {name: "?" if bound is None else number(rounded(bound), view.lang) for name, bound in bounds.items()}
    return f"{text} ({view.told('interval', **shown)})"


def rounded(value: float) -> float:
    """A value with no more digits than somebody reads: the whole part, and decimals up to three digits in all."""
    if value == 0 or not math.isfinite(value):
        return value
    decimals = SHOWN_DIGITS - 1 - math.floor(math.log10(abs(value)))
    return round(value, max(decimals, 0))


def figure_why(figure: Figure, record: Record, view: View) -> tuple[Phrase, ...]:
    """What a figure of a record rests on: its evidence, or one of the record's sources."""
    if figure.evidence is not None:
        link = view.link(figure.evidence)
        file = view.release.by_id.get(figure.evidence)
        more = evidence_why(file.record, view) if file and isinstance(file.record, Evidence) else ()
        return (link, *more)
    if figure.source is not None and figure.source <= len(record.sources):
        return source_phrases(record.sources[figure.source - 1], view)
    return (Phrase(view.told("why_nothing"), quiet=True),)


def evidence_why(evidence: Evidence, view: View) -> tuple[Phrase, ...]:
    """How a value was computed, or where it was read, and what to know before reading it."""
    found: list[Phrase] = []
    indicator = view.release.by_id.get(evidence.indicator or "")
    if indicator is not None and isinstance(indicator.record, Indicator):
        found.append(Phrase(view.told("why_formula", formula=indicator.record.formula)))
    if rounded(evidence.value) != evidence.value:
        found.append(Phrase(view.told("why_exact", text=number(evidence.value, view.lang))))
    if evidence.computed is not None:
        done = evidence.computed
        when = day(done.computed_on, view.lang)
        found.append(Phrase(view.told("why_computed", recipe=done.recipe, software=done.software, day=when)))
        for used in done.inputs:
            key = "why_input_dated" if used.date else "why_input"
            values = {
                "name": used.name,
                "hash": used.sha256[:HASH_SHOWN],
                "licence": _licence(used.licence, view),
                "date": used.date,
            }
            found.append(Phrase(view.told(key, **values)))
    if evidence.cited is not None:
        source = evidence.sources[evidence.cited.source - 1]
        found += source_phrases(source, view)
        grade = value_label("grade", evidence.cited.grade, view.words_lang)
        found.append(Phrase(view.told("why_cited", page=evidence.cited.page, grade=grade)))
    if evidence.interval is not None:
        found.append(view.phrase(evidence.interval))
    found += [view.phrase(caveat) for caveat in evidence.caveats]
    return tuple(found)


def source_phrases(source: Source, view: View) -> tuple[Phrase, ...]:
    """A source: its title, who published it and when, its licence, and whether the fact was read there."""
    parts = [source.publisher or "", day(source.date, view.lang), source.page or ""]
    licence = _licence(source.licence, view)
    checked = view.told("source_checked" if source.checked else "source_unchecked")
    told = ", ".join(part for part in (*parts, licence, checked) if part)
    return view.outside(source.url, source.title), Phrase(told, quiet=True)


def _licence(licence: str, view: View) -> str:
    return view.told("licence_not_stated") if licence == NOT_STATED else licence
