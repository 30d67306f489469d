"""Difference in differences when units start at different times: group by group, period by period, then averaged.

A single regression with unit and period effects compares late starters with early ones that are already treated, and is
wrong when effects grow. Here each group of units that start together is compared with units not treated yet. The
estimator is that of the library diff-diff, installed by `portee[experiments]`.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from portee.commons.experiments.estimates import Effect, EventStudy, effect_of
from portee.commons.experiments.panel import NEVER, Panel
from portee.core.errors import ParameterError, Where

__all__ = ["GroupTime", "Staggered", "staggered_effects"]


@dataclass(frozen=True)
class GroupTime:
    """Effect on the units that start at one period, seen at another one.

    Attributes:
        start, period: places. effect: with its interval. treated: units.
    """

    start: int
    period: int
    effect: Effect
    treated: int


@dataclass(frozen=True, eq=False)
class Staggered:
    """Effects of starts at different times.

    Attributes:
        group_times: every group and period but the reference ones, by start and period.
        study: by periods since the start, each group counting by its units.
        clusters: independent groups of units.
    """

    group_times: tuple[GroupTime, ...]
    study: EventStudy
    clusters: int


def staggered_effects(panel: Panel, *, level: float = 0.05) -> Staggered:
    """Group-time effects against units not treated yet, and their event study.

    Args:
        panel: units that start at different periods, or never. level: 1 less the coverage of the intervals.

    Raises:
        ParameterError: the library is not installed; no unit is treated; nobody is left to compare with.

    Reference: Callaway & Sant'Anna 2021, doi:10.1016/j.jeconom.2020.12.001.
    """
    estimator = _library()
    starts = panel.starts
    if not starts:
        raise ParameterError("No unit is treated.", where=Where(field="start"), mend="Give the treated units.")
    if panel.treated.all() and len(starts) < 2:
        raise ParameterError(
            "All units start together and none never does: nobody is left to compare with.",
            where=Where(field="start"), mend="Add units that start later or never.",
        )  # fmt: skip
    clusters = len(np.unique(panel.cluster))
    freedom = clusters - 1
    with warnings.catch_warnings():
        # Cells that nobody can be compared with are left out of the result, and of ours.
        warnings.simplefilter("ignore")
        fitted = estimator(
            control_group="not_yet_treated", estimation_method="reg", base_period="universal", alpha=level,
            cluster=None if clusters == len(panel.units) else "cluster",
        ).fit(_long(panel), outcome="value", unit="unit", time="period", first_treat="start")  # fmt: skip
        table = fitted.aggregate("event_study")
    index = [int(since) for since in table.vcov_index]
    by_time = {int(s): float(a) for s, a in zip(table.event_time, table.att, strict=True)}
    study = EventStudy(
        np.array(index, np.int64), np.array([by_time[since] for since in index]),
        np.asarray(table.vcov, np.float64), freedom,
    )  # fmt: skip
    cells = []
    for (start, period), cell in sorted(fitted.group_time_effects.items()):
        if cell["skip_reason"] is None and np.isfinite(cell["se"]):
            effect = effect_of(float(cell["effect"]), float(cell["se"]), freedom, level)
            cells.append(GroupTime(int(start) - 1, int(period) - 1, effect, int(cell["n_treated"])))
    return Staggered(tuple(cells), study, clusters)


def _long(panel: Panel) -> Any:
    """One row per unit and period, periods counted from 1, because the library takes 0 for never."""
    import pandas as pd

    count = len(panel.periods)
    start = np.where(panel.start == NEVER, 0, panel.start + 1)
    return pd.DataFrame(
        {
            "unit": np.repeat(np.arange(len(panel.units)), count),
            "cluster": np.repeat(panel.cluster, count),
            "period": np.tile(np.arange(1, count + 1), len(panel.units)),
            "start": np.repeat(start, count),
            "value": panel.values.ravel(),
        }
    )


def _library() -> Any:
    try:
        from diff_diff import CallawaySantAnna
    except ImportError:
        raise ParameterError(
            "Starts at different times need the library diff-diff, which is not installed.",
            mend="Run: python -m pip install 'portee[experiments]'",
        ) from None
    return CallawaySantAnna
