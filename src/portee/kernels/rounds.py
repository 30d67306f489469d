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

import numpy as np

from portee.kernels.jit import inlined, kernel
from portee.kernels.lanes import BLOCK

__all__ = ["ride_each_round", "ride_rounds"]


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


@inlined
def _begin(access_stop, access_seconds, rules, space):
    """Empty the scratch and walk to the first stops. Returns how many they are."""
    ready, walked_stops, nearer_from, nearer_to = space.ready, space.walked, space.nearer_from, space.nearer_to
    space.best[:] = rules.infinite
    ready[:] = rules.infinite
    space.seen[:] = rules.infinite
    space.step_count[:] = 0
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
    return walked


@inlined
def _round(cut, footpaths, rules, space, walked, last):
    """One more ride from the stops just walked to, and the walks after it unless it is the last.

    Returns the count of stops walked to, and whether anything was ridden; the round after it has none when not.
    """
    touched_stops, changed_from, changed_to = space.touched, space.changed_from, space.changed_to
    walked_stops, step_count = space.walked, space.step_count
    queued = _open_patterns(cut, space, walked, rules)
    if queued == 0:
        return 0, False
    touched = _ride_all(cut, space, queued, rules)
    for k in range(walked):
        step_count[walked_stops[k]] = 0
    if last or touched == 0:
        for k in range(touched):
            changed_to[touched_stops[k]] = changed_from[touched_stops[k]]
        return 0, True
    return _walk(footpaths, space, touched), True


@kernel
def ride_rounds(cut, footpaths, access_stop, access_seconds, rules, space):
    """Earliest arrivals at every stop, by vehicle, for every lane, with at most `rules.rides` rides.

    access_stop, access_seconds int32 (k,): stops that can be reached from the origin, and in how long.
    Leaves in `space.best` int16 (s, L) seconds after the window's start, `rules.infinite` where unreached or later
    than the lane's departure plus `rules.longest`. Returns how many rounds were ridden.
    """
    walked = _begin(access_stop, access_seconds, rules, space)
    for done in range(rules.rides):
        walked, ridden = _round(cut, footpaths, rules, space, walked, done + 1 == rules.rides)
        if not ridden:
            return done
        if walked == 0:
            return done + 1
    return rules.rides


@kernel
def ride_each_round(cut, footpaths, access_stop, access_seconds, rules, space, best):
    """As `ride_rounds`, keeping `space.best` after each of the rounds: best int16 (rides, s, L)."""
    walked = _begin(access_stop, access_seconds, rules, space)
    going = True
    for done in range(rules.rides):
        if going:
            walked, going = _round(cut, footpaths, rules, space, walked, done + 1 == rules.rides)
            going = going and walked > 0
        best[done] = space.best
