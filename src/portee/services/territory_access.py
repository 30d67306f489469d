"""A territory at a glance: how many jobs residents reach on a working morning and on a Sunday night, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import shapely

from portee.core.errors import NoServiceError, ParameterError
from portee.core.progress import Progress
from portee.indicators.inequality import gini
from portee.indicators.summaries import weighted_mean
from portee.reach.cluster import ReachRequest
from portee.reach.options import Travel, Window
from portee.services.access import compute_access
from portee.services.describe import suggested_date
from portee.services.gather import lean
from portee.services.measures import Asked, measures_of
from portee.services.search import prepare
from portee.sources.grid import MINIMUM_HOUSEHOLDS
from portee.territory.places import Places
from portee.world import World

__all__ = ["CUTOFF_MIN", "MOMENTS", "WALK_MIN", "Neighbourhood", "TerritoryAccess", "territory_access"]

Floats = npt.NDArray[np.float64]

CUTOFF_MIN = 45
WALK_MIN = 20
"""Longest walk, with public transport and without: else a day without it would seem better than a poor service."""

WINDOW_MIN = 60
DRAWS = 2
"""How often a line without exact times is drawn: a page must not take long."""

MOMENTS = {
    "tuesday": (1, 7 * 3600 + 1800, "transit"), "sunday": (6, 22 * 3600, "transit"),
    "strike": (1, 7 * 3600 + 1800, "walk"),
}  # fmt: skip
"""Moment → day of the week, Monday 0, first departure, seconds after midnight, and mode: "strike" is a day on which
no public transport runs, and all is walked.
"""

RESIDENTS = ("residents", "population", "ind")
HOUSEHOLDS = ("households", "men")
NAMES = ("name", "nom", "lib_qp", "nom_qp", "nom_qua", "title", "libelle", "nom_iris")


@dataclass(frozen=True)
class Neighbourhood:
    """Residents of one neighbourhood. name: "" for all others; reach: mean jobs by moment, None where not told.

    Where too few households live, no figure is told (`MINIMUM_HOUSEHOLDS`).
    """

    name: str
    residents: float
    reach: Mapping[str, float] | None


@dataclass(frozen=True)
class TerritoryAccess:
    """What residents reach.

    Attributes:
        residents, jobs: in all. dates: of each moment that has service.
        reach: mean jobs of a resident, by moment. gini: how unequal, by moment, 0 to 1.
        neighbourhoods: by name, all others last. notes: remarks of the engine.
    """

    residents: float
    jobs: float
    dates: Mapping[str, date]
    reach: Mapping[str, float]
    gini: Mapping[str, float]
    neighbourhoods: tuple[Neighbourhood, ...]
    notes: tuple[str, ...]


def territory_access(
    world: World, cells: Places, jobs: Places, weight: str, zones: Places | None, *, threads: int = 1,
    progress: Progress | None = None,
) -> TerritoryAccess:  # fmt: skip
    """Jobs within 45 minutes on foot and by public transport, as medians of an hour of departures.

    Args:
        world: the network. cells: where residents live. jobs: where work is; weight: its column that counts.
        zones: neighbourhoods to tell apart, None for none.
        threads, progress: as elsewhere.

    Raises:
        ParameterError: nobody lives in the cells; the network has no timetable.
    """
    day = suggested_date(world.network)
    residents = _column(cells, RESIDENTS)
    if day is None:
        raise ParameterError("The network has no timetable.", mend="Build it with one.")
    if residents is None or residents.sum() <= 0:
        raise ParameterError("Nobody lives in the cells.", mend=f"Give one of the columns {', '.join(RESIDENTS)}.")
    targets = lean(jobs, (weight,), apart=False)
    measures = measures_of(Asked(weights=(weight,), cutoffs=(float(CUTOFF_MIN),)), targets, float(CUTOFF_MIN))
    values: dict[str, Floats] = {}
    dates: dict[str, date] = {}
    notes: dict[str, None] = {}
    monday = day - timedelta(days=day.weekday())
    for moment, (weekday, start, mode) in MOMENTS.items():
        travel = Travel(mode=mode, max_walk_min=float(WALK_MIN), draws=DRAWS, max_time_min=float(CUTOFF_MIN))
        on = monday + timedelta(days=weekday)
        try:
            window = Window(on, start, WINDOW_MIN)
            reach = prepare(world, ReachRequest(cells, targets, travel, window), threads=threads)
            result = compute_access([reach], measures, progress=progress)
        except NoServiceError as problem:
            notes[problem.what] = None
            continue
        (column,) = result.columns
        values[moment], dates[moment] = result.values(column), on
        notes |= dict.fromkeys(result.notes)
    if not values:
        raise NoServiceError("Nothing runs at these moments.", mend="Build the network with a timetable in force.")
    return TerritoryAccess(
        float(residents.sum()), float(jobs.weight(weight).sum()), dates,
        {moment: weighted_mean(found, residents) for moment, found in values.items()},
        {moment: gini(found, residents) for moment, found in values.items()},
        _neighbourhoods(cells, residents, values, zones), tuple(notes),
    )  # fmt: skip


def _neighbourhoods(
    cells: Places, residents: Floats, values: Mapping[str, Floats], zones: Places | None
) -> tuple[Neighbourhood, ...]:
    if zones is None or zones.geometry is None:
        return ()
    points = shapely.points(cells.lon, cells.lat)
    households = _column(cells, HOUSEHOLDS)
    left = np.ones(len(cells), np.bool_)
    found = []
    for zone, name in zip(zones.geometry.tolist(), _names(zones), strict=True):
        inside = left & shapely.contains(zone, points)
        left &= ~inside
        found.append(_told(name, inside, residents, households, values))
    others = _told("", left, residents, households, values)
    return (*sorted(found, key=lambda one: one.name), *([others] if others.residents else []))


def _told(
    name: str, here: npt.NDArray[np.bool_], residents: Floats, households: Floats | None, values: Mapping[str, Floats]
) -> Neighbourhood:
    people = float(residents[here].sum())
    few = households is not None and float(households[here].sum()) < MINIMUM_HOUSEHOLDS
    if few or not people:
        return Neighbourhood(name, people, None)
    return Neighbourhood(
        name, people, {moment: weighted_mean(found[here], residents[here]) for moment, found in values.items()}
    )


def _names(zones: Places) -> list[str]:
    columns = {name.casefold(): name for name in zones.attributes.columns}
    column = next((columns[name] for name in NAMES if name in columns), None)
    if column is None:
        return [str(id) for id in zones.ids]
    return [str(name or id) for name, id in zip(zones.attributes[column].to_list(), zones.ids.tolist(), strict=True)]


def _column(places: Places, names: tuple[str, ...]) -> Floats | None:
    columns = {name.casefold(): name for name in places.attributes.columns}
    found = next((columns[name] for name in names if name in columns), None)
    return None if found is None else places.weight(found)
