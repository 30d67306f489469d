"""What keeps somebody from using a page: found by axe, by a measure of widths, and in what French wants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["NARROW", "WIDE", "barriers"]

NARROW, DESK, WIDE = 360, 1000, 1280
"""Widths in pixels of a small phone, of the narrowest desk and of an ordinary one."""

# What passes need not be described, nor addresses be made for what fails: nobody reads them. No rule used reads the
# style sheets, which are otherwise fetched again.
ALL = {"resultTypes": ["violations"], "selectors": False, "preload": False}
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
    page.evaluate(UNFOLD)
    wrong = _told(page, ALL)
    scheme = "dark" if page.evaluate(DARK) else "light"
    if other_colours:
        page.emulate_media(color_scheme=OTHER[scheme])  # type: ignore[arg-type] # one of two words
        wrong += [f"in the other colours: {one}" for one in _told(page, COLOURS)]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    size = page.viewport_size
    assert size is not None
    # As it stands first, then in the other width.
    other = WIDE if size["width"] < DESK else NARROW
    for width in (size["width"], other):
        if page.viewport_size != (looked := {"width": width, "height": size["height"]}):
            page.set_viewport_size(looked)  # type: ignore[arg-type]
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            wrong.append(f"{found} pixels wide on a screen of {width}")
    page.set_viewport_size(size)
    if page.evaluate("document.documentElement.lang") == "fr":
        text = page.inner_text("body")
        wrong += [
            f"a space that breaks: {text[max(0, m.start() - 30) : m.end() + 30]!r}" for m in BROKEN.finditer(text)
        ]
    page.evaluate(FOLD)
    return wrong


def _told(page: Page, options: dict[str, Any]) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe.axe_script)
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]} ({len(one['nodes'])})" for one in found]
