"""k medoids against every possible set of medoids and a slow twin; silhouettes by hand and by definition."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.grouping import k_medoids, silhouette_widths

Array = npt.NDArray[np.float64]


def on_a_line(places: Any) -> Array:
    x = np.asarray(places, dtype=np.float64)
    return np.abs(x[:, None] - x)


def cost_of(table: Array, medoids: list[int]) -> float:
    return float(table[:, medoids].min(axis=1).sum())


def slow_medoids(table: Array, k: int) -> list[int]:
    """PAM as it is told: build greedily, then the best exchange as long as one helps."""
    n = len(table)
    chosen: list[int] = []
    while len(chosen) < k:
        rest = [row for row in range(n) if row not in chosen]
        costs = [cost_of(table, [*chosen, row]) for row in rest]
        chosen.append(rest[int(np.argmin(np.round(costs, 9)))])
    while True:
        best, swap = cost_of(table, chosen), None
        for row in range(n):
            for place in range(k):
                if row not in chosen:
                    other = [*chosen[:place], row, *chosen[place + 1 :]]
                    if cost_of(table, other) < best - 1e-9:
                        best, swap = cost_of(table, other), other
        if swap is None:
            return sorted(chosen)
        chosen = swap


places = st.lists(st.integers(0, 40), min_size=1, max_size=9)


@given(places, st.integers(1, 4))
def test_no_exchange_lowers_the_cost_and_the_twin_finds_no_less(line: list[int], k: int) -> None:
    table = on_a_line(line)
    k = min(k, len(line))
    found = k_medoids(table, k)
    medoids = found.medoids.tolist()
    assert medoids == sorted(set(medoids))
    assert found.cost == pytest.approx(cost_of(table, medoids))
    assert found.cost == pytest.approx(float(table[np.arange(len(line)), found.medoids[found.labels]].sum()))
    for place, row in itertools.product(range(k), range(len(line))):
        assert cost_of(table, [*medoids[:place], row, *medoids[place + 1 :]]) >= found.cost - 1e-9
    assert found.cost == pytest.approx(cost_of(table, slow_medoids(table, k)))
    assert found.labels[found.medoids].tolist() == list(range(k))


@given(st.integers(2, 7), st.integers(1, 3), st.integers(0, 2**31))
def test_near_the_best_of_all_sets(n: int, k: int, seed: int) -> None:
    k = min(k, n)
    points = np.random.default_rng(seed).integers(0, 12, (n, 2))
    table = np.abs(points[:, None] - points).sum(axis=2).astype(np.float64)
    best = min(cost_of(table, list(medoids)) for medoids in itertools.combinations(range(n), k))
    found = k_medoids(table, k)
    # A single exchange may not reach the best set; it is never five times as dear (Arya et al. 2004).
    assert best <= found.cost + 1e-9
    assert found.cost <= 5 * best + 1e-9


def test_plain_groups_are_found_and_ties_go_to_the_lowest_row() -> None:
    found = k_medoids(on_a_line([0, 1, 2, 100, 101, 102, 103]), 2)
    assert found.labels.tolist() == [0, 0, 0, 1, 1, 1, 1]
    # 101 and 102 serve equally well.
    assert found.medoids.tolist() == [1, 4]
    assert k_medoids(on_a_line([3, 3, 3]), 2).medoids.tolist() == [0, 1]


def test_silhouettes_by_hand() -> None:
    table = on_a_line([0, 1, 10, 12, 50])
    labels = [0, 0, 1, 1, 2]
    widths = silhouette_widths(table, labels)
    # 0: a = 1, b = (10 + 12) / 2; 10: a = 2, b = (10 + 9) / 2; alone: 0.
    assert widths.tolist() == pytest.approx([(11 - 1) / 11, (10 - 1) / 10, (9.5 - 2) / 9.5, (11.5 - 2) / 11.5, 0])
    assert silhouette_widths(table, [7] * 5).tolist() == [0] * 5
    assert silhouette_widths(np.zeros((4, 4)), [0, 0, 1, 1]).tolist() == [0] * 4


@given(places.filter(lambda line: len(line) > 1), st.data())
def test_silhouettes_lie_between_minus_one_and_one(line: list[int], data: st.DataObject) -> None:
    labels = data.draw(st.lists(st.integers(0, 2), min_size=len(line), max_size=len(line)))
    widths = silhouette_widths(on_a_line(line), labels)
    assert ((widths >= -1) & (widths <= 1)).all()
    # The names of groups do not matter.
    np.testing.assert_allclose(silhouette_widths(on_a_line(line), [5 - label for label in labels]), widths)


def test_impossible_arguments_are_refused() -> None:
    table = on_a_line([0, 1])
    for k in (0, 3):
        with pytest.raises(ParameterError, match="cannot make"):
            k_medoids(table, k)
    with pytest.raises(ParameterError, match="square"):
        k_medoids([[0.0, 1.0]], 1)
    with pytest.raises(ParameterError, match="not known"):
        k_medoids([[0.0, np.nan], [np.nan, 0.0]], 1)
    with pytest.raises(ParameterError, match="Labels"):
        silhouette_widths(table, [0])
