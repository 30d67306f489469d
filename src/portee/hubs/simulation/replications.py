"""Many independent replications, on one process or several: equal seeds give equal results all the same."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from portee.core.progress import Progress, Silent
from portee.hubs.simulation.draws import drawn
from portee.hubs.simulation.given import Simulated, Span
from portee.hubs.simulation.measured import Measured, measured
from portee.hubs.simulation.run import simulate_once

__all__ = ["replicate", "replicated"]


def replicated(given: Simulated, span: Span, seed: int, replication: int) -> Measured:
    """One replication, drawn, run and measured."""
    requests = drawn(given, span, seed, replication)
    return measured(given, span, requests, simulate_once(given, span, requests))


def replicate(
    given: Simulated, span: Span, *, seed: int, replications: int, processes: int = 1, progress: Progress | None = None
) -> tuple[Measured, ...]:
    """All replications, in their order whatever the number of processes."""
    told = progress or Silent()
    one = partial(replicated, given, span, seed)
    found = []
    if processes <= 1 or replications == 1:
        for replication in range(replications):
            found.append(one(replication))
            told.advance()
        return tuple(found)
    # Spawned, as a fork of a process with threads may hang.
    with ProcessPoolExecutor(min(processes, replications), multiprocessing.get_context("spawn")) as pool:
        for measure in pool.map(one, range(replications), chunksize=max(1, replications // (4 * processes))):
            found.append(measure)
            told.advance()
    return tuple(found)
