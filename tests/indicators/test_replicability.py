"""Replicability: the checks of the mission, hand-computed products, and that each term only lowers it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.core.parameters import shipped_parameters
from portee.indicators.replicability import EnablingCondition, Range, Replicability, replicability
from portee.indicators.traits import Traits
from tests.indicators.traits import of, tables_of_traits

NAN = float("nan")
FACTORS = {"A": 1.0, "B": 0.85, "C": 0.6, "D": 0.4, "E": 0.2}
SOFT = 0.7
TRAITS = of([[0, 0], [0, 0], [10, 2], [5, NAN]])


def told(name: str, hard: bool, present: bool | None) -> EnablingCondition:
    return EnablingCondition(name, hard, present)


def asked(
    traits: Traits = TRAITS, target: int = 1, conditions: tuple[EnablingCondition, ...] = (), grade: str = "A"
) -> Replicability:
    return replicability(traits, 0, target, conditions, grade, factors=FACTORS, without_soft=SOFT)


def test_the_same_context_with_all_conditions_and_the_top_grade_gives_one() -> None:
    met = (told("operator", True, True), told("partner", False, True))
    for target in (0, 1):
        assert asked(target=target, conditions=met).result == Range(1, 1)


def test_a_missing_hard_condition_gives_nothing() -> None:
    found = asked(conditions=(told("operator", True, False), told("partner", False, True)))
    assert found.result == Range(0, 0)
    assert found.missing == ("operator",)


def test_each_term_is_shown() -> None:
    found = asked(
        target=3, grade="C",
        conditions=(told("operator", True, None), told("partner", False, False), told("bus", True, True)),
    )  # fmt: skip
    # Half as far on the first variable, nothing known on the second: likeness 1 - 3/4 to 1 - 1/4.
    assert (found.likeness.low, found.likeness.high) == pytest.approx((0.25, 0.75))
    assert found.known == 0.5
    assert found.by_condition == {"operator": Range(0, 1), "partner": Range(SOFT, SOFT), "bus": Range(1, 1)}
    assert (found.conditions.low, found.conditions.high) == pytest.approx((0, 0.7))
    assert (found.grade, found.evidence) == ("C", 0.6)
    assert (found.result.low, found.result.high) == pytest.approx((0, 0.75 * 0.7 * 0.6))
    assert (found.missing, found.not_told) == ((), ("operator",))


STATES = st.sampled_from([True, False, None])


@given(tables_of_traits(least=2), st.lists(st.tuples(st.booleans(), STATES), max_size=5), st.sampled_from("ABCDE"))
def test_laws(traits: Traits, states: list[tuple[bool, bool | None]], grade: str) -> None:
    conditions = tuple(told(f"c{k}", hard, present) for k, (hard, present) in enumerate(states))
    found = asked(traits, 1, conditions, grade)
    assert 0 <= found.result.low <= found.result.high <= FACTORS[grade]
    for have, lack in itertools.pairwise("ABCDE"):
        assert asked(traits, 1, conditions, lack).result.high <= asked(traits, 1, conditions, have).result.high
    if any(hard and present is False for hard, present in states):
        assert found.result == Range(0, 0)
    # Learning that a condition is there, or is not, stays within what was said before.
    for k, (hard, present) in enumerate(states):
        if present is None:
            for learned in (True, False):
                now = asked(traits, 1, (*conditions[:k], told(f"c{k}", hard, learned), *conditions[k + 1 :]), grade)
                assert now.result.low >= found.result.low - 1e-12
                assert now.result.high <= found.result.high + 1e-12


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ParameterError, match="no grade 'F'"):
        asked(grade="F")
    with pytest.raises(ParameterError, match="named twice"):
        asked(conditions=(told("a", True, True), told("a", False, True)))
    with pytest.raises(ParameterError, match=r"1\.5 is not a factor"):
        replicability(TRAITS, 0, 1, (), "A", factors={"A": 1.5}, without_soft=SOFT)
    with pytest.raises(ParameterError, match="nan is not a factor"):
        replicability(TRAITS, 0, 1, (), "A", factors=FACTORS, without_soft=NAN)
    with pytest.raises(ParameterError, match="not a range"):
        Range(0.5, 0.4)


def test_the_shipped_factors_fall_from_one() -> None:
    table = shipped_parameters()["replicability.evidence"].values[-1].value
    assert isinstance(table, dict)
    assert list(table) == list("ABCDE")
    assert table["A"] == 1
    assert all(a > b > 0 for a, b in itertools.pairwise(table.values()))
