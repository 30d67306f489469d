"""The page of a comparison: what it says first, its map, and its files."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from portee.core.errors import OutputError, ParameterError
from portee.reports.fluent import CATALOGUES
from portee.reports.sheet import AnswerSheet
from portee.reports.sheet_html import sheet_html
from portee.reports.sheet_pdf import page_count
from portee.services.comparison_sheet import PAGE_ENDINGS, check_page_path, comparison_sheet, write_comparison
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.comparisons import Told, told


@pytest.fixture(scope="module")
def strike(xs_world: World, xs_territory: SyntheticTerritory) -> Told:
    return told(xs_world, xs_territory, "  - {type: cancel}\n")


def page(asked: Told, lang: str = "fr", column: str | None = "people") -> AnswerSheet:
    return comparison_sheet(asked.found, asked.scenario, asked.changes, column=column, lang=lang)


def marks(svg: str, name: str) -> int:
    path = re.search(rf'class="{name}" d="([^"]*)"', svg)
    return 0 if path is None else path[1].count("M")


def test_it_answers_first(strike: Told) -> None:
    sheet = page(strike)
    assert sheet.question.startswith("Que change « Tram 4 ")
    every = strike.changes[0]
    assert sheet.answer.startswith("Emplois à portée en 10 min : aucun habitant ne gagne, ")
    assert f"{every.lose:.0f} perdent" in sheet.answer.replace("\u202f", "")
    assert [part.id for part in sheet.tables] == ["by-figure", "losers", "modifications"]
    assert [fold.id for fold in sheet.folds] == ["how", "data"]
    assert {str(row[0]) for row in sheet.folds[1].tables[0].rows} == {"Rues", "Horaires", "Lieux"}
    assert sheet == page(strike), "the same comparison, the same page"


def test_the_map_has_every_place_by_the_sign_of_its_change(strike: Told) -> None:
    drawn = page(strike, "en").map
    assert drawn is not None
    change = strike.found.change[:, 0]
    assert (marks(drawn.svg, "gain"), marks(drawn.svg, "lose"), marks(drawn.svg, "not")) == (
        0, (change < 0).sum(), (change == 0).sum()
    )  # fmt: skip
    assert f"{(change < 0).sum()} lose" in drawn.alt
    assert [mark for mark, _ in drawn.keys] == ["gain", "lose", "not"]


def test_places_of_few_residents_are_counted_and_not_drawn(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    plain = told(xs_world, xs_territory, "  - {type: cancel}\n")
    people = np.where(np.arange(len(plain.found.origins)) < 3, 10.0, 11.0)
    drawn = page(told(xs_world, xs_territory, "  - {type: cancel}\n", people=people.tolist()), "en").map
    assert drawn is not None
    assert drawn.credit.startswith("3 places of fewer than 11 residents are not drawn")
    assert sum(marks(drawn.svg, name) for name in ("gain", "lose", "not")) == len(people) - 3


def test_nothing_changes(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    sheet = page(told(xs_world, xs_territory, "  []\n"))
    assert sheet.answer == "Emplois à portée en 10 min : rien ne change, pour aucun habitant."
    assert [part.id for part in sheet.tables] == ["by-figure", "modifications"]
    assert not any("perdent" in text.casefold() for text in sheet.lead)


def test_where_hardly_anybody_lives_only_the_modifications_are_told(
    xs_world: World, xs_territory: SyntheticTerritory
) -> None:
    count = len(told(xs_world, xs_territory, "  []\n").found.origins)
    sheet = page(told(xs_world, xs_territory, "  - {type: cancel}\n", people=[10.0] + [0.0] * (count - 1)))
    assert sheet.map is None
    assert [part.id for part in sheet.tables] == ["modifications"]


def test_new_homes_are_told_apart(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    at = "{id: new, lon: 4.998, lat: 43.1, people: 50}"
    sheet = page(told(xs_world, xs_territory, f"  - {{type: add_residents, places: [{at}]}}\n"))
    assert sheet.lead[-1] == "1 lieu de départ n'existe qu'après : il n'est pas compté ici."


def test_without_residents_places_are_counted(strike: Told) -> None:
    sheet = page(strike, "en", column=None)
    assert "starting place" in sheet.answer
    assert all("Places are not shown" in part.lead for part in sheet.tables if part.id == "losers")


def test_a_name_is_only_a_name(strike: Told) -> None:
    for lang in CATALOGUES:
        text = sheet_html(page(strike, lang))
        assert "<script" not in text
        assert "&lt;script" in text


@pytest.mark.parametrize("ending", PAGE_ENDINGS)
def test_twice_the_same_bytes(strike: Told, tmp_path: Path, ending: str) -> None:
    paths = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    for path in paths:
        write_comparison(path, strike.found, strike.scenario, strike.changes, column="people")
    assert paths[0].read_bytes() == paths[1].read_bytes()
    if ending == ".pdf":
        assert page_count(paths[0].read_bytes()) == 1


def test_other_endings_are_refused_and_nothing_half_written_stays(strike: Told, tmp_path: Path) -> None:
    for name in ("a.docx", "a", "a.gpkg"):
        with pytest.raises(ParameterError, match=r"cannot be written.*\.html, \.pdf"):
            check_page_path(tmp_path / name)
    check_page_path(tmp_path / "a.HTML")
    with pytest.raises(OutputError, match="folder does not exist"):
        write_comparison(tmp_path / "none" / "a.pdf", strike.found, strike.scenario, strike.changes)
    assert list(tmp_path.iterdir()) == []
