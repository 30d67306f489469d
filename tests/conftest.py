"""What every test may ask for."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from portee.services.build import build_network
from portee.sources.synthetic import SyntheticTerritory, write_territory
from portee.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path(os.environ.get("PORTEE_CHROMIUM", "/usr/bin/chromium"))
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-gpu", "--enable-unsafe-swiftshader")
"""Machines that test have no graphics card. The processor plays one for what a map draws, and for it alone: pages that
are put together by it take the processor twice as long."""

# Tests make millions of short-lived objects beside libraries that stay: looking for rings among them less often takes
# a tenth less of the processor.
gc.set_threshold(50_000, 10, 10)

settings.register_profile(
    "portee",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    max_examples=int(os.environ.get("PORTEE_EXAMPLES", "50")),
)
settings.load_profile("portee")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real open data beside the project; the test skips on a machine without it."""
    folder = Path(os.environ.get("PORTEE_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        if os.environ.get("PORTEE_REQUIRE_REAL_DATA") == "1":
            pytest.fail(f"PORTEE_REQUIRE_REAL_DATA is set but there is no folder {folder}")
        pytest.skip("no real data beside the project")
    return folder


@pytest.fixture(scope="session")
def xs_territory(tmp_path_factory: pytest.TempPathFactory) -> SyntheticTerritory:
    """Files of an invented village of 3,000 residents. Read them, never change them."""
    return write_territory(tmp_path_factory.mktemp("xs"), size="XS")


@pytest.fixture(scope="session")
def xs_network(xs_territory: SyntheticTerritory, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The network of the invented village. Read it, never change it."""
    folder = tmp_path_factory.mktemp("networks") / "village"
    build_network(
        folder,
        osm=xs_territory.osm,
        gtfs=[xs_territory.gtfs],
        elevation=xs_territory.elevation,
        notes=xs_territory.notes,
    )
    return folder


@pytest.fixture(scope="session")
def xs_world(xs_network: Path) -> World:
    """The opened network of the invented village."""
    return World.open(xs_network)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, cut off from the network; the test skips on a machine without it or without playwright."""
    missing = None if CHROMIUM.exists() else f"there is no browser at {CHROMIUM}"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing = "playwright is not installed"
    if missing:
        if os.environ.get("PORTEE_REQUIRE_BROWSER") == "1":
            pytest.fail(f"PORTEE_REQUIRE_BROWSER is set but {missing}")
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()
