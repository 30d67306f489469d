from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from portee.core.errors import ParameterError
from portee.store.links import LIFE, MOST_WAITING, Purpose, link_email, make_link, use_link
from portee.store.schema import links
from tests.store.conftest import NOON


def sent(connection: Connection, **more: object) -> str:
    token = make_link(connection, "Ada@example.org", Purpose.sign_in, now=NOON, **more)  # type: ignore[arg-type]
    assert token is not None
    return token


def test_a_link_works_once(connection: Connection) -> None:
    token = sent(connection)
    assert token not in connection.execute(select(links.c.token)).scalars().all()
    # Mail programs look at a link before people do.
    assert link_email(connection, token, Purpose.sign_in, now=NOON) == "ada@example.org"
    assert use_link(connection, token, Purpose.sign_in, now=NOON) == "ada@example.org"
    assert use_link(connection, token, Purpose.sign_in, now=NOON) is None
    assert link_email(connection, token, Purpose.sign_in, now=NOON) is None


def test_a_link_opens_only_what_it_was_made_for(connection: Connection) -> None:
    token = sent(connection)
    assert use_link(connection, token, Purpose.erase, now=NOON) is None
    assert use_link(connection, "made-up", Purpose.sign_in, now=NOON) is None


def test_a_link_expires(connection: Connection) -> None:
    token = sent(connection)
    assert use_link(connection, token, Purpose.sign_in, now=NOON + LIFE + timedelta(seconds=1)) is None
    longer = sent(connection, life=timedelta(days=2))
    assert use_link(connection, longer, Purpose.sign_in, now=NOON + timedelta(days=1)) is not None


def test_a_clock_set_back_does_not_make_a_link_live_longer(connection: Connection) -> None:
    assert use_link(connection, sent(connection), Purpose.sign_in, now=NOON - timedelta(days=30)) is None


def test_using_one_link_ends_the_others_of_the_same_address(connection: Connection) -> None:
    first, second = sent(connection), sent(connection)
    assert use_link(connection, second, Purpose.sign_in, now=NOON) is not None
    assert use_link(connection, first, Purpose.sign_in, now=NOON) is None


def test_nobody_is_flooded(connection: Connection) -> None:
    for _ in range(MOST_WAITING):
        sent(connection)
    assert make_link(connection, "ada@example.org", Purpose.sign_in, now=NOON) is None
    assert make_link(connection, "bob@example.org", Purpose.sign_in, now=NOON) is not None
    later = NOON + LIFE + timedelta(seconds=1)
    assert make_link(connection, "ada@example.org", Purpose.sign_in, now=later) is not None


def test_a_link_needs_an_address(connection: Connection) -> None:
    with pytest.raises(ParameterError):
        make_link(connection, "nobody", Purpose.sign_in, now=NOON)
