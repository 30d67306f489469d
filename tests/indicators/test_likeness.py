"""Gower's distance: hand-computed tables, a slow twin, and its laws."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.likeness import gower_distance, gower_matrix, gower_reasons
from portee.indicators.traits import Traits
from tests.indicators.traits import of, tables_of_traits

NAN = float("nan")


def slow_distance(traits: Traits, a: int, b: int) -> float:
    """Gower's distance by its definition, one variable after the other."""
    above = below = 0.0
    for k, weight in enumerate(traits.weights.tolist()):
        x, y = traits.values[a, k], traits.values[b, k]
        if math.isnan(x) or math.isnan(y):
            continue
        if traits.categorical[k]:
            difference = float(x != y)
        else:
            difference = min(1.0, abs(x - y) / traits.ranges[k]) if traits.ranges[k] > 0 else 0.0
        above += weight * difference
        below += weight
    if a == b:
        return 0.0
    return above / below if below else NAN


def test_by_hand() -> None:
    # Two numbers (ranges 10 and 4) and a category; the third territory lacks the second number.
    traits = of([[0, 1, 0], [5, 5, 1], [10, NAN, 0]], [2, 1, 1], [False, False, True])
    found = gower_distance(traits, 0)
    # To the second: (2 × 0.5 + 1 × 1 + 1 × 1) / 4; to the third: (2 × 1 + 1 × 0) / 3.
    assert found.distance.tolist() == pytest.approx([0, 3 / 4, 2 / 3])
    # What is not known of the third lies between nothing and everything: (2 + 0) / 4 to (2 + 1) / 4.
    assert found.low.tolist() == pytest.approx([0, 3 / 4, 2 / 4])
    assert found.high.tolist() == pytest.approx([0, 3 / 4, 3 / 4])
    assert found.known.tolist() == [1, 1, 3 / 4]
    difference, part = gower_reasons(traits, 0, 2)
    assert difference.tolist() == pytest.approx([1, NAN, 0], nan_ok=True)
    assert part.tolist() == pytest.approx([2 / 3, 0, 0])


def test_nothing_known_of_both_gives_no_distance_and_the_widest_interval() -> None:
    found = gower_distance(of([[1, NAN], [NAN, 2], [2, 3]]), 0)
    assert math.isnan(found.distance[1])
    assert (found.low[1], found.high[1], found.known[1]) == (0, 1, 0)
    assert gower_reasons(of([[1, NAN], [NAN, 2]]), 0, 1)[1].tolist() == [0, 0]


def test_a_difference_beyond_the_declared_range_counts_as_the_range() -> None:
    traits = dataclasses.replace(of([[0], [30]]), ranges=np.array([10.0]))
    assert gower_distance(traits, 0).distance[1] == 1


def test_rows_that_are_not_there_are_refused() -> None:
    traits = of([[1], [2]])
    for call in (lambda: gower_distance(traits, 2), lambda: gower_reasons(traits, 0, -1)):
        with pytest.raises(ParameterError, match="no territory"):
            call()
    assert gower_matrix(of(np.zeros((0, 1)))).shape == (0, 0)


@given(tables_of_traits())
def test_equals_its_slow_twin(traits: Traits) -> None:
    n = len(traits)
    slow = [[slow_distance(traits, a, b) for b in range(n)] for a in range(n)]
    np.testing.assert_allclose(gower_matrix(traits), slow, rtol=1e-12, atol=1e-15)


@given(tables_of_traits())
def test_symmetric_zero_to_itself_and_never_beyond_one(traits: Traits) -> None:
    table = gower_matrix(traits)
    np.testing.assert_array_equal(table, table.T)
    assert (np.diag(table) == 0).all()
    known = table[np.isfinite(table)]
    assert ((known >= 0) & (known <= 1)).all()


@given(tables_of_traits())
def test_the_interval_holds_the_distance_and_closes_when_all_is_known(traits: Traits) -> None:
    for row in range(len(traits)):
        found = gower_distance(traits, row)
        assert ((found.low >= 0) & (found.low <= found.high) & (found.high <= 1)).all()
        told = np.isfinite(found.distance)
        assert (found.low[told] <= found.distance[told]).all()
        assert (found.distance[told] <= found.high[told]).all()
        gaps = (np.isnan(traits.values) | np.isnan(traits.values[row])) & (traits.weights > 0)
        whole = ~gaps.any(axis=1)
        assert (found.known[whole] == 1).all()
        assert (found.known[~whole] < 1).all()
        others = whole & (np.arange(len(traits)) != row)
        np.testing.assert_array_equal(found.high[others], found.distance[others])
        np.testing.assert_array_equal(found.low[others], found.distance[others])


@given(tables_of_traits(least=2), st.data())
def test_learning_a_value_never_leaves_the_interval(traits: Traits, data: st.DataObject) -> None:
    gaps = np.argwhere(np.isnan(traits.values))
    if not len(gaps):
        return
    row, column = gaps[data.draw(st.integers(0, len(gaps) - 1))].tolist()
    values = traits.values.copy()
    values[row, column] = (
        data.draw(st.integers(0, 2)) if traits.categorical[column] else data.draw(st.floats(-100, 100))
    )
    before = gower_distance(traits, 0)
    after = gower_distance(dataclasses.replace(traits, values=values), 0)
    assert (after.low >= before.low - 1e-12).all()
    assert (after.high <= before.high + 1e-12).all()


@given(tables_of_traits(), st.data())
def test_a_weight_of_zero_takes_a_variable_out(traits: Traits, data: st.DataObject) -> None:
    p = traits.values.shape[1]
    gone = data.draw(st.integers(0, p - 1))
    weights = traits.weights.copy()
    weights[gone] = 0
    if weights.sum() == 0:
        return
    kept = np.arange(p) != gone
    without = Traits(traits.values[:, kept], weights[kept], traits.ranges[kept], traits.categorical[kept])
    with_zero = dataclasses.replace(traits, weights=weights)
    np.testing.assert_allclose(gower_matrix(with_zero), gower_matrix(without), rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(gower_distance(with_zero, 0).high, gower_distance(without, 0).high, rtol=1e-12)


@given(tables_of_traits(least=2), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(traits: Traits, chance: object) -> None:
    order = list(range(len(traits)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    moved = dataclasses.replace(traits, values=traits.values[order])
    np.testing.assert_array_equal(gower_matrix(moved), gower_matrix(traits)[np.ix_(order, order)])


@given(tables_of_traits(least=2))
def test_reasons_sum_to_the_distance(traits: Traits) -> None:
    difference, part = gower_reasons(traits, 0, 1)
    distance = gower_distance(traits, 0).distance[1]
    assert part.sum() == pytest.approx(0.0 if math.isnan(distance) else distance, abs=1e-12)
    assert (part[~np.isfinite(difference)] == 0).all()
    back = gower_reasons(traits, 1, 0)
    np.testing.assert_array_equal(difference, back[0])


@given(tables_of_traits(least=2), st.floats(0.5, 4))
def test_the_scale_of_weights_does_not_matter(traits: Traits, times: float) -> None:
    scaled = dataclasses.replace(traits, weights=traits.weights * times)
    np.testing.assert_allclose(gower_matrix(scaled), gower_matrix(traits), rtol=1e-9, atol=1e-12)
