"""An integer programme of siting, solved by HiGHS through SciPy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from portee.core.errors import ParameterError
from portee.hubs.siting.choice import Bool, Choice, Float

__all__ = ["Found", "solved"]

OPTIMAL, OUT_OF_TIME, INFEASIBLE = 0, 1, 2
"""What `scipy.optimize.milp` says of its end."""


@dataclass(frozen=True, eq=False)
class Found:
    """What the solver found in the time it had.

    Attributes:
        columns: float64, values of all columns; None when none were found in time, or none exist.
        bound: no solution is smaller; minus infinity when nothing is known.
        optimal: whether the columns are proved best. impossible: whether it is proved that there are none.
    """

    columns: Float | None
    bound: float
    optimal: bool
    impossible: bool = False

    def opened(self, choice: Choice) -> Bool:
        """The first m columns as places."""
        assert self.columns is not None
        return np.asarray(self.columns[: len(choice)] > 0.5)


def solved(
    objective: Float,
    choice: Choice,
    rows: Any,
    least: Float,
    *,
    time_limit_s: float,
    whole: Bool | None = None,
    upper: Float | None = None,
    gap: float = 0.0,
) -> Found:
    """Minimise objective·columns where rows·columns ≥ least and the limits of a choice hold.

    Args:
        objective: float64 (k,), the first m columns being the places, 0 or 1, and others from 0 to `upper`.
        choice: limits of the places.
        rows: sparse (r, k). least: float64 (r,).
        time_limit_s: for the solver.
        whole: bool (k,), columns that must be whole; the places alone without it.
        upper: float64 (k,); 1 without it.
        gap: relative gap at which to stop.

    Raises:
        ParameterError: the solver gave up.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    columns = len(objective)
    integrality = np.zeros(columns)
    integrality[: len(choice)] = 1
    if whole is not None:
        integrality[whole] = 1
    low, high = np.zeros(columns), np.ones(columns) if upper is None else upper.astype(np.float64)
    low[: len(choice)] = choice.decided
    high[: len(choice)] = choice.decided | choice.free
    constraints = [LinearConstraint(rows, lb=least)] if len(least) else []
    for weights, most in choice.rows():
        row = sparse.csr_array((weights, (np.zeros(len(choice), np.int32), np.arange(len(choice)))), (1, columns))
        constraints.append(LinearConstraint(row, ub=np.array([most])))
    scale = float(np.abs(objective).max()) or 1.0
    result = milp(
        objective / scale, integrality=integrality, bounds=Bounds(low, high), constraints=tuple(constraints),
        options={"time_limit": max(0.01, time_limit_s), "mip_rel_gap": gap},
    )  # fmt: skip
    if result.status == INFEASIBLE:
        return Found(None, math.inf, optimal=False, impossible=True)
    if result.status not in (OPTIMAL, OUT_OF_TIME):
        raise ParameterError(f"The solver gave up: {result.message}", mend="Ask for fewer places or candidates.")
    bound = -math.inf if result.mip_dual_bound is None else float(result.mip_dual_bound) * scale
    found = None if result.x is None else np.asarray(result.x, np.float64)
    return Found(found, bound, optimal=result.status == OPTIMAL and found is not None)
