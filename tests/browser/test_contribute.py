"""A contributor proposes, a reviewer accepts, a resident looks where it hurts: in both languages, on a phone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from portee.services.workspace.manifest import read_manifest, write_manifest
from portee.services.workspace.workspace import open_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.store.accounts import create_account
from portee.store.database import now
from portee.store.roles import Role
from portee.web.app import create_app
from portee.web.private import close_private, database_of
from portee.web.site import Site
from tests.web.contributing import lay_commons
from tests.web.people import PASSWORD, private_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def town(
    tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory
) -> Iterator[Site]:
    """A site with a commons, a contributor and a reviewer."""
    folder = tmp_path_factory.mktemp("town") / "village"
    begun = private_site(folder, xs_network, xs_territory)
    lay_commons(folder / "commons")
    write_manifest(folder, read_manifest(folder).model_copy(update={"commons": "commons"}))
    site = Site(open_workspace(folder), begun.settings)
    with database_of(site).writing() as connection:
        for name, role in (("ada", Role.contributor), ("eve", Role.reviewer)):
            create_account(connection, f"{name}@example.org", name, now=now(), role=role, password=PASSWORD)
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
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def signed_in(browser: Browser, address: str, lang: str, name: str, **more: object) -> Page:
    page = browser.new_context(**more).new_page()  # type: ignore[arg-type]
    page.goto(f"{address}/{lang}/account")
    page.fill("#email", f"{name}@example.org")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"text={name}@example.org")
    return page


@pytest.mark.parametrize(("lang", "width", "scheme"), [("fr", 360, "dark"), ("en", 1280, "light")])
def test_from_a_proposal_to_the_commons(
    chromium: Browser, address: str, artefacts: Path, lang: str, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    seen = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}

    def looked_at(page: Page, name: str) -> None:
        page.screenshot(path=artefacts / f"{name}-{lang}-{width}.png", full_page=True)
        found = axe.run(page)
        assert found.response["violations"] == [], f"{name}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    ada = signed_in(chromium, address, lang, "ada", **seen)
    ada.goto(f"{address}/{lang}/propose")
    looked_at(ada, "propose")
    ada.fill("#title", f"Rentrer après minuit ({lang})")
    ada.check("input[name=kind][value=need]")
    ada.keyboard.press("Enter")
    ada.wait_for_selector("#author")
    looked_at(ada, "propose-form")
    ada.click("button[value=send]")
    ada.wait_for_selector("[aria-invalid=true]")
    looked_at(ada, "propose-form-wrong")
    for name, value in (("r.part", "mobility"), ("r.motive", "work")):
        ada.locator(f'[id="{name}"]').select_option(value)
    for name in ("r.who.fr", "r.situation.fr"):
        ada.locator(f'[id="{name}"]').fill("Des personnes qui finissent tard.")
    ada.click("button[value=send]")
    ada.wait_for_selector("input[name=consent]")
    looked_at(ada, "propose-send")
    ada.focus("input[name=consent]")
    ada.keyboard.press("Space")
    ada.keyboard.press("Tab")
    ada.keyboard.press("Enter")
    ada.wait_for_selector("button[value=back]")
    looked_at(ada, "propose-sent")

    eve = signed_in(chromium, address, lang, "eve", **seen)
    eve.goto(f"{address}/{lang}/review")
    looked_at(eve, "review")
    eve.click(f"text=({lang})")
    eve.wait_for_selector("#reason")
    looked_at(eve, "review-one")
    eve.click("button[value=accept]")
    eve.wait_for_url(f"**/{lang}/review")
    eve.goto(f"{address}/{lang}/review/credits")
    looked_at(eve, "credits")
    assert "ada" in eve.inner_text("main")
    for path in ("pains", "pains/new"):
        ada.goto(f"{address}/{lang}/{path}")
        looked_at(ada, path.replace("/", "-"))
    ada.context.close()
    eve.context.close()
