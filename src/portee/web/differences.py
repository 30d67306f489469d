"""What a proposal changes, as people read it: field by field, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from portee.commons.records.words import field_label, value_label
from portee.commons.text.differences import Difference
from portee.core.plain_yaml import plain_text
from portee.web.record_form import begun
from portee.web.wording import LANGUAGES, say

__all__ = ["Part", "ShownDifference", "shown_differences", "words_of_difference"]

_WORDS = re.compile(r"\s+|[^\s]+")
LONGEST = 4_000
"""Words of both sides that are compared one by one; of more, one side stands after the other."""


@dataclass(frozen=True)
class Part:
    """Some words: "same", "gone" or "new"."""

    how: str
    text: str


@dataclass(frozen=True)
class ShownDifference:
    """A field that changes: what it is called, and its words."""

    label: str
    parts: tuple[Part, ...]


def shown_differences(found: Sequence[Difference], kind: str, lang: str) -> list[ShownDifference]:
    """Differences of a record of a type; who signs and what state it is in go without saying."""
    told = [one for one in found if one.field not in ("id", "status", "authors")]
    return [ShownDifference(_label(one.field, kind, lang), _parts(one, lang)) for one in told]


def _parts(one: Difference, lang: str) -> tuple[Part, ...]:
    return tuple(words_of_difference(_said(one, one.old, lang), _said(one, one.new, lang)))


def _label(path: str, kind: str, lang: str) -> str:
    first, *rest = path.split(".")
    words = []
    # A text in several languages names the one that changes.
    spoken = rest.pop() if rest and rest[-1] in LANGUAGES else ""
    for name in (first, *rest):
        if name == "body":
            words.append(say(lang, "propose-body"))
            continue
        try:
            words.append(field_label(name, lang, kind if name == first else ""))
        except KeyError:
            words.append(name)
    return begun(" > ".join(words)) + (f" ({say(lang, f'language-{spoken}')})" if spoken else "")


def _said(one: Difference, value: Any, lang: str) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return plain_text(value).strip()
    return value_label(one.field.rpartition(".")[2], value, lang)


def words_of_difference(old: str, new: str) -> Iterator[Part]:
    """The words of both, in order, each kept, gone or new."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > LONGEST:
        before, after = [old], [new]
    for how, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            yield Part("same", "".join(before[a:b]))
            continue
        if b > a:
            yield Part("gone", "".join(before[a:b]))
        if d > c:
            yield Part("new", "".join(after[c:d]))
