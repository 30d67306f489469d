from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.monthly_cost import MONTHLY_COST, least_budget
from tests.services.evidence.kitchen import access


def settings(**changes: Any) -> dict[str, Any]:
    asked = access(goals={"files": ["training.csv"]})
    kept = {name: asked[name] for name in ("network", "homes", "goals")}
    return {**kept, "profile": "trainee-no-licence", "date": "2026-09-08", **changes}


@given(st.lists(st.integers(0, 120), min_size=1, max_size=9), st.integers(1, 100))
def test_the_least_budget_serves_half_and_a_euro_less_does_not(needs: list[int], most: int) -> None:
    def served(budget: int) -> float:
        return sum(need <= budget for need in needs) / len(needs)

    found = least_budget(served, most)
    by_hand = next((budget for budget in range(most + 1) if served(budget) >= 0.5), None)
    assert found == by_hand


def test_what_is_reached_on_foot_costs_nothing(ground: Ground) -> None:
    figured = MONTHLY_COST.run(settings(most_eur=3), ground)
    assert (figured.value, figured.unit) == (0, "EUR par mois")
    assert figured.profile is not None
    assert any("plausible" in text.fr for text in figured.caveats)


def test_what_no_budget_pays_for_is_told(ground: Ground) -> None:
    with pytest.raises(ParameterError, match="fewer than half of the residents"):
        MONTHLY_COST.run(settings(within_min=0.1, most_eur=10), ground)
