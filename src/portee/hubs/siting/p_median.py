"""The p-median: places from which the sum of weighted minutes to the nearest open one is least.

Greedy and exchanges find a good set, a relaxation bounds it and settles most places; what remains is an integer
programme over the distinct minutes of each row, where only the places are whole.

References: Hakimi 1964, doi:10.1287/opre.12.3.450 (the problem); Elloumi 2010, J. Comb. Optim. 19, 69-83
(the programme).
"""

from __future__ import annotations

import time

import numpy as np
from scipy import sparse

from portee.core.errors import ParameterError
from portee.hubs.siting.choice import Bool, Choice, Float
from portee.hubs.siting.demand import counted
from portee.hubs.siting.interchange import greedy, improved, value_of
from portee.hubs.siting.programme import solved
from portee.hubs.siting.relaxation import bounded
from portee.hubs.siting.sited import Sited

__all__ = ["p_median"]

MOST_ENTRIES = 3_000_000
"""Of a programme; larger ones keep the bound of the relaxation."""


def p_median(
    weights: Float,
    minutes: Float,
    choice: Choice,
    *,
    beyond: Float | float | None = None,
    gap: float = 0.0,
    time_limit_s: float = 60.0,
) -> Sited:
    """Open places so that the sum of weight × minutes to the nearest open one is least.

    Args:
        weights: float64 (n,), zero or more. minutes: float64 (n, m), infinite where never reached.
        choice: how many, for how much.
        beyond: minutes that somebody counts at most, float or (n,): when every open place is further, or never
            reached. Needed where minutes are infinite.
        gap: relative gap that is near enough. time_limit_s: in all, about.

    Returns:
        Weighted minutes, with a lower bound. Opening more never makes them more: fewer than the count are opened where
        one more brings nothing.

    Raises:
        ParameterError: as `choice` and `counted`; nobody comes to any candidate within `beyond`.
    """
    end = time.monotonic() + time_limit_s
    rows, weights, table = counted(weights, minutes, choice)
    may = choice.decided | choice.free
    if beyond is None:
        if not np.isfinite(table[:, may]).all():
            raise ParameterError(
                "Somebody never reaches some candidate, and it is not said what counts then.",
                mend="Give `beyond`, the minutes that count at most.",
            )
        limit = table[:, may].max(axis=1)
    else:
        limit = np.broadcast_to(np.asarray(beyond, np.float64), rows.shape)[rows]
        if not (np.isfinite(limit).all() and (limit >= 0).all()):
            raise ParameterError("`beyond` is not a finite number of zero or more.", mend="Give minutes.")
        if not (table[:, may] < limit[:, None]).any():
            nearest = float(table[:, may].min())
            told = f"the nearest is {nearest:g} minutes away" if np.isfinite(nearest) else "none is ever reached"
            raise ParameterError(
                f"Nobody comes to any candidate in less than {float(limit.max()):g} minutes: {told}.",
                mend="Give more time, or candidates nearer to the demand.",
            )
    # A row that weighs less than others by far is kept: the scale of all is one.
    scale = float(weights.max()) or 1.0
    top = weights / scale * limit
    costs = np.minimum(np.where(np.isfinite(table), table, 0.0) * (weights / scale)[:, None], top[:, None])
    costs = np.where(np.isfinite(table), costs, top[:, None])
    start = improved(costs, top, choice, greedy(costs, top, choice))
    found = bounded(costs, top, choice, start, gap=gap, time_limit_s=time_limit_s / 2)
    opened, bound, method, timed = found.opened, found.bound, "heuristic", found.timed
    if found.value - found.bound > max(gap, 1e-9) * abs(found.value):
        exact = _exact(costs, top, choice, found.open, found.closed, gap, end - time.monotonic())
        timed = timed or time.monotonic() >= end
        if exact is not None:
            places, least = exact
            if places is not None and value_of(costs, top, places) < found.value:
                opened = places
            value = value_of(costs, top, opened)
            bound = min(value, max(bound, least))
            method = "exact" if value - bound <= 1e-6 * abs(value) else "heuristic"
    value = value_of(costs, top, opened)
    proved = method == "exact"
    return Sited(
        opened, value * scale, min(bound, value) * scale, "min", "exact" if proved else "heuristic",
        timed=timed and not proved and value - bound > max(gap, 1e-9) * abs(value),
    )  # fmt: skip


def _exact(
    costs: Float, beyond: Float, choice: Choice, opened: Bool, closed: Bool, gap: float, time_limit_s: float
) -> tuple[Bool | None, float] | None:
    """(the best set among those that settle places so, or None, its bound); None when it is too large for the time."""
    if time_limit_s <= 0:
        return None
    try:
        settled = Choice(choice.costs, opened, closed, choice.count, choice.budget)
    except ParameterError:
        # What every better set must open and close contradicts the limits: there is no better set.
        return None, np.inf
    fixed = np.minimum(beyond, costs[:, opened].min(axis=1)) if opened.any() else beyond
    places = np.flatnonzero(~opened & ~closed)
    here = costs[:, places]
    useful = here < fixed[:, None]
    if useful.sum() > MOST_ENTRIES:
        return None
    # Each row pays its least level, and the step to the next one as long as no place within the level is open.
    row_of, column = np.nonzero(useful)
    level = here[row_of, column]
    order = np.lexsort((level, row_of))
    row_of, column, level = row_of[order], column[order], level[order]
    new = np.ones(len(level), np.bool_)
    new[1:] = (row_of[1:] != row_of[:-1]) | (level[1:] > level[:-1])
    step = np.cumsum(new) - 1
    steps = int(step[-1]) + 1 if len(step) else 0
    first_of, low = row_of[new], level[new]
    follows = np.zeros(steps, np.bool_)
    follows[1:] = first_of[1:] == first_of[:-1]
    high = np.empty(steps)
    if steps:
        high[:-1] = np.where(follows[1:], low[1:], fixed[first_of[:-1]])
        high[-1] = fixed[first_of[-1]]
    constant = float(fixed[~useful.any(axis=1)].sum()) + float(low[~follows].sum())
    m = len(choice)
    chained = np.flatnonzero(follows)
    values = np.concatenate([np.ones(len(step)), np.ones(steps), -np.ones(len(chained))])
    where_rows = np.concatenate([step, np.arange(steps), chained])
    columns = np.concatenate([places[column], m + np.arange(steps), m + chained - 1])
    matrix = sparse.csr_array((values, (where_rows, columns)), shape=(steps, m + steps))
    objective = np.concatenate([np.zeros(m), high - low])
    result = solved(
        objective, settled, matrix, (~follows).astype(np.float64), time_limit_s=time_limit_s, gap=max(gap, 1e-9)
    )
    if result.impossible:
        return None, np.inf
    places_found = None if result.columns is None else result.opened(choice)
    if places_found is not None and not choice.allows(places_found):
        places_found = None
    return places_found, result.bound + constant
