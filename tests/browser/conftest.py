"""One site for all browser tests of a process, served on this machine alone, and a browser that draws maps."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from portee.services.build import build_network
from portee.sources.synthetic import write_territory
from portee.web.built import script_of
from portee.web.site import Site
from tests.browser.barriers import barriers
from tests.browser.town import Town, opened_town

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]
Look = Callable[["Page", str], None]


@pytest.fixture(scope="session")
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The running site of the village, with its commons, people and a worker. Tests share it: leave what others see.

    PORTEE_TOWN_SIZE asks for a larger town, whose pictures tell more.
    """
    folder, size = tmp_path_factory.mktemp("town"), os.environ.get("PORTEE_TOWN_SIZE", "XS")
    if size == "XS":
        network, territory = request.getfixturevalue("xs_network"), request.getfixturevalue("xs_territory")
    else:
        territory = write_territory(folder / "data", size=size)  # type: ignore[arg-type] # checked there
        network = folder / "network"
        build_network(
            network, osm=territory.osm, gtfs=[territory.gtfs], elevation=territory.elevation, notes=territory.notes
        )
    with opened_town(folder / "site", network, territory) as found:
        yield found


@pytest.fixture(scope="session")
def site(town: Town) -> Site:
    """What is served."""
    return town.site


@pytest.fixture(scope="session")
def live(town: Town) -> str:
    """Address of the running application."""
    return town.address


@pytest.fixture(scope="session")
def scripts() -> None:
    """The scripts of the pages, built. Where a browser is required, their absence fails the test."""
    if script_of("explorer") is None:
        if os.environ.get("PORTEE_REQUIRE_BROWSER") == "1":
            pytest.fail("PORTEE_REQUIRE_BROWSER is set but the scripts of the pages are not built")
        pytest.skip("the scripts of the pages are not built: python frontend/build.py")


@pytest.fixture(scope="session")
def painter(chromium: Browser, scripts: None) -> Browser:
    """The browser, where the scripts that draw maps are built."""
    return chromium


@pytest.fixture(scope="session")
def artefacts() -> Path | None:
    """Folder for screenshots, to be looked at: PORTEE_ARTEFACTS. Without it none are taken, which takes less time."""
    told = os.environ.get("PORTEE_ARTEFACTS")
    if not told:
        return None
    folder = Path(told)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def keep(artefacts: Path | None) -> Look:
    """Takes a picture of a whole page, where pictures are kept."""

    def taken(page: Page, name: str) -> None:
        if artefacts is not None:
            page.screenshot(path=artefacts / f"{name}.png", full_page=True)

    return taken


@pytest.fixture(scope="session")
def look(keep: Look) -> Look:
    """Takes a picture of a page and finds no barrier in it, in both widths."""

    def at(page: Page, name: str) -> None:
        keep(page, name)
        assert (name, barriers(page)) == (name, [])

    return at


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
