"""When a map of a page is drawn: its script marks the box that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

__all__ = ["bare_ground", "drawn"]

# What was just asked for begins with the next frame.
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
DRAWN = """box => {
  const maps = document.querySelectorAll(`${box}.maplibregl-map, ${box} .maplibregl-map`)
  const shown = [...maps].filter(map => map.offsetParent)
  return shown.length > 0 && shown.every(map => map.dataset.drawn)
}"""


def drawn(page: Page, box: str = "main") -> None:
    """Wait until every map that is shown in a box is drawn."""
    page.wait_for_selector(f"{box} canvas")
    page.evaluate(FRAMES)
    page.wait_for_function(DRAWN, arg=box)


def bare_ground(context: BrowserContext) -> None:
    """Leave the ground of maps empty, which a processor takes long to draw: the tests of the explorer draw it."""
    context.route("**/tiles/**", lambda route: route.fulfill(status=204))
