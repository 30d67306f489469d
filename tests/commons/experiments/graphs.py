"""Small random graphs, for tests."""

from __future__ import annotations

import numpy as np

from portee.commons.experiments.near_graph import NearGraph, graph_of_pairs


def random_graph(seed: int, count: int, influence: float = 1.0) -> NearGraph:
    """A graph of places of which each pair may see each other."""
    rng = np.random.default_rng(seed)
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count) if rng.random() < 0.3]
    return graph_of_pairs(count, pairs, influence)
