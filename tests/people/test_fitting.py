"""Iterative proportional fitting: margins met, associations kept, zeros kept, and a slow twin that agrees."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.people.fitting import fit_margins

Floats = npt.NDArray[np.float64]


def slowly(seed: Floats, margins: list[list[float]], rounds: int) -> dict[tuple[int, ...], float]:
    """One table, one number at a time."""
    places = list(itertools.product(*(range(length) for length in seed.shape)))
    table = {place: float(seed[place]) for place in places}
    for _ in range(rounds):
        for axis in reversed(range(len(margins))):
            for k, wanted in enumerate(margins[axis]):
                mine = [place for place in places if place[axis] == k]
                there = sum(table[place] for place in mine)
                for place in mine:
                    table[place] = table[place] * wanted / there if there > 0 else 0.0
    return table


SHAPES = st.sampled_from([(2,), (2, 3), (2, 2, 5), (3, 2, 2)])


@st.composite
def problems(draw: st.DrawFn, *, zeros: bool = True) -> tuple[Floats, list[Floats]]:
    """A positive seed and margins of a few tables, some of them zero."""
    shape = draw(SHAPES)
    cells = int(np.prod(shape))
    seed = np.array(draw(st.lists(st.floats(0.05, 20), min_size=cells, max_size=cells))).reshape(shape)
    tables = draw(st.integers(1, 3))
    totals = np.array(draw(st.lists(st.floats(0.5, 2000), min_size=tables, max_size=tables)))
    margins = []
    for length in shape:
        least = 0 if zeros else 1
        row = st.lists(st.integers(least, 9), min_size=length, max_size=length)
        parts = np.array(draw(st.lists(row, min_size=tables, max_size=tables))).astype(float)
        parts[parts.sum(axis=1) == 0, 0] = 1
        margins.append(totals[:, None] * parts / parts.sum(axis=1, keepdims=True))
    return seed, margins


@given(problems())
def test_margins_are_met_and_nothing_is_negative(problem: tuple[Floats, list[Floats]]) -> None:
    seed, margins = problem
    fitted = fit_margins(seed, margins)
    assert fitted.converged.all()
    assert (fitted.tables >= 0).all()
    totals = margins[0].sum(axis=1)
    for axis, margin in enumerate(margins):
        others = tuple(k for k in range(1, fitted.tables.ndim) if k != axis + 1)
        found = fitted.tables.sum(axis=others)
        np.testing.assert_allclose(found, margin, rtol=0, atol=1e-10 * totals.max() + 1e-12)
        assert (found[margin == 0] == 0).all()
    others = tuple(range(2, fitted.tables.ndim))
    np.testing.assert_allclose(fitted.tables.sum(axis=others), margins[0], rtol=1e-14)


@given(problems())
def test_agrees_with_the_slow_twin(problem: tuple[Floats, list[Floats]]) -> None:
    seed, margins = problem
    fitted = fit_margins(seed, margins)
    for row, table in enumerate(fitted.tables):
        twin = slowly(seed, [margin[row].tolist() for margin in margins], fitted.iterations)
        for place, number in twin.items():
            assert table[place] == pytest.approx(number, rel=1e-9, abs=1e-12)


@given(problems(), st.floats(0.01, 100))
def test_scaling_the_margins_scales_the_tables(problem: tuple[Floats, list[Floats]], times: float) -> None:
    seed, margins = problem
    one = fit_margins(seed, margins).tables
    many = fit_margins(seed, [margin * times for margin in margins]).tables
    np.testing.assert_allclose(many, one * times, rtol=1e-7, atol=1e-9 * many.max())


@given(problems(zeros=False), st.floats(0.01, 100))
def test_the_unit_of_the_seed_does_not_matter(problem: tuple[Floats, list[Floats]], times: float) -> None:
    seed, margins = problem
    np.testing.assert_allclose(
        fit_margins(seed * times, margins).tables, fit_margins(seed, margins).tables, rtol=1e-7, atol=1e-9
    )


@given(problems(zeros=False))
def test_associations_of_the_seed_are_kept(problem: tuple[Floats, list[Floats]]) -> None:
    """Every odds ratio of two rows and two columns stays that of the seed."""
    seed, margins = problem
    if seed.ndim < 2:
        return
    for table in fit_margins(seed, margins).tables:
        flat = [values.reshape(seed.shape[0], -1) for values in (seed, table)]
        before, after = (np.log(m[0, 0] * m[1, 1] / (m[0, 1] * m[1, 0])) for m in flat)
        assert after == pytest.approx(before, abs=1e-6)


def test_a_table_by_hand() -> None:
    # A seed of equal numbers gives rows × columns / total: 30 × 20 / 100 = 6, 30 × 80 / 100 = 24, 14, 56.
    fitted = fit_margins(np.ones((2, 2)), [[[30, 70]], [[20, 80]]])
    np.testing.assert_allclose(fitted.tables[0], [[6, 24], [14, 56]], rtol=1e-12)
    # With an odds ratio of 6 and margins 1/2, 1/2: x² / (1/2 − x)² = 6 → x = √6 / (2 (1 + √6)) = 0.35505.
    fitted = fit_margins([[3, 1], [1, 2]], [[[0.5, 0.5]], [[0.5, 0.5]]])
    assert fitted.tables[0, 0, 0] == pytest.approx(np.sqrt(6) / (2 * (1 + np.sqrt(6))), rel=1e-9)


def test_an_empty_table_stays_empty() -> None:
    fitted = fit_margins(np.ones((2, 3)), [[[0, 0], [1, 2]], [[0, 0, 0], [3, 0, 0]]])
    assert (fitted.tables[0] == 0).all()
    assert fitted.converged.all()
    np.testing.assert_allclose(fitted.tables[1], [[1, 0, 0], [2, 0, 0]])


def test_no_table_at_all() -> None:
    assert fit_margins(np.ones((2, 2)), [np.zeros((0, 2)), np.zeros((0, 2))]).tables.shape == (0, 2, 2)


def test_zeros_of_the_seed_that_leave_no_table_are_told() -> None:
    # Only the diagonal may hold anything, and the margins are not the same.
    fitted = fit_margins(np.eye(2), [[[1, 3], [2, 2]], [[3, 1], [2, 2]]], most_iterations=50)
    assert fitted.converged.tolist() == [False, True]
    assert fitted.iterations == 50
    assert fitted.worst[0] > 0.1
    assert (fitted.tables[:, ~np.eye(2, dtype=bool)] == 0).all()


@pytest.mark.parametrize(
    ("seed", "margins", "words"),
    [
        ([1, 2], [[1, 2]], "do not fit a seed"),
        ([1, 2], [[[1, 2, 3]]], "do not fit a seed"),
        ([[1, 2], [1, 2]], [[[1, 2]]], "do not fit a seed"),
        ([[1, 2], [1, 2]], [[[1, 2]], [[1, 2], [1, 2]]], "do not fit a seed"),
        (1.0, [], "do not fit a seed"),
        ([1, -2], [[[1, 2]]], "zero or more"),
        ([1, np.nan], [[[1, 2]]], "zero or more"),
        ([1, 2], [[[1, -2]]], "zero or more"),
        ([1, 2], [[[1, np.inf]]], "zero or more"),
        ([[1, 2], [1, 2]], [[[1, 2]], [[1, 2.1]]], r"table 0 have different totals: 3, 3\.1"),
    ],
)
def test_nonsense_is_refused(seed: npt.ArrayLike, margins: list[npt.ArrayLike], words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        fit_margins(seed, margins)
