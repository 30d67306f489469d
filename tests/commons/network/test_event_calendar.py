"""The calendar read back as the standard says: lines unfolded, texts unescaped."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from portee.commons.network.event_calendar import calendar_text
from tests.commons.network.people import event

MOMENT = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)


def read_back(text: str) -> list[dict[str, str]]:
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and value and name != "END":
            found[-1][name] = re.sub(r"\\(.)", lambda sign: "\n" if sign[1] in "nN" else sign[1], value)
    return found


def told(**changes: Any) -> dict[str, str]:
    (one,) = read_back(calendar_text([event("e", **changes)], "moulins", MOMENT))
    return one


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=200).filter(
        lambda t: t.strip() == t
    )
)
@settings(max_examples=60)
def test_any_title_comes_back_whole(title: str) -> None:
    assert told(title={"fr": title})["SUMMARY"] == title


def test_an_event() -> None:
    assert told() == {
        "UID": "event/e@moulins.portee.invalid", "DTSTAMP": "20261126T103000Z",
        "DTSTART": "20261203T180000", "DTEND": "20261203T200000",
        "SUMMARY": "Apprendre à relever les obstacles",
        "LOCATION": "Maison de quartier des Moulins, grande salle",
        "DESCRIPTION": "Bénévoles et professionnels.", "STATUS": "TENTATIVE",
    }  # fmt: skip
    assert told(status="reviewed")["STATUS"] == "CONFIRMED"


def test_days_without_hours_end_on_the_day_after() -> None:
    day = told(starts="2026-12-31", ends="2026-12-31")
    assert (day["DTSTART;VALUE=DATE"], day["DTEND;VALUE=DATE"]) == ("20261231", "20270101")
    mixed = told(starts="2026-12-31T18:00", ends="2027-01-01")
    assert (mixed["DTSTART"], mixed["DTEND"]) == ("20261231T180000", "20270102T000000")
    assert "DTEND" not in told(starts="2026-12-31T18:00", ends="2026-12-31T18:00")


def test_the_same_events_give_the_same_text_in_the_order_of_their_days() -> None:
    events = [event("b", starts="2026-12-01T10:00"), event("a")]
    text = calendar_text(events, "c", MOMENT)
    assert text == calendar_text(events[::-1], "c", MOMENT)
    assert [one["UID"][:7] for one in read_back(text)] == ["event/b", "event/a"]
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
