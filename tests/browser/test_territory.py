"""A planner reads the territory: waits once, reads every part on a phone and a desktop, without barrier or script."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.web.app import create_app
from portee.web.private import close_private, database_of
from portee.web.site import Settings, Site
from portee.web.wording import say
from tests.portraits import portrait_village

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PARTS = ("", "/services", "/bad-days", "/years")
"""Not people, whose searches take longest."""

MOST_MS = 120_000


@pytest.fixture(scope="module")
def working(
    tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory
) -> Iterator[str]:
    """Address of the village with a worker that does what is asked for."""
    workspace = portrait_village(tmp_path_factory.mktemp("territory") / "village", xs_network, xs_territory)
    site = Site(workspace, Settings(limited=False))
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


@pytest.mark.parametrize(
    ("lang", "size", "scheme"),
    [("fr", PHONE, "light"), ("en", PHONE, "dark"), ("fr", DESKTOP, "dark"), ("en", DESKTOP, "light")],
)  # fmt: skip
def test_every_part_is_read_without_barrier(
    painter: Browser, working: str, artefacts: Path, lang: str, size: ViewportSize, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = painter.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two words
    page = context.new_page()
    for part in PARTS:
        page.goto(f"{working}/{lang}/territory{part}")
        # The page of the wait reloads by itself when the figures are there.
        page.wait_for_selector("section.part", timeout=MOST_MS)
        page.locator("details.why summary").first.click()
        page.screenshot(
            path=artefacts / f"territory{part.replace('/', '-')}-{lang}-{size['width']}.png", full_page=True
        )
        found = axe.run(page)
        assert found.response["violations"] == [], found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        shown = page.locator(".chart [role=img]:visible").count()
        assert shown == page.locator("section.part").count()
    context.close()


def test_a_part_is_chosen_with_the_keyboard_alone(painter: Browser, working: str) -> None:
    context = painter.new_context(viewport=DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{working}/en/territory/services")
    page.wait_for_selector("section.part", timeout=MOST_MS)
    page.focus("#choose-neighbourhoods")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=shops*")
    kind = say("en", "explorer-kind", kind="shops")
    assert page.locator("#neighbourhoods-title").inner_text().startswith(kind)
    context.close()
