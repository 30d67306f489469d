"""Days and moments as people write them: 26 novembre 2026 à 9 h 05 in French, 26 November 2026, 09:05 in English."""

from __future__ import annotations

from datetime import date, datetime

from portee.commons.publish.words import day, told
from portee.reports.fluent import clock

__all__ = ["day_text", "moment_text", "month_text"]


def day_text(value: date | str, lang: str) -> str:
    """A day with its month in letters; a text that is no day, such as a year alone, stays as it is."""
    return day(value if isinstance(value, str) else value.isoformat(), lang)


def month_text(value: date | str, lang: str) -> str:
    """The month of a day, or of a text such as 2026-11, in letters with its year."""
    year, month = (value if isinstance(value, str) else value.isoformat()).split("-")[:2]
    return f"{told(f'month_{int(month)}', lang)} {year}"


def moment_text(value: datetime, lang: str) -> str:
    """A day and its hour, by the clock that the moment is told in."""
    hour = clock(value.hour * 3600 + value.minute * 60, lang)
    between = ", " if lang == "en" else " à "
    return f"{day_text(value.date(), lang)}{between}{hour}"
