"""Profit and loss, cash and balance sheet of each year, in whole cents.

Everything is paid in the year in which it is used: no debts to suppliers, no stock, no taxes. What is bought loses its
value in a straight line; what is worn out is sold for its residual value at the start of the year after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portee.hubs.accounts.ledger import COSTS, INCOMES, Borrowing, Ledger
from portee.hubs.accounts.money import cents, decimal, euros, spread

__all__ = ["Statements", "Year", "interest", "spread_back", "statements_of"]


@dataclass(frozen=True)
class Year:
    """One year, in cents.

    Attributes:
        income, costs: by kind (INCOMES, COSTS). grants: part of investment grants taken into income.
        depreciation, interest: of the year. opening, closing: cash. bought, sold: investments and their sale.
        drawn, repaid: loans. received: grants in cash. contribution: brought in by the operator.
        fixed: net book value. owed: loans left. deferred: grants not yet in income. equity: brought in and results.
    """

    year: int
    income: Mapping[str, int]
    costs: Mapping[str, int]
    grants: int
    depreciation: int
    interest: int
    opening: int
    bought: int
    sold: int
    drawn: int
    repaid: int
    received: int
    contribution: int
    closing: int
    fixed: int
    owed: int
    deferred: int
    equity: int

    @property
    def running(self) -> int:
        """Income less running costs, before depreciation, grants and interest."""
        return sum(self.income.values()) - sum(self.costs.values())

    @property
    def result(self) -> int:
        return self.running + self.grants - self.depreciation - self.interest

    @property
    def flows(self) -> int:
        """Cash that came in less cash that went out."""
        financed = self.drawn - self.repaid - self.interest + self.received + self.contribution
        return self.running - self.bought + self.sold + financed

    @property
    def assets(self) -> int:
        return self.fixed + self.closing

    @property
    def liabilities(self) -> int:
        return self.equity + self.owed + self.deferred


@dataclass(frozen=True)
class Statements:
    """The years of a hub."""

    ledger: Ledger
    years: tuple[Year, ...]


def interest(loan: Borrowing, year: int) -> int:
    """Cents of interest of a year, on what is owed at its start."""
    if not loan.first <= year < loan.first + loan.over:
        return 0
    owed = loan.amount - spread(loan.amount, loan.over, year - loan.first)
    return cents(euros(owed) * loan.rate)


def spread_back(loan: Borrowing, year: int) -> int:
    """Cents of a loan paid back at the end of a year."""
    elapsed = year - loan.first
    return spread(loan.amount, loan.over, elapsed + 1) - spread(loan.amount, loan.over, elapsed)


def statements_of(ledger: Ledger) -> Statements:
    """Add up a ledger, year after year."""
    years: list[Year] = []
    cash = equity = 0
    for year in range(ledger.years):
        one = _year(ledger, year, cash, equity)
        years.append(one)
        cash, equity = one.closing, one.equity
    return Statements(ledger, tuple(years))


def _year(ledger: Ledger, year: int, opening: int, equity: int) -> Year:
    amounts = {(line.kind, place): ledger.amount(line, year) for place, line in enumerate(ledger.lines)}
    by_kind = {kind: sum(amount for (own, _), amount in amounts.items() if own == kind) for kind in (*INCOMES, *COSTS)}
    worn = bought = sold = fixed = 0
    for asset in ledger.assets:
        price, left = ledger.bought(asset), ledger.sold(asset)
        worn += ledger.worn(asset, year - asset.first + 1) - ledger.worn(asset, year - asset.first)
        bought += price if year == asset.first else 0
        sold += left if year == asset.first + asset.life else 0
        if asset.first <= year < asset.first + asset.life:
            fixed += price - ledger.worn(asset, year - asset.first + 1)
    income = received = deferred = 0
    for grant in ledger.investments:
        taken = spread(grant.amount, grant.over, year - grant.first + 1)
        income += taken - spread(grant.amount, grant.over, year - grant.first)
        received += grant.amount if year == grant.first else 0
        deferred += grant.amount - taken if year >= grant.first else 0
    paid = drawn = repaid = owed = 0
    for loan in ledger.borrowings:
        back = spread(loan.amount, loan.over, year - loan.first + 1)
        paid += interest(loan, year)
        drawn += loan.amount if year == loan.first else 0
        repaid += spread_back(loan, year)
        owed += loan.amount - back if year >= loan.first else 0
    contribution = cents(decimal(ledger.plan.contribution)) if year == 0 else 0
    incomes, costs = {kind: by_kind[kind] for kind in INCOMES}, {kind: by_kind[kind] for kind in COSTS}
    running = sum(incomes.values()) - sum(costs.values())
    flows = running - bought + sold + drawn - repaid - paid + received + contribution
    result = running + income - worn - paid
    return Year(
        ledger.plan.start + year, incomes, costs, income, worn, paid, opening, bought, sold, drawn, repaid, received,
        contribution, opening + flows, fixed, owed, deferred, equity + contribution + result,
    )  # fmt: skip
