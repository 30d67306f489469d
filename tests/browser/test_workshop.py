"""A workshop on a tablet whose network goes: what is said stays on it, and is sent later once and for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portee.store.said import waiting_said
from portee.web.private import database_of
from portee.web.site import Site
from tests.browser.barriers import barriers
from tests.browser.town import signed_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def waiting(site: Site) -> list[str]:
    with database_of(site).reading() as connection:
        return [one.text for one in waiting_said(connection, "workshop/atelier-de-mars")]


def say(page: Page, said: str) -> None:
    page.fill("#seat", "4")
    page.select_option("#kind", "pain")
    page.fill("#said", said)
    page.click("#canvas button")
    page.wait_for_function("() => document.querySelector('#said').value === ''")


def test_without_a_network_nothing_is_lost_and_two_syncs_double_nothing(
    chromium: Browser, live: str, site: Site, scripts: None
) -> None:
    page = signed_in(chromium, live, "fr", "ada", viewport={"width": 820, "height": 1100})
    page.goto(f"{live}/fr/workshops/atelier-de-mars")
    page.wait_for_selector("html[data-ready]")
    assert barriers(page) == []
    page.context.set_offline(True)
    for said in ("Le bus de nuit ne passe plus.", "Rentrer coûte trop cher."):
        say(page, said)
    page.wait_for_selector("text=Pas de réseau")
    page.reload()
    page.wait_for_selector("#held li:nth-child(2)")
    say(page, "La gare ferme trop tôt.")
    page.wait_for_selector("#held li:nth-child(3)")
    assert barriers(page) == []
    assert waiting(site) == []
    # The first answer is lost on the way: the tablet cannot know that its statements arrived.
    page.route("**/sync", lambda route: (route.fetch(), route.abort()))
    page.context.set_offline(False)
    page.wait_for_selector("text=Pas de réseau")
    for _ in range(200):
        if waiting(site):
            break
        page.wait_for_timeout(50)
    assert len(waiting(site)) == 3
    page.unroute_all(behavior="wait")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function("() => document.querySelectorAll('#held li').length === 0")
    assert len(waiting(site)) == 3
    # What is refused stays on the tablet with the reason, its neighbour is taken; written again, it goes too.
    page.context.set_offline(True)
    say(page, "Appelez Jeanne au 06 12 34 56 78.")
    say(page, "Le tram est plein à huit heures.")
    page.wait_for_selector("#held li:nth-child(2)")
    page.context.set_offline(False)
    page.wait_for_selector("text=Une parole n’a pas été prise")
    assert "Pas prise." in page.inner_text("#held li")
    assert barriers(page) == []
    assert len(waiting(site)) == 4
    page.click("#held button:has-text('Récrire')")
    assert page.input_value("#said") == "Appelez Jeanne au 06 12 34 56 78."
    say(page, "Personne ne répond au téléphone.")
    page.wait_for_function("() => document.querySelectorAll('#held li').length === 0")
    assert len(waiting(site)) == 5
    # A question that was put in French alone is marked so for whoever hears the English page.
    page.goto(f"{live}/en/workshops/atelier-de-mars")
    page.wait_for_selector("html[data-ready]")
    assert page.locator("h1 [lang=fr]").inner_text().endswith("vous empêche d’aller travailler\u00a0?")
    assert barriers(page, other_colours=True) == []
    page.context.close()
