"""What was typed in the form of a record, as plain values, and plain values as the form shows them.

Names of fields are their paths: `title.fr`, `sources.0.url`. Nothing typed is lost when it does not fit: a text where
a number belongs stays a text, and the check says so.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from portee.core.errors import PorteeError
from portee.core.plain_yaml import parse_yaml, plain_text
from portee.services.proposing.shapes import Asked

__all__ = ["LANGUAGES", "MOST_ROWS", "shown", "values_of"]

LANGUAGES = ("fr", "en")
"""That the form asks texts in; what a record says in others is kept."""

MOST_ROWS = 40
YES_NO = {"yes": True, "no": False}


def values_of(
    asked: Iterable[Asked], typed: Mapping[str, str], before: Mapping[str, Any], at: str = ""
) -> dict[str, Any]:
    """The values of fields, those that the form does not show as they were `before`; what is empty is left out."""
    asked = tuple(asked)
    names = {one.name for one in asked}
    found = {name: value for name, value in before.items() if name not in names}
    for one in asked:
        value = _value(one, typed, f"{at}{one.name}", before.get(one.name))
        if value not in (None, "", [], {}):
            found[one.name] = value
    return found


def _value(one: Asked, typed: Mapping[str, str], path: str, before: Any) -> Any:
    text = _plain(typed.get(path, ""))
    match one.how:
        case "text":
            return _text(typed, path, before)
        case "texts":
            old = before if isinstance(before, list) else []
            found = [_text(typed, f"{path}.{place}", _row(old, place)) for place in range(MOST_ROWS)]
            # A text that was in other languages alone cannot be told from one that was emptied.
            return [text for text in found if any(lang in text for lang in LANGUAGES)]
        case "lines":
            return [line.strip() for line in text.splitlines() if line.strip()]
        case "number":
            return _number(text)
        case "yes-no":
            return YES_NO.get(text, text)
        case "group":
            return values_of(one.parts, typed, before if isinstance(before, Mapping) else {}, f"{path}.")
        case "rows":
            kept_rows = before if isinstance(before, list) else []
            rows = (
                values_of(one.parts, typed, _row(kept_rows, place), f"{path}.{place}.") for place in range(MOST_ROWS)
            )
            # What the form does not show of a row goes with the row.
            shown_names = {part.name for part in one.parts}
            return [row for row in rows if shown_names & set(row)]
        case "yaml":
            return _yaml(text)
        case "choice":
            return next((known for known in one.choices if str(known) == text), text)
        case _:
            return text if one.how == "long" else " ".join(text.split())


def _text(typed: Mapping[str, str], path: str, before: Any) -> dict[str, str]:
    kept = before if isinstance(before, Mapping) else {}
    others = {lang: said for lang, said in kept.items() if lang not in LANGUAGES}
    said = {lang: _plain(typed.get(f"{path}.{lang}", "")) for lang in LANGUAGES}
    return {lang: words for lang, words in {**said, **others}.items() if words}


def _row(rows: list[Any], place: int) -> Mapping[str, Any]:
    return rows[place] if place < len(rows) and isinstance(rows[place], Mapping) else {}


def _number(text: str) -> Any:
    try:
        number = float(text.replace(",", ".").replace(" ", ""))
    except ValueError:
        return text
    if not math.isfinite(number):
        return text
    return int(number) if number.is_integer() and "." not in text and abs(number) < 1e15 else number


def _yaml(text: str) -> Any:
    if not text:
        return None
    try:
        return parse_yaml(text, "form")[0]
    except PorteeError:
        return text


def _plain(text: str) -> str:
    """Without signs that cannot be seen, lines aside."""
    kept = "".join(
        sign for sign in text.replace("\r\n", "\n").replace("\r", "\n")
        if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )  # fmt: skip
    return unicodedata.normalize("NFC", kept).strip()


def shown(one: Asked, value: Any) -> str:
    """A value as its field shows it, to be typed over."""
    if value is None:
        return ""
    match one.how:
        case "lines":
            return "\n".join(map(str, value)) if isinstance(value, list) else str(value)
        case "yes-no":
            return next((word for word, known in YES_NO.items() if known is value), str(value))
        case "yaml":
            return value if isinstance(value, str) else plain_text(value).strip()
        case _:
            return str(value)
