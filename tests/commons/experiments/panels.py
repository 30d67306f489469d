"""Panels with a planted effect, for tests."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from portee.commons.experiments.panel import NEVER, Panel


def planted(
    starts: dict[int, int], periods: int, effect: Callable[[int], float], *, seed: int = 0, noise: float = 0.3,
    cluster: int = 1, shared: float = 0.0, drift: float = 0.0,
) -> Panel:  # fmt: skip
    """A panel of units by start, NEVER for controls.

    Units have levels, periods a trend, and treated units an effect by periods since the start. `cluster` units in a row
    share shocks of deviation `shared` in each period; treated units drift by `drift` per period all along.
    """
    rng = np.random.default_rng(seed)
    start = np.repeat(list(starts), list(starts.values()))
    units = len(start)
    groups = np.arange(units) // cluster
    values = rng.normal(0, 1, (units, 1)) + 0.1 * np.arange(periods) + rng.normal(0, noise, (units, periods))
    values += rng.normal(0, 1, (units, periods))[groups] * shared
    for row, first in enumerate(start):
        if first != NEVER:
            values[row] += drift * np.arange(periods)
            values[row, first:] += [effect(since) for since in range(periods - first)]
    return Panel.of(values, start, cluster=groups)
