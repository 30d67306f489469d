"""Public transport for a whole window at once: RAPTOR by rounds over lanes of departure minutes.

Every stop keeps one arrival per departure minute of the window, its *lanes*: int16 seconds after the start of the
window. A round rides each pattern that can be boarded once for all lanes together, then walks from the stops it
improved with one vector minimum per footpath. After k rounds the lanes are exact for journeys of at most k rides.

Lanes rise with the minute, since whoever leaves earlier can wait: a trip caught by lane m is caught by all lanes
before it. So the state aboard a trip is one number, the latest lane that caught it; and a stop's lanes are a stair
whose *steps* (value, last lane) are all that boarding has to look at. An arrival after the deadline of its lane
(its departure plus the longest travel time allowed) is not kept.

RAPTOR: Delling, Pajor and Werneck 2015, doi:10.1287/trsc.2014.0534.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from portee.kernels.jit import kernel

__all__ = ["Cut", "Footpaths", "LaneSpace", "Rules", "lane_space", "padded", "ride_rounds"]

BLOCK = 16
Int16 = npt.NDArray[np.int16]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
Bool = npt.NDArray[np.bool_]


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
    seconds for changing vehicles at the same stop."""

    offset: Int64
    to: Int32
    seconds: Int16
    stay: Int16


class Rules(NamedTuple):
    """lanes: departure minutes; spacing: seconds between lanes; longest: seconds of travel allowed; rides: at most;
    slack: seconds needed at a stop before boarding; infinite: int16 lane value that means unreached."""

    lanes: int
    spacing: int
    longest: int
    rides: int
    slack: int
    infinite: int


class LaneSpace(NamedTuple):
    """Scratch of one search thread over s stops, L padded lanes, p patterns. See `ride_rounds`."""

    best: Int16
    ready: Int16
    seen: Int16
    low: Int16
    high: Int16
    touched: Int32
    walked: Int32
    walked_mark: npt.NDArray[np.uint8]
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


def lane_space(stops: int, lanes: int, patterns: int, trips: int, longest_pattern: int) -> LaneSpace:
    """Scratch for one thread. `longest_pattern`: most trips in one pattern."""
    width = padded(lanes)

    def by_stop() -> Int16:
        return np.zeros((stops, width), np.int16)

    return LaneSpace(
        best=by_stop(),
        ready=by_stop(),
        seen=by_stop(),
        low=np.zeros(stops, np.int16),
        high=np.zeros(stops, np.int16),
        touched=np.zeros(stops, np.int32),
        walked=np.zeros(stops, np.int32),
        walked_mark=np.zeros(stops, np.uint8),
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


@kernel
def _enqueue(space, pattern, position, count):
    if space.queued[pattern]:
        if position < space.first_position[pattern]:
            space.first_position[pattern] = position
        return count
    space.queued[pattern] = 1
    space.first_position[pattern] = position
    space.queue[count] = pattern
    return count + 1


@kernel
def _steps(space, stop, rules):
    """Steps of the lanes of `ready` that improved since last seen; returns how many."""
    ready, seen = space.ready[stop], space.seen[stop]
    value, lane = space.step_value[stop], space.step_lane[stop]
    count = 0
    for m in range(rules.lanes):
        now = ready[m]
        if now < seen[m]:
            seen[m] = now
            if now + rules.slack <= m * rules.spacing + rules.longest:
                if count > 0 and value[count - 1] == now:
                    lane[count - 1] = m
                else:
                    value[count] = now
                    lane[count] = m
                    count += 1
    space.step_count[stop] = count
    return count


@kernel
def _open_patterns(cut, space, walked, rules):
    """Patterns that the stops just walked to can board: fills the queue, returns its length."""
    count = 0
    for k in range(walked):
        stop = space.walked[k]
        space.walked_mark[stop] = 0
        if _steps(space, stop, rules) > 0:
            for call in range(cut.call_offset[stop], cut.call_offset[stop + 1]):
                count = _enqueue(space, cut.call_pattern[call], cut.call_position[call], count)
    return count


@kernel
def _alight(space, stop, lane, above, time, rules, touched):
    """Offer an arrival to lanes above .. lane (all caught this trip). Returns the count of touched stops."""
    best = space.best[stop]
    if time >= best[lane] or time > lane * rules.spacing + rules.longest:
        return touched
    least = above
    late = time - rules.longest
    if late > 0:
        least = max(least, (late + rules.spacing - 1) // rules.spacing)
    m = lane
    while m >= least and best[m] > time:
        best[m] = time
        m -= 1
    if space.low[stop] > space.high[stop]:
        space.touched[touched] = stop
        touched += 1
        space.low[stop] = m + 1
        space.high[stop] = lane
    else:
        space.low[stop] = min(space.low[stop], m + 1)
        space.high[stop] = max(space.high[stop], lane)
    return touched


@kernel
def _ride(cut, space, pattern, rules, touched):
    """Ride one pattern for all lanes from its first position that improved. Returns the count of touched stops."""
    trips = cut.trip_offset[pattern + 1] - cut.trip_offset[pattern]
    base = cut.trip_offset[pattern]
    first = cut.position_offset[pattern]
    aboard = space.aboard
    lowest, highest = trips, -1
    aboard[:trips] = -1
    seats = len(cut.seat_next) > 0
    if seats:
        space.waited[:trips] = -1
        for t in range(trips):
            if space.seated[base + t] >= 0:
                aboard[t] = space.seated[base + t]
                space.seated[base + t] = -1
                lowest, highest = min(lowest, t), t
    for position in range(space.first_position[pattern], cut.position_offset[pattern + 1] - first):
        stop = cut.position_stop[first + position]
        event = cut.event_offset[pattern] + position * trips
        if highest >= 0 and cut.position_alight[first + position]:
            above = -1
            for t in range(lowest, highest + 1):
                lane = aboard[t]
                if lane > above:
                    touched = _alight(space, stop, lane, above + 1, cut.arrival[event + t], rules, touched)
                    above = lane
        steps = space.step_count[stop]
        if steps > 0 and cut.position_board[first + position]:
            value, last = space.step_value[stop], space.step_lane[stop]
            t = np.searchsorted(cut.departure[event : event + trips], value[0] + rules.slack)
            for j in range(steps):
                need = value[j] + rules.slack
                while t < trips and cut.departure[event + t] < need:
                    t += 1
                if t == trips or cut.departure[event + t] == 32767:
                    break
                if seats:
                    space.waited[t] = max(space.waited[t], last[j])
                if last[j] > aboard[t]:
                    aboard[t] = last[j]
                    lowest, highest = min(lowest, t), max(highest, t)
    return touched


@kernel
def _ride_all(cut, space, queued, rules):
    """Ride every queued pattern, and those that seated passengers continue on. Returns the count of touched stops."""
    touched = 0
    head = 0
    room = len(space.queue)
    while queued > 0:
        pattern = space.queue[head]
        head = (head + 1) % room
        queued -= 1
        space.queued[pattern] = 0
        touched = _ride(cut, space, pattern, rules, touched)
        if len(cut.seat_next) == 0:
            continue
        # Whoever boarded a trip could have waited for a later one, worth it when only the later one runs on.
        waited = np.int16(-1)
        for t in range(cut.trip_offset[pattern + 1] - cut.trip_offset[pattern]):
            waited = max(waited, space.waited[t])
            lane = max(waited, space.aboard[t])
            onward = cut.seat_next[cut.trip_offset[pattern] + t]
            if onward >= 0 and lane > space.carried[onward]:
                space.carried[onward] = lane
                space.seated[onward] = lane
                follower = cut.trip_pattern[onward]
                if not space.queued[follower]:
                    space.queued[follower] = 1
                    space.queue[(head + queued) % room] = follower
                    queued += 1
                space.first_position[follower] = 0
    return touched


@kernel
def _walk_lanes(ready, best, seconds, low, high):
    for m in range(low, high + 1):
        ready[m] = min(ready[m], np.int16(best[m] + seconds))


@kernel
def _walk(footpaths, space, touched):
    """Walk from every touched stop. Returns the count of stops where lanes may have become ready earlier."""
    walked = 0
    for k in range(touched):
        stop = space.touched[k]
        low, high = space.low[stop], space.high[stop]
        space.low[stop], space.high[stop] = 1, 0
        best = space.best[stop]
        if footpaths.stay[stop] >= 0:
            _walk_lanes(space.ready[stop], best, footpaths.stay[stop], low, high)
            if not space.walked_mark[stop]:
                space.walked_mark[stop] = 1
                space.walked[walked] = stop
                walked += 1
        for path in range(footpaths.offset[stop], footpaths.offset[stop + 1]):
            other = footpaths.to[path]
            _walk_lanes(space.ready[other], best, footpaths.seconds[path], low, high)
            if not space.walked_mark[other]:
                space.walked_mark[other] = 1
                space.walked[walked] = other
                walked += 1
    return walked


@kernel
def ride_rounds(cut, footpaths, access_stop, access_seconds, rules, space):
    """Earliest arrivals at every stop, by vehicle, for every lane, with at most `rules.rides` rides.

    access_stop, access_seconds int32 (k,): stops that can be reached from the origin, and in how long.
    Leaves in `space.best` int16 (s, L) seconds after the window's start, `rules.infinite` where unreached or later
    than the lane's departure plus `rules.longest`. Returns how many rounds improved something.
    """
    infinite = rules.infinite
    space.best[:] = infinite
    space.ready[:] = infinite
    space.seen[:] = infinite
    space.step_count[:] = 0
    space.carried[:] = -1
    space.low[:] = 1
    space.high[:] = 0
    walked = 0
    for k in range(len(access_stop)):
        stop, seconds = access_stop[k], access_seconds[k]
        if seconds > rules.longest:
            continue
        for m in range(rules.lanes):
            space.ready[stop, m] = m * rules.spacing + seconds
        space.walked_mark[stop] = 1
        space.walked[walked] = stop
        walked += 1
    for done in range(rules.rides):
        queued = _open_patterns(cut, space, walked, rules)
        if queued == 0:
            return done
        opened = walked
        touched = _ride_all(cut, space, queued, rules)
        for k in range(opened):
            space.step_count[space.walked[k]] = 0
        if touched == 0:
            return done
        if done + 1 == rules.rides:
            for k in range(touched):
                space.low[space.touched[k]], space.high[space.touched[k]] = 1, 0
            return rules.rides
        walked = _walk(footpaths, space, touched)
    return rules.rides
