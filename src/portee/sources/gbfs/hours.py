"""When a service rents: one text in OpenStreetMap's `opening_hours` syntax, from whichever files tell it.

GBFS 3 writes it so in system_information.json. GBFS 2 has system_hours.json (days and hours) and system_calendar.json
(seasons), which are translated; https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from portee.sources.gbfs.fields import Document, FieldError, Record, count, texts
from portee.sources.gbfs.findings import Findings

__all__ = ["read_hours"]

_DAYS = {"mon": "Mo", "tue": "Tu", "wed": "We", "thu": "Th", "fri": "Fr", "sat": "Sa", "sun": "Su"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIME = re.compile(r"([0-3]\d|4[0-7]):([0-5]\d):([0-5]\d)")
_MAX_RULES = 500
_MAX_TEXT = 2_000
_LEAP_YEAR = 2024


def read_hours(
    information: Document, hours: Document | None, calendar: Document | None, findings: Findings
) -> str | None:
    """The hours of rental in `opening_hours` syntax, None for always (or for hours that cannot be understood: noted).

    Where members and others have hours of their own, those of the others are taken: they hold for everybody.
    """
    text = information.data.get("opening_hours")
    if text is not None:
        if isinstance(text, str) and _understood(text):
            return " ".join(text.split())
        findings.drop(information.file, "opening hours", "opening_hours is not in OpenStreetMap's syntax", str(text))
        return None
    try:
        rules = _weekly(hours, findings) if hours is not None else ["24/7"]
        seasons = _seasons(calendar, findings) if calendar is not None else []
    except FieldError as problem:
        file = (hours or calendar or information).file
        findings.drop(file, "opening hours", str(problem), problem.field)
        return None
    if hours is None and not seasons:
        return None
    if hours is None:
        told = "; ".join(seasons)
    else:
        told = "; ".join(f"{season} {rule}" for season in seasons for rule in rules) if seasons else "; ".join(rules)
    if not _understood(told):
        findings.drop(information.file, "opening hours", "they cannot be put together from the feed's files", told)
        return None
    return told


def _understood(text: str) -> bool:
    if not text.strip() or len(text) > _MAX_TEXT:
        return False
    import opening_hours

    return opening_hours.validate(" ".join(text.split()))


def _weekly(document: Document, findings: Findings) -> list[str]:
    records = document.records("rental_hours", _MAX_RULES, findings)
    told: dict[str, dict[str, list[str]]] = {"member": {}, "nonmember": {}}
    for record in records:
        users = texts(record, "user_types") or tuple(told)
        days = texts(record, "days")
        if any(user not in told for user in users):
            raise FieldError("user_types", "names neither member nor nonmember")
        if not days or any(day not in _DAYS for day in days):
            raise FieldError("days", "are no days of the week")
        span = f"{_time(record, 'start_time')}-{_time(record, 'end_time')}"
        for user in users:
            for day in days:
                spans = told[user].setdefault(day, [])
                if span not in spans:
                    spans.append(span)
    if told["member"] != told["nonmember"]:
        findings.note(f"{document.file}: members have other hours; those that hold for everybody are used.")
    chosen = told["nonmember"] or told["member"]
    if not chosen:
        raise FieldError("rental_hours", "is empty")
    by_span: dict[str, list[str]] = {}
    for day, short in _DAYS.items():
        if day in chosen:
            by_span.setdefault(",".join(chosen[day]), []).append(short)
    return [f"{','.join(days)} {spans}" for spans, days in by_span.items()]


def _time(record: Record, name: str) -> str:
    value = record.get(name)
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise FieldError(name, "is no time of day such as 05:30:00")
    # The last second or minute of a day stands for its end.
    hour, minute = int(found[1]), int(found[2])
    if name == "end_time" and minute == 59 and hour % 24 == 23:
        hour, minute = hour + 1, 0
    return f"{hour:02d}:{minute:02d}"


def _seasons(document: Document, findings: Findings) -> list[str]:
    records: Sequence[Record] = document.records("calendars", _MAX_RULES, findings)
    return [f"{_day(record, 'start')}-{_day(record, 'end')}" for record in records]


def _day(record: Record, which: str) -> str:
    month, day = (count(record, f"{which}_{part}", required=True) or 0 for part in ("month", "day"))
    year = count(record, f"{which}_year")
    try:
        date(year or _LEAP_YEAR, month, day)
    except (ValueError, OverflowError) as problem:
        raise FieldError(f"{which}_day", "is no day of the year") from problem
    return f"{year} {_MONTHS[month - 1]} {day:02d}" if year else f"{_MONTHS[month - 1]} {day:02d}"
