from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from portee.store.accounts import change_account, find_account
from portee.store.roles import Role
from portee.store.schema import sessions
from portee.store.sessions import (
    IDLE,
    LONGEST,
    close_session,
    close_sessions,
    find_session,
    open_session,
    sessions_of,
    use_session,
)
from tests.store.conftest import NOON, Person


def test_a_session_is_known_by_its_token_which_is_not_kept(connection: Connection, person: Person) -> None:
    ada = person("ada")
    token = open_session(connection, ada.id, now=NOON)
    found = find_session(connection, token, now=NOON)
    assert found is not None
    assert found.account.id == ada.id
    assert find_session(connection, token[:-1] + "~", now=NOON) is None
    assert token not in connection.execute(select(sessions.c.token)).scalars().all()


def test_a_session_ends_when_nobody_uses_it(connection: Connection, person: Person) -> None:
    token = open_session(connection, person().id, now=NOON)
    assert find_session(connection, token, now=NOON + IDLE) is not None
    assert find_session(connection, token, now=NOON + IDLE + timedelta(seconds=1)) is None


def test_a_session_goes_on_while_used_but_not_for_ever(connection: Connection, person: Person) -> None:
    token, moment = open_session(connection, person().id, now=NOON), NOON
    ada = None
    while moment - NOON <= LONGEST:
        found = find_session(connection, token, now=moment)
        assert found is not None
        use_session(connection, found, now=moment)
        ada, last, moment = found.account, moment, moment + IDLE / 2
    assert find_session(connection, token, now=moment) is None
    assert ada is not None
    seen = find_account(connection, id=ada.id)
    assert seen is not None
    assert seen.seen == last


@pytest.mark.parametrize("jump", [timedelta(days=400), -timedelta(days=400)])
def test_a_clock_that_jumps_never_makes_a_session_live_longer(
    connection: Connection, person: Person, jump: timedelta
) -> None:
    token = open_session(connection, person().id, now=NOON)
    assert find_session(connection, token, now=NOON + jump) is None


def test_a_changed_role_counts_at_once_and_a_disabled_account_is_out(connection: Connection, person: Person) -> None:
    ada = person("ada")
    token = open_session(connection, ada.id, now=NOON)
    change_account(connection, ada.id, role=Role.reviewer)
    found = find_session(connection, token, now=NOON)
    assert found is not None
    assert found.account.role is Role.reviewer
    change_account(connection, ada.id, disabled=NOON)
    assert find_session(connection, token, now=NOON) is None


def test_sessions_are_closed_one_or_all(connection: Connection, person: Person) -> None:
    ada = person("ada")
    one, two, three = (open_session(connection, ada.id, now=NOON) for _ in range(3))
    assert len(sessions_of(connection, ada.id)) == 3
    close_session(connection, one)
    assert find_session(connection, one, now=NOON) is None
    assert close_sessions(connection, ada.id, but=two) == 1
    assert find_session(connection, three, now=NOON) is None
    assert find_session(connection, two, now=NOON) is not None
    assert close_sessions(connection, ada.id) == 1
