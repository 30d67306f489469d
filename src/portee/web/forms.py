"""What people type in forms, as values: trimmed, without signs that cannot be seen, within bounds; or what is wrong.

A problem is the name of a message, said beside its field. Nothing that was typed is in it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import Request

__all__ = ["LONGEST", "Typed", "typed", "well_formed"]

LONGEST = 200
"""Letters of a field; more are cut."""


class Typed:
    """The fields of a form, and what is wrong with them.

    Args:
        fields: as they came; the first of several values of one name counts.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = {name: _plain(text) for name, text in fields.items()}
        self.problems: dict[str, str] = {}

    def text(self, name: str) -> str:
        """What was typed, "" for nothing."""
        return self.fields.get(name, "")

    def wrong(self, name: str, message: str) -> None:
        """Tell that a field is wrong, unless something was told of it before."""
        self.problems.setdefault(name, message)

    def needed(self, name: str, message: str = "form-needed") -> str:
        """What was typed, told to be missing when nothing was."""
        text = self.text(name)
        if not text:
            self.wrong(name, message)
        return text

    def choice(self, name: str, known: Iterable[str]) -> str | None:
        """One of some values, None for none."""
        text = self.text(name)
        if not text:
            return None
        if text not in known:
            self.wrong(name, "form-choice")
            return None
        return text

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number, None for nothing; a decimal part is rounded, "," and "€" are understood."""
        text = self.text(name).replace(" ", "").replace("€", "").replace(",", ".")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            self.wrong(name, "form-number")
            return None
        # Not a number is neither more nor less than anything.
        if not least <= value <= most:
            self.wrong(name, "form-range")
            return None
        return round(value)

    def minutes(self, name: str) -> int | None:
        """A time of day as minutes after midnight: 05:30, 5h30, 5 h, 530; None for nothing."""
        text = self.text(name).lower().replace(" ", "")
        if not text:
            return None
        hours, sign, minutes = next(
            (parts for sign in (":", "h", ".") if (parts := text.partition(sign))[1]),
            (text[:-2], ":", text[-2:]) if len(text) > 2 else (text, ":", "0"),
        )
        minutes = minutes or "0"
        plain = hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit() and len(text) <= 5
        if not sign or not plain or not (int(hours) < 24 and int(minutes) < 60):
            self.wrong(name, "form-clock")
            return None
        return int(hours) * 60 + int(minutes)


def well_formed(value: Any) -> bool:
    """Whether the texts of what came as JSON are texts: half a pair of UTF-16 can be written there, and is none."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


async def typed(request: Request) -> Typed:
    """Depend on it: the fields of the form that was sent; files are left out."""
    form = await request.form()
    return Typed({name: value for name, value in reversed(form.multi_items()) if isinstance(value, str)})


def _plain(text: str) -> str:
    shown = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text[: LONGEST * 4])
    return unicodedata.normalize("NFC", " ".join(shown.split()))[:LONGEST]
