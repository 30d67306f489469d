from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.logistics.sharing import shapley_shares, to_cents

NAMES = ("a", "b", "c", "d", "e")
FEW = settings(max_examples=60, deadline=None)


def table(costs: list[int], count: int) -> dict[frozenset[str], int]:
    groups = [frozenset(n for k, n in enumerate(NAMES[:count]) if mask >> k & 1) for mask in range(1, 2**count)]
    return dict(zip(groups, costs, strict=False))


games = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.integers(0, 10_000), min_size=2**n - 1, max_size=2**n - 1).map(lambda costs: table(costs, n))
)


def by_hand(game: dict[frozenset[str], int], names: tuple[str, ...]) -> list[Fraction]:
    """The mean over all orders of coming."""
    added = dict.fromkeys(names, Fraction(0))
    orders = list(permutations(names))
    for order in orders:
        for place, name in enumerate(order):
            before, after = frozenset(order[:place]), frozenset(order[: place + 1])
            added[name] += Fraction(game[after] - game.get(before, 0), len(orders))
    return [added[name] for name in names]


@FEW
@given(games)
def test_shares_add_up_to_the_cent_and_are_the_mean_of_all_orders(game: dict[frozenset[str], int]) -> None:
    names = tuple(sorted({name for group in game for name in group}))
    shares = shapley_shares(names, game.__getitem__)
    assert shares.exact
    assert shares.total == game[frozenset(names)]
    assert all(abs(cents - mean) < 1 for cents, mean in zip(shares.cents, by_hand(game, names), strict=True))


@FEW
@given(games)
def test_who_is_named_first_changes_a_cent_at_most(game: dict[frozenset[str], int]) -> None:
    names = tuple(sorted({name for group in game for name in group}))
    there = shapley_shares(names, game.__getitem__)
    back = shapley_shares(names[::-1], game.__getitem__)
    assert all(abs(a - b) <= 1 for a, b in zip(there.cents, back.cents[::-1], strict=True))


def test_equals_pay_alike_and_who_adds_nothing_pays_nothing() -> None:
    shares = shapley_shares(["a", "b", "idle"], lambda group: 600 * bool(group & {"a", "b"}))
    assert shares.cents == (300, 300, 0)
    assert shares.alone == (600, 600, 0)
    assert shares.saved == (300, 300, 0)


def test_a_cent_that_cannot_be_split_is_paid_by_the_first_of_equals() -> None:
    assert shapley_shares(["a", "b", "c"], lambda group: 100 * bool(group)).cents == (34, 33, 33)


@pytest.mark.parametrize("seed", [0, 7])
def test_draws_add_up_to_the_cent_and_come_near_the_exact_shares(seed: int) -> None:
    weights = {name: 100 * (place + 1) for place, name in enumerate(NAMES)}

    def cost(group: frozenset[str]) -> int:
        return max((weights[name] for name in group), default=0)

    exact = shapley_shares(NAMES, cost)
    drawn = shapley_shares(NAMES, cost, exact_up_to=2, draws=400, seed=seed)
    assert (drawn.exact, drawn.draws) == (False, 400)
    assert drawn.total == exact.total == 500
    assert drawn == shapley_shares(NAMES, cost, exact_up_to=2, draws=400, seed=seed)
    for near, true, error in zip(drawn.cents, exact.cents, drawn.error, strict=True):
        assert abs(near - true) <= 4 * error + 1


def test_each_set_is_costed_once() -> None:
    asked: list[frozenset[str]] = []

    def cost(group: frozenset[str]) -> int:
        asked.append(group)
        return len(group)

    shapley_shares(NAMES, cost)
    assert len(asked) == len(set(asked)) == 31


@given(st.lists(st.fractions(-100, 100, max_denominator=9), min_size=1, max_size=6))
def test_cents_keep_a_whole_sum(parts: list[Fraction]) -> None:
    parts = [*parts, -sum(parts, Fraction(0)) % 1]
    assert sum(to_cents(parts)) == sum(parts)
    assert all(abs(cents - part) < 1 for cents, part in zip(to_cents(parts), parts, strict=True))


@pytest.mark.parametrize(("names", "draws"), [([], 10), (["a", "a"], 10), (["a"], 3), (["a"], 2)])
def test_impossible_shares_are_refused(names: list[str], draws: int) -> None:
    with pytest.raises(ParameterError):
        shapley_shares(names, len, draws=draws)
