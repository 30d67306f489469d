"""What a search by rounds works on: a cut of the timetable, footpaths, rules, and one thread's scratch.

A *lane* is one departure minute of the window; every stop keeps one arrival per lane.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["BLOCK", "Cut", "Footpaths", "LaneSpace", "Rules", "lane_space", "padded"]

BLOCK = 16
"""Lanes in one vector: scratch is padded to whole blocks."""

Int16 = npt.NDArray[np.int16]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
Bool = npt.NDArray[np.bool_]
Bounds = npt.NDArray[np.uint64]


class Cut(NamedTuple):
    """The trips that run in one window, by pattern, none overtaking another within its pattern.

    position_offset int32 (p + 1,) into position_stop int32, position_board, position_alight bool.
    trip_offset int32 (p + 1,): pattern i has trips trip_offset[i] .. trip_offset[i + 1], by rising departure.
    event_offset int64 (p,): the event of trip j (within its pattern) at position q is event_offset + q × trips + j.
    departure, arrival int16: seconds after the window's start, -1 before it, 32767 after its horizon.
    call_offset int32 (s + 1,) into call_pattern, call_position int32: where each stop can be boarded.
    seat_next int32 (t,): the trip that this trip's passengers stay seated for, -1 for none; trip_pattern int32 (t,).
    Both are empty when no vehicle runs on as another trip.
    """

    position_offset: Int32
    position_stop: Int32
    position_board: Bool
    position_alight: Bool
    trip_offset: Int32
    event_offset: Int64
    departure: Int16
    arrival: Int16
    call_offset: Int32
    call_pattern: Int32
    call_position: Int32
    seat_next: Int32
    trip_pattern: Int32


class Footpaths(NamedTuple):
    """Walks between stops: offset int64 (s + 1,) into to int32 and seconds int16. `stay` int16 (s,): least
    seconds for changing vehicles at the same stop.
    """

    offset: Int64
    to: Int32
    seconds: Int16
    stay: Int16


class Rules(NamedTuple):
    """lanes: departure minutes; spacing: seconds between lanes; longest: seconds of travel allowed; rides: at most;
    slack: seconds needed at a stop before boarding; infinite: int16 lane value that means unreached.
    """

    lanes: int
    spacing: int
    longest: int
    rides: int
    slack: int
    infinite: int


class LaneSpace(NamedTuple):
    """Scratch of one search thread over s stops, L padded lanes, p patterns, t trips, e events.

    best, ready, seen int16 (s, L): arrivals by vehicle, seconds from which one can board, and `ready` as last boarded.
    changed_from, changed_to uint64 (s,): run of lanes in which `best` fell, in whole blocks, empty when equal;
    nearer_from, nearer_to: the same for `ready`. touched, walked int32 (s,): stops where they are not empty.
    step_count (s,), step_value, step_lane (s, L): steps to board.
    queue, queued, first_position (p,): patterns to ride. reached int16 (e,): latest lane known aboard at each event.
    aboard, waited int16 (most trips of a pattern,); seated, carried int16 (t,): lanes that stay seated into a trip.
    """

    best: Int16
    ready: Int16
    seen: Int16
    changed_from: Bounds
    changed_to: Bounds
    nearer_from: Bounds
    nearer_to: Bounds
    touched: Int32
    walked: Int32
    reached: Int16
    step_count: Int16
    step_value: Int16
    step_lane: Int16
    queue: Int32
    queued: npt.NDArray[np.uint8]
    first_position: Int32
    aboard: Int16
    waited: Int16
    seated: Int16
    carried: Int16


def padded(lanes: int) -> int:
    """Lanes rounded up to whole vectors."""
    return (lanes + BLOCK - 1) // BLOCK * BLOCK


def lane_space(stops: int, lanes: int, *cuts: Cut) -> LaneSpace:
    """Scratch for one thread, wide enough for each of the cuts."""
    patterns = max(len(cut.event_offset) for cut in cuts)
    trips = max(int(cut.trip_offset[-1]) for cut in cuts)
    longest_pattern = max(int(np.diff(cut.trip_offset).max(initial=0)) for cut in cuts)
    events = max(len(cut.departure) for cut in cuts)
    width = padded(lanes)

    def by_stop() -> Int16:
        return np.zeros((stops, width), np.int16)

    return LaneSpace(
        best=by_stop(),
        ready=by_stop(),
        seen=by_stop(),
        changed_from=np.zeros(stops, np.uint64),
        changed_to=np.zeros(stops, np.uint64),
        nearer_from=np.zeros(stops, np.uint64),
        nearer_to=np.zeros(stops, np.uint64),
        touched=np.zeros(stops, np.int32),
        walked=np.zeros(stops, np.int32),
        reached=np.zeros(events, np.int16),
        step_count=np.zeros(stops, np.int16),
        step_value=by_stop(),
        step_lane=by_stop(),
        queue=np.zeros(patterns, np.int32),
        queued=np.zeros(patterns, np.uint8),
        first_position=np.zeros(patterns, np.int32),
        aboard=np.zeros(longest_pattern, np.int16),
        waited=np.zeros(longest_pattern, np.int16),
        seated=np.full(trips, -1, np.int16),
        carried=np.full(trips, -1, np.int16),
    )
