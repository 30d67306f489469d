"""Vital needs that hypothesis draws, and the slow twins of what is found for them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import numpy as np

from portee.resilience.needs import Item, Need

__all__ = ["cheapest", "keeps_all", "kept", "random_needs"]


def random_needs(seed: int, *, most_items: int = 7, free: bool = False) -> tuple[list[Item], list[Need]]:
    """Items and needs that can be kept, in whole numbers; `free` for items that may cost nothing."""
    rng = np.random.default_rng(seed)
    costs = rng.integers(0 if free else 1, 9, int(rng.integers(1, most_items + 1))).tolist()
    items = [Item(f"s{k}", float(cost)) for k, cost in enumerate(costs)]
    ids = [item.id for item in items]
    needs = []
    for k in range(int(rng.integers(1, 4))):
        coverage = []
        for _ in range(int(rng.integers(1, 7))):
            sizes = np.minimum(rng.choice(4, int(rng.integers(0, 4)), p=[0.05, 0.45, 0.3, 0.2]), len(ids)).tolist()
            ways = [frozenset[str](rng.choice(ids, size, replace=False).tolist()) for size in sizes]
            coverage.append((float(rng.integers(0, 6)), ways))
        most = sum(weight for weight, ways in coverage if ways)
        needs.append(Need(f"n{k}", f"g{k % 2}", float(np.floor(most * rng.random() * 1.2).clip(0, most)), coverage))
    return items, needs


def kept(need: Need, running: Iterable[str]) -> float:
    """Person by person."""
    return sum(weight for weight, ways in need.coverage if any(way <= set(running) for way in ways))


def keeps_all(needs: Sequence[Need], running: Iterable[str]) -> bool:
    return all(kept(need, running) >= need.threshold for need in needs)


def cheapest(items: Sequence[Item], needs: Sequence[Need]) -> float:
    """The least cost of all subsets that keep every need."""
    subsets = itertools.chain.from_iterable(itertools.combinations(items, size) for size in range(len(items) + 1))
    return min(
        sum(item.cost for item in several) for several in subsets if keeps_all(needs, [item.id for item in several])
    )
