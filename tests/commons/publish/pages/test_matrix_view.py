from __future__ import annotations

import re

from portee.commons.publish.pages.address import matrix_path, page_path
from portee.commons.publish.pages.matrix_view import ADVICE, matrix_html, matrix_index_html, places
from portee.commons.publish.pages.view import View
from portee.commons.publish.release import Release
from tests.commons.examples import example
from tests.commons.publish.pages.released import released

MOULINS = "territory/quartier-des-moulins"


def several() -> Release:
    cells = [
        example("cell", id=f"cell/c{at}", solution=f"solution/s{at % 3}", need=f"need/n{at}", advice=advice, level=at)
        for at, advice in enumerate(ADVICE)
    ]
    elsewhere = example("cell", id="cell/ailleurs", territory="zone-group/pentes-sans-metro")
    return released(*cells, elsewhere)


def page(release: Release, place: str = MOULINS, lang: str = "fr") -> str:
    return matrix_html(place, View(release, lang, matrix_path(place, lang))).decode("utf-8")


def test_each_advice_and_level_is_told_in_words() -> None:
    html = page(several())
    for words in ("prescrit", "recommandé", "à expérimenter", "déconseillé"):
        assert html.count(words) >= 3
    for level, words in enumerate(("rien", "on informe", "c&#39;est proposé", "c&#39;est adapté")):
        assert f"niveau {level}\u00a0: {words}" in html
    assert len(re.findall(r"<td role=\"cell\" data-advice", html)) == 5
    assert "un désaccord" in html


def test_needs_go_down_and_solutions_across() -> None:
    html = page(several(), lang="en")
    assert html.count('role="rowheader"') == 5
    assert html.count('role="columnheader"') == 1 + 4
    assert html.count('role="cell"') == 5 * 4
    assert "5 pieces of advice, on 5 needs and 4 solutions." in html


def test_the_commons_own_place_comes_first() -> None:
    release = several()
    assert places(release) == (MOULINS, "zone-group/pentes-sans-metro")
    assert "zone-group--pentes-sans-metro.html" in page(release)
    index = matrix_index_html(View(release, "en", page_path("matrix", "en"))).decode("utf-8")
    assert "Choose one of 2 territories." in index
    assert "5 cells" in index


def test_a_commons_without_cells_says_so() -> None:
    release = released(only=True)
    assert places(release) == ()
    assert "No cell" in matrix_index_html(View(release, "en", page_path("matrix", "en"))).decode("utf-8")


def test_a_cell_that_nobody_has_reviewed_bears_it() -> None:
    assert page(several()).count('<span class="badge">brouillon</span>') == 5
    assert "brouillon" not in page(released(example("cell", status="reviewed"), only=True))
