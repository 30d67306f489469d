from __future__ import annotations

from hypothesis import given, settings

from portee.core.declared import Words
from portee.hubs.accounts.ledger import Borrowing, ledger_of
from portee.hubs.accounts.money import cents, decimal
from portee.hubs.accounts.statements import interest, spread_back, statements_of
from portee.hubs.plan.checks import read_hub
from portee.hubs.plan.whole import HubPlan
from tests.hubs.plan.hubs import of, own, plans

FEW = settings(max_examples=40, deadline=None)


@FEW
@given(plans())
def test_the_balance_balances_and_cash_is_opening_plus_flows(plan: HubPlan) -> None:
    opening = 0
    for year in statements_of(ledger_of(plan)).years:
        assert year.assets == year.liabilities
        assert year.opening == opening
        assert year.closing == opening + year.flows
        opening = year.closing


@FEW
@given(plans())
def test_results_add_up_to_equity_and_values_never_fall_below_nothing(plan: HubPlan) -> None:
    years = statements_of(ledger_of(plan)).years
    assert years[-1].equity == cents(decimal(plan.contribution)) + sum(year.result for year in years)
    assert all(min(year.fixed, year.owed, year.deferred, year.depreciation) >= 0 for year in years)


def test_an_empty_hub_costs_and_earns_nothing() -> None:
    for year in statements_of(ledger_of(of())).years:
        assert (year.result, year.flows, year.closing, year.assets, year.liabilities) == (0, 0, 0, 0, 0)


def test_a_purchase_by_hand() -> None:
    """1,000 € over 3 years, 100 € left: 300 € a year; sold in the fourth year, bought again for as much."""
    thing = {"title": {"fr": "a", "en": "a"}, "count": 1, "how": "new", "price": own(1000), "life": 3, "residual": 0.1}
    service = {"id": "a", "title": {"fr": "a", "en": "a"}, "things": [thing]}
    years = statements_of(ledger_of(of(services=[service], contribution=2000))).years
    assert [year.depreciation for year in years] == [30000] * 4
    assert [year.fixed for year in years] == [70000, 40000, 10000, 70000]
    assert [(year.bought, year.sold) for year in years] == [(100000, 0), (0, 0), (0, 0), (100000, 10000)]
    assert [year.closing for year in years] == [100000, 100000, 100000, 10000]


def test_a_loan_by_hand() -> None:
    loan = Borrowing(Words(fr="a", en="a"), 90000, decimal(0.1), 1, 3)
    assert [interest(loan, t) for t in range(6)] == [0, 9000, 6000, 3000, 0, 0]
    assert [spread_back(loan, t) for t in range(6)] == [0, 30000, 30000, 30000, 0, 0]


def test_the_shipped_hub_balances() -> None:
    years = statements_of(ledger_of(read_hub("fabriques"))).years
    assert len(years) == 5
    assert all(year.assets == year.liabilities for year in years)
    assert all(year.income["tariffs"] > 0 for year in years)
