from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.records.requirement import Test, unmet
from tests.commons.examples import refused

NUMBERS = st.floats(-1e6, 1e6)


def test_a_requirement_whose_passing_case_fails_is_refused() -> None:
    assert "passing case does not meet" in refused("requirement", passing={"early_jobs_within_60_min_share": 0.1})


def test_a_requirement_whose_failing_case_passes_is_refused() -> None:
    assert "failing case meets every test" in refused("requirement", failing={"early_jobs_within_60_min_share": 0.9})


def test_a_test_compares_with_something() -> None:
    assert "compared with nothing" in refused("requirement", tests=[{"fact": "x"}])


@given(NUMBERS, NUMBERS)
def test_bounds_hold_at_the_bound(value: float, bound: float) -> None:
    assert Test(fact="x", at_least=bound).met({"x": value}) == (value >= bound)
    assert Test(fact="x", at_most=bound).met({"x": value}) == (value <= bound)


@pytest.mark.parametrize(
    ("test", "value", "met"),
    [
        (Test(fact="x", equals=True), True, True),
        (Test(fact="x", equals=True), 1.0, False),
        (Test(fact="x", equals="oui"), "oui", True),
        (Test(fact="x", one_of=("a", "b")), "b", True),
        (Test(fact="x", one_of=("a", "b")), "c", False),
        (Test(fact="x", at_least=0), "12", False),
        (Test(fact="x", at_least=0), True, False),
    ],
)
def test_what_meets_a_test(test: Test, value: bool | float | str, met: bool) -> None:
    assert test.met({"x": value}) is met


def test_a_fact_that_nobody_has_told_meets_nothing() -> None:
    test = Test(fact="x", at_most=5)
    assert unmet((test,), {}) == (test,)
    assert unmet((test,), {"x": 5}) == ()
