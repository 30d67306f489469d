"""Times of day as people write them, and as seconds after midnight."""

from __future__ import annotations

import re

from portee.core.errors import ParameterError, Where

__all__ = ["DAY_S", "format_time_of_day", "parse_time_of_day"]

DAY_S = 86_400

_TIME = re.compile(r"(?P<hours>\d{1,3})\s*(?:[:hH]\s*(?P<minutes>\d{2})?(?:[:m]\s*(?P<seconds>\d{2}))?)", re.ASCII)


def parse_time_of_day(text: str, *, latest_s: int = DAY_S, where: Where | None = None) -> int:
    """Seconds after midnight of a time written `HH:MM`, `H:MM`, `HH:MM:SS`, `7h30` or `7h`.

    Args:
        text: the time as written; spaces around it are ignored.
        latest_s: the latest time allowed, in seconds; by default 24:00. A timetable's day may go beyond.
        where: where the text was read, for the message.

    Returns:
        seconds after midnight, from 0 to `latest_s`.

    Raises:
        ParameterError: the text is not a time of day, or is later than `latest_s`.
    """
    mend = "Write hours and minutes such as 07:30, 7h30 or 24:00."
    found = _TIME.fullmatch(text.strip())
    if found is None or (found["minutes"] is None and ":" in text):
        raise ParameterError(f"'{_shown(text)}' is not a time of day.", where=where, mend=mend)
    hours, minutes, seconds = (int(found[part] or 0) for part in ("hours", "minutes", "seconds"))
    total = hours * 3600 + minutes * 60 + seconds
    if minutes > 59 or seconds > 59:
        raise ParameterError(f"'{_shown(text)}' has more than 59 minutes or seconds.", where=where, mend=mend)
    if total > latest_s:
        latest = format_time_of_day(latest_s)
        raise ParameterError(f"'{_shown(text)}' is later than {latest}.", where=where, mend=mend)
    return total


def format_time_of_day(seconds: int) -> str:
    """`HH:MM`, or `HH:MM:SS` when the time is not on a whole minute; hours go past 24 when `seconds` does.

    Raises:
        ParameterError: `seconds` is negative.
    """
    if seconds < 0:
        raise ParameterError(f"{seconds} seconds is before midnight.", mend="Give zero or more seconds.")
    minutes, rest = divmod(int(seconds), 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{rest:02d}" if rest else text


def _shown(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
