"""Which of two openings is the wider."""

from __future__ import annotations

import pytest
from hypothesis import given

from portee.offers.openings import opens_at_least, selectors_of
from portee.offers.tariffs import EVERYTHING, Opening
from tests.offers.shelf import openings

RTM = Opening(agencies=("RTM",))


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        (EVERYTHING, RTM, True),
        (RTM, EVERYTHING, False),
        (Opening(agencies=("RTM", "TER")), RTM, True),
        (RTM, Opening(agencies=("RTM", "TER")), False),
        (RTM, Opening(agencies=("RTM",), routes=("1",)), True),  # a further selector narrows
        (Opening(agencies=("RTM",), routes=("1",)), RTM, False),
        (RTM, Opening(routes=("1",)), False),  # only a timetable knows whose route 1 is
        (Opening(routes=()), Opening(routes=()), True),
        (RTM, Opening(agencies=()), True),  # no agency at all opens nothing
        (Opening(route_types=(0, 3)), Opening(route_types=(3,)), True),
        (Opening(first_stops=("a", "b")), Opening(first_stops=("a",), last_stops=("c",)), True),
        (Opening(last_stops=("a", "b")), Opening(first_stops=("a",)), False),
    ],
)
def test_an_opening_is_wider_when_it_selects_no_less(wide: Opening, narrow: Opening, expected: bool) -> None:
    assert opens_at_least(wide, narrow) is expected


def test_order_and_repetition_of_names_do_not_matter() -> None:
    one, other = Opening(routes=("1", "2", "2")), Opening(routes=("2", "1"))
    assert selectors_of(one) == selectors_of(other)
    assert opens_at_least(one, other)
    assert opens_at_least(other, one)


@given(openings(), openings(), openings())
def test_wider_is_a_partial_order(a: Opening, b: Opening, c: Opening) -> None:
    assert opens_at_least(a, a)
    assert opens_at_least(EVERYTHING, a)
    if opens_at_least(a, b) and opens_at_least(b, c):
        assert opens_at_least(a, c)
    if opens_at_least(a, b) and opens_at_least(b, a):
        assert selectors_of(a) == selectors_of(b)


@given(openings(), openings())
def test_what_a_narrower_opening_opens_the_wider_opens(wide: Opening, narrow: Opening) -> None:
    """Against every vehicle that there could be: an agency and a route out of three each."""

    def opened(opening: Opening) -> set[tuple[str, str]]:
        return {
            (agency, route)
            for agency in "ABC"
            for route in "ABC"
            if (opening.agencies is None or agency in opening.agencies)
            and (opening.routes is None or route in opening.routes)
        }

    if opens_at_least(wide, narrow):
        assert opened(narrow) <= opened(wide)
