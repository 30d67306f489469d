from __future__ import annotations

import pytest
from sqlalchemy import Connection, Table

from portee.core.errors import ConflictError, ParameterError
from portee.store.incidents import Told, add_incident
from portee.store.moderating import PublicState, Refusal, decide
from portee.store.pains import add_pain
from portee.store.schema import incidents, pains
from tests.store.conftest import NOON


def row(connection: Connection, table: Table) -> str:
    if table is pains:
        return add_pain(connection, 43.3, 5.37, "no-bus", "x", now=NOON)[0].id
    return add_incident(connection, Told(43.3, 5.37, "danger", NOON.date(), "x"), now=NOON)[0].id


@pytest.mark.parametrize("table", [pains, incidents], ids=lambda table: table.name)
def test_of_two_moderators_one_decides(connection: Connection, table: Table) -> None:
    id = row(connection, table)
    decide(connection, table, id, PublicState.shown, before=PublicState.waiting, now=NOON)
    with pytest.raises(ConflictError, match="Another moderator"):
        decide(connection, table, id, PublicState.hidden, before=PublicState.waiting, now=NOON, refusal=Refusal.unclear)
    # What is shown may be hidden later; the reason goes when it is shown again.
    decide(connection, table, id, PublicState.hidden, before=PublicState.shown, now=NOON, refusal=Refusal.unclear)
    assert connection.execute(table.select()).one().refusal == "unclear"
    decide(connection, table, id, PublicState.shown, before=PublicState.hidden, now=NOON)
    assert connection.execute(table.select()).one().refusal is None


def test_nothing_is_refused_without_a_reason(connection: Connection) -> None:
    with pytest.raises(ParameterError, match="without a reason"):
        decide(connection, pains, "any", PublicState.hidden, before=PublicState.waiting, now=NOON)
