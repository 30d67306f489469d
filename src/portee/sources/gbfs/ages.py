"""How old the state of a feed is, and what that makes of it.

GBFS wants the state of stations and vehicles to be at most five minutes old (v2.3, "Data Latency"). A study that asks
for a moment gets a remark when the state is older than that and than the file's own `ttl`, and loses the counts when it
is older than `MAX_AGE`: places and prices still hold then, the number of vehicles does not. A study that asks for no
moment takes the state as it was.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from portee.sources.gbfs.fields import Document
from portee.sources.gbfs.findings import Findings

__all__ = ["LATENCY", "MAX_AGE", "MAX_SILENCE", "is_current", "is_silent"]

LATENCY = timedelta(minutes=5)
"""The oldest a state may be (GBFS v2.3, "Data Latency")."""
MAX_AGE = timedelta(hours=24)
"""A state older than this by the moment asked says nothing of it."""
MAX_SILENCE = timedelta(hours=24)
"""A station that last reported this long before its file was written does not report any more."""


def is_current(document: Document, at: datetime | None, findings: Findings) -> bool:
    """Whether the counts of a file may be used at a moment; remarks on its age are noted."""
    if at is None:
        return True
    if document.updated is None:
        findings.note(f"{document.file} does not say when it was right; its state is used as it is.")
        return True
    age = at - document.updated
    if age < -LATENCY:
        findings.note(f"{document.file} was written {_told(-age)} after the moment asked; its state is used as it is.")
    elif age > MAX_AGE:
        return False
    elif age > max(LATENCY, timedelta(seconds=min(document.ttl, MAX_AGE.total_seconds()))):
        findings.note(f"{document.file} is {_told(age)} old at the moment asked.")
    return True


def is_silent(reported: datetime | None, document: Document) -> bool:
    """Whether a station or vehicle had long stopped reporting when its file was written."""
    return reported is not None and document.updated is not None and document.updated - reported > MAX_SILENCE


def _told(age: timedelta) -> str:
    minutes = round(age.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{round(minutes / 60)} hours" if minutes < 48 * 60 else f"{round(minutes / 1440)} days"
