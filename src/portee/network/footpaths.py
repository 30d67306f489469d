"""Walks between stops along real streets, and the rules that feeds lay on changing vehicles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.kernels.lanes import Footpaths
from portee.kernels.shortest import workspace
from portee.kernels.tables import point_space, reach_table, transposed
from portee.network.modegraph import ModeGraph
from portee.network.snapping import Snapped, attach
from portee.network.timetable import Timetable

__all__ = ["StopWalks", "footpaths", "stop_walks"]

FORBIDDEN = 3
MIN_TIME = 2
MOST = 32_767
"""Seconds are kept in 16 bits: nine hours and more are as good as never."""


@dataclass(frozen=True, eq=False)
class StopWalks:
    """Pairs of stops within a limit along the streets of one mode, in rows by first stop, itself left out.

    Attributes:
        offset: int64 (s + 1,); to: int32; cost: int32, in the mode's cost unit.
        limit: the limit, in the same unit.
    """

    offset: npt.NDArray[np.int64]
    to: npt.NDArray[np.int32]
    cost: npt.NDArray[np.int32]
    limit: int


def stop_walks(graph: ModeGraph, stops: Snapped, limit: int) -> StopWalks:
    """All pairs of stops within a limit (cost unit of the mode: equivalent mm for all but car)."""
    sources, targets = attach(graph, stops), attach(graph, stops)
    count = len(stops.edge)
    space, marks = workspace(graph.node_count), point_space(count)
    offset, to, cost = reach_table(graph.ahead, sources, 0, count, targets, limit, space, marks)
    row = np.repeat(np.arange(count, dtype=np.int32), np.diff(offset))
    kept = row != to
    offset = np.concatenate([[0], np.cumsum(np.bincount(row[kept], minlength=count))]).astype(np.int64)
    return StopWalks(offset, to[kept], cost[kept], limit)


def footpaths(
    timetable: Timetable, walks: StopWalks, speed: float, slack: int, *, towards: bool = False, on_foot: bool = True
) -> Footpaths:
    """Footpaths in whole seconds, with transfers.txt and pathways.txt applied.

    Type 3 forbids a change, type 2 asks for a least time from arrival to departure (boarding slack included), pathways
    replace a longer walk inside a station. Rules for single trips or routes are not for stops: they are left out here.

    Args:
        timetable: stops and rules.
        walks: walks between stops along the streets.
        speed: cost units per second.
        slack: boarding slack in seconds.
        towards: turn every walk round.
        on_foot: whether pathways may be used; they can hold stairs, so not on wheels.
    """
    count = timetable.stop_count
    row = np.repeat(np.arange(count, dtype=np.int64), np.diff(walks.offset))
    seconds = np.ceil(walks.cost / speed).astype(np.int64)
    pair = {
        (a, b): s
        for a, b, s in zip(
            timetable.pathway_from.tolist(),
            timetable.pathway_to.tolist(),
            timetable.pathway_seconds.tolist(),
            strict=True,
        )
    }
    if not on_foot:
        pair = {}
    stay = np.zeros(count, np.int16)
    general = (
        (timetable.transfer_from >= 0)
        & (timetable.transfer_to >= 0)
        & (timetable.transfer_from_trip < 0)
        & (timetable.transfer_to_trip < 0)
        & (timetable.transfer_from_route < 0)
        & (timetable.transfer_to_route < 0)
    )
    least: dict[tuple[int, int], int] = {}
    barred: set[tuple[int, int]] = set()
    for k in np.flatnonzero(general).tolist():
        ends = int(timetable.transfer_from[k]), int(timetable.transfer_to[k])
        if timetable.transfer_type[k] == FORBIDDEN:
            barred.add(ends)
        elif timetable.transfer_type[k] == MIN_TIME and timetable.transfer_min_time[k] >= 0:
            least[ends] = int(timetable.transfer_min_time[k]) - slack
    key = row * count + walks.to
    order = np.argsort(key, kind="stable")
    key, seconds = key[order], seconds[order]
    added: list[tuple[int, int]] = []
    for (a, b), walk in pair.items():
        place = int(np.searchsorted(key, a * count + b))
        if place < len(key) and key[place] == a * count + b:
            seconds[place] = min(int(seconds[place]), walk)
        elif a != b:
            added.append((a * count + b, walk))
    if added:
        key = np.concatenate([key, np.array([k for k, _ in added], np.int64)])
        seconds = np.concatenate([seconds, np.array([s for _, s in added], np.int64)])
        order = np.argsort(key, kind="stable")
        key, seconds = key[order], seconds[order]
    kept = np.ones(len(key), np.bool_)
    for (a, b), floor in least.items():
        if a == b:
            stay[a] = min(max(floor, 0), MOST)
            continue
        place = int(np.searchsorted(key, a * count + b))
        if place < len(key) and key[place] == a * count + b:
            seconds[place] = max(int(seconds[place]), floor)
    for a, b in barred:
        if a == b:
            stay[a] = -1
            continue
        place = int(np.searchsorted(key, a * count + b))
        if place < len(key) and key[place] == a * count + b:
            kept[place] = False
    key, seconds = key[kept], np.minimum(seconds[kept], MOST)
    first, to = (key // count).astype(np.int64), (key % count).astype(np.int32)
    offset = np.concatenate([[0], np.cumsum(np.bincount(first, minlength=count))]).astype(np.int64)
    if towards:
        offset, to, seconds = transposed(offset, to, seconds.astype(np.int32), count)
    return Footpaths(offset, to, seconds.astype(np.int16), stay)
