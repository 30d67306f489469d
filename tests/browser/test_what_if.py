"""A planner places a hub and parcels on maps, and tries a change without a script; journeys try the change with one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from portee.web.wording import say
from tests.browser.maps import bare_ground, drawn

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
SIZES = [("fr", PHONE, "light"), ("en", DESKTOP, "dark")]
"""Each page is looked at in both widths and both colours: a pair for each language is enough."""

Look = Callable[["Page", str], None]


def chosen(page: Page, lang: str, kind: str) -> None:
    page.select_option("#kind", kind)
    page.click(f"text={say(lang, 'whatif-continue')}")


def test_a_hub_is_put_where_the_map_is_touched_and_dragged_elsewhere(painter: Browser, live: str) -> None:
    # Its pages are looked at for barriers on the way of a planner, in both languages.
    context = painter.new_context(viewport=DESKTOP)
    bare_ground(context)
    page = context.new_page()
    page.goto(f"{live}/en/hub")
    page.select_option("#example", "fabriques-bikes")
    page.click(f"text={say('en', 'hub-take-example')}")
    drawn(page, "#hub-map")
    assert page.input_value("#place") == "", "the example stands elsewhere"
    canvas = page.locator("#hub-map canvas")
    box = canvas.bounding_box()
    assert box is not None
    canvas.click(position={"x": box["width"] * 0.5, "y": box["height"] * 0.5})
    clicked = page.input_value("#place")
    assert len(clicked.split(",")) == 2
    # What it offers is told beside its mark; the mark is dragged, and the keyboard puts it in the middle.
    offered = page.locator("#offers-title ~ div tbody tr").count()
    assert page.locator("#hub-map .told-here li").count() == min(4, offered)
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
    page.click(f"text={say('en', 'hub-edit')}")
    drawn(page, "#hub-map")
    assert page.input_value("#place") == middle
    context.close()


@pytest.mark.parametrize(("lang", "size", "scheme"), SIZES)
def test_parcels_are_placed_on_the_map_and_their_rounds_are_seen(
    painter: Browser, live: str, look: Look, lang: str, size: ViewportSize, scheme: str
) -> None:
    context = painter.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    bare_ground(context)
    page = context.new_page()
    name = f"{lang}-{size['width']}"
    page.goto(f"{live}/{lang}/goods")
    drawn(page, "#goods-map")
    canvas = page.locator("#goods-map canvas")
    box = canvas.bounding_box()
    assert box is not None
    # The micro-hub first; what is not placed yet comes next by itself.
    canvas.press("Enter")
    assert page.locator("input[name=put][value=depot]").is_checked()
    canvas.click(position={"x": box["width"] * 0.55, "y": box["height"] * 0.55})
    assert page.input_value("#hub") != page.input_value("#depot") != ""
    page.fill("#parcels", "24")
    page.click(f"text={say(lang, 'goods-new')}")
    page.wait_for_selector("#vehicles-1")
    drawn(page, "#goods-map")
    look(page, f"goods-edit-{name}")
    if lang == "en":
        # Its answer is the other's, told in English.
        context.close()
        return
    page.click(f"text={say(lang, 'goods-compare')}")
    page.wait_for_selector("#round-map:not([hidden]) canvas", timeout=240_000)
    drawn(page, "#round-map")
    look(page, f"goods-answer-{name}")
    rows = page.locator("#round-map .colours li").count()
    page.check("input[name=view][value=vans]")
    others = "rows => ![0, rows].includes(document.querySelectorAll('#round-map .colours li').length)"
    page.wait_for_function(others, arg=rows)
    page.emulate_media(color_scheme="dark")
    page.goto(page.url.replace("/fr/", "/en/"))
    drawn(page, "#round-map")
    look(page, "goods-answer-en-360")
    context.close()


def test_without_a_script_the_page_is_loaded_again_until_the_answer(painter: Browser, live: str) -> None:
    context = painter.new_context(java_script_enabled=False)
    bare_ground(context)
    page = context.new_page()
    page.goto(f"{live}/fr/what-if")
    chosen(page, "fr", "cancel")
    page.fill("#percent", "50")
    page.click(f"text={say('fr', 'whatif-add')}")
    page.click(f"text={say('fr', 'whatif-compare')}")
    page.wait_for_selector("#take-title", timeout=120_000)
    assert page.locator("figure.map [role=img] svg").count() == 1
    context.close()
