"""A resident says where it hurts by touching a map, a moderator reads it, everybody sees where in a crowd."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from portee.services.workspace.manifest import read_manifest, write_manifest
from portee.services.workspace.workspace import open_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.store.accounts import create_account
from portee.store.database import now
from portee.store.moderating import PublicState
from portee.store.pains import add_pain, list_pains, moderate_pain
from portee.store.roles import Role
from portee.web.app import create_app
from portee.web.private import close_private, database_of
from portee.web.site import Site
from tests.web.contributing import lay_commons
from tests.web.people import PASSWORD, private_site
from tests.web.rules_site import lay_rule, middle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
Look = Callable[["Page", str], None]


@pytest.fixture(scope="module")
def town(
    tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory
) -> Iterator[Site]:
    """A site with a commons, a contributor, a reviewer, and thirty people who spoke of one street."""
    folder = tmp_path_factory.mktemp("town") / "village"
    begun = private_site(folder, xs_network, xs_territory)
    lay_commons(folder / "commons")
    write_manifest(folder, read_manifest(folder).model_copy(update={"commons": "commons"}))
    site = Site(open_workspace(folder), begun.settings)
    lay_rule(site)
    lay_rule(site, id="charter-rule/allure-au-pas", status="reviewed", forbids=(), maximum_speed_kmh=6)
    west, south, east, north = site.world.network.bounds
    with database_of(site).writing() as connection:
        for name, role in (("ada", Role.contributor), ("eve", Role.reviewer)):
            create_account(connection, f"{name}@example.org", name, now=now(), role=role, password=PASSWORD)
        for k in range(30):
            text = f"Le bus ne passe plus après vingt heures, et il faut rentrer à pied ({k})."
            pain, _ = add_pain(connection, (south + north) / 2, (west + east) / 2, "no-bus", text, now=now())
            moderate_pain(connection, pain.id, PublicState.shown, before=PublicState.waiting, now=now())
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


@pytest.fixture
def look(artefacts: Path) -> Look:
    """Keep a picture of a page and find no barrier in it, nor anything wider than the screen."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()

    def at(page: Page, name: str) -> None:
        page.screenshot(path=artefacts / f"{name}.png", full_page=True)
        found = axe.run(page)
        assert found.response["violations"] == [], f"{name}: {found.generate_report()}"
        size = page.viewport_size
        assert size is not None
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name

    return at


def touched(page: Page, x: float, y: float) -> None:
    canvas = page.locator("#draw-map canvas")
    box = canvas.bounding_box()
    assert box is not None
    canvas.click(position={"x": box["width"] * x, "y": box["height"] * y})


@pytest.mark.parametrize(("lang", "size", "scheme"), [("fr", PHONE, "dark"), ("en", DESKTOP, "light")])
def test_a_pain_from_the_map_to_the_map(
    painter: Browser, address: str, town: Site, look: Look, lang: str, size: ViewportSize, scheme: str
) -> None:
    context = painter.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    page, name = context.new_page(), f"{lang}-{size['width']}"
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(f"{address}/{lang}/pains")
    page.wait_for_selector("html[data-ready=board]")
    page.wait_for_selector("#board-map canvas")
    page.wait_for_timeout(1500)
    look(page, f"pains-map-{name}")
    page.goto(f"{address}/{lang}/pains/new")
    page.wait_for_selector("#draw-map canvas")
    page.wait_for_timeout(500)
    touched(page, 0.5, 0.5)
    assert "," in page.input_value("#place")
    page.select_option("#kind", "dark")
    page.fill("#text", f"Il fait noir près de la place ({lang}).")
    look(page, f"pains-new-{name}")
    page.locator("form.ask button:not([type=button])").click()
    page.wait_for_selector("code")
    look(page, f"pains-sent-{name}")
    code = page.inner_text("code")
    page.goto(f"{address}/{lang}/pains")
    page.fill("#token", code)
    page.keyboard.press("Enter")
    page.wait_for_selector("blockquote")
    look(page, f"pains-mine-{name}")

    page.goto(f"{address}/{lang}/account")
    page.fill("#email", "eve@example.org")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=eve@example.org")
    page.goto(f"{address}/{lang}/admin/moderation")
    look(page, f"moderation-{name}")
    page.locator("button[value=hide]").first.click()
    page.wait_for_selector("[aria-invalid=true]")
    look(page, f"moderation-reason-{name}")
    page.locator("button[value=show]").first.click()
    page.wait_for_url("**/admin/moderation")
    with database_of(town).reading() as connection:
        assert any(f"({lang})" in pain.text for pain in list_pains(connection)[0])
    assert [text for text in wrong if "422" not in text] == []
    context.close()


@pytest.mark.parametrize(("lang", "size", "scheme"), [("fr", PHONE, "light"), ("en", DESKTOP, "dark")])
def test_a_rule_is_asked_and_drawn_and_an_incident_told(
    painter: Browser, address: str, town: Site, look: Look, lang: str, size: ViewportSize, scheme: str
) -> None:
    context = painter.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    page, name = context.new_page(), f"{lang}-{size['width']}"
    lon, lat = middle(town)
    page.goto(f"{address}/{lang}/rules")
    page.wait_for_selector("#board-map canvas")
    page.wait_for_timeout(1500)
    look(page, f"rules-{name}")
    # The middle of the map, by the keyboard: the row of the rule is said.
    page.locator("#board-map canvas").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("tr.is-chosen")
    page.fill("#place", f"{lat:.5f}, {lon:.5f}")
    page.select_option("#vehicle", "scooter")
    page.locator("#place").press("Enter")
    page.wait_for_selector(".verdict.no")
    look(page, f"rules-checked-{name}")

    page.goto(f"{address}/{lang}/incidents/new")
    page.wait_for_selector("#draw-map canvas")
    page.wait_for_timeout(500)
    touched(page, 0.5, 0.5)
    page.select_option("#kind", "left-across")
    page.select_option("#vehicle", "scooter")
    page.fill("#text", f"Une trottinette barre le trottoir ({lang}).")
    look(page, f"incidents-new-{name}")
    page.locator("form.ask button:not([type=button])").click()
    page.wait_for_selector("code")

    page.goto(f"{address}/{lang}/account")
    page.fill("#email", "eve@example.org")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=eve@example.org")
    page.goto(f"{address}/{lang}/admin/moderation")
    page.locator("#incident-title ~ article button[value=show]").first.click()
    page.wait_for_url("**/admin/moderation")
    page.goto(f"{address}/{lang}/incidents")
    page.wait_for_selector("#board-map canvas")
    page.wait_for_timeout(1500)
    look(page, f"incidents-{name}")
    page.goto(f"{address}/{lang}/rules/new")
    page.wait_for_selector("#draw-map canvas")
    page.wait_for_timeout(500)
    for x, y in ((0.3, 0.3), (0.7, 0.3), (0.7, 0.7)):
        touched(page, x, y)
    assert len(page.input_value("#area").splitlines()) == 3
    look(page, f"rules-new-{name}")
    page.fill("#title", f"Quai libre ({lang})")
    for field in ("rule", "why", "what"):
        page.fill(f"#{field}", "On ne laisse rien sur le quai.")
    page.fill("#decided", "La régie.")
    page.check("[name=forbids-park]")
    page.locator("form.ask button:not([type=button])").last.click()
    page.wait_for_selector("input[name=consent]")
    look(page, f"rules-send-{name}")
    context.close()


def test_without_a_script_the_table_says_it_all(chromium: Browser, address: str) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/fr/pains")
    assert page.locator("tbody tr").count() >= 30
    assert not page.locator("#board").is_visible()
    page.context.close()
