"""Agreement of partitions, and groups that stand or fall when territories are left out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.grouping import k_medoids
from portee.indicators.steadiness import adjusted_rand, group_steadiness
from tests.indicators.test_grouping import on_a_line

LABELS = st.lists(st.integers(0, 3), min_size=2, max_size=12)


def slow_rand(a: list[int], b: list[int]) -> float:
    """From the pairs themselves, one by one."""
    pairs = list(itertools.combinations(range(len(a)), 2))
    both = sum(a[i] == a[j] and b[i] == b[j] for i, j in pairs)
    one = sum(a[i] == a[j] for i, j in pairs)
    other = sum(b[i] == b[j] for i, j in pairs)
    chance = one * other / len(pairs)
    most = (one + other) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


@given(LABELS, st.data())
def test_rand_equals_its_slow_twin(a: list[int], data: st.DataObject) -> None:
    b = data.draw(st.lists(st.integers(0, 3), min_size=len(a), max_size=len(a)))
    assert adjusted_rand(a, b) == pytest.approx(slow_rand(a, b))
    assert adjusted_rand(a, b) == pytest.approx(adjusted_rand(b, a))
    assert adjusted_rand(a, [9 - label for label in a]) == 1


def test_rand_of_a_published_kind_of_table() -> None:
    # Two halves against two other halves that cross them: pairs kept less than chance.
    assert adjusted_rand([0, 0, 1, 1], [0, 1, 0, 1]) == pytest.approx(-0.5)
    assert adjusted_rand([0], [3]) == 1
    with pytest.raises(ParameterError, match="partitions"):
        adjusted_rand([0, 1], [0])


def test_groups_far_apart_stand() -> None:
    table = on_a_line([*range(8), *range(100, 108), *range(200, 208)])
    found = group_steadiness(table, 3, draws=20, seed=1)
    assert found.mean_rand == 1
    # Of each group of eight, the draws keep some: the likeness is over those.
    assert found.jaccard.tolist() == [1, 1, 1]


def test_groups_by_chance_fall() -> None:
    chance = np.random.default_rng(3).random((30, 6))
    table = np.abs(chance[:, None] - chance).mean(axis=2)
    found = group_steadiness(table, 5, draws=30, seed=1)
    assert found.mean_rand < 0.7
    assert (found.jaccard < 0.95).all()


def test_the_seed_decides() -> None:
    table = on_a_line([0, 1, 3, 6, 10, 15, 21, 28])
    one, again, other = (group_steadiness(table, 3, draws=10, seed=seed) for seed in (5, 5, 6))
    np.testing.assert_array_equal(one.rand, again.rand)
    np.testing.assert_array_equal(one.jaccard, again.jaccard)
    assert not np.array_equal(one.rand, other.rand)


def test_leaving_nobody_out_changes_nothing() -> None:
    table = on_a_line([0, 1, 3, 6, 10])
    found = group_steadiness(table, 2, draws=3, kept=1.0)
    assert found.rand.tolist() == [1] * 3
    assert found.jaccard.tolist() == [1, 1]
    assert k_medoids(table, 2).labels.tolist() == [0, 0, 0, 1, 1]


def test_impossible_draws_are_refused() -> None:
    table = on_a_line([0, 1, 2])
    for draws, kept in ((0, 0.8), (5, 0.0), (5, 1.2), (5, 0.3)):
        with pytest.raises(ParameterError, match="cannot test"):
            group_steadiness(table, 2, draws=draws, kept=kept)
