"""Find a column by its name, and say which ones there are when it is not there."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

__all__ = ["COUNT_WEIGHTS", "closest", "known_names"]

COUNT_WEIGHTS = ("count", "@count")
"""Weight names that stand for one per place, unless the data has a column of that very name."""


def closest(name: str, choices: Sequence[str]) -> str | None:
    """The choice most like `name`, capitals and accents' case apart, or None when nothing is close."""
    by_fold: dict[str, str] = {}
    for choice in choices:
        by_fold.setdefault(choice.casefold(), choice)
    found = difflib.get_close_matches(name.casefold(), list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def known_names(name: str, choices: Sequence[str], *, most: int = 30) -> str:
    """One or two sentences: the name that was perhaps meant, and the names there are."""
    near = closest(name, choices)
    shown = ", ".join(choices[:most]) + (f" and {len(choices) - most} more" if len(choices) > most else "")
    listed = f"The columns are: {shown}." if choices else "There are no columns."
    return f"Did you mean '{near}'? {listed}" if near else listed
