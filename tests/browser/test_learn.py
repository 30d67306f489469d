"""A trainer opens the booklet and a group takes the quiz with keys alone: no barrier on any page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portee.web.wording import say
from tests.browser.barriers import NARROW, barriers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = ("learn/chapter/reach", "learn/chapter/bad-day", "learn/chapter/trainer", "learn/sheet/1")


@pytest.mark.parametrize(("lang", "scheme"), [("fr", "light"), ("en", "dark")])
def test_no_barrier_and_a_quiz_by_keys(chromium: Browser, live: str, lang: str, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": NARROW, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    # The booklet is made once, by whoever opens it first; its page opens by itself.
    page.goto(f"{live}/{lang}/learn")
    page.wait_for_selector(f'a[href="/{lang}/learn/quiz"]', timeout=240_000)
    for path in (*PAGES, "learn/quiz"):
        page.goto(f"{live}/{lang}/{path}")
        if path.endswith("quiz"):
            page.focus("main input[type=radio]")
            page.keyboard.press("Space")
            page.keyboard.press("Enter")
            page.wait_for_selector("[role=status]")
            assert say(lang, "learn-right") in page.inner_text("main")
        assert (path, barriers(page)) == (path, [])
    context.close()
