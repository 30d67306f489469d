"""Every page, in both languages, as a browser shows it: on a phone and on a desk, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from portee.web.pages import PAGES
from portee.web.site import Site
from portee.web.wording import LANGUAGES
from tests.browser.barriers import NARROW, WIDE, barriers
from tests.web.asking import place_name

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

MORE = ("explorer/lines", "pains/new", "incidents/new", "workshops/atelier-de-mars/synthesis", "nothing")
"""Pages that no menu leads to."""


@pytest.fixture
def page(chromium: Browser, live: str) -> Iterator[Page]:
    """A page of the application; nothing may go wrong on it, nor be loaded from elsewhere."""
    opened = chromium.new_page(base_url=live, viewport={"width": NARROW, "height": 800})
    opened.set_default_timeout(120_000)
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on(
        "request", lambda asked: None if asked.url.startswith((live, "data:", "blob:")) else wrong.append(asked.url)
    )
    yield opened
    # What is not there, or not understood, is answered so; browsers tell it as an error.
    assert [text for text in wrong if not any(status in text for status in ("404", "422"))] == []
    opened.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_barrier_for_anyone(page: Page, lang: str) -> None:
    wrong = {}
    page.emulate_media(color_scheme="light" if lang == "fr" else "dark")
    for slug in ("", *(page.slug for page in PAGES if page.slug), *MORE):
        page.goto(f"/{lang}/{slug}")
        # What is worked out once opens by itself when it is ready.
        page.wait_for_selector("progress[data-events]", state="detached")
        wrong[slug] = barriers(page)
        # The menu of a phone is folded: what a page is about begins on the first screen.
        top = page.evaluate("document.querySelector('.top').getBoundingClientRect().height")
        if top > 120:
            wrong[slug].append(f"a head of {top} pixels")
        if (begins := page.evaluate("document.querySelector('h1').getBoundingClientRect().top")) > 550:
            wrong[slug].append(f"a title at {begins} pixels")
    assert {slug: found for slug, found in wrong.items() if found} == {}


@pytest.mark.parametrize("script", [True, False])
def test_the_menu_folds_on_a_phone_and_is_whole_on_a_desk(chromium: Browser, live: str, script: bool) -> None:
    page = chromium.new_page(
        base_url=live, viewport={"width": NARROW, "height": 740}, java_script_enabled=script, reduced_motion="reduce"
    )
    page.goto("/fr/person")
    link = page.locator('.top nav a[href="/fr/vacancy"]')
    assert not link.is_visible()
    # By keys: past the skip link and the name, to the fold, which Enter opens; then the links follow.
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.locator(".top summary:focus").count() == 1
    page.keyboard.press("Enter")
    assert link.is_visible()
    assert page.locator(".top nav [aria-current=page]").inner_text() == "Une personne"
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.locator("*:focus").get_attribute("href") == "/fr/vacancy"
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/vacancy")
    assert not page.locator('.top nav a[href="/fr/person"]').is_visible()
    page.set_viewport_size({"width": WIDE, "height": 740})
    assert page.locator('.top nav a[href="/fr/person"]').is_visible()
    assert not page.locator(".top summary").is_visible()
    # Whoever hears the page finds the same links.
    heard = page.locator(".top nav").aria_snapshot()
    assert heard.count("- link") == page.locator(".top nav a").count()
    page.close()


def test_pages_answer_without_scripts(chromium: Browser, live: str, site: Site) -> None:
    page = chromium.new_page(base_url=live, java_script_enabled=False)
    page.set_default_timeout(120_000)
    page.goto("/fr/person")
    page.fill("#home", place_name(site))
    page.select_option("#profile", "reference-employee-car")
    page.locator("form.ask button").first.click()
    assert page.locator(".answer").first.is_visible()
    page.close()
