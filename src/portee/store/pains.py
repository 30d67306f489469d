"""Where moving about hurts, as people put it on the map: the exact place stays here and is shown to nobody."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from portee.core.errors import ParameterError
from portee.store.moderating import PublicState, Refusal, Sender, decide
from portee.store.schema import pains
from portee.store.secret import hashed, new_id, new_token

__all__ = [
    "LONGEST_TEXT",
    "Pain",
    "add_pain",
    "find_pain",
    "list_pains",
    "moderate_pain",
    "sent_pain",
    "take_back_pain",
]

LONGEST_TEXT = 1000


@dataclass(frozen=True)
class Pain:
    """One place where moving about hurts.

    Attributes:
        lat, lon: the exact place, degrees, never shown.
        kind: such as "no-bus", "unsafe-crossing". text: what was said. language: in which.
        refusal: why it is hidden, None unless it is.
    """

    id: str
    account: str | None
    lat: float
    lon: float
    kind: str
    text: str
    language: str
    state: PublicState
    created: datetime
    refusal: Refusal | None = None


def add_pain(
    connection: Connection,
    lat: float,
    lon: float,
    kind: str,
    text: str,
    *,
    now: datetime,
    sender: Sender = Sender(),  # noqa: B008 - frozen
) -> tuple[Pain, str]:
    """Keep a place until a moderator has read it; also returns the token by which its author may take it back.

    The same form sent twice is kept once (`sent_pain`): otherwise one person would count as two, and no threshold of
    people would hold.

    Raises:
        ParameterError: no place on Earth, no text, or too much of it.
    """
    if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise ParameterError("This is no place on Earth.", mend="Give latitude and longitude in degrees.")
    text = text.strip()
    if not text or len(text) > LONGEST_TEXT:
        raise ParameterError(f"The text must have from 1 to {LONGEST_TEXT} letters.", mend="Shorten it, or write one.")
    token = sender.token
    given = sent_pain(connection, lat, lon, kind, text, token)
    if token is not None and given is not None:
        return given, token
    if token is None or find_pain(connection, token) is not None:
        token = new_token()
    id = new_id()
    connection.execute(
        pains.insert().values(
            id=id, key=hashed(token), account=sender.account, lat=lat, lon=lon, kind=kind, text=text,
            language=sender.language, state=PublicState.waiting.value, created=now,
        )
    )  # fmt: skip
    row = connection.execute(select(pains).where(pains.c.id == id)).one()
    return _pain(row), token


def sent_pain(
    connection: Connection, lat: float, lon: float, kind: str, text: str, token: str | None
) -> Pain | None:  # fmt: skip
    """The one that the same form left already, None for none. Whoever corrects a word or the place sends another."""
    given = None if token is None else find_pain(connection, token)
    if given is None or (given.lat, given.lon, given.kind, given.text) != (lat, lon, kind, text.strip()):
        return None
    return given


def list_pains(
    connection: Connection, *, state: PublicState | None = PublicState.shown, offset: int = 0, limit: int = 500
) -> tuple[Sequence[Pain], int]:
    """A page of pains, those that came first at the top, and how many there are in all."""
    asked = select(pains)
    if state is not None:
        asked = asked.where(pains.c.state == state.value)
    total = connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
    rows = connection.execute(asked.order_by(pains.c.created, pains.c.id).offset(offset).limit(limit))
    return [_pain(row) for row in rows], total


def find_pain(connection: Connection, token: str) -> Pain | None:
    """The one whose author holds this token, None for none."""
    row = connection.execute(select(pains).where(pains.c.key == hashed(token))).first()
    return None if row is None else _pain(row)


def moderate_pain(
    connection: Connection,
    id: str,
    state: PublicState,
    *,
    before: PublicState,
    now: datetime,
    refusal: Refusal | None = None,
) -> None:
    """Show or hide one, as `portee.store.moderating.decide` does."""
    decide(connection, pains, id, state, before=before, now=now, refusal=refusal)


def take_back_pain(connection: Connection, token: str) -> bool:
    """Erase one by the token that its author was given; whether there was one."""
    return connection.execute(delete(pains).where(pains.c.key == hashed(token))).rowcount == 1


def _pain(row: Row[Any]) -> Pain:
    return Pain(
        row.id, row.account, row.lat, row.lon, row.kind, row.text, row.language, PublicState(row.state), row.created,
        None if row.refusal is None else Refusal(row.refusal),
    )  # fmt: skip
