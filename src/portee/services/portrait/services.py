"""What residents reach beside work: care, school, health, shops, by day, in the evening and on Sunday."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.indicators.summaries import weighted_mean
from portee.services.portrait.ground import Ground
from portee.services.portrait.moments import Moment, at_moments
from portee.services.portrait.portrait import Portrait, PortraitTable, Row, column
from portee.services.portrait.spread import line_of, spread_of
from portee.services.portrait.stages import Stages

__all__ = ["CUTOFF_MIN", "MOMENTS", "column_of", "kinds_of", "services"]

Floats = npt.NDArray[np.float64]

CUTOFF_MIN = 30
MOMENTS = (
    Moment("tuesday_1000", 1, 10 * 3600), Moment("tuesday_2030", 1, 20 * 3600 + 1800),
    Moment("sunday_1500", 6, 15 * 3600),
)  # fmt: skip
"""A weekday, its evening, and a Sunday afternoon."""


def kinds_of(kinds: Sequence[str]) -> tuple[str, ...]:
    """What is told here of what a workspace has: work has a part of its own."""
    return tuple(kind for kind in kinds if kind != "jobs")


def column_of(kind: str, moment: str) -> str:
    """Name of a column."""
    return f"{kind}_within_{CUTOFF_MIN}_min_{moment}"


def services(ground: Ground, *, progress: Progress | None = None) -> Portrait:
    """Places within reach by kind and moment, the share of residents with none, and with one of each kind.

    Raises:
        ParameterError: no places but jobs, no timetable. NoServiceError: nothing runs at these moments.
    """
    kinds = kinds_of(ground.kinds)
    if not kinds:
        raise ParameterError(
            "The workspace has no file of places but jobs.",
            mend="Name childcare, school, health, shops or services in workspace.yaml, under 'places'.",
        )
    targets = ground.targets(kinds)
    found = at_moments(ground, targets, kinds, MOMENTS, float(CUTOFF_MIN), stages=Stages(progress, len(MOMENTS)))
    moments = tuple(found.values)
    values = {column_of(kind, moment): found.values[moment][kind] for kind in kinds for moment in moments}
    basket = {moment: _one_of_each(found.values[moment]) for moment in moments}
    facts = {f"one_of_each_{moment}": float(weighted_mean(has, ground.residents)) for moment, has in basket.items()}
    totals = {kind: float(targets.weight(kind).sum()) for kind in kinds}
    tables = ground.tables({**values, **{f"one_of_each_{moment}": has for moment, has in basket.items()}})
    return Portrait(
        "services", {"residents": float(ground.residents.sum()), **facts}, found.days,
        {"kinds": _by_kind(ground, totals, found.values), **tables},
        found.notes, ground.sources(targets), _missing(ground),
    )  # fmt: skip


def _one_of_each(values: Mapping[str, Floats]) -> Floats:
    """1 for cells from which at least one of every kind is within reach, 0 for others."""
    return np.asarray(np.all([found >= 1 for found in values.values()], axis=0), np.float64)


def _by_kind(
    ground: Ground, totals: Mapping[str, float], values: Mapping[str, Mapping[str, Floats]]
) -> PortraitTable:  # fmt: skip
    columns: dict[str, list[float]] = {"total": list(totals.values())}
    for moment, found in values.items():
        usual = next(iter(values.values()))
        spread = [spread_of(ground, found[kind], line_of(ground, usual[kind])) for kind in totals]
        none = [float(weighted_mean((found[kind] < 1).astype(np.float64), ground.residents)) for kind in totals]
        columns[f"mean_{moment}"] = [one["mean"] for one in spread]
        columns[f"none_{moment}"] = none
        columns[f"gini_{moment}"] = [one["gini"] for one in spread]
        columns[f"below_{moment}"] = [one["below"] for one in spread]
    return PortraitTable(
        "kinds", "kind", tuple(Row(kind) for kind in totals), {name: column(one) for name, one in columns.items()}
    )


def _missing(ground: Ground) -> tuple[str, ...]:
    untold = [] if ground.zones is not None else ["zones"]
    return (*untold, *(kind for kind in ("childcare", "school", "health", "shops") if kind not in ground.kinds))
