"""Who pays whom, and who gains: every cent that leaves one party reaches another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portee.hubs.accounts.ledger import Ledger
from portee.hubs.accounts.money import cents, decimal
from portee.hubs.accounts.statements import interest, spread_back
from portee.hubs.plan.costs import PARTIES

__all__ = ["Parties", "parties_of"]


@dataclass(frozen=True)
class Parties:
    """Cents over all years of the plan.

    Attributes:
        paid: by payer and payee. gains: what parties gain without money passing through the hub, as declared.
    """

    paid: Mapping[tuple[str, str], int]
    gains: Mapping[str, int]

    def given(self, party: str) -> int:
        """Cents that a party paid."""
        return sum(amount for (payer, _), amount in self.paid.items() if payer == party)

    def received(self, party: str) -> int:
        """Cents that a party received."""
        return sum(amount for (_, payee), amount in self.paid.items() if payee == party)

    def net(self, party: str) -> int:
        """What a party has more at the end, gains declared included."""
        return self.received(party) - self.given(party) + self.gains.get(party, 0)


def parties_of(ledger: Ledger) -> Parties:
    """Everything that passes among parties, over all years."""
    paid: dict[tuple[str, str], int] = {}

    def pass_on(payer: str, payee: str, amount: int) -> None:
        if amount:
            paid[payer, payee] = paid.get((payer, payee), 0) + amount

    years = range(ledger.years)
    for line in ledger.lines:
        pass_on(line.payer, line.payee, sum(ledger.amount(line, year) for year in years))
    for asset in ledger.assets:
        pass_on("operator", "suppliers", ledger.bought(asset))
        if asset.first + asset.life < ledger.years:
            pass_on("suppliers", "operator", ledger.sold(asset))
    for grant in ledger.investments:
        pass_on(grant.payer, "operator", grant.amount)
    for loan in ledger.borrowings:
        pass_on("lenders", "operator", loan.amount)
        pass_on("operator", "lenders", sum(interest(loan, year) + spread_back(loan, year) for year in years))
    gains = dict.fromkeys(PARTIES, 0)
    for gain in ledger.plan.gains:
        for trips in ledger.trips[gain.service]:
            gains[gain.to] += cents(trips * decimal(gain.eur_per_trip))
    return Parties(dict(sorted(paid.items())), {party: amount for party, amount in gains.items() if amount})
