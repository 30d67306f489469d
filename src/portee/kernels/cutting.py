"""Cut a window out of a timetable: trips of a pattern laid out so that none overtakes another."""

from __future__ import annotations

import numpy as np

from portee.kernels.jit import kernel

__all__ = ["fill_events", "split_overtaking"]


@kernel
def _follows(first_event, shift, arrival, departure, ahead, behind, length):
    """Whether instance `behind` is nowhere before instance `ahead`."""
    a, b = first_event[ahead], first_event[behind]
    for q in range(length):
        if arrival[b + q] + shift[behind] < arrival[a + q] + shift[ahead]:
            return False
        if departure[b + q] + shift[behind] < departure[a + q] + shift[ahead]:
            return False
    return True


@kernel
def split_overtaking(pattern, length, first_event, shift, arrival, departure):
    """Number the instances (trips on a day) of each pattern so that no instance overtakes another of its number.

    pattern int32 (i,), rising, instances of a pattern by rising first departure; length int32 (p,): stops of each
    pattern; first_event int64 (i,): index of the instance's first event; shift int32 (i,): seconds added to its events.
    Returns part int32 (i,): numbered from 0 over all patterns, rising with `pattern`; each part is in the order given.
    """
    count = len(pattern)
    part = np.zeros(count, np.int32)
    last = np.empty(count, np.int64)
    parts = 0
    lo = 0
    while lo < count:
        hi = lo
        while hi < count and pattern[hi] == pattern[lo]:
            hi += 1
        used = 0
        stops = length[pattern[lo]]
        for i in range(lo, hi):
            slot = used
            for k in range(used):
                if _follows(first_event, shift, arrival, departure, last[k], i, stops):
                    slot = k
                    break
            if slot == used:
                used += 1
            last[slot] = i
            part[i] = parts + slot
        parts += used
        lo = hi
    return part


@kernel
def fill_events(
    part_offset, length, event_offset, first_event, shift, horizon, arrival, departure, to_arrival, to_departure
):
    """Lay out events by part, position, trip as int16 seconds: -1 before the window, 32767 after its horizon.

    part_offset int32 (p + 1,): instances of each part; length int32 (p,); event_offset int64 (p,); instances in order.
    """
    for part in range(len(part_offset) - 1):
        trips = part_offset[part + 1] - part_offset[part]
        for t in range(trips):
            i = part_offset[part] + t
            for q in range(length[part]):
                event = event_offset[part] + q * trips + t
                time = arrival[first_event[i] + q] + shift[i]
                to_arrival[event] = -1 if time < 0 else (32767 if time > horizon else time)
                time = departure[first_event[i] + q] + shift[i]
                to_departure[event] = -1 if time < 0 else (32767 if time > horizon else time)
