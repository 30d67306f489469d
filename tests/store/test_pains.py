from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from portee.core.errors import ConflictError, ParameterError
from portee.store.pains import SQUARE_DEG, Pain, PainState, add_pain, list_pains, moderate_pain, take_back_pain
from tests.store.conftest import NOON


def test_a_pain_is_shown_only_when_a_moderator_says_so(connection: Connection) -> None:
    pain, _ = add_pain(connection, 43.3, 5.37, "no-bus", " Plus de bus après 20 h. ", now=NOON)
    assert pain.text == "Plus de bus après 20 h."
    assert list_pains(connection)[1] == 0
    assert list_pains(connection, state=PainState.waiting)[1] == 1
    moderate_pain(connection, pain.id, PainState.shown, before=PainState.waiting, now=NOON)
    assert [found.id for found in list_pains(connection)[0]] == [pain.id]
    with pytest.raises(ConflictError, match="Another moderator"):
        moderate_pain(connection, pain.id, PainState.hidden, before=PainState.waiting, now=NOON)
    assert list_pains(connection, state=None)[1] == 1


def test_its_author_takes_it_back_without_an_account(connection: Connection) -> None:
    _, token = add_pain(connection, 43.3, 5.37, "no-bus", "x", now=NOON)
    assert not take_back_pain(connection, "made-up")
    assert take_back_pain(connection, token)
    assert list_pains(connection, state=None)[1] == 0


@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9))
def test_the_square_holds_the_place_and_is_the_same_for_all_of_it(lat: float, lon: float) -> None:
    pain = Pain("x", None, lat, lon, "k", "t", "fr", PainState.shown, NOON)
    assert abs(pain.square_lat - lat) <= SQUARE_DEG / 2 + 1e-4
    assert abs(pain.square_lon - lon) <= SQUARE_DEG / 2 + 1e-4
    centre = Pain("x", None, pain.square_lat, pain.square_lon, "k", "t", "fr", PainState.shown, NOON)
    assert math.isclose(centre.square_lat, pain.square_lat)
    assert math.isclose(centre.square_lon, pain.square_lon)


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (math.nan, 0), (0, math.inf)])
def test_a_place_is_on_earth(connection: Connection, lat: float, lon: float) -> None:
    with pytest.raises(ParameterError, match="no place on Earth"):
        add_pain(connection, lat, lon, "no-bus", "x", now=NOON)


@pytest.mark.parametrize("text", ["", "  ", "x" * 1001])
def test_a_text_is_needed_and_not_too_long(connection: Connection, text: str) -> None:
    with pytest.raises(ParameterError, match="1000 letters"):
        add_pain(connection, 43.3, 5.37, "no-bus", text, now=NOON)
