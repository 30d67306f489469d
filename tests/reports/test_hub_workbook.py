"""The spreadsheet computed again by another program, from its inputs alone, is Python's to the cent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from portee.core.parameters import Figures, shipped_parameters
from portee.hubs.accounts.ledger import ledger_of
from portee.hubs.accounts.ownership import shown_ownerships
from portee.hubs.accounts.statements import Statements, statements_of
from portee.hubs.plan.checks import read_hub
from portee.hubs.plan.whole import HubPlan
from portee.reports.hub_sheets import hub_words
from portee.reports.hub_workbook import hub_workbook
from tests.hubs.plan.hubs import of, plans
from tests.reports.formulas import Book

OWNED = shown_ownerships(Figures(shipped_parameters(), date(2026, 11, 26)))


def accounts(plan: HubPlan) -> Statements:
    return statements_of(ledger_of(plan))


def row_of(book: Book, sheet: str, text: str) -> int:
    return next(row for (row, col), cell in book.cells[sheet].items() if col == 1 and cell.value == text)


def check(statements: Statements) -> Book:
    book = Book.read(hub_workbook(statements, OWNED, "en"))
    seen = 0
    for sheet, cells in book.cells.items():
        for (row, col), cell in cells.items():
            if cell.formula is None:
                continue
            seen += 1
            computed = book.compute(sheet, row, col)
            where = (sheet, row, col, cell.formula)
            if isinstance(computed, str):
                assert computed == cell.value, where
            else:
                assert isinstance(cell.value, Decimal), where
                assert abs(computed - cell.value) <= abs(cell.value) * Decimal("1e-9") + Decimal("1e-9"), where
    assert seen > 50
    for name in ("result", "closing", "assets", "liabilities", "fixed", "equity", "costs", "income"):
        row = row_of(book, "Accounts", hub_words()[name]["en"])
        for t, year in enumerate(statements.years):
            given = sum(getattr(year, name).values()) if name in ("costs", "income") else getattr(year, name)
            assert book.compute("Accounts", row, 2 + t) == Decimal(given) / 100, (name, t)
    return book


def test_the_shipped_hub_computed_again_is_the_same_to_the_cent() -> None:
    check(accounts(read_hub("fabriques")))


@settings(max_examples=8, deadline=None)
@given(plans())
def test_any_hub_computed_again_is_the_same_to_the_cent(plan: HubPlan) -> None:
    check(accounts(plan))


def test_an_empty_hub_has_a_workbook_of_noughts() -> None:
    check(accounts(of()))


def test_a_changed_rate_gives_what_python_gives_for_that_rate() -> None:
    plan = read_hub("fabriques")
    book = check(accounts(plan))
    row = row_of(book, "Assumptions", hub_words()["rate_general"]["en"])
    book.change("Assumptions", row, 2, "0.07")
    book.change("Assumptions", row + 1, 2, "0.07")
    book.change("Assumptions", row + 2, 2, "0.07")
    dearer = accounts(plan.model_copy(update={"inflation": 0.07}))
    for name in ("result", "closing", "difference"):
        at = row_of(book, "Accounts", hub_words()[name]["en"])
        for t, year in enumerate(dearer.years):
            wanted = 0 if name == "difference" else getattr(year, name)
            assert book.compute("Accounts", at, 2 + t) == Decimal(wanted) / 100


def test_the_same_hub_gives_the_same_bytes_in_both_languages() -> None:
    found = accounts(read_hub("fabriques"))
    french, again, english = (hub_workbook(found, OWNED, lang) for lang in ("fr", "fr", "en"))
    assert french == again != english
    assert "Comptes" in Book.read(french).cells


@pytest.mark.parametrize("key", sorted(hub_words()))
def test_words_are_there_in_both_languages(key: str) -> None:
    assert set(hub_words()[key]) == {"fr", "en"}
