"""The best stop on the way: home → stop → work → stop → home, for every place of work at once.

All times are whole minutes after midnight. A table `leave[c, t]` tells the latest minute at which one can leave the
earlier end to be at stop c by minute `first + t`; `home[c, t]` the earliest minute at which one is at the later end
when leaving stop c at minute `first + t`. NEVER stands for impossible, in both.
"""

from __future__ import annotations

import numpy as np

from portee.kernels.jit import inlined, kernel

__all__ = ["NEVER", "one_stop", "two_stops"]

NEVER = np.int32(-32768)


@inlined
def _looked_up(table, row, minute, first):
    """Entry of a table for a minute, NEVER outside it."""
    at = minute - first
    if at < 0 or at >= table.shape[1]:
        return NEVER
    return np.int32(table[row, at])


@kernel
def one_stop(
    leave, leave_first, home, home_first, must_go, may_come, opens, closes, dwell, start, end, limit, out, back, chosen
):
    """The best stop for each place of work, both ways by the same stop.

    leave, home: int32 (c, t) tables between home and stops, from minutes leave_first and home_first on.
    must_go int32 (c, j): latest minute to leave stop c to be at work j in time; may_come int32 (c, j): earliest minute
    at stop c after work; NEVER when impossible. opens, closes int32 (c,): minutes between which a stop takes and gives
    back a child; dwell: minutes spent there. start, end int32 (j,): minutes of work, NEVER for a place not asked for.
    limit: longest minutes of each way. Fills out, back int32 (j,): minutes of each way, NEVER when impossible, and
    chosen int32 (j,): the stop with the least sum of both, the first of several, -1.
    """
    for j in range(len(start)):
        out[j] = NEVER
        back[j] = NEVER
        chosen[j] = -1
        if start[j] == NEVER:
            continue
        least = 2 * limit + 1
        for c in range(len(opens)):
            if must_go[c, j] == NEVER or may_come[c, j] == NEVER:
                continue
            there_by = must_go[c, j] - dwell
            taken = may_come[c, j] + dwell
            if there_by < opens[c] or there_by + dwell > closes[c] or taken > closes[c]:
                continue
            gone = _looked_up(leave, c, there_by, leave_first)
            again = _looked_up(home, c, taken, home_first)
            if gone == NEVER or again == NEVER:  # noqa: PLR1714 - compiled
                continue
            way, way_back = start[j] - gone, again - end[j]
            if way <= limit and way_back <= limit and way + way_back < least:
                least = way + way_back
                out[j], back[j], chosen[j] = way, way_back, c


@kernel
def two_stops(
    leave, leave_first, home, home_first, between, between_first, again, again_first, must_go, may_come,
    opens_a, closes_a, opens_b, closes_b, dwell_a, dwell_b, start, end, limit, out, back, chosen_a, chosen_b,
):  # fmt: skip
    """The best pair of stops: home → a → b → work → b → a → home. Arguments as `one_stop`.

    leave, home: tables between home and stops a. between int32 (a × b, t): latest minute to leave a to be at b by a
    minute; again int32 (a × b, t): earliest minute at a when leaving b at a minute; row a × (stops b) + b.
    must_go, may_come int32 (b, j): between stops b and work. Fills also chosen_b.
    """
    count_b = len(opens_b)
    for j in range(len(start)):
        out[j] = NEVER
        back[j] = NEVER
        chosen_a[j] = -1
        chosen_b[j] = -1
        if start[j] == NEVER:
            continue
        least = 2 * limit + 1
        for b in range(count_b):
            if must_go[b, j] == NEVER or may_come[b, j] == NEVER:
                continue
            b_by, b_left = must_go[b, j] - dwell_b, may_come[b, j] + dwell_b
            if b_by < opens_b[b] or b_by + dwell_b > closes_b[b] or b_left > closes_b[b]:
                continue
            if start[j] - b_by > limit or b_left - end[j] > limit:
                continue
            for a in range(len(opens_a)):
                row = a * count_b + b
                go = _looked_up(between, row, b_by, between_first)
                come = _looked_up(again, row, b_left, again_first)
                if go == NEVER or come == NEVER:  # noqa: PLR1714 - compiled
                    continue
                a_by, a_left = go - dwell_a, come + dwell_a
                if a_by < opens_a[a] or a_by + dwell_a > closes_a[a] or a_left > closes_a[a]:
                    continue
                gone = _looked_up(leave, a, a_by, leave_first)
                home_at = _looked_up(home, a, a_left, home_first)
                if gone == NEVER or home_at == NEVER:  # noqa: PLR1714 - compiled
                    continue
                way, way_back = start[j] - gone, home_at - end[j]
                if way <= limit and way_back <= limit and way + way_back < least:
                    least = way + way_back
                    out[j], back[j], chosen_a[j], chosen_b[j] = way, way_back, a, b
