"""The first part of a portrait: how many jobs residents reach on a working morning and on a Sunday night, and where."""

from __future__ import annotations

from portee.core.progress import Progress
from portee.services.portrait.ground import Ground
from portee.services.portrait.moments import WALK_MIN, Moment, at_moments
from portee.services.portrait.portrait import Portrait, PortraitTable, Row, column
from portee.services.portrait.spread import SPREAD, line_of, spread_of
from portee.services.portrait.stages import Stages

__all__ = ["CUTOFF_MIN", "MOMENTS", "column_of", "work"]

CUTOFF_MIN = 45

MOMENTS = (
    Moment("tuesday_0730", 1, 7 * 3600 + 1800), Moment("sunday_2200", 6, 22 * 3600),
    Moment("on_foot", 1, 7 * 3600 + 1800, "walk"),
)  # fmt: skip
"""A working morning, a Sunday night, and a day on which no public transport runs, so that all is walked."""


def column_of(moment: Moment) -> str:
    """Name of the column of a moment. Who walks does so for no longer than the longest walk of the other days."""
    if moment.mode == "walk":
        return f"jobs_within_{WALK_MIN}_min_{moment.id}"
    return f"jobs_within_{CUTOFF_MIN}_min_{moment.id}"


def work(ground: Ground, *, progress: Progress | None = None) -> Portrait:
    """Jobs within reach by moment, over the whole territory and by neighbourhood.

    Raises:
        ParameterError: no jobs, no timetable. NoServiceError: nothing runs at these moments.
    """
    targets = ground.targets(("jobs",))
    found = at_moments(ground, targets, ("jobs",), MOMENTS, float(CUTOFF_MIN), stages=Stages(progress, len(MOMENTS)))
    there = [moment for moment in MOMENTS if moment.id in found.values]
    values = {column_of(moment): found.values[moment.id]["jobs"] for moment in there}
    line = line_of(ground, next(iter(values.values())))
    spread = [spread_of(ground, one, line) for one in values.values()]
    equity = PortraitTable(
        "equity", "moment", tuple(Row(moment.id) for moment in there),
        {name: column(one[name] for one in spread) for name in SPREAD},
    )  # fmt: skip
    return Portrait(
        "work", {"residents": float(ground.residents.sum()), "jobs": float(targets.weight("jobs").sum()), "line": line},
        found.days, {"equity": equity, **ground.tables(values)}, found.notes, ground.sources(targets),
        _missing(ground),
    )  # fmt: skip


def _missing(ground: Ground) -> tuple[str, ...]:
    entry = ground.workspace.entry("jobs")
    untold = [] if ground.zones is not None else ["zones"]
    return (*untold, *([] if entry is not None and entry.weight else ["job-counts"]))
