"""A good set of places in little time: greedy, then exchanges of one place for another.

References: Teitz and Bart 1968, doi:10.1287/opre.16.5.955 (interchange); Whitaker 1983,
doi:10.1080/03155986.1983.11731889 (all exchanges for one entering place at once).
"""

from __future__ import annotations

import numpy as np

from portee.hubs.siting.choice import Bool, Choice, Float

__all__ = ["greedy", "improved", "value_of"]

MOST_EXCHANGES = 1000
LEAST_GAIN = 1e-12
"""Share of the value below which an exchange is rounding, not gain."""


def value_of(costs: Float, beyond: Float, opened: Bool) -> float:
    """What all rows pay: each the least cost among open places, or `beyond` where that is less.

    Args:
        costs: float64 (n, m). beyond: float64 (n,). opened: bool (m,).
    """
    return float(_nearest(costs, beyond, opened).sum())


def _nearest(costs: Float, beyond: Float, opened: Bool) -> Float:
    return np.minimum(beyond, costs[:, opened].min(axis=1)) if opened.any() else beyond.copy()


def greedy(costs: Float, beyond: Float, choice: Choice) -> Bool:
    """Open what gains most, one place after the other; under a budget, the better of most gain and most per cost."""
    tried = [_greedy(costs, beyond, choice, per_cost=False)]
    if choice.budget is not None:
        tried.append(_greedy(costs, beyond, choice, per_cost=True))
    return min(tried, key=lambda opened: value_of(costs, beyond, opened))


def _greedy(costs: Float, beyond: Float, choice: Choice, *, per_cost: bool) -> Bool:
    opened = choice.decided.copy()
    best = _nearest(costs, beyond, opened)
    price = np.where(choice.costs > 0, choice.costs, 1e-300) if per_cost else np.ones(len(choice))
    left, money = choice.places, choice.money
    while left:
        may = choice.free & ~opened & (choice.costs <= money)
        if not may.any():
            break
        columns = np.flatnonzero(may)
        gains = np.maximum(best[:, None] - costs[:, columns], 0.0).sum(axis=0)
        place = int(np.argmax(gains / price[columns]))
        if opened.any() and gains[place] <= 0:
            break
        chosen = int(columns[place])
        opened[chosen] = True
        best = np.minimum(best, costs[:, chosen])
        left, money = left - 1, money - choice.costs[chosen]
    return opened


def improved(costs: Float, beyond: Float, choice: Choice, opened: Bool) -> Bool:
    """Exchange one open place for a closed one, or open one more, the best first, until none gains."""
    opened = opened.copy()
    for _ in range(MOST_EXCHANGES):
        found = _best_exchange(costs, beyond, choice, opened)
        if found is None:
            break
        leaving, entering = found
        opened[entering] = True
        if leaving >= 0:
            opened[leaving] = False
    return opened


def _best_exchange(costs: Float, beyond: Float, choice: Choice, opened: Bool) -> tuple[int, int] | None:
    """(leaving, entering), leaving -1 to open one more; None when nothing gains."""
    inside, entering = np.flatnonzero(opened), np.flatnonzero(choice.free & ~opened)
    if not len(entering) or not len(inside):
        return None
    here = np.column_stack([costs[:, inside], beyond])
    order = np.argsort(here, axis=1, kind="stable")[:, :2]
    rows = np.arange(len(here))
    nearest, first, second = order[:, 0], here[rows, order[:, 0]], here[rows, order[:, 1]]
    other = costs[:, entering]
    with_first = np.minimum(other, first[:, None])
    gains = first.sum() - with_first.sum(axis=0)
    lost = np.minimum(other, second[:, None]) - with_first
    leaves = np.zeros((len(inside) + 1, len(rows)))
    leaves[nearest, rows] = 1.0
    # The last row stands for nobody leaving, and for those beyond every place, who lose nothing.
    change = gains[None, :] - np.vstack([(leaves @ lost)[:-1], np.zeros(len(entering))])
    spent = choice.costs[inside] * ~choice.decided[inside]
    money = choice.money - float(spent.sum())
    allowed = choice.costs[entering][None, :] <= money + np.append(spent, 0.0)[:, None]
    allowed[:-1][choice.decided[inside]] = False
    allowed[-1] &= int((opened & ~choice.decided).sum()) < choice.places
    change = np.where(allowed, change, -np.inf)
    leaving, place = np.unravel_index(int(np.argmax(change)), change.shape)
    if change[leaving, place] <= LEAST_GAIN * max(float(first.sum()), 1e-300):
        return None
    return int(inside[leaving]) if leaving < len(inside) else -1, int(entering[place])
