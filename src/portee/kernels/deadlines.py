"""The latest lane that is in time: when to leave for a fixed hour, and by which stop one comes.

In a mirrored search, where roots are destinations and time runs backwards, the same finds the earliest arrival after
leaving at a fixed hour.
"""

from __future__ import annotations

import numpy as np

from portee.kernels.jit import kernel
from portee.kernels.shortest import UNREACHED

__all__ = ["BY_STREET", "NOWHERE", "deadline_rows", "latest_lanes"]

BY_STREET, NOWHERE = np.int32(-1), np.int32(-2)


@kernel
def deadline_rows(best, after, links, direct, rules, deadline, seconds, lane, stop):
    """Seconds from the latest departure in time to the deadline, for every target.

    best int16 (s, L): arrivals by vehicle per stop and lane, `rules.infinite` where unreached; after: seconds added to
    each; links: from targets to stops; direct int32 (d,): seconds along streets, UNREACHED for none.
    deadline int32 (d,): seconds after the first lane, negative for a target that is not asked for.
    Fills seconds int32 (d,), UNREACHED when no lane within `rules.longest` of the deadline is in time; lane int32
    (d,), the latest; stop int32 (d,): the last stop of its journey, BY_STREET without vehicle, NOWHERE.
    """
    offset, other, extra = links.offset, links.other, links.seconds
    spacing, longest, infinite = rules.spacing, rules.longest, rules.infinite
    for target in range(len(deadline)):
        seconds[target] = UNREACHED
        lane[target] = -1
        stop[target] = NOWHERE
        due = np.int64(deadline[target])
        if due < 0:
            continue
        first = max(np.int64(0), -((longest - due) // spacing))
        m = min(np.int64(rules.lanes) - 1, due // spacing)
        chosen, by = np.int64(-1), NOWHERE
        walk = np.int64(direct[target])
        if walk <= longest and walk <= due:
            at = min(m, (due - walk) // spacing)
            if at >= first:
                chosen, by = at, BY_STREET
        # From `first` on, lanes in time come before lanes too late, so each stop's latest one is found by bisection,
        # above the best one so far or nowhere.
        for k in range(offset[target], offset[target + 1]):
            place = other[k]
            within = due - extra[k] - after
            low, high = max(first, chosen + 1), m
            if low > high or best[place, low] > within or best[place, low] == infinite:
                continue
            while low < high:
                middle = (low + high + 1) >> 1
                if best[place, middle] <= within and best[place, middle] != infinite:
                    low = middle
                else:
                    high = middle - 1
            chosen, by = low, place
        if chosen >= 0:
            seconds[target] = due - chosen * spacing
            lane[target] = chosen
            stop[target] = by


@kernel
def latest_lanes(best, after, links, direct, rules, minutes, out):
    """The latest lane that reaches each target by each minute: out int16 (d, minutes), -1 for none.

    Column t stands for the deadline t × spacing after the first lane. Arguments as `deadline_rows`.
    """
    deadline = np.empty(out.shape[0], np.int32)
    seconds = np.empty(out.shape[0], np.int32)
    lane = np.empty(out.shape[0], np.int32)
    stop = np.empty(out.shape[0], np.int32)
    for t in range(minutes):
        deadline[:] = t * rules.spacing
        deadline_rows(best, after, links, direct, rules, deadline, seconds, lane, stop)
        for target in range(out.shape[0]):
            out[target, t] = lane[target]
