"""When a service is open, from a text in OpenStreetMap's `opening_hours` syntax.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. Holidays and seasons are left aside: an ordinary
week, in which none falls, stands for all.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

import numpy as np
import numpy.typing as npt

__all__ = ["MOST_TEXT", "open_shares", "open_spans", "understood", "weekly_hours"]

MONDAY = datetime(2027, 3, 8)
"""First day of an ordinary week: no public holiday of France, no change of the clocks."""
MOST_TEXT = 2_000
DAYS, HOURS = 7, 24


def understood(text: str) -> bool:
    """Whether a text tells opening hours."""
    if not text.strip() or len(text) > MOST_TEXT:
        return False
    import opening_hours

    return bool(opening_hours.validate(text))


@cache
def _minutes(text: str) -> tuple[float, ...]:
    """Minutes open in each hour of an ordinary week, from Monday at midnight."""
    import opening_hours

    found = [0.0] * (DAYS * HOURS)
    end = MONDAY + timedelta(days=DAYS)
    for begin, until, state, _ in opening_hours.OpeningHours(text).intervals(start=MONDAY, end=end):
        if state != opening_hours.State.OPEN:
            continue
        at, stop = begin, min(until, end)
        while at < stop:
            place = int((at - MONDAY).total_seconds() // 3600)
            following = min(MONDAY + timedelta(hours=place + 1), stop)
            found[place] += (following - at).total_seconds() / 60
            at = following
    return tuple(found)


def open_shares(text: str | None) -> npt.NDArray[np.float64]:
    """float64 (7, 24): share of each hour in which it is open, days from Monday; None is always open."""
    if text is None:
        return np.ones((DAYS, HOURS))
    return np.array(_minutes(text)).reshape(DAYS, HOURS) / 60


def weekly_hours(text: str) -> float:
    """Hours open in an ordinary week."""
    return sum(_minutes(text)) / 60


def open_spans(text: str) -> tuple[tuple[float, float], ...]:
    """Spans of an ordinary week in which it is open, hours from Monday at midnight, in order and apart."""
    import opening_hours

    found: list[tuple[float, float]] = []
    end = MONDAY + timedelta(days=DAYS)
    for begin, until, state, _ in opening_hours.OpeningHours(text).intervals(start=MONDAY, end=end):
        if state != opening_hours.State.OPEN:
            continue
        first, last = ((at - MONDAY).total_seconds() / 3600 for at in (begin, min(until, end)))
        if found and found[-1][1] >= first:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return tuple(found)
