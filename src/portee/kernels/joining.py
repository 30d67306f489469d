"""Two legs joined in the middle: the least cost of going somewhere by way of a place in between."""

from __future__ import annotations

import numpy as np

from portee.kernels.jit import kernel

__all__ = ["join_rows"]


@kernel
def join_rows(first_offset, first_other, first_cost, second_offset, second_other, second_cost, between, most, columns):
    """Least sums over the middle: rows of the first leg, `columns` columns of the second, `between` added.

    first_*, second_*: compressed rows (offset int64, other int32, cost int32); the others of the first are the rows of
    the second. Returns offset int64 (r + 1,), column int32 rising within a row, cost int32, and via int32: the middle
    that gives the least sum, the lowest of several. Sums beyond `most` are left out.
    """
    rows = len(first_offset) - 1
    best = np.full(columns, np.int64(most) + 1)
    middle = np.full(columns, np.int32(-1))
    found = np.empty(columns, np.int32)
    offset = np.zeros(rows + 1, np.int64)
    room = 1024
    column, cost, via = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int32)
    size = 0
    for row in range(rows):
        count = 0
        for k in range(first_offset[row], first_offset[row + 1]):
            place = first_other[k]
            spent = np.int64(first_cost[k]) + between
            for j in range(second_offset[place], second_offset[place + 1]):
                total = spent + second_cost[j]
                target = second_other[j]
                if total > most:
                    continue
                if middle[target] < 0:
                    found[count] = target
                    count += 1
                elif total > best[target] or (total == best[target] and place >= middle[target]):
                    continue
                best[target] = total
                middle[target] = place
        if size + count > room:
            room = 2 * (size + count)
            wider = np.empty((3, room), np.int32)
            wider[0, :size], wider[1, :size], wider[2, :size] = column[:size], cost[:size], via[:size]
            column, cost, via = wider[0], wider[1], wider[2]
        ordered = np.sort(found[:count])
        for k in range(count):
            target = ordered[k]
            column[size + k] = target
            cost[size + k] = best[target]
            via[size + k] = middle[target]
            middle[target] = -1
            best[target] = np.int64(most) + 1
        size += count
        offset[row + 1] = size
    return offset, column[:size].copy(), cost[:size].copy(), via[:size].copy()
