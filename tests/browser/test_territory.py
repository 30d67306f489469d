"""A planner reads the territory: waits once, reads every part on a phone and a desktop, without barrier or script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from portee.web.wording import say

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

Look = Callable[["Page", str], None]

PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PARTS = ("/services", "/bad-days", "/years")
"""Not people, whose searches take longest, nor the first, which is among the pages of the menu."""

MOST_MS = 120_000


@pytest.mark.parametrize(("lang", "size", "scheme"), [("fr", PHONE, "light"), ("en", DESKTOP, "dark")])
def test_every_part_is_read_without_barrier(
    chromium: Browser, live: str, look: Look, lang: str, size: ViewportSize, scheme: str
) -> None:
    context = chromium.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    page = context.new_page()
    for part in PARTS:
        page.goto(f"{live}/{lang}/territory{part}")
        # The page of the wait reloads by itself when the figures are there.
        page.wait_for_selector("section.part", timeout=MOST_MS)
        look(page, f"territory{part.replace('/', '-')}-{lang}-{size['width']}")
        shown = page.locator(".chart [role=img]:visible").count()
        assert shown == page.locator("section.part").count()
    context.close()


def test_a_part_is_chosen_with_the_keyboard_alone(chromium: Browser, live: str) -> None:
    context = chromium.new_context(viewport=DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live}/en/territory/services")
    page.wait_for_selector("section.part", timeout=MOST_MS)
    page.focus("#choose-neighbourhoods")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=health*")
    kind = say("en", "explorer-kind", kind="health")
    assert page.locator("#neighbourhoods-title").inner_text().startswith(kind)
    context.close()
