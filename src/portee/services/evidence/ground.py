"""Where a recipe works: its inputs as files, the networks built from them, people and places read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.commons.records.shape import Text
from portee.core.errors import ParameterError, Where
from portee.core.plain_yaml import plain_text
from portee.core.progress import Progress, Silent
from portee.network.store import key_of
from portee.reports.notes import note_texts
from portee.scenarios.scenario import apply_scenario, parse_scenario
from portee.services.build import build_network
from portee.services.evidence.recipe import text
from portee.services.evidence.settings import Goals, Homes, Near, NetworkFiles
from portee.services.gather import gather
from portee.services.recognise import PlaceColumns, columns_of
from portee.services.scenario_files import Opened, open_scenario
from portee.territory.places import Places
from portee.world import World

__all__ = ["Changed", "Ground", "told"]

METRES_PER_DEGREE = 111_195.0
"""Of a great circle on a sphere of 6,371 km."""


@dataclass(frozen=True, eq=False)
class Changed:
    """A world after a scenario. id: of what the scenario does; notes: of the engine, on what it cannot replay."""

    world: World
    id: str
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Ground:
    """Inputs by name, and what was made of them.

    Attributes:
        files: by the name that settings use. hashes: of their contents, by the same names.
        folder: where networks are kept between runs; they can be made again.
        threads: searches at a time. progress: told of long work.
    """

    files: Mapping[str, Path]
    hashes: Mapping[str, str]
    folder: Path
    threads: int | None = None
    progress: Progress = field(default_factory=Silent)

    def file(self, name: str) -> Path:
        """The file of an input. Raises ParameterError when the record does not list it."""
        if name not in self.files:
            raise ParameterError(
                f"The settings name '{name[:80]}', which is none of the inputs.",
                where=Where(field="inputs"), mend=f"Inputs: {', '.join(self.files)}.",
            )  # fmt: skip
        return self.files[name]

    def world(self, asked: NetworkFiles) -> World:
        """The network of some inputs, built when it was not before."""
        streets, feeds = self.file(asked.streets), [self.file(name) for name in asked.timetable]
        heights = None if asked.elevation is None else self.file(asked.elevation)
        names = (asked.streets, *asked.timetable, *(() if asked.elevation is None else (asked.elevation,)))
        key = key_of("evidence", [self.hashes[name] for name in names], asked.notes)
        folder = self.folder / "networks" / key[:24]
        folder.parent.mkdir(parents=True, exist_ok=True)
        build_network(
            folder, osm=streets, gtfs=feeds, elevation=heights, notes=asked.notes, progress=self.progress
        )  # fmt: skip
        return World.open(folder)

    def homes(self, asked: Homes, world: World | None) -> Places:
        """Where people live, as far as it lies in the network. Raises ParameterError where nobody does."""
        places = _read(self.file(asked.cells), world)
        inside = np.ones(len(places), np.bool_) if asked.near is None else _near(places, asked.near)
        if world is not None:
            west, south, east, north = world.network.bounds
            inside &= (places.lon >= west) & (places.lon <= east) & (places.lat >= south) & (places.lat <= north)
        found = places.take(inside)
        if len(found) == 0 or not found.weight(asked.residents).any():
            raise ParameterError(
                "Nobody lives in the part that is asked about.", where=Where(asked.cells), mend="Widen `near`."
            )
        return found

    def goals(self, asked: Goals, world: World) -> tuple[Places, npt.NDArray[np.float64]]:
        """Places to go to, and how each of them counts. Raises ParameterError where none is left."""
        lon, lat, weights = [], [], []
        for name in asked.files:
            places = _read(self.file(name), world, asked.weight)
            kept = _kept(places, asked.keep, name)
            values = np.ones(len(places)) if asked.weight == "@count" else places.weight(asked.weight)
            lon.append(places.lon[kept])
            lat.append(places.lat[kept])
            weights.append(values[kept])
        if not sum(len(part) for part in lon):
            raise ParameterError(
                "No place is left to go to.", where=Where(field="goals.keep"), mend="Keep more values."
            )
        ids = np.array([f"g{k}" for k in range(sum(len(part) for part in lon))], dtype=object)
        return Places(ids, np.concatenate(lon), np.concatenate(lat)), np.concatenate(weights)

    def under(self, scenario: str | dict[str, Any], world: World, waterways: str | None) -> Changed:
        """The world of a scenario, whatever its dates."""
        if isinstance(scenario, str):
            if Path(scenario).suffix:
                raise ParameterError(
                    "A scenario of evidence is written out in its settings, not named by a file.",
                    where=Where(field="scenario"), mend="Copy what the file holds there.",
                )  # fmt: skip
            lines = None if waterways is None else self.file(waterways)
            opened = open_scenario(scenario, world, waterways=lines)
        else:
            opened = Opened(parse_scenario(plain_text(scenario), "settings.scenario", world))
        after = apply_scenario(opened.scenario, world)
        return Changed(after, opened.scenario.id, opened.notes)


def told(notes: tuple[str, ...]) -> tuple[Text, ...]:
    """Remarks of the engine in both languages."""
    pairs = zip(note_texts(notes, "fr"), note_texts(notes, "en"), strict=True)
    return tuple(text(str(fr), str(en)) for fr, en in pairs)


def _read(path: Path, world: World | None, weight: str = "@count") -> Places:
    """Any file of places, its rows numbered where they have no ids."""
    if world is None:
        from portee.sources.grid import read_filosofi

        return read_filosofi(path)
    named = {name.casefold() for name in columns_of(path)}
    columns = PlaceColumns(id=None if named & {"id", "idcar_200m", "idcar_1km"} or not named else "@row")
    return gather(path, world.network, weights=() if weight == "@count" else (weight,), columns=columns)


def _near(places: Places, near: Near) -> npt.NDArray[np.bool_]:
    """Which places lie within a circle; on the flat, well enough for a quarter."""
    x = (places.lon - near.lon) * np.cos(np.radians(near.lat)) * METRES_PER_DEGREE
    y = (places.lat - near.lat) * METRES_PER_DEGREE
    return np.asarray(np.hypot(x, y) <= near.metres)


def _kept(places: Places, keep: Mapping[str, tuple[str, ...]], name: str) -> npt.NDArray[np.bool_]:
    kept = np.ones(len(places), np.bool_)
    for column, values in keep.items():
        if column not in places.attributes.columns:
            raise ParameterError(
                f"'{name}' has no column '{column}'.", where=Where(field="goals.keep"),
                mend=f"Columns: {', '.join(places.attributes.columns[:20])}.",
            )  # fmt: skip
        held = places.attributes[column].cast(pl.String)
        kept &= held.is_in(list(values)).fill_null(value=False).to_numpy()
    return kept
