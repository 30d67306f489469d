"""A bound of the p-median from its Lagrangian relaxation, and the places that no better set opens or closes.

References: Cornuejols, Fisher and Nemhauser 1977, doi:10.1287/mnsc.23.8.789 (relaxation and bound); Held, Wolfe and
Crowder 1974, doi:10.1007/BF01580223 (subgradient steps).
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from portee.hubs.siting.choice import Bool, Choice, Float
from portee.hubs.siting.interchange import improved, value_of

__all__ = ["Bounded", "bounded", "most_of"]

MOST_STEPS = 600
PATIENCE = 15
"""Steps without a better bound before steps are halved."""
SHORTEST = 1e-3
"""Scale of steps at which the bound moves no more."""


@dataclass(frozen=True, eq=False)
class Bounded:
    """A set of places and what bounds it.

    Attributes:
        opened: bool (m,), the best set found. value: of it. bound: no set is cheaper.
        open, closed: bool (m,), places that every set cheaper than `value` opens, or closes.
        timed: whether a clock ended it.
    """

    opened: Bool
    value: float
    bound: float
    open: Bool
    closed: Bool
    timed: bool = False


def most_of(gains: Float, choice: Choice) -> tuple[float, Bool]:
    """No free places that keep the limits gain more than this, and places that gain about that much.

    The count alone is exact; a budget is filled with a part of the last place.
    """
    places = np.flatnonzero(choice.free & (gains > 0))
    chosen = np.zeros(len(choice), np.bool_)
    if not len(places):
        return 0.0, chosen
    order = places[np.argsort(-gains[places], kind="stable")]
    top = order[: choice.places]
    bound = float(gains[top].sum())
    if choice.budget is None:
        chosen[top] = True
        return bound, chosen
    prices = choice.costs[places]
    order = places[np.argsort(-gains[places] / np.where(prices > 0, prices, 1e-300), kind="stable")]
    before = np.cumsum(choice.costs[order]) - choice.costs[order]
    left = np.maximum(choice.money - before, 0.0)
    prices = choice.costs[order]
    share = np.where(prices > 0, np.minimum(1.0, left / np.where(prices > 0, prices, 1.0)), 1.0)
    chosen[order[(share == 1.0)][: choice.places]] = True
    return min(bound, float((share * gains[order]).sum())), chosen


def bounded(
    costs: Float, beyond: Float, choice: Choice, opened: Bool, *, gap: float = 0.0, time_limit_s: float = 60.0
) -> Bounded:
    """Bound the cheapest set from below, and improve a set on the way.

    Args:
        costs: float64 (n, m), what each row pays at each place, weights included. beyond: (n,), what it pays at most.
        choice: the limits. opened: a set that keeps them.
        gap: relative gap at which to stop. time_limit_s: likewise.
    """
    end = time.monotonic() + time_limit_s
    value = value_of(costs, beyond, opened)
    paid = np.minimum(beyond, costs[:, opened].min(axis=1)) if opened.any() else beyond.copy()
    multipliers = paid.copy()
    best, kept = -np.inf, multipliers
    scale, waited, timed = 1.0, 0, False
    for _ in range(MOST_STEPS):
        saved = np.maximum(multipliers[:, None] - costs, 0.0)
        gains = saved.sum(axis=0)
        most, chosen = most_of(gains, choice)
        chosen |= choice.decided
        bound = float(multipliers.sum()) - most - float(gains[choice.decided].sum())
        if bound > best + 1e-7 * abs(best if np.isfinite(best) else 1.0):
            best, kept, waited = bound, multipliers, 0
        else:
            waited += 1
            if waited >= PATIENCE:
                scale, waited, multipliers = scale / 2, 0, kept
                if scale < SHORTEST:
                    break
                continue
        if choice.allows(chosen) and value_of(costs, beyond, chosen) < value * 1.05:
            better = improved(costs, beyond, choice, chosen)
            found = value_of(costs, beyond, better)
            if found < value:
                opened, value = better, found
        near = value - best <= gap * abs(value) + 1e-9 * abs(value)
        timed = not near and time.monotonic() > end
        if near or timed:
            break
        slope = 1.0 - (saved[:, chosen] > 0).sum(axis=1)
        # A multiplier at its cap moves down only: beyond is a place that is always open.
        slope = np.where((multipliers >= beyond) & (slope > 0), 0.0, slope)
        length = float((slope**2).sum())
        if length == 0:
            break
        multipliers = np.clip(multipliers + scale * (value - bound) / length * slope, 0.0, beyond)
    opens, closes = _settled(costs, kept, choice, value)
    return Bounded(opened, value, min(best, value), opens, closes, timed)


def _settled(costs: Float, multipliers: Float, choice: Choice, value: float) -> tuple[Bool, Bool]:
    """Places that every set better than `value` opens, and closes: the other way is bounded above it."""
    gains = np.maximum(multipliers[:, None] - costs, 0.0).sum(axis=0)
    base = float(multipliers.sum()) - float(gains[choice.decided].sum())
    limit = value * (1 - 1e-9)
    opened, closed = choice.decided.copy(), ~choice.free & ~choice.decided
    for place in np.flatnonzero(choice.free).tolist():
        with_it = base - gains[place] - most_of(gains, choice.deciding(place))[0]
        alone = np.zeros(len(choice), np.bool_)
        alone[place] = True
        without = base - most_of(np.where(alone, 0.0, gains), choice)[0]
        if with_it >= limit:
            closed[place] = True
        elif without >= limit:
            opened[place] = True
    return opened, closed
