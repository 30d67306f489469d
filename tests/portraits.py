"""A village with neighbourhoods, services, a bad day and projects, for tests of the portrait of a territory."""

from __future__ import annotations

import shutil
from pathlib import Path

from portee.core.declared import Words
from portee.services.workspace.manifest import Kind, PlacesEntry, WorkspaceFile
from portee.services.workspace.workspace import Workspace, open_workspace, start_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World

__all__ = ["portrait_village"]

WEIGHTS = {"jobs": "jobs", "childcare": "places"}


def portrait_village(folder: Path, network: Path, territory: SyntheticTerritory) -> Workspace:
    """A workspace whose projects open jobs in 2027, dwellings in 2028, and stop all vehicles from 2029 to 2030."""
    files = {
        "cells": "cells.gpkg", "jobs": "jobs.csv", "childcare": "childcare.csv", "shops": "shops.csv",
        "priority": "priority.geojson",
    }  # fmt: skip
    places: dict[Kind, PlacesEntry] = {
        kind: PlacesEntry(  # type: ignore[misc] # kinds of this dictionary
            file=f"places/{file}", weight=WEIGHTS.get(kind), id="code_qp" if kind == "priority" else None
        )
        for kind, file in files.items()
    }
    manifest = WorkspaceFile(
        name="village", title=Words(fr="Village d'essai", en="Test village"), places=places,
        bad_days=("scenarios/stopped.yaml",), projects=("scenarios/docks.yaml",),
    )  # fmt: skip
    start_workspace(folder, manifest)
    (folder / "places").mkdir()
    for kind, file in files.items():
        shutil.copy(getattr(territory, kind), folder / "places" / file)
    shutil.copytree(network, folder / "network")
    west, south, east, north = World.open(network).network.bounds
    here = f"lon: {(west + east) / 2}, lat: {(south + north) / 2}"
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "stopped.yaml").write_text(
        "name: Rien ne roule\nmodifications:\n- {type: cancel}\n", encoding="utf-8"
    )
    (folder / "scenarios" / "docks.yaml").write_text(
        "name: Les Docks\nmodifications:\n"
        f"- {{type: add_places, of: jobs, from: 2027-09-01, places: [{{id: P1, {here}, jobs: 5000}}]}}\n"
        f"- {{type: add_residents, from: 2028-06-01, places: [{{id: R1, {here}, residents: 500}}]}}\n"
        "- {type: cancel, from: 2029-01-01, until: 2030-06-30}\n",
        encoding="utf-8",
    )
    return open_workspace(folder)
