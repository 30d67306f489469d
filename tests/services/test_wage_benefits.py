"""Benefits at every wage, alike ones computed once, many ones rounded; and together as if each alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.services.benefits import NotComputed, benefits_change, benefits_changes
from portee.services.wage_benefits import MOST_WAGES, STEPS_EUR, WageBenefits, wage_benefits
from tests.services.households import DAY, HOUSING, Rules, profile


def _benefits(wages: list[float], engine: Rules | None = None) -> WageBenefits:
    found = wage_benefits(profile(), np.array(wages), DAY, housing=HOUSING, engine=engine or Rules())
    assert isinstance(found, WageBenefits)
    return found


def test_alike_wages_are_computed_once() -> None:
    engine = Rules()
    found = _benefits([1200, np.nan, 400, 1200], engine)
    assert (sorted(found.by_wage), found.step_eur) == ([400, 1200], 0)
    # Today once, and the two jobs: all in one question.
    assert len(engine.asked) == 3
    at = found.of(1200)
    assert at is not None
    assert at.change == -800
    assert found.of(999) is None


@settings(max_examples=15)
@given(st.lists(st.integers(0, 3000), min_size=1, max_size=6))
def test_together_is_as_if_each_alone(wages: list[int]) -> None:
    together = benefits_changes(profile(), [float(w) for w in wages], DAY, housing=HOUSING, engine=Rules())
    alone = [benefits_change(profile(), w, DAY, housing=HOUSING, engine=Rules()) for w in wages]
    assert isinstance(together, tuple)
    assert [found.change for found in together] == [a.change for a in alone if not isinstance(a, NotComputed)]


def test_many_wages_are_rounded_and_it_is_told() -> None:
    found = _benefits([1000 + 0.37 * k for k in range(400)])
    assert found.step_eur in STEPS_EUR[1:]
    assert len(found.by_wage) <= MOST_WAGES
    for wage in (1000.0, 1074.0):
        at = found.of(wage)
        assert at is not None
        assert at.gross_eur == pytest.approx(wage / 0.8, abs=found.step_eur / 2 / 0.8 + 0.01)


def test_what_is_not_told_or_known() -> None:
    assert wage_benefits(profile(), np.array([np.nan]), DAY, housing=HOUSING, engine=Rules()) is None
    found = wage_benefits(profile(), np.array([1200.0]), DAY, housing=None)
    assert found == NotComputed("housing_unknown")
