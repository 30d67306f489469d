"""Somebody's way through the pages, by mouse or by keys alone, with a picture of each step that a guide shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from portee.web.wording import say
from tests.browser.barriers import NARROW, barriers
from tests.browser.maps import bare_ground

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["LONG", "Walk", "walking"]

LONG = 240_000
"""Milliseconds that a computation may take on a busy machine."""
MOST_KEYS = 400
LOCALES = {"fr": "fr-FR", "en": "en-GB"}
FOCUS = """wanted => {
  const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect()
  // What only a link leads to, as the skip link does, is a place to read on from and no stop.
  const stop = here !== document.body && here.tabIndex >= 0
  const seen = !stop || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
  const inside = !stop || box.width * box.height === 0
    || box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
  return [here === wanted, seen && inside, here.outerHTML.slice(0, 160)]
}"""


BEGIN = """begin => {
  // Below what stays at the top of the screen.
  const kept = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 12
  scrollTo(0, 0)
  scrollBy(0, begin.getBoundingClientRect().top - kept)
}"""


@dataclass
class Walk:
    """A way through the application.

    Attributes:
        page: where it is. address: of the application. lang: of its pages. user: whose way it is, as in the guides.
        pictures: folder for its pictures, None where none are kept.
        keys: whether the keyboard alone is used; every stop must then be seen.
        wrong: what a page loaded from elsewhere, or complained about.
    """

    page: Page
    address: str
    lang: str
    user: str
    pictures: Path | None
    keys: bool
    wrong: list[str] = field(default_factory=list)

    def t(self, id: str, **values: Any) -> str:
        """What a page says."""
        return say(self.lang, id, **values)

    def go(self, path: str) -> None:
        """Open a page by its address."""
        self.page.goto(f"{self.address}/{self.lang}/{path}")

    def focus(self, selector: str) -> None:
        """Come to something by the tabulator alone, whatever lies between; where one is must be seen at every stop."""
        self.page.wait_for_load_state()
        target = self.page.locator(selector).first.element_handle()
        there, *_ = self.page.evaluate(FOCUS, target)
        for _ in range(MOST_KEYS):
            if there:
                return
            self.page.keyboard.press("Tab")
            there, seen, where = self.page.evaluate(FOCUS, target)
            assert seen, f"the focus is not seen on {where}"
        pytest.fail(f"no key leads to {selector}")

    def press(self, selector: str) -> None:
        """Follow a link, press a button, open a fold or the menu."""
        if self.keys:
            self.focus(selector)
            self.page.keyboard.press("Enter")
        else:
            self.page.locator(selector).first.click()
        self.page.wait_for_load_state()

    def menu(self, slug: str) -> None:
        """Open a page from the menu."""
        if self.page.locator(".top summary").is_visible():
            self.press(".top summary")
        self.press(f'.top nav a[href="/{self.lang}/{slug}"]')
        # By keys the page before may still stand.
        self.page.wait_for_url(f"**/{self.lang}/{slug}")

    def write(self, selector: str, text: str) -> None:
        """Fill in a field."""
        if not self.keys:
            self.page.fill(selector, text)
            return
        self.focus(selector)
        if self.page.get_attribute(selector, "type") == "time":
            # Chromium without French words asks time by halves of a day; where it does not, it ignores the letters.
            hour, minute = int(text[:2]), text[3:]
            self.page.keyboard.type(f"{hour % 12 or 12:02}{minute}{'PM' if hour >= 12 else 'AM'}")
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        found = self.page.input_value(selector)
        assert found == text, f"{selector}: {found!r}"

    def choose(self, selector: str, value: str) -> None:
        """Choose from a list by the value of the choice; by keys, arrows lead from the choice that stands."""
        if not self.keys:
            self.page.select_option(selector, value)
            return
        self.focus(selector)
        values = self.page.locator(selector).evaluate("list => [...list.options].map(one => one.value)")
        steps = values.index(value) - values.index(self.page.input_value(selector))
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        found = self.page.input_value(selector)
        assert found == value, f"{selector}: {found!r}"

    def tick(self, selector: str) -> None:
        """Tick a box, or choose one of several: by keys, arrows lead from the first."""
        if not self.keys:
            self.page.check(selector)
            return
        if self.page.get_attribute(selector, "type") == "checkbox":
            self.focus(selector)
            self.page.keyboard.press("Space")
        else:
            name = self.page.get_attribute(selector, "name")
            start = f'input[name="{name}"]:checked'
            self.focus(start if self.page.locator(start).count() else f'input[name="{name}"]')
            for _ in range(MOST_KEYS):
                self.page.keyboard.press("Space" if not self.page.locator(start).count() else "ArrowDown")
                if self.page.is_checked(selector):
                    break
        assert self.page.is_checked(selector)

    def see(self, step: str, at: str = "body", *, until: str = "", check: bool = True) -> None:
        """Look at the page: no barrier on it, and a picture of the screen from some element on.

        Args:
            step: name of the picture within the guide. at: what the picture begins with. until: what comes just below
                it, where it does not take a whole screen.
            check: whether barriers are looked for: not where another test of the browser looks at that page.
        """
        page = self.page
        page.locator(at).first.evaluate(BEGIN)
        # Everybody who walks has asked for no motion.
        assert page.evaluate("document.getAnimations().length") == 0, f"something moves on {step}"
        if self.pictures is not None:
            page.evaluate("document.fonts.ready")
            clip = None
            if until and (box := page.locator(until).first.bounding_box()):
                size = page.viewport_size or {"width": 0}
                clip = {"x": 0, "y": 0, "width": size["width"], "height": box["y"]}
            page.screenshot(path=self.pictures / f"{self.user}-{step}.png", clip=clip)  # type: ignore[arg-type]
        if check and (found := barriers(page, other_colours=self.lang == "en")):
            pytest.fail(f"{step}: {found}")


def walking(browser: Browser, address: str, lang: str, user: str, folder: Path | None, *, phone: bool = False) -> Walk:
    """Begin a way. In French it is by keys alone, in English by mouse: both ways in, both languages."""
    size = {"width": NARROW, "height": 740} if phone else {"width": 1080, "height": 760}
    context = browser.new_context(viewport=size, locale=LOCALES[lang], reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(LONG)
    pictures = None
    if folder is None:
        bare_ground(context)
    else:
        pictures = folder / "guide" / lang
        pictures.mkdir(parents=True, exist_ok=True)
    walk = Walk(context.new_page(), address, lang, user, pictures, keys=lang == "fr")
    walk.page.on("pageerror", lambda error: walk.wrong.append(str(error)))
    walk.page.on(
        "request",
        lambda asked: None if asked.url.startswith((address, "data:", "blob:")) else walk.wrong.append(asked.url),
    )
    return walk
