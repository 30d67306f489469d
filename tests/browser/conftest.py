"""The application around the invented village, served on this machine alone, and a browser that draws maps."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from portee.web.app import create_app
from portee.web.built import script_of
from portee.web.site import Settings, Site
from tests.conftest import CHROMIUM
from tests.web.conftest import learned, site, village

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["learned", "site", "village"]

DRAWING = ["--no-sandbox", "--disable-background-networking", "--use-gl=angle", "--use-angle=swiftshader",
           "--enable-unsafe-swiftshader"]  # fmt: skip
"""Maps are drawn by the processor: machines that test have no graphics card."""

Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def live(site: Site) -> Iterator[str]:
    """Address of the running application."""
    app = create_app(Site(site.workspace, Settings(threads=2, limited=False)))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started:
        if time.monotonic() > until or not thread.is_alive():
            pytest.fail("the application did not start")
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def scripts() -> None:
    """The scripts of the pages, built. Where a browser is required, their absence fails the test."""
    if script_of("explorer") is None:
        if os.environ.get("PORTEE_REQUIRE_BROWSER") == "1":
            pytest.fail("PORTEE_REQUIRE_BROWSER is set but the scripts of the pages are not built")
        pytest.skip("the scripts of the pages are not built: python frontend/build.py")


@pytest.fixture(scope="session")
def painter(chromium: Browser, scripts: None) -> Iterator[Browser]:
    """Chromium that draws maps."""
    browser = chromium.browser_type.launch(executable_path=str(CHROMIUM), args=DRAWING)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def artefacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder for screenshots, to be looked at: PORTEE_ARTEFACTS, or a temporary one."""
    folder = Path(os.environ.get("PORTEE_ARTEFACTS") or tmp_path_factory.mktemp("artefacts"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def opened(painter: Browser, live: str) -> Iterator[Open]:
    """Opens a page of the application; what it loads from elsewhere, or complains about, fails the test.

    complains: whether the browser is meant to, as when a server fails.
    """
    contexts = []
    wrong: list[str] = []

    def go(address: str, *, complains: bool = False, **options: Any) -> Page:
        context = painter.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: _from_elsewhere(request.url, live, wrong))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        if not complains:
            page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(live + address)
        page.wait_for_selector("html[data-ready]")
        return page

    yield go
    for context in contexts:
        context.close()
    assert wrong == []


def _from_elsewhere(url: str, live: str, wrong: list[str]) -> None:
    if not url.startswith((live, "data:", "blob:")):
        wrong.append(url)
