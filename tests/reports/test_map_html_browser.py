from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from portee.reports.map_html import write_map_html
from tests.browser.barriers import ALL
from tests.reports.samples import SCRIPT, sheet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STILL_MS = 200
"""The map is drawn anew 110 ms after it was last moved."""


@dataclass
class Visit:
    """An open page, and what it asked for and complained of."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def picture(self) -> Any:
        self.page.wait_for_timeout(STILL_MS)
        return self.page.evaluate("document.getElementById('canvas').toDataURL()")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "map.html"
    write_map_html(path, sheet())
    return path.as_uri()


def opened(browser: Browser, address: str, **options: Any) -> Visit:
    page = browser.new_page(**options)
    visit = Visit(page, address)
    page.on("request", lambda request: visit.requests.append(request.url))
    page.on("pageerror", lambda error: visit.problems.append(str(error)))
    page.on("console", lambda message: visit.problems.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.wait_for_timeout(STILL_MS)
    return visit


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    visit = opened(chromium, address, viewport={"width": 1200, "height": 900}, color_scheme="light")
    yield visit
    assert visit.problems == []
    assert [url for url in visit.requests if url != address and not url.startswith("data:")] == []
    visit.page.close()


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("fr", 360, "light"), ("en", 360, "dark"), ("fr", 1200, "dark"), ("en", 1200, "light")],
)
def test_no_barrier_for_anyone(chromium: Browser, address: str, lang: str, width: int, scheme: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    visit = opened(chromium, address, viewport={"width": width, "height": 800}, color_scheme=scheme)
    if lang == "en":
        visit.page.click("#language")
    visit.page.click("#columns label:nth-of-type(3)")
    visit.page.click("#table tbody button")
    found = axe.run(visit.page, options=ALL)
    assert found.response["violations"] == [], found.generate_report()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.problems == []
    visit.page.close()


def test_body_text_is_large_enough(visit: Visit) -> None:
    sizes = visit.page.evaluate(
        "[...document.querySelectorAll('p, li, td, th, dd, dt, label, button')]"
        ".map((element) => parseFloat(getComputedStyle(element).fontSize))"
    )
    assert min(sizes) >= 18


def test_the_keyboard_moves_zooms_and_describes(visit: Visit) -> None:
    page = visit.page
    page.focus("#map")
    first = visit.picture()
    page.keyboard.press("ArrowRight")
    moved = visit.picture()
    page.keyboard.press("+")
    zoomed = visit.picture()
    page.keyboard.press("0")
    assert len({first, moved, zoomed}) == 3
    assert visit.picture() == first
    page.keyboard.press("Enter")
    assert "cell" in page.inner_text("#details h3")
    assert "Emplois, mardi" in page.inner_text("#details")
    page.keyboard.press("Escape")
    assert page.locator("#details h3").count() == 0


def test_every_control_is_reached_by_tab(visit: Visit) -> None:
    seen = []
    for _ in range(12):
        visit.page.keyboard.press("Tab")
        seen.append(visit.page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert seen[0] == "skip"
    assert {"language", "map", "zoom-in", "zoom-out", "zoom-all", "filter"} <= set(seen)


def test_mouse_wheel_touch_and_buttons(visit: Visit) -> None:
    page = visit.page
    first = visit.picture()
    box = page.locator("#map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.wheel(0, -300)
    assert visit.picture() == first, "the wheel alone must scroll the page"
    page.mouse.click(x, y)
    assert page.locator("#details h3").count() == 1
    page.mouse.wheel(0, -300)
    assert visit.picture() != first
    page.click("#zoom-all")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 20, steps=3)
    page.mouse.up()
    dragged = visit.picture()
    assert dragged != first
    page.click("#zoom-in")
    assert visit.picture() != dragged


def test_pointing_names_the_place(visit: Visit) -> None:
    box = visit.page.locator("#map").bounding_box()
    assert box is not None
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "emplois" in visit.page.inner_text("#hover")


def test_columns_legend_and_details_follow_the_choice(visit: Visit) -> None:
    page = visit.page
    day = visit.picture()
    assert page.is_hidden("#signs-line")
    page.click("text=Différence >> nth=0")
    assert visit.picture() != day
    assert "à peu près égal" in page.inner_text("#legend")
    change = visit.picture()
    page.check("#signs")
    assert visit.picture() != change
    page.click("text=Temps jusqu’à la crèche >> nth=0")
    assert "hors d’atteinte" in page.inner_text("#legend")
    assert "pas de donnée" in page.inner_text("#legend")
    assert page.inner_text("#column-note") == "Médiane de 60 départs."


def test_approximate_values_are_marked(visit: Visit) -> None:
    assert "≈" in visit.page.inner_text("#legend")
    assert visit.page.inner_text("#table tbody tr:nth-child(1) td:nth-child(2)").startswith("≈")
    assert not visit.page.inner_text("#table tbody tr:nth-child(2) td:nth-child(2)").startswith("≈")


def test_table_sorts_and_filters(visit: Visit) -> None:
    page = visit.page
    page.click("#table thead th:nth-child(5) button")
    column = [page.inner_text(f"#table tbody tr:nth-child({row}) td:nth-child(5)") for row in range(1, 21)]
    numbers = [float(text.replace(",", ".")) for text in column[:18]]
    assert numbers == sorted(numbers)
    assert column[18:] == ["hors d’atteinte", "pas de donnée"]
    assert page.get_attribute("#table thead th:nth-child(5)", "aria-sort") == "ascending"
    page.click("#table thead th:nth-child(5) button")
    again = [page.inner_text(f"#table tbody tr:nth-child({row}) td:nth-child(5)") for row in range(1, 21)]
    assert again[:18] == column[:18][::-1]
    assert again[18:] == column[18:]
    page.fill("#filter", "cell 7")
    assert page.locator("#table tbody tr").count() == 1
    assert page.inner_text("#shown") == "Lieux montrés\u00a0: 1 sur 1"


def test_both_languages(visit: Visit) -> None:
    page = visit.page
    assert page.get_attribute("html", "lang") == "fr"
    assert page.title() == "Qui atteint un emploi\u00a0? – Portée"
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"
    assert page.title() == "Who can reach a job? – Portée"
    text = page.inner_text("body")
    for word in (
        "Synthetic territory.",
        "Where the data comes from",
        "Jobs, Tuesday 07:30",
        "less than",
        "What to show",
    ):
        assert word in text
    for word in ("Que montrer", "Légende", "emplois", "Lieux montrés", "moins de"):
        assert word not in text


def test_a_script_in_a_name_is_only_text(visit: Visit) -> None:
    page = visit.page
    assert SCRIPT in page.inner_text("#table")
    page.click("#table tbody tr:nth-child(2) button")
    assert SCRIPT in page.inner_text("#details")
    assert page.evaluate("window.broken") is None
    assert page.locator("img").count() == 0


def test_the_page_may_not_reach_the_network(visit: Visit) -> None:
    refused = visit.page.evaluate("fetch('https://example.org/').then(() => 'reached', () => 'refused')")
    assert refused == "refused"
    visit.problems.clear()
    visit.requests.clear()


def test_prints_light_and_with_signs(visit: Visit) -> None:
    page = visit.page
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.is_hidden("#table")
    assert page.is_visible("#sources")
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_a_city_opens(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "city.html"
    write_map_html(path, sheet(60, 50))
    visit = opened(chromium, path.as_uri(), viewport={"width": 1200, "height": 900})
    assert visit.page.locator("#table tbody tr").count() == 25
    visit.page.click("#more")
    assert visit.page.locator("#table tbody tr").count() == 125
    assert visit.problems == []
    visit.page.close()
