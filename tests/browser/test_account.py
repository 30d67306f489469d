"""A contributor and an administrator use their accounts: by keys alone, on a phone, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.town import signed_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

Look = Callable[["Page", str], None]

PAGES = (
    "account", "account/change", "account/erase", "account/work", "admin", "admin/people", "admin/audit",
    "admin/moderation", "admin/scenarios", "workshops/atelier-de-mars/synthesis",
)  # fmt: skip


@pytest.mark.parametrize(("lang", "width", "scheme"), [("fr", 360, "dark"), ("en", 1280, "light")])
def test_no_barrier_for_anyone(chromium: Browser, live: str, look: Look, lang: str, width: int, scheme: str) -> None:
    seen = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    boss = signed_in(chromium, live, lang, "boss", **seen)
    for path in PAGES:
        boss.goto(f"{live}/{lang}/{path}")
        look(boss, f"{path.replace('/', '-')}-{lang}-{width}")
    boss.context.close()


def test_who_signs_out_is_out(chromium: Browser, live: str) -> None:
    page = signed_in(chromium, live, "fr", "zoe")
    page.click("text=Se déconnecter")
    page.wait_for_selector("#password")
    page.goto(f"{live}/fr/account/change")
    assert "Il faut être connecté" in page.inner_text("main")
    page.context.close()


def test_an_account_needs_no_script(chromium: Browser, live: str) -> None:
    page = signed_in(chromium, live, "fr", "zoe", java_script_enabled=False)
    page.goto(f"{live}/fr/account/work")
    assert "aucun calcul" in page.inner_text("main")
    page.context.close()
