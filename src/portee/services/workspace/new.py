"""From files of open data to a territory that runs: copied, built, read once, and what is missing told."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from portee.core.atomic import atomic_file
from portee.core.declared import Words
from portee.core.errors import ParameterError, PorteeError, SourceError
from portee.core.progress import Progress, Silent
from portee.core.provenance import sha256_of
from portee.services.build import BuildReport, build_network
from portee.services.gather import gather
from portee.services.recognise import PlaceColumns
from portee.services.workspace.manifest import KINDS, Kind, PlacesEntry, WorkspaceFile
from portee.services.workspace.workspace import Workspace, open_workspace, start_workspace
from portee.world import World

__all__ = ["Given", "NewWorkspace", "missing_of", "new_workspace"]

DATA = "data"
USUAL = {"cells": "residents"}
"""Kind → the column that counts it where nobody says."""


@dataclass(frozen=True)
class Given:
    """A file of places: where it is, and the column that counts."""

    file: Path
    weight: str | None = None


@dataclass(frozen=True)
class NewWorkspace:
    """What was made.

    Attributes:
        workspace: opened. built: what the build did. counts: places of each kind, and what they add up to.
        missing: what the site will not be able to tell, by the name of the source that would fill it.
    """

    workspace: Workspace
    built: BuildReport
    counts: Mapping[str, tuple[int, float | None]]
    missing: tuple[str, ...]


def new_workspace(  # noqa: PLR0913 - one argument per thing that a territory has
    folder: Path,
    *,
    name: str,
    title: Words,
    osm: Path,
    gtfs: Sequence[Path] = (),
    places: Mapping[Kind, Given] | None = None,
    elevation: Path | None = None,
    boundary: Path | None = None,
    offers: str | None = None,
    licences: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> NewWorkspace:
    """Make a workspace, or go on with one that was interrupted: what is done already is not done again.

    Raises:
        PorteeError: a file is wrong; which, where and how to mend it. Files of places are read before the long build.
    """
    told, places = progress or Silent(), places or {}
    given = [osm, *gtfs, *(one.file for one in places.values()), *(p for p in (elevation, boundary) if p is not None)]
    if offers is not None and Path(offers).suffix:
        given.append(Path(offers))
    _check(given)
    names = _names(given)
    manifest = WorkspaceFile(
        name=name, title=title, osm=names[osm], boundary=None if boundary is None else names[boundary],
        offers=names.get(Path(offers), offers) if offers is not None else None,
        places={
            kind: PlacesEntry(file=names[one.file], weight=one.weight or USUAL.get(kind))
            for kind, one in places.items()
        },
    )  # fmt: skip
    workspace = start_workspace(folder, manifest)
    told.start("Copying files", len(given))
    (folder / DATA).mkdir(exist_ok=True)
    for file in given:
        _copy(file, folder / names[file])
        told.advance()
    told.done()
    built = build_network(
        workspace.network, osm=folder / names[osm], gtfs=[folder / names[feed] for feed in gtfs],
        elevation=None if elevation is None else folder / names[elevation],
        licences={Path(names[Path(file)]).name: text for file, text in _licences(licences or {}, given).items()},
        progress=told,
    )  # fmt: skip
    opened = open_workspace(folder)
    return NewWorkspace(opened, built, _counted(opened, told), missing_of(opened, timetable=bool(gtfs)))


def _check(given: Sequence[Path]) -> None:
    for file in given:
        if not file.is_file():
            raise SourceError("There is no such file.", where=str(file), mend="Check the path.")


def _names(given: Sequence[Path]) -> dict[Path, str]:
    """Where each file goes; two of one name would overwrite each other."""
    names: dict[Path, str] = {}
    for file in given:
        name = f"{DATA}/{file.name}"
        other = next((seen for seen, taken in names.items() if taken == name and seen != file), None)
        if other is not None:
            raise ParameterError(f"Two files are named '{file.name}'.", where=str(other), mend="Rename one of them.")
        names[file] = name
    return names


def _licences(licences: Mapping[str, str], given: Sequence[Path]) -> dict[Path, str]:
    by_name = {file.name: file for file in given}
    for name in licences:
        if name not in by_name:
            raise ParameterError(
                f"A licence is given for '{name}', which is not an input.", mend=f"Inputs: {', '.join(by_name)}."
            )
    return {by_name[name]: text for name, text in licences.items()}


def _copy(file: Path, target: Path) -> None:
    if target.exists() and (file.resolve() == target.resolve() or sha256_of(file) == sha256_of(target)):
        return
    with atomic_file(target) as partial:
        shutil.copyfile(file, partial)


def _counted(workspace: Workspace, told: Progress) -> dict[str, tuple[int, float | None]]:
    """Every file of places, read as the site will read it. Raises PorteeError with the kind told."""
    network = World.open(workspace.network).network
    counts: dict[str, tuple[int, float | None]] = {}
    told.start("Reading places", len(workspace.kinds))
    for kind in workspace.kinds:
        file, entry = workspace.places(kind), workspace.entry(kind)
        assert file is not None
        assert entry is not None
        weights = [] if entry.weight is None else [entry.weight]
        try:
            found = gather(file, network, weights=weights, columns=PlaceColumns(entry.id or "@row"))
        except PorteeError as problem:
            raise type(problem)(
                f"The file of '{kind}': {problem.what}", where=problem.where, mend=problem.mend
            ) from problem
        counts[kind] = len(found), None if entry.weight is None else float(found.weight(entry.weight).sum())
        told.advance()
    told.done()
    return counts


def missing_of(workspace: Workspace, *, timetable: bool) -> tuple[str, ...]:
    """What the site cannot tell, in the order of importance: names of messages, "missing_…"."""
    missing = [] if timetable else ["timetable"]
    missing += [kind for kind in KINDS if kind not in workspace.kinds and kind != "services"]
    manifest = workspace.manifest
    if manifest.offers is None:
        missing.append("offers")
    if manifest.commons is None:
        missing.append("commons")
    return tuple(missing)
