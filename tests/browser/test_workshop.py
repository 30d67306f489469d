"""A workshop on a tablet whose network goes: what is said stays on it, and is sent later once and for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portee.store.said import waiting_said
from portee.web.private import database_of
from portee.web.site import Site
from tests.browser.test_contribute import address, signed_in, town

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["address", "town"]

pytestmark = pytest.mark.browser


def waiting(town: Site) -> list[str]:
    with database_of(town).reading() as connection:
        return [one.text for one in waiting_said(connection, "workshop/atelier-de-mars")]


def say(page: Page, said: str) -> None:
    page.fill("#seat", "4")
    page.select_option("#kind", "pain")
    page.fill("#said", said)
    page.click("#canvas button")
    page.wait_for_function("() => document.querySelector('#said').value === ''")


def test_without_a_network_nothing_is_lost_and_two_syncs_double_nothing(
    chromium: Browser, address: str, town: Site, scripts: None
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = signed_in(chromium, address, "fr", "ada", viewport={"width": 820, "height": 1100})
    page.goto(f"{address}/fr/workshops/atelier-de-mars")
    page.wait_for_selector("html[data-ready]")
    assert axe.run(page).response["violations"] == []
    page.context.set_offline(True)
    for said in ("Le bus de nuit ne passe plus.", "Rentrer coûte trop cher."):
        say(page, said)
    page.wait_for_selector("text=Pas de réseau")
    page.reload()
    page.wait_for_selector("#held li:nth-child(2)")
    say(page, "La gare ferme trop tôt.")
    page.wait_for_selector("#held li:nth-child(3)")
    assert axe.run(page).response["violations"] == []
    assert waiting(town) == []
    # The first answer is lost on the way: the tablet cannot know that its statements arrived.
    page.route("**/sync", lambda route: (route.fetch(), route.abort()))
    page.context.set_offline(False)
    page.wait_for_selector("text=Pas de réseau")
    page.wait_for_timeout(1500)
    assert len(waiting(town)) == 3
    page.unroute("**/sync")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function("() => document.querySelectorAll('#held li').length === 0")
    assert len(waiting(town)) == 3
    page.context.close()
