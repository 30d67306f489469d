"""The p-centre: places for which whoever is worst off is as near as can be.

Whether everybody can be served within a number of minutes is a covering problem; the least number for which it can is
searched among the minutes that occur.

References: Hakimi 1964, doi:10.1287/opre.12.3.450; Minieka 1970, doi:10.1137/1012016 (by covering).
"""

from __future__ import annotations

import time

import numpy as np
from scipy import sparse

from portee.hubs.siting.choice import Bool, Choice, Float
from portee.hubs.siting.covering import merged_rows
from portee.hubs.siting.demand import counted, refuse_unreached
from portee.hubs.siting.interchange import greedy
from portee.hubs.siting.programme import solved
from portee.hubs.siting.sited import Sited

__all__ = ["p_centre"]


def p_centre(weights: Float, minutes: Float, choice: Choice, *, time_limit_s: float = 60.0) -> Sited:
    """Open places so that the most minutes that anybody of weight above 0 has to the nearest open one are least.

    Args:
        weights: float64 (n,), which only say who counts. minutes: float64 (n, m), infinite where never reached.
        choice: how many, for how much. time_limit_s: for all covering problems together.

    Returns:
        The minutes of whoever is worst off, with a lower bound; infinite when within the limits somebody reaches none.

    Raises:
        ParameterError: as `counted`; somebody reaches no candidate that may be opened.
    """
    end = time.monotonic() + time_limit_s
    _, weights, table = counted(weights, minutes, choice)
    table = np.where((choice.decided | choice.free)[None, :], table, np.inf)
    refuse_unreached(weights, np.asarray(np.isfinite(table).any(axis=1)), "within reach of")
    opened = _first(table, choice)
    worst = float(table[:, opened].min(axis=1).max())
    # Nobody does better than the nearest candidate of whoever is furthest from all.
    bound = float(table.min(axis=1).max())
    levels = np.unique(table[np.isfinite(table)])
    low, high = int(np.searchsorted(levels, bound)), int(np.searchsorted(levels, worst))
    while low < high:
        if time.monotonic() > end:
            break
        middle = (low + high) // 2
        found = _within(table <= levels[middle], choice, end - time.monotonic())
        if found is None:
            break
        if found.any():
            worst = float(table[:, found].min(axis=1).max())
            opened, high = found, int(np.searchsorted(levels, worst))
        else:
            low = middle + 1
    least = float(levels[low]) if low < len(levels) else np.inf
    proved = low >= high
    return Sited(
        opened,
        worst,
        worst if proved else min(least, worst),
        "min",
        "exact" if proved else "heuristic",
        timed=not proved,
    )


def _first(table: Float, choice: Choice) -> Bool:
    """Some set within the limits: that of the p-median, where never reached counts as much as all else."""
    finite = table[np.isfinite(table)]
    top = np.full(len(table), 2.0 * float(finite.max()) * len(table) + 1.0)
    return greedy(np.where(np.isfinite(table), table, top[:, None]), top, choice)


def _within(covers: Bool, choice: Choice, time_limit_s: float) -> Bool | None:
    """Places that cover everybody; none of them when no set within the limits does; None when out of time."""
    none = np.zeros(len(choice), np.bool_)
    if not covers.any(axis=1).all():
        return none
    _, merged = merged_rows(np.ones(len(covers)), covers)
    rows = sparse.csr_array(merged.astype(np.float64))
    found = solved(np.ones(len(choice)), choice, rows, np.ones(len(merged)), time_limit_s=time_limit_s)
    if found.impossible:
        return none
    return None if found.columns is None else found.opened(choice)
