from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from portee.core.parameters import Parameters, shipped_parameters
from portee.hubs.accounts.ledger import ledger_of
from portee.hubs.accounts.ratios import Ratios, ratios_of
from portee.hubs.accounts.statements import statements_of
from portee.hubs.plan.whole import HubPlan
from tests.hubs.plan.hubs import WORDS, of, own, plans

PRICES = {
    "eur", "per_trip", "per_km", "per_hour", "per_month", "contribution", "eur_per_trip",
}  # fmt: skip


def ratios(plan: HubPlan) -> Ratios:
    return ratios_of(statements_of(ledger_of(plan)))


def doubled(value: Any) -> Any:
    """The plan with every amount of money twice as large; energy per km is price × consumption, doubled once."""
    if isinstance(value, dict):
        made = {key: (2 * each if key in PRICES and each is not None else doubled(each)) for key, each in value.items()}
        if "per_100km" in value:
            made["per_100km"] = value["per_100km"]
        return made
    return [doubled(each) for each in value] if isinstance(value, (list, tuple)) else value


def dearer() -> Parameters:
    """Portée's figures with aid per post and the minimum wage twice as large."""
    shipped = shipped_parameters()
    made = {}
    for name in ("hub.aid.aci", "hub.aid.ei", "wage.smic_gross_month"):
        values = tuple(each.model_copy(update={"value": 2 * float(each.value)}) for each in shipped[name].values)  # type: ignore[arg-type]
        made[name] = shipped[name].model_copy(update={"values": values})
    return shipped.with_(made)


@settings(max_examples=30, deadline=None)
@given(plans())
def test_doubling_every_price_and_income_leaves_ratios_unchanged(plan: HubPlan) -> None:
    twice = HubPlan.model_validate(doubled(plan.model_dump(by_alias=True)))
    one, two = ratios(plan), ratios_of(statements_of(ledger_of(twice, dearer())))
    for name in ("coverage", "public_share"):
        before, after = getattr(one, name), getattr(two, name)
        assert (before is None) == (after is None)
        if before is not None and one.cost > 1000:
            assert after == pytest.approx(before, rel=1e-3, abs=1e-4)
    assert two.result == pytest.approx(2 * one.result, abs=5)


def simple(trips: float, price: float, **parts: Any) -> HubPlan:
    tariff = {"id": "t", "title": WORDS, "prices": [{"from": "2027-01-01", "per_trip": price}]}
    service = {"id": "a", "title": WORDS, "tariffs": [tariff], "use": [{"tariff": "t", "trips": trips}]}
    return of(services=[service], others=[{"title": WORDS, "cost": own(1200)}], **parts)


def test_at_the_trips_of_break_even_nothing_is_left() -> None:
    found = ratios(simple(500, 2, discount=0.04))
    assert found.use_factor == pytest.approx(1.2)
    assert found.break_even_trips == pytest.approx(2400)
    assert ratios(simple(600, 2, discount=0.04)).present_result == pytest.approx(0)
    assert found.tariff_factor == pytest.approx(1.2)
    assert found.tariff_to_break_even == pytest.approx(2.4)
    assert ratios(simple(500, 2.4)).present_result == pytest.approx(0)


@settings(max_examples=30, deadline=None)
@given(plans())
def test_tariffs_at_their_break_even_leave_nothing(plan: HubPlan) -> None:
    statements = statements_of(ledger_of(plan))
    found = ratios_of(statements)
    if found.tariff_factor is None:
        return
    tariffs = sum(year.income["tariffs"] / 100 / (1 + plan.discount) ** t for t, year in enumerate(statements.years))
    left = found.present_result + (found.tariff_factor - 1) * tariffs
    assert left == pytest.approx(0, abs=1e-6 * max(1, abs(tariffs), abs(found.present_result)))


def test_ratios_of_nothing_are_none() -> None:
    found = ratios(of())
    assert (found.cost, found.income, found.result) == (0, 0, 0)
    assert found.cost_per_trip is found.coverage is found.use_factor is found.tariff_factor is None


def test_by_hand() -> None:
    found = ratios(simple(500, 2))
    assert (found.trips, found.cost, found.income, found.result) == (2000, 4800, 4000, -800)
    assert (found.cost_per_trip, found.tariffs_per_trip, found.result_per_trip) == (2.4, 2.0, -0.4)
    assert found.coverage == pytest.approx(5 / 6)
