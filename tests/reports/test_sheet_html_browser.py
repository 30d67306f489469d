from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from portee.reports.sheet import AnswerSheet
from portee.reports.sheet_html import write_sheet_html
from portee.reports.sheet_pdf import page_count
from portee.services.comparison_sheet import comparison_sheet
from portee.services.hubs.compare import HubComparison, compare_designs
from portee.services.hubs.compare_sheet import compare_sheet
from portee.services.hubs.gains_compared import zone_map
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.browser.barriers import ALL
from tests.reports.sheets import crowded, sample
from tests.services.comparisons import Told, told
from tests.services.hubs.village_hubs import given_in, village_hub

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

Open = Callable[..., "Page"]


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Any:
    pages: list[Page] = []
    requests: list[str] = []

    def go(sheet: AnswerSheet, **options: Any) -> Page:
        path = tmp_path / "answer.html"
        write_sheet_html(path, sheet)
        page = chromium.new_page(**options)
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: requests.append(str(error)))
        page.on("console", lambda message: requests.append(message.text) if message.type == "error" else None)
        page.goto(path.as_uri())
        pages.append(page)
        return page

    yield go
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    for page in pages:
        page.close()


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("fr", 320, "light"), ("en", 320, "dark"), ("fr", 1280, "dark"), ("en", 1280, "light")],
)
def test_no_barrier_for_anyone(opened: Open, lang: str, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(sample(lang), viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    found = axe.run(page, options=ALL)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module")
def tried(xs_world: World, xs_territory: SyntheticTerritory) -> Told:
    """A change that is computed once, and told in each language."""
    return told(xs_world, xs_territory, "  - {type: cancel, until: 2030-01-01}\n", labels=["north", "south"] * 300)


@pytest.mark.parametrize(("lang", "width", "scheme"), [("fr", 320, "dark"), ("en", 1280, "light")])
def test_the_page_of_a_comparison(opened: Open, tried: Told, lang: str, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    sheet = comparison_sheet(tried.found, tried.scenario, tried.changes, column=tried.column, lang=lang)
    page = opened(sheet, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    found = axe.run(page, options=ALL)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page_count(page.pdf(prefer_css_page_size=True)) <= 2


@pytest.fixture(scope="module")
def compared(xs_world: World, xs_territory: SyntheticTerritory) -> HubComparison:
    plans = [village_hub(xs_territory, id) for id in ("fabriques-bikes", "fabriques-cars")]
    return compare_designs(plans, given_in(xs_world, xs_territory))


@pytest.mark.parametrize(("lang", "width", "scheme"), [("fr", 320, "dark"), ("en", 1280, "light")])
def test_the_page_of_hubs(
    opened: Open, xs_world: World, compared: HubComparison, lang: str, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    sheet = compare_sheet(compared, lang, zone_map(compared, xs_world.network, lang))
    page = opened(sheet, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    told = axe.run(page, options=ALL)
    assert told.response["violations"] == [], told.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_long_names_do_not_widen_a_phone(opened: Open) -> None:
    page = opened(crowded(), viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("window.broken") is None


def test_it_can_be_read_without_scripts(opened: Open) -> None:
    page = opened(sample(name="Name"), java_script_enabled=False, viewport={"width": 800, "height": 600})
    assert page.locator("h1").is_visible()
    assert page.get_by_text("1\u00a0emploi sur\u00a04").is_visible()
    assert page.get_by_role("table", name="Pourquoi le reste ne l’est pas").is_visible()


def test_a_keyboard_opens_the_explanations(opened: Open) -> None:
    page = opened(sample(name="Name"))
    assert not page.get_by_text("Une phrase.").is_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Comment c’est calculé":
            break
    page.keyboard.press("Enter")
    assert page.get_by_text("Une phrase.").is_visible()


@pytest.mark.parametrize("make", [sample, crowded])
def test_it_prints_on_one_sheet(opened: Open, make: Callable[[], AnswerSheet]) -> None:
    page = opened(make())
    assert page_count(page.pdf(prefer_css_page_size=True)) == 1
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
