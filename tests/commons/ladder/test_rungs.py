from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from portee.commons.ladder.rungs import LEVELS, RUNGS, UNAWARE, level_of, share_interval
from portee.core.errors import ParameterError

ANSWERS = st.fixed_dictionaries({rung: st.booleans() for rung in RUNGS})


@given(ANSWERS, st.sampled_from(RUNGS))
def test_one_more_yes_never_lowers_the_level(answers: dict[str, bool], rung: str) -> None:
    before, after = level_of(answers), level_of({**answers, rung: True})
    assert before is not None
    assert after is not None
    assert after >= before


@given(ANSWERS)
def test_the_level_is_where_the_first_no_stands(answers: dict[str, bool]) -> None:
    told = "".join("y" if answers[rung] else "n" for rung in RUNGS)
    assert level_of(answers) == len(told.partition("n")[0]) - 1


def test_levels_by_example() -> None:
    yes = dict.fromkeys(RUNGS, True)
    assert [level_of({**yes, rung: False}) for rung in RUNGS] == [UNAWARE, 0, 1, 2, 3]
    assert level_of(yes) == LEVELS[-1] == 4
    # Who uses what they cannot afford has not climbed that rung.
    assert level_of({**yes, "afford": False}) == 1


@given(ANSWERS, st.sampled_from(RUNGS))
def test_an_answer_that_is_missing_matters_below_the_first_no_alone(answers: dict[str, bool], rung: str) -> None:
    first = next((k for k, name in enumerate(RUNGS) if not answers[name]), len(RUNGS))
    known = level_of({**answers, rung: None})
    assert known == (level_of(answers) if RUNGS.index(rung) > first else None)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.5, 0.999))
def test_intervals_are_those_of_scipy(counted: tuple[int, int], level: float) -> None:
    count, people = counted
    low, high = share_interval(count, people, level)
    other = binomtest(count, people).proportion_ci(level, "wilson")
    assert math.isclose(low, other.low, abs_tol=1e-9)
    assert math.isclose(high, other.high, abs_tol=1e-9)
    assert 0 <= low <= count / people <= high <= 1


@pytest.mark.parametrize(("count", "people", "level"), [(-1, 5, 0.9), (6, 5, 0.9), (0, 0, 0.9), (1, 5, 1)])
def test_what_is_no_share(count: int, people: int, level: float) -> None:
    with pytest.raises(ParameterError):
        share_interval(count, people, level)
