"""Minimum viable mobility: the cheapest set of services that keeps vital needs, and what each of them is there for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.indicators.inputs import checked_number
from portee.resilience.greedy import grown
from portee.resilience.needs import Item, Need, Ways, require_possible, ways_of
from portee.resilience.programme import linear_bound, solve

__all__ = ["MOST_EXACT", "MinimumSet", "greedy_set", "minimum_set"]

Bool = npt.NDArray[np.bool_]

MOST_EXACT = 30_000
"""Kinds of persons × alternatives up to which the integer programme is tried."""

LEVEL = 1e-6
"""Relative: a set that costs no more than this above the bound is the cheapest."""


@dataclass(frozen=True, eq=False)
class MinimumSet:
    """Services that keep every need; without any one of them, a need breaks.

    Attributes:
        items: ids, sorted.
        cost: of all of them.
        optimal: whether no other set that keeps the needs is proved to cost less.
        gap: (cost − bound) / cost, 0 to 1: the part by which a better set could be cheaper; 0 when optimal.
        broken: item → the first need, in the order given, that breaks without it.
        kept: need → persons who keep it.
        exact: whether the set comes from the integer programme; otherwise from adding what serves most for its cost.
    """

    items: tuple[str, ...]
    cost: float
    optimal: bool
    gap: float
    broken: Mapping[str, str]
    kept: Mapping[str, float]
    exact: bool


def minimum_set(items: Sequence[Item], needs: Sequence[Need], *, time_limit_s: float = 60.0) -> MinimumSet:
    """The cheapest items that keep every need above its threshold.

    By integer programme up to `MOST_EXACT` kinds of persons × alternatives. Beyond, or when the solver finds nothing
    better in time, by `greedy_set`. Items that turn out not to be needed are taken out, the dearest first.

    Args:
        items: services that may run; those that run anyway cost 0.
        needs: to keep, see `Need`.
        time_limit_s: for the solver, above 0.

    Raises:
        ParameterError: when a need cannot be kept even by all items, naming it and how much can; for names given twice,
            unknown items, impossible costs, weights, thresholds or time.
    """
    limit = checked_number(time_limit_s, "time_limit_s", strict=True)
    ways = ways_of(items, needs)
    require_possible(ways)
    if ways.pairs > MOST_EXACT:
        return _greedy(ways, limit)
    solution = solve(ways, limit)
    if solution.running is None:
        return _proved(ways, grown(ways), solution.bound, exact=False)
    if solution.optimal:
        return _proved(ways, solution.running, solution.bound, exact=True, optimal=True)
    found = _proved(ways, solution.running, solution.bound, exact=True)
    other = _proved(ways, grown(ways), solution.bound, exact=False)
    return other if other.cost < found.cost else found


def greedy_set(items: Sequence[Item], needs: Sequence[Need], *, time_limit_s: float = 60.0) -> MinimumSet:
    """Items that keep every need, chosen one alternative at a time, and how far at most from the cheapest.

    Each step adds the items that an alternative still lacks, for the alternative that adds most per unit of cost. What
    it adds is the sum over needs of persons newly served, none beyond a threshold, as shares of that threshold. The
    gap is to the bound of the linear programme.

    Args:
        items: as `minimum_set`.
        needs: as `minimum_set`.
        time_limit_s: for the bound, above 0; without it in time, the gap is 1.

    Raises:
        ParameterError: as `minimum_set`.
    """
    limit = checked_number(time_limit_s, "time_limit_s", strict=True)
    ways = ways_of(items, needs)
    require_possible(ways)
    return _greedy(ways, limit)


def _greedy(ways: Ways, time_limit_s: float) -> MinimumSet:
    return _proved(ways, grown(ways), linear_bound(ways, time_limit_s), exact=False)


def _proved(ways: Ways, running: Bool, bound: float, *, exact: bool, optimal: bool = False) -> MinimumSet:
    """The set without what is not needed, and the need that breaks without each item.

    An item that a set cannot do without is one that no smaller set can do without, so each is tried once.
    """
    chosen = running.copy()
    for item in sorted(np.flatnonzero(running).tolist(), key=lambda k: (-ways.costs[k], ways.ids[k])):
        if ways.holds(_without(chosen, item)).all():
            chosen[item] = False
    broken = {}
    for item in np.flatnonzero(chosen).tolist():
        broken[ways.ids[item]] = ways.needs[int(np.argmin(ways.holds(_without(chosen, item))))]
    cost = ways.cost(chosen)
    gap = min(1.0, max(0.0, (cost - bound) / cost)) if cost else 0.0
    cheapest = optimal or gap <= LEVEL
    return MinimumSet(
        items=tuple(ways.ids[item] for item in np.flatnonzero(chosen).tolist()),
        cost=cost,
        optimal=cheapest,
        gap=0.0 if cheapest else gap,
        broken=broken,
        kept=dict(zip(ways.needs, ways.kept(chosen).tolist(), strict=True)),
        exact=exact,
    )


def _without(running: Bool, item: int) -> Bool:
    fewer = running.copy()
    fewer[item] = False
    return fewer
