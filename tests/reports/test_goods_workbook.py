from __future__ import annotations

import pytest

from portee.reports.goods_workbook import BookRound, BookSite, BookVehicle, GoodsBook, goods_workbook
from tests.reports.formulas import Book

BOOK = GoodsBook(
    "Plan", ("plan",), (BookVehicle("=bike", 8.0, 0.06, 22.0, 15.0, 0.5),),
    (BookRound("plan", "=bike", 1, "08:00", "10:00", 3, 5, 10.0, 2.0, 0.0, 0.0),),
    (BookSite("hub", "hub", 20.0, ("plan",)),),
    {"plan": 5}, 300, 1607, [["stop", "parcels"], ["a", 5.0]], [["order", "why"]], ["Assumed."], [("f", "s", "no")],
)  # fmt: skip


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_one_round_without_vans(lang: str) -> None:
    book = Book.read(goods_workbook(BOOK, lang))
    compared = next(iter(book.cells))
    assert float(book.compute(compared, 3, 2)) == pytest.approx(8 + 0.6 + 44 + 20)
    assert float(book.compute(compared, 3, 3)) == pytest.approx(72.6 / 5)
    assert float(book.compute(compared, 4, 2)) == pytest.approx(150)
    assert float(book.compute(compared, 9, 2)) == pytest.approx(1.0)
    # What looks like a formula is text.
    assert all(
        cell.formula is None for cells in book.cells.values() for cell in cells.values() if cell.value == "=bike"
    )
