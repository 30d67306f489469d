"""What the base map of a workspace is drawn from, and its tiles made before anybody visits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from portee.core.progress import Progress
from portee.network.network import Network
from portee.services.gather import gather
from portee.services.gazetteer import named_places
from portee.services.tiles import GroundSources, TileStore
from portee.services.workspace.entries import columns_of_entry
from portee.services.workspace.workspace import Workspace
from portee.sources.osm.ground import PlaceName
from portee.territory.places import Places
from portee.world import World

__all__ = ["HasGround", "draw_ground", "ground_sources", "make_tiles", "tiles_of_workspace"]

NEIGHBOURHOOD = 4
"""How prominent names of priority neighbourhoods are, as `PlaceName` has it."""


class HasGround(Protocol):
    """A workspace, as far as its base map goes."""

    @property
    def tiles(self) -> Path: ...
    @property
    def osm(self) -> Path | None: ...
    @property
    def ground(self) -> Mapping[str, Path]: ...


def ground_sources(workspace: HasGround, network: Network, priority: Places | None) -> GroundSources:
    """Where the ground comes from: streets, extract, files of their own, names of priority neighbourhoods."""
    names = tuple(PlaceName(row.lon, row.lat, {"": row.name}, NEIGHBOURHOOD) for row in named_places(priority))
    return GroundSources(network, workspace.osm, workspace.ground, names)


def tiles_of_workspace(workspace: HasGround, network: Network, priority: Places | None) -> TileStore:
    """The tiles of the base map. They are made when first asked for, unless `make_tiles` was there before."""
    return TileStore(workspace.tiles, ground_sources(workspace, network, priority))


def make_tiles(
    workspace: HasGround, network: Network, priority: Places | None, progress: Progress | None = None
) -> int:
    """Make all tiles, so that the first visitor waits for none; how many show something. Raises SourceError."""
    return tiles_of_workspace(workspace, network, priority).make(progress=progress)


def draw_ground(workspace: Workspace, progress: Progress | None = None) -> int:
    """The same of a workspace that was opened; how many tiles show something.

    Raises:
        PorteeError: its network or its priority neighbourhoods cannot be read.
    """
    network = World.open(workspace.network).network
    file, entry = workspace.places("priority"), workspace.entry("priority")
    priority = None
    if file is not None:
        priority = gather(file, network, columns=None if entry is None else columns_of_entry(file, entry))
    return make_tiles(workspace, network, priority, progress)
