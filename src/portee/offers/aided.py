"""What is left to pay once aids are used: the best combination of those that may be had together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from portee.core.errors import ParameterError, Where
from portee.offers.aids import CATEGORIES, Aid, AidAnswer

__all__ = ["MOST_AT_ONCE", "Aided", "UsedAid", "apply_aids"]

MOST_AT_ONCE = 24
"""Aids that are weighed against each other; all ways to combine them are compared."""

CENTS = 100
MOST_EUR = 1_000_000
_ROUNDING = 1e-6
"""Cents by which a computed amount may fall short of a whole one through rounding alone."""


class UsedAid(NamedTuple):
    """What one aid pays of one kind of cost, EUR per month."""

    aid: str
    category: str
    eur: float


class Aided(NamedTuple):
    """Costs after aids, EUR per month by kind of cost, and the aids used."""

    net: dict[str, float]
    used: tuple[UsedAid, ...]

    @property
    def eur(self) -> float:
        """All that aids pay, EUR per month."""
        return sum(used.eur for used in self.used)


def apply_aids(costs: Mapping[str, float], answers: Iterable[AidAnswer]) -> Aided:
    """What is left to pay when the best combination of aids is used.

    Of all combinations whose aids go together, one that pays most is taken. An aid pays at most what it comes to, and
    all of them never more than the cost; a share is taken of the cost before other aids. Only aids with the verdict yes
    and an amount count. Aids that never pay for the same cost need not go together. Amounts are whole cents.

    Args:
        costs: EUR per month by kind of cost (see `portee.offers.aids.CATEGORIES`), what employers pay by law already
            taken off.
        answers: from `portee.offers.aids.aids_for`.

    Raises:
        ParameterError: a cost is negative, not finite or of no known kind, or too many aids are to be combined.
    """
    cents = {name: _cents_of(name, costs[name]) for name in sorted(costs)}
    useful = sorted(
        (a for a in answers if a.counts and any(cents[name] and a.aid.covers(name) for name in cents)),
        key=lambda answer: answer.aid.id,
    )
    if len(useful) > MOST_AT_ONCE:
        raise ParameterError(
            f"{len(useful)} aids would have to be combined, more than {MOST_AT_ONCE}.",
            mend="Keep those of the territory.",
        )
    best: list[tuple[str, str, int]] = []
    for group in _largest_groups(useful, list(cents)):
        paid = _shared_out(cents, group)
        if sum(amount for *_, amount in paid) > sum(amount for *_, amount in best):
            best = paid
    net = {}
    for name, cost in costs.items():
        taken = sum(amount for _, at, amount in best if at == name)
        net[name] = float(cost) if not taken else 0.0 if taken == cost * CENTS else max(0.0, cost - taken / CENTS)
    return Aided(net, tuple(UsedAid(aid, name, amount / CENTS) for aid, name, amount in sorted(best)))


def _cents_of(name: str, cost: float) -> int:
    if name not in CATEGORIES:
        raise ParameterError(
            f"'{name}' is no kind of cost.", where=Where(field=name), mend=f"Use {', '.join(CATEGORIES)}."
        )
    if not 0 <= cost <= MOST_EUR:
        raise ParameterError(
            f"The cost '{name}' is {cost}, which is not possible.", where=Where(field=name), mend="Give EUR per month."
        )
    return int(cost * CENTS + _ROUNDING)


def _largest_groups(answers: Sequence[AidAnswer], categories: Sequence[str]) -> Iterator[list[AidAnswer]]:
    """All groups of aids that go together and cannot grow (Bron & Kerbosch 1973, doi:10.1145/362342.362367)."""

    def together(a: Aid, b: Aid) -> bool:
        return a.goes_with(b) or not any(a.covers(name) and b.covers(name) for name in categories)

    every = range(len(answers))
    friends = [{j for j in every if j != i and together(answers[i].aid, answers[j].aid)} for i in every]

    def grow(group: list[int], open_: set[int], done: set[int]) -> Iterator[list[int]]:
        if not open_ and not done:
            yield sorted(group)
            return
        pivot = max(sorted(open_ | done), key=lambda i: len(friends[i] & open_))
        for i in sorted(open_ - friends[pivot]):
            yield from grow([*group, i], open_ & friends[i], done & friends[i])
            open_ = open_ - {i}
            done = done | {i}

    for group in sorted(grow([], set(every), set())):
        yield [answers[i] for i in group]


def _shared_out(cents: Mapping[str, int], group: Sequence[AidAnswer]) -> list[tuple[str, str, int]]:
    """How a group of aids pays as much as it can, in cents: a largest flow from the aids to the costs."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    names = list(cents)
    source, first_cost, sink = 0, 1 + len(group), 1 + len(group) + len(names)
    room = np.zeros((sink + 1, sink + 1), np.int32)
    for i, answer in enumerate(group):
        aid = answer.aid
        for j, name in enumerate(names):
            if aid.covers(name):
                part = 1.0 if aid.share is None else aid.share
                room[1 + i, first_cost + j] = int(cents[name] * part + _ROUNDING)
        amount = aid.cap_eur if aid.share is not None else answer.eur_month
        most = int(room[1 + i].sum())
        room[source, 1 + i] = most if amount is None else min(most, int(amount * CENTS + _ROUNDING))
    for j, name in enumerate(names):
        room[first_cost + j, sink] = cents[name]
    flow = maximum_flow(csr_array(room), source, sink).flow.toarray()
    return [
        (answer.aid.id, name, int(flow[1 + i, first_cost + j]))
        for i, answer in enumerate(group)
        for j, name in enumerate(names)
        if flow[1 + i, first_cost + j] > 0
    ]
