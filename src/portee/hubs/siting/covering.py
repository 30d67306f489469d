"""Maximal covering: places that serve as many people as possible within a limit.

References: Church and ReVelle 1974, doi:10.1007/BF01942293.
"""

from __future__ import annotations

import time

import numpy as np
from scipy import sparse

from portee.core.errors import ParameterError
from portee.hubs.siting.choice import Bool, Choice, Float
from portee.hubs.siting.demand import checked_weights
from portee.hubs.siting.interchange import greedy, improved
from portee.hubs.siting.programme import solved
from portee.hubs.siting.sited import Sited

__all__ = ["covered_by", "max_covering", "merged_rows"]


def covered_by(covers: Bool, opened: Bool) -> Bool:
    """Bool (n,), rows that at least one open place covers; `covers`: bool (n, m)."""
    return np.asarray(covers[:, opened].any(axis=1))


def merged_rows(weights: Float, covers: Bool) -> tuple[Float, Bool]:
    """Rows that the same places cover as one, without those that count nothing or that no place covers."""
    kept = (weights > 0) & covers.any(axis=1)
    packed = np.packbits(covers[kept], axis=1)
    _, first, group = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    sums = np.bincount(group.reshape(-1), weights=weights[kept], minlength=len(first)).astype(np.float64)
    return sums, covers[kept][first]


def max_covering(
    weights: Float, covers: Bool, choice: Choice, *, gap: float = 0.0, time_limit_s: float = 60.0
) -> Sited:
    """Open places so that the weight of the rows that at least one of them covers is largest.

    Args:
        weights: float64 (n,). covers: bool (n, m), whether a candidate serves a place of demand.
        choice: how many, for how much. gap: relative gap that is near enough. time_limit_s: for the solver.

    Returns:
        The weight covered, with an upper bound.

    Raises:
        ParameterError: as `checked_weights`; no candidate that may be opened covers anybody.
    """
    end = time.monotonic() + time_limit_s
    weights = checked_weights(weights, len(covers))
    may = choice.decided | choice.free
    table = np.asarray(covers, np.bool_) & may[None, :]
    if not table[weights > 0].any():
        raise ParameterError(
            "No candidate that may be opened covers anybody.",
            mend="Give more time, ask for less within reach, or give candidates nearer to the demand.",
        )
    sums, merged = merged_rows(weights, table)
    scale = float(sums.max())
    worth = sums / scale
    costs = np.where(merged, 0.0, worth[:, None])
    opened = improved(costs, worth, choice, greedy(costs, worth, choice))
    value, most = float(worth[covered_by(merged, opened)].sum()), float(worth.sum())
    method = "heuristic"
    if most - value > 1e-9 * most:
        m, n = len(choice), len(worth)
        rows = sparse.hstack([sparse.csr_array(merged.astype(np.float64)), -sparse.eye_array(n)], format="csr")
        objective = np.concatenate([np.zeros(m), -worth])
        found = solved(objective, choice, rows, np.zeros(n), time_limit_s=end - time.monotonic(), gap=gap)
        most = min(most, -found.bound)
        if found.columns is not None:
            places = found.opened(choice)
            covered = float(worth[covered_by(merged, places)].sum())
            if choice.allows(places) and covered > value:
                opened, value = places, covered
        method = "exact" if found.optimal else "heuristic"
    bound = max(value, most) if most > value * (1 + 1e-9) else value
    exact = method == "exact"
    return Sited(
        opened, value * scale, bound * scale, "max", "exact" if exact else "heuristic",
        timed=bound > value and not exact,
    )  # fmt: skip
