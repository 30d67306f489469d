"""A workspace with a private database, and kinds of work to play with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from portee.core.declared import Words
from portee.core.errors import ParameterError
from portee.services.jobs import kinds as module
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.workspace.manifest import Kind, PlacesEntry, WorkspaceFile
from portee.services.workspace.workspace import Workspace, open_workspace, start_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.store.database import Database, open_database


def village(folder: Path, network: Path, territory: SyntheticTerritory) -> Workspace:
    """A workspace of the invented village."""
    places: dict[Kind, PlacesEntry] = {
        "cells": PlacesEntry(file="places/cells.gpkg"),
        "jobs": PlacesEntry(file="places/jobs.csv", weight="jobs"),
    }
    title = Words(fr="Le village", en="The village")
    start_workspace(folder, WorkspaceFile(name="village", title=title, places=places))
    (folder / "places").mkdir()
    shutil.copy(territory.cells, folder / "places" / "cells.gpkg")
    shutil.copy(territory.jobs, folder / "places" / "jobs.csv")
    shutil.copytree(network, folder / "network")
    return open_workspace(folder)


@pytest.fixture
def workspace(tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory) -> Workspace:
    """A fresh workspace of the invented village."""
    return village(tmp_path / "village", xs_network, xs_territory)


@pytest.fixture
def database(workspace: Workspace) -> Iterator[Database]:
    """Its private database."""
    with open_database(workspace.database_url) as opened:
        yield opened


@pytest.fixture
def desk(workspace: Workspace, database: Database) -> Iterator[JobDesk]:
    """Where its work is asked for."""
    found = JobDesk(workspace, database)
    yield found
    found.close()


class Bench:
    """A kind of work that does what the test wants."""

    def __init__(self) -> None:
        self.runs: list[Mapping[str, Any]] = []
        self.act: Any = None

    def check(self, workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        assert workspace.network.is_dir()
        if "wrong" in asked:
            raise ParameterError("That is wrong.", mend="Ask for something else.")
        return {"n": 1, **asked}

    def run(self, work: Work) -> Mapping[str, Any]:
        self.runs.append(work.asked)
        if self.act is not None:
            self.act(work)
        (work.folder / "figures.csv").write_text("a\n1\n")
        return {"answer": work.asked["n"]}


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Registered as "bench" for one test."""
    found = Bench()
    module.kinds()
    monkeypatch.setattr(module, "_KINDS", dict(module._KINDS))
    register(JobKind("bench", found.check, found.run))
    return found
