"""Where moving about hurts, as people put it on the map: the exact place stays here, the public one is a square."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from portee.core.errors import ConflictError, ParameterError
from portee.store.schema import pains
from portee.store.secret import hashed, new_id, new_token

__all__ = [
    "LONGEST_TEXT",
    "SQUARE_DEG",
    "Pain",
    "PainState",
    "add_pain",
    "list_pains",
    "moderate_pain",
    "take_back_pain",
]

SQUARE_DEG = 0.005
"""Side of the square that is shown, degrees: 555 m north to south, about 400 m west to east in France."""
LONGEST_TEXT = 1000


class PainState(StrEnum):
    """waiting: for a moderator. shown: in its square. hidden: refused."""

    waiting = "waiting"
    shown = "shown"
    hidden = "hidden"


@dataclass(frozen=True)
class Pain:
    """One place where moving about hurts.

    Attributes:
        lat, lon: the exact place, degrees, never shown. square_lat, square_lon: middle of the square that may be.
        kind: such as "no-bus", "unsafe-crossing". text: what was said. language: in which.
    """

    id: str
    account: str | None
    lat: float
    lon: float
    kind: str
    text: str
    language: str
    state: PainState
    created: datetime

    @property
    def square_lat(self) -> float:
        return _middle(self.lat)

    @property
    def square_lon(self) -> float:
        return _middle(self.lon)


def _middle(degrees: float) -> float:
    """Middle of the square that holds a coordinate."""
    return round((math.floor(degrees / SQUARE_DEG) + 0.5) * SQUARE_DEG, 4)


def add_pain(
    connection: Connection,
    lat: float,
    lon: float,
    kind: str,
    text: str,
    *,
    now: datetime,
    language: str = "fr",
    account: str | None = None,
) -> tuple[Pain, str]:
    """Keep a place until a moderator has read it; also returns the token by which its author may take it back.

    Raises:
        ParameterError: no place on Earth, no text, or too much of it.
    """
    if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise ParameterError("This is no place on Earth.", mend="Give latitude and longitude in degrees.")
    text = text.strip()
    if not text or len(text) > LONGEST_TEXT:
        raise ParameterError(f"The text must have from 1 to {LONGEST_TEXT} letters.", mend="Shorten it, or write one.")
    token, id = new_token(), new_id()
    connection.execute(
        pains.insert().values(
            id=id, key=hashed(token), account=account, lat=lat, lon=lon, kind=kind, text=text, language=language,
            state=PainState.waiting.value, created=now,
        )
    )  # fmt: skip
    row = connection.execute(select(pains).where(pains.c.id == id)).one()
    return _pain(row), token


def list_pains(
    connection: Connection, *, state: PainState | None = PainState.shown, offset: int = 0, limit: int = 500
) -> tuple[Sequence[Pain], int]:
    """A page of pains, those that came first at the top, and how many there are in all."""
    asked = select(pains)
    if state is not None:
        asked = asked.where(pains.c.state == state.value)
    total = connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
    rows = connection.execute(asked.order_by(pains.c.created, pains.c.id).offset(offset).limit(limit))
    return [_pain(row) for row in rows], total


def moderate_pain(connection: Connection, id: str, state: PainState, *, before: PainState, now: datetime) -> None:
    """Show or hide one. `before` is what the moderator saw. Raises ConflictError when another was quicker."""
    changed = connection.execute(
        pains.update().where(pains.c.id == id, pains.c.state == before.value).values(state=state.value, moderated=now)
    ).rowcount
    if changed != 1:
        raise ConflictError(
            "Another moderator dealt with this, or its author took it back.", mend="Load the page again."
        )


def take_back_pain(connection: Connection, token: str) -> bool:
    """Erase one by the token that its author was given; whether there was one."""
    return connection.execute(delete(pains).where(pains.c.key == hashed(token))).rowcount == 1


def _pain(row: Row[Any]) -> Pain:
    return Pain(
        row.id, row.account, row.lat, row.lon, row.kind, row.text, row.language, PainState(row.state), row.created
    )
