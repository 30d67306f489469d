"""People before a site of the invented village: who opens pages and sends forms as a browser does."""

from __future__ import annotations

import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from portee.core.declared import Words
from portee.services.workspace.manifest import Kind, PlacesEntry, WorkspaceFile
from portee.services.workspace.workspace import open_workspace, start_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.store.accounts import Account, create_account
from portee.store.database import now, open_database
from portee.store.roles import Role
from portee.store.sessions import open_session
from portee.web.app import create_app
from portee.web.private import database_of
from portee.web.site import Settings, Site

__all__ = ["ADDRESS", "PASSWORD", "Person", "private_site"]

ADDRESS = "https://village.example.org"
PASSWORD = "bateau tram velo pied"  # noqa: S105 - of people who do not exist
TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


def private_site(
    folder: Path, network: Path, territory: SyntheticTerritory, *, limited: bool = False, **told: Any
) -> Site:
    """A site of the village on a workspace of its own. told: more of workspace.yaml."""
    places: dict[Kind, PlacesEntry] = {
        "cells": PlacesEntry(file="places/cells.gpkg"),
        "jobs": PlacesEntry(file="places/jobs.csv", weight="jobs"),
    }
    values = {"title": Words(fr="Village d'essai", en="Test village"), "address": ADDRESS, "places": places, **told}
    start_workspace(folder, WorkspaceFile(name="village", **values))
    (folder / "places").mkdir()
    shutil.copy(territory.cells, folder / "places" / "cells.gpkg")
    shutil.copy(territory.jobs, folder / "places" / "jobs.csv")
    shutil.copytree(network, folder / "network")
    kept = Path(folder / "private" / "portee.sqlite")
    kept.write_bytes(_nothing_private())
    kept.chmod(0o600)
    return Site(open_workspace(folder), Settings(limited=limited))


@cache
def _nothing_private() -> bytes:
    """A private database as it is when it was just made."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "portee.sqlite"
        open_database(f"sqlite:///{file.as_posix()}").close()
        return file.read_bytes()


class Person:
    """A browser that somebody holds.

    Args:
        site: that it opens. lang: of the pages.
    """

    def __init__(self, site: Site, lang: str = "fr") -> None:
        self.site, self.lang = site, lang
        self.client = TestClient(create_app(site), follow_redirects=False, base_url=ADDRESS.replace("https", "http"))
        self.account: Account | None = None

    def get(self, path: str) -> Response:
        """Open a page; its address without the language."""
        return self.client.get(f"/{self.lang}{path}")

    def token(self) -> str:
        """The token that forms carry."""
        found = TOKEN.search(self.get("/account").text)
        assert found is not None
        return found[1]

    def send(self, path: str, **fields: str) -> Response:
        """Send a form."""
        return self.client.post(f"/{self.lang}{path}", data={"csrf": self.token(), **fields})

    def signs_in(self, name: str, role: Role = Role.contributor, password: str | None = None) -> Person:
        """Have an account with an open session."""
        with database_of(self.site).writing() as connection:
            self.account = create_account(
                connection, f"{name}@example.org", name, now=now(), role=role, password=password
            )
            token = open_session(connection, self.account.id, now=now())
        self.client.cookies.set("portee-session", token)
        return self
