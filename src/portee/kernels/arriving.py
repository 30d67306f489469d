"""Whether targets are reached in time by one lane of a search, without asking how long it takes."""

from __future__ import annotations

import numpy as np

from portee.kernels.jit import kernel

__all__ = ["NO_TIME", "arriving_rows", "time_left"]

NO_TIME = np.int32(-1)
"""Time left at a stop that no vehicle reaches early enough."""


@kernel
def time_left(best, lane, due, after, infinite, left):
    """Seconds that are left at each stop before a deadline.

    best int16 (s, L): arrivals by vehicle, `infinite` where unreached; lane: the one that is asked about; due: seconds
    from the first lane to the deadline; after: seconds added to each arrival. Fills left int32 (s,), NO_TIME where
    nothing is.
    """
    for stop in range(len(left)):
        spare = np.int32(due) - np.int32(best[stop, lane]) - np.int32(after)
        left[stop] = spare if best[stop, lane] != infinite and spare >= 0 else NO_TIME


@kernel
def arriving_rows(left, links, direct, within, asked, found):
    """Whether each target is reached in time, by a vehicle or along streets alone.

    left int32 (s,): from `time_left`; links: from targets to stops; direct int32 (d,): seconds along streets, UNREACHED
    for none; within: seconds that a way along streets may take; asked bool (d,): targets that matter, others are taken
    as reached. Fills found bool (d,).
    """
    offset, other, seconds = links.offset, links.other, links.seconds
    for target in range(len(found)):
        found[target] = True
        if not asked[target] or direct[target] <= within:
            continue
        found[target] = False
        for k in range(offset[target], offset[target + 1]):
            if seconds[k] <= left[other[k]]:
                found[target] = True
                break
