"""A cost that several share, split by the value of Shapley (1953, doi:10.1515/9781400881970-018), to the cent.

Each pays the mean, over all orders in which they could have come together, of what their coming adds to the cost. For
few that mean is exact, in fractions; beyond, orders are drawn in pairs of one and its reverse, and the error of the
mean is told. Shares are then rounded to cents whose sum is the whole cost: who has the largest remainder pays the cent
left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb, sqrt

import numpy as np

from portee.core.errors import ParameterError

__all__ = ["EXACT_UP_TO", "Shares", "shapley_shares", "to_cents"]

EXACT_UP_TO = 8
"""Players with 255 coalitions among them, each of which is routed."""
Cost = Callable[[frozenset[str]], int]


@dataclass(frozen=True)
class Shares:
    """Who pays what.

    Attributes:
        players: in the order given. cents: what each pays. alone: what each would pay alone, cents.
        error: standard error of each share in cents, zero where exact.
        exact: whether all coalitions were weighed. draws: orders drawn, zero where exact.
    """

    players: tuple[str, ...]
    cents: tuple[int, ...]
    alone: tuple[int, ...]
    error: tuple[float, ...]
    exact: bool
    draws: int

    @property
    def total(self) -> int:
        return sum(self.cents)

    @property
    def saved(self) -> tuple[int, ...]:
        """What each saves in cents; below zero for one who would pay less alone."""
        return tuple(alone - cents for alone, cents in zip(self.alone, self.cents, strict=True))


def shapley_shares(
    players: Sequence[str], cost: Cost, *, draws: int = 200, seed: int = 0, exact_up_to: int = EXACT_UP_TO
) -> Shares:
    """Split the cost of all.

    Args:
        players: names, each once. cost: cents of a set of players; asked once for each set.
        draws: orders drawn where there are more players than `exact_up_to`, an even number. seed: of the draws.

    Raises:
        ParameterError: no player, one twice, or draws that are not even and at least four.
    """
    names = tuple(players)
    if not names or len(set(names)) < len(names):
        raise ParameterError("A cost is shared by nobody, or by somebody twice.", mend="Name each once.")
    if draws < 4 or draws % 2:
        raise ParameterError(f"{draws} draws give no pairs to compare.", mend="Give an even number, four or more.")
    known: dict[frozenset[str], int] = {frozenset(): 0}

    def of(group: frozenset[str]) -> int:
        if group not in known:
            known[group] = cost(group)
        return known[group]

    exact = len(names) <= exact_up_to
    if exact:
        shares, error = _exact(names, of), (0.0,) * len(names)
    else:
        shares, error = _sampled(names, of, draws, seed)
    alone = tuple(of(frozenset({name})) for name in names)
    return Shares(names, to_cents(shares), alone, error, exact, 0 if exact else draws)


def _exact(names: tuple[str, ...], of: Cost) -> list[Fraction]:
    n = len(names)
    shares = []
    for name in names:
        others = [other for other in names if other != name]
        share = Fraction(0)
        for size in range(n):
            added = sum(of(frozenset({*group, name})) - of(frozenset(group)) for group in combinations(others, size))
            share += Fraction(added, n * comb(n - 1, size))
        shares.append(share)
    return shares


def _sampled(names: tuple[str, ...], of: Cost, draws: int, seed: int) -> tuple[list[Fraction], tuple[float, ...]]:
    rng = np.random.default_rng(seed)
    pairs = draws // 2
    added = np.zeros((pairs, len(names)), np.int64)
    for pair in range(pairs):
        order = rng.permutation(len(names))
        for way in (order, order[::-1]):
            group: frozenset[str] = frozenset()
            for player in way.tolist():
                larger = group | {names[player]}
                added[pair, player] += of(larger) - of(group)
                group = larger
    shares = [Fraction(int(total), draws) for total in added.sum(axis=0)]
    deviation = (added / 2).std(axis=0, ddof=1)
    return shares, tuple(float(one) / sqrt(pairs) for one in deviation)


def to_cents(shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Whole cents with the same sum, which must be whole; largest remainders are rounded up, the first of equals."""
    whole = [share.numerator // share.denominator for share in shares]
    left = sum(shares) - sum(whole)
    order = sorted(range(len(shares)), key=lambda place: (whole[place] - shares[place], place))
    for place in order[: int(left)]:
        whole[place] += 1
    return tuple(whole)
