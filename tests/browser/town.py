"""A whole site for browsers: the invented village with its commons, people of every role and a worker, on a port."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from portee.commons.repository.repository import Change, Commons
from portee.commons.repository.starting import example_files
from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace, open_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.store.accounts import create_account
from portee.store.database import now
from portee.store.moderating import PublicState
from portee.store.pains import add_pain, moderate_pain
from portee.store.roles import Role
from portee.web.app import create_app
from portee.web.private import close_private, database_of
from portee.web.site import Settings, Site
from tests.web.commons_site import some_need
from tests.web.people import PASSWORD
from tests.web.workspaces import written_workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from sqlalchemy import Connection

__all__ = ["Town", "opened_town", "serving", "sign_in", "signed_in"]

PEOPLE = {
    "ada": Role.contributor, "zoe": Role.contributor, "eve": Role.reviewer, "boss": Role.administrator,
}  # fmt: skip
"""Name → role. An address is name@example.org; all have the same password."""


@dataclass(frozen=True)
class Town:
    """A running site.

    Attributes:
        site: what it serves. address: where it answers, as in http://127.0.0.1:8750.
    """

    site: Site
    address: str


@contextmanager
def serving(site: Site, *, force: bool = False) -> Iterator[str]:
    """Address of the application on a port of this machine, as people meet it. force: close what is still open."""
    server = uvicorn.Server(uvicorn.Config(create_app(site), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started:
        if time.monotonic() > until or not thread.is_alive():
            pytest.fail("the application did not start")
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    server.force_exit = force
    thread.join(15)


@contextmanager
def opened_town(folder: Path, network: Path, territory: SyntheticTerritory) -> Iterator[Town]:
    """The village in a folder of its own, served, with a worker that does what is asked for."""
    site = Site(open_workspace(written_workspace(folder, network, territory)), Settings(threads=2, limited=False))
    workspace = site.workspace
    assert isinstance(workspace, Workspace)
    assert workspace.commons is not None
    _with_workshop(Commons.open(workspace.commons))
    with database_of(site).writing() as connection:
        for name, role in PEOPLE.items():
            create_account(connection, f"{name}@example.org", name, now=now(), role=role, password=PASSWORD)
        _with_pains(connection, site)
    with serving(site) as address, Worker(workspace, database_of(site)) as worker:
        working = threading.Thread(target=worker.run, daemon=True)
        working.start()
        yield Town(site, address)
        worker.stop()
        working.join(15)
    close_private(site)


def _with_pains(connection: Connection, site: Site) -> None:
    """Thirty people spoke of one street, and one more waits to be read."""
    west, south, east, north = site.world.network.bounds
    at = (south + north) / 2, (west + east) / 2
    for k in range(30):
        text = f"Le bus ne passe plus après vingt heures, et il faut rentrer à pied ({k})."
        pain, _ = add_pain(connection, *at, "no-bus", text, now=now())
        moderate_pain(connection, pain.id, PublicState.shown, before=PublicState.waiting, now=now())
    add_pain(connection, *at, "no-bus", "Plus aucun bus après 20 h, je rentre à pied.", now=now())


def _with_workshop(commons: Commons) -> None:
    """Of the first commons: a workshop, as a territory has its own, and a need that was changed once."""
    head = commons.head()
    assert head is not None
    there = {path for path, _ in head.records()}
    added = {path: content for path, content in example_files().items() if path not in there}
    commons.save(Change(added, "Un atelier", "Mimosa"))
    path = f"{some_need(commons)}.md"
    text = head.text(path) or ""
    commons.save(
        Change({path: text.replace("\ntags:\n", "\ntags:\n- à l'aube\n", 1).encode()}, "Un mot-clé", "Olivier")
    )


def sign_in(page: Page, lang: str, address: str, name: str) -> None:
    """Sign in with the keyboard alone."""
    page.goto(f"{address}/{lang}/account")
    page.focus("#email")
    page.keyboard.type(f"{name}@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"text={name}@example.org")
    page.wait_for_load_state()


def signed_in(browser: Browser, address: str, lang: str, name: str, **more: Any) -> Page:
    """A page of somebody who signed in."""
    page = browser.new_context(**more).new_page()
    sign_in(page, lang, address, name)
    return page
