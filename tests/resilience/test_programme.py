from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.resilience import programme as module
from portee.resilience.needs import Item, Need, ways_of
from portee.resilience.programme import linear_bound, solve
from tests.resilience.services import cheapest, random_needs

SEEDS = st.integers(0, 2**32 - 1)


def _triangle(threshold: float, cost: float = 1.0) -> Any:
    """Three persons, each served by two of three items."""
    coverage = [(1.0, [frozenset(pair[0]), frozenset(pair[1])]) for pair in ("AB", "BC", "AC")]
    return ways_of([Item(name, cost) for name in "ABC"], [Need("n", "g", threshold, coverage)])


def test_by_hand() -> None:
    """All three persons need two whole items, but half of each would do for the linear programme: 2 and 1.5."""
    ways = _triangle(3.0)
    found = solve(ways, 60.0)
    assert found.running is not None
    assert (found.running.sum(), found.optimal) == (2, True)
    assert found.bound == pytest.approx(2.0)
    assert linear_bound(ways, 60.0) == pytest.approx(1.5)


def test_all_of_a_journey_must_run() -> None:
    """Lines A and C for one journey cost 3 + 4; line B for another 8."""
    items = [Item("A", 3.0), Item("B", 8.0), Item("C", 4.0)]
    ways = ways_of(items, [Need("n", "g", 1.0, [(1.0, [frozenset("AC"), frozenset("B")])])])
    found = solve(ways, 60.0)
    assert found.running is not None
    assert found.running.tolist() == [True, False, True]
    assert linear_bound(ways, 60.0) <= 7.0 + 1e-9


@pytest.mark.parametrize("cost", [1e-6, 1.0, 3e5])
def test_neither_tiny_nor_huge_costs_matter(cost: float) -> None:
    found = solve(_triangle(3.0, cost), 60.0)
    assert found.running is not None
    assert found.running.sum() == 2
    assert found.bound == pytest.approx(2 * cost)


def test_nothing_is_asked_of_what_holds_anyway(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "milp", None)
    for ways in (_triangle(0.0), ways_of([], []), ways_of([], [Need("n", "g", 2.0, [(2.0, [frozenset()])])])):
        found = solve(ways, 60.0)
        assert found.running is not None
        assert not found.running.any()
        assert (found.bound, found.optimal) == (0.0, True)
        assert linear_bound(ways, 60.0) == 0.0


def test_a_set_within_the_solvers_tolerance_only_is_refused() -> None:
    """One person of ten million is missing: less than HiGHS sees, but the need is not kept."""
    coverage = [(1e7 - 1, [frozenset("A")]), (1.0, [frozenset("B")])]
    ways = ways_of([Item("A"), Item("B")], [Need("n", "g", 1e7, coverage)])
    found = solve(ways, 60.0)
    assert found.running is not None
    assert found.running.tolist() == [True, True]
    assert found.bound == pytest.approx(2.0)


def test_out_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*args: Any, **kwargs: Any) -> Any:
        return SimpleNamespace(status=1, x=None, mip_dual_bound=1.2, fun=None, message="late")

    monkeypatch.setattr(module, "milp", late)
    found = solve(_triangle(3.0, 2.0), 60.0)
    assert (found.running, found.optimal, found.bound) == (None, False, 2.4)
    assert linear_bound(_triangle(3.0), 60.0) == 0.0


def test_a_failing_solver_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    result = SimpleNamespace(status=4, x=None, mip_dual_bound=None, message="numerical trouble")
    monkeypatch.setattr(module, "milp", lambda *_, **__: result)
    with pytest.raises(ParameterError, match="numerical trouble"):
        solve(_triangle(3.0), 60.0)


@settings(max_examples=40)
@given(SEEDS)
def test_the_cheapest_of_all_subsets_and_below_it_the_bound(seed: int) -> None:
    items, needs = random_needs(seed)
    ways = ways_of(items, needs)
    found = solve(ways, 60.0)
    assert found.running is not None
    assert found.optimal
    assert ways.holds(found.running).all()
    assert ways.cost(found.running) == cheapest(items, needs)
    assert found.bound == pytest.approx(ways.cost(found.running), abs=1e-5)
    assert 0 <= linear_bound(ways, 60.0) <= ways.cost(found.running) + 1e-6
    assert bool(np.any(found.running)) == bool(ways.cost(found.running))
