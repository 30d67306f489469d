"""The form on which a workshop is written down, without a network: its empty CSV, and reading it filled in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from portee.commons.anonymity import telling_problems
from portee.commons.filled_csv import Column, FilledRow, all_or_problems, read_filled
from portee.commons.index.terms import fold
from portee.commons.records.need import Motive
from portee.commons.records.shape import LANGUAGE
from portee.commons.records.words import value_label
from portee.core.errors import InputError, ManyProblems, PorteeError, SourceError

__all__ = ["KIND_WORDS", "Said", "form_text", "read_said", "said_of"]

LONGEST_SAID = 1_000
"""Signs of one statement; a longer one tells too much of one person."""

MOST_SAID = 20_000

_COLUMNS = (
    Column("person", ("personne", "numero"), required=True),
    Column("kind", ("sorte",), required=True),
    Column("said", ("parole", "dit"), required=True),
    Column("motive", ("motif",)),
    Column("language", ("langue",)),
    Column("lat", ("latitude",)),
    Column("lon", ("longitude",)),
)
_FRENCH = ("personne", "sorte", "parole", "motif", "langue", "latitude", "longitude")
KIND_WORDS: Mapping[str, Mapping[str, str]] = {
    "pain": {"fr": "peine", "en": "pain"},
    "expectation": {"fr": "attente", "en": "expectation"},
    "idea": {"fr": "idée", "en": "idea"},
}
"""What the three kinds of statements are called on forms."""

_SHOWN = {
    "fr": ("Le premier bus passe trop tard.", "Rentrer sans attendre la nuit.", "Une navette à 4 h 30."),
    "en": ("The first bus is too late.", "Coming home without waiting at night.", "A shuttle at 4:30."),
}
_PERSON = re.compile(r"\d{1,5}")


@dataclass(frozen=True)
class Said:
    """One statement as it was written down.

    Attributes:
        person: number of who spoke, within this file alone; never kept.
        place: latitude and longitude as written, degrees; None without one.
    """

    person: int
    kind: str
    said: str
    motive: str
    language: str
    place: tuple[float, float] | None


def form_text(lang: str) -> str:
    """An empty form: its columns, and one row for each kind to show how it is filled in."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if lang == "fr" else ",", lineterminator="\n")
    writer.writerow(_FRENCH if lang == "fr" else [column.name for column in _COLUMNS])
    for place, (said, words) in enumerate(zip(_SHOWN[lang], KIND_WORDS.values(), strict=True), start=1):
        writer.writerow([place, words[lang], said, value_label("motive", "work", lang), lang, "", ""])
    return text.getvalue()


def read_said(path: Path) -> list[Said]:
    """What was written down at a workshop.

    Columns: `person` (the number of a seat, never a name), `kind`, `said`, and if known `motive`, `language`, `lat`,
    `lon`; French names are read too.

    Raises:
        SourceError, ManyProblems: the file has a column on who people are, or rows are wrong; all of them are told.
    """
    rows = read_filled(path, _COLUMNS)
    if not rows:
        raise SourceError("The form is empty.", where=str(path), mend="Write one statement a row.")
    if len(rows) > MOST_SAID:
        raise SourceError(f"The form has more than {MOST_SAID} rows.", where=str(path), mend="Cut it in several.")
    return all_or_problems(rows, said_of)


def said_of(row: FilledRow) -> Said:
    """One row as it was written down. Raises InputError, or ManyProblems with all that is wrong."""
    problems: list[PorteeError] = []
    cells = row.cells
    if not _PERSON.fullmatch(cells["person"]):
        problems.append(
            row.wrong("person", "The person is not a number of a seat.", "Number the seats 1, 2, 3 …; write no name.")
        )
    kind = _kinds().get(fold(cells["kind"]), "")
    if not kind:
        problems.append(row.wrong("kind", "There is no such kind.", f"Kinds: {', '.join(KIND_WORDS)}."))
    said = " ".join(cells["said"].split())
    if not said:
        problems.append(row.wrong("said", "Nothing was said.", "Write it, or take the row out."))
    elif len(said) > LONGEST_SAID:
        problems.append(row.wrong("said", f"It has more than {LONGEST_SAID} signs.", "Cut it in several."))
    for what in telling_problems(said):
        problems.append(row.wrong("said", f"It seems to hold {what}.", "Write it without; nothing was kept."))
    if said in _SHOWN["fr"] + _SHOWN["en"]:
        problems.append(row.wrong("said", "This is an example of the empty form.", "Take the row out."))
    if "<" in said:
        problems.append(row.wrong("said", "It holds the sign <.", "Write it in words."))
    motive = _motives().get(fold(cells["motive"]), "")
    if not motive:
        known = ", ".join(get_args(Motive))
        problems.append(row.wrong("motive", "There is no such motive.", f"Motives: {known}; or leave it empty."))
    language = cells["language"].lower() or "fr"
    if not LANGUAGE.match(language):
        problems.append(row.wrong("language", "This is no code of a language.", "Use codes such as fr, en, ar."))
    place: tuple[float, float] | None = None
    try:
        place = _place(row)
    except InputError as problem:
        problems.append(problem)
    if problems:
        raise ManyProblems(problems) if len(problems) > 1 else problems[0]
    return Said(int(cells["person"]), kind, said, motive, language, place)


def _place(row: FilledRow) -> tuple[float, float] | None:
    if not row.cells["lat"] and not row.cells["lon"]:
        return None
    found = []
    for name, most in (("lat", 90), ("lon", 180)):
        try:
            value = float(row.cells[name].replace(",", "."))
        except ValueError:
            value = float("nan")
        if not abs(value) <= most:
            raise row.wrong(name, f"This is no {'latitude' if name == 'lat' else 'longitude'}.", "Give both, degrees.")
        found.append(value)
    return found[0], found[1]


@cache
def _kinds() -> dict[str, str]:
    return {fold(word): kind for kind, words in KIND_WORDS.items() for word in (kind, *words.values())}


@cache
def _motives() -> dict[str, str]:
    found = {
        fold(word): motive
        for motive in get_args(Motive)
        for word in (motive, value_label("motive", motive, "fr"), value_label("motive", motive, "en"))
    }
    return {**found, "": "any"}
