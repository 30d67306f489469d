"""A contributor and an administrator use their accounts: by keys alone, on a phone, in both languages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from portee.sources.synthetic import SyntheticTerritory
from portee.store.accounts import create_account
from portee.store.database import now
from portee.store.pains import add_pain
from portee.store.roles import Role
from portee.web.app import create_app
from portee.web.private import close_private, database_of
from portee.web.site import Site
from tests.web.people import PASSWORD, private_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = (
    "account", "account/change", "account/erase", "account/work", "admin", "admin/people", "admin/audit",
    "admin/moderation",
)  # fmt: skip


@pytest.fixture(scope="module")
def town(
    tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory
) -> Iterator[Site]:
    """A site with people, something to moderate and something done."""
    site = private_site(tmp_path_factory.mktemp("town") / "village", xs_network, xs_territory)
    with database_of(site).writing() as connection:
        for name, role in (("boss", Role.administrator), ("ada", Role.contributor)):
            create_account(connection, f"{name}@example.org", name, now=now(), role=role, password=PASSWORD)
        add_pain(connection, 43.3, 5.37, "no-bus", "Plus aucun bus après 20 h, je rentre à pied.", now=now())
    yield site
    close_private(site)


@pytest.fixture(scope="module")
def address(town: Site) -> Iterator[str]:
    """The site on a port of this machine."""
    server = uvicorn.Server(uvicorn.Config(create_app(town), port=0, log_config=None, lifespan="on"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def signed_in(browser: Browser, address: str, lang: str, name: str, **more: object) -> Page:
    """A page of somebody who signed in with the keyboard alone."""
    page = browser.new_context(**more).new_page()  # type: ignore[arg-type]
    page.goto(f"{address}/{lang}/account")
    page.focus("#email")
    page.keyboard.type(f"{name}@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=boss@example.org" if name == "boss" else "text=ada@example.org")
    return page


@pytest.mark.parametrize(("lang", "width", "scheme"), [("fr", 360, "dark"), ("en", 1280, "light")])
def test_no_barrier_for_anyone(
    chromium: Browser, address: str, town: Site, artefacts: Path, lang: str, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    seen = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    visitor = chromium.new_context(**seen).new_page()  # type: ignore[arg-type]
    visitor.goto(f"{address}/{lang}/account")
    boss = signed_in(chromium, address, lang, "boss", **seen)
    for page, path in [(visitor, "account"), *((boss, path) for path in PAGES)]:
        page.goto(f"{address}/{lang}/{path}")
        name = f"{'visitor-' if page is visitor else ''}{path.replace('/', '-')}-{lang}-{width}.png"
        page.screenshot(path=artefacts / name, full_page=True)
        found = axe.run(page)
        assert found.response["violations"] == [], f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    visitor.context.close()
    boss.context.close()


def test_who_signs_out_is_out(chromium: Browser, address: str) -> None:
    page = signed_in(chromium, address, "fr", "ada")
    page.click("text=Se déconnecter")
    page.wait_for_selector("#password")
    page.goto(f"{address}/fr/account/change")
    assert "Il faut être connecté" in page.inner_text("main")
    page.context.close()


def test_an_account_needs_no_script(chromium: Browser, address: str) -> None:
    page = signed_in(chromium, address, "fr", "ada", java_script_enabled=False)
    page.goto(f"{address}/fr/account/work")
    assert "aucun calcul" in page.inner_text("main")
    page.context.close()
