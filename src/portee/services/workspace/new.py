"""From files of open data to a territory that runs: copied, cut, built, read once, its map drawn."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portee.core.atomic import atomic_file
from portee.core.declared import Words
from portee.core.errors import OutsideNetworkError, ParameterError, PorteeError, SourceError
from portee.core.progress import Progress, Silent
from portee.core.provenance import sha256_of
from portee.network.network import Network
from portee.services.build import BuildReport, build_network
from portee.services.gather import gather
from portee.services.tiles import check_shapes
from portee.services.workspace.cutting import Area, cut, cut_name
from portee.services.workspace.download import NOTE
from portee.services.workspace.entries import columns_of_entry
from portee.services.workspace.facilities import split_facilities
from portee.services.workspace.ground import make_tiles
from portee.services.workspace.manifest import (
    KINDS,
    MANIFEST,
    GroundEntry,
    GroundLayer,
    Kind,
    PlacesEntry,
    WorkspaceFile,
    write_manifest,
)
from portee.services.workspace.workspace import Workspace, open_workspace, start_workspace
from portee.territory.places import Places
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
        tiles: of the base map that show something. cut: files of which a part was taken.
        missing: what the site will not be able to tell, by the name of the source that would fill it.
    """

    workspace: Workspace
    built: BuildReport
    counts: Mapping[str, tuple[int, float | None]]
    missing: tuple[str, ...]
    tiles: int = 0
    cut: tuple[str, ...] = ()


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
    facilities: Path | None = None,
    ground: Mapping[GroundLayer, Path] | None = None,
    area: Area | None = None,
    licences: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> NewWorkspace:
    """Make a workspace, or go on with one that was interrupted: what is done already is not done again.

    What `portee workspace fetch` noted of a file is compared with it, and its licence goes with it.

    Args:
        facilities: INSEE's BPE, which gives the kinds of places that `places` does not.
        ground: files of shapes for the base map, by layer. area: what is kept of files of a whole region or country.

    Raises:
        PorteeError: a file is wrong; which, where and how to mend it. Files of places are read before the long build.
            Where there was no workspace, none is left; one that was there keeps its workspace.yaml.
    """
    with _as_it_was(folder):
        return _made(
            folder, name, title, osm, gtfs, places or {}, elevation, boundary, offers, facilities, ground or {}, area,
            licences or {}, progress or Silent(),
        )  # fmt: skip


@contextmanager
def _as_it_was(folder: Path) -> Iterator[None]:
    """A wrong file leaves nothing half-made; what was interrupted stays, to go on from."""
    manifest = folder / MANIFEST
    former = manifest.read_bytes() if manifest.is_file() else None
    existed = folder.exists()
    empty = folder.is_dir() and not any(folder.iterdir())
    try:
        yield
    except PorteeError:
        if former is not None:
            with atomic_file(manifest) as partial:
                partial.write_bytes(former)
        elif empty or not existed:
            for part in folder.iterdir() if folder.is_dir() else ():
                shutil.rmtree(part) if part.is_dir() else part.unlink()
            if not existed and folder.is_dir():
                folder.rmdir()
        raise


def _made(  # noqa: PLR0913
    folder: Path, name: str, title: Words, osm: Path, gtfs: Sequence[Path], places: Mapping[Kind, Given],
    elevation: Path | None, boundary: Path | None, offers: str | None, facilities: Path | None,
    ground: Mapping[GroundLayer, Path], area: Area | None, licences: Mapping[str, str], told: Progress,
) -> NewWorkspace:  # fmt: skip
    given = [osm, *gtfs, *(one.file for one in places.values()), *ground.values()]
    given += [path for path in (elevation, boundary, facilities) if path is not None]
    if offers is not None and Path(offers).suffix:
        given.append(Path(offers))
    _check(given)
    for file in ground.values():
        check_shapes(file)
    whole = {*gtfs, *ground.values(), elevation, boundary}
    names = _names(given, {file for file in given if area is not None and file not in whole})
    origins = {file: _origin(file) for file in given}
    manifest = WorkspaceFile(
        name=name, title=title, osm=names[osm], boundary=None if boundary is None else names[boundary],
        offers=names.get(Path(offers), offers) if offers is not None else None,
        ground={layer: GroundEntry(file=names[file], **_credit(origins[file])) for layer, file in ground.items()},
        places={
            kind: PlacesEntry(
                file=names[one.file], weight=one.weight or USUAL.get(kind), **_credit(origins[one.file])
            )
            for kind, one in places.items()
        },
    )  # fmt: skip
    workspace = start_workspace(folder, manifest)
    told.start("Copying files", len(given))
    (folder / DATA).mkdir(exist_ok=True)
    parts = []
    for file in dict.fromkeys(given):
        if _put(file, folder / names[file], None if file in whole else area):
            parts.append(file.name)
        told.advance()
    told.done()
    if facilities is not None:
        split = split_facilities(folder / names[facilities], folder / DATA)
        added = {
            kind: PlacesEntry(file=f"{DATA}/{path.name}", weight="@count", **_credit(origins[facilities]))
            for kind, path in split.items()
            if kind not in places
        }
        manifest = manifest.model_copy(update={"places": {**manifest.places, **added}})
        write_manifest(folder, manifest)
    _counted(Workspace(folder, manifest), None, told)
    known = {file.name: str(origins[file]["licence"]) for file in given if origins[file].get("licence")}
    built = build_network(
        workspace.network, osm=folder / names[osm], gtfs=[folder / names[feed] for feed in gtfs],
        elevation=None if elevation is None else folder / names[elevation],
        licences={
            Path(names[file]).name: text
            for file, text in _licences({**known, **licences}, given).items()
            if file in (osm, elevation, *gtfs)
        },
        progress=told,
    )  # fmt: skip
    opened = open_workspace(folder)
    network = World.open(opened.network).network
    counts, priority = _counted(opened, network, told)
    tiles = make_tiles(opened, network, priority, told)
    return NewWorkspace(opened, built, counts, missing_of(opened, timetable=bool(gtfs)), tiles, tuple(parts))


def _origin(file: Path) -> dict[str, Any]:
    """What was noted when a file was downloaded, empty for others. Raises SourceError when it is another file now."""
    try:
        told = json.loads(file.with_name(f"{file.name}{NOTE}").read_text(encoding="utf-8"))
        noted = str(told["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    if sha256_of(file)[0] != noted:
        raise SourceError(
            "The file is not the one that was downloaded.", where=str(file),
            mend=f"Download it again, or remove {file.name}{NOTE} if you changed it yourself.",
        )  # fmt: skip
    return dict(told)


def _credit(origin: Mapping[str, Any]) -> dict[str, Any]:
    """Source and licence of a file that was downloaded."""
    found = {"source": origin.get("address"), "licence": origin.get("licence")}
    return {name: str(value)[:100] for name, value in found.items() if value}


def _check(given: Sequence[Path]) -> None:
    for file in given:
        if not file.is_file():
            raise SourceError("There is no such file.", where=str(file), mend="Check the path.")


def _names(given: Sequence[Path], parts: set[Path]) -> dict[Path, str]:
    """Where each file goes; two of one name would overwrite each other. parts: files of which a part may be taken."""
    names: dict[Path, str] = {}
    for file in given:
        name = f"{DATA}/{cut_name(file) if file in parts else file.name}"
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


def _put(file: Path, target: Path, area: Area | None) -> bool:
    """Copy a file, or the part of it that lies in an area; whether it is a part. Nothing where it is there already."""
    if area is None:
        _copy(file, target)
        return False
    note = target.with_name(f".{target.name}.part.json")
    want = {"sha256": sha256_of(file)[0], "area": [round(value, 6) for value in area]}
    try:
        done = target.exists() and json.loads(note.read_text(encoding="utf-8")) == want
    except (OSError, ValueError):
        done = False
    if done:
        return True
    if not cut(file, area, target):
        _copy(file, target)
        return False
    with atomic_file(note) as partial:
        partial.write_text(json.dumps(want), encoding="utf-8")
    return True


def _copy(file: Path, target: Path) -> None:
    if target.exists() and (file.resolve() == target.resolve() or sha256_of(file) == sha256_of(target)):
        return
    with atomic_file(target) as partial:
        shutil.copyfile(file, partial)


def _counted(
    workspace: Workspace, network: Network | None, told: Progress
) -> tuple[dict[str, tuple[int, float | None]], Places | None]:
    """Every file of places, read as the site will read it, and those that are priority neighbourhoods.

    Args:
        network: beside which they lie; None before it is built, for what is wrong anywhere.

    Raises:
        PorteeError: with the kind told.
    """
    counts: dict[str, tuple[int, float | None]] = {}
    priority: Places | None = None
    told.start("Reading places", len(workspace.kinds))
    for kind in workspace.kinds:
        file, entry = workspace.places(kind), workspace.entry(kind)
        assert file is not None
        assert entry is not None
        weights = [] if entry.weight is None else [entry.weight]
        try:
            found = gather(file, network, weights=weights, columns=columns_of_entry(file, entry))
            if network is not None:
                _check_beside(found, network, file)
        except PorteeError as problem:
            raise type(problem)(
                f"The file of '{kind}': {problem.what}", where=problem.where, mend=problem.mend
            ) from problem
        counts[kind] = len(found), None if entry.weight is None else float(found.weight(entry.weight).sum())
        if kind == "priority":
            priority = found
        told.advance()
    told.done()
    return counts, priority


def _check_beside(places: Places, network: Network, file: Path) -> None:
    """Raises OutsideNetworkError where no place at all lies in the box around the streets."""
    west, south, east, north = network.bounds
    inside = (places.lon >= west) & (places.lon <= east) & (places.lat >= south) & (places.lat <= north)
    if len(places) and not inside.any():
        raise OutsideNetworkError(
            f"None of the {len(places)} places lies where the streets are: longitudes {west:.4f} to {east:.4f}, "
            f"latitudes {south:.4f} to {north:.4f}.",
            where=str(file), mend="Give streets and places of the same territory.",
        )  # fmt: skip


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
