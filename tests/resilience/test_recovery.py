from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.resilience import recovery as module
from portee.resilience.recovery import Quality, RecoveryCurve, Repair, best_order, curve, resilience_loss

SEEDS = st.integers(0, 2**32 - 1)
BRIDGE, LINE, ROAD = Repair("bridge", 4.0, 900.0), Repair("line", 2.0, 100.0), Repair("road", 3.0)


def _works(repaired: frozenset[str]) -> float:
    """Half works in any case; the line brings 0.2, and bridge and road together 0.3."""
    return 0.5 + 0.2 * ("line" in repaired) + 0.3 * ({"bridge", "road"} <= repaired)


def _repairs(seed: int, most: int = 5) -> tuple[list[Repair], Quality]:
    """Repairs, and a quality that never falls by one: of parts that ask for one to three repairs each."""
    rng = np.random.default_rng(seed)
    names = [f"r{k}" for k in range(int(rng.integers(1, most + 1)))]
    repairs = [Repair(name, float(rng.integers(1, 9)), float(rng.integers(0, 5))) for name in names]
    parts = [
        frozenset(rng.choice(names, min(len(names), int(rng.integers(1, 4))), replace=False).tolist()) for _ in "abcd"
    ]
    weights = rng.random(4) / 4
    return repairs, lambda done: float(sum(w for part, w in zip(parts, weights.tolist(), strict=True) if part <= done))


def _day_by_day(recovery: RecoveryCurve, until: int) -> float:
    """The slow twin of the integral, for whole days."""
    lost = 0.0
    for day in range(until):
        (now,) = [
            quality
            for quality, begin, end in zip(
                recovery.quality, recovery.times_days, [*recovery.times_days[1:], np.inf], strict=True
            )
            if begin <= day < end
        ]
        lost += 1.0 - now
    return lost


def test_one_crew_by_hand() -> None:
    """Line (2 days), bridge (4), road (3): 0.5 until day 2, 0.7 until day 9, then 1.

    Lost in 10 days: 2 × 0.5 + 7 × 0.3 = 3.1. In 5 days: 2 × 0.5 + 3 × 0.3 = 1.9.
    """
    found = curve([LINE, BRIDGE, ROAD], _works)
    np.testing.assert_array_equal(found.times_days, [0.0, 2.0, 6.0, 9.0])
    np.testing.assert_allclose(found.quality, [0.5, 0.7, 0.7, 1.0])
    np.testing.assert_array_equal(found.spent, [0.0, 100.0, 1000.0, 1000.0])
    assert found.repaired[2] == {"line", "bridge"}
    assert resilience_loss(found, 10.0) == pytest.approx(3.1)
    assert resilience_loss(found, 5.0) == pytest.approx(1.9)
    assert resilience_loss(found, 0.0) == 0.0


def test_two_crews_by_hand() -> None:
    """The first crew takes the line until day 2, then the road until day 5; the second the bridge until day 4.

    Lost in 10 days: 2 × 0.5 + 3 × 0.3 = 1.9. With line and another repair of 2 days, both end in one step.
    """
    found = curve([LINE, BRIDGE, ROAD], _works, crews=2)
    np.testing.assert_array_equal(found.times_days, [0.0, 2.0, 4.0, 5.0])
    assert found.repaired[2] == {"line", "bridge"}
    assert resilience_loss(found, 10.0) == pytest.approx(1.9)
    together = curve([LINE, Repair("stop", 2.0)], _works, crews=2)
    assert together.repaired == (frozenset(), frozenset({"line", "stop"}))


def test_best_order_by_hand() -> None:
    """In 9 days. Line first: 2 × 0.5 + 7 × 0.3 = 3.1. Line last: 7 × 0.5 + 2 × 0.2 = 3.9. Line between bridge and road:
    6 × 0.5 + 3 × 0.3 = 3.9; between road and bridge: 5 × 0.5 + 4 × 0.3 = 3.7. Both orders that begin with the line lose
    3.1: the bridge comes first by name. There are 2³ = 8 sets of repairs to look at.
    """
    found = best_order([ROAD, LINE, BRIDGE], _works)
    assert found.order == ("line", "bridge", "road")
    assert found.loss == pytest.approx(3.1)
    assert (found.until_days, found.exact, found.evaluated) == (9.0, True, 8)
    losses = {
        "".join(repair.id[0] for repair in order): resilience_loss(curve(order, _works), 9.0)
        for order in itertools.permutations([BRIDGE, LINE, ROAD])
    }
    expected = {"lbr": 3.1, "lrb": 3.1, "brl": 3.9, "rbl": 3.9, "blr": 3.9, "rlb": 3.7}
    assert losses == pytest.approx(expected)


def test_gain_by_gain_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Per day of work: a brings 0.2/2 = 0.1, b 0.3/6 = 0.05, c nothing alone but 0.5 after b, d 0.1.

    a before d by name, then b before c, then c. Looked at: 1 + 4 + 3 + 2 + 1 = 11 sets.
    """
    monkeypatch.setattr(module, "MOST_EXHAUSTIVE", 3)

    def quality(done: frozenset[str]) -> float:
        return (2 * ("a" in done) + 3 * ("b" in done) + 4 * ({"b", "c"} <= done) + ("d" in done)) / 10

    repairs = [Repair("d", 1.0), Repair("c", 1.0), Repair("b", 6.0), Repair("a", 2.0)]
    found = best_order(repairs, quality)
    assert (found.order, found.exact, found.evaluated) == (("a", "d", "b", "c"), False, 11)


def test_level_orders_go_by_name() -> None:
    """Each day of work brings as much, so all orders are level, and rounding must not choose.

    Lost: d_i d_j for each pair, and d_i² whole, over 2.4: (2.4² + Σ d²)/2/2.4, with Σ d² = 0.01 + 0.49 + 0.04 + 0.09 +
    1.21 = 1.84, so 7.6/4.8.
    """
    days = {"d": 0.1, "b": 0.7, "c": 0.2, "a": 0.3, "e": 1.1}
    repairs = [Repair(name, length) for name, length in days.items()]
    found = best_order(repairs, lambda done: min(1.0, sum(days[name] for name in sorted(done)) / 2.4))
    assert found.order == tuple("abcde")
    assert found.loss == pytest.approx(7.6 / 4.8)


def test_each_set_is_looked_at_once() -> None:
    asked: list[frozenset[str]] = []

    def quality(done: frozenset[str]) -> float:
        asked.append(done)
        return len(done) / 6

    found = best_order([Repair(name, 1.0) for name in "abcdef"], quality)
    assert len(asked) == len(set(asked)) == found.evaluated == 64
    assert found.order == tuple("abcdef")


@settings(max_examples=60)
@given(SEEDS, st.integers(1, 3), st.integers(0, 30))
def test_the_integral_is_the_sum_of_days(seed: int, crews: int, until: int) -> None:
    repairs, quality = _repairs(seed)
    found = curve(repairs, quality, crews=crews)
    assert resilience_loss(found, until) == pytest.approx(_day_by_day(found, until), abs=1e-9)


@settings(max_examples=60)
@given(SEEDS, st.integers(1, 3))
def test_every_order_ends_the_same(seed: int, crews: int) -> None:
    repairs, quality = _repairs(seed)
    ends = [curve(order, quality, crews=crews) for order in itertools.permutations(repairs)]
    assert {found.quality[-1] for found in ends} == {quality(frozenset(repair.id for repair in repairs))}
    assert {found.spent[-1] for found in ends} == {sum(repair.cost for repair in repairs)}
    if crews == 1:
        assert {found.times_days[-1] for found in ends} == {sum(repair.days for repair in repairs)}


@settings(max_examples=40)
@given(SEEDS, st.integers(1, 3))
def test_the_best_is_the_least_of_all_and_never_worse_than_gain_by_gain(seed: int, crews: int) -> None:
    repairs, quality = _repairs(seed)
    found = best_order(repairs, quality, crews=crews)
    losses = [
        resilience_loss(curve(order, quality, crews=crews), found.until_days)
        for order in itertools.permutations(repairs)
    ]
    assert found.loss == pytest.approx(min(losses), abs=1e-9)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_EXHAUSTIVE", 0)
        step_by_step = best_order(repairs, quality, crews=crews)
    assert not step_by_step.exact
    assert sorted(step_by_step.order) == sorted(found.order)
    assert found.loss <= step_by_step.loss + 1e-9


@settings(max_examples=60)
@given(SEEDS, st.integers(1, 4))
def test_another_crew_never_loses_more(seed: int, crews: int) -> None:
    """For a fixed order of repairs that do not wait for each other, and a quality that never falls by a repair."""
    repairs, quality = _repairs(seed, most=8)
    fewer, more = curve(repairs, quality, crews=crews), curve(repairs, quality, crews=crews + 1)

    def ends(found: RecoveryCurve) -> dict[str, float]:
        steps = zip(reversed(found.times_days.tolist()), reversed(found.repaired), strict=True)
        return {name: time for time, repaired in steps for name in repaired}

    assert all(time <= ends(fewer)[name] for name, time in ends(more).items())
    until = sum(repair.days for repair in repairs)
    assert resilience_loss(more, until) <= resilience_loss(fewer, until) + 1e-9


def test_nothing_to_repair() -> None:
    found = best_order([], lambda _: 0.25)
    assert (found.order, found.loss, found.exact) == ((), 0.0, True)
    assert resilience_loss(found.curve, 4.0) == pytest.approx(3.0)


def test_a_quality_outside_0_to_1_by_rounding_alone_is_the_bound() -> None:
    found = curve([LINE], lambda repaired: 1.0 + 2.3e-16 * 2 if repaired else -2.3e-16)
    assert found.quality.tolist() == [0.0, 1.0]


def test_impossible_arguments_are_refused() -> None:
    for days in (0.0, -1.0, np.inf, np.nan):
        with pytest.raises(ParameterError, match="days"):
            Repair("bridge", days)
    with pytest.raises(ParameterError, match="cost"):
        Repair("bridge", 1.0, -1.0)
    for find in (curve, best_order):
        with pytest.raises(ParameterError, match="crews"):
            find([LINE], _works, crews=0)
        with pytest.raises(ParameterError, match="'line'"):
            find([LINE, BRIDGE, LINE], _works)
        for wrong in (1.5, -0.1, np.nan):
            with pytest.raises(ParameterError, match="quality"):
                find([LINE], {frozenset[str](): wrong}.__getitem__)
    with pytest.raises(ParameterError, match="until_days"):
        best_order([LINE], _works, until_days=-1.0)
    with pytest.raises(ParameterError, match="until_days"):
        resilience_loss(curve([LINE], _works), np.inf)
