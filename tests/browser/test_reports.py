"""A resident says where it hurts by touching a map, a moderator reads it, everybody sees where in a crowd."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from portee.store.pains import list_pains
from portee.web.private import database_of
from portee.web.site import Site
from tests.browser.barriers import barriers
from tests.browser.town import sign_in
from tests.web.rules_site import lay_rule, middle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
Look = Callable[["Page", str], None]


@pytest.fixture(scope="module", autouse=True)
def rules(site: Site) -> None:
    """Two rules of the charter have a place in the town."""
    lay_rule(site)
    lay_rule(site, id="charter-rule/allure-au-pas", status="reviewed", forbids=(), maximum_speed_kmh=6)


@pytest.fixture
def look(artefacts: Path) -> Look:
    """Keep a picture of a page and find no barrier in it, in both widths."""

    def at(page: Page, name: str) -> None:
        page.screenshot(path=artefacts / f"{name}.png", full_page=True)
        assert (name, barriers(page)) == (name, [])

    return at


def touched(page: Page, x: float, y: float) -> None:
    canvas = page.locator("#draw-map canvas")
    box = canvas.bounding_box()
    assert box is not None
    canvas.click(position={"x": box["width"] * x, "y": box["height"] * y})


@pytest.mark.parametrize(("lang", "size", "scheme"), [("fr", PHONE, "dark"), ("en", DESKTOP, "light")])
def test_a_pain_from_the_map_to_the_map(
    painter: Browser, live: str, site: Site, look: Look, lang: str, size: ViewportSize, scheme: str
) -> None:
    context = painter.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    page, name = context.new_page(), f"{lang}-{size['width']}"
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(f"{live}/{lang}/pains")
    page.wait_for_selector("html[data-ready=board]")
    page.wait_for_selector("#board-map canvas")
    page.wait_for_timeout(1500)
    look(page, f"pains-map-{name}")
    page.goto(f"{live}/{lang}/pains/new")
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
    page.goto(f"{live}/{lang}/pains")
    page.fill("#token", code)
    page.keyboard.press("Enter")
    page.wait_for_selector("blockquote")
    look(page, f"pains-mine-{name}")

    sign_in(page, lang, live, "eve")
    page.goto(f"{live}/{lang}/admin/moderation")
    look(page, f"moderation-{name}")
    said = page.locator("main article", has_text=f"({lang})")
    said.locator("button[value=hide]").click()
    page.wait_for_selector("[aria-invalid=true]")
    look(page, f"moderation-reason-{name}")
    said.locator("button[value=show]").click()
    page.wait_for_url("**/admin/moderation")
    with database_of(site).reading() as connection:
        assert any(f"({lang})" in pain.text for pain in list_pains(connection)[0])
    assert [text for text in wrong if "422" not in text] == []
    context.close()


@pytest.mark.parametrize(("lang", "size", "scheme"), [("fr", PHONE, "light"), ("en", DESKTOP, "dark")])
def test_a_rule_is_asked_and_drawn_and_an_incident_told(
    painter: Browser, live: str, site: Site, look: Look, lang: str, size: ViewportSize, scheme: str
) -> None:
    context = painter.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    page, name = context.new_page(), f"{lang}-{size['width']}"
    lon, lat = middle(site)
    page.goto(f"{live}/{lang}/rules")
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

    page.goto(f"{live}/{lang}/incidents/new")
    page.wait_for_selector("#draw-map canvas")
    page.wait_for_timeout(500)
    touched(page, 0.5, 0.5)
    page.select_option("#kind", "left-across")
    page.select_option("#vehicle", "scooter")
    page.fill("#text", f"Une trottinette barre le trottoir ({lang}).")
    look(page, f"incidents-new-{name}")
    page.locator("form.ask button:not([type=button])").click()
    page.wait_for_selector("code")

    sign_in(page, lang, live, "eve")
    page.goto(f"{live}/{lang}/admin/moderation")
    page.locator("#incident-title ~ article button[value=show]").first.click()
    page.wait_for_url("**/admin/moderation")
    page.goto(f"{live}/{lang}/incidents")
    page.wait_for_selector("#board-map canvas")
    page.wait_for_timeout(1500)
    look(page, f"incidents-{name}")
    page.goto(f"{live}/{lang}/rules/new")
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


def test_without_a_script_the_table_says_it_all(chromium: Browser, live: str) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live}/fr/pains")
    assert page.locator("tbody tr").count() >= 30
    assert not page.locator("#board").is_visible()
    page.context.close()
