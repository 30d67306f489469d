"""Minimum viable mobility of a network: the cheapest lines that keep declared vital needs, tried on a timetable of
these lines alone.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, field_validator

from portee.core.declared import Declared, Words, Wrong
from portee.core.errors import ParameterError
from portee.core.progress import Progress, Silent
from portee.kernels.shortest import UNREACHED
from portee.network.daytable import require_service
from portee.network.store import key_of
from portee.network.timetable import Timetable
from portee.network.timetable_draft import DraftPattern, TimetableDraft
from portee.reach.links import LinkStore
from portee.reach.options import Travel, Window
from portee.reach.reach import reach
from portee.reports.tables import write_table
from portee.resilience.alternatives import find_alternatives
from portee.resilience.criticality import AccessAsked
from portee.resilience.minimum import MinimumSet, minimum_set
from portee.resilience.needs import ROUNDING, Item, Need
from portee.services.gather import lean
from portee.services.lines import line_names, line_shape, line_title, vehicle_hours
from portee.services.record import result_record
from portee.territory.places import Places
from portee.world import World

if TYPE_CHECKING:
    import geopandas

__all__ = [
    "MINIMUM_DOCS", "DeclaredNeed", "DeclaredNeeds", "MinimumMobility", "NeedKept", "find_minimum", "minimum_answer",
    "minimum_facts", "minimum_record", "only_lines", "residents_served", "write_minimum",
]  # fmt: skip

MINIMUM_DOCS = {
    "fr": {
        "id": "identifiant de la ligne", "name": "nom", "cost": "coût : véhicules-heures par jour, ou 1 par ligne",
        "cost_share": "part du coût de tout le réseau, de 0 à 1", "keeps": "premier besoin non tenu sans la ligne",
        "need": "ce besoin, en clair",
    },
    "en": {
        "id": "identifier of the line", "name": "name", "cost": "cost: vehicle-hours a day, or 1 per line",
        "cost_share": "share of the cost of the whole network, 0 to 1", "keeps": "first need that breaks without it",
        "need": "that need, in words",
    },
}  # fmt: skip


class DeclaredNeed(Declared):
    """A vital need.

    Attributes:
        id: its name. title: in words. weight: column of the opportunities that counts what is needed.
        needed: how much of it must be within reach. cutoff_min: minutes.
        group: column of the origins that counts the persons; all residents when left out.
        share: of the persons that must keep it. of: "today", those who have it with all lines, or "all".
    """

    id: Annotated[str, Field(min_length=1, max_length=80)]
    title: Words
    weight: Annotated[str, Field(min_length=1)]
    needed: Annotated[float, Field(gt=0)] = 1.0
    cutoff_min: Annotated[float, Field(gt=0, le=480)]
    group: str | None = None
    share: Annotated[float, Field(gt=0, le=1)] = 0.9
    of: Literal["today", "all"] = "today"


class DeclaredNeeds(Declared):
    """A file of needs. cost: of a line, in vehicle-hours a day, or 1 for each."""

    needs: Annotated[tuple[DeclaredNeed, ...], Field(min_length=1, max_length=100)]
    cost: Literal["vehicle_hours", "count"] = "vehicle_hours"

    @field_validator("needs")
    @classmethod
    def _distinct(cls, needs: tuple[DeclaredNeed, ...]) -> tuple[DeclaredNeed, ...]:
        ids = [need.id for need in needs]
        for id in ids:
            if ids.count(id) > 1:
                raise Wrong(f"Two needs are called '{id}'.", "Give each a name of its own.")
        return needs

    @property
    def weights(self) -> list[str]:
        """Columns of the opportunities, each once."""
        return list(dict.fromkeys(need.weight for need in self.needs))

    @property
    def groups(self) -> list[str]:
        """Columns of the origins, each once."""
        return list(dict.fromkeys(need.group for need in self.needs if need.group))


@dataclass(frozen=True)
class NeedKept:
    """How a need fares.

    Attributes:
        need: as declared. persons: of its group. today: of them, those who have it with all lines.
        threshold: persons who must keep it. kept: persons who keep it with the lines chosen, searched again on a
            timetable of these lines alone.
    """

    need: DeclaredNeed
    persons: float
    today: float
    threshold: float
    kept: float

    @property
    def holds(self) -> bool:
        return self.kept >= self.threshold * (1.0 - ROUNDING)


@dataclass(frozen=True, eq=False)
class MinimumMobility:
    """The lines that are kept, k of them, the dearest first.

    Attributes:
        ids, names: of them. costs: float64 (k,). shapes: WGS 84 geometries (k,).
        lines: how many run on the day in the whole network. whole_cost: of all of them. unit: of costs.
        needs: how each fares. found: the set, its gap, and the need that breaks without each line.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    costs: npt.NDArray[np.float64]
    shapes: npt.NDArray[np.object_]
    lines: int
    whole_cost: float
    unit: Literal["vehicle_hours", "count"]
    needs: tuple[NeedKept, ...]
    found: MinimumSet

    @property
    def cost_share(self) -> float:
        """Share of the cost of the whole network, 0 to 1."""
        return self.found.cost / self.whole_cost if self.whole_cost else 0.0

    @property
    def holds(self) -> bool:
        """Whether every need is kept when searched again with the lines chosen alone."""
        return all(need.holds for need in self.needs)

    def to_geodataframe(self, lang: str = "fr") -> geopandas.GeoDataFrame:
        """One row per line."""
        import geopandas as gpd

        keeps = [self.found.broken[id] for id in self.ids]
        titles = {kept.need.id: kept.need.title.in_(lang) for kept in self.needs}
        columns = {
            "id": list(self.ids), "name": list(self.names), "cost": self.costs,
            "cost_share": self.costs / self.whole_cost if self.whole_cost else np.zeros(len(self.ids)),
            "keeps": keeps, "need": [titles[id] for id in keeps],
        }  # fmt: skip
        return gpd.GeoDataFrame(columns, geometry=self.shapes, crs=4326)


def find_minimum(  # noqa: PLR0913 - whose needs, of what, how and when
    world: World,
    origins: Places,
    opportunities: Places,
    declared: DeclaredNeeds,
    travel: Travel,
    window: Window | None,
    *,
    residents: str | None = None,
    percentile: float = 50.0,
    time_limit_s: float = 60.0,
    threads: int | None = None,
    progress: Progress | None = None,
) -> MinimumMobility:
    """The cheapest lines that keep every need, and how each need fares with these lines alone.

    Which lines serve whom is read from journeys, see `find_alternatives`: what is kept holds, and a set that is
    cheaper still may exist where journeys were not read. The result is tried by searching again.

    Args:
        world: the network. origins: with the columns of the groups. opportunities: with the weights of the needs.
        declared: the needs. travel, window: how and when, by public transport.
        residents: column of the origins that counts all residents; None: one per origin.
        percentile: of travel time over the minutes of the window.
        time_limit_s: for the solver. threads: searches at a time.

    Raises:
        ParameterError: no timetable or window; a need that even all lines do not keep; as `find_alternatives`.
        NoServiceError: no trip runs on the date.
    """
    timetable, progress = world.network.timetable, progress or Silent()
    if timetable is None or window is None:
        raise ParameterError("Lines need a timetable and a window.", mend="Give --date and --depart.")
    require_service(timetable, window.day)
    names = line_names(timetable)
    costs = _costs(timetable, names, declared.cost, window)
    store = LinkStore(world.network, threads=threads or os.cpu_count() or 1)
    asked = [_asked(need, origins, opportunities, residents, percentile) for need in declared.needs]
    needs: list[Need] = []
    today: list[float] = []
    progress.start("minimum_needs", len(asked))
    for need, one in zip(declared.needs, asked, strict=True):
        ways = find_alternatives(
            world, one, need.needed, window, travel=travel, groups=names, store=store, threads=threads
        )
        persons = np.asarray(one.residents)
        today.append(math.fsum(persons[[bool(sets) for sets in ways]].tolist()))
        whole = today[-1] if need.of == "today" else math.fsum(persons.tolist())
        coverage = list(zip(persons.tolist(), ways, strict=True))
        needs.append(Need(need.id, need.group or "", need.share * whole, coverage))
        progress.advance()
    found = minimum_set([Item(id, cost) for id, cost in costs.items()], needs, time_limit_s=time_limit_s)
    after = only_lines(world, names, found.items)
    told = []
    for need, one, limits, had in zip(declared.needs, asked, needs, today, strict=True):
        kept = residents_served(after, one, need.needed, travel, window, threads=threads)
        told.append(NeedKept(need, math.fsum(np.asarray(one.residents).tolist()), had, limits.threshold, kept))
    progress.done()
    ids = sorted(found.items, key=lambda id: (-costs[id], id))
    shapes = np.empty(len(ids), object)
    shapes[:] = [line_shape(timetable, names, id) for id in ids]
    return MinimumMobility(
        tuple(ids), tuple(line_title(timetable, names, id) for id in ids), np.array([costs[id] for id in ids]), shapes,
        sum(cost > 0 for cost in costs.values()), math.fsum(costs.values()), declared.cost, tuple(told), found,
    )  # fmt: skip


def _asked(
    need: DeclaredNeed, origins: Places, opportunities: Places, residents: str | None, percentile: float
) -> AccessAsked:
    there = lean(opportunities, [need.weight], apart=False)
    people = origins.weight(need.group or residents or "@count")
    return AccessAsked(origins, there, people, there.weight(need.weight), need.cutoff_min, percentile)


def _costs(timetable: Timetable, names: Sequence[str], cost: str, window: Window) -> dict[str, float]:
    """Cost of each line with trips; a line that does not run on the day costs nothing."""
    hours = vehicle_hours(timetable, window.day)
    used = np.bincount(timetable.pattern_route, minlength=len(names)) > 0
    found: dict[str, list[float]] = {}
    for route, name in enumerate(names):
        if used[route]:
            found.setdefault(name, []).append(float(hours[route]))
    sums = {name: math.fsum(parts) for name, parts in found.items()}
    return {name: float(total > 0) for name, total in sums.items()} if cost == "count" else sums


def only_lines(world: World, names: Sequence[str], lines: Sequence[str]) -> World:
    """The world where the trips of all other lines run on no day; `names` as `line_names`."""
    timetable = world.network.timetable
    assert timetable is not None
    draft = TimetableDraft(timetable)
    never = np.zeros(timetable.service_active.shape[1], np.bool_)

    def stopped(pattern: DraftPattern) -> DraftPattern:
        services, place = np.unique(pattern.service, return_inverse=True)
        stopped = np.array([draft.part_of(service, never) for service in services.tolist()], np.int32)
        return pattern.replace(service=stopped[place.reshape(-1)])

    # Stopped trips stay in the tables, so that lines by frequency that run keep the phases that are drawn for them.
    draft.change([route for route, name in enumerate(names) if name not in lines], stopped)
    network = replace(
        world.network, timetable=draft.packed(), folder=None, may_stand_still=True,
        key=key_of("minimum", world.network.key, *sorted(lines)),
    )  # fmt: skip
    return world.replace(network=network)


def residents_served(
    world: World, asked: AccessAsked, needed: float, travel: Travel, window: Window, *, threads: int | None = None
) -> float:
    """Residents from whose place enough opportunities are within the time, by searching."""
    found = reach(
        world, asked.origins, asked.destinations, asked.within(travel), window, percentiles=(asked.percentile,),
        threads=threads,
    )  # fmt: skip
    worth, people = np.asarray(asked.opportunities), np.asarray(asked.residents)
    served = [
        (chunk.seconds[:, 0] != UNREACHED) @ worth >= needed * (1.0 - ROUNDING) for chunk in found.chunks()
    ]  # fmt: skip
    return math.fsum(people[np.concatenate(served)].tolist())


def minimum_record(record: Mapping[str, Any], minimum: MinimumMobility) -> dict[str, Any]:
    """A record of what was asked, with how each need fares and how sure the set is."""
    return {**record, "minimum": minimum_facts(minimum)}


def minimum_facts(minimum: MinimumMobility) -> dict[str, Any]:
    """Figures of a result, as JSON values."""
    found = minimum.found
    return {
        "lines": minimum.lines, "kept_lines": len(minimum.ids), "cost": found.cost, "unit": minimum.unit,
        "whole_cost": minimum.whole_cost, "cost_share": minimum.cost_share, "optimal": found.optimal,
        "exact": found.exact, "gap": found.gap, "holds": minimum.holds,
        "needs": [
            {
                "id": kept.need.id, "title": kept.need.title.model_dump(), "persons": kept.persons,
                "today": kept.today, "threshold": kept.threshold, "kept": kept.kept, "holds": kept.holds,
            }
            for kept in minimum.needs
        ],
    }  # fmt: skip


def minimum_answer(minimum: MinimumMobility) -> dict[str, Any]:
    """The same, with each line that is kept and the need that it is there for."""
    return {
        **minimum_facts(minimum),
        "kept": [
            {"id": id, "name": name, "cost": float(cost), "keeps": minimum.found.broken[id]}
            for id, name, cost in zip(minimum.ids, minimum.names, minimum.costs, strict=True)
        ],
    }


def write_minimum(  # noqa: PLR0913 - what was asked, for the record
    path: Path, world: World, minimum: MinimumMobility, places: Mapping[str, Places], travel: Travel,
    window: Window | None, *, declared: DeclaredNeeds, residents: str | None, percentile: float, lang: str,
) -> None:  # fmt: skip
    """Write the lines that are kept, with what they rest on; places: origins and opportunities.

    Raises ParameterError, OutputError.
    """
    record = result_record(
        "minimum", world.network, places, travel, window, percentiles=(percentile,), notes=world.network.notes,
        parameters={"needs": declared.model_dump(mode="json"), "residents": residents},
    )  # fmt: skip
    write_table(
        minimum.to_geodataframe(lang), path, provenance=minimum_record(record, minimum), column_docs=MINIMUM_DOCS[lang]
    )
