from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings

from portee.hubs.accounts.employer import employer_result
from portee.hubs.accounts.ledger import ledger_of
from portee.hubs.accounts.statements import statements_of
from portee.hubs.plan.employers import EmployerPlan
from portee.reports.hub_workbook import hub_workbook
from portee.services.hub_accounts import hub_accounts
from tests.hubs.accounts.test_employer import plans
from tests.hubs.plan.hubs import of
from tests.reports.formulas import Book

EMPTY = statements_of(ledger_of(of()))


def check(book: Book) -> int:
    seen = 0
    for (row, col), cell in book.cells["Employers"].items():
        if cell.formula is not None:
            computed = book.compute("Employers", row, col)
            assert isinstance(computed, Decimal)
            assert abs(computed - Decimal(cell.value)) < Decimal("0.000001"), (row, col, cell)
            seen += 1
    return seen


@settings(max_examples=15, deadline=None)
@given(plans)
def test_any_plan_computed_again_is_the_same_to_the_cent(plan: dict[str, Any]) -> None:
    for protected in (True, False):
        declared = EmployerPlan.model_validate({**plan, "protected": protected})
        found = employer_result(declared, taker_share=0.17, exempt=600)
        book = Book.read(hub_workbook(EMPTY, (), "en", [found], 0.17))
        assert check(book) == 6 * len(found.groups) + 1


def test_the_shipped_plan_is_there_and_its_balance_is_live() -> None:
    found = hub_accounts("fabriques")
    book = Book.read(hub_workbook(found.statements, (), "en", found.employers, found.taker_share))
    check(book)
    row = next(
        row for (row, col), cell in book.cells["Employers"].items() if cell.value == "Balance of the employer a year"
    )
    assert book.compute("Employers", row, 2) == Decimal(found.employers[0].employer) / 100
    book.change("Employers", 2, 2, "6000")
    assert book.compute("Employers", row, 2) == Decimal(found.employers[0].employer) / 100 + 12 * 5400


def test_without_employers_there_is_no_sheet() -> None:
    assert "Employers" not in Book.read(hub_workbook(EMPTY, (), "en")).cells
