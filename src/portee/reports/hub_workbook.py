"""The accounts of a hub as a spreadsheet with live formulas: change a blue cell, and what rests on it follows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portee.hubs.accounts.employer import EmployerResult
from portee.hubs.accounts.ledger import COSTS, INCOMES
from portee.hubs.accounts.ownership import Ownership
from portee.hubs.accounts.parties import parties_of
from portee.hubs.accounts.ratios import ratios_of
from portee.hubs.accounts.statements import Statements
from portee.hubs.plan.costs import PARTIES
from portee.reports.hub_employers_sheet import employers_sheet
from portee.reports.hub_ledger_sheets import Frame, assets_sheet, assumptions_sheet, finance_sheet, lines_sheet
from portee.reports.hub_sheets import Sheet, cell, column
from portee.reports.hub_sources_sheets import ownership_sheet, sources_sheet

__all__ = ["hub_workbook"]

CREATED = datetime(2026, 1, 1)
"""A fixed date inside the file: the same hub gives the same bytes."""


def hub_workbook(
    statements: Statements, owned: Sequence[Ownership], lang: str, employers: Sequence[EmployerResult] = (),
    taker_share: float = 0.0,
) -> bytes:  # fmt: skip
    """An .xlsx of the accounts, from assumptions and lines to statements, parties, ratios, owning and sources."""
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": statements.ledger.plan.title.in_(lang), "author": "Portée", "created": CREATED})
    book.set_calc_mode("auto")
    frame = Frame(book, statements, lang)
    accounts = frame.sheet("accounts")
    assumptions_sheet(frame)
    lines_sheet(frame)
    assets_sheet(frame)
    finance_sheet(frame)
    rows = _accounts(frame, accounts)
    _parties(frame)
    _ratios(frame, accounts, rows)
    ownership_sheet(frame, owned)
    employers_sheet(frame, employers, taker_share)
    sources_sheet(frame)
    book.close()
    return made.getvalue()


def _accounts(frame: Frame, sheet: Sheet) -> dict[str, int]:
    """Profit and loss, cash and balance; the rows by name."""
    statements, years = frame.statements, frame.years
    sheet.widths(38)
    sheet.freeze(1, 1)
    sheet.text(0, 0, frame.word("year"), "head")
    lines, assets, finance = frame.sheets["lines"], frame.sheets["assets"], frame.sheets["finance"]
    rows: dict[str, int] = {}

    def row(name: str, formula: Any, value: Any, style: str = "money") -> None:
        at = 1 + len(rows) + sum(each in rows for each in ("result", "closing"))
        rows[name] = at
        sheet.text(at, 0, frame.word(name), "total" if style == "total" else "text")
        for t in range(years):
            sheet.formula(at, 1 + t, formula(t), value(statements.years[t]) / 100, style)

    def here(name: str, t: int) -> str:
        return cell(rows[name], 1 + t)

    for t in range(years):
        start = frame.sheets["assumptions"].ref(frame.start_row, 1)
        sheet.formula(0, 1 + t, f"{start}+{t}", statements.years[t].year, "year")
    last = frame.last_line
    for kind in (*INCOMES, *COSTS):

        def summed(t: int, kind: str = kind) -> str:
            kinds = lines.area(0, 1, last)
            return f'SUMIF({kinds},"{kind}",{lines.area(frame.amount_col(t), 1, last)})'

        def found(year: Any, kind: str = kind) -> int:
            return int({**year.income, **year.costs}[kind])

        row(kind, summed, found)
        if kind == INCOMES[-1]:
            row("income", lambda t: f"SUM({here(INCOMES[0], t)}:{here(INCOMES[-1], t)})",
                lambda y: sum(y.income.values()), "total")  # fmt: skip
    row("costs", lambda t: f"SUM({here(COSTS[0], t)}:{here(COSTS[-1], t)})", lambda y: sum(y.costs.values()), "total")
    row("running", lambda t: f"{here('income', t)}-{here('costs', t)}", lambda y: y.running, "total")
    row("grants", lambda t: _sum(finance, frame.grant_rows, frame.block(5, 1, t)), lambda y: y.grants)
    row("depreciation", lambda t: _sum(assets, frame.asset_rows, frame.block(10, 0, t)), lambda y: y.depreciation)
    row("interest", lambda t: _sum(finance, frame.loan_rows, frame.block(5, 1, t)), lambda y: y.interest)
    row("result", lambda t: f"{here('running', t)}+{here('grants', t)}-{here('depreciation', t)}-{here('interest', t)}",
        lambda y: y.result, "total")  # fmt: skip
    row("opening", lambda t: "0" if t == 0 else cell(rows["opening"] + 7, t), lambda y: y.opening)
    row("bought", lambda t: _sum(assets, frame.asset_rows, frame.block(10, 2, t)), lambda y: y.bought)
    row("sold", lambda t: _sum(assets, frame.asset_rows, frame.block(10, 3, t)), lambda y: y.sold)
    row("drawn", lambda t: _sum(finance, frame.loan_rows, frame.block(5, 0, t)), lambda y: y.drawn)
    row("repaid", lambda t: _sum(finance, frame.loan_rows, frame.block(5, 2, t)), lambda y: y.repaid)
    row("received", lambda t: _sum(finance, frame.grant_rows, frame.block(5, 0, t)), lambda y: y.received)
    brought = frame.sheets["assumptions"].ref(frame.contribution_row, 1)
    row("contribution", lambda t: brought if t == 0 else "0", lambda y: y.contribution)
    row("closing", lambda t: (
        f"{here('opening', t)}+{here('running', t)}-{here('interest', t)}-{here('bought', t)}+{here('sold', t)}"
        f"+{here('drawn', t)}-{here('repaid', t)}+{here('received', t)}+{here('contribution', t)}"
    ), lambda y: y.closing, "total")  # fmt: skip
    row("fixed", lambda t: _sum(assets, frame.asset_rows, frame.block(10, 1, t)), lambda y: y.fixed)
    row("assets", lambda t: f"{here('fixed', t)}+{here('closing', t)}", lambda y: y.assets, "total")
    row("equity", lambda t: (
        f"{'0' if t == 0 else cell(rows['assets'] + 1, t)}+{here('contribution', t)}+{here('result', t)}"
    ), lambda y: y.equity)  # fmt: skip
    row("owed", lambda t: _sum(finance, frame.loan_rows, frame.block(5, 3, t)), lambda y: y.owed)
    row("deferred", lambda t: _sum(finance, frame.grant_rows, frame.block(5, 2, t)), lambda y: y.deferred)
    row("liabilities", lambda t: f"{here('equity', t)}+{here('owed', t)}+{here('deferred', t)}",
        lambda y: y.liabilities, "total")  # fmt: skip
    row("difference", lambda t: f"ROUND({here('assets', t)}-{here('liabilities', t)},2)",
        lambda y: y.assets - y.liabilities)  # fmt: skip
    row("use_part", lambda t: _by_use(frame, t), lambda y: _used(frame, y.year - frame.statements.ledger.plan.start))
    return rows


def _sum(sheet: Sheet, rows: tuple[int, int], col: int) -> str:
    first, last = rows
    return f"SUM({sheet.area(col, first, last)})" if last >= first else "0"


def _by_use(frame: Frame, t: int) -> str:
    lines, last = frame.sheets["lines"], frame.last_line
    amounts, use = lines.area(frame.amount_col(t), 1, last), lines.area(7, 1, last)
    payers, payees = lines.area(3, 1, last), lines.area(4, 1, last)
    return f'SUMIFS({amounts},{use},1,{payees},"operator")-SUMIFS({amounts},{use},1,{payers},"operator")'


def _used(frame: Frame, t: int) -> int:
    ledger = frame.statements.ledger
    return sum(
        ledger.amount(line, t) * (1 if line.payee == "operator" else -1) for line in ledger.lines if line.use
    )  # fmt: skip


def _parties(frame: Frame) -> None:
    """Payers down, payees across, over all years."""
    sheet, ledger = frame.sheet("parties"), frame.statements.ledger
    found = parties_of(ledger)
    lines, last = frame.sheets["lines"], frame.last_line
    assets, finance = frame.sheets["assets"], frame.sheets["finance"]
    sheet.widths(24)
    totals = lines.area(frame.amount_col(frame.years), 1, last)
    size = len(PARTIES)
    sheet.text(0, size + 2, frame.word("paid"), "head")
    for k, payer in enumerate(PARTIES):
        sheet.text(0, 2 + k, frame.word(f"party_{payer}"), "head")
        sheet.text(1, 2 + k, payer, "key")
        sheet.text(2 + k, 0, frame.word(f"party_{payer}"))
        sheet.text(2 + k, 1, payer, "key")
        for j, payee in enumerate(PARTIES):
            parts = [
                f"SUMIFS({totals},{lines.area(3, 1, last)},{cell(2 + k, 1, fixed='col')},"
                f"{lines.area(4, 1, last)},{cell(1, 2 + j, fixed='row')})"
            ]
            for t in range(frame.years):
                if (payer, payee) == ("operator", "suppliers"):
                    parts.append(_sum(assets, frame.asset_rows, frame.block(10, 2, t)))
                if (payer, payee) == ("suppliers", "operator"):
                    parts.append(_sum(assets, frame.asset_rows, frame.block(10, 3, t)))
                if (payer, payee) == ("lenders", "operator"):
                    parts.append(_sum(finance, frame.loan_rows, frame.block(5, 0, t)))
                if (payer, payee) == ("operator", "lenders"):
                    parts += [_sum(finance, frame.loan_rows, frame.block(5, place, t)) for place in (1, 2)]
                if payee == "operator" and frame.grant_rows[1] >= frame.grant_rows[0]:
                    given = finance.area(frame.block(5, 0, t), *frame.grant_rows)
                    parts.append(f"SUMIF({finance.area(1, *frame.grant_rows)},{cell(2 + k, 1, fixed='col')},{given})")
            value = found.paid.get((payer, payee), 0) / 100
            sheet.formula(2 + k, 2 + j, "+".join(part for part in parts if part != "0"), value)
        across = f"SUM({cell(2 + k, 2)}:{cell(2 + k, size + 1)})"
        sheet.formula(2 + k, size + 2, across, found.given(payer) / 100, "total")
    below = size + 2
    for place, name in enumerate(("got", "paid", "gain", "net")):
        sheet.text(below + place, 0, frame.word(name), "total")
    for j, party in enumerate(PARTIES):
        col = 2 + j
        sheet.formula(below, col, f"SUM({cell(2, col)}:{cell(below - 1, col)})", found.received(party) / 100, "total")
        sheet.formula(below + 1, col, cell(2 + j, size + 2), found.given(party) / 100)
        sheet.given(below + 2, col, found.gains.get(party, 0) / 100)
        formula = f"{cell(below, col)}-{cell(below + 1, col)}+{cell(below + 2, col)}"
        sheet.formula(below + 3, col, formula, found.net(party) / 100, "total")
    sheet.text(below + 5, 0, frame.word("difference"))
    across = f"{column(2)}{below + 1}:{column(size + 1)}{below + 1}"
    down = f"{cell(2, size + 2)}:{cell(below - 1, size + 2)}"
    sheet.formula(below + 5, 2, f"ROUND(SUM({across})-SUM({down}),2)", 0.0)


def _ratios(frame: Frame, accounts: Sheet, rows: dict[str, int]) -> None:
    """Per trip, per person, break-even: over all years."""
    sheet, found, years = frame.sheet("ratios"), ratios_of(frame.statements), frame.years
    ledger = frame.statements.ledger
    sheet.widths(44)
    sheet.text(0, 0, frame.word("year"), "head")
    for name, counted, at in (("trips", ledger.trips, 1), ("people", ledger.people, 2)):
        sheet.text(at, 0, frame.word(name))
        for t in range(years):
            sheet.given(at, 1 + t, sum((each[t] for each in counted.values()), start=0 * ledger.rates["none"]))
    factors = frame.sheets["assumptions"]
    parts: dict[str, list[str]] = {"result": [], "use_part": [], "tariffs": []}
    for t in range(years):
        sheet.formula(0, 1 + t, accounts.ref(0, 1 + t), frame.statements.years[t].year, "year")
        for name, listed in parts.items():
            listed.append(f"{accounts.ref(rows[name], 1 + t)}*{factors.ref(frame.discount_row, 2 + t)}")
    cost = "+".join(
        f"SUM('{accounts.name}'!{cell(rows[name], 1, fixed='both')}:{cell(rows[name], years, fixed='both')})"
        for name in ("costs", "depreciation", "interest")
    )
    fares_row = rows["tariffs"]
    earned = f"SUM('{accounts.name}'!{cell(fares_row, 1, fixed='both')}:{cell(fares_row, years, fixed='both')})"
    trips, people = (f"SUM({cell(at, 1)}:{cell(at, years)})" for at in (1, 2))
    present, used, fares = ("+".join(parts[name]) for name in ("result", "use_part", "tariffs"))
    rate, start = ledger.plan.discount, ledger.plan.start
    present_use = sum(_used(frame, t) / 100 / (1 + rate) ** t for t in range(years))
    present_fares = sum(y.income["tariffs"] / 100 / (1 + rate) ** (y.year - start) for y in frame.statements.years)
    shown: tuple[tuple[str, str, float | None, str], ...] = (
        ("trips", trips, found.trips, "plain"), ("people", people, found.people_years, "plain"),
        ("cost", cost, found.cost, "money"), ("present_result", present, found.present_result, "money"),
        ("cost_per_trip", "IF(B5=0,\"–\",B7/B5)", found.cost_per_trip, "money"),
        ("cost_per_person", "IF(B6=0,\"–\",B7/B6)", found.cost_per_person, "money"),
        ("tariffs_per_trip", f"IF(B5=0,\"–\",({earned})/B5)", found.tariffs_per_trip, "money"),
        ("coverage", f"IF(B7=0,\"–\",({earned})/B7)", found.coverage, "share"),
        ("use_part", used, present_use, "money"), ("tariffs", fares, present_fares, "money"),
        ("use_factor", "IF(B13<=0,\"–\",(B13-B8)/B13)", found.use_factor, "share"),
        ("break_even_trips", "IF(B13<=0,\"–\",MAX(0,B15)*B5)", found.break_even_trips, "plain"),
        ("tariff_factor", "IF(B14<=0,\"–\",(B14-B8)/B14)", found.tariff_factor, "share"),
    )  # fmt: skip
    for place, (name, formula, value, style) in enumerate(shown):
        sheet.text(4 + place, 0, frame.word(name))
        sheet.formula(4 + place, 1, formula, "–" if value is None else value, style)
