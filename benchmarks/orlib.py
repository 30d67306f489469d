"""Instances of OR-Library, read: graphs of uncapacitated p-medians, and capacitated p-medians of points."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import shortest_path

from portee.hubs.siting.choice import Float

__all__ = ["read_optima", "read_pmed", "read_pmedcap"]


def read_pmed(path: Path) -> tuple[Float, int]:
    """Minutes between all vertices, and p. The last of two edges between the same ends is meant."""
    numbers = [int(text) for text in path.read_text(encoding="ascii").split()]
    vertices, edges, count = numbers[:3]
    length: dict[tuple[int, int], int] = {}
    for first, last, cost in zip(numbers[3::3], numbers[4::3], numbers[5::3], strict=True):
        length[min(first, last) - 1, max(first, last) - 1] = cost
    assert edges >= len(length)
    rows, columns = np.array(list(length)).T
    graph = coo_array((np.array(list(length.values()), np.float64), (rows, columns)), (vertices, vertices))
    return np.asarray(shortest_path(graph.tocsr(), directed=False), np.float64), count


def read_optima(path: Path) -> dict[str, int]:
    """Optimum of each p-median, by name."""
    rows = [line.split() for line in path.read_text(encoding="ascii").splitlines()[1:] if line.strip()]
    return {name: int(value) for name, value in rows}


def read_pmedcap(path: Path) -> list[tuple[int, int, float, Float, Float]]:
    """Of each problem: its best known value, p, the capacity of each place, distances rounded down, and demands."""
    numbers = [int(text) for text in path.read_text(encoding="ascii").split()]
    found, at = [], 1
    for _ in range(numbers[0]):
        _, best, customers, count, capacity = numbers[at : at + 5]
        points = np.array(numbers[at + 5 : at + 5 + 4 * customers], np.float64).reshape(customers, 4)
        distance = np.floor(np.hypot(*(points[:, None, 1:3] - points[None, :, 1:3]).transpose(2, 0, 1)))
        found.append((best, count, float(capacity), distance, points[:, 3].copy()))
        at += 5 + 4 * customers
    return found
