from __future__ import annotations

from portee.hubs.accounts.ledger import ledger_of
from portee.hubs.accounts.statements import statements_of
from portee.hubs.plan.checks import read_hub
from portee.reports.hub_ledger_sheets import INDEXES
from portee.reports.hub_workbook import hub_workbook
from tests.reports.formulas import Book


def test_every_line_asset_grant_and_loan_is_a_row_with_its_source_and_live_amounts() -> None:
    ledger = ledger_of(read_hub("fabriques"))
    book = Book.read(hub_workbook(statements_of(ledger), (), "en"))
    lines, assets, finance = book.cells["Lines"], book.cells["Assets"], book.cells["Finance"]
    for row, line in enumerate(ledger.lines, start=2):
        assert lines[row, 6].value == line.unit.source
        assert (lines[row, 7].value in INDEXES, lines[row, 1].value) == (True, line.kind)
        for t in range(ledger.years):
            formula = lines[row, 10 + ledger.years + t].formula or ""
            assert formula.startswith("ROUND(")
            assert "'Assumptions'!" in formula
    assert len([1 for (_, col), cell in assets.items() if col == 9 and cell.formula]) == len(ledger.assets)
    assert {cell.value for (_, col), cell in finance.items() if col == 1} >= {"Solidarity loan", "Investment grant"}
