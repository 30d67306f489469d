"""portee hub accounts, portee hub check: what a hub costs, who pays and who gains."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.services.hub_accounts import HubAccounts

__all__ = ["accounts", "check"]

HubArgument = Annotated[
    str, typer.Argument(metavar="HUB", help="File of the hub (YAML), or the id of an example.", show_default=False)
]


@expand
def accounts(
    hub: HubArgument,
    output: Annotated[Path, typer.Option("--output", "-o", help="Spreadsheet (.xlsx).", show_default=False)],
    common: CommonOptions,
    page: Annotated[
        Path | None, typer.Option("--page", help="A page of the accounts (.html) as well.", show_default=False)
    ] = None,
) -> None:
    """Add up the accounts of a hub over its years, as a spreadsheet with live formulas.

    Profit and loss, cash and balance by year; cost per trip and per person; break-even; who pays whom; what having a
    vehicle costs and from which kilometres; plans of employers. Every cost names its source.

    Example: portee hub accounts fabriques -o fabriques.xlsx --page fabriques.html
    """
    out = Output(common)
    from portee.services.hub_accounts import check_hub_paths, hub_accounts, hub_facts, write_hub_accounts

    check_hub_paths(output, page)
    found = hub_accounts(hub)
    write_hub_accounts(found, output, page=page, lang=out.lang)
    _tell(out, found)
    for path in (output, page):
        if path is not None:
            out.say("hub_accounts_written", path=path)
    out.result({**hub_facts(found), "path": str(output), "page": None if page is None else str(page)})


@expand
def check(hub: HubArgument, common: CommonOptions) -> None:
    """Tell everything that is wrong in the file of a hub, with its line, or that nothing is.

    Example: portee hub check hub.yaml
    """
    out = Output(common)
    from portee.services.hub_accounts import checked_hub_facts, hub_accounts

    found = hub_accounts(hub)
    out.say("hub_accounts_sound", title=found.plan.title.in_(out.lang), services=len(found.plan.services))
    _tell_figures(out, found)
    out.result(checked_hub_facts(found))


def _tell(out: Output, found: HubAccounts) -> None:
    out.line(found.plan.title.in_(out.lang))
    rows = [[out.text(f"head_hub_{name}") for name in ("year", "income", "costs", "result", "cash")]]
    for year in found.statements.years:
        costs = sum(year.costs.values()) + year.depreciation + year.interest
        amounts = (sum(year.income.values()) + year.grants, costs, year.result, year.closing)
        rows.append([str(year.year), *(out.number(amount / 100, 2) for amount in amounts)])
    out.table(rows)
    ratios = found.ratios
    if ratios.cost_per_trip is not None and ratios.tariffs_per_trip is not None and ratios.coverage is not None:
        out.say(
            "hub_accounts_trip", trips=round(ratios.trips), cost=out.number(ratios.cost_per_trip, 2),
            paid=out.number(ratios.tariffs_per_trip, 2), share=out.number(100 * ratios.coverage),
        )  # fmt: skip
    if ratios.use_factor is not None and ratios.tariff_factor is not None:
        factors = (out.number(value, 2) for value in (ratios.use_factor, ratios.tariff_factor))
        out.say("hub_accounts_even", **dict(zip(("use", "tariffs"), factors, strict=True)))
    elif ratios.trips:
        out.say("hub_accounts_never")
    if found.lowest_cash < 0:
        out.say("hub_accounts_short", amount=out.number(-found.lowest_cash / 100, 2))
    for each in found.employers:
        key = "hub_employer_lose" if each.losers else "hub_employer_keep"
        out.say(key, title=each.plan.title.in_(out.lang), balance=out.number(each.employer / 100, 2),
                groups=", ".join(each.losers))  # fmt: skip
        if each.above_exempt:
            out.say("hub_employer_above", amount=out.number(each.above_exempt, 2))
    _tell_figures(out, found)


def _tell_figures(out: Output, found: HubAccounts) -> None:
    if found.unchecked:
        out.say("hub_accounts_unchecked", count=len(found.unchecked))
    if found.expired:
        out.say("hub_accounts_expired", names=", ".join(found.expired))
