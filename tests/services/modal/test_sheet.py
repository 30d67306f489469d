from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ParameterError
from portee.reports.fluent import CATALOGUES
from portee.reports.sheet_html import sheet_html
from portee.reports.sheet_pdf import page_count
from portee.services.modal.compute import ModalResult
from portee.services.modal.sheet import check_modal_page, modal_sheet, write_modal_page
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.reports.samples import SCRIPT
from tests.services.modal.ground import EMPTY, scenario, shares_of
from tests.services.modal.test_compute import PLAN


@pytest.fixture(scope="module")
def found(xs_world: World, xs_territory: SyntheticTerritory) -> ModalResult:
    strike = scenario("  - {type: cancel}\n", f'"Strike {SCRIPT.replace(chr(34), chr(39))}"')
    return shares_of(xs_world, xs_territory, strike, years=[2027, 2030], targets=PLAN)


def test_it_answers_first(found: ModalResult) -> None:
    sheet = modal_sheet(found, "fr")
    assert sheet.question.startswith("Que change « Strike ")
    assert "2030 : +" in sheet.answer
    assert "de 50,0 % à " in sheet.answer
    assert [part.id for part in sheet.tables] == ["modal-shares", "modal-gaps", "modal-groups"]
    assert sheet.tables[0].rows[0][0] == "sans scénario"
    assert {row[2] for row in sheet.tables[1].rows} >= {"25,0\u00a0%", "40,0\u00a0%"}
    assert sheet.map is not None
    assert sheet.map.svg.count("stroke-dasharray") >= 4
    assert "objectif 2030 : marche 30" in sheet.map.alt
    assert sheet == modal_sheet(found, "fr"), "the same shares, the same page"


def test_nothing_changes(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    same = shares_of(xs_world, xs_territory, EMPTY)
    assert modal_sheet(same, "en").answer == "nothing: nothing changes."
    alone = shares_of(xs_world, xs_territory)
    assert modal_sheet(alone, "en").answer.startswith("Today 50.0% of the trips would be made by car: ")
    assert modal_sheet(alone, "en").question == "Who would travel how?"


@pytest.mark.parametrize("lang", CATALOGUES)
def test_every_text_is_escaped(found: ModalResult, lang: str) -> None:
    page = sheet_html(modal_sheet(found, lang))
    assert "<script" not in page
    assert "Strike &lt;" in page


def test_files(found: ModalResult, tmp_path: Path) -> None:
    write_modal_page(tmp_path / "page.html", found, "en")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    write_modal_page(tmp_path / "page.pdf", found)
    assert page_count((tmp_path / "page.pdf").read_bytes()) >= 1
    with pytest.raises(ParameterError, match=r"\.html"):
        check_modal_page(tmp_path / "page.txt")
