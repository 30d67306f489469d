from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.resilience.needs import Item, Need, incidence, require_possible, ways_of
from tests.resilience.services import kept, random_needs

SEEDS = st.integers(0, 2**32 - 1)
A, B, AC = frozenset("A"), frozenset("B"), frozenset("AC")
ITEMS = [Item("C", 3.0), Item("A", 1.0), Item("B", 2.0)]


def test_persons_with_the_same_ways_are_one_kind() -> None:
    """Of 7 persons for the hospital, 3 + 1 go by A or B, one of them also by A and C, which asks for more than A;
    2 walk and 1 cannot go. At school, 5 go by A or B and 4 by A and C.
    """
    hospital = Need("hospital", "no car", 4.0, [(3.0, [A, B]), (1.0, [B, AC, A]), (2.0, [frozenset(), A]), (1.0, [])])
    school = Need("school", "pupils", 9.0, [(5.0, [B, A]), (4.0, [AC])])
    ways = ways_of(ITEMS, [hospital, school])
    assert ways.ids == ("A", "B", "C")
    np.testing.assert_array_equal(ways.costs, [1.0, 2.0, 3.0])
    np.testing.assert_array_equal(ways.always, [2.0, 0.0])
    assert (ways.alternatives, ways.kinds, ways.pairs) == (((0,), (1,), (0, 2)), ((0, 1), (2,)), 3)
    np.testing.assert_array_equal(ways.weights.toarray(), [[4.0, 0.0], [5.0, 4.0]])
    only_b = np.array([False, True, False])
    np.testing.assert_array_equal(ways.kept(only_b), [6.0, 5.0])
    np.testing.assert_array_equal(ways.holds(only_b), [True, False])
    assert ways.cost(np.array([True, False, True])) == 4.0


@given(SEEDS, st.integers(0, 2**7 - 1))
def test_as_many_are_kept_as_person_by_person(seed: int, which: int) -> None:
    items, needs = random_needs(seed)
    ways = ways_of(items, needs)
    running = np.array([bool(which >> k & 1) for k in range(len(items))])
    names = [name for name, runs in zip(ways.ids, running.tolist(), strict=True) if runs]
    assert ways.kept(running).tolist() == [kept(need, names) for need in needs]
    assert ways.holds(running).tolist() == [kept(need, names) >= need.threshold for need in needs]


@given(SEEDS)
def test_thousands_of_the_same_stay_small(seed: int) -> None:
    items, needs = random_needs(seed)
    once = ways_of(items, needs)
    many = ways_of(items, [Need(n.id, n.group, n.threshold, [*n.coverage] * 300) for n in needs])
    assert (many.pairs, many.kinds) == (once.pairs, once.kinds)
    np.testing.assert_allclose(many.weights.toarray(), once.weights.toarray() * 300)


def test_sums_of_decimals_meet_their_threshold() -> None:
    # 0.1 + 0.2 is 0.30000000000000004, 0.7 + 0.1 is 0.7999999999999999.
    for first, second, threshold in ((0.1, 0.2, 0.3), (0.7, 0.1, 0.8)):
        ways = ways_of(ITEMS, [Need("n", "g", threshold, [(first, [A]), (second, [B])])])
        assert ways.holds(np.array([True, True, False])).all()
        assert not ways.holds(np.array([True, False, False])).any()


def test_what_cannot_be_kept_is_named() -> None:
    """8 of 10 have a way to go at all."""
    needs = [Need("market", "old", 1.0, [(5.0, [A])]), Need("clinic", "poor", 9.0, [(8.0, [AC]), (2.0, [])])]
    with pytest.raises(ParameterError, match="'clinic': 8 of 9") as refused:
        require_possible(ways_of(ITEMS, needs))
    assert "market" not in str(refused.value)
    require_possible(ways_of(ITEMS, [Need("clinic", "poor", 8.0, needs[1].coverage)]))


def test_sets_as_rows() -> None:
    np.testing.assert_array_equal(incidence([[2], [], [0, 1]], 3).toarray(), [[0, 0, 1], [0, 0, 0], [1, 1, 0]])
    assert incidence([], 3).shape == (0, 3)


def test_impossible_arguments_are_refused() -> None:
    with pytest.raises(ParameterError, match="cost"):
        Item("A", -1.0)
    with pytest.raises(ParameterError, match="items are called 'A'"):
        ways_of([Item("A"), Item("A")], [])
    need = Need("n", "g", 1.0, [(1.0, [A])])
    with pytest.raises(ParameterError, match="needs are called 'n'"):
        ways_of(ITEMS, [need, need])
    with pytest.raises(ParameterError, match="'n' counts on 'Z'"):
        ways_of(ITEMS, [Need("n", "g", 1.0, [(1.0, [A, frozenset("Z")])])])
    for wrong in (-1.0, np.nan, np.inf):
        with pytest.raises(ParameterError, match="threshold"):
            ways_of(ITEMS, [Need("n", "g", wrong, [])])
        with pytest.raises(ParameterError, match="weight"):
            ways_of(ITEMS, [Need("n", "g", 1.0, [(wrong, [A])])])
