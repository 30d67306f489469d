from __future__ import annotations

import io

import pytest
import python_calamine

from portee.reports.fluent import CATALOGUES
from portee.services.hubs.compare_book import compare_book
from tests.services.hubs.compared import compared


@pytest.mark.parametrize("lang", CATALOGUES)
def test_sheets_hold_figures_as_numbers_and_differences(lang: str) -> None:
    found = compared()
    content = compare_book(found, lang)
    assert content == compare_book(found, lang), "the same comparison, the same bytes"
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert len(book.sheet_names) == 7
    rows = book.get_sheet_by_index(0).to_python()
    trips = next(row for row in rows if row[1] == "trips/year")
    assert trips[2:7] == [0, 100, 300, 100, 300]
    cost = next(row for row in rows if row[1] == "EUR/trip")
    assert cost[2] == "", "there is no cost of a trip that nobody makes"
    assert cost[5] == ""
