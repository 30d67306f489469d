"""Months, quarters and years as people write them, and in order."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from portee.core.declared import Wrong

__all__ = ["MONTHS", "PeriodKind", "first_day", "period_label", "period_number"]

PeriodKind = Literal["month", "quarter", "year"]

MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""Months in a period of each kind."""

_PATTERNS = {
    "month": (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), "2026-03"),
    "quarter": (re.compile(r"(\d{4})-[QT]([1-4])"), "2026-Q1"),
    "year": (re.compile(r"(\d{4})"), "2026"),
}


def period_number(text: str, kind: PeriodKind) -> int:
    """Periods of a kind since the year 0, so that later ones have greater numbers.

    Raises:
        Wrong: the text is no period of that kind.
    """
    pattern, example = _PATTERNS[kind]
    found = pattern.fullmatch(text.strip())
    if found is None:
        raise Wrong(f"'{text[:30]}' is no {kind}.", f"Write it as {example}.")
    year, *inner = (int(part) for part in found.groups())
    return year * (12 // MONTHS[kind]) + (inner[0] - 1 if inner else 0)


def period_label(number: int, kind: PeriodKind) -> str:
    """The text of a period."""
    year, inner = divmod(number, 12 // MONTHS[kind])
    return {"month": f"{year:04d}-{inner + 1:02d}", "quarter": f"{year:04d}-Q{inner + 1}", "year": f"{year:04d}"}[kind]


def first_day(number: int, kind: PeriodKind) -> date:
    """The day on which a period begins."""
    year, inner = divmod(number, 12 // MONTHS[kind])
    return date(year, inner * MONTHS[kind] + 1, 1)
