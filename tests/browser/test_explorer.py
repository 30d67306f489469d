"""A planner and a resident explore the map: with a mouse, with keys alone, on a phone, without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from portee.services.gazetteer import Spot
from portee.web.asked import asked_of
from portee.web.explorer import priority_names
from portee.web.site import Site
from portee.web.wording import say
from tests.browser.maps import drawn

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

Open = Callable[..., "Page"]
Look = Callable[["Page", str], None]

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}


def sentence(page: Page) -> str:
    return page.inner_text("#sentence .answer")


def changed(page: Page, before: str) -> str:
    """The sentence, once it is another."""
    page.wait_for_function("before => document.querySelector('#sentence .answer').innerText !== before", arg=before)
    return sentence(page)


def zone(site: Site) -> Spot:
    return next(iter(priority_names(site)))


@pytest.mark.parametrize(("lang", "size", "scheme"), [("fr", PHONE, "light"), ("en", DESKTOP, "dark")])
def test_no_barrier_for_anyone(opened: Open, look: Look, lang: str, size: ViewportSize, scheme: str) -> None:
    page = opened(f"/{lang}/explorer?why=1&profile=home-care-worker", viewport=size, color_scheme=scheme)
    drawn(page, "#map")
    look(page, f"explorer-{lang}-{size['width']}-{scheme}")


def test_a_planner_compares_places_and_hours(opened: Open, site: Site, keep: Look) -> None:
    page = opened("/fr/explorer", viewport=DESKTOP)
    tiles: list[int] = []
    page.on("response", lambda answer: tiles.append(answer.status) if "/tiles/" in answer.url else None)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    drawn(page, "#map")
    # The ground is drawn from the territory's own tiles.
    assert 200 in tiles
    assert set(tiles) <= {200, 204}
    first = sentence(page)
    # A click elsewhere on the map: another place, another answer, and an address that can be shared.
    box = page.locator("#map canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.45)
    changed(page, first)
    assert "at=" in page.url
    exact = page.input_value("input[name=at]")
    assert exact not in page.url
    # The hour by its slider.
    before = page.inner_text("#details table")
    page.locator("#there + input[type=range]").fill("1320")
    page.wait_for_function("before => document.querySelector('#details table').innerText !== before", arg=before)
    assert "there=22:00" in page.url
    # Both ways, for a kind of resident and a budget.
    page.select_option("#direction", "both")
    page.select_option("#profile", "single-parent-no-car")
    page.fill("#budget", "0")
    page.wait_for_function("() => location.search.includes('budget=0')")
    assert "direction=both" in page.url
    # Why not more?
    page.click("button[name=why]")
    page.wait_for_selector("#why-title")
    assert say("fr", "explorer-change-no_budget") in page.inner_text("#details")
    # Why this number?
    page.click("details.why summary")
    assert asked_of(site, {}).question.day.isoformat() in page.inner_text("details.why[open]")
    keep(page, "explorer-planner")
    # The address gives the same to whoever opens it.
    again = opened(page.url.partition("/fr/")[2].join(["/fr/", ""]), viewport=DESKTOP)
    assert again.input_value("#direction") == "both"
    assert again.input_value("#budget") == "0"
    with page.expect_download() as download:
        page.click(f"text={say('fr', 'explorer-csv')}")
    assert download.value.suggested_filename == "reach.csv"


def test_a_resident_on_a_phone_with_keys_alone(opened: Open, site: Site, keep: Look) -> None:
    page = opened("/fr/explorer", viewport=PHONE, reduced_motion="reduce")
    first = sentence(page)
    home = zone(site)

    def walk_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement === document.querySelector(s)", selector):
                return
        pytest.fail(f"no key leads to {selector}")

    walk_to("#map canvas")
    # The map moves by arrows, and Enter chooses its centre.
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    drawn(page, "#map")
    page.keyboard.press("Enter")
    second = changed(page, first)
    # Arrows lead from one neighbourhood to the next: each is an answer, and the list stays where it is.
    walk_to("#zone")
    names = page.locator("#zone option").all_inner_texts()
    for _ in range(names.index(home.name)):
        page.keyboard.press("ArrowDown")
    changed(page, second)
    assert page.locator("#zone option:checked").inner_text() == home.name
    # Each neighbourhood on the way was an answer too.
    page.wait_for_url(f"**at={home.lat:.3f},{home.lon:.3f}*")
    walk_to("#minutes + input[type=range]")
    before = page.input_value("#minutes")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("before => !location.search.includes('minutes=' + before)", arg=before)
    assert int(page.input_value("#minutes")) == int(before) - 5
    assert str(int(before) - 5) in page.inner_text("#legend")
    # The answer is in view beside the slider, and does not hide it.
    answer, slider = (page.locator(name).bounding_box() for name in ("#sentence", "#minutes + input[type=range]"))
    assert answer is not None
    assert slider is not None
    assert 0 <= answer["y"] < answer["y"] + answer["height"] <= slider["y"] + 1
    keep(page, "explorer-resident")


def test_a_name_that_is_typed(opened: Open, site: Site) -> None:
    home = zone(site)
    page = opened("/fr/explorer", viewport=PHONE)
    page.fill("#place", home.name.upper())
    first = sentence(page)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert sentence(page) != first
    assert home.name in sentence(page)


def test_a_server_that_fails_is_told(opened: Open) -> None:
    page = opened("/en/explorer", viewport=PHONE, complains=True)
    page.route("**/explorer/answer", lambda route: route.abort())
    before = sentence(page)
    page.select_option("#direction", "back")
    assert changed(page, before) == say("en", "explorer-answer-failed")


def test_without_a_script_there_is_a_form_a_picture_and_a_table(
    painter: Browser, live: str, site: Site, keep: Look
) -> None:
    context = painter.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{live}/fr/explorer")
    assert page.locator("#picture img").is_visible()
    assert not page.locator("#map").is_visible()
    before = sentence(page)
    home = zone(site)
    page.fill("#place", home.name)
    page.fill("#minutes", "20")
    page.select_option("#direction", "both")
    page.click("#ask button >> nth=0")
    assert sentence(page) != before
    assert home.name in sentence(page)
    assert page.locator("#details table").first.is_visible()
    keep(page, "explorer-no-script")
    context.close()


def test_a_browser_without_graphics_shows_the_picture(chromium: Browser, live: str) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(f"{live}/fr/explorer")
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#picture img").is_visible()
    assert say("fr", "explorer-map-failed") in page.inner_text("main")
    context.close()
