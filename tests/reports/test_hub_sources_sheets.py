from __future__ import annotations

from datetime import date
from decimal import Decimal

from portee.core.parameters import Figures, shipped_parameters
from portee.hubs.accounts.ledger import ledger_of
from portee.hubs.accounts.ownership import break_even_km, shown_ownerships
from portee.hubs.accounts.statements import statements_of
from portee.hubs.plan.checks import read_hub
from portee.reports.hub_workbook import hub_workbook
from tests.reports.formulas import Book


def test_break_even_is_live_and_figures_name_their_sources() -> None:
    owned = shown_ownerships(Figures(shipped_parameters(), date(2026, 11, 26)))
    statements = statements_of(ledger_of(read_hub("fabriques")))
    book = Book.read(hub_workbook(statements, owned, "en"))
    km = break_even_km(owned[0], owned[3])
    assert km is not None
    row, col = 3 + len(owned) + 2 + 2, 2 + 3
    assert abs(book.compute("Owning", row, col) - Decimal(km)) < Decimal("1e-6")  # type: ignore[operator]
    book.change("Owning", 4, 2, "1000000")
    assert book.compute("Owning", row, col) != book.cells["Owning"][row, col].value
    sources = book.cells["Sources"]
    names = {cell.value for (at, place), cell in sources.items() if place == 1 and at > 1}
    assert names == {read["parameter"] for read in statements.ledger.figures}
    assert {cell.value for (at, place), cell in sources.items() if place == 6 and at > 1} <= {"yes", "no"}
