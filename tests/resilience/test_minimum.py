from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import milp

from portee.core.errors import ParameterError
from portee.resilience import minimum as module
from portee.resilience import programme
from portee.resilience.minimum import MinimumSet, greedy_set, minimum_set
from portee.resilience.needs import Item, Need
from tests.resilience.services import cheapest, keeps_all, kept, random_needs

SEEDS = st.integers(0, 2**32 - 1)
COSTS = [Item("A", 4.0), Item("B", 5.0), Item("C", 2.0), Item("shuttle", 3.0)]
HOSPITAL = Need(
    "hospital", "without a car", 60.0,
    [(40.0, [frozenset("AC"), frozenset("B")]), (20.0, [frozenset({"shuttle"})]), (10.0, [frozenset()])],
)  # fmt: skip
SCHOOL = Need("school", "pupils", 25.0, [(15.0, [frozenset("A")]), (15.0, [frozenset("C"), frozenset("B")])])


def _law(found: MinimumSet, items: Sequence[Item], needs: Sequence[Need]) -> None:
    """What is found keeps every need, and removing any item breaks the need named for it."""
    assert keeps_all(needs, found.items)
    assert found.cost == sum(item.cost for item in items if item.id in found.items)
    assert tuple(found.broken) == found.items
    by_name = {need.id: need for need in needs}
    for item, broken in found.broken.items():
        rest = [name for name in found.items if name != item]
        assert kept(by_name[broken], rest) < by_name[broken].threshold
    assert found.kept == {need.id: kept(need, found.items) for need in needs}
    assert 0 <= found.gap <= 1
    assert found.gap == 0 or not found.optimal


def test_by_hand() -> None:
    """For the hospital, 10 walk, so 50 of 40 + 20 are missing: both are needed. The 20 need the shuttle (3), the 40
    lines A and C (6) or line B (5). At school, 25 of 15 + 15 need both: A (4), and C (2) or B (5).

    With the school, A runs; C for 2 then serves both, so A, C and the shuttle cost 9; A, B and the shuttle 12.
    Without the school, B and the shuttle cost 8, A, C and the shuttle 9.
    Without A, 30 are left at the hospital; without C, 30; without the shuttle, 50: each breaks the hospital first.
    """
    found = minimum_set(COSTS, [HOSPITAL, SCHOOL])
    assert (found.items, found.cost, found.optimal, found.gap) == (("A", "C", "shuttle"), 9.0, True, 0.0)
    assert found.broken == dict.fromkeys(found.items, "hospital")
    assert found.kept == {"hospital": 70.0, "school": 30.0}
    assert found.exact
    alone = minimum_set(COSTS, [HOSPITAL])
    assert (alone.items, alone.cost) == (("B", "shuttle"), 8.0)
    # With the school first, it is named for A and C.
    turned = minimum_set(COSTS, [SCHOOL, HOSPITAL])
    assert turned.broken == {"A": "school", "C": "school", "shuttle": "hospital"}
    # With the same cost for all, the fewest: 2 for the hospital alone.
    assert minimum_set([Item(item.id) for item in COSTS], [HOSPITAL]).cost == 2.0


def test_greedy_by_hand() -> None:
    """All 10 persons ask for a line: 5 have A or D, 4 B or D, 1 B alone. A and B cost 1, D 1.5.

    D serves 9, 9/10/1.5 = 0.6; A and B 5 each, 5/10/1 = 0.5. After D only B serves anybody. B and D cost 2.5, A and B
    2.
    Even in parts, B must run whole for the one who has B alone, and A and D add up to 1 for the 5 who have those: the
    bound is 2 and the gap 0.5/2.5 = 0.2.
    """
    coverage = [
        (5.0, [frozenset("A"), frozenset("D")]), (4.0, [frozenset("B"), frozenset("D")]), (1.0, [frozenset("B")]),
    ]  # fmt: skip
    items = [Item("A"), Item("B"), Item("D", 1.5)]
    needs = [Need("n", "g", 10.0, coverage)]
    found = greedy_set(items, needs)
    assert (found.items, found.cost, found.exact, found.optimal) == (("B", "D"), 2.5, False, False)
    assert found.gap == pytest.approx(0.2)
    assert minimum_set(items, needs).items == ("A", "B")


def test_on_foot_nothing_has_to_run() -> None:
    found = minimum_set(COSTS, [Need("market", "old", 5.0, [(5.0, [frozenset("A"), frozenset()])])])
    assert (found.items, found.cost, found.optimal, found.broken) == ((), 0.0, True, {})
    assert found.kept == {"market": 5.0}
    assert minimum_set(COSTS, []).items == minimum_set([], []).items == ()


def test_what_cannot_be_kept_is_refused() -> None:
    for find in (minimum_set, greedy_set):
        with pytest.raises(ParameterError, match="'hospital': 70 of 71"):
            find(COSTS, [SCHOOL, replace(HOSPITAL, threshold=71.0)])
        with pytest.raises(ParameterError, match="time_limit_s"):
            find(COSTS, [SCHOOL], time_limit_s=0.0)


@settings(max_examples=80)
@given(SEEDS, st.booleans())
def test_as_cheap_as_the_best_of_all_subsets(seed: int, free: bool) -> None:
    items, needs = random_needs(seed, most_items=10 if seed % 8 == 0 else 7, free=free)
    found = minimum_set(items, needs)
    _law(found, items, needs)
    assert (found.cost, found.optimal, found.gap) == (cheapest(items, needs), True, 0.0)


@settings(max_examples=80)
@given(SEEDS, st.booleans())
def test_greedy_is_minimal_and_within_its_gap(seed: int, free: bool) -> None:
    items, needs = random_needs(seed, free=free)
    found, least = greedy_set(items, needs), cheapest(items, needs)
    _law(found, items, needs)
    assert found.cost * (1 - found.gap) - 1e-5 <= least <= found.cost
    assert not found.optimal or found.cost == pytest.approx(least, rel=1e-5)


@settings(max_examples=40)
@given(SEEDS)
def test_neither_the_order_nor_what_nobody_uses_matters(seed: int) -> None:
    items, needs = random_needs(seed)
    found = minimum_set(items, needs)
    assert minimum_set(items[::-1], needs).items == found.items
    more = minimum_set([Item("unused", 0.0), *items], needs)
    assert more.cost == found.cost
    assert "unused" not in more.items


@settings(max_examples=40)
@given(SEEDS)
def test_asking_less_or_paying_less_never_costs_more(seed: int) -> None:
    items, needs = random_needs(seed)
    cost = minimum_set(items, needs).cost
    assert minimum_set(items, [replace(need, threshold=need.threshold // 2) for need in needs]).cost <= cost
    assert minimum_set(items, needs[1:]).cost <= cost
    assert minimum_set([replace(item, cost=item.cost - 1) for item in items], needs).cost <= cost


def test_many_pairs_go_greedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_EXACT", 3)
    found = minimum_set(COSTS, [HOSPITAL, SCHOOL])
    assert not found.exact
    _law(found, COSTS, [HOSPITAL, SCHOOL])
    monkeypatch.setattr(module, "MOST_EXACT", 6)
    assert minimum_set(COSTS, [HOSPITAL, SCHOOL]).exact


def test_out_of_time_without_a_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Greedy finds the 9 of the optimum; with a bound of 6 nobody knows, and the gap is a third."""
    late = SimpleNamespace(status=1, x=None, mip_dual_bound=3.0, message="late")
    monkeypatch.setattr(programme, "milp", lambda *_, **__: late)
    found = minimum_set(COSTS, [HOSPITAL, SCHOOL])
    _law(found, COSTS, [HOSPITAL, SCHOOL])
    # Costs are counted in the least one, 2.
    assert (found.cost, found.optimal, found.exact) == (9.0, False, False)
    assert found.gap == pytest.approx(1 / 3)


def _found_late(monkeypatch: pytest.MonkeyPatch, running: list[float]) -> MinimumSet:
    """The solver is out of time with A, B, C and the shuttle as given, and no bound."""

    def late(costs: Any, **options: Any) -> Any:
        found = milp(costs, **options)
        found.status, found.mip_dual_bound = 1, 0.0
        found.x[:4] = running
        return found

    monkeypatch.setattr(programme, "milp", late)
    found = minimum_set(COSTS, [HOSPITAL, SCHOOL])
    _law(found, COSTS, [HOSPITAL, SCHOOL])
    return found


def test_out_of_time_with_more_than_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything runs: B, the dearest, is taken out, then nothing more can be."""
    found = _found_late(monkeypatch, [1.0, 1.0, 1.0, 1.0])
    assert (found.items, found.optimal, found.gap, found.exact) == (("A", "C", "shuttle"), False, 1.0, True)


def test_out_of_time_with_a_set_dearer_than_greedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A, B and the shuttle cost 12 and none can go; greedy has 9."""
    found = _found_late(monkeypatch, [1.0, 1.0, 0.0, 1.0])
    assert (found.items, found.optimal, found.exact) == (("A", "C", "shuttle"), False, False)


def test_a_town_of_many_origins_is_exact() -> None:
    """Twelve lines around a centre: 4,000 origins, each near one line and some near the next one too."""
    rng = np.random.default_rng(1)
    lines = [Item(f"line {k:02d}", float(rng.integers(3, 9))) for k in range(12)]
    near = rng.integers(0, 12, 4000)
    two = rng.random(4000) < 0.4
    coverage = [
        (float(weight), [frozenset({lines[k].id}), *([frozenset({lines[(k + 1) % 12].id})] if both else [])])
        for k, both, weight in zip(near.tolist(), two.tolist(), rng.integers(1, 30, 4000).tolist(), strict=True)
    ]
    need = Need("doctor", "all", 0.8 * sum(weight for weight, _ in coverage), coverage)
    found = minimum_set(lines, [need])
    _law(found, lines, [need])
    assert found.optimal
    assert found.cost <= greedy_set(lines, [need]).cost
