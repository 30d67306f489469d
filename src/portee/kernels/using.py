"""What journeys use, and which of it they cannot do without: lines ridden, stops where vehicles are changed.

For every label of a search (so many rides, stop, lane) one journey that arrives as early is read backwards, and what it
uses is kept as a short list. A pair of places loses a minute when something fails only if all journeys known to arrive
in time that minute use it; so no pair loses more than is counted here.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from portee.kernels.jit import inlined, kernel
from portee.kernels.shortest import UNREACHED

__all__ = ["Elements", "Used", "count_critical", "no_sets", "used_by_labels"]

Int32 = npt.NDArray[np.int32]


class Elements(NamedTuple):
    """What is watched, numbered from 0; -1 for what is not.

    of_pattern int32 (p,): by pattern of the cut, used by whoever rides it. of_stop int32 (s,): by stop, used by whoever
    boards or alights there; passing through aboard a vehicle does not count.
    """

    of_pattern: Int32
    of_stop: Int32


class Used(NamedTuple):
    """Lists of elements, each without repetition: offset int32 (n + 1,) into element int32; both may have room left."""

    offset: Int32
    element: Int32


def no_sets() -> Used:
    """Room for the lists of a search."""
    return Used(np.zeros(1024, np.int32), np.zeros(4096, np.int32))


@inlined
def _ready(trail, rules, rides, ready):
    """Seconds from which one can board at every stop after `rides` rides: fills int16 (s, L)."""
    infinite, lanes = np.int16(rules.infinite), np.uint64(rules.lanes)
    before_offset, before_stop, before_seconds = trail.before_offset, trail.before_stop, trail.before_seconds
    access, stay = trail.access, trail.stay
    best = trail.best[max(rides - 1, 0)]
    for stop in range(ready.shape[0]):
        begins = access[stop]
        for m in range(lanes):
            ready[stop, m] = infinite
        if begins != UNREACHED and begins <= rules.longest:
            for m in range(lanes):
                ready[stop, m] = np.int16(np.int64(m) * rules.spacing + begins)
        if rides == 0:
            continue
        if stay[stop] >= 0:
            for m in range(lanes):
                ready[stop, m] = min(ready[stop, m], np.int16(best[stop, m] + stay[stop]))
        for k in range(before_offset[stop], before_offset[stop + 1]):
            other, walk = before_stop[k], np.int16(before_seconds[k])
            for m in range(lanes):
                ready[stop, m] = min(ready[stop, m], np.int16(best[other, m] + walk))


@inlined
def _source(trail, rules, rides, stop, lane, at):
    """The stop from which someone stands at a stop at that second, -1 for the root."""
    if trail.access[stop] != UNREACHED and lane * rules.spacing + trail.access[stop] == at:
        return np.int64(-1)
    best = trail.best[rides - 1]
    if trail.stay[stop] >= 0 and np.int64(best[stop, lane]) + trail.stay[stop] == at:
        return np.int64(stop)
    found = np.int64(-1)
    for k in range(trail.before_offset[stop], trail.before_offset[stop + 1]):
        if np.int64(best[trail.before_stop[k], lane]) + trail.before_seconds[k] == at:
            found = np.int64(trail.before_stop[k])
            break
    return found


@inlined
def _boarded(cut, came_from, ready, slack, pattern, trip, before, lane):
    """Where someone can have boarded a trip, or one whose passengers stay seated into it, before a position.

    Returns (pattern, trip, position) of the boarding; pattern -1 when there is none.
    """
    last = False
    while True:
        base, first = cut.trip_offset[pattern], cut.position_offset[pattern]
        trips = cut.trip_offset[pattern + 1] - base
        for position in range(before if last else before - 1, -1, -1):
            if not cut.position_board[first + position]:
                continue
            departure = np.int64(cut.departure[cut.event_offset[pattern] + position * trips + trip - base])
            if departure != 32767 and np.int64(ready[cut.position_stop[first + position], lane]) + slack <= departure:
                return np.int64(pattern), np.int64(trip), np.int64(position)
        if len(came_from) == 0 or came_from[trip] < 0:
            return np.int64(-1), np.int64(-1), np.int64(-1)
        trip = came_from[trip]
        pattern = cut.trip_pattern[trip]
        # Whoever boards where the vehicle changes its number rides it too.
        before, last = cut.position_offset[pattern + 1] - cut.position_offset[pattern] - 1, True


@inlined
def _last_ride(cut, trail, ready, slack, stop, lane, time):
    """A ride that ends at a stop at that second.

    Returns (pattern, trip) of the alighting and (pattern, trip, position) of the boarding; -1 when there is none.
    """
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
            found = _boarded(cut, trail.came_from, ready, slack, pattern, base + low, position, lane)
            if found[0] >= 0:
                return np.int64(pattern), np.int64(base + low), found[0], found[1], found[2]
            low += 1
    return np.int64(-1), np.int64(-1), np.int64(-1), np.int64(-1), np.int64(-1)


@inlined
def _with(element, start, size, one):
    """Add one element to the list that starts there, unless it is -1 or known. Returns the new end."""
    if one < 0:
        return size
    for k in range(start, size):
        if element[k] == one:
            return size
    element[size] = one
    return size + 1


@kernel
def used_by_labels(cut, trail, rules, elements, offset, element, sets, index):
    """What one journey behind every label uses, added to the lists of other searches.

    cut, trail: of the search (see `Trail`), `trail.best` int16 (rides, s, L). elements: `Elements`.
    offset, element, sets: lists so far (`Used`), and how many they are.
    Fills index int32 (rides, s, L): the list of each label, -1 where there is none. Returns offset, element (longer
    ones where needed) and the number of lists.
    """
    best = trail.best
    lanes, infinite = np.int64(rules.lanes), rules.infinite
    ready = np.empty(best.shape[1:], np.int16)
    came_from, trip_pattern = trail.came_from, cut.trip_pattern
    for rides in range(best.shape[0]):
        waited = False
        for stop in range(best.shape[1]):
            for m in range(lanes - 1, -1, -1):
                time = best[rides, stop, m]
                if time >= infinite:
                    index[rides, stop, m] = -1
                    continue
                if rides > 0 and best[rides - 1, stop, m] == time:
                    index[rides, stop, m] = index[rides - 1, stop, m]
                    continue
                if m + 1 < lanes and best[rides, stop, m + 1] == time:  # whoever leaves earlier can wait
                    index[rides, stop, m] = index[rides, stop, m + 1]
                    continue
                if not waited:
                    _ready(trail, rules, rides, ready)
                    waited = True
                pattern, trip, from_pattern, from_trip, position = _last_ride(
                    cut, trail, ready, rules.slack, stop, m, time
                )
                index[rides, stop, m] = -1
                if pattern < 0:  # cannot be for labels of the same search
                    continue
                board = cut.position_stop[cut.position_offset[from_pattern] + position]
                source = _source(trail, rules, rides, board, m, np.int64(ready[board, m]))
                known = np.int64(-1)
                if source >= 0:
                    known = np.int64(index[rides - 1, source, m])
                start = np.int64(offset[sets])
                size, more = start, np.int64(3)
                if known >= 0:
                    more += offset[known + 1] - offset[known]
                at = trip
                while at != from_trip:
                    more += 1
                    at = np.int64(came_from[at])
                if size + more > len(element):
                    wider = np.empty(2 * (size + more), np.int32)
                    wider[:size] = element[:size]
                    element = wider
                if sets + 2 > len(offset):
                    longer = np.empty(2 * len(offset), np.int32)
                    longer[: sets + 1] = offset[: sets + 1]
                    offset = longer
                if known >= 0:
                    for k in range(offset[known], offset[known + 1]):
                        element[size] = element[k]
                        size += 1
                size = _with(element, start, size, elements.of_stop[board])
                size = _with(element, start, size, elements.of_stop[stop])
                size = _with(element, start, size, elements.of_pattern[from_pattern])
                at = trip
                while at != from_trip:
                    size = _with(element, start, size, elements.of_pattern[trip_pattern[at]])
                    at = np.int64(came_from[at])
                index[rides, stop, m] = sets
                sets += 1
                offset[sets] = size
    return offset, element, sets


@inlined
def _earliest(best, links, row, early):
    """Least arrival at one target in every lane of every draw: fills int16 (draws, L)."""
    last = best.shape[1] - 1
    for draw in range(best.shape[0]):
        for m in range(best.shape[3]):
            early[draw, m] = 32767
        for k in range(links.offset[row], links.offset[row + 1]):
            stop, walk = links.other[k], np.int16(links.seconds[k])
            for m in range(best.shape[3]):
                early[draw, m] = min(early[draw, m], np.int16(best[draw, last, stop, m] + walk))


@inlined
def _needed(best, index, offset, element, links, row, draw, lane, lanes, due, room):
    """Elements that every journey known uses of those that leave in a lane or later and arrive in time.

    Fills room int32 with them; returns how many they are.
    """
    last, count = best.shape[1] - 1, np.int64(-1)
    for k in range(links.offset[row], links.offset[row + 1]):
        stop, within = links.other[k], due - links.seconds[k]
        previous = np.int64(-1)
        for m in range(lane, lanes):
            if best[draw, last, stop, m] > within:
                break
            for rides in range(last, -1, -1):
                if best[draw, rides, stop, m] > within:
                    break
                one = np.int64(index[draw, rides, stop, m])
                if one == previous:
                    continue
                previous = one
                lo, hi = offset[one], offset[one + 1]
                if count < 0:
                    count = np.int64(hi - lo)
                    for j in range(lo, hi):
                        room[j - lo] = element[j]
                else:
                    kept = 0
                    for i in range(count):
                        for j in range(lo, hi):
                            if element[j] == room[i]:
                                room[kept] = room[i]
                                kept += 1
                                break
                    count = np.int64(kept)
                if count == 0:
                    return count
    return count


@kernel
def count_critical(best, index, offset, element, links, direct, after, rules, rank, worth, room, lost, bound):
    """Worth of the targets reached, and for each element of those that may be lost when it fails.

    best int16, index int32 (draws, rides, s, L): of one root. offset, element: `Used`.
    links: from targets to stops; direct int32 (d,): seconds along streets, UNREACHED for none; after: seconds added to
    each arrival by vehicle. rank: of the percentile among all lanes of all draws; a target counts as reached when more
    lanes than that are in time. worth float64 (d,). room int32 (elements,) and lost int32 (elements,), zeros: scratch.
    Adds to bound float64 (elements,). Returns the worth of what is reached.
    """
    spacing, longest = rules.spacing, rules.longest
    touched, early = np.empty(len(lost), np.int32), np.empty((best.shape[0], best.shape[3]), np.int16)
    reached = 0.0
    for row in range(len(worth)):
        if worth[row] == 0.0:
            continue
        if direct[row] <= longest:
            reached += worth[row]
            continue
        _earliest(best, links, row, early)
        within = np.int64(0)
        for draw in range(best.shape[0]):
            for m in range(rules.lanes):
                within += early[draw, m] <= m * spacing + longest - after
        if within <= rank:
            continue
        reached += worth[row]
        safe, seen = np.int64(0), 0
        for draw in range(best.shape[0]):
            for m in range(rules.lanes):
                if safe > rank:
                    break
                if early[draw, m] > m * spacing + longest - after:
                    continue
                count = _needed(
                    best, index, offset, element, links, row, draw, m, np.int64(rules.lanes),
                    m * spacing + longest - after, room,
                )  # fmt: skip
                if count == 0:
                    safe += 1
                for i in range(count):
                    one = room[i]
                    if lost[one] == 0:
                        touched[seen] = one
                        seen += 1
                    lost[one] += 1
        for i in range(seen):
            one = touched[i]
            if within - lost[one] <= rank:
                bound[one] += worth[row]
            lost[one] = 0
    return reached
