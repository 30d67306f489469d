"""What one running application serves: an opened workspace, and what is read from it once and kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo

from fastapi import Request

from portee.core.declared import Words
from portee.core.errors import NetworkError
from portee.offers.catalogue import Offers
from portee.services.gather import gather
from portee.services.offers import read_offers
from portee.services.workspace.entries import columns_of_entry
from portee.services.workspace.manifest import PlacesEntry
from portee.territory.places import Places
from portee.world import World

__all__ = ["Settings", "Site", "Workspace", "clock_of", "site_of"]

Made = TypeVar("Made")


class Workspace(Protocol):
    """One territory's folder, as the web needs it.

    Attributes:
        folder: where it is. name: short, letters and "-". title: of the territory.
        languages: that its pages speak, "fr" or "en", the first one by default.
        network: folder of its network. offers: a YAML file, a name of offers that come with Portée, or None.
        commons: its Git folder, None for none. private: folder of what only the store reads.
        results: folder of results that can be made again. tiles: folder of the map's tiles, which can too.
        osm: the extract that the ground of the map is drawn from, None for the streets of the network alone.
        boundary: the outline of the territory, None where it is not told.
        ground: files of shapes that it is drawn on besides, by layer. ground_credits: whom to thank for them.
        notices: remarks shown on every page, such as "invented territory", in both languages.
    """

    @property
    def folder(self) -> Path: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> Words: ...
    @property
    def languages(self) -> tuple[str, ...]: ...
    @property
    def network(self) -> Path: ...
    @property
    def offers(self) -> Path | str | None: ...
    @property
    def commons(self) -> Path | None: ...
    @property
    def private(self) -> Path: ...
    @property
    def results(self) -> Path: ...
    @property
    def tiles(self) -> Path: ...
    @property
    def osm(self) -> Path | None: ...
    @property
    def boundary(self) -> Path | None: ...
    @property
    def ground(self) -> Mapping[str, Path]: ...
    @property
    def ground_credits(self) -> tuple[str, ...]: ...
    @property
    def notices(self) -> tuple[Words, ...]: ...

    def places(self, kind: str) -> Path | None:
        """The file of one kind of places, one of `portee.services.workspace.manifest.KINDS`; None for none."""

    def entry(self, kind: str) -> PlacesEntry | None:
        """What is told of the columns of that file."""


@dataclass(frozen=True)
class Settings:
    """How the application runs.

    Attributes:
        threads: searches at a time.
        secure: whether pages come by HTTPS, so that cookies are sent by it alone.
        limited: whether one address may ask only so often.
        database: address of the private store, None for the SQLite file of the workspace.
        map_style: address of a MapLibre style to draw maps on instead of the territory's own tiles; readers' browsers
            then ask that address, which pages say.
    """

    threads: int = 1
    secure: bool = False
    limited: bool = True
    database: str | None = None
    map_style: str | None = None


@dataclass(eq=False)
class Site:
    """An opened workspace. What is read from its files is read once, at the first use."""

    workspace: Workspace
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[str, Any] = {}
        self._making: dict[str, threading.RLock] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        return self.workspace.languages

    @property
    def world(self) -> World:
        """The opened network, with the offers of the territory."""

        def make() -> World:
            world = World.open(self.workspace.network)
            return world.replace(offers=read_offers(self.workspace.offers, world.network))

        return self.once("world", make)

    @property
    def offers(self) -> Offers:
        offers = self.world.offers
        assert offers is not None, "the world of a site is opened with offers"
        return offers

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What is made at the first use and kept, under a name of its own; made by one thread at a time.

        Who asks for something else meanwhile does not wait. What is made may ask for other things in turn, in no
        circle.
        """
        with self._lock:
            if name in self._made:
                return cast(Made, self._made[name])
            making = self._making.setdefault(name, threading.RLock())
        with making:
            with self._lock:
                if name in self._made:
                    return cast(Made, self._made[name])
            found = make()
            with self._lock:
                self._made[name] = found
            return found

    def forget(self, name: str, close: Callable[[Any], None]) -> None:
        """Close what was made once and let go of it; nothing when it never was."""
        with self._lock:
            if name in self._made:
                close(self._made.pop(name))

    def places(self, kind: str) -> Places | None:
        """Places of one kind, None where the workspace has no such file. Raises SourceError."""

        def make() -> Places | None:
            path, entry = self.workspace.places(kind), self.workspace.entry(kind)
            if path is None:
                return None
            columns = None if entry is None else columns_of_entry(path, entry)
            weights = [] if entry is None or entry.weight is None else [entry.weight]
            licence = None if entry is None else entry.licence
            return gather(path, self.world.network, weights=weights, columns=columns, licence=licence)

        return self.once(f"places {kind}", make)


def clock_of(site: Site) -> ZoneInfo:
    """The clock of the territory: that of its timetable; that of Paris where there is none."""
    try:
        timetable = site.world.network.timetable
    except NetworkError:
        # The commons and accounts are told without a network too.
        timetable = None
    return ZoneInfo("Europe/Paris" if timetable is None else timetable.timezone)


def site_of(request: Request) -> Site:
    """The site that answers a request."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site
