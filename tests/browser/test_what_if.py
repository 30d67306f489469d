"""A planner places a hub and parcels on maps, and tries a change without a script; journeys try the change with one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from portee.web.wording import say
from tests.browser.barriers import barriers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
SIZES = [("fr", PHONE, "light"), ("en", DESKTOP, "dark")]
"""Each page is looked at in both widths and both colours: a pair for each language is enough."""

Look = Callable[["Page", str], None]


@pytest.fixture
def look(artefacts: Path) -> Look:
    """Keep a picture of a page and find no barrier in it, in both widths and both colours."""

    def at(page: Page, name: str) -> None:
        page.screenshot(path=artefacts / f"{name}.png", full_page=True)
        assert (name, barriers(page)) == (name, [])

    return at


def chosen(page: Page, lang: str, kind: str) -> None:
    page.select_option("#kind", kind)
    page.click(f"text={say(lang, 'whatif-continue')}")


@pytest.mark.parametrize(("lang", "size", "scheme"), SIZES)
def test_a_hub_is_placed_on_the_map_and_who_gains_is_seen(
    painter: Browser, live: str, look: Look, lang: str, size: ViewportSize, scheme: str
) -> None:
    context = painter.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    page = context.new_page()
    name = f"{lang}-{size['width']}"
    page.goto(f"{live}/{lang}/hub")
    look(page, f"hub-{name}")
    page.select_option("#example", "fabriques-bikes")
    page.click(f"text={say(lang, 'hub-take-example')}")
    page.wait_for_selector("#hub-map canvas")
    assert page.input_value("#place") == "", "the example stands elsewhere"
    canvas = page.locator("#hub-map canvas")
    box = canvas.bounding_box()
    assert box is not None
    canvas.click(position={"x": box["width"] * 0.5, "y": box["height"] * 0.5})
    clicked = page.input_value("#place")
    assert len(clicked.split(",")) == 2
    # What it offers is told beside its mark; the mark is dragged, and the keyboard puts it in the middle.
    offered = page.locator("#offers-title ~ div tbody tr").count()
    assert page.locator("#hub-map .told-here li").count() == min(4 if size == DESKTOP else 2, offered)
    mark = page.locator("#hub-map .maplibregl-marker")
    mark.scroll_into_view_if_needed()
    held = mark.bounding_box()
    assert held is not None
    page.mouse.move(held["x"] + held["width"] / 2, held["y"] + held["height"] / 2)
    page.mouse.down()
    page.mouse.move(held["x"] + held["width"] / 2 + 25, held["y"] + held["height"] / 2 + 25, steps=5)
    page.mouse.up()
    assert page.input_value("#place") != clicked
    canvas.press("Enter")
    middle = page.input_value("#place")
    page.wait_for_timeout(1000)
    look(page, f"hub-edit-{name}")
    page.click(f"text={say(lang, 'hub-edit')}")
    page.wait_for_selector("#hub-map canvas")
    assert page.input_value("#place") == middle
    page.click(f"text={say(lang, 'hub-compare')}")
    page.wait_for_selector("#gain-maps:not([hidden]) canvas", timeout=240_000)
    assert page.locator("#gain-maps .colours li").count() == 5
    page.wait_for_timeout(1500)
    look(page, f"hub-answer-{name}")
    context.close()


@pytest.mark.parametrize(("lang", "size", "scheme"), SIZES)
def test_parcels_are_placed_on_the_map_and_their_rounds_are_seen(
    painter: Browser, live: str, look: Look, lang: str, size: ViewportSize, scheme: str
) -> None:
    context = painter.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    page = context.new_page()
    name = f"{lang}-{size['width']}"
    page.goto(f"{live}/{lang}/goods")
    page.wait_for_selector("#goods-map canvas")
    canvas = page.locator("#goods-map canvas")
    box = canvas.bounding_box()
    assert box is not None
    # The micro-hub first; what is not placed yet comes next by itself.
    canvas.press("Enter")
    assert page.locator("input[name=put][value=depot]").is_checked()
    canvas.click(position={"x": box["width"] * 0.55, "y": box["height"] * 0.55})
    assert page.input_value("#hub") != page.input_value("#depot") != ""
    page.fill("#parcels", "24")
    page.wait_for_timeout(1000)
    look(page, f"goods-{name}")
    page.click(f"text={say(lang, 'goods-new')}")
    page.wait_for_selector("#vehicles-1")
    page.wait_for_timeout(1000)
    look(page, f"goods-edit-{name}")
    page.click(f"text={say(lang, 'goods-compare')}")
    page.wait_for_selector("#round-map:not([hidden]) canvas", timeout=240_000)
    page.wait_for_timeout(1500)
    look(page, f"goods-answer-{name}")
    rows = page.locator("#round-map .colours li").count()
    page.check("input[name=view][value=vans]")
    page.wait_for_timeout(1000)
    assert page.locator("#round-map .colours li").count() not in (0, rows)
    context.close()


def test_without_a_script_the_page_is_loaded_again_until_the_answer(painter: Browser, live: str) -> None:
    context = painter.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live}/fr/what-if")
    chosen(page, "fr", "cancel")
    page.fill("#percent", "50")
    page.click(f"text={say('fr', 'whatif-add')}")
    page.click(f"text={say('fr', 'whatif-compare')}")
    page.wait_for_selector("#take-title", timeout=120_000)
    assert page.locator("figure.map [role=img] svg").count() == 1
    context.close()
