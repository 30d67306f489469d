"""What one replication tells: users by stream, waits, and how vehicles and chargers were used by hour of the week."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from portee.hubs.simulation.draws import Requests
from portee.hubs.simulation.given import WEEK_H, Simulated, Span
from portee.hubs.simulation.happened import Outcome, Run

__all__ = ["Measured", "measured"]

Row = np.ndarray[tuple[int], np.dtype[np.float64]]
Table = np.ndarray[tuple[int, int], np.dtype[np.float64]]

HIRED, MOVING, CHARGING, STANDING, WAITING = range(1, 6)


@dataclass(frozen=True, eq=False)
class Measured:
    """Figures of one replication, of users who came after warm-up.

    Attributes:
        counts: int64 (streams, outcomes). waits: hours waited by each user served, by stream, sorted.
        by_hour: float64 (168, 5): mean vehicles hired, moving, charging, standing, and users waiting, by hour of week.
            NaN in hours that the simulated days do not hold. means: the same over all hours.
        hours_hired, km: of those served. moves, kwh_charged, events: of the whole replication, warm-up too.
    """

    counts: np.ndarray[tuple[int, int], np.dtype[np.int64]]
    waits: tuple[Row, ...]
    by_hour: Table
    means: Row
    hours_hired: float
    km: float
    moves: int
    kwh_charged: float
    events: int


def measured(given: Simulated, span: Span, requests: Requests, run: Run) -> Measured:
    """Figures of a run."""
    counted = requests.at >= span.begin_h
    streams, outcomes = len(given.arrivals), len(Outcome)
    cells = requests.of[counted] * outcomes + run.outcome[counted]
    counts = np.bincount(cells, minlength=streams * outcomes).reshape(streams, outcomes)
    served = counted & (run.outcome == Outcome.served)
    waits = tuple(np.sort(run.wait_h[served & (requests.of == place)]) for place in range(streams))
    by_hour = _by_hour(run, span)
    return Measured(
        counts, waits, by_hour, _between(run, np.array([span.begin_h, span.end_h]))[0],
        float(requests.hours[served].sum()), float(requests.km[served].sum()), run.moves, run.kwh_charged, run.events,
    )  # fmt: skip


def _between(
    run: Run, edges: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Means of the five counts between each two edges."""
    at, levels = run.log[:, 0], run.log[:, HIRED:]
    # Until each event, levels times hours add up; between events they grow in a straight line.
    areas = np.vstack([np.zeros(5), np.cumsum(levels[:-1] * np.diff(at)[:, None], axis=0)])
    last = max(float(edges[-1]), float(at[-1]))
    at = np.append(at, last)
    areas = np.vstack([areas, areas[-1] + levels[-1] * (last - at[-2])])
    upto = np.column_stack([np.interp(edges, at, areas[:, column]) for column in range(5)])
    return np.diff(upto, axis=0) / np.diff(edges)[:, None]


def _by_hour(run: Run, span: Span) -> Table:
    edges = np.arange(span.begin_h, span.end_h + 1, dtype=np.float64)
    hourly = _between(run, edges)
    of_week = edges[:-1].astype(np.int64) % WEEK_H
    seen = np.bincount(of_week, minlength=WEEK_H).astype(np.float64)
    seen[seen == 0] = np.nan
    sums = [np.bincount(of_week, weights=hourly[:, column], minlength=WEEK_H) for column in range(5)]
    return np.column_stack(sums) / seen[:, None]
