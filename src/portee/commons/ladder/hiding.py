"""Which cells of a table of counts are hidden, so that no small one is shown or found from the totals."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from portee.commons.anonymity import LEAST_PEOPLE

__all__ = ["hidden_cells", "most_it_could_be", "with_totals"]

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


def with_totals(counts: Counts) -> Counts:
    """A table with a last row and a last column of totals."""
    wide = np.concatenate([counts, counts.sum(axis=1, keepdims=True)], axis=1)
    return np.concatenate([wide, wide.sum(axis=0, keepdims=True)], axis=0)


def hidden_cells(table: Counts, least: int = LEAST_PEOPLE) -> Flags:
    """Where a table that ends in its totals is not shown.

    Cells of 1 to `least` − 1 are hidden. Then further ones, the smallest first, until two things hold: in each row and
    column, what is hidden holds nobody or at least `least` people together; and whoever solves the sums of what is
    shown must reckon that each small cell could hold `least` or more (checked by linear programming; that a hidden cell
    holds somebody is taken as known). A cell of 0 is shown: it counts nobody.
    """
    small = (table > 0) & (table < least)
    hidden = small.copy()
    safe: set[tuple[int, int]] = set()
    while True:
        exposed = _exposed_line(table, hidden, least)
        if exposed is not None:
            hidden[_next_of(table, hidden, exposed)] = True
            continue
        # What is safe stays so: hiding more leaves more that it could be.
        found = next(
            (cell for cell in _places(small) if cell not in safe and most_it_could_be(table, hidden, cell) < least),
            None,
        )
        if found is None:
            return hidden
        safe |= {cell for cell in _places(small) if cell not in safe and _before(cell, found)}
        row, column = found
        lines = [(0, row), (1, column)]
        open_ = [line for line in lines if _can_hide(table, hidden, line)]
        # Where its own lines are used up, any further cell loosens the sums.
        hidden[_next_of(table, hidden, open_[0] if open_ else None)] = True


def most_it_could_be(table: Counts, hidden: Flags, cell: tuple[int, int]) -> float:
    """The greatest count of a hidden cell that agrees with all that is shown; infinite where nothing bounds it."""
    from scipy.optimize import linprog

    places = _places(hidden)
    at = {place: k for k, place in enumerate(places)}
    rows, sums = [], []
    for axis, line in _lines(table.shape):
        entries = _entries(table.shape, axis, line)
        inside = [(entry, sign) for entry, sign in entries if entry in at]
        if inside:
            row = np.zeros(len(places))
            for entry, sign in inside:
                row[at[entry]] = sign
            rows.append(row)
            sums.append(-sum(sign * int(table[entry]) for entry, sign in entries if entry not in at))
    aim = np.zeros(len(places))
    aim[at[cell]] = -1
    solved = linprog(aim, A_eq=np.array(rows), b_eq=np.array(sums), bounds=(1, None), method="highs")
    # 0 solved, 3 unbounded.
    return float("inf") if solved.status == 3 else float(-solved.fun)


def _exposed_line(table: Counts, hidden: Flags, least: int) -> tuple[int, int] | None:
    """A row (0, place) or column (1, place) with a shown total whose hidden cells hold too few people together."""
    for axis, line in _lines(table.shape):
        entries = _entries(table.shape, axis, line)
        *inner, total = [entry for entry, _ in entries]
        apart = [entry for entry in inner if hidden[entry]]
        # Cells under a hidden total are in no sum that is shown.
        few = len(apart) == 1 or sum(int(table[entry]) for entry in apart) < least
        if apart and not hidden[total] and few and _can_hide(table, hidden, (axis, line)):
            return axis, line
    return None


def _can_hide(table: Counts, hidden: Flags, line: tuple[int, int]) -> bool:
    return any(not hidden[entry] and table[entry] > 0 for entry, _ in _entries(table.shape, *line))


def _next_of(table: Counts, hidden: Flags, line: tuple[int, int] | None) -> tuple[int, int]:
    """The cell to hide next: not a total while there is another, beside hidden ones in its other line, the smallest."""
    last = table.shape[0] - 1, table.shape[1] - 1
    if line is None:
        entries = [(int(row), int(column)) for row, column in np.ndindex(*table.shape)]
    else:
        entries = [entry for entry, _ in _entries(table.shape, *line)]

    def order(entry: tuple[int, int]) -> tuple[int, bool, int, tuple[int, int]]:
        row, column = entry
        totals = (row == last[0]) + (column == last[1])
        across = hidden[:, column] if line is None or line[0] == 0 else hidden[row, :]
        return totals, not across.any(), int(table[entry]), entry

    return min((entry for entry in entries if not hidden[entry] and table[entry] > 0), key=order)


def _lines(shape: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    yield from ((0, row) for row in range(shape[0]))
    yield from ((1, column) for column in range(shape[1]))


def _entries(shape: tuple[int, ...], axis: int, line: int) -> list[tuple[tuple[int, int], int]]:
    """Cells of a row or column with their sign in its sum: the total is the last, and counts against the others."""
    length = shape[1 - axis]
    cells = [(line, k) if axis == 0 else (k, line) for k in range(length)]
    return [(cell, -1 if k == length - 1 else 1) for k, cell in enumerate(cells)]


def _places(flags: Flags) -> list[tuple[int, int]]:
    return [(int(row), int(column)) for row, column in np.argwhere(flags)]


def _before(cell: tuple[int, int], other: tuple[int, int]) -> bool:
    return cell < other
