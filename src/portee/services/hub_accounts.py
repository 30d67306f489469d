"""Accounts of a hub from its file: read, add up, write the spreadsheet and the page.

import portee

found = portee.hub_accounts("hub.yaml")
print(found.ratios.cost_per_trip, found.statements.years[0].result / 100)
portee.write_hub_accounts(found, "hub.xlsx", page="hub.html", lang="en")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from portee.core.atomic import atomic_files
from portee.core.errors import ParameterError, PorteeError
from portee.core.parameters import Figures, Parameters, shipped_parameters
from portee.hubs.accounts.employer import EmployerResult, employer_result
from portee.hubs.accounts.ledger import ledger_of
from portee.hubs.accounts.ownership import Ownership, break_even_km, shown_ownerships
from portee.hubs.accounts.parties import Parties, parties_of
from portee.hubs.accounts.ratios import Ratios, ratios_of
from portee.hubs.accounts.statements import Statements, statements_of
from portee.hubs.plan.checks import read_hub
from portee.hubs.plan.costs import PARTIES
from portee.hubs.plan.whole import HubPlan

__all__ = ["HubAccounts", "check_hub_paths", "checked_hub_facts", "hub_accounts", "hub_facts", "write_hub_accounts"]


@dataclass(frozen=True)
class HubAccounts:
    """All that a plan gives. owned: what having a vehicle costs. employers: plans of employers. taker_share: who give
    up their place where a group tells none. unchecked, expired:
    names of figures that were not read at their source, or that should be read again.
    """

    plan: HubPlan
    statements: Statements
    ratios: Ratios
    parties: Parties
    owned: tuple[Ownership, ...]
    employers: tuple[EmployerResult, ...]
    taker_share: float
    unchecked: tuple[str, ...]
    expired: tuple[str, ...]

    @property
    def lowest_cash(self) -> int:
        """Cents of the lowest closing cash: what is missing when it is below nothing."""
        return min(year.closing for year in self.statements.years)


def hub_accounts(hub: HubPlan | Path | str, *, parameters: Parameters | None = None) -> HubAccounts:
    """Accounts of a hub.

    Args:
        hub: a plan, its file, or the id of one that comes with Portée ("fabriques").
        parameters: figures of one's own, in place of those of Portée.

    Raises:
        SourceError, ManyProblems: the file has one problem or several; each tells its line.
    """
    known = shipped_parameters() if parameters is None else parameters
    plan = hub if isinstance(hub, HubPlan) else read_hub(hub, known)
    statements = statements_of(ledger_of(plan, known))
    figures = Figures(known, plan.figures_on)
    owned = shown_ownerships(figures)
    share, exempt = figures.number("hub.employer.cash_out_fall"), figures.number("law.mobility_package")
    employers = tuple(employer_result(each, taker_share=share, exempt=exempt) for each in plan.employers)
    read = statements.ledger.figures
    return HubAccounts(
        plan, statements, ratios_of(statements), parties_of(statements.ledger), owned, employers, share,
        tuple(row["parameter"] for row in read if not row["checked"]),
        tuple(row["parameter"] for row in read if row["expired"]),
    )  # fmt: skip


def check_hub_paths(workbook: Path | str, page: Path | str | None) -> None:
    """Raises ParameterError where an ending is not that of the file."""
    if Path(workbook).suffix.lower() != ".xlsx":
        raise ParameterError(f"'{workbook}' is not a spreadsheet.", mend="Give a name that ends in .xlsx.")
    if page is not None and Path(page).suffix.lower() not in (".html", ".htm"):
        raise ParameterError(f"'{page}' is not a page.", mend="Give a name that ends in .html.")


def write_hub_accounts(
    found: HubAccounts, workbook: Path | str, *, page: Path | str | None = None, lang: str = "fr"
) -> None:
    """Write the spreadsheet with live formulas and, when asked for, a page; both or none.

    Raises:
        ParameterError: a name does not end in .xlsx or .html. OutputError: it cannot be written.
    """
    from portee.reports.hub_page import hub_page
    from portee.reports.hub_workbook import hub_workbook

    check_hub_paths(workbook, page)
    made = {Path(workbook): hub_workbook(found.statements, found.owned, lang, found.employers, found.taker_share)}
    if page is not None:
        made[Path(page)] = hub_page(
            found.statements, found.ratios, found.parties, found.owned, found.employers, lang
        ).encode()
    with atomic_files(*made) as targets:
        for target, content in zip(targets, made.values(), strict=True):
            target.write_bytes(content)


def checked_hub_facts(found: HubAccounts | None, problems: Sequence[PorteeError] = ()) -> dict[str, Any]:
    """What is told of a hub that was checked, None where something is wrong with it: the figures to be read again."""
    return {
        "id": None if found is None else found.plan.id,
        "unchecked": [] if found is None else list(found.unchecked),
        "expired": [] if found is None else list(found.expired),
        "problems": [problem.as_dict() for problem in problems],
    }


def hub_facts(found: HubAccounts) -> dict[str, Any]:
    """The accounts as JSON values: amounts in whole cents, ratios in EUR."""
    years = [
        {
            "year": year.year, "income": dict(year.income), "costs": dict(year.costs), "grants": year.grants,
            "depreciation": year.depreciation, "interest": year.interest, "result": year.result,
            "opening": year.opening, "closing": year.closing, "fixed": year.fixed, "equity": year.equity,
            "owed": year.owed, "deferred": year.deferred,
        }
        for year in found.statements.years
    ]  # fmt: skip
    parties = {
        party: {
            "paid": found.parties.given(party), "received": found.parties.received(party),
            "gained": found.parties.gains.get(party, 0), "net": found.parties.net(party),
        }
        for party in PARTIES
    }  # fmt: skip
    owned = [{**asdict(each), "fixed": each.fixed, "per_km": each.per_km} for each in found.owned]
    even = [
        {"one": [a.kind, a.how], "other": [b.kind, b.how], "km_year": break_even_km(a, b)}
        for k, a in enumerate(found.owned)
        for b in found.owned[k + 1 :]
    ]
    employers = [
        {
            "id": each.plan.id, "protected": each.plan.protected, "paid": each.paid, "saved": each.saved,
            "running": each.running, "balance": each.employer, "losers": list(each.losers),
            "above_exempt": each.above_exempt,
            "groups": [
                {
                    "id": one.group.id, "people": one.group.people, "takers": one.takers, "taker_gain": one.taker_gain,
                    "keeper_change": one.keeper_change, "compensation": one.compensation,
                }
                for one in each.groups
            ],
        }
        for each in found.employers
    ]  # fmt: skip
    return {
        "id": found.plan.id, "years": years, "lowest_cash": found.lowest_cash, "ratios": asdict(found.ratios),
        "parties": parties, "owning": owned, "break_even": even, "employers": employers,
        "figures": list(found.statements.ledger.figures), "unchecked": list(found.unchecked),
        "expired": list(found.expired),
    }  # fmt: skip
