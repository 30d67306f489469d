"""A workspace of the invented village, for tests of the web."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portee.core.declared import Words
from portee.services.demo_workspace import write_demo_workspace
from portee.services.workspace.manifest import PlacesEntry
from portee.sources.synthetic import SyntheticTerritory

__all__ = ["VillageWorkspace", "moved", "written_workspace"]

TITLE = Words(fr="Village d'essai", en="Test village")
NOTICE = Words(fr="Territoire inventé.", en="Invented territory.")

WEIGHTS = {"jobs": "jobs", "training": "places", "childcare": "places", "health": "practitioners"}
IDS = {"priority": "code_qp"}


@dataclass(frozen=True)
class VillageWorkspace:
    """The village in a folder of the test's own; its files are those that all tests read."""

    folder: Path
    network: Path
    territory: SyntheticTerritory
    name: str = "village"
    title: Words = TITLE
    languages: tuple[str, ...] = ("fr", "en")
    offers: Path | str | None = None
    commons: Path | None = None
    boundary: Path | None = None
    notices: tuple[Words, ...] = (NOTICE,)
    ground: Mapping[str, Path] = field(default_factory=dict)
    ground_credits: tuple[str, ...] = ()

    @property
    def private(self) -> Path:
        return self.folder / "private"

    @property
    def results(self) -> Path:
        return self.folder / "results"

    @property
    def tiles(self) -> Path:
        return self.folder / "tiles"

    @property
    def osm(self) -> Path | None:
        return self.territory.osm

    def places(self, kind: str) -> Path | None:
        found = getattr(self.territory, kind, None)
        return found if isinstance(found, Path) else None

    def entry(self, kind: str) -> PlacesEntry | None:
        path = self.places(kind)
        return None if path is None else PlacesEntry(file=path.name, weight=WEIGHTS.get(kind), id=IDS.get(kind))


def written_workspace(folder: Path, network: Path, territory: SyntheticTerritory) -> Path:
    """The village as a folder of its own that `portee serve` opens."""
    shutil.copytree(network, folder / "network")
    shutil.copytree(territory.folder, folder / "data")
    write_demo_workspace(folder, dataclasses.replace(territory, **moved(territory, folder / "data")))
    return folder


def moved(territory: SyntheticTerritory, folder: Path) -> dict[str, Any]:
    """The files of a territory, in another folder."""
    held = {field.name: getattr(territory, field.name) for field in dataclasses.fields(territory)}
    paths = {name: folder / path.name for name, path in held.items() if isinstance(path, Path)}
    return {**paths, "folder": folder}
