from __future__ import annotations

from hypothesis import given, settings

from portee.hubs.accounts.ledger import ledger_of
from portee.hubs.accounts.money import cents, decimal
from portee.hubs.accounts.parties import parties_of
from portee.hubs.accounts.statements import statements_of
from portee.hubs.plan.costs import PARTIES
from portee.hubs.plan.whole import HubPlan
from tests.hubs.plan.hubs import WORDS, of, plans


@settings(max_examples=40, deadline=None)
@given(plans())
def test_all_that_is_paid_is_received_and_the_operator_keeps_its_cash(plan: HubPlan) -> None:
    ledger = ledger_of(plan)
    found = parties_of(ledger)
    assert sum(map(found.given, PARTIES)) == sum(map(found.received, PARTIES)) == sum(found.paid.values())
    kept = found.received("operator") - found.given("operator") + cents(decimal(plan.contribution))
    assert kept == statements_of(ledger).years[-1].closing


def test_gains_are_told_apart_from_money() -> None:
    tariff = {"id": "t", "title": WORDS, "prices": [{"from": "2027-01-01", "per_trip": 2}]}
    service = {"id": "a", "title": WORDS, "tariffs": [tariff], "use": [{"tariff": "t", "trips": 10}]}
    gain = {"title": WORDS, "to": "residents", "service": "a", "eur_per_trip": 5, "source": "test"}
    found = parties_of(ledger_of(of(services=[service], gains=[gain])))
    assert found.paid == {("residents", "operator"): 8000}
    assert found.gains == {"residents": 20000}
    assert (found.net("residents"), found.net("operator")) == (12000, 8000)


def test_an_empty_hub_passes_nothing() -> None:
    assert parties_of(ledger_of(of())).paid == {}
