from __future__ import annotations

from hypothesis import given

from portee.hubs.plan.checks import parse_hub, read_hub, shipped_hubs
from portee.hubs.plan.whole import HubPlan
from portee.hubs.plan.written import plan_to_yaml
from tests.hubs.plan.hubs import plans


@given(plans())
def test_a_plan_that_is_written_is_read_back_the_same(plan: HubPlan) -> None:
    assert parse_hub_loosely(plan_to_yaml(plan)) == plan


def parse_hub_loosely(text: str) -> HubPlan:
    """Drawn plans may ask for more hours than their vehicles have: only their shape is looked at."""
    import yaml

    return HubPlan.model_validate(yaml.safe_load(text))


def test_the_examples_are_read_back_the_same() -> None:
    for name in shipped_hubs():
        plan = read_hub(name)
        assert parse_hub(plan_to_yaml(plan)) == plan
