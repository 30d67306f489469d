"""What is wrong, in the reader's language.

The engine says it in English and knows no other language: "There is no column 'jobs'." Each sentence that it may say
stands in `problem_words/` with its values left open, beside the same in French; what was said finds its sentence, and
its values go into the French one. So nothing has to be carried along with an error: it may cross processes, be kept as
JSON and be told a year later. What has no French words stays English, and says so.

In the English, `{name}` is any value, `{name#}` a number, `{name.}` a word and `{name,}` words in a row. In the
French, `{name}` is the value as it was told; `{name:n}` a number in the French way; `{name:lieu|lieux}` the word that
goes with it; `{name:list}` a list, whose "and" and "or" are said in French; `{name:said}` a value that must itself be
in `problem_words/`, where `parts.yaml` holds what is no sentence by itself. Names that begin with `_` need not be said
in French: they hold what English alone wants, such as an s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

import yaml

from portee.core.errors import ManyProblems, PorteeError, Where
from portee.reports.french import NARROW_SPACE, NO_BREAK, french_spaces

__all__ = [
    "THOUSANDS",
    "Said",
    "error_in",
    "in_french",
    "part_in",
    "place_in",
    "problem_in",
    "problem_words",
    "said_in",
]

FIELD = re.compile(r"\{(\w+)([#.,]?)\}")
VALUES = {"": ".*?", "#": r"[-−]?[\d.,]+", ".": r"\S+", ",": r"[^\s,]+(?:(?:, | or | and )[^\s,]+)*"}
"""What a value may be, by the sign after its name."""
FILLED = re.compile(r"\{(\w+)(?::([^{}\s][^{}]*))?\}")
SENTENCE_END = re.compile(r"(?<=[.?…]) (?=['A-Z{(])")
THOUSANDS = re.compile(r"[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
PARTS = "parts.yaml"
QUOTES = ("« ", "'")
TYPED = "\ud800"
"""Stands for an apostrophe that was typed while the words around it are set: half of a pair, which no text holds."""
MOST_SENTENCES = 16
"""Of one message; what is longer stays English."""
LONGEST = 20_000
"""Letters of a message that is looked at."""


@dataclass(frozen=True)
class Said:
    """What is wrong and how to mend it, and the language of both."""

    what: str
    mend: str
    lang: str


def problem_in(lang: str, what: str, mend: str = "") -> Said:
    """A problem in a language; both of its parts in English where one has no words in it."""
    said, how = said_in(lang, what), said_in(lang, mend)
    return Said(what, mend, "en") if said is None or how is None else Said(said, how, lang)


def error_in(lang: str, error: PorteeError) -> str:
    """An error as `str` would tell it, in a language: where, what, how to mend it, and each of several problems."""
    told = problem_in(lang, error.what, error.mend)
    place = place_in(lang, error.where)
    colon = f"{NO_BREAK}: " if lang == "fr" else ": "
    first = (f"{place}{colon}" if place else "") + f"{told.what} {told.mend}".rstrip()
    if isinstance(error, ManyProblems):
        first = "\n".join([first, *(f"  {error_in(lang, problem)}" for problem in error.problems)])
    return first


def place_in(lang: str, where: Where | None) -> str:
    """Where a problem was found: file, line, field."""
    if where is None:
        return ""
    if lang != "fr":
        return str(where)
    line = "" if where.line is None else f"ligne {where.line}"
    named = "" if where.field is None else f"champ «{NO_BREAK}{where.field}{NO_BREAK}»"
    return ", ".join(part for part in (where.file or "", line, named) if part)


def said_in(lang: str, text: str) -> str | None:
    """A message of the engine in a language; None where it has no words in it."""
    if lang == "en" or not text:
        return text
    found = _said(text[:LONGEST]) if len(text) <= LONGEST else None
    return None if found is None else french_spaces(found).replace(TYPED, "'")


def part_in(lang: str, text: str) -> str:
    """A part of what the engine says, such as why a row was left out, in a language; as it is where it has no words."""
    told = text if lang == "en" or len(text) > LONGEST else _value(text, "said", quoted=False)
    return text if told is None else french_spaces(told).replace(TYPED, "'") if lang == "fr" else told


@cache
def problem_words() -> Mapping[str, str]:
    """English sentence or part → French, of every file."""
    return {**_read(parts=True), **_read(parts=False)}


@cache
def _read(*, parts: bool) -> Mapping[str, str]:
    found: dict[str, str] = {}
    # Ten times as fast where PyYAML was built with libyaml; as safe as the other.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for file in sorted(files("portee.reports").joinpath("problem_words").iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml") and (file.name == PARTS) == parts:
            for entry in yaml.load(file.read_text(encoding="utf-8"), loader):  # noqa: S506
                found[entry["en"]] = entry["fr"]
    return found


@dataclass(frozen=True)
class _Sentence:
    """A sentence with values left open. literal: its own words, between the values."""

    english: str
    french: str
    literal: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "literal", tuple(FIELD.split(self.english)[::3]))

    @cached_property
    def _shape(self) -> re.Pattern[str]:
        parts = FIELD.split(self.english)
        shape = re.escape(parts[0])
        for name, sign, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            shape += f"(?P<{name}>{VALUES[sign]})" + re.escape(after)
        return re.compile(shape, re.DOTALL)

    @property
    def letters(self) -> int:
        return sum(map(len, self.literal))

    def values(self, text: str) -> Mapping[str, str] | None:
        """The values with which it says a text; None when it does not say it."""
        if not all(part in text for part in self.literal):
            return None
        found = self._shape.fullmatch(text)
        return None if found is None else found.groupdict()

    def filled(self, values: Mapping[str, str]) -> str | None:
        """Its French with values; None where one of them has no French words and wants some."""
        parts = FILLED.split(self.french)
        told = [
            _value(values[name], how or "", quoted=before.endswith(QUOTES))
            for before, name, how in zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
        ]  # fmt: skip
        if any(one is None for one in told):
            return None
        return parts[0] + "".join(f"{one}{after}" for one, after in zip(told, parts[3::3], strict=True))


@cache
def _open(*, parts: bool) -> tuple[_Sentence, ...]:
    """Those with values, the most telling first: of two that could say a text, the one with more words of its own."""
    found = [_Sentence(english, french) for english, french in _read(parts=parts).items() if FIELD.search(english)]
    return tuple(sorted(found, key=lambda sentence: -sentence.letters))


def _said(text: str) -> str | None:
    text = text.strip()
    whole = _one(text)
    if whole is not None:
        return whole
    parts = SENTENCE_END.split(text)
    if not 1 < len(parts) <= MOST_SENTENCES:
        return None
    # The longest beginning that has words, then the rest: sentences are put together as the engine pleases.
    for cut in range(len(parts) - 1, 0, -1):
        head = _one(" ".join(parts[:cut]))
        if head is not None:
            rest = _said(" ".join(parts[cut:]))
            if rest is not None:
                return f"{head} {rest}"
    return None


def _one(text: str, *, parts: bool = False) -> str | None:
    plain = _read(parts=parts).get(text)
    if plain is not None and not FIELD.search(text):
        return plain
    for sentence in _open(parts=parts):
        values = sentence.values(text)
        told = None if values is None else sentence.filled(values)
        if told is not None:
            return told
    return None


def _value(text: str, how: str, *, quoted: bool) -> str | None:
    one, bar, several = how.partition("|")
    if bar:
        number = _number(text)
        return one if number is not None and abs(number) < 2 else several
    if how == "n":
        return text if _number(text) is None else in_french(text)
    if how == "list":
        return text.replace(" and ", " et ").replace(" or ", " ou ")
    if how == "said" and text:
        part = _one(text, parts=True)
        return _said(text) if part is None else part
    # What was typed is repeated as it was typed.
    if quoted:
        return text.replace("'", TYPED)
    return in_french(text) if THOUSANDS.fullmatch(text) else text


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").replace("−", "-"))
    except ValueError:
        return None


def in_french(text: str) -> str:
    """A number that was written in English."""
    return text.replace(",", NARROW_SPACE).replace(".", ",")
