"""A planner tries a change and a hub: with a mouse, on a phone, without a script; the answer on maps and in tables."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.web.app import create_app
from portee.web.private import close_private, database_of
from portee.web.wording import say
from tests.web.people import private_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
SIZES = [("fr", PHONE, "light"), ("en", PHONE, "dark"), ("fr", DESKTOP, "dark"), ("en", DESKTOP, "light")]

Look = Callable[["Page", str], None]


@pytest.fixture(scope="module")
def working(
    tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory
) -> Iterator[str]:
    """Address of the village with a worker that does what is asked for."""
    site = private_site(tmp_path_factory.mktemp("working") / "village", xs_network, xs_territory)
    assert isinstance(site.workspace, Workspace)
    server = uvicorn.Server(uvicorn.Config(create_app(site), host="127.0.0.1", port=0, log_level="warning"))
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    until = time.monotonic() + 30
    while not server.started:
        if time.monotonic() > until:
            pytest.fail("the application did not start")
        time.sleep(0.05)
    with Worker(site.workspace, database_of(site)) as worker:
        working = threading.Thread(target=worker.run, daemon=True)
        working.start()
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        worker.stop()
        working.join(15)
    server.should_exit = True
    serving.join(10)
    close_private(site)


@pytest.fixture
def look(artefacts: Path) -> Look:
    """Keep a picture of a page and find no barrier in it, nor anything wider than the screen."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()

    def at(page: Page, name: str) -> None:
        page.screenshot(path=artefacts / f"{name}.png", full_page=True)
        found = axe.run(page)
        assert found.response["violations"] == [], found.generate_report()
        size = page.viewport_size
        assert size is not None
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]

    return at


def chosen(page: Page, lang: str, kind: str) -> None:
    page.select_option("#kind", kind)
    page.click(f"text={say(lang, 'whatif-continue')}")


@pytest.mark.parametrize(("lang", "size", "scheme"), SIZES)
def test_a_change_is_drawn_compared_and_seen(
    painter: Browser, working: str, look: Look, lang: str, size: ViewportSize, scheme: str
) -> None:
    context = painter.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    page = context.new_page()
    name = f"{lang}-{size['width']}"
    page.goto(f"{working}/{lang}/what-if")
    look(page, f"what-if-{name}")
    chosen(page, lang, "hazard")
    page.wait_for_selector("#draw-map canvas")
    box = page.locator("#draw-map canvas").bounding_box()
    assert box is not None
    for x, y in ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6)):
        page.locator("#draw-map canvas").click(position={"x": box["width"] * x, "y": box["height"] * y})
    # The keyboard places a point in the middle, and the last one is taken away.
    page.locator("#draw-map canvas").press("Enter")
    assert len(page.input_value("#area").splitlines()) == 4
    page.click("#draw-undo")
    assert len(page.input_value("#area").splitlines()) == 3
    page.fill("#depth_cm", "60")
    page.wait_for_timeout(1000)
    look(page, f"what-if-draw-{name}")
    page.click(f"text={say(lang, 'whatif-add')}")
    page.wait_for_selector(".parts li")
    chosen(page, lang, "cancel")
    page.fill("#percent", "100")
    page.click(f"text={say(lang, 'whatif-add')}")
    look(page, f"what-if-parts-{name}")
    page.select_option("#cutoff", "15")
    page.click(f"text={say(lang, 'whatif-compare')}")
    # The page of the computation gives way to the answer by itself.
    page.wait_for_selector("#change-maps:not([hidden]) canvas", timeout=120_000)
    page.wait_for_timeout(1500)
    look(page, f"what-if-answer-{name}")
    page.check("input[name=view][value=both]")
    page.wait_for_timeout(1500)
    assert page.locator("figure[data-view=both] canvas").count() == 2
    look(page, f"what-if-both-{name}")
    context.close()


@pytest.mark.parametrize(("lang", "size", "scheme"), SIZES)
def test_a_hub_is_placed_on_the_map_and_who_gains_is_seen(
    painter: Browser, working: str, look: Look, lang: str, size: ViewportSize, scheme: str
) -> None:
    context = painter.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    page = context.new_page()
    name = f"{lang}-{size['width']}"
    page.goto(f"{working}/{lang}/hub")
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
    painter: Browser, working: str, look: Look, lang: str, size: ViewportSize, scheme: str
) -> None:
    context = painter.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    page = context.new_page()
    name = f"{lang}-{size['width']}"
    page.goto(f"{working}/{lang}/goods")
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


def test_without_a_script_the_page_is_loaded_again_until_the_answer(painter: Browser, working: str) -> None:
    context = painter.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{working}/fr/what-if")
    chosen(page, "fr", "cancel")
    page.fill("#percent", "50")
    page.click(f"text={say('fr', 'whatif-add')}")
    page.click(f"text={say('fr', 'whatif-compare')}")
    page.wait_for_selector("#take-title", timeout=120_000)
    assert page.locator("figure.map [role=img] svg").count() == 1
    context.close()
