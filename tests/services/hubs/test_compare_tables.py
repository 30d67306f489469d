from __future__ import annotations

import pytest

from portee.reports.fluent import CATALOGUES
from portee.services.hubs.compare_tables import (
    case_title,
    criteria_rows,
    figures_table,
    levels_table,
    parties_table,
    told_value,
    years_table,
)
from tests.services.hubs.compared import compared


@pytest.mark.parametrize("lang", CATALOGUES)
def test_every_figure_is_told_with_why(lang: str) -> None:
    found = compared()
    table = figures_table(found, lang)
    assert len(table.rows) == len(found.figures)
    assert all(str(cell) for row in table.rows for cell in row)
    assert len(table.head) == 5
    assert len(figures_table(found, lang, paper=True).head) == 4


def test_values_are_told_as_people_read_them() -> None:
    found = compared()
    assert told_value(found.figure("left_out"), 1, "fr").replace("\u00a0", " ") == "25,0 %"
    assert told_value(found.figure("served_all"), 2, "en") == "100%"
    assert told_value(found.figure("cost_per_trip"), 0, "en") == "–"
    assert case_title(found.cases[0], "fr") == "Sans pôle"


def test_money_of_parties_adds_up() -> None:
    found = compared()
    rows = {str(row[0]): row for row in parties_table(found, "en").rows}
    assert "Residents" in rows
    assert "Lenders" not in rows, "no loan, no lender"
    assert str(rows["Residents"][1]) == "−400", "four years of 100 trips at one euro"


def test_years_have_result_and_cash() -> None:
    table = years_table(compared(), "en")
    assert [str(row[0]) for row in table.rows] == ["2027", "2028", "2029", "2030"]
    assert len(table.head) == 5


def test_what_lacks_is_told_and_what_nobody_told_is_said_to_be_so() -> None:
    found = compared()
    assert [str(cell) for cell in levels_table(found, "en").rows[0][:2]] == ["Physical", "Hub a"]
    physical = levels_table(found, "en").rows[0]
    assert str(physical[2]).startswith("0 – ")
    assert "At least two shared modes" in str(physical[3])
    assert "A stop of public transport within a walk of 300 m (not told in the file)" in str(physical[3])
    criteria = list(criteria_rows(found.cases[1], "en"))
    assert len(criteria) == sum(len(axis.judged) for axis in found.cases[1].levels)
    assert {row[2] for row in criteria} == {"met", "not met", "Not told"}
    assert all(bool(row[3]) == (row[2] != "met") for row in criteria)
