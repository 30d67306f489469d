from __future__ import annotations

import pytest

from portee.reports.fluent import CATALOGUES
from portee.reports.sheet_html import sheet_html
from portee.reports.sheet_pdf import page_count, sheet_pdf
from portee.services.hubs.compare_sheet import compare_sheet
from tests.services.hubs.compared import compared, small


def test_it_answers_first() -> None:
    sheet = compare_sheet(compared(), "en")
    assert sheet.question == "What would each of these hubs change, for whom, and who would pay?"
    assert sheet.answer == (
        "“Hub a”: 100 trips a year in its accounts, €1 of public money per trip; "
        "“Hub b”: 300 trips a year in its accounts, €1 of public money per trip."
    )
    assert sheet.lead[0].startswith("Without a hub nothing changes")
    assert any("0% of the residents" in text for text in sheet.lead)


def test_a_hub_without_trips_says_so() -> None:
    assert compare_sheet(compared(small("a", trips=0)), "fr").answer == "« Pôle a » : aucun trajet."


def test_what_explains_the_figures_is_there() -> None:
    sheet = compare_sheet(compared(small("a", assumptions=[{"fr": "Une hypothèse.", "en": "An assumption."}])), "fr")
    assert [fold.id for fold in sheet.folds] == ["how", "assumptions", "criteria", "sources"]
    assert "Une hypothèse." in sheet.folds[1].paragraphs
    sources = {str(row[0]): str(row[1]) for row in sheet.folds[3].tables[0].rows}
    assert any("D2.1" in title and told == "non" for title, told in sources.items())


@pytest.mark.parametrize("lang", CATALOGUES)
def test_it_is_a_page_and_one_sheet_of_paper(lang: str) -> None:
    found = compared()
    page = sheet_html(compare_sheet(found, lang))
    assert page == sheet_html(compare_sheet(found, lang)), "the same comparison, the same page"
    assert page_count(sheet_pdf(compare_sheet(found, lang, paper=True))) == 1
