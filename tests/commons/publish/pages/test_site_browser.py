from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from portee.commons.publish.parts import write_file
from tests.commons.examples import example
from tests.commons.publish.pages.released import released
from tests.commons.publish.pages.test_matrix_view import several
from tests.commons.publish.pages.test_site import site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

Open = Callable[..., "Page"]
MATRIX = "matrix/territory--quartier-des-moulins.html"
PAGES = ("index.html", "search.html", "matrix.html", MATRIX, "changes.html", "reuse.html", "types/need.html",
         "cell/aube-navette-moulins.html", "practice/navette-des-moulins.html", "process/de-l-ecoute-au-service.html",
         "evidence/postes-a-portee-a-l-aube.html", "statement/bus-trop-tard.html")  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    draft = example("need", id="need/" + "tres-long-" * 9 + "nom", title={"fr": "Anticonstitutionnellement" * 6})
    for path, contents in site(released(*(file for file in several().records), draft)).items():
        write_file(root, path, contents)
    return root


@pytest.fixture
def opened(chromium: Browser, folder: Path) -> Any:
    pages: list[Page] = []
    told: list[str] = []

    def go(path: str, **options: Any) -> Page:
        page = chromium.new_page(**options)
        page.on("request", lambda request: told.append(request.url))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
        page.goto((folder / path.partition("?")[0]).as_uri() + "".join(path.partition("?")[1:]))
        pages.append(page)
        return page

    yield go
    assert [one for one in told if not one.startswith(("file:", "data:"))] == []
    for page in pages:
        page.close()


@pytest.mark.parametrize(("lang", "width", "scheme"), [("fr", 320, "light"), ("en", 1280, "dark")])
def test_no_barrier_for_anyone(opened: Open, lang: str, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for path in PAGES:
        page = opened(f"{lang}/{path}", viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        found = axe.run(page, options={"preload": False, "resultTypes": ["violations"]})
        assert found.response["violations"] == [], f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.close()


def test_the_first_page_asks_for_the_language(opened: Open) -> None:
    page = opened("index.html")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/index.html")
    page.get_by_role("link", name="Français").click()
    assert page.url.endswith("/fr/index.html")


def test_search_works_from_a_disk_and_folds_accents(opened: Open) -> None:
    from playwright.sync_api import expect

    page = opened("fr/index.html")
    page.get_by_role("searchbox").fill("MATÎN minibus")
    page.get_by_role("button", name="Chercher").click()
    assert "search.html?q=" in page.url
    expect(page.get_by_role("status")).to_contain_text("Aucune fiche")
    page.get_by_role("searchbox").fill("minibús")
    expect(page.get_by_role("status")).to_have_text("1 fiche trouvée.")
    page.locator("#results a").click()
    assert page.locator("h1").inner_text() == "Navette de l'aube"


def test_without_a_script_the_search_is_the_whole_list(opened: Open, folder: Path) -> None:
    page = opened("fr/search.html?q=minibus", java_script_enabled=False)
    records = [path for path in (folder / "fr").glob("*/*.html") if path.parent.name not in ("types", "matrix")]
    assert page.locator("#results > li").count() == len(records)


def test_the_matrix_shows_only_what_is_asked_for(opened: Open) -> None:
    from playwright.sync_api import expect

    page = opened(f"en/{MATRIX}")
    cells = page.locator("td[data-advice] > a")
    expect(page.get_by_role("status")).to_have_text("5 cells shown.")
    page.get_by_label("Advice").select_option("to-test")
    expect(page.get_by_role("status")).to_have_text("2 cells shown.")
    assert [cell.inner_text() for cell in cells.all() if cell.is_visible()] == ["◌ to be tested"] * 2
    page.get_by_label("Level, at least").select_option("4")
    expect(page.get_by_role("status")).to_contain_text("No cell fits")
    bare = opened(f"en/{MATRIX}", java_script_enabled=False)
    assert not bare.get_by_label("Advice").is_visible()
    assert bare.locator("td[data-advice] > a").count() == 5


def test_a_keyboard_reaches_the_content_and_opens_a_why(opened: Open) -> None:
    page = opened("fr/solution/navette-de-l-aube.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
        page.keyboard.press("Tab")
    shown = page.get_by_text("pas vérifié dans la source").first
    assert not shown.is_visible()
    page.keyboard.press("Enter")
    assert shown.is_visible()


def test_on_a_phone_the_matrix_is_read_need_by_need(opened: Open) -> None:
    page = opened(f"fr/{MATRIX}", viewport={"width": 320, "height": 800})
    assert page.get_by_role("table").count() == 1
    assert page.locator("td.empty").first.is_hidden()
    assert page.locator("td[data-advice]").first.is_visible()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 18


def test_it_prints_in_black_on_white(opened: Open) -> None:
    page = opened("fr/cell/aube-navette-moulins.html")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    assert not page.locator("nav").is_visible()
    assert not page.locator("form").first.is_visible()
