"""Bad days: what is left of what is within reach, in the morning and in the evening, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.declared import Words
from portee.core.progress import Progress
from portee.resilience.loss import MUCH, GroupLoss, access_loss
from portee.scenarios.scenario import Scenario, read_scenario
from portee.scenarios.shipped import Replay, shipped_scenarios
from portee.services.base_results import kept_folder
from portee.services.compare import compare_scenario
from portee.services.jobs.scenario import of_kind
from portee.services.measures import Asked
from portee.services.portrait.counted import cutoff_of
from portee.services.portrait.ground import Ground
from portee.services.portrait.moments import Moment, at_moments, travel_for, window_at
from portee.services.portrait.portrait import ZONE, Portrait, PortraitTable, Row, column
from portee.services.portrait.stages import Stages
from portee.services.scenario_files import open_scenario
from portee.territory.territory import Territory

__all__ = ["MOMENTS", "BadDay", "bad_days", "column_of", "days_of"]

Floats = npt.NDArray[np.float64]

MOMENTS = (Moment("tuesday_0730", 1, 7 * 3600 + 1800), Moment("tuesday_1930", 1, 19 * 3600 + 1800))
"""Some bad days take away the morning, others, such as a curfew, the evening."""

STRIKE = "strike"
"""No public transport at all: what is left is walked."""


LEAST_HERE = 0.5
"""Part of what happened elsewhere that must be there to be done here: a line of the same number alone is no replay."""


@dataclass(frozen=True, eq=False)
class BadDay:
    """One of them. id: in names of columns. scenario: None where no public transport runs. notes: on it."""

    id: str
    title: Words | None
    scenario: Scenario | None
    notes: tuple[str, ...] = ()


def column_of(day: str, moment: str) -> str:
    """Name of the column of a loss."""
    return f"loss_{re.sub(r'[^0-9a-z]+', '_', day.casefold())}_{moment}"


def days_of(ground: Ground) -> tuple[tuple[BadDay, ...], tuple[str, ...]]:
    """The bad days of a territory: no public transport, days that happened as far as they can be replayed here, and
    those of its own files; and what is missing for others.

    Raises:
        SourceError, ManyProblems: a file of the workspace is wrong or does not fit.
    """
    missing = []
    kinds = {kind: ground.whole(kind)[0] for kind in ground.kinds}
    world = ground.world.replace(territory=Territory(ground.cells, kinds))
    found = [BadDay(STRIKE, None, None)]
    for replay in shipped_scenarios():
        if replay.waterways is not None and ground.workspace.waterways is None:
            missing.append("waterways")
            continue
        opened = open_scenario(replay.id, ground.world, waterways=ground.workspace.waterways)
        if len(opened.scenario.content.modifications) >= LEAST_HERE * _parts(replay):
            found.append(BadDay(replay.id, replay.title, opened.scenario, opened.notes))
    for path in ground.workspace.bad_days:
        scenario = read_scenario(path, world)
        found.append(BadDay(path.stem, Words(fr=scenario.name, en=scenario.name), scenario))
    missing += [] if ground.workspace.bad_days else ["bad-days"]
    return tuple(found), tuple(dict.fromkeys(missing))


def bad_days(ground: Ground, kind: str = "jobs", *, threads: int = 1, progress: Progress | None = None) -> Portrait:
    """The loss of every bad day, over the whole territory and by neighbourhood.

    Args:
        kind: of the places that are counted.

    Raises:
        ParameterError: no such places, no timetable. SourceError, ManyProblems: as `days_of`.
    """
    days, missing = days_of(ground)
    places = ground.places(kind)
    losses = list(_compared(ground, days, kind, threads, progress))
    tables = [_days(ground, days, losses), _neighbourhoods(ground, losses)]
    notes = dict.fromkeys(note for _, _, _, _, told in losses for note in told)
    untold = [] if ground.zones is not None else ["zones"]
    return Portrait(
        "bad-days", {"residents": float(ground.residents.sum()), "much": MUCH},
        {moment.id: window_at(ground.monday, moment).day.isoformat() for moment in MOMENTS},
        {table.id: table for table in tables if table is not None}, tuple(notes), ground.sources(places),
        (*untold, *missing), kind,
    )  # fmt: skip


def _parts(replay: Replay) -> int:
    return len(replay.modifications) + (replay.waterways is not None)


Compared = tuple[BadDay, Moment, Floats, Floats, tuple[str, ...]]
"""A bad day, a moment, places within reach of each cell before and after, remarks."""


def _compared(
    ground: Ground, days: tuple[BadDay, ...], kind: str, threads: int, progress: Progress | None
) -> Iterator[Compared]:  # fmt: skip
    places, weight = ground.whole(kind)
    minutes = float(cutoff_of(kind))
    stages = Stages(progress, 1 + len(MOMENTS) * len(days))
    asked = Asked((weight,), (minutes,))
    walked = Moment("on_foot", MOMENTS[0].weekday, MOMENTS[0].start_s, "walk")
    found = at_moments(ground, ground.targets((kind,)), (kind,), (walked, *MOMENTS), minutes, stages=stages)
    for moment in MOMENTS:
        if moment.id in found.values:
            before, after = (found.values[id][kind] for id in (moment.id, walked.id))
            yield days[0], moment, before, after, found.notes
    for day in days:
        if day.scenario is None:
            continue
        scenario, left = of_kind(day.scenario, kind)
        for moment in MOMENTS:
            one = compare_scenario(
                ground.world, scenario, ground.cells, {kind: places}, asked, travel_for("transit", minutes),
                window_at(ground.monday, moment), notes=(*day.notes, *left), threads=threads, progress=stages.next(),
                kept=kept_folder(),
            )  # fmt: skip
            # New homes of a scenario had nothing to lose.
            yield day, moment, one.base[: len(ground.cells), 0], one.scenario[: len(ground.cells), 0], one.notes


def _days(ground: Ground, days: tuple[BadDay, ...], losses: list[Compared]) -> PortraitTable:
    told: dict[tuple[str, str], GroupLoss] = {
        (day.id, moment.id): access_loss(before, after, ground.residents).everybody
        for day, moment, before, after, _ in losses
    }
    columns: dict[str, list[float]] = {}
    for moment in MOMENTS:
        for name in ("before", "after", "loss", "losing", "cut_off"):
            columns[f"{name}_{moment.id}"] = [
                float(getattr(told[day.id, moment.id], name)) if (day.id, moment.id) in told else np.nan for day in days
            ]
    rows = tuple(Row(day.id, day.title) for day in days)
    return PortraitTable("days", "bad-day", rows, {name: column(values) for name, values in columns.items()})


def _neighbourhoods(ground: Ground, losses: list[Compared]) -> PortraitTable | None:
    rows, labels = ground.rows(), ground.labels()
    if not rows:
        return None
    columns = {"residents": [float(ground.residents[labels == row.id].sum()) for row in rows]}
    for day, moment, before, after, _ in losses:
        told = []
        for row in rows:
            here = np.asarray(labels == row.id, np.bool_)
            told.append(
                access_loss(before[here], after[here], ground.residents[here]).everybody.loss
                if ground.may_tell(here) else np.nan
            )  # fmt: skip
        columns[column_of(day.id, moment.id)] = told
    return PortraitTable("neighbourhoods", ZONE, rows, {name: column(found) for name, found in columns.items()})
