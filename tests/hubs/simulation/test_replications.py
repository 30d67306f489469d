"""Equal seeds, equal results, whatever the number of processes."""

from __future__ import annotations

import numpy as np

from portee.hubs.simulation.given import Law, Simulated, Span
from portee.hubs.simulation.measured import Measured
from portee.hubs.simulation.replications import replicate
from tests.hubs.simulation.services import queue

SPAN = Span(7, 1)


def _same(one: Measured, other: Measured) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True)
        for name in ("counts", "by_hour", "means")
    ) and all(np.array_equal(*pair) for pair in zip(one.waits, other.waits, strict=True))


def _run(service: Simulated, seed: int, processes: int = 1) -> tuple[Measured, ...]:
    return replicate(service, SPAN, seed=seed, replications=5, processes=processes)


def test_processes_and_runs_change_nothing_and_seeds_do() -> None:
    service = queue(3, 2.0, Law(1.5, "lognormal", 0.7), patience=Law(0.2, "exponential"))
    alone = _run(service, 4)
    assert all(_same(*pair) for pair in zip(alone, _run(service, 4, processes=2), strict=True))
    assert all(_same(*pair) for pair in zip(alone, _run(service, 4), strict=True))
    assert not any(_same(*pair) for pair in zip(alone, _run(service, 5), strict=True))
    assert not _same(alone[0], alone[1])
    assert _same(replicate(service, SPAN, seed=4, replications=2)[1], alone[1])
