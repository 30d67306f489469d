from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from portee.hubs.accounts.employer import employer_result
from portee.hubs.plan.employers import EmployerPlan
from tests.hubs.plan.hubs import WORDS

euros = st.integers(0, 300_000).map(lambda cents: cents / 100)
groups = st.fixed_dictionaries(
    {
        "id": st.just("g"), "title": st.just(WORDS), "people": st.integers(0, 400), "parks": st.booleans(),
        "sustainable": st.booleans(), "cost_now": euros, "cost_other": euros, "allowance_now": euros,
        "takers": st.none() | st.sampled_from([0.0, 0.17, 1.0]),
    }
)  # fmt: skip
plans = st.fixed_dictionaries(
    {
        "id": st.just("p"), "title": st.just(WORDS), "place": euros, "cash_out": euros, "allowance": euros,
        "parking_fee": euros, "running": euros, "groups": st.lists(groups, min_size=1, max_size=4),
    }
)  # fmt: skip


def result(plan: dict[str, Any], protected: bool = True) -> Any:
    declared = EmployerPlan.model_validate({**plan, "protected": protected})
    return employer_result(declared, taker_share=0.17, exempt=600)


@given(plans)
def test_protected_mode_never_leaves_an_employee_worse_off(plan: dict[str, Any]) -> None:
    found = result(plan)
    assert found.losers == ()
    assert all(each.worst >= 0 for each in found.groups)


@given(plans, st.booleans())
def test_what_the_employer_pays_the_employees_receive(plan: dict[str, Any], protected: bool) -> None:
    found = result(plan, protected)
    received = 0
    for each in found.groups:
        dearer = round(100 * each.group.cost_other) - round(100 * each.group.cost_now)
        received += each.takers * (each.taker_gain + dearer) + (each.group.people - each.takers) * each.keeper_change
    assert received == found.paid
    assert found.employer == found.saved - received - found.running


@given(plans)
def test_protection_costs_the_employer_what_it_makes_good(plan: dict[str, Any]) -> None:
    plan = {**plan, "groups": [{**group, "takers": 0} for group in plan["groups"]]}
    kept, hurt = result(plan), result(plan, protected=False)
    assert kept.paid - hurt.paid == sum(each.compensation * each.group.people for each in kept.groups)


def solo(**parts: Any) -> dict[str, Any]:
    group = {"id": "solo", "title": WORDS, "people": 100, "parks": True, "cost_now": 2000, "cost_other": 1800, **parts}
    return {"id": "p", "title": WORDS, "place": 900, "cash_out": 40, "allowance": 300, "groups": [group]}


def test_by_hand() -> None:
    """17 of 100 give up a place: 480 € + 300 €, and 200 € of journeys; the employer saves 900 € on each place."""
    found = result(solo())
    (group,) = found.groups
    assert (group.takers, group.taker_gain, group.keeper_change) == (17, 98000, 0)
    assert (found.paid, found.saved, found.employer) == (17 * 78000, 17 * 90000, 17 * 12000)
    assert found.above_exempt == 0


def test_nobody_gives_up_a_place_to_lose_by_it() -> None:
    assert result(solo(cost_other=3000)).groups[0].takers == 0


def test_a_fee_hurts_unless_it_is_made_good() -> None:
    plan = {**solo(takers=0), "parking_fee": 10}
    hurt, kept = result(plan, protected=False), result(plan)
    assert hurt.losers == ("solo",)
    assert (hurt.groups[0].keeper_change, hurt.employer) == (-12000, 100 * 12000)
    assert (kept.groups[0].compensation, kept.groups[0].keeper_change, kept.employer) == (12000, 0, 0)


def test_of_two_evils_the_smaller_is_chosen() -> None:
    """Keeping costs 1,200 € in fees; giving up costs 220 € in the end: 17 do, and still lose."""
    plan = {**solo(cost_other=3000), "parking_fee": 100}
    (group,) = result(plan, protected=False).groups
    assert (group.takers, group.taker_gain, group.keeper_change, group.worst) == (17, -22000, -120000, -120000)
    assert result(plan).groups[0].takers == 0


def test_negative_amounts_are_refused() -> None:
    with pytest.raises(ValidationError):
        EmployerPlan.model_validate({**solo(), "cash_out": -1})
