"""Days of the week as people write them, in English or French."""

from __future__ import annotations

import re
from collections.abc import Sequence

from portee.core.errors import ParameterError

__all__ = ["DAYS", "format_days", "parse_days"]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_NAMES = {
    name: day
    for names in (
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    )
    for name, day in zip(names, DAYS, strict=True)
}


def _day(word: str) -> str | None:
    """The day of a name in English or French, or of its first three letters or more."""
    word = word.removesuffix(".")
    fits = {day for name, day in _NAMES.items() if len(word) >= 3 and (name.startswith(word) or f"{name}s" == word)}
    return fits.pop() if fits else None


def parse_days(text: str) -> tuple[str, ...]:
    """Days of the week written "mon-fri", "mon,wed", "lun-ven" or "sat", in the order of the week.

    Raises:
        ParameterError: a word is no day.
    """
    found: set[str] = set()
    tidy = re.sub(r"\s*[-–]\s*", "-", text.strip().casefold())
    for part in filter(None, re.split(r"[,;\s]+", tidy)):
        first, dash, last = part.partition("-")
        ends = []
        for word in (first, last if dash else first):
            day = _day(word)
            if day is None:
                raise ParameterError(f"'{word[:20]}' is no day of the week.", mend="Write days such as mon-fri or sat.")
            ends.append(DAYS.index(day))
        lo, hi = ends
        found.update(DAYS[k % 7] for k in range(lo, (hi if hi >= lo else hi + 7) + 1))
    if not found:
        raise ParameterError("No day of the week is given.", mend="Write days such as mon-fri or sat.")
    return tuple(day for day in DAYS if day in found)


def format_days(days: Sequence[str]) -> str:
    """Days of the week as `parse_days` reads them: "mon-fri", "mon,wed" or "sat"."""
    places = sorted({DAYS.index(day) for day in days})
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    words = [[DAYS[place] for place in run] for run in runs]
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(run) for run in words)
