"""Somebody without Git reads the commons: on a phone, on a desk, with keys alone, without a script."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
import uvicorn

from portee.services.commons_reading.shelf import Shelf
from portee.web.app import create_app
from portee.web.site import Site
from portee.web.wording import say
from tests.web.commons_site import commons_site, shelf, some_need

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

__all__ = ["commons_site", "shelf"]

pytestmark = pytest.mark.browser

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def address(commons_site: Site) -> Iterator[str]:
    """Of the running application."""
    server = uvicorn.Server(uvicorn.Config(create_app(commons_site), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started:
        if time.monotonic() > until or not thread.is_alive():
            pytest.fail("the application did not start")
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def pages(shelf: Shelf) -> dict[str, str]:
    """Name → address, of every sort of page."""
    release = shelf.reading().release
    need = some_need(shelf.commons())
    found = {
        "home": "", "matrix": "/matrix", "matrix-filtered": "/matrix?q=nuit&level=9", "practices": "/practices",
        "alike": "/alike", "changes": "/changes", "reuse": "/reuse", "search": "/search?q=velo",
        "list": "/search?type=need", "history": f"/{need}/history", "none": "/need/nothing-there",
    }  # fmt: skip
    found |= {kind: f"/{release.of_type(kind)[0].id}" for kind in ("cell", "need", "evidence", "practice")}
    head = shelf.commons().head()
    assert head is not None
    return {**found, "diff": f"/{need}/diff?new={head.commit}"}


@pytest.mark.parametrize(
    ("lang", "size", "scheme"),
    [("fr", PHONE, "light"), ("en", PHONE, "dark"), ("fr", DESKTOP, "dark"), ("en", DESKTOP, "light")],
)
def test_no_barrier_for_anyone(
    chromium: Browser,
    address: str,
    shelf: Shelf,
    artefacts: Path,
    lang: str,
    size: ViewportSize,
    scheme: Literal["light", "dark"],
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = chromium.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda r: elsewhere.append(r.url) if not r.url.startswith((address, "data:")) else None)
    wrong = []
    for name, path in pages(shelf).items():
        page.goto(f"{address}/{lang}/commons{path}")
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        page.screenshot(path=artefacts / f"commons-{name}-{lang}-{size['width']}-{scheme}.png", full_page=True)
        found = axe.run(page)
        wrong += [f"{name}: {one['id']} {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            wrong.append(f"{name} is wider than the screen")
    context.close()
    assert (wrong, elsewhere) == ([], [])


def test_from_the_menu_to_a_source_with_keys_alone_and_no_script(chromium: Browser, address: str, shelf: Shelf) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/fr/")

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


def test_a_planner_filters_the_matrix_and_sends_the_address(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport=DESKTOP)
    page: Page = context.new_page()
    page.goto(f"{address}/en/commons/matrix")
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
    page.goto(f"{address}/en/commons/matrix")
    page.evaluate("document.querySelector('.scroll').scrollTo(600, 500)")
    head, first = page.locator(".matrix thead th").nth(0).bounding_box(), page.locator(".scroll").bounding_box()
    assert head is not None
    assert first is not None
    assert abs(head["x"] - first["x"]) < 3
    context.close()
