"""The application around the invented village."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from portee.cli.serve import free_socket
from portee.services.workspace.manifest import read_manifest, write_manifest
from portee.services.workspace.workspace import open_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.web.app import create_app
from portee.web.private import close_private
from portee.web.site import Settings, Site
from tests.web.booklet_site import lay_booklet
from tests.web.commons_site import commons_client, commons_site, shelf
from tests.web.contributing import lay_commons
from tests.web.people import private_site
from tests.web.workspaces import VillageWorkspace

__all__ = ["commons_client", "commons_site", "shelf"]


@pytest.fixture(scope="session")
def village(
    tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory
) -> VillageWorkspace:
    """A workspace of the invented village. Read it, never change it."""
    return VillageWorkspace(tmp_path_factory.mktemp("workspaces") / "village", xs_network, xs_territory)


@pytest.fixture(scope="session")
def site(village: VillageWorkspace) -> Site:
    """The opened village: what it has read once is shared by the tests of a process."""
    return Site(village)


@pytest.fixture(scope="session")
def learned(site: Site) -> None:
    """The booklet of the village, as work would have left it."""
    lay_booklet(site)


@pytest.fixture
def client(site: Site) -> Iterator[TestClient]:
    """Asks the application around the village; it follows no redirection."""
    with TestClient(create_app(site), follow_redirects=False, base_url="https://testserver") as found:
        yield found


@pytest.fixture
def private(tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory) -> Iterator[Site]:
    """A site with a private database of its own."""
    found = private_site(tmp_path / "village", xs_network, xs_territory)
    yield found
    close_private(found)


@pytest.fixture(scope="session")
def live(site: Site) -> Iterator[str]:
    """Address of the application around the village, as people meet it: for browsers and other clients."""
    listening = free_socket("127.0.0.1", 0)
    served = Site(site.workspace, Settings(limited=False, threads=2))
    server = uvicorn.Server(uvicorn.Config(create_app(served), log_config=None, access_log=False, lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=30)
    listening.close()


@pytest.fixture
def shared(tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory) -> Iterator[Site]:
    """A site with a private database and the example commons, both of its own."""
    folder = tmp_path / "village"
    begun = private_site(folder, xs_network, xs_territory)
    lay_commons(folder / "commons")
    write_manifest(folder, read_manifest(folder).model_copy(update={"commons": "commons"}))
    found = Site(open_workspace(folder), begun.settings)
    yield found
    close_private(found)
