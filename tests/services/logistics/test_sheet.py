from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from portee.reports.sheet_pdf import page_count
from portee.services.logistics.lines import round_lines
from portee.services.logistics.sheet import goods_sheet, write_goods_sheet
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.answers import village_answer

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_page_says_what_the_map_shows_and_names_every_assumption(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    lines = round_lines(xs_world, answer.goods, answer.found)
    sheet = goods_sheet(answer, xs_world, lines, "en")
    assert sheet.map is not None
    rounds = sum(len(leg.plan.rounds) for leg in answer.found.legs)
    assert f"{rounds} rounds along the streets, 2 micro-hubs" in sheet.map.alt
    assert sheet.map.svg.count('class="round round-') + sheet.map.svg.count('class="supply"') == rounds
    assert "All is invented." in [str(notice) for notice in sheet.notices]
    assert any("working assumptions" in str(notice) for notice in sheet.notices)
    read = next(table for fold in sheet.folds for table in fold.tables if table.id == "figures-read")
    assert len(read.rows) == len(answer.goods.parameters)


def test_pages_are_written_for_the_screen_and_for_paper(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    answer = village_answer(tmp_path, xs_world, xs_territory)
    lines = round_lines(xs_world, answer.goods, answer.found)
    write_goods_sheet(tmp_path / "page.html", answer, xs_world, lines, "fr")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in page
    assert "Le village" in page
    write_goods_sheet(tmp_path / "page.pdf", answer, xs_world, lines, "en")
    assert page_count((tmp_path / "page.pdf").read_bytes()) == 1


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "width", "scheme"), [("fr", 320, "dark"), ("en", 1280, "light")])
def test_the_page_is_open_to_everybody(
    xs_world: World,
    xs_territory: SyntheticTerritory,
    tmp_path: Path,
    chromium: Browser,
    lang: str,
    width: int,
    scheme: str,
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    answer = village_answer(tmp_path, xs_world, xs_territory)
    path = tmp_path / "page.html"
    write_goods_sheet(path, answer, xs_world, round_lines(xs_world, answer.goods, answer.found), lang)
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(path.as_uri())
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
