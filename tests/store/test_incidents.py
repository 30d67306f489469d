from __future__ import annotations

import math
from datetime import date

import pytest
from sqlalchemy import Connection

from portee.core.errors import ConflictError, ParameterError
from portee.store.incidents import (
    LONGEST_TEXT,
    Told,
    add_incident,
    find_incident,
    list_incidents,
    moderate_incident,
    settle_incident,
    take_back_incident,
)
from portee.store.moderating import PublicState, Sender
from tests.store.conftest import NOON

DAY = date(2026, 3, 9)


def shown(connection: Connection, day: date, kind: str = "danger") -> str:
    incident, _ = add_incident(connection, Told(43.3, 5.37, kind, day, f"{kind} {day}"), now=NOON)
    moderate_incident(connection, incident.id, PublicState.shown, before=PublicState.waiting, now=NOON)
    return incident.id


def test_it_is_kept_to_eleven_metres_and_shown_when_read(connection: Connection) -> None:
    incident, token = add_incident(
        connection, Told(43.300151234, 5.370251234, "left-across", DAY, " En travers. ", "scooter", 8), now=NOON
    )
    assert (incident.lat, incident.lon, incident.text) == (43.3002, 5.3703, "En travers.")
    assert (incident.day, incident.hour, incident.vehicle) == ("2026-03-09", 8, "scooter")
    assert list_incidents(connection)[1] == 0
    assert list_incidents(connection, state=PublicState.waiting)[1] == 1
    assert find_incident(connection, token) == incident
    assert take_back_incident(connection, token)
    assert not take_back_incident(connection, token)


def test_the_newest_day_comes_first_within_bounds_and_by_kind(connection: Connection) -> None:
    ids = [shown(connection, date(2026, 3, day)) for day in (1, 5, 9)]
    other = shown(connection, date(2026, 3, 3), "broken-stop")
    assert [one.id for one in list_incidents(connection)[0]] == [ids[2], ids[1], other, ids[0]]
    found, total = list_incidents(connection, since="2026-03-03", until="2026-03-05")
    assert ([one.id for one in found], total) == ([ids[1], other], 2)
    assert [one.id for one in list_incidents(connection, kind="broken-stop")[0]] == [other]
    assert list_incidents(connection, limit=1)[1] == 4
    with pytest.raises(ParameterError, match="no day"):
        list_incidents(connection, since="yesterday")


def test_the_same_form_sent_twice_is_one_incident(connection: Connection) -> None:
    for _ in range(2):
        add_incident(connection, Told(43.3, 5.37, "danger", DAY, "x"), now=NOON, sender=Sender(token="t" * 40))
    add_incident(connection, Told(43.3, 5.37, "danger", DAY, "y"), now=NOON, sender=Sender(token="t" * 40))
    assert list_incidents(connection, state=PublicState.waiting)[1] == 2


def test_it_is_settled_once_and_only_when_shown(connection: Connection) -> None:
    waiting, _ = add_incident(connection, Told(43.3, 5.37, "danger", DAY, "x"), now=NOON)
    with pytest.raises(ConflictError):
        settle_incident(connection, waiting.id, now=NOON)
    id = shown(connection, DAY)
    settle_incident(connection, id, now=NOON)
    assert list_incidents(connection)[0][0].settled == NOON
    with pytest.raises(ConflictError):
        settle_incident(connection, id, now=NOON)


@pytest.mark.parametrize(
    ("lat", "lon", "text", "hour", "told"),
    [
        (91.0, 0.0, "x", None, "Earth"), (0.0, math.nan, "x", None, "Earth"), (0.0, 0.0, " ", None, "letters"),
        (0.0, 0.0, "x" * (LONGEST_TEXT + 1), None, "letters"), (0.0, 0.0, "x", 24, "hours"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(lat: float, lon: float, text: str, hour: int | None, told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        Told(lat, lon, "danger", DAY, text, hour=hour)
