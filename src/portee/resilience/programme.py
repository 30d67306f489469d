"""The integer programme of the cheapest items that keep all needs, solved by HiGHS through SciPy."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from portee.core.errors import ParameterError
from portee.resilience.needs import ROUNDING, Ways

__all__ = ["Solution", "linear_bound", "solve"]

Bool = npt.NDArray[np.bool_]

OPTIMAL, OUT_OF_TIME = 0, 1
"""What `scipy.optimize.milp` says of its end."""

WIDEST = 1e7
"""Costs are scaled so that the least one that is not 0 becomes 1, as long as the largest stays below."""


@dataclass(frozen=True, eq=False)
class Solution:
    """What the solver found in the time it had.

    Attributes:
        running: bool (n,), items that keep all needs; None when none was found in time.
        bound: no set that keeps all needs costs less.
        optimal: whether the solver proved the set cheapest.
    """

    running: Bool | None
    bound: float
    optimal: bool


def solve(ways: Ways, time_limit_s: float) -> Solution:
    """The cheapest items that keep all needs, which must be possible.

    Columns: x of items (0 or 1), z of alternatives and y of kinds of persons (0 to 1). Rows: z_a ≤ x_i for each item of
    a; y_p ≤ Σ z_a over alternatives of p; Σ w_p y_p ≥ what is missing of each threshold. Once the x are whole, z and y
    may be taken as large as their rows allow, which is 0 or 1, so only x must be declared whole. An alternative of one
    item shares its column, a person of one alternative its alternative's.

    HiGHS keeps rows up to a tolerance only. A set that misses a threshold by more than rounding is refused, with all
    its subsets, by a row that asks for an item outside it, and the programme is solved again.
    """
    nothing = np.zeros(len(ways.ids), np.bool_)
    if ways.holds(nothing).all():
        return Solution(nothing, 0.0, optimal=True)
    programme = _Programme(ways)
    deadline = time.monotonic() + time_limit_s
    while True:
        left = max(0.0, deadline - time.monotonic())
        found = programme.solved(left, whole=True)
        bound = 0.0 if found.mip_dual_bound is None else max(0.0, float(found.mip_dual_bound) * programme.unit)
        if found.x is None:
            if found.status != OUT_OF_TIME:
                raise ParameterError(f"The solver gave up: {found.message}", mend="Try greedy_set.")
            return Solution(None, bound, optimal=False)
        running = np.asarray(found.x[: len(ways.ids)] > 0.5)
        if ways.holds(running).all():
            return Solution(running, bound, optimal=found.status == OPTIMAL)
        programme.refuse(running)


def linear_bound(ways: Ways, time_limit_s: float) -> float:
    """The cost below which no set keeps all needs, from the programme with parts of items; 0 when out of time."""
    if ways.holds(np.zeros(len(ways.ids), np.bool_)).all():
        return 0.0
    programme = _Programme(ways)
    found = programme.solved(time_limit_s, whole=False)
    return max(0.0, float(found.fun) * programme.unit) if found.status == OPTIMAL else 0.0


class _Programme:
    """Costs, rows and columns; `unit` is what a cost of 1 in it stands for."""

    def __init__(self, ways: Ways) -> None:
        self._items = len(ways.ids)
        self._next = self._items
        self._rows: list[dict[int, float]] = []
        self._least: list[float] = []
        alternatives = [self._all_of(items) for items in ways.alternatives]
        kinds = [self._any_of([alternatives[a] for a in several]) for several in ways.kinds]
        missing = ways.thresholds * (1.0 - ROUNDING) - ways.always
        for need in np.flatnonzero(missing > 0).tolist():
            inside = slice(ways.weights.indptr[need], ways.weights.indptr[need + 1])
            # Shares of all persons, so that one tolerance suits every need.
            weights = ways.weights.data[inside]
            columns = [kinds[p] for p in ways.weights.indices[inside].tolist()]
            shares = (weights / weights.sum()).tolist()
            self._ask(dict(zip(columns, shares, strict=True)), float(missing[need] / weights.sum()))
        positive = ways.costs[ways.costs > 0]
        self.unit = max(float(positive.min()), float(positive.max()) / WIDEST) if len(positive) else 1.0
        self._costs = np.zeros(self._next)
        self._costs[: self._items] = ways.costs / self.unit

    def refuse(self, running: Bool) -> None:
        """Ask for an item outside of these."""
        self._ask(dict.fromkeys(np.flatnonzero(~running).tolist(), 1.0), 1.0)

    def solved(self, time_limit_s: float, *, whole: bool) -> Any:
        """SciPy's result."""
        integrality = np.zeros(self._next)
        integrality[: self._items] = whole
        return milp(
            self._costs,
            integrality=integrality,
            bounds=Bounds(0.0, 1.0),
            constraints=self._constraints(),
            options={"time_limit": time_limit_s, "mip_rel_gap": 0.0},
        )

    def _all_of(self, columns: Sequence[int]) -> int:
        if len(columns) == 1:
            return columns[0]
        for column in columns:
            self._ask({column: 1.0, self._next: -1.0}, 0.0)
        return self._new()

    def _any_of(self, columns: Sequence[int]) -> int:
        if len(columns) == 1:
            return columns[0]
        self._ask({**dict.fromkeys(columns, 1.0), self._next: -1.0}, 0.0)
        return self._new()

    def _new(self) -> int:
        self._next += 1
        return self._next - 1

    def _ask(self, entries: dict[int, float], least: float) -> None:
        self._rows.append(entries)
        self._least.append(least)

    def _constraints(self) -> tuple[LinearConstraint, ...]:
        if not self._rows:
            return ()
        offset = np.cumsum([0, *map(len, self._rows)])
        columns = np.asarray([column for row in self._rows for column in row], dtype=np.int32)
        values = np.asarray([value for row in self._rows for value in row.values()])
        matrix = sparse.csr_array((values, columns, offset), shape=(len(self._rows), self._next))
        return (LinearConstraint(matrix, lb=np.asarray(self._least)),)
