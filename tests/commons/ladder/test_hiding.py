"""A hidden cell cannot be found: the sums of what is shown are solved, exactly on small tables by trying all."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from portee.commons.ladder.hiding import hidden_cells, most_it_could_be, with_totals

COUNT = st.one_of(st.integers(0, 14), st.integers(0, 60))


@st.composite
def tables(draw: st.DrawFn) -> NDArray[np.int64]:
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    counts = draw(st.lists(COUNT, min_size=rows * columns, max_size=rows * columns))
    return with_totals(np.array(counts, dtype=np.int64).reshape(rows, columns))


def determined(table: NDArray[np.int64], hidden: NDArray[np.bool_]) -> set[tuple[int, int]]:
    """Hidden cells that the sums alone give, whatever the counts: their unit vector is a sum of lines."""
    places = [(int(r), int(c)) for r, c in np.argwhere(hidden)]
    lines = []
    for row in range(table.shape[0]):
        lines.append([(1 if c < table.shape[1] - 1 else -1) * (r == row) for r, c in places])
    for column in range(table.shape[1]):
        lines.append([(1 if r < table.shape[0] - 1 else -1) * (c == column) for r, c in places])
    matrix = np.array(lines, dtype=float)
    rank = np.linalg.matrix_rank(matrix)
    return {
        place
        for k, place in enumerate(places)
        if np.linalg.matrix_rank(np.vstack([matrix, np.eye(len(places))[k]])) == rank
    }


@given(tables())
@settings(max_examples=60, deadline=None)
def test_small_cells_are_hidden_and_none_is_given_by_the_sums(table: NDArray[np.int64]) -> None:
    hidden = hidden_cells(table)
    small = (table > 0) & (table < 11)
    assert (hidden[small]).all()
    assert not hidden[table == 0].any()
    found = determined(table, hidden) if hidden.any() else set()
    assert not [cell for cell in found if small[cell]]
    for row, column in np.argwhere(small):
        assert most_it_could_be(table, hidden, (int(row), int(column))) >= 11


@given(tables())
@settings(max_examples=40, deadline=None)
def test_what_is_hidden_in_a_line_holds_nobody_or_eleven_people(table: NDArray[np.int64]) -> None:
    hidden = hidden_cells(table)
    for one, flags in ((table, hidden), (table.T, hidden.T)):
        for counts, apart in zip(one, flags, strict=True):
            inside = counts[:-1][apart[:-1]].sum()
            assert apart[-1] or inside == 0 or inside >= 11


@given(st.lists(st.integers(0, 13), min_size=4, max_size=4))
@settings(max_examples=10, deadline=None)
def test_by_trying_all_counts_a_small_cell_may_be_small_or_large(counts: list[int]) -> None:
    table = with_totals(np.array(counts, dtype=np.int64).reshape(2, 2))
    hidden = hidden_cells(table)
    inner = [(0, 0), (0, 1), (1, 0), (1, 1)]
    could: dict[tuple[int, int], set[int]] = {cell: set() for cell in inner}
    ranges = [range(1, 24) if hidden[cell] else [int(table[cell])] for cell in inner]
    for guess in product(*ranges):
        a, b, c, d = guess
        totals = {(0, 2): a + b, (1, 2): c + d, (2, 0): a + c, (2, 1): b + d, (2, 2): a + b + c + d}
        if all(hidden[cell] or totals[cell] == table[cell] for cell in totals):
            for cell, value in zip(inner, guess, strict=True):
                could[cell].add(value)
    for cell in inner:
        if 0 < table[cell] < 11:
            assert table[cell] in could[cell]
            assert max(could[cell]) >= 11
            assert len(could[cell]) > 1


def test_a_table_without_small_cells_is_shown_whole() -> None:
    assert not hidden_cells(with_totals(np.array([[11, 40], [0, 20]]))).any()


def test_one_small_cell_takes_others_with_it() -> None:
    table = with_totals(np.array([[5, 40, 30], [20, 30, 40], [50, 60, 70]]))
    hidden = hidden_cells(table)
    assert hidden[0, 0]
    # A cycle: one more in its row, one more in its column, and the corner between both.
    assert hidden.sum() == 4
    assert not hidden[-1, :].any()
    assert not hidden[:, -1].any()


def test_a_small_survey_shows_nothing() -> None:
    assert hidden_cells(with_totals(np.array([[3, 4]]))).all()
