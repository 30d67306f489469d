"""A few places with limited room among many, to the best.

Sets are looked at in the order of what they would cost with room for all, until none that is left can be better. No
clock ends the search, so the same question has the same answer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import numpy.typing as npt

from portee.hubs.siting.choice import Choice, Float
from portee.hubs.siting.sited import Sited

__all__ = ["few_with_room", "shared_out"]

MOST_SETS = 500_000
MOST_CELLS = 400_000_000
"""Doors × sets that are weighed."""
MOST_SHARED = 2000
"""Sets for which the demand is shared out exactly; beyond, what is known is told as a gap."""
CHUNK = 2000
ROUNDING = 1e-9


def few_with_room(costs: Float, beyond: Float, loads: Float, room: Float, limits: Choice) -> tuple[Sited, Float] | None:
    """The places from which all demand is served at least cost, none beyond its room; None when sets are too many.

    Args:
        costs: float64 (n, m), of serving a row from a place. beyond: float64 (n,), of not serving it, the most.
        loads: float64 (n,), what a row takes of a room. room: float64 (m,). limits: a count, and no budget.

    Returns:
        the places, with a lower bound of the cost, and float64 (n, m), the share of each row that each serves.
    """
    decided, free = np.flatnonzero(limits.decided), np.flatnonzero(limits.free)
    taken = min(limits.places, len(free))
    sets = math.comb(len(free), taken)
    if limits.budget is not None or sets > MOST_SETS or sets * len(costs) > MOST_CELLS:
        return None
    capped = np.minimum(costs, beyond[:, None])
    groups = np.array([[*decided.tolist(), *group] for group in combinations(free.tolist(), taken)], np.int64)
    least = np.concatenate(list(_least(capped, groups)))
    best, found, shares, looked, bound = np.inf, None, None, 0, np.inf
    for row in np.argsort(least, kind="stable").tolist():
        group = groups[row]
        if least[row] >= best * (1 - ROUNDING):
            break
        if looked == MOST_SHARED:
            bound = float(least[row])
            break
        if room[group].sum() < loads.sum() * (1 - ROUNDING):
            continue
        looked += 1
        cost, split = shared_out(capped[:, group], beyond, loads, room[group])
        if cost < best * (1 - ROUNDING):
            best, found, shares = cost, group, split
    if found is None or shares is None:
        return None
    opened = np.zeros(len(limits), np.bool_)
    opened[found] = True
    whole = np.zeros(costs.shape)
    whole[:, found] = shares
    value = float(best)
    return Sited(opened, value, min(bound, value), "min", "exact" if bound >= value else "heuristic"), whole


def _least(capped: Float, groups: npt.NDArray[np.int64]) -> Iterator[Float]:
    """Cost of each set with room for all."""
    for first in range(0, len(groups), CHUNK):
        part = groups[first : first + CHUNK]
        nearest = capped[:, part[:, 0]]
        for place in range(1, part.shape[1]):
            nearest = np.minimum(nearest, capped[:, part[:, place]])
        yield nearest.sum(axis=0)


def shared_out(costs: Float, beyond: Float, loads: Float, room: Float) -> tuple[float, Float]:
    """Least cost of serving rows from open places within their room, and float64 (n, p), who serves which share.

    Exact: a linear programme, solved by HiGHS through scipy where the nearest places are too small. Rows for which not
    being served costs no more than their place are served by none.
    """
    nearest = costs.argmin(axis=1)
    served = costs[np.arange(len(costs)), nearest] < beyond
    used = np.bincount(nearest[served], weights=loads[served], minlength=len(room))
    shares = np.zeros(costs.shape)
    if (used <= room * (1 + ROUNDING)).all():
        shares[np.flatnonzero(served), nearest[served]] = 1.0
        return float(np.minimum(costs.min(axis=1), beyond).sum()), shares
    from scipy import sparse
    from scipy.optimize import linprog

    n, p = costs.shape
    each = np.arange(n * p)
    once = sparse.hstack(
        [sparse.csr_array((np.ones(n * p), (each // p, each)), shape=(n, n * p)), sparse.eye_array(n)], format="csr"
    )
    held = sparse.csr_array((np.repeat(loads, p), (each % p, each)), shape=(p, n * p + n))
    found = linprog(np.concatenate([costs.reshape(-1), beyond]), A_ub=held, b_ub=room, A_eq=once, b_eq=np.ones(n))
    shares = found.x[: n * p].reshape(n, p)
    return float(found.fun), np.where(costs < beyond[:, None], shares, 0.0)
