from __future__ import annotations

from typing import Any

from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.profile_budget import PROFILE_BUDGET
from tests.services.evidence.kitchen import access


def settings(**changes: Any) -> dict[str, Any]:
    asked = access()
    kept = {name: asked[name] for name in ("network", "homes", "goals")}
    return {**kept, "profile": "trainee-no-licence", "date": "2026-09-08", **changes}


def test_what_a_budget_leaves(ground: Ground) -> None:
    free = PROFILE_BUDGET.run(settings(), ground)
    assert 0 < free.value <= 100
    assert free.high is not None
    assert free.value <= free.high
    assert free.profile is not None
    assert free.profile.startswith("trainee-no-licence ")
    poor = PROFILE_BUDGET.run(settings(budget_eur_month=0), ground)
    assert poor.value <= free.value
    assert poor.profile != free.profile


def test_the_affordable_part(ground: Ground) -> None:
    figured = PROFILE_BUDGET.run(settings(tells="affordable"), ground)
    assert 0 < figured.value <= 100
    assert figured.low is None
    assert any("plausible" in text.fr for text in figured.caveats)
