"""Journeys that are in time, and the lines of each; which sets of lines reach what, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.kernels.egress import Links
from portee.resilience.minimal_sets import Lines
from portee.resilience.reading import Reading, Room

__all__ = ["Journeys", "journeys_in_time", "most_used", "near_links", "sets_in_time"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

MOST_SETS = 64
"""Sets of lines of single journeys that are told apart, those that reach most: the bits of a word."""

MOST_DETOURS = 4
"""Lines without which an origin is searched again, those that reach most."""

MOST_STOPS = 4
"""Near a destination, where journeys are read: the nearest ones."""

NOWHERE = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class Journeys:
    """Journeys in time, j of them: target and minute (of all minutes of all draws) int64 (j,), arrival int32 (j,), and
    the lines of each as a place int64 (j,) in `lines`.
    """

    target: npt.NDArray[np.int64]
    minute: npt.NDArray[np.int64]
    arrival: Ints
    place: npt.NDArray[np.int64]
    lines: tuple[Lines, ...]


def journeys_in_time(reading: Reading, root: int, room: Room, links: Links, due: Ints) -> tuple[Journeys, Lines]:
    """Journeys from a root that arrive in time when they leave in their own minute, and all lines of journeys to any
    stop.

    Args:
        links: from the stops near each target, as `near_links`. due: latest arrival of each lane, int32 (L,).
    """
    lanes = int(reading.search.rules.lanes)
    offset, element, sets = reading.read(root, room)
    of_link = np.repeat(np.arange(len(links.offset) - 1, dtype=np.int64), np.diff(links.offset))
    parts = []
    for draw in range(len(reading.search.tables)):
        label, of_label = room.best[draw][:, links.other, :lanes], room.index[draw][:, links.other, :lanes]
        arrival = label.astype(np.int32) + links.seconds[None, :, None]
        good = (arrival <= due) & (of_label >= 0)
        good[1:] &= label[1:] != label[:-1]  # what is not earlier with a ride more is the same journey
        _, link, lane = np.nonzero(good)
        parts.append((of_link[link], draw * lanes + lane, arrival[good], of_label[good]))
    target, minute, arrived, one = (np.concatenate(column) for column in zip(*parts, strict=True))
    used = np.zeros(sets, np.bool_)
    used[one] = True
    known: dict[Lines, int] = {}
    place = np.zeros(sets, np.int64)
    for k in np.flatnonzero(used).tolist():
        lines = frozenset(element[offset[k] : offset[k + 1]].tolist())
        place[k] = known.setdefault(lines, len(known))
    every = frozenset(np.unique(element[: offset[sets]]).tolist())
    return Journeys(target, minute, arrived, place[one], tuple(known)), every


def sets_in_time(
    ways: Sequence[Journeys], worth: Floats, due: Ints, draws: int
) -> tuple[list[Lines], npt.NDArray[np.uint64]]:
    """Sets of lines that reach most, and bit k where journeys of set k are in time: (targets, draws × L).

    Args:
        worth: of each target. due: latest arrival of each lane, int32 (L,).
    """
    use: dict[Lines, float] = {}
    for journeys in ways:
        for lines, value in zip(journeys.lines, _use(journeys, worth).tolist(), strict=True):
            use[lines] = use.get(lines, 0.0) + value
    sets = sorted(use, key=lambda lines: (-use[lines], sorted(lines)))[:MOST_SETS]
    bit = {lines: k for k, lines in enumerate(sets)}
    lanes, minutes = len(due), draws * len(due)
    cells, arrivals = [], []
    for journeys in ways:
        of_place = np.array([bit.get(lines, -1) for lines in journeys.lines], np.int64)
        mine = of_place[journeys.place] if len(of_place) else journeys.place
        kept = mine >= 0
        cells.append(((mine * len(worth) + journeys.target) * minutes + journeys.minute)[kept])
        arrivals.append(journeys.arrival[kept])
    cell, arrival = np.concatenate(cells), np.concatenate(arrivals)
    # Set by set, the latest first: of several values written to one cell the last one stays, the earliest.
    set_of = cell // (len(worth) * minutes)
    order = np.argsort((set_of << 32) - arrival)
    cell, arrival = cell[order], arrival[order]
    first = np.searchsorted(set_of[order], np.arange(len(sets) + 1))
    bits = np.zeros((len(worth), minutes), np.uint64)
    for k in range(len(sets)):
        of_set = slice(int(first[k]), int(first[k + 1]))
        early = np.full(len(worth) * minutes, NOWHERE, np.int32)
        early[cell[of_set] - k * len(early)] = arrival[of_set]
        # One may wait for a journey of a later minute.
        later = early.reshape(len(worth), draws, lanes)[:, :, ::-1]
        in_time = np.minimum.accumulate(later, axis=2)[:, :, ::-1] <= due
        bits |= in_time.reshape(bits.shape).astype(np.uint64) << np.uint64(k)
    return sets, bits


def near_links(links: Links) -> Links:
    """Of each row, the links to its nearest stops, at most MOST_STOPS."""
    row = np.repeat(np.arange(len(links.offset) - 1), np.diff(links.offset))
    order = np.lexsort((links.other, links.seconds, row))
    kept = np.sort(order[np.arange(len(order)) - links.offset[row] < MOST_STOPS])
    offset = np.concatenate([[0], np.cumsum(np.bincount(row[kept], minlength=len(links.offset) - 1))])
    return Links(offset.astype(np.int64), links.other[kept], links.seconds[kept])


def _use(journeys: Journeys, worth: Floats) -> Floats:
    """Worth of the targets of the journeys of each set of lines."""
    found = np.bincount(journeys.place, weights=worth[journeys.target], minlength=len(journeys.lines))
    return found.astype(np.float64, copy=False)  # without any journey they are whole numbers


def most_used(journeys: Journeys, worth: Floats) -> list[int]:
    """The lines by which journeys reach most, at most MOST_DETOURS, those that reach nothing left out."""
    use: dict[int, float] = {}
    for lines, value in zip(journeys.lines, _use(journeys, worth).tolist(), strict=True):
        for line in lines:
            use[line] = use.get(line, 0.0) + value
    return sorted((line for line in use if use[line]), key=lambda line: (-use[line], line))[:MOST_DETOURS]
