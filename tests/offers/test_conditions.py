"""Conditions on plain facts: yes, no, not known, and never yes for what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from portee.core.declared import Declared, parse_declared
from portee.core.errors import SourceError
from portee.offers.conditions import YES, Condition, Verdict, holds, verdict


def _asks(**fields: Any) -> Condition:
    return Condition.model_validate({name.rstrip("_"): value for name, value in fields.items()})


@pytest.mark.parametrize(("fields", "yes", "no"), [
    ({"is": True}, [True], [False]),
    ({"is": False}, [False], [True]),
    ({"is": "employee"}, ["employee"], ["student", "Employee"]),
    ({"is": 2}, [2.0], [3.0]),
    ({"one_of": ["student", "apprentice"]}, ["student", "apprentice"], ["employee"]),
    ({"one_of": [1, 2]}, [1.0, 2.0], [0.0, 3.0]),
    ({"has": "css"}, [("css",), ("aah", "css")], [(), ("aah",)]),
    ({"has_not": "css"}, [(), ("aah",)], [("css",), ("aah", "css")]),
    ({"has": "css"}, ["css"], ["aah"]),
    ({"at_least": 26}, [26.0, 27.0], [25.9, 0.0]),
    ({"at_most": 26}, [26.0, 0.0], [26.1]),
    ({"below": 26}, [25.9, -1.0], [26.0, 27.0]),
    ({"above": 26}, [26.1], [26.0, 0.0]),
    ({"at_least": 18, "below": 26}, [18.0, 25.5], [17.9, 26.0]),
    ({"above": 0, "at_most": 3, "is": 2}, [2.0], [0.0, 3.0]),
])  # fmt: skip
def test_each_test_with_its_limit(fields: dict[str, Any], yes: list[Any], no: list[Any]) -> None:
    condition = _asks(fact="x", **fields)
    assert [holds(condition, {"x": value}) for value in yes] == ["yes"] * len(yes)
    assert [holds(condition, {"x": value}) for value in no] == ["no"] * len(no)
    assert holds(condition, {"x": None}) == holds(condition, {}) == holds(condition, {"y": yes[0]}) == "unknown"


def test_words_are_not_compared_as_numbers() -> None:
    for test in ("at_least", "at_most", "below", "above"):
        condition = _asks(fact="x", **{test: 5})
        assert holds(condition, {"x": "7"}) == holds(condition, {"x": ("3", "9")}) == "no"


FACTS: st.SearchStrategy[Mapping[str, Any]] = st.fixed_dictionaries(
    {
        "age": st.one_of(st.none(), st.integers(0, 90).map(float)),
        "status": st.sampled_from([None, "employee", "student", "jobseeker"]),
        "rights": st.sampled_from([None, (), ("css",), ("aah", "css")]),
        "licence": st.sampled_from([None, True, False]),
    }
)
SIMPLE = st.sampled_from([
    {"fact": "age", "below": 26}, {"fact": "age", "at_least": 18}, {"fact": "status", "is": "employee"},
    {"fact": "status", "one_of": ["student", "employee"]}, {"fact": "rights", "has": "css"},
    {"fact": "rights", "has_not": "aah"}, {"fact": "licence", "is": True}, {"fact": "height", "above": 1},
])  # fmt: skip
CONDITIONS = st.recursive(
    SIMPLE, lambda inner: st.lists(inner, min_size=1, max_size=3).map(lambda some: {"any_of": some}), max_leaves=5
).map(Condition.model_validate)


@given(st.lists(CONDITIONS, min_size=1, max_size=3), FACTS)
def test_one_of_several_is_enough(parts: list[Condition], facts: Mapping[str, Any]) -> None:
    answers = {holds(part, facts) for part in parts}
    expected = "yes" if "yes" in answers else "unknown" if "unknown" in answers else "no"
    assert holds(Condition(any_of=tuple(parts)), facts) == expected


@given(st.lists(CONDITIONS, max_size=4), FACTS)
def test_all_must_hold_and_every_obstacle_is_named(conditions: list[Condition], facts: Mapping[str, Any]) -> None:
    found = verdict(conditions, facts)
    answers = [holds(condition, facts) for condition in conditions]
    assert found.failed == tuple(c for c, a in zip(conditions, answers, strict=True) if a == "no")
    assert found.unknown == tuple(c for c, a in zip(conditions, answers, strict=True) if a == "unknown")
    assert found.answer == ("no" if "no" in answers else "unknown" if "unknown" in answers else "yes")
    assert (found.answer == "yes") == (found == YES)


@given(CONDITIONS, FACTS, st.data())
def test_learning_a_fact_only_settles_what_was_open(
    condition: Condition, facts: Mapping[str, Any], data: st.DataObject
) -> None:
    """A yes or a no given without a fact stays, whatever the fact turns out to be."""
    name = data.draw(st.sampled_from(sorted(facts)))
    without = holds(condition, {**facts, name: None})
    assert without in ("unknown", holds(condition, facts))


def test_nothing_asked_is_yes() -> None:
    assert verdict((), {}) == YES == Verdict("yes")


def test_conditions_say_themselves_in_words() -> None:
    assert str(_asks(fact="age", at_least=18, below=26)) == "age at least 18.0 and below 26.0"
    assert str(_asks(fact="status", is_="student")) == "status is student"
    either = Condition(any_of=(_asks(fact="rights", has="css"), _asks(fact="rights", has_not="aah")))
    assert str(either) == "(rights has css) or (rights has not aah)"
    assert str(_asks(fact="status", one_of=["student", "apprentice"])) == ("status is one of ('student', 'apprentice')")


class Rules(Declared):
    """A file that holds conditions."""

    rules: tuple[Condition, ...]


@pytest.mark.parametrize(("lines", "what", "mend"), [
    ("- below: 26", "names no fact", "fact: age"),
    ("- fact: age", "says nothing", "at_least"),
    ("- any_of: []", "any_of", "Move"),
    ("- fact: age\n    any_of: [{fact: age, below: 3}]", "any_of", "Move"),
    ("- below: 3\n    any_of: [{fact: age, below: 3}]", "any_of", "Move"),
])  # fmt: skip
def test_a_condition_without_sense_is_refused_with_its_line(lines: str, what: str, mend: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_declared(f"rules:\n  {lines}\n", Rules, "offer.yaml")
    assert what in caught.value.what
    assert mend in caught.value.mend
    assert "line 2" in str(caught.value)


@pytest.mark.parametrize("fields", [
    {"fact": "age", "bellow": 26}, {"fact": "age", "below": "young"}, {"fact": "age", "at_least": float("nan")},
    {"fact": "age", "above": float("inf")}, {"fact": 3, "is": True}, {"any_of": [{"fact": "age"}]},
])  # fmt: skip
def test_what_is_no_condition_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(fields)


def test_conditions_do_not_change() -> None:
    condition = _asks(fact="age", below=26)
    with pytest.raises(ValidationError):
        condition.below = 30.0
    assert hash(condition) == hash(_asks(fact="age", below=26))
