"""What every part of a portrait is computed from: residents, neighbourhoods, places by kind, network and prices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

from portee.core.declared import Words
from portee.core.errors import ParameterError
from portee.core.provenance import Provenance
from portee.indicators.summaries import weighted_mean
from portee.network.network import Network
from portee.offers.catalogue import Offers
from portee.services.describe import suggested_date
from portee.services.gather import gather, joined
from portee.services.neighbourhood.opportunities import by_kind
from portee.services.offers import read_offers
from portee.services.outlines import names_of_outlines, parts_of_outline
from portee.services.portrait.portrait import CELL, ZONE, PortraitTable, Row, column
from portee.services.record import sources_of
from portee.services.workspace.entries import columns_of_entry
from portee.services.workspace.manifest import COUNTED, PlacesEntry
from portee.services.workspace.workspace import Workspace
from portee.sources.grid import MINIMUM_HOUSEHOLDS
from portee.territory.places import Places
from portee.world import World

__all__ = ["ELSEWHERE", "Ground", "ground_of", "outlines_of", "zone_names", "zones_at"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

RESIDENTS = ("residents", "population", "ind")
HOUSEHOLDS = ("households", "men")

ELSEWHERE = ""
"""Row of all who live in no neighbourhood of the file."""


class HasPlaces(Protocol):
    """A workspace, as far as its files of places go."""

    @property
    def boundary(self) -> Path | None: ...

    def places(self, kind: str) -> Path | None:
        """The file of one kind of places; None for none."""

    def entry(self, kind: str) -> PlacesEntry | None:
        """What is told of the columns of that file."""


@dataclass(frozen=True, eq=False)
class Ground:
    """A workspace, opened to be counted.

    Attributes:
        workspace: whose. world: network and prices.
        cells: where people live. counted: their column of residents.
        residents, households: of each cell, float64 (c,), None for households that are not told.
        zones: neighbourhoods, None for none. zone_of: place of each cell's zone, int64 (c,), -1 for none.
    """

    workspace: Workspace
    world: World
    cells: Places
    counted: str
    residents: Floats
    households: Floats | None
    zones: Places | None
    zone_of: npt.NDArray[np.int64]

    @property
    def offers(self) -> Offers:
        offers = self.world.offers
        assert offers is not None, "opened with offers"
        return offers

    @property
    def kinds(self) -> tuple[str, ...]:
        """What people go to, as far as the workspace tells it."""
        return tuple(kind for kind in COUNTED if kind in self.workspace.kinds)

    @cached_property
    def day(self) -> date:
        """A usual day of the timetable. Raises ParameterError where the network has none."""
        day = suggested_date(self.world.network)
        if day is None:
            raise ParameterError("The network has no timetable.", mend="Build it with one.")
        return day

    @property
    def monday(self) -> date:
        """Of the week of that day; it may be before the first day that the timetable tells."""
        return self.day - timedelta(days=self.day.weekday())

    def whole(self, kind: str) -> tuple[Places, str]:
        """Places of a kind with all of their columns, and the one that counts them, "@count" for places themselves.

        Raises:
            ParameterError: the workspace has none. SourceError: the file is wrong.
        """
        path, entry = self.workspace.places(kind), self.workspace.entry(kind)
        if path is None or entry is None:
            raise ParameterError(
                f"The workspace has no file of {kind}.", mend=f"Name '{kind}' in workspace.yaml, under 'places'."
            )
        weight = entry.weight or "@count"
        columns = columns_of_entry(path, entry)
        return gather(path, self.world.network, weights=[weight], columns=columns, licence=entry.licence), weight

    def places(self, kind: str) -> Places:
        """Places of a kind, counted in a column that is named like it. Raises as `whole`."""
        found, weight = self.whole(kind)
        values = pl.DataFrame({kind: found.weight(weight)})
        return replace(found, attributes=values, geometry=None)

    def targets(self, kinds: Sequence[str], *, merge_m: float = 0.0) -> Places:
        """Places of several kinds with a column for each, one for each position. merge_m: as `by_kind`."""
        parts = []
        for kind in kinds:
            one = self.places(kind)
            parts.append(replace(one, ids=np.array([f"{kind}:{id}" for id in one.ids.tolist()], object)))
        return by_kind(joined(parts, kinds), kinds, merge_m=merge_m)[0]

    def labels(self, cells: Places | None = None) -> npt.NDArray[np.object_]:
        """Id of each cell's zone, "" for none, object (c,). cells: others than those of the workspace."""
        cells = self.cells if cells is None else cells
        if self.zones is None:
            return np.full(len(cells), ELSEWHERE, object)
        ids = np.array([*map(str, self.zones.ids.tolist()), ELSEWHERE], object)
        return np.asarray(ids[self.zone_of if cells is self.cells else zones_at(cells, self.zones)], object)

    def rows(self) -> tuple[Row, ...]:
        """Neighbourhoods where somebody lives, by name; all others last. None where there are no neighbourhoods."""
        if self.zones is None:
            return ()
        here = set(self.labels()[self.residents > 0].tolist())
        named = zip(map(str, self.zones.ids.tolist()), zone_names(self.zones), strict=True)
        found = sorted(((id, name) for id, name in named if id in here), key=lambda pair: (pair[1].casefold(), pair[0]))
        rows = [Row(id, Words(fr=name, en=name)) for id, name in found]
        return (*rows, *([Row(ELSEWHERE)] if ELSEWHERE in here else []))

    def may_tell(self, cells: Flags) -> bool:
        """Whether figures of some cells together may be told: not of too few households."""
        return self.households is None or float(self.households[cells].sum()) >= MINIMUM_HOUSEHOLDS

    def neighbourhoods(self, values: dict[str, Floats]) -> PortraitTable | None:
        """Means over the residents of each neighbourhood, None where too few live. values: by column, float64 (c,)."""
        rows, labels = self.rows(), self.labels()
        if not rows:
            return None
        columns: dict[str, list[float]] = {"residents": [], **{name: [] for name in values}}
        for row in rows:
            here = np.asarray(labels == row.id, np.bool_)
            told = self.may_tell(here)
            columns["residents"].append(float(self.residents[here].sum()))
            for name, found in values.items():
                mean = weighted_mean(found[here], self.residents[here]) if told else float("nan")
                columns[name].append(float(mean))
        return PortraitTable("neighbourhoods", ZONE, rows, {name: column(found) for name, found in columns.items()})

    def by_cell(self, values: dict[str, Floats]) -> PortraitTable:
        """What is within reach of each cell: of the place itself, so that nothing is told of who lives there."""
        rows = tuple(Row(str(id)) for id in self.cells.ids.tolist())
        return PortraitTable("cells", CELL, rows, {name: column(found) for name, found in values.items()})

    def tables(self, values: dict[str, Floats]) -> dict[str, PortraitTable]:
        """Both, as far as there are neighbourhoods."""
        found = [self.neighbourhoods(values), self.by_cell(values)]
        return {table.id: table for table in found if table is not None}

    def sources(self, *places: Places) -> tuple[Provenance, ...]:
        """Where everything comes from."""
        return sources_of(self.world.network, self.cells, *places, *([] if self.zones is None else [self.zones]))


def ground_of(workspace: Workspace) -> Ground:
    """Open a workspace to count in it.

    Raises:
        ParameterError: it has no residents, or nobody lives in the cells. SourceError: a file is wrong.
    """
    world = World.open(workspace.network)
    world = world.replace(offers=read_offers(workspace.offers, world.network))
    cells = _read(workspace, world.network, "cells")
    if cells is None:
        raise ParameterError(
            "The workspace has no file of residents.", mend="Name 'cells' in workspace.yaml, under 'places'."
        )
    entry = workspace.entry("cells")
    names = (*((entry.weight,) if entry is not None and entry.weight else ()), *RESIDENTS)
    counted = _column(cells, names)
    residents = np.zeros(len(cells)) if counted is None else cells.weight(counted)
    if counted is None or residents.sum() <= 0:
        raise ParameterError("Nobody lives in the cells.", mend=f"Give one of the columns {', '.join(RESIDENTS)}.")
    zones = outlines_of(workspace, world.network)
    households = _column(cells, HOUSEHOLDS)
    return Ground(
        workspace, world, cells, counted, residents, None if households is None else cells.weight(households), zones,
        zones_at(cells, zones),
    )  # fmt: skip


def outlines_of(workspace: HasPlaces, network: Network) -> Places | None:
    """The neighbourhoods of a workspace, None where it has none with an outline.

    Those of its file of priority neighbourhoods; without one, the parts of its outline where they have names.

    Raises:
        SourceError: a file is wrong.
    """
    zones = _read(workspace, network, "priority")
    if zones is None:
        zones = parts_of_outline(network, workspace.boundary)
        if zones is None or names_of_outlines(zones) is None:
            return None
    return None if zones.geometry is None else zones


def _read(workspace: HasPlaces, network: Network, kind: str) -> Places | None:
    path, entry = workspace.places(kind), workspace.entry(kind)
    if path is None or entry is None:
        return None
    columns = columns_of_entry(path, entry)
    weights = [] if entry.weight is None else [entry.weight]
    return gather(path, network, weights=weights, columns=columns, licence=entry.licence)


def zones_at(cells: Places, zones: Places | None) -> npt.NDArray[np.int64]:
    """Place of each cell's zone, the first that holds its middle; int64 (c,), -1 for none."""
    found = np.full(len(cells), -1, np.int64)
    if zones is None or zones.geometry is None:
        return found
    points = shapely.points(cells.lon, cells.lat)
    for place, zone in enumerate(zones.geometry.tolist()):
        found[(found < 0) & shapely.contains(zone, points)] = place
    return found


def zone_names(zones: Places) -> list[str]:
    """The name of each neighbourhood; its id where its file tells none."""
    names = names_of_outlines(zones) or [""] * len(zones)
    return [name or str(id) for name, id in zip(names, zones.ids.tolist(), strict=True)]


def _column(places: Places, names: Sequence[str]) -> str | None:
    columns = {name.casefold(): name for name in places.attributes.columns}
    return next((columns[name.casefold()] for name in names if name.casefold() in columns), None)
