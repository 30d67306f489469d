"""What keeps somebody from using a page: found by axe, by a measure of widths, and in what French wants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["NARROW", "WIDE", "barriers"]

NARROW, WIDE = 360, 1280
"""Widths in pixels of a small phone and of a desk."""

# What passes need not be described: nobody reads it.
ALL = {"resultTypes": ["violations"]}
COLOURS = {**ALL, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
BROKEN = re.compile(r"« | »")
"""Quotation marks that a line could leave behind: in French their spaces do not break."""
OTHER = {"light": "dark", "dark": "light"}
UNFOLD = "document.querySelectorAll('details:not([open])').forEach(fold => { fold.open = fold.dataset.folded = true })"
FOLD = """document.querySelectorAll('details[data-folded]').forEach(fold => {
  fold.open = false
  delete fold.dataset.folded
})"""
DARK = "matchMedia('(prefers-color-scheme: dark)').matches"


def barriers(page: Page, *, other_colours: bool = False) -> list[str]:
    """What is wrong with a page as it stands: rules of axe, wider than a phone or a desk, quotation marks in French.

    Folds are opened meanwhile, for what they hold counts as well. Both languages of a page have the same colours: where
    one is looked at in light and the other in dark, nothing more is needed for both; elsewhere ask for other_colours.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.evaluate(UNFOLD)
    wrong = _told(axe.run(page, options=ALL).response)
    scheme = "dark" if page.evaluate(DARK) else "light"
    if other_colours:
        page.emulate_media(color_scheme=OTHER[scheme])  # type: ignore[arg-type] # one of two words
        wrong += [f"in the other colours: {one}" for one in _told(axe.run(page, options=COLOURS).response)]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    size = page.viewport_size
    assert size is not None
    for width in sorted({NARROW, WIDE, size["width"]}, key=lambda width: width == size["width"]):
        page.set_viewport_size({"width": width, "height": size["height"]})
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            wrong.append(f"{found} pixels wide on a screen of {width}")
    if page.evaluate("document.documentElement.lang") == "fr":
        text = page.inner_text("body")
        wrong += [
            f"a space that breaks: {text[max(0, m.start() - 30) : m.end() + 30]!r}" for m in BROKEN.finditer(text)
        ]
    page.evaluate(FOLD)
    return wrong


def _told(found: dict[str, Any]) -> list[str]:
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]} ({len(one['nodes'])})" for one in found["violations"]]
