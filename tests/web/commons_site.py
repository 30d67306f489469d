"""The commons that comes with Portée, in Git, read by the application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from portee.commons.repository.repository import Change, Commons
from portee.commons.repository.starting import begin
from portee.services.commons_reading.shelf import Shelf
from portee.web.app import create_app
from portee.web.commons.shelves import shelf_of
from portee.web.site import Settings, Site
from tests.web.workspaces import VillageWorkspace

__all__ = ["commons_client", "commons_site", "shelf", "site_around", "some_need"]


@pytest.fixture(scope="session")
def commons_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A workspace of which only the commons is read; its first need was changed once."""
    folder = tmp_path_factory.mktemp("commons")
    root = folder / "commons"
    commons = begin(root, "Mimosa", with_records="seed")
    path = f"{some_need(commons)}.md"
    text = (root / path).read_text(encoding="utf-8")
    changed = text.replace("\ntags:\n", "\ntags:\n- à l'aube\n", 1)
    assert changed != text
    commons.save(Change({path: changed.encode()}, "A tag is added <b>", "Olivier"))
    return site_around(root)


def site_around(root: Path) -> Site:
    """A workspace that has nothing but a commons."""
    workspace = VillageWorkspace(root.parent, Path("no-network"), cast(Any, None), commons=root)
    return Site(workspace, Settings(limited=False))


def some_need(commons: Commons) -> str:
    """The first need of a commons."""
    head = commons.head()
    assert head is not None
    return next(path.removesuffix(".md") for path, _ in head.records() if path.startswith("need/"))


@pytest.fixture(scope="session")
def shelf(commons_site: Site) -> Shelf:
    return shelf_of(commons_site)


@pytest.fixture
def commons_client(commons_site: Site) -> Iterator[TestClient]:
    """Asks the application around the commons; it follows no redirection."""
    with TestClient(create_app(commons_site), follow_redirects=False, base_url="https://testserver") as found:
        yield found
