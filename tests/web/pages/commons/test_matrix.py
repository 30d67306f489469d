from __future__ import annotations

from html import unescape

import pytest
from fastapi.testclient import TestClient

from portee.services.commons_reading.grid import GridQuestion, grid_of
from portee.services.commons_reading.shelf import Shelf
from portee.web.wording import LANGUAGES, say


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cell_of_the_territory_has_its_link(commons_client: TestClient, shelf: Shelf, lang: str) -> None:
    grid = grid_of(shelf.reading(), GridQuestion(), lang)
    page = commons_client.get(f"/{lang}/commons/matrix").text
    assert grid.cells
    for cell in grid.cells.values():
        assert page.count(f'href="/{lang}/commons/{cell.id}"') == 1


def test_filters_keep_what_fits_and_stay_in_the_form(commons_client: TestClient, shelf: Shelf) -> None:
    grid = grid_of(shelf.reading(), GridQuestion(level=3, advice="recommended"), "fr")
    page = commons_client.get("/fr/commons/matrix?level=3&advice=recommended").text
    assert page.count('role="cell" class="is-recommended"') == len(grid.cells) > 0
    assert '<option value="recommended" selected>' in page
    # The other language keeps the filters.
    assert 'href="/en/commons/matrix?level=3&amp;advice=recommended"' in page


@pytest.mark.parametrize(
    "address", ["level=9", "advice=maybe", "territory=territory/atlantis", "status=%00", "q=" + "a" * 500]
)
def test_an_absurd_filter_is_told_and_left_out(commons_client: TestClient, address: str) -> None:
    answer = commons_client.get(f"/fr/commons/matrix?{address}")
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert say("fr", "commons-filter-unknown") in page or say("fr", "commons-filter-long") in page


def test_nothing_found_says_so(commons_client: TestClient, shelf: Shelf) -> None:
    total = grid_of(shelf.reading(), GridQuestion(), "fr").total
    page = unescape(commons_client.get("/fr/commons/matrix?q=<script>zzz</script>").text)
    assert say("fr", "commons-matrix-nothing", total=total) in page
    assert "<script>zzz" not in commons_client.get("/fr/commons/matrix?q=<script>zzz</script>").text
