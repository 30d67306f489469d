"""The national schema of mobility aids ("référentiel des aides à la mobilité"), as CSV.

Source: La Fabrique des Mobilités, schema "referentiel-aides-mobilite" 0.1.0
(https://github.com/fabmob/schema-referentiel-aides-mobilite). Conditions and amounts are free text there: conditions
are to be read by a person, so that no aid of such a file is ever told as certain, and an amount is taken only where the
text is one number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from portee.core.declared import declared_of
from portee.core.errors import SourceError, Where
from portee.core.provenance import Dropped, Provenance
from portee.offers.aids import Aid
from portee.sources.places.read import hash_of
from portee.sources.places.text import open_text

__all__ = ["MobilityAids", "read_mobility_aids"]

_REQUIRED = (
    "id", "nom", "description", "territoire", "territoire_insee", "type_financeur", "financeur",
    "condition_obtention", "modalite_versement", "montant",
)  # fmt: skip
_LONGEST = 20_000
_LONGEST_NAME = 300
_NAMES = ("nom", "territoire", "financeur", "type_financeur")
MOST_ROWS = 20_000
"""Aids of a file; all of France has some hundreds."""

_MODES = {
    "bicycle": ("vélo", "velo", "vae", "trottinette", "cycle"),
    "public_transport": ("transport en commun", "transports en commun", "bus", "métro", "train", "tram", "car "),
    "carpool": ("covoiturage",),
    "car": ("autopartage", "voiture", "véhicule", "automobile"),
    "licence": ("permis",),
}
_SUM = re.compile(r"([0-9][0-9 .,]*)(?:€|euros?|eur)?(?: ?/ ?| par )?(mois)?\.?", re.IGNORECASE)
_PERCENT = re.compile(r"([0-9]{1,3}) ?%\.?")
_MARKUP = re.compile(r"<\s*[A-Za-z/!]")


class MobilityAids(NamedTuple):
    """What a file of aids holds.

    Attributes:
        aids: those that can be read, in the file's order.
        problems: one per line left out; each says the line, the field and how to mend it.
        provenance: of the file, with the number of lines left out.
    """

    aids: tuple[Aid, ...]
    problems: tuple[SourceError, ...]
    provenance: Provenance


def read_mobility_aids(path: Path | str, *, licence: str | None = None) -> MobilityAids:
    """Read the aids of a CSV file in the national schema.

    Each aid's conditions stand in `to_check`, word for word; its verdict is at best unknown. The amount is taken where
    the text is one number of euros ("500 €", "500", "30 € par mois") or one percentage; otherwise it is left open. The
    text itself stands in the note.

    Raises:
        SourceError: not a file of this schema, too long, or not one of its lines can be read.
    """
    path = Path(path)
    file = open_text(path)
    missing = [name for name in _REQUIRED if name not in file.columns]
    if missing:
        raise SourceError(
            f"This is not a file of mobility aids: it has no column {', '.join(missing)}.",
            where=str(path),
            mend="Use the columns of the schema referentiel-aides-mobilite.",
        )
    aids: list[Aid] = []
    found: list[tuple[int, str, str, str]] = []
    seen: set[str] = set()
    number = -1
    for batch in file.batches():
        for row in batch.iter_rows(named=True):
            number += 1
            if number >= MOST_ROWS:
                raise SourceError(f"The file has more than {MOST_ROWS} lines.", where=str(path), mend="Cut it.")
            try:
                aid = _aid(row, str(path))
                if aid.id in seen:
                    raise _Line("id", f"The id {row['id']} is there twice.", "Give each aid its own.")
            except _Line as line:
                found.append((number, line.field, line.what, line.mend))
            else:
                seen.add(aid.id)
                aids.append(aid)
    lines = file.lines_of([row for row, *_ in found]) if found else {}
    problems = tuple(
        SourceError(what, where=Where(str(path), lines.get(row), field), mend=mend) for row, field, what, mend in found
    )
    if not aids:
        raise (
            problems[0]
            if problems
            else SourceError("The file holds no aid.", where=str(path), mend="Give another file.")
        )
    digest, size = hash_of(path)
    dropped = Dropped("aids", len(problems), "the line is wrong", tuple(str(lines.get(row)) for row, *_ in found[:5]))
    provenance = Provenance(
        source="mobility_aids",
        file=path.name,
        sha256=digest,
        size_bytes=size,
        licence=licence,
        rows={"aids": len(aids)},
        dropped=(dropped,) if problems else (),
        notes=("Conditions are free text: each is to be read before an aid is promised.", *file.notes),
    )
    return MobilityAids(tuple(aids), problems, provenance)


class _Line(Exception):
    """What is wrong with a line: the field, what, and how to mend it."""

    def __init__(self, field: str, what: str, mend: str) -> None:
        self.field, self.what, self.mend = field, what, mend
        super().__init__(what)


def _aid(row: Mapping[str, Any], file: str) -> Aid:
    texts = {name: _text(name, value) for name, value in row.items()}
    for name in _REQUIRED:
        if not texts[name]:
            raise _Line(name, f"'{name}' is empty.", "The schema asks for it; fill it in.")
    identifier = texts["id"]
    if not re.fullmatch(r"[0-9]{1,9}", identifier) or int(identifier) < 1:
        raise _Line("id", f"'{identifier[:40]}' is no id.", "Give a whole number from 1.")
    values: dict[str, Any] = {
        "id": f"referentiel.{int(identifier)}",
        "title": _both(texts["nom"]),
        "payer": texts["financeur"],
        "pays_for": _categories(texts.get("mode_transport", "")),
        "to_check": _both(texts["condition_obtention"]),
        "territory": [texts["territoire"], _code(texts["territoire_insee"])],
        "ends": _last_day(texts.get("date_fin_validite", "")),
        "url": _address(texts.get("lien_souscription", "")),
        "note": _both(f"{texts['description']} {texts['montant']}"),
        **_amount(texts["montant"]),
    }
    source = texts.get("source", "")
    if source:
        if _address(source) is None:
            raise _Line("source", f"'{source[:60]}' is no web address.", "Write it from https:// on.")
        values["source"] = {"title": texts["nom"], "url": source}
    try:
        return declared_of(values, Aid, file)
    except SourceError as problem:
        field = problem.where.field if problem.where else None
        raise _Line(field or "nom", problem.what, problem.mend) from None


def _text(name: str, value: Any) -> str:
    """A cell, in one line; written line breaks (backslash, n) are spaces."""
    text = " ".join(str(value or "").replace("\\n", " ").split())
    if len(text) > (_LONGEST_NAME if name in _NAMES else _LONGEST):
        raise _Line(name, f"'{name}' has {len(text)} characters.", "Shorten it.")
    if _MARKUP.search(text) or any(ord(letter) < 32 or ord(letter) == 127 for letter in text):
        raise _Line(name, f"'{name}' holds markup or control characters.", "Write plain text.")
    return text


def _both(text: str) -> dict[str, str]:
    """A text of the file, which is in French whichever language is asked for."""
    return {"fr": text, "en": text}


def _code(code: str) -> str:
    """A territory's INSEE code: of a commune where it has five signs, otherwise of a kind the file does not tell."""
    if not re.fullmatch(r"[0-9]{1,9}|2[AB][0-9]{0,3}", code):
        raise _Line("territoire_insee", f"'{code[:40]}' is no INSEE code.", "Give the code of the territory.")
    return f"commune:{code}" if len(code) == 5 else f"epci:{code}" if len(code) == 9 else f"insee:{code}"


def _categories(text: str) -> tuple[str, ...]:
    """Kinds of cost named in a list of modes, "any" where none is told or known."""
    try:
        listed = json.loads(text) if text else []
    except (ValueError, RecursionError):
        listed = text.strip("[]").split(",")
    words = [str(word).strip(" '\"").casefold() + " " for word in (listed if isinstance(listed, list) else [listed])]
    found = [name for name, marks in _MODES.items() if any(mark in word for mark in marks for word in words)]
    known = all(any(mark in word for marks in _MODES.values() for mark in marks) for word in words)
    return tuple(found) if found and known else ("any",)


def _amount(text: str) -> dict[str, Any]:
    """Kind and amount, where the whole text is one number."""
    if match := _PERCENT.fullmatch(text):
        share = int(match[1]) / 100
        return {"kind": "once", "share": share} if 0 < share <= 1 else {"kind": "once"}
    if match := _SUM.fullmatch(text):
        digits = match[1].replace(" ", "")
        kind = "per_month" if match[2] else "once"
        # A dot or comma before three digits divides thousands, before one or two it is decimal.
        if re.fullmatch(r"[0-9]+(?:[.,][0-9]{1,2})?", digits):
            return {"kind": kind, "amount_eur": float(digits.replace(",", "."))}
        if re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{3})+", digits):
            return {"kind": kind, "amount_eur": float(re.sub(r"[.,]", "", digits))}
    return {"kind": "once"}


def _last_day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _Line("date_fin_validite", f"'{text[:40]}' is no date.", "Write it as 2026-12-31.") from None


def _address(text: str) -> str | None:
    """A web address, None for anything else (such as the name of an application)."""
    return text if re.fullmatch(r"https?://[^\s<>\"']{1,2000}", text) else None
