"""The register of incidents: what went wrong at a public place, when, with which vehicle; who was there is not told."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from portee.core.errors import ConflictError, ParameterError
from portee.store.moderating import PublicState, Refusal, Sender, decide
from portee.store.schema import incidents
from portee.store.secret import hashed, new_id, new_token

__all__ = [
    "DECIMALS",
    "LONGEST_TEXT",
    "Incident",
    "Told",
    "add_incident",
    "find_incident",
    "list_incidents",
    "moderate_incident",
    "sent_incident",
    "settle_incident",
    "take_back_incident",
]

LONGEST_TEXT = 600
DECIMALS = 4
"""Of the degrees that are kept: eleven metres find a pavement, and no more is needed."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Told:
    """What somebody tells of an incident.

    Attributes:
        lat, lon: of the public place, degrees; kept to `DECIMALS`.
        kind: such as "left-across". vehicle: such as "scooter", "" for none.
        day: when. hour: in which hour of it, 0 to 23, None where it is not told.
        text: what happened.

    Raises:
        ParameterError: no place on Earth, no text or too much of it, an hour that no day has.
    """

    lat: float
    lon: float
    kind: str
    day: date
    text: str
    vehicle: str = ""
    hour: int | None = None

    def __post_init__(self) -> None:
        finite = math.isfinite(self.lat) and math.isfinite(self.lon)
        if not (finite and -90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ParameterError("This is no place on Earth.", mend="Give latitude and longitude in degrees.")
        if not self.text.strip() or len(self.text.strip()) > LONGEST_TEXT:
            raise ParameterError(
                f"The text must have from 1 to {LONGEST_TEXT} letters.", mend="Shorten it, or write one."
            )
        if self.hour is not None and not 0 <= self.hour <= 23:
            raise ParameterError("A day has the hours 0 to 23.", mend="Give one of them, or none.")


@dataclass(frozen=True)
class Incident:
    """One thing that went wrong.

    Attributes:
        lat, lon: of the public place, degrees, to `DECIMALS`.
        kind: such as "left-across". vehicle: such as "scooter", "" for none.
        day: when, YYYY-MM-DD. hour: in which hour of it, 0 to 23, None where it is not told.
        text: what was said. language: in which. refusal: why it is hidden.
        settled: when it was told to be dealt with.
    """

    id: str
    lat: float
    lon: float
    kind: str
    vehicle: str
    day: str
    hour: int | None
    text: str
    language: str
    state: PublicState
    refusal: Refusal | None
    created: datetime
    settled: datetime | None


def add_incident(
    connection: Connection,
    told: Told,
    *,
    now: datetime,
    sender: Sender = Sender(),  # noqa: B008 - frozen
) -> tuple[Incident, str]:
    """Keep one until a moderator has read it; also returns the token by which its author may take it back.

    The same form sent twice is kept once (`sent_incident`).
    """
    token, text = sender.token, told.text.strip()
    given = sent_incident(connection, told, token)
    if token is not None and given is not None:
        return given, token
    if token is None or find_incident(connection, token) is not None:
        token = new_token()
    id = new_id()
    connection.execute(
        incidents.insert().values(
            id=id, key=hashed(token), account=sender.account, lat=round(told.lat, DECIMALS),
            lon=round(told.lon, DECIMALS), kind=told.kind, vehicle=told.vehicle, day=told.day.isoformat(),
            hour=told.hour, text=text, language=sender.language, state=PublicState.waiting.value, created=now,
        )
    )  # fmt: skip
    return _incident(connection.execute(select(incidents).where(incidents.c.id == id)).one()), token


def sent_incident(connection: Connection, told: Told, token: str | None) -> Incident | None:
    """The one that the same form left already, None for none. Whoever corrects anything of it sends another."""
    given = None if token is None else find_incident(connection, token)
    if given is None:
        return None
    kept = given.lat, given.lon, given.kind, given.vehicle, given.day, given.hour, given.text
    place = round(told.lat, DECIMALS), round(told.lon, DECIMALS)
    same = kept == (*place, told.kind, told.vehicle, told.day.isoformat(), told.hour, told.text.strip())
    return given if same else None


def list_incidents(
    connection: Connection,
    *,
    state: PublicState = PublicState.shown,
    kind: str = "",
    since: str = "",
    until: str = "",
    offset: int = 0,
    limit: int = 500,
) -> tuple[Sequence[Incident], int]:
    """A page of them, the newest day first (what waits: the first sent first), and how many there are in all.

    Args:
        kind: of these alone. since, until: days, YYYY-MM-DD, both counted; "" for no bound.
    """
    asked = select(incidents).where(incidents.c.state == state.value)
    if kind:
        asked = asked.where(incidents.c.kind == kind)
    for bound in (since, until):
        if bound and not _DAY.fullmatch(bound):
            raise ParameterError("This is no day.", mend="Write YYYY-MM-DD.")
    if since:
        asked = asked.where(incidents.c.day >= since)
    if until:
        asked = asked.where(incidents.c.day <= until)
    total = connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
    waits = state is PublicState.waiting
    order = (incidents.c.created, incidents.c.id) if waits else (incidents.c.day.desc(), incidents.c.id)
    return [_incident(row) for row in connection.execute(asked.order_by(*order).offset(offset).limit(limit))], total


def find_incident(connection: Connection, token: str) -> Incident | None:
    """The one whose author holds this token, None for none."""
    row = connection.execute(select(incidents).where(incidents.c.key == hashed(token))).first()
    return None if row is None else _incident(row)


def moderate_incident(
    connection: Connection,
    id: str,
    state: PublicState,
    *,
    before: PublicState,
    now: datetime,
    refusal: Refusal | None = None,
) -> None:
    """Show or hide one, as `portee.store.moderating.decide` does."""
    decide(connection, incidents, id, state, before=before, now=now, refusal=refusal)


def settle_incident(connection: Connection, id: str, *, now: datetime) -> None:
    """Tell that one is dealt with. Raises ConflictError when it is settled already, or not shown."""
    changed = connection.execute(
        incidents.update()
        .where(
            incidents.c.id == id, incidents.c.state == PublicState.shown.value, incidents.c.settled.is_(None)
        )
        .values(settled=now)
    ).rowcount  # fmt: skip
    if changed != 1:
        raise ConflictError("This incident is settled already, or gone.", mend="Load the page again.")


def take_back_incident(connection: Connection, token: str) -> bool:
    """Erase one by the token that its author was given; whether there was one."""
    return connection.execute(delete(incidents).where(incidents.c.key == hashed(token))).rowcount == 1


def _incident(row: Row[Any]) -> Incident:
    return Incident(
        row.id, row.lat, row.lon, row.kind, row.vehicle, row.day, row.hour, row.text, row.language,
        PublicState(row.state), None if row.refusal is None else Refusal(row.refusal), row.created, row.settled,
    )  # fmt: skip
