from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date

import pytest

from portee.reports.sheet import AnswerSheet
from portee.services.territory_access import Neighbourhood, TerritoryAccess
from portee.web.territory_told import territory_csv, territory_sheet
from portee.web.wording import LANGUAGES

FOUND = TerritoryAccess(
    3000.0, 1200.0, {"tuesday": date(2026, 9, 8), "sunday": date(2026, 9, 13)}, {"tuesday": 600.0, "sunday": 150.0},
    {"tuesday": 0.2, "sunday": 0.4},
    (
        Neighbourhood("=HYPERLINK(1)", 500.0, {"tuesday": 500.0, "sunday": 100.0}),
        Neighbourhood("Few", 4.0, None),
        Neighbourhood("", 2496.0, {"tuesday": 620.4, "sunday": 160.0}),
    ),
    (),
)  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_comes_first_and_the_table_says_what_the_chart_shows(lang: str) -> None:
    sheet = territory_sheet(FOUND, "Village", lang)
    assert isinstance(sheet, AnswerSheet)
    assert "600" in sheet.answer
    assert "150" in sheet.answer
    assert any("75" in text for text in sheet.lead)
    (table,) = sheet.tables
    assert [row[0] for row in table.rows][:2] == ["=HYPERLINK(1)", "Few"]
    assert table.rows[1][2:] == ("–", "–")
    assert sheet.map is not None
    assert sheet.map.svg.count("<rect") == 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_day_without_public_transport_is_in_the_table_and_the_file_but_not_in_the_chart(lang: str) -> None:
    found = replace(
        FOUND, reach={**FOUND.reach, "strike": 40.0}, gini={**FOUND.gini, "strike": 0.5},
        neighbourhoods=(Neighbourhood("Haut", 500.0, {"tuesday": 500.0, "sunday": 100.0, "strike": 30.0}),),
    )  # fmt: skip
    sheet = territory_sheet(found, "Village", lang)
    assert "40" not in sheet.answer
    assert any(" 40 " in text for text in sheet.lead)
    assert sheet.tables[0].rows[0][-1] == "30"
    assert sheet.map is not None
    assert sheet.map.svg.count("<rect") == 2
    assert territory_csv(found, lang).splitlines()[-1].endswith(",40.0")


def test_without_neighbourhoods_there_is_neither_chart_nor_table() -> None:
    alone = TerritoryAccess(10.0, 5.0, {}, {"tuesday": 3.0}, {"tuesday": 0.0}, (), ())
    sheet = territory_sheet(alone, "Village", "en")
    assert sheet.map is None
    assert sheet.tables == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_holds_the_same_and_no_formula(lang: str) -> None:
    rows = list(csv.reader(territory_csv(FOUND, lang).splitlines()))
    assert rows[0] == ["neighbourhood", "residents", "jobs_within_45_min_tuesday", "jobs_within_45_min_sunday"]
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert rows[2][2:] == ["", ""]
    assert rows[-1] == ["all", "3000", "600.0", "150.0"]
