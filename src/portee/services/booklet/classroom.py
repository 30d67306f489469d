"""What a booklet is made from: an opened territory that can be asked about any place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portee.core.declared import Words
from portee.core.errors import InputError, PorteeError
from portee.people.library import shipped_profiles
from portee.reports.basemap import base_from_streets
from portee.reports.maplayers import BaseMap
from portee.services.explorer import Explorer, targets_of
from portee.services.gather import gather
from portee.services.gazetteer import Gazetteer, gazetteer_of
from portee.services.offers import read_offers
from portee.services.workspace.entries import columns_of_entry
from portee.services.workspace.manifest import COUNTED, PlacesEntry
from portee.services.workspace.workspace import Workspace
from portee.territory.places import Places
from portee.world import World

__all__ = ["Classroom", "classroom_of", "classroom_of_network"]

MAP_POINTS = 9_000
"""Points of the streets under a map: it must stay light, and print."""


@dataclass(frozen=True, eq=False)
class Classroom:
    """An opened territory.

    Attributes:
        name: short, letters and "-". title: of the territory.
        explorer: answers about any place. names: of places.
        cells: where residents live, None where the territory does not tell.
        base: main streets. notices: remarks that every page must carry.
    """

    name: str
    title: Words
    explorer: Explorer
    names: Gazetteer
    cells: Places | None
    base: BaseMap
    notices: tuple[Words, ...] = ()

    @property
    def world(self) -> World:
        return self.explorer.world


def classroom_of(workspace: Workspace, *, threads: int = 1) -> Classroom:
    """The territory of a workspace. Raises PorteeError where a file cannot be read."""
    world = World.open(workspace.network)
    world = world.replace(offers=read_offers(workspace.offers, world.network))
    found: dict[str, Places] = {}
    for kind in ("cells", "priority", *COUNTED):
        path, entry = workspace.places(kind), workspace.entry(kind)
        if path is not None and entry is not None:
            found[kind] = _read(path, entry, world)
    weights = {kind: entry.weight for kind in COUNTED if (entry := workspace.entry(kind)) is not None}
    names = gazetteer_of(world.network, workspace.osm, found.get("priority"), workspace.boundary)
    return _opened(workspace.name, workspace.title, world, found, weights, workspace.notices, threads, names)


def classroom_of_network(
    network: Path, jobs: Path, *, weight: str = "@count", cells: Path | None = None, offers: Path | str | None = None,
    title: str | None = None, threads: int = 1,
) -> Classroom:  # fmt: skip
    """The territory of a network and a file of jobs. Raises PorteeError where a file cannot be read."""
    world = World.open(network)
    world = world.replace(offers=read_offers(offers, world.network))
    found = {"jobs": gather(jobs, world.network, weights=[] if weight == "@count" else [weight])}
    if cells is not None:
        found["cells"] = gather(cells, world.network)
    name = title or network.resolve().name
    names = Gazetteer(world.network, ())
    return _opened(network.resolve().name, Words(fr=name, en=name), world, found, {"jobs": weight}, (), threads, names)


def _opened(
    name: str, title: Words, world: World, found: Mapping[str, Places], weights: Mapping[str, str | None],
    notices: tuple[Words, ...], threads: int, names: Gazetteer,
) -> Classroom:  # fmt: skip
    kinds = {
        kind: (found[kind], weights.get(kind) or "@count") for kind in COUNTED if kind in found and len(found[kind])
    }
    if not kinds:
        raise InputError(
            "There is nothing to count in this territory.", where=name,
            mend="Name a file of jobs in workspace.yaml, under 'places', or give one with --jobs.",
        )  # fmt: skip
    offers = world.offers
    assert offers is not None, "the world was opened with offers"
    profiles = {profile.id: profile for profile in shipped_profiles()}
    explorer = Explorer(world, offers, targets_of(world.network, kinds), profiles, threads=threads)
    base = base_from_streets(world.network.streets, most_points=MAP_POINTS)
    return Classroom(name, title, explorer, names, found.get("cells"), base, notices)


def _read(path: Path, entry: PlacesEntry, world: World) -> Places:
    columns = columns_of_entry(path, entry)
    try:
        weights = [] if entry.weight is None else [entry.weight]
        return gather(path, world.network, weights=weights, columns=columns, licence=entry.licence)
    except PorteeError as problem:
        raise InputError(f"{path.name} cannot be read: {problem}", where=str(path), mend="Mend the file.") from problem
