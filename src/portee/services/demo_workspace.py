"""The folder of the demonstration as a workspace, so that the web application opens on the invented city."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from portee.commons.repository.starting import begin
from portee.core.atomic import atomic_file
from portee.core.declared import Words
from portee.services.demo_scenarios import BAD_DAY, PROJECTS, write_demo_scenarios
from portee.services.workspace.manifest import Kind, PlacesEntry, WorkspaceFile, write_manifest
from portee.services.workspace.workspace import Workspace, start_workspace
from portee.sources.synthetic import SyntheticTerritory

__all__ = ["demo_manifest", "write_demo_workspace"]

OFFERS = "offers.yaml"
COMMONS = "commons"
AUTHOR = "Équipe Portée"
LICENCE = "CC0 1.0"
NOTICE = Words(
    fr="Territoire synthétique : la ville, ses lignes et ses habitants n'existent pas. Le commun parle de lieux réels.",
    en="Synthetic territory: the city, its lines and its residents do not exist. The commons tells of real places.",
)
COUNTED: dict[Kind, str] = {"jobs": "jobs", "training": "places", "childcare": "places", "health": "practitioners"}
"""Kind of place → the column that counts it."""


def demo_manifest(folder: Path, territory: SyntheticTerritory) -> WorkspaceFile:
    """What workspace.yaml of the demonstration says. folder: of the workspace, that holds the territory's files."""

    def inside(path: Path) -> str:
        return path.resolve().relative_to(folder.resolve()).as_posix()

    def entry(path: Path, *, weight: str | None = None, id: str | None = None) -> PlacesEntry:
        return PlacesEntry(file=inside(path), weight=weight, id=id, source=territory.city, licence=LICENCE)

    places: dict[Kind, PlacesEntry] = {
        "cells": entry(territory.cells),
        **{kind: entry(getattr(territory, kind), weight=weight) for kind, weight in COUNTED.items()},
        "shops": entry(territory.shops),
        "priority": entry(territory.priority, id="code_qp"),
    }
    return WorkspaceFile(
        name="demo",
        title=Words(fr=f"{territory.city} (ville imaginaire)", en=f"{territory.city} (an invented city)"),
        osm=inside(territory.osm),
        offers=OFFERS,
        commons=COMMONS,
        places=places,
        bad_days=(BAD_DAY,),
        projects=(PROJECTS,),
        notices=(NOTICE,),
    )


def write_demo_workspace(folder: Path, territory: SyntheticTerritory) -> Workspace:
    """Make the folder of a demonstration a workspace; what is private in a former one stays, and so does its commons.

    Raises:
        OutputError: it cannot be written. InputError: Portée was installed without its first commons.
    """
    with atomic_file(folder / OFFERS) as partial:
        partial.write_bytes(files("portee.services").joinpath("demo_offers.yaml").read_bytes())
    if not (folder / COMMONS).exists():
        begin(folder / COMMONS, AUTHOR, with_records="seed")
    write_demo_scenarios(folder, territory.priority)
    manifest = demo_manifest(folder, territory)
    # Written first: a folder that holds the data and no manifest would be taken for something else.
    write_manifest(folder, manifest)
    return start_workspace(folder, manifest)
