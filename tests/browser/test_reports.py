"""A resident says where it hurts by touching a map, a moderator reads it, everybody sees where in a crowd."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from portee.store.pains import list_pains
from portee.web.private import database_of
from portee.web.site import Site
from tests.browser.maps import bare_ground, drawn
from tests.browser.town import sign_in
from tests.web.rules_site import lay_rule, middle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}
Look = Callable[["Page", str], None]


@pytest.fixture(scope="module", autouse=True)
def rules(site: Site) -> None:
    """Two rules of the charter have a place in the town."""
    lay_rule(site)
    lay_rule(site, id="charter-rule/allure-au-pas", status="reviewed", forbids=(), maximum_speed_kmh=6)


def touched(page: Page, x: float, y: float) -> None:
    canvas = page.locator("#draw-map canvas")
    box = canvas.bounding_box()
    assert box is not None
    canvas.click(position={"x": box["width"] * x, "y": box["height"] * y})


def english(page: Page, live: str, path: str) -> None:
    """The same in English and in the other colours. Forms without an answer are looked at with all pages."""
    page.emulate_media(color_scheme="dark")
    page.goto(f"{live}/en/{path}")


def test_a_pain_from_the_map_to_the_map(painter: Browser, live: str, site: Site, look: Look) -> None:
    context = painter.new_context(viewport=PHONE)
    bare_ground(context)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(f"{live}/fr/pains")
    page.wait_for_selector("html[data-ready=board]")
    drawn(page, "#board-map")
    look(page, "pains-map")
    page.goto(f"{live}/fr/pains/new")
    drawn(page, "#draw-map")
    touched(page, 0.5, 0.5)
    assert "," in page.input_value("#place")
    page.select_option("#kind", "dark")
    page.fill("#text", "Il fait noir près de la place.")
    page.locator("form.ask button:not([type=button])").click()
    page.wait_for_selector("code")
    look(page, "pains-sent")
    code = page.inner_text("code")
    for lang in ("fr", "en"):
        if lang == "en":
            english(page, live, "pains")
        else:
            page.goto(f"{live}/fr/pains")
        page.fill("#token", code)
        page.keyboard.press("Enter")
        page.wait_for_selector("blockquote")
        look(page, f"pains-mine-{lang}")

    sign_in(page, "en", live, "eve")
    for lang in ("en", "fr"):
        page.goto(f"{live}/{lang}/admin/moderation")
        said = page.locator("main article", has_text="Il fait noir")
        said.locator("button[value=hide]").click()
        page.wait_for_selector("[aria-invalid=true]")
        look(page, f"moderation-reason-{lang}")
    said.locator("button[value=show]").click()
    page.wait_for_url("**/admin/moderation")
    with database_of(site).reading() as connection:
        assert any("Il fait noir" in pain.text for pain in list_pains(connection)[0])
    assert [text for text in wrong if "422" not in text] == []
    context.close()


def test_a_rule_is_asked_and_drawn_and_an_incident_told(painter: Browser, live: str, site: Site, look: Look) -> None:
    context = painter.new_context(viewport=PHONE)
    bare_ground(context)
    page = context.new_page()
    lon, lat = middle(site)

    def asked() -> None:
        page.fill("#place", f"{lat:.5f}, {lon:.5f}")
        page.select_option("#vehicle", "scooter")
        page.locator("#place").press("Enter")
        page.wait_for_selector(".verdict.no")

    page.goto(f"{live}/fr/rules")
    drawn(page, "#board-map")
    # The middle of the map, by the keyboard: the row of the rule is said.
    page.locator("#board-map canvas").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("tr.is-chosen")
    asked()
    look(page, "rules-checked-fr")

    page.goto(f"{live}/fr/incidents/new")
    drawn(page, "#draw-map")
    touched(page, 0.5, 0.5)
    page.select_option("#kind", "left-across")
    page.select_option("#vehicle", "scooter")
    page.fill("#text", "Une trottinette barre le trottoir.")
    page.locator("form.ask button:not([type=button])").click()
    page.wait_for_selector("code")

    sign_in(page, "fr", live, "eve")
    page.goto(f"{live}/fr/admin/moderation")
    page.locator("#incident-title ~ article button[value=show]").first.click()
    page.wait_for_url("**/admin/moderation")
    page.goto(f"{live}/fr/incidents")
    drawn(page, "#board-map")
    look(page, "incidents-fr")
    page.goto(f"{live}/fr/rules/new")
    drawn(page, "#draw-map")
    for x, y in ((0.3, 0.3), (0.7, 0.3), (0.7, 0.7)):
        touched(page, x, y)
    assert len(page.input_value("#area").splitlines()) == 3
    look(page, "rules-new-fr")
    page.fill("#title", "Quai libre")
    for field in ("rule", "why", "what"):
        page.fill(f"#{field}", "On ne laisse rien sur le quai.")
    page.fill("#decided", "La régie.")
    page.check("[name=forbids-park]")
    page.locator("form.ask button:not([type=button])").last.click()
    page.wait_for_selector("input[name=consent]")
    look(page, "rules-send-fr")
    send = page.url.removeprefix(f"{live}/fr/")
    for path in (send, "rules/new", "incidents", "rules"):
        english(page, live, path)
        if path == "rules":
            asked()
        look(page, f"{path.replace('/', '-')}-en")
    context.close()


def test_without_a_script_the_table_says_it_all(chromium: Browser, live: str) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live}/fr/pains")
    assert page.locator("tbody tr").count() >= 30
    assert not page.locator("#board").is_visible()
    page.context.close()
