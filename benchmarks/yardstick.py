"""One number that says how fast a machine is, so that figures from two machines can be compared.

One `scipy.sparse.csgraph.dijkstra` from one corner over a 450 × 450 grid of four neighbours with seeded uniform
weights; the median of 7.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from benchmarks.measure import median_ms
from benchmarks.results import Table
from benchmarks.setting import Setting

__all__ = ["R5_MACHINE_MS", "grid_graph", "run", "yardstick_ms"]

SIDE = 450
REPEATS = 7
SEED = 0

R5_MACHINE_MS = 36.8
"""The yardstick on the machine where R5 was measured, ms."""


def grid_graph(side: int = SIDE) -> csr_matrix:
    """A square grid of side × side nodes; each edge weighs the same in both directions, uniform in [0, 1)."""
    node = np.arange(side * side).reshape(side, side)
    start = np.concatenate([node[:, :-1].ravel(), node[:-1].ravel()])
    end = np.concatenate([node[:, 1:].ravel(), node[1:].ravel()])
    weight = np.random.default_rng(SEED).uniform(size=len(start))
    both = np.concatenate([start, end]), np.concatenate([end, start])
    return csr_matrix((np.concatenate([weight, weight]), both), shape=(side * side, side * side))


def yardstick_ms() -> float:
    """The yardstick of this machine now, ms."""
    graph = grid_graph()
    return median_ms(lambda: dijkstra(graph, indices=0), REPEATS, warm=False)


def run(setting: Setting) -> list[Table]:
    """The yardstick itself, against the machine where R5 was measured."""
    here = setting.yardstick_ms
    rows = [["here", f"{here:.1f}"], ["where R5 was measured", f"{R5_MACHINE_MS:.1f}"]]
    rows.append(["this machine is", f"{R5_MACHINE_MS / here:.2f} times as fast"])
    about = f"Dijkstra from one corner of a {SIDE} × {SIDE} grid, scipy, seeded uniform weights, median of {REPEATS}."
    return [Table("Yardstick", about, ("machine", "ms"), rows)]
