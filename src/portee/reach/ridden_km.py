"""Kilometres and greenhouse gases aboard public transport from every origin to every destination, at one minute."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from portee.core.progress import Progress, Silent
from portee.reach.backtrack import labels_of
from portee.reach.commute import Block, Found
from portee.reach.links import LinkStore
from portee.reach.options import Travel, Window
from portee.reach.tracing import Ridden, ridden
from portee.reach.transit import SPACING_S, TransitSearch, transit_search
from portee.territory.places import Places

__all__ = ["RiddenKm", "middle_minute", "ridden_there"]

Floats = npt.NDArray[np.float64]
NOWHERE = -1


@dataclass(frozen=True, eq=False)
class RiddenKm:
    """Aboard vehicles from n origins to m destinations: float64 (n, m), NaN where no journey leaves at that minute.

    Attributes:
        km: in straight lines between stops. kg: CO2e of one person, NaN too where the figure of a line is not known.
    """

    km: Floats
    kg: Floats


def middle_minute(window: Window) -> Window:
    """The minute in the middle of a window."""
    return replace(window, start_s=window.start_s + SPACING_S * (window.minutes // 2), minutes=1)


def ridden_there(
    store: LinkStore, origins: Places, destinations: Places, travel: Travel, window: Window, grams_km: Floats, *,
    threads: int = 1, progress: Progress | None = None,
) -> RiddenKm:  # fmt: skip
    """What is ridden by the quickest journey with a vehicle at the middle minute of a window, for every pair.

    Args:
        store: links of the network. origins, destinations, travel, window: as for `portee.reach.reach`.
        grams_km: g CO2e per person and kilometre of each route, float64 (r,).
        threads: origins read at a time. progress: told of each.

    Raises:
        ParameterError, NoServiceError: as `transit_search`.
    """
    progress = progress or Silent()
    network = store.network
    search = transit_search(network, origins, destinations, travel, middle_minute(window), store=store)
    roots, others = (destinations, origins) if search.flipped else (origins, destinations)
    km, kg = np.full((len(roots), len(others)), np.nan), np.full((len(roots), len(others)), np.nan)
    timetable = network.timetable
    assert timetable is not None
    block = Block(search, np.full(len(others), -1, np.int32))

    def one(root: int) -> Ridden:
        return ridden((block,), _last_stops(search, root, len(others)), root, timetable, grams_km)

    progress.start("ridden", len(roots))
    waiting: deque[tuple[int, Future[Ridden]]] = deque()

    def take() -> None:
        root, job = waiting.popleft()
        found = job.result()
        rode = found.rides > 0
        km[root, rode], kg[root, rode] = found.km[rode], found.kg[rode]
        progress.advance()

    pool = ThreadPoolExecutor(max(1, threads))
    try:
        for root in range(len(roots)):
            waiting.append((root, pool.submit(one, root)))
            if len(waiting) > 2 * max(1, threads):
                take()
        while waiting:
            take()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        progress.done()
    return RiddenKm(km.T.copy(), kg.T.copy()) if search.flipped else RiddenKm(km, kg)


def _last_stops(search: TransitSearch, root: int, count: int) -> Found:
    """The stop by which each target is reached soonest with a vehicle, in the first draw with such a journey."""
    stop, seconds = np.full(count, NOWHERE, np.int32), np.zeros(count, np.int32)
    egress = search.egress
    row = np.repeat(np.arange(count), np.diff(egress.offset))
    for draw in range(len(search.tables)):
        arrival = labels_of(search, root, draw).best[-1][:, 0].astype(np.int64)[egress.other]
        total = arrival + search.after + egress.seconds
        fits = (arrival < search.rules.infinite) & (total <= search.rules.longest) & (stop[row] == NOWHERE)
        rows, stops, totals = row[fits], egress.other[fits], total[fits]
        order = np.lexsort((stops, totals, rows))
        rows, first = np.unique(rows[order], return_index=True)
        stop[rows], seconds[rows] = stops[order][first], totals[order][first]
    return Found(seconds, np.zeros(count, np.int32), stop, np.where(stop >= 0, 0, -1).astype(np.int32))
