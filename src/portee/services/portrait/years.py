"""The years of a territory's projects: what is within reach in each, by what is open by then and nothing else."""

from __future__ import annotations

import math
from datetime import date

import numpy as np

from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.indicators.summaries import weighted_mean
from portee.scenarios.kinds.catalogue import AnyModification
from portee.scenarios.scenario import Scenario, ScenarioFile, read_scenario
from portee.services.base_results import kept_folder
from portee.services.compare import Comparison, compare_scenario
from portee.services.jobs.scenario import of_kind
from portee.services.measures import Asked
from portee.services.portrait.counted import cutoff_of
from portee.services.portrait.ground import Ground
from portee.services.portrait.moments import Moment, travel_for, window_at
from portee.services.portrait.portrait import ZONE, Portrait, PortraitTable, Row, column
from portee.services.portrait.stages import Stages
from portee.services.winners import GroupChange, group_changes
from portee.territory.territory import Territory

__all__ = ["MOMENT", "TODAY", "column_of", "last_day", "project_of", "years", "years_of"]

MOMENT = Moment("tuesday_0730", 1, 7 * 3600 + 1800)

TODAY = "today"
"""Row of what is there without any project."""

MOST_YEARS = 15


def column_of(year: str, kind: str = "jobs") -> str:
    """Name of the column of a year."""
    return f"{kind}_within_{cutoff_of(kind)}_min_{year}"


def last_day(year: int) -> date:
    """The day on which a year is counted: what opens during it is open by then."""
    return date(year, 12, 31)


def project_of(ground: Ground) -> Scenario:
    """All projects of a workspace as one scenario, in the order of its files.

    Raises:
        ParameterError: the workspace has none. SourceError, ManyProblems: a file is wrong or does not fit.
    """
    if not ground.workspace.projects:
        raise ParameterError(
            "The workspace has no projects.",
            mend="Write a scenario whose modifications have dates, and name it under 'projects' in workspace.yaml.",
        )
    kinds = {kind: ground.whole(kind)[0] for kind in ground.kinds}
    world = ground.world.replace(territory=Territory(ground.cells, kinds))
    read = [read_scenario(path, world) for path in ground.workspace.projects]
    parts = tuple(part for one in read for part in one.content.modifications)
    name = ", ".join(one.name for one in read)
    return Scenario(ScenarioFile(name=name[:200], modifications=parts), read[0].file, {})


def years_of(parts: tuple[AnyModification, ...]) -> tuple[int, ...]:
    """Years at whose end something has opened or closed since the year before.

    Raises:
        ParameterError: no modification tells a date; more years than are told.
    """
    found: set[int] = set()
    for part in parts:
        if part.from_ is not None:
            found.add(part.from_.year)
        if part.until is not None:
            # What ends on 31 December is still there on that day.
            found.add(part.until.year if part.until < last_day(part.until.year) else part.until.year + 1)
    if not found:
        raise ParameterError("The projects tell no date.", mend="Give each modification 'from', such as 2027-09-01.")
    if len(found) > MOST_YEARS:
        raise ParameterError(f"The projects tell {len(found)} years.", mend=f"Give at most {MOST_YEARS}.")
    return tuple(sorted(found))


def years(ground: Ground, kind: str = "jobs", *, threads: int = 1, progress: Progress | None = None) -> Portrait:
    """What is within reach at the end of each year, over the whole territory and by neighbourhood.

    Args:
        kind: of the places that are counted.

    Raises:
        ParameterError: no project, no such places, no timetable. SourceError, ManyProblems: a project does not fit.
    """
    whole = project_of(ground)
    places, weight = ground.whole(kind)
    minutes = float(cutoff_of(kind))
    scenario, left = of_kind(whole, kind)
    told = years_of(whole.content.modifications)
    stages = Stages(progress, len(told))
    found = {
        str(year): compare_scenario(
            ground.world, scenario, ground.cells, {kind: places}, Asked((weight,), (minutes,)),
            travel_for(MOMENT.mode, minutes), window_at(ground.monday, MOMENT), day=last_day(year),
            notes=left, threads=threads, progress=stages.next(), kept=kept_folder(),
        )
        for year in told
    }  # fmt: skip
    total = float(places.weight(weight).sum())
    tables = [_by_year(ground, found, kind, weight, total), _neighbourhoods(ground, found, kind)]
    notes = dict.fromkeys(note for one in found.values() for note in one.notes)
    return Portrait(
        "years", {"residents": float(ground.residents.sum()), "projects": float(len(whole.content.modifications))},
        {MOMENT.id: window_at(ground.monday, MOMENT).day.isoformat()},
        {table.id: table for table in tables if table is not None}, tuple(notes), ground.sources(places),
        () if ground.zones is not None else ("zones",), kind,
    )  # fmt: skip


def _by_year(
    ground: Ground, found: dict[str, Comparison], kind: str, weight: str, total: float
) -> PortraitTable:  # fmt: skip
    first = next(iter(found.values()))
    base = first.base[: len(ground.cells), 0]
    before = group_changes(kind, base, base, ground.residents)[0]
    changes: dict[str, GroupChange] = {}
    for year, one in found.items():
        # Whoever moves in had nothing before: counted in the mean after, not among winners.
        changes[year] = group_changes(kind, one.base[:, 0], one.scenario[:, 0], one.people(ground.counted))[0]
    rows = (Row(TODAY), *(Row(year) for year in found))
    living = [float(ground.residents.sum()), *(float(one.people(ground.counted).sum()) for one in found.values())]
    there = [total, *(float(one.changed.territory.opportunities[kind].weight(weight).sum()) for one in found.values())]
    means = [before.mean_after]
    for one in found.values():
        means.append(float(weighted_mean(one.scenario[:, 0], one.people(ground.counted))))
    told = [before, *changes.values()]
    columns = {
        "residents": living, kind: there, "mean": means,
        "gain": [one.gain for one in told], "lose": [one.lose for one in told],
        "gini": [math.nan if one.gini_after is None else one.gini_after for one in told],
    }  # fmt: skip
    return PortraitTable("years", "year", rows, {name: column(values) for name, values in columns.items()})


def _neighbourhoods(ground: Ground, found: dict[str, Comparison], kind: str) -> PortraitTable | None:
    rows = ground.rows()
    if not rows:
        return None
    first = next(iter(found.values()))
    sides = [
        (TODAY, ground.cells, ground.residents, first.base[: len(ground.cells), 0]),
        *((year, one.origins, one.people(ground.counted), one.scenario[:, 0]) for year, one in found.items()),
    ]
    now = ground.labels()
    columns: dict[str, list[float]] = {"residents": [float(ground.residents[now == row.id].sum()) for row in rows]}
    for year, cells, people, values in sides:
        labels = ground.labels(cells)
        columns[column_of(year, kind)] = [
            float(weighted_mean(values[labels == row.id], people[labels == row.id]))
            if ground.may_tell(np.asarray(now == row.id, np.bool_)) else math.nan
            for row in rows
        ]  # fmt: skip
    return PortraitTable("neighbourhoods", ZONE, rows, {name: column(values) for name, values in columns.items()})
