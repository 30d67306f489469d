"""Somebody without Git reads the commons: on a phone, on a desk, with keys alone, without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import pytest

from portee.commons.repository.history import history
from portee.services.commons_reading.shelf import Shelf
from portee.web.commons.shelves import shelf_of
from portee.web.site import Site
from portee.web.wording import say
from tests.browser.barriers import barriers
from tests.web.commons_site import some_need

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def shelf(site: Site) -> Shelf:
    return shelf_of(site)


def pages(shelf: Shelf) -> dict[str, str]:
    """Name → address, of every sort of page but the first, which is among those of the menu."""
    release = shelf.reading().release
    need = some_need(shelf.commons())
    found = {
        "matrix": "/matrix", "matrix-filtered": "/matrix?q=nuit&level=9", "practices": "/practices",
        "alike": "/alike", "changes": "/changes", "reuse": "/reuse", "search": "/search?q=velo",
        "list": "/search?type=need", "history": f"/{need}/history", "none": "/need/nothing-there",
    }  # fmt: skip
    found |= {kind: f"/{release.of_type(kind)[0].id}" for kind in ("cell", "need", "evidence", "practice")}
    return {**found, "diff": f"/{need}/diff?new={history(shelf.commons(), f'{need}.md', 1)[0].commit}"}


# Each page is looked at in both widths and both colours: a pair for each language is enough.
@pytest.mark.parametrize(("lang", "size", "scheme"), [("fr", PHONE, "light"), ("en", DESKTOP, "dark")])
def test_no_barrier_for_anyone(
    chromium: Browser,
    live: str,
    shelf: Shelf,
    keep: Callable[[Page, str], None],
    lang: str,
    size: ViewportSize,
    scheme: Literal["light", "dark"],
) -> None:
    context = chromium.new_context(viewport=size, color_scheme=scheme)
    context.set_default_timeout(120_000)
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda r: elsewhere.append(r.url) if not r.url.startswith((live, "data:")) else None)
    wrong = []
    for name, path in pages(shelf).items():
        page.goto(f"{live}/{lang}/commons{path}")
        keep(page, f"commons-{name}-{lang}-{size['width']}-{scheme}")
        wrong += [f"{name}: {one}" for one in barriers(page)]
    context.close()
    assert (wrong, elsewhere) == ([], [])


def test_from_the_menu_to_a_source_with_keys_alone_and_no_script(chromium: Browser, live: str, shelf: Shelf) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{live}/fr/")

    def follow(selector: str) -> None:
        wanted = page.locator(selector).first.get_attribute("href")
        for _ in range(300):
            page.keyboard.press("Tab")
            focused = page.locator("*:focus")
            if focused.count() and focused.get_attribute("href") == wanted:
                page.keyboard.press("Enter")
                page.wait_for_load_state()
                return
        pytest.fail(f"no key leads to {selector}")

    page.locator(".top summary").focus()
    page.keyboard.press("Enter")
    follow('nav a[href="/fr/commons"]')
    follow('.rooms a[href="/fr/commons/matrix"]')
    follow('.matrix td a[href^="/fr/commons/cell/"]')
    follow('a[href^="/fr/commons/evidence/"]')
    page.locator("details.why summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.why[open]").count() == 1
    follow('a[href$="/history"]')
    assert say("fr", "commons-history-question") in page.inner_text("h1")
    context.close()


def test_a_planner_filters_the_matrix_and_sends_the_address(chromium: Browser, live: str) -> None:
    context = chromium.new_context(viewport=DESKTOP)
    page: Page = context.new_page()
    page.goto(f"{live}/en/commons/matrix")
    whole = page.locator(".matrix td a").count()
    page.click(".filters summary")
    page.select_option("#advice", "recommended")
    page.select_option("#level", "2")
    page.click(".filters button")
    kept = page.locator(".matrix td a").count()
    assert 0 < kept < whole
    again = context.new_page()
    again.goto(page.url)
    assert again.locator(".matrix td a").count() == kept
    # The head of the table and the need stay in sight while one scrolls.
    page.goto(f"{live}/en/commons/matrix")
    page.evaluate("document.querySelector('.scroll').scrollTo(600, 500)")
    head, first = page.locator(".matrix thead th").nth(0).bounding_box(), page.locator(".scroll").bounding_box()
    assert head is not None
    assert first is not None
    assert abs(head["x"] - first["x"]) < 3
    context.close()
