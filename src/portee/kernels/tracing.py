"""What the journey behind a label is made of: rides, metres ridden and what they weigh, without listing its legs.

The same reading backwards as `portee.reach.backtrack`, for many labels at once: an arrival comes from a trip that stops
there at that second, boarded where someone could stand in time; of several, from the one boarded last.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from portee.kernels.jit import inlined, kernel
from portee.kernels.lanes import Cut, Footpaths
from portee.kernels.shortest import UNREACHED
from portee.kernels.tables import transposed

__all__ = ["Traced", "Trail", "trace_labels", "traced_room", "trail_of"]


class Trail(NamedTuple):
    """What reading backwards needs beside the cut and its labels; s stops, p patterns, t trips.

    best int16 (rides, s, L): arrivals with at most k + 1 rides. access int32 (s,): seconds from the root, UNREACHED for
    none; below zero where a mirrored search starts less than the slack from a stop.
    before_offset int64 (s + 1,), before_stop, before_seconds int32: walks by the stop they lead to. stay int16 (s,).
    alight_offset int32 (s + 1,), alight_pattern, alight_position int32: where each stop can be alighted at.
    came_from int32 (t,): trip whose passengers stay seated into this one, -1; empty when there is none.
    metres float64 (positions,): along each pattern from its first position. weight float64 (p,): of each metre.
    """

    best: npt.NDArray[np.int16]
    access: npt.NDArray[np.int32]
    before_offset: npt.NDArray[np.int64]
    before_stop: npt.NDArray[np.int32]
    before_seconds: npt.NDArray[np.int32]
    stay: npt.NDArray[np.int16]
    alight_offset: npt.NDArray[np.int32]
    alight_pattern: npt.NDArray[np.int32]
    alight_position: npt.NDArray[np.int32]
    came_from: npt.NDArray[np.int32]
    metres: npt.NDArray[np.float64]
    weight: npt.NDArray[np.float64]


class Traced(NamedTuple):
    """Of each label, shape (n,): rides int32, 0 where there is no journey; metres and weighed metres float64; first
    int32, the stop where the first vehicle is boarded (in the time of the cut), -1.
    """

    rides: npt.NDArray[np.int32]
    metres: npt.NDArray[np.float64]
    weighed: npt.NDArray[np.float64]
    first: npt.NDArray[np.int32]


def trail_of(
    cut: Cut,
    paths: Footpaths,
    best: npt.NDArray[np.int16],
    access_stop: npt.NDArray[np.int32],
    access_seconds: npt.NDArray[np.int32],
    metres: npt.NDArray[np.float64],
    weight: npt.NDArray[np.float64],
) -> Trail:
    """What reading backwards needs, from what one search rode: see `Trail` for shapes and units.

    access_stop, access_seconds (k,): stops that can be reached from the root, and in how long.
    """
    stops = len(paths.stay)
    access = np.full(stops, UNREACHED, np.int32)
    access[access_stop] = access_seconds
    length = np.diff(cut.position_offset)
    pattern = np.repeat(np.arange(len(length), dtype=np.int32), length)
    position = np.arange(len(cut.position_stop), dtype=np.int32) - np.repeat(cut.position_offset[:-1], length)
    used = np.flatnonzero(cut.position_alight)
    order = used[np.lexsort((position[used], pattern[used], cut.position_stop[used]))]
    offset = np.zeros(stops + 1, np.int32)
    np.cumsum(np.bincount(cut.position_stop[used], minlength=stops), out=offset[1:])
    came_from = np.full(len(cut.seat_next), -1, np.int32)
    onward = np.flatnonzero(cut.seat_next >= 0)
    came_from[cut.seat_next[onward]] = onward
    before, walked_from, seconds = transposed(paths.offset, paths.to, paths.seconds.astype(np.int32), stops)
    return Trail(
        best, access, before, walked_from, seconds, paths.stay, offset, pattern[order], position[order], came_from,
        metres, weight,
    )  # fmt: skip


def traced_room(labels: int) -> Traced:
    """Room for what is read of so many labels."""
    return Traced(np.zeros(labels, np.int32), np.zeros(labels), np.zeros(labels), np.full(labels, -1, np.int32))


@inlined
def _standing(trail, rules, stop, rides, lane):
    """Earliest second at which someone can stand at a stop after so many rides, and the stop walked from (-1: root)."""
    infinite = np.int64(rules.infinite)
    ready, source = infinite, np.int64(-1)
    if trail.access[stop] != UNREACHED:
        ready = lane * rules.spacing + trail.access[stop]
    if rides == 0:
        return ready, source
    best = trail.best[rides - 1]
    if trail.stay[stop] >= 0 and np.int64(best[stop, lane]) + trail.stay[stop] < min(ready, infinite):
        ready, source = np.int64(best[stop, lane]) + trail.stay[stop], np.int64(stop)
    for k in range(trail.before_offset[stop], trail.before_offset[stop + 1]):
        other = trail.before_stop[k]
        at = np.int64(best[other, lane])
        if at < infinite and at + trail.before_seconds[k] < ready:
            ready, source = at + trail.before_seconds[k], np.int64(other)
    return ready, source


@kernel
def _boarding(cut, trail, rules, pattern, trip, before, rides, lane):
    """Latest boarding of a trip, or of one whose passengers stay seated into it, before a position.

    Returns (departure, stop boarded at, stop walked from, metres, weighed metres); departure -1 when there is none.
    """
    metres, weighed = 0.0, 0.0
    while True:
        base, first = cut.trip_offset[pattern], cut.position_offset[pattern]
        trips = cut.trip_offset[pattern + 1] - base
        for position in range(before - 1, -1, -1):
            if not cut.position_board[first + position]:
                continue
            departure = np.int64(cut.departure[cut.event_offset[pattern] + position * trips + trip - base])
            if departure == 32767:
                continue
            stop = cut.position_stop[first + position]
            ready, source = _standing(trail, rules, stop, rides - 1, lane)
            if ready + rules.slack <= departure:
                along = abs(trail.metres[first + before] - trail.metres[first + position])
                return departure, np.int64(stop), source, metres + along, weighed + along * trail.weight[pattern]
        if len(trail.came_from) == 0 or trail.came_from[trip] < 0:
            return np.int64(-1), np.int64(-1), np.int64(-1), 0.0, 0.0
        along = abs(trail.metres[first + before] - trail.metres[first])
        metres += along
        weighed += along * trail.weight[pattern]
        trip = trail.came_from[trip]
        pattern = cut.trip_pattern[trip]
        before = cut.position_offset[pattern + 1] - cut.position_offset[pattern] - 1
        if cut.position_board[cut.position_offset[pattern] + before]:
            # Whoever boards where the vehicle changes its number rides it too; the last position counts as before.
            base, first = cut.trip_offset[pattern], cut.position_offset[pattern]
            trips = cut.trip_offset[pattern + 1] - base
            departure = np.int64(cut.departure[cut.event_offset[pattern] + before * trips + trip - base])
            stop = cut.position_stop[first + before]
            ready, source = _standing(trail, rules, stop, rides - 1, lane)
            if departure != 32767 and ready + rules.slack <= departure:
                return departure, np.int64(stop), source, metres, weighed


@kernel
def trace_labels(cut, trail, rules, stops, lanes, rides, metres, weighed, first):
    """Read many labels backwards: the journey with the fewest rides that reaches each stop as early in its lane.

    stops, lanes int32 (n,): the labels, stop negative for none. Fills the four arrays of `Traced`.
    """
    best = trail.best
    for k in range(len(stops)):
        rides[k] = 0
        metres[k] = 0.0
        weighed[k] = 0.0
        first[k] = -1
        stop, lane = np.int64(stops[k]), np.int64(lanes[k])
        if stop < 0 or best[best.shape[0] - 1, stop, lane] >= rules.infinite:
            continue
        left = best.shape[0]
        while stop >= 0:
            while left > 1 and best[left - 2, stop, lane] == best[left - 1, stop, lane]:
                left -= 1
            time = best[left - 1, stop, lane]
            chosen, board, source, along, weight = np.int64(-1), np.int64(-1), np.int64(-1), 0.0, 0.0
            for call in range(trail.alight_offset[stop], trail.alight_offset[stop + 1]):
                pattern, position = trail.alight_pattern[call], trail.alight_position[call]
                base = cut.trip_offset[pattern]
                trips = cut.trip_offset[pattern + 1] - base
                event = cut.event_offset[pattern] + np.int64(position) * trips
                low, high = np.int64(0), np.int64(trips)
                while low < high:
                    middle = (low + high) >> 1
                    if cut.arrival[event + middle] < time:
                        low = middle + 1
                    else:
                        high = middle
                while low < trips and cut.arrival[event + low] == time:
                    found = _boarding(cut, trail, rules, pattern, base + low, position, left, lane)
                    if found[0] > chosen:
                        chosen, board, source, along, weight = found
                    low += 1
            if chosen < 0:  # cannot be for labels of the same search; told as no journey
                rides[k] = 0
                metres[k] = 0.0
                weighed[k] = 0.0
                first[k] = -1
                break
            rides[k] += 1
            metres[k] += along
            weighed[k] += weight
            first[k] = board
            stop = source
            left -= 1
