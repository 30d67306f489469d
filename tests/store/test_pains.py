from __future__ import annotations

import math

import pytest
from sqlalchemy import Connection

from portee.core.errors import ConflictError, ParameterError
from portee.store.moderating import PublicState, Refusal, Sender
from portee.store.pains import add_pain, find_pain, list_pains, moderate_pain, take_back_pain
from tests.store.conftest import NOON


def test_a_pain_is_shown_only_when_a_moderator_says_so(connection: Connection) -> None:
    pain, _ = add_pain(connection, 43.3, 5.37, "no-bus", " Plus de bus après 20 h. ", now=NOON)
    assert pain.text == "Plus de bus après 20 h."
    assert list_pains(connection)[1] == 0
    assert list_pains(connection, state=PublicState.waiting)[1] == 1
    moderate_pain(connection, pain.id, PublicState.shown, before=PublicState.waiting, now=NOON)
    assert [found.id for found in list_pains(connection)[0]] == [pain.id]
    with pytest.raises(ConflictError, match="Another moderator"):
        moderate_pain(
            connection, pain.id, PublicState.hidden, before=PublicState.waiting, now=NOON, refusal=Refusal.unclear
        )
    assert list_pains(connection, state=None)[1] == 1


def test_its_author_takes_it_back_without_an_account(connection: Connection) -> None:
    _, token = add_pain(connection, 43.3, 5.37, "no-bus", "x", now=NOON)
    assert not take_back_pain(connection, "made-up")
    assert take_back_pain(connection, token)
    assert list_pains(connection, state=None)[1] == 0


def test_the_same_form_sent_twice_is_one_person(connection: Connection) -> None:
    token = "t" * 40
    first, held = add_pain(connection, 43.3, 5.37, "no-bus", "x", now=NOON, sender=Sender(token=token))
    again, still = add_pain(connection, 43.3, 5.37, "no-bus", "x", now=NOON, sender=Sender(token=token))
    assert (first.id, held) == (again.id, still) == (first.id, token)
    # Another text from the same form is another report, with a code of its own.
    other, new = add_pain(connection, 43.3, 5.37, "no-bus", "y", now=NOON, sender=Sender(token=token))
    assert other.id != first.id
    assert new != token
    assert list_pains(connection, state=None)[1] == 2


def test_its_author_learns_why_it_is_not_shown(connection: Connection) -> None:
    pain, token = add_pain(connection, 43.3, 5.37, "no-bus", "x", now=NOON)
    with pytest.raises(ParameterError, match="without a reason"):
        moderate_pain(connection, pain.id, PublicState.hidden, before=PublicState.waiting, now=NOON)
    moderate_pain(
        connection, pain.id, PublicState.hidden, before=PublicState.waiting, now=NOON, refusal=Refusal.repeated
    )
    found = find_pain(connection, token)
    assert found is not None
    assert (found.state, found.refusal) == (PublicState.hidden, Refusal.repeated)
    assert find_pain(connection, "made-up") is None


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (math.nan, 0), (0, math.inf)])
def test_a_place_is_on_earth(connection: Connection, lat: float, lon: float) -> None:
    with pytest.raises(ParameterError, match="no place on Earth"):
        add_pain(connection, lat, lon, "no-bus", "x", now=NOON)


@pytest.mark.parametrize("text", ["", "  ", "x" * 1001])
def test_a_text_is_needed_and_not_too_long(connection: Connection, text: str) -> None:
    with pytest.raises(ParameterError, match="1000 letters"):
        add_pain(connection, 43.3, 5.37, "no-bus", text, now=NOON)
