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

from portee.kernels.jit import inlined, kernel

__all__ = ["Cut", "Footpaths", "LaneSpace", "Rules", "lane_space", "padded", "ride_rounds"]

BLOCK = 16
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


@kernel
def _open_patterns(cut, space, walked, rules):
    """Patterns that the stops just walked to can board: fills the queue, returns its length.

    Lists for each stop the steps of the lanes of `ready` that improved since last seen.
    """
    ready, seen, step_value, step_lane = space.ready, space.seen, space.step_value, space.step_lane
    queue, queued, first_position = space.queue, space.queued, space.first_position
    nearer_from, nearer_to, step_count, stops = space.nearer_from, space.nearer_to, space.step_count, space.walked
    call_offset, call_pattern, call_position = cut.call_offset, cut.call_pattern, cut.call_position
    lanes, slack, spacing, longest = np.uint64(rules.lanes), rules.slack, rules.spacing, rules.longest
    count = 0
    for k in range(walked):
        stop = stops[k]
        steps = 0
        for m in range(nearer_from[stop], min(nearer_to[stop], lanes)):
            now = ready[stop, m]
            if now < seen[stop, m]:
                seen[stop, m] = now
                lane = np.int64(m)
                if now + slack <= lane * spacing + longest:
                    if steps > 0 and step_value[stop, steps - 1] == now:
                        step_lane[stop, steps - 1] = lane
                    else:
                        step_value[stop, steps] = now
                        step_lane[stop, steps] = lane
                        steps += 1
        step_count[stop] = steps
        nearer_to[stop] = nearer_from[stop]
        if steps == 0:
            continue
        for call in range(call_offset[stop], call_offset[stop + 1]):
            pattern, position = call_pattern[call], call_position[call]
            if not queued[pattern]:
                queued[pattern] = 1
                first_position[pattern] = position
                queue[count] = pattern
                count += 1
            elif position < first_position[pattern]:
                first_position[pattern] = position
    return count


@inlined
def _fill(best, stop, lane, above, time, spacing, longest):
    """Write an arrival into lanes above .. lane where it is earlier and in time. Returns the lane before the lowest."""
    least = above
    late = time - longest
    if late > 0:
        least = max(least, (late + spacing - 1) // spacing)
    m = lane
    while m >= least and best[stop, m] > time:
        best[stop, m] = time
        m -= 1
    return m


@inlined
def _mark(changed_from, changed_to, stops, stop, low, high, count):
    """Note that lanes low .. high of a stop fell. Returns the count of stops noted."""
    first = np.uint64(low // BLOCK * BLOCK)
    last = np.uint64((high // BLOCK + 1) * BLOCK)
    if changed_from[stop] == changed_to[stop]:
        stops[count] = stop
        changed_from[stop] = first
        changed_to[stop] = last
        return count + 1
    changed_from[stop] = min(changed_from[stop], first)
    changed_to[stop] = max(changed_to[stop], last)
    return count


@inlined
def _first_departure(departure, event, trips, need):
    """First trip, of those laid out from an event on, that leaves at `need` or later."""
    low, high = 0, trips
    while low < high:
        middle = (low + high) >> 1
        if departure[event + middle] < need:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def _ride_all(cut, space, queued_count, rules):
    """Ride every queued pattern, and those that seated passengers continue on. Returns the count of touched stops.

    A pattern is ridden for all lanes from its first position that improved. Who was already known aboard a trip at an
    event, in this round or an earlier one, is not carried further: all that follows from there has been told.
    """
    # Arrays are taken out of their tuples once: each access in the loop would count references.
    position_offset, position_stop, trip_offset = cut.position_offset, cut.position_stop, cut.trip_offset
    position_board, position_alight, event_offset = cut.position_board, cut.position_alight, cut.event_offset
    departure, arrival, seat_next, trip_pattern = cut.departure, cut.arrival, cut.seat_next, cut.trip_pattern
    best, changed_from, changed_to, stops = space.best, space.changed_from, space.changed_to, space.touched
    queue, queued, first_position = space.queue, space.queued, space.first_position
    step_count, step_value, step_lane = space.step_count, space.step_value, space.step_lane
    aboard, reached, waited, seated, carried = space.aboard, space.reached, space.waited, space.seated, space.carried
    slack, spacing, longest = rules.slack, rules.spacing, rules.longest
    seats = len(seat_next) > 0
    touched = 0
    head = 0
    while queued_count > 0:
        pattern = queue[head]
        head = (head + 1) % len(queue)
        queued_count -= 1
        queued[pattern] = 0
        base, first = trip_offset[pattern], position_offset[pattern]
        trips = trip_offset[pattern + 1] - base
        positions = position_offset[pattern + 1] - first
        lowest, highest = np.int64(trips), np.int64(-1)
        for t in range(trips):
            aboard[t] = -1
        if seats:
            for t in range(trips):
                waited[t] = -1
                if seated[base + t] >= 0:
                    aboard[t] = seated[base + t]
                    seated[base + t] = -1
                    lowest, highest = min(lowest, t), t
        for position in range(first_position[pattern], positions):
            stop = position_stop[first + position]
            event = event_offset[pattern] + position * trips
            if highest >= 0:
                above = np.int64(-1)
                least, most = np.int64(trips), np.int64(-1)
                for t in range(lowest, highest + 1):
                    lane = np.int64(aboard[t])
                    if lane <= reached[event + t]:
                        aboard[t] = -1
                        continue
                    reached[event + t] = lane
                    least, most = min(least, t), t
                    if lane <= above or not position_alight[first + position]:
                        continue
                    time = np.int64(arrival[event + t])
                    if time < best[stop, lane] and time <= lane * spacing + longest:
                        under = _fill(best, stop, lane, above + 1, time, spacing, longest)
                        touched = _mark(changed_from, changed_to, stops, stop, under + 1, lane, touched)
                    above = lane
                lowest, highest = least, most
            steps = step_count[stop]
            if steps > 0 and position_board[first + position]:
                t = _first_departure(departure, event, trips, step_value[stop, 0] + slack)
                for j in range(steps):
                    need = step_value[stop, j] + slack
                    while t < trips and departure[event + t] < need:
                        t += 1
                    if t == trips or departure[event + t] == 32767:
                        break
                    lane = np.int64(step_lane[stop, j])
                    if seats:
                        waited[t] = max(np.int64(waited[t]), lane)
                    if lane > aboard[t] and lane > reached[event + t]:
                        aboard[t] = lane
                        lowest, highest = min(lowest, t), max(highest, t)
        if not seats:
            continue
        # Whoever boarded a trip could have waited for a later one, worth it when only the later one runs on.
        ahead = np.int64(-1)
        end = event_offset[pattern] + trips * (positions - 1)
        for t in range(trips):
            ahead = max(ahead, np.int64(waited[t]))
            lane = max(ahead, np.int64(reached[end + t]))
            onward = seat_next[base + t]
            if onward >= 0 and lane > carried[onward]:
                carried[onward] = lane
                seated[onward] = lane
                follower = trip_pattern[onward]
                if not queued[follower]:
                    queued[follower] = 1
                    queue[(head + queued_count) % len(queue)] = follower
                    queued_count += 1
                first_position[follower] = 0
    return touched


@inlined
def _walk_lanes(ready, best, stop, other, seconds, first, last):
    # Bounds are unsigned: an index that might be negative would keep the compiler from using vectors.
    for m in range(first, last):
        ready[other, m] = min(ready[other, m], np.int16(best[stop, m] + seconds))


@inlined
def _widen(nearer_from, nearer_to, stops, stop, first, last, count):
    """Note that lanes first .. last of a stop may have fallen. Returns the count of stops noted."""
    if nearer_from[stop] == nearer_to[stop]:
        stops[count] = stop
        nearer_from[stop] = first
        nearer_to[stop] = last
        return count + 1
    nearer_from[stop] = min(nearer_from[stop], first)
    nearer_to[stop] = max(nearer_to[stop], last)
    return count


@kernel
def _walk(footpaths, space, touched):
    """Walk from every touched stop. Returns the count of stops where lanes may have become ready earlier."""
    ready, best, nearer_from, nearer_to, stops = (
        space.ready, space.best, space.nearer_from, space.nearer_to, space.walked,
    )  # fmt: skip
    from_stops, changed_from, changed_to = space.touched, space.changed_from, space.changed_to
    offset, to, seconds, stay = footpaths.offset, footpaths.to, footpaths.seconds, footpaths.stay
    walked = 0
    for k in range(touched):
        stop = from_stops[k]
        first, last = changed_from[stop], changed_to[stop]
        changed_to[stop] = first
        if stay[stop] >= 0:
            _walk_lanes(ready, best, stop, stop, stay[stop], first, last)
            walked = _widen(nearer_from, nearer_to, stops, stop, first, last, walked)
        for path in range(offset[stop], offset[stop + 1]):
            _walk_lanes(ready, best, stop, to[path], seconds[path], first, last)
            walked = _widen(nearer_from, nearer_to, stops, to[path], first, last, walked)
    return walked


@kernel
def ride_rounds(cut, footpaths, access_stop, access_seconds, rules, space):
    """Earliest arrivals at every stop, by vehicle, for every lane, with at most `rules.rides` rides.

    access_stop, access_seconds int32 (k,): stops that can be reached from the origin, and in how long.
    Leaves in `space.best` int16 (s, L) seconds after the window's start, `rules.infinite` where unreached or later
    than the lane's departure plus `rules.longest`. Returns how many rounds were ridden.
    """
    best, ready, seen, walked_stops = space.best, space.ready, space.seen, space.walked
    nearer_from, nearer_to, step_count = space.nearer_from, space.nearer_to, space.step_count
    touched_stops, changed_from, changed_to = space.touched, space.changed_from, space.changed_to
    best[:] = rules.infinite
    ready[:] = rules.infinite
    seen[:] = rules.infinite
    step_count[:] = 0
    space.carried[:] = -1
    space.reached[:] = -1
    walked = 0
    for k in range(len(access_stop)):
        stop, seconds = access_stop[k], access_seconds[k]
        if seconds > rules.longest:
            continue
        for m in range(rules.lanes):
            ready[stop, m] = m * rules.spacing + seconds
        nearer_from[stop] = 0
        nearer_to[stop] = ready.shape[1]
        walked_stops[walked] = stop
        walked += 1
    for done in range(rules.rides):
        queued = _open_patterns(cut, space, walked, rules)
        if queued == 0:
            return done
        touched = _ride_all(cut, space, queued, rules)
        for k in range(walked):
            step_count[walked_stops[k]] = 0
        if done + 1 == rules.rides or touched == 0:
            for k in range(touched):
                changed_to[touched_stops[k]] = changed_from[touched_stops[k]]
            return done + 1
        walked = _walk(footpaths, space, touched)
    return rules.rides
