"""Missions, events and requests made from the examples."""

from __future__ import annotations

from typing import Any

from portee.commons.records.event import Event
from portee.commons.records.help import Help
from portee.commons.records.mission import Mission
from tests.commons.examples import example


def mission(slug: str, /, **changes: Any) -> Mission:
    values = {"event": None, "between": None, "skills": None, **changes}
    record = example("mission", id=f"mission/{slug}", **values)
    assert isinstance(record, Mission)
    return record


def event(slug: str, /, **changes: Any) -> Event:
    record = example("event", id=f"event/{slug}", **changes)
    assert isinstance(record, Event)
    return record


def request(slug: str, /, **changes: Any) -> Help:
    record = example("help", id=f"help/{slug}", **changes)
    assert isinstance(record, Help)
    return record
