from __future__ import annotations

import pytest
from pydantic import ValidationError

from portee.hubs.plan.employers import EmployerPlan
from tests.hubs.plan.hubs import WORDS


def test_a_plan_is_for_somebody() -> None:
    group = {"id": "solo", "title": WORDS, "people": 3}
    assert EmployerPlan.model_validate({"id": "firm", "title": WORDS, "groups": [group]}).protected
    with pytest.raises(ValidationError):
        EmployerPlan.model_validate({"id": "firm", "title": WORDS, "groups": []})
