"""The fields of a record as what a page shows of them, in words, with disagreements beside what they contest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from portee.commons.publish.pages.nodes import Amount, Items, Node, Note, Pairs, Phrase, Row
from portee.commons.publish.pages.view import View
from portee.commons.publish.pages.why import amount_text, figure_why
from portee.commons.publish.words import day, number, typeset
from portee.commons.records.references import Ref
from portee.commons.records.shape import ADDRESS, Disagreement, Figure, Record, Text
from portee.commons.records.words import field_label, value_label

__all__ = ["COMMON", "label_of", "note_of", "rows_of"]

COMMON = frozenset(
    {"id", "status", "title", "summary", "tags", "authors", "licence", "sources", "replaces", "origin", "disagreements"}
)
"""Fields of every record, which its page shows in places of their own."""

_DAYS = frozenset({
    "date", "starts", "ends", "baseline_from", "asked_on", "computed_on", "valid_from", "valid_until", "by", "between",
})  # fmt: skip


def rows_of(record: Record, view: View) -> tuple[Row, ...]:
    """Every field that says something and is not common to all types, in the order of the shape."""
    return tuple(_rows(record, record, view, top=True))


def _rows(value: BaseModel, record: Record, view: View, *, top: bool = False) -> Iterator[Row]:
    for name in type(value).model_fields:
        if top and name in COMMON:
            continue
        inner = getattr(value, name)
        if inner is None or inner in ((), {}) or _is_empty(inner):
            continue
        notes = tuple(note_of(one, view) for one in record.disagreements if _contests(one, name)) if top else ()
        is_long = isinstance(inner, (Text, Mapping)) or _holds_shapes(inner)
        yield Row(name, label_of(name, record.type, view), _node(inner, name, record, view), notes, is_long)


def _is_empty(value: Any) -> bool:
    """A part all of whose fields are empty, such as requirements of a cell that asks for none."""
    if not isinstance(value, BaseModel) or isinstance(value, (Text, Figure)):
        return False
    return all(getattr(value, name) in (None, (), {}) for name in type(value).model_fields)


def _holds_shapes(value: Any) -> bool:
    if isinstance(value, tuple):
        return any(isinstance(one, BaseModel) for one in value)
    return isinstance(value, BaseModel) and not isinstance(value, Figure)


def _contests(disagreement: Disagreement, name: str) -> bool:
    return disagreement.on.partition(".")[0] == name


def note_of(disagreement: Disagreement, view: View) -> Note:
    """A disagreement as a page shows it."""
    lead = view.told("disagreement", by=disagreement.by, day=day(disagreement.date, view.lang))
    proposed = view.told("disagreement_proposed", text=disagreement.proposed) if disagreement.proposed else ""
    return Note(lead, view.phrase(disagreement.text), proposed)


def label_of(name: str, kind: str, view: View) -> str:
    """What a field is called, with a capital; a name that nobody declared stands for itself."""
    try:
        text = field_label(name, view.words_lang, kind)
    except KeyError:
        return name
    return typeset(text[:1].upper() + text[1:], view.words_lang)


def _node(value: Any, name: str, record: Record, view: View) -> Node:
    if isinstance(value, Text):
        return view.phrase(value)
    if isinstance(value, Figure):
        return Amount(
            amount_text(value.value, value.unit, value.low, value.high, view), figure_why(value, record, view)
        )
    if isinstance(value, BaseModel):
        return Pairs(tuple(_rows(value, record, view)))
    if isinstance(value, Mapping):
        return Pairs(tuple(
            # Names that the record itself gives, such as those of facts: none of them is a field.
            Row(str(key), str(key), _node(inner, "", record, view))
            for key, inner in value.items()
        ))  # fmt: skip
    if isinstance(value, (tuple, list)):
        return Items(tuple(_node(inner, name, record, view) for inner in value))
    if isinstance(value, Ref):
        return view.link(value)
    return _plain(value, name, view)


def _plain(value: Any, name: str, view: View) -> Phrase:
    """One value in words: a choice by its name, a level with what it means, a day, an address."""
    own = value_label(name, value, view.words_lang)
    if isinstance(value, bool):
        return Phrase(own if own != str(value) else view.told("yes" if value else "no"))
    if isinstance(value, (int, float)):
        shown = number(value, view.lang)
        return Phrase(shown if own == str(value) else view.told("colon", label=shown, text=own))
    text = str(value)
    if own != text:
        return Phrase(typeset(own, view.words_lang))
    if ADDRESS.match(text):
        return view.outside(text)
    if name in _DAYS and len(text) == 10 and text[4] == text[7] == "-":
        return Phrase(day(text, view.lang))
    return Phrase(text)
