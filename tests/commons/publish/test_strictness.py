from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.publish.strictness import stricter
from portee.commons.records.requirement import Requirement, Test, unmet
from tests.commons.examples import example

FACTS = ("walk_min", "open")
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.integers(0, 4).map(float), st.booleans(), st.sampled_from(["a", "b", "c"])
)


def requirement(*tests: dict[str, Any], level: int = 2) -> Requirement:
    """Its own cases do not matter here."""
    found = example("requirement")
    assert isinstance(found, Requirement)
    return found.model_copy(update={"tests": tuple(Test(**test) for test in tests), "level": level})


@st.composite
def drawn_tests(draw: st.DrawFn) -> dict[str, Any]:
    bounds: dict[str, Any] = {
        "at_least": draw(st.none() | st.integers(0, 4)),
        "at_most": draw(st.none() | st.integers(0, 4)),
        "equals": draw(st.none() | VALUES),
        "one_of": draw(st.lists(st.sampled_from(["a", "b", "c"]), max_size=2)),
    }
    if all(value in (None, []) for value in bounds.values()):
        bounds["at_least"] = 1
    return {"fact": draw(st.sampled_from(FACTS)), **bounds}


REQUIREMENTS = st.lists(drawn_tests(), min_size=1, max_size=3).map(lambda drawn: requirement(*drawn))


@given(REQUIREMENTS, REQUIREMENTS, st.dictionaries(st.sampled_from(FACTS), VALUES))
def test_whoever_met_what_did_not_get_stricter_still_does(
    before: Requirement, after: Requirement, facts: dict[str, Any]
) -> None:
    if not stricter(before, after) and not unmet(before.tests, facts):
        assert not unmet(after.tests, facts)


@given(REQUIREMENTS)
def test_nothing_is_stricter_than_itself(one: Requirement) -> None:
    assert stricter(one, one) == ()


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        ({"at_least": 1}, {"at_least": 2}, "at-least"),
        ({"at_most": 10}, {"at_most": 8}, "at-most"),
        ({"at_most": 10}, {"at_most": 10, "at_least": 1}, "at-least"),
        ({"equals": True}, {"equals": False}, "equals"),
        ({"one_of": ["a", "b"]}, {"one_of": ["a"]}, "one-of"),
        ({"one_of": ["a"]}, {"one_of": ["b"]}, "one-of"),
    ],
)
def test_each_way_of_asking_more(before: dict[str, Any], after: dict[str, Any], how: str) -> None:
    one, other = requirement({"fact": "open", **before}), requirement({"fact": "open", **after})
    assert [found.how for found in stricter(one, other)] == [how]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"at_least": 2}, {"at_least": 1}),
        ({"at_most": 8}, {"at_most": 10}),
        ({"one_of": ["a"]}, {"one_of": ["b", "a"]}),
        ({"equals": "a"}, {"one_of": ["a", "b"]}),
    ],
)
def test_asking_less_is_not_stricter(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert stricter(requirement({"fact": "open", **before}), requirement({"fact": "open", **after})) == ()


def test_a_new_test_and_an_earlier_level_ask_more() -> None:
    one, two = {"fact": "open", "at_least": 1}, {"fact": "walk_min", "at_most": 5}
    assert [found.how for found in stricter(requirement(one), requirement(one, two))] == ["new-test"]
    assert stricter(requirement(one, two), requirement(one)) == ()
    assert [found.how for found in stricter(requirement(one), requirement(one, level=1))] == ["level"]
    assert stricter(requirement(one), requirement(one, level=3)) == ()
