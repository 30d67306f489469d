"""Every page, in both languages, as a browser shows it: on a phone and on a desk, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from portee.reports.sheet_pdf import page_count
from portee.web.pages import PAGES
from portee.web.site import Site
from tests.web.asking import place_name

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONE, DESK = 360, 1280
SHOWN = [("fr", PHONE, "light"), ("en", DESK, "dark"), ("fr", DESK, "dark"), ("en", PHONE, "light")]


@pytest.fixture
def page(chromium: Browser, live: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the application, in the width and the colours of the test's own; nothing may go wrong on it."""
    shown: Any = getattr(request, "param", (DESK, "light"))
    width, colours = shown
    opened = chromium.new_page(base_url=live, viewport={"width": width, "height": 800}, color_scheme=colours)
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


def no_barrier(page: Page, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    found = axe.run(page)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize("slug", ["", *(page.slug for page in PAGES if page.slug), "nothing"])
@pytest.mark.parametrize(("lang", "page", "width"), [(lang, (w, s), w) for lang, w, s in SHOWN], indirect=["page"])
def test_no_barrier_for_anyone(page: Page, lang: str, width: int, slug: str) -> None:
    page.goto(f"/{lang}/{slug}")
    no_barrier(page, width)


@pytest.mark.parametrize(("lang", "page", "width"), [(lang, (w, s), w) for lang, w, s in SHOWN[:2]], indirect=["page"])
def test_an_interview_from_the_question_to_the_sheet(page: Page, site: Site, lang: str, width: int) -> None:
    page.goto(f"/{lang}/person")
    page.locator("form.ask button").first.click()
    no_barrier(page, width)
    page.fill("#home", place_name(site))
    page.select_option("#profile", "night-cleaner")
    page.fill("#budget", "40")
    page.locator("form.ask button").first.click()
    page.wait_for_selector(".code")
    no_barrier(page, width)
    assert page.url.endswith(f"/{lang}/person")
    code = page.locator(".code strong").inner_text()
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = false)")
    assert page_count(page.pdf(prefer_css_page_size=True)) == 1
    page.goto(f"/{lang}/person")
    page.fill("#code", code)
    page.locator("form.again button").click()
    page.wait_for_selector(".code")
    assert page.locator(".code strong").inner_text() == code


@pytest.mark.parametrize(("lang", "page", "width"), [(lang, (w, s), w) for lang, w, s in SHOWN[2:]], indirect=["page"])
def test_a_vacancy_from_five_fields_to_the_sheet(page: Page, site: Site, lang: str, width: int) -> None:
    page.goto(f"/{lang}/vacancy")
    page.fill("#workplace", "rue")
    page.fill("#start", "05:30")
    page.fill("#end", "13:00")
    page.locator("form.ask button").click()
    page.wait_for_selector("input[name=spot]")
    no_barrier(page, width)
    page.locator("input[name=spot]").nth(1).check()
    page.locator("form.ask button").click()
    page.wait_for_selector("section.who")
    no_barrier(page, width)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = false)")
    assert page_count(page.pdf(prefer_css_page_size=True)) == 1


def test_a_keyboard_is_enough_for_an_interview(page: Page, site: Site) -> None:
    page.goto("/en/person")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "home"
    page.keyboard.type(place_name(site))
    page.keyboard.press("Tab")
    page.keyboard.type("Night")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "See what is within reach"
    page.keyboard.press("Enter")
    page.wait_for_selector(".code")


def test_pages_answer_without_scripts(chromium: Browser, live: str, site: Site) -> None:
    page = chromium.new_page(base_url=live, java_script_enabled=False)
    page.goto("/fr/person")
    page.fill("#home", place_name(site))
    page.select_option("#profile", "reference-employee-car")
    page.locator("form.ask button").first.click()
    assert page.locator(".answer").first.is_visible()
    page.close()
