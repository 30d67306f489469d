"""Events of the network as a calendar file (iCalendar, RFC 5545) that any calendar reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from portee.commons.records.event import Event

__all__ = ["calendar_text"]

OCTETS = 75
"""Longest line, in bytes; longer ones are folded."""


def calendar_text(events: Sequence[Event], name: str, changed: datetime, lang: str = "fr") -> str:
    """Events as a calendar. Hours are those of the place, without a zone ("floating" in the standard).

    A draft or a proposal is tentative; what was reviewed or published is confirmed.

    Args:
        name: of the commons; makes the ids of events unique among instances.
        changed: moment of the version exported, written as the stamp of each event.
    """
    stamp = changed.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portee//commons//FR", "CALSCALE:GREGORIAN"]
    for event in sorted(events, key=lambda one: (one.starts, one.id)):
        where = ", ".join(part for part in (event.place, event.room) if part)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.id}@{name}.portee.invalid",
            f"DTSTAMP:{stamp}",
            *_moments(event),
            f"SUMMARY:{_escaped(event.title.in_(lang))}",
            f"LOCATION:{_escaped(where)}",
            f"DESCRIPTION:{_escaped(event.for_whom.in_(lang))}",
            f"STATUS:{'CONFIRMED' if event.status in ('reviewed', 'published') else 'TENTATIVE'}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _moments(event: Event) -> list[str]:
    """Beginning and end; the end of a day without an hour is the day after, which the standard leaves out."""
    if "T" not in event.starts and "T" not in event.ends:
        after = date.fromisoformat(event.ends) + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{event.starts.replace('-', '')}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    begin = datetime.fromisoformat(event.starts)
    end = datetime.fromisoformat(event.ends) + timedelta(days="T" not in event.ends)
    told = [f"DTSTART:{begin:%Y%m%dT%H%M%S}"]
    return told if end == begin else [*told, f"DTEND:{end:%Y%m%dT%H%M%S}"]


def _escaped(text: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def _folded(line: str) -> str:
    """A line cut where it gets too long; what follows begins with a space. No sign is cut in two."""
    parts, current, room = [], "", OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            parts.append(current)
            current, room = "", OCTETS - 1
        current += sign
        room -= size
    return "\r\n ".join([*parts, current])
