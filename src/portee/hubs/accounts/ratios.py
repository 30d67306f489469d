"""What the accounts say per trip and per person, and where they break even, in closed form.

Break-even holds all unit prices and fixed costs as they are. Use may grow by one factor (trips and members alike, with
their energy and wear, not the number of vehicles): factor = −fixed / by use. Or tariffs may rise by one factor:
factor = (costs − other income) / tariffs. Both over all years, in present values.
"""

from __future__ import annotations

from dataclasses import dataclass

from portee.hubs.accounts.ledger import Ledger
from portee.hubs.accounts.statements import Statements, Year

__all__ = ["Ratios", "ratios_of"]


@dataclass(frozen=True)
class Ratios:
    """Ratios over all years; None where there is nothing to divide by, or no way to break even.

    Attributes:
        trips, people_years: over all years. cost, income, result: EUR. cost_per_trip, result_per_trip: EUR per trip.
        cost_per_person: EUR per person and year. tariffs_per_trip, public_per_trip: EUR per trip.
        coverage: tariffs over costs. public_share: aid of city and state over costs.
        present_result: result in present value, EUR. use_factor, tariff_factor: to break even. break_even_trips: total.
        tariff_to_break_even: EUR per trip, tariffs of members included.
    """

    trips: float
    people_years: float
    cost: float
    income: float
    result: float
    cost_per_trip: float | None
    cost_per_person: float | None
    tariffs_per_trip: float | None
    public_per_trip: float | None
    result_per_trip: float | None
    coverage: float | None
    public_share: float | None
    present_result: float
    use_factor: float | None
    break_even_trips: float | None
    tariff_factor: float | None
    tariff_to_break_even: float | None


def ratios_of(statements: Statements) -> Ratios:
    """Ratios of the whole plan."""
    ledger = statements.ledger
    trips = float(sum(sum(each) for each in ledger.trips.values()))
    people = float(sum(sum(each) for each in ledger.people.values()))
    cost = sum(_cost(year) for year in statements.years) / 100
    result = sum(year.result for year in statements.years) / 100
    tariffs = sum(year.income["tariffs"] for year in statements.years) / 100
    public = _public(ledger) / 100
    rate = ledger.plan.discount
    present = sum(year.result / 100 / (1 + rate) ** t for t, year in enumerate(statements.years))
    by_use = present_tariffs = 0.0
    for t in range(ledger.years):
        for line in ledger.lines:
            value = ledger.amount(line, t) / 100 / (1 + rate) ** t
            present_tariffs += value if line.kind == "tariffs" else 0.0
            if line.use:
                by_use += value if line.payee == "operator" else -value
    use_factor = (by_use - present) / by_use if by_use > 0 else None
    tariff_factor = (present_tariffs - present) / present_tariffs if present_tariffs > 0 else None
    return Ratios(
        trips, people, cost, cost + result, result, _over(cost, trips), _over(cost, people), _over(tariffs, trips),
        _over(public, trips), _over(result, trips), _over(tariffs, cost), _over(public, cost), present, use_factor,
        None if use_factor is None else max(0.0, use_factor) * trips, tariff_factor,
        None if tariff_factor is None or not trips else max(0.0, tariff_factor) * tariffs / trips,
    )  # fmt: skip


def _cost(year: Year) -> int:
    return sum(year.costs.values()) + year.depreciation + year.interest


def _public(ledger: Ledger) -> int:
    """Cents of aid from city and state: running, for posts, and grants taken into income."""
    running = sum(
        ledger.amount(line, t) for line in ledger.lines if line.payer in ("city", "state") for t in range(ledger.years)
    )
    from portee.hubs.accounts.money import spread

    return running + sum(
        spread(grant.amount, grant.over, ledger.years - grant.first)
        for grant in ledger.investments if grant.payer in ("city", "state")
    )  # fmt: skip


def _over(amount: float, count: float) -> float | None:
    return amount / count if count else None
