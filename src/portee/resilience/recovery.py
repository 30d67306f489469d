"""Recovery after a shock: what comes back when, by the order of repairs, and which order loses least on the way."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.inputs import checked_number

__all__ = ["MOST_EXHAUSTIVE", "RecoveryCurve", "Repair", "RepairPlan", "best_order", "curve", "resilience_loss"]

Array = npt.NDArray[np.float64]
Quality = Callable[[frozenset[str]], float]

MOST_EXHAUSTIVE = 7
"""Repairs of which every order is tried: 5,040 orders, over at most 128 sets of repairs to look at."""

ROUNDING = 1e-12
"""Orders whose losses differ by less, relative to the days looked at, are level; so are a quality and its bound."""


@dataclass(frozen=True)
class Repair:
    """One repair.

    Attributes:
        id: its name.
        days: of work by one crew, above 0.
        cost: in euros, 0 or more.
    """

    id: str
    days: float
    cost: float = 0.0

    def __post_init__(self) -> None:
        checked_number(self.days, "days", strict=True)
        checked_number(self.cost, "cost")


@dataclass(frozen=True, eq=False)
class RecoveryCurve:
    """A curve of steps: the quality from each time on, until the next.

    Attributes:
        times_days: float64 (m,), rising, from 0: when something is repaired.
        quality: float64 (m,), 0 to 1.
        repaired: m sets, what is repaired from each time on; the first is empty.
        spent: float64 (m,), euros for what is repaired.
    """

    times_days: Array
    quality: Array
    repaired: tuple[frozenset[str], ...]
    spent: Array


@dataclass(frozen=True, eq=False)
class RepairPlan:
    """An order of repairs.

    Attributes:
        order: ids, first to last.
        curve: what it brings.
        loss: days of quality lost until `until_days`.
        until_days: end of the days looked at.
        exact: whether every order was tried; otherwise each repair was chosen by its own gain.
        evaluated: sets of repairs whose quality was asked for.
    """

    order: tuple[str, ...]
    curve: RecoveryCurve
    loss: float
    until_days: float
    exact: bool
    evaluated: int


def curve(order: Sequence[Repair], quality: Quality, *, crews: int = 1) -> RecoveryCurve:
    """The recovery when crews take the repairs in this order, each as soon as it is free.

    One crew works on one repair, without a break. For repairs that do not wait for each other, another crew ends none
    of them later: the first free crew of more crews is free no later, repair after repair. So, where quality never
    falls by a repair, it is at no time lower with more crews.

    Args:
        order: repairs, first to last.
        quality: what is working when a set of ids is repaired, 0 to 1; asked once for each set.
        crews: working at the same time, at least 1.

    Raises:
        ParameterError: for repairs of the same name, no crew, or a quality that is not from 0 to 1.
    """
    return _curve(_checked(order, crews), _Remembered(quality), crews)


def resilience_loss(recovery: RecoveryCurve, until_days: float) -> float:
    """∫ (1 − Q(t)) dt from the shock to a day: days of full quality lost.

    Args:
        recovery: Q, whose last quality lasts.
        until_days: end of the integral, 0 or more, so that orders are compared over the same days.

    Returns:
        Days, 0 to `until_days`.

    Raises:
        ParameterError: for an impossible end.

    Reference: Bruneau et al. 2003, doi:10.1193/1.1623497, where Q is in percent.
    """
    end = checked_number(until_days, "until_days")
    ends = np.append(recovery.times_days[1:], np.inf)
    lasting = np.clip(np.minimum(ends, end) - recovery.times_days, 0.0, None)
    return float(((1.0 - recovery.quality) * lasting).sum())


def best_order(
    repairs: Sequence[Repair], quality: Quality, *, crews: int = 1, until_days: float | None = None
) -> RepairPlan:
    """The order that loses least until a day: of all orders up to `MOST_EXHAUSTIVE` repairs, beyond by largest gain.

    Level orders are decided by the order of ids. The order by largest gain takes next what raises quality most per day
    of work: it sees one repair ahead, so it may put off repairs that only help together.

    Args:
        repairs: in any order.
        quality: as `curve`.
        crews: as `curve`.
        until_days: end of the days looked at; the days of all repairs one after the other by default, when any order
            is done.

    Raises:
        ParameterError: as `curve`, or for an impossible end.
    """
    known = sorted(_checked(repairs, crews), key=lambda repair: repair.id)
    end = sum(repair.days for repair in known) if until_days is None else checked_number(until_days, "until_days")
    at = _Remembered(quality)
    exact = len(known) <= MOST_EXHAUSTIVE
    chosen = _least(known, at, crews, end) if exact else _by_gain(known, at)
    found = _curve(chosen, at, crews)
    return RepairPlan(
        order=tuple(repair.id for repair in chosen),
        curve=found,
        loss=resilience_loss(found, end),
        until_days=end,
        exact=exact,
        evaluated=at.evaluated,
    )


def _curve(order: Sequence[Repair], at: Quality, crews: int) -> RecoveryCurve:
    free = [0.0] * crews
    done: dict[float, list[Repair]] = {}
    for repair in order:
        finished = free[0] + repair.days
        heapq.heapreplace(free, finished)
        done.setdefault(finished, []).append(repair)
    times, sets, spent = [0.0], [frozenset[str]()], [0.0]
    for time in sorted(done):
        times.append(time)
        sets.append(sets[-1].union(repair.id for repair in done[time]))
        spent.append(spent[-1] + sum(repair.cost for repair in done[time]))
    return RecoveryCurve(np.asarray(times), np.asarray([at(one) for one in sets]), tuple(sets), np.asarray(spent))


def _least(known: Sequence[Repair], at: Quality, crews: int, end: float) -> tuple[Repair, ...]:
    orders = list(itertools.permutations(known))
    losses = np.asarray([resilience_loss(_curve(order, at, crews), end) for order in orders])
    return orders[int(np.argmax(losses <= losses.min() + ROUNDING * end))]


def _by_gain(known: Sequence[Repair], at: Quality) -> list[Repair]:
    left, order, done = list(known), [], frozenset[str]()
    while left:
        now = at(done)
        following = max(left, key=lambda repair: (at(done | {repair.id}) - now) / repair.days)
        left.remove(following)
        order.append(following)
        done |= {following.id}
    return order


class _Remembered:
    """A quality asked once for each set of repairs."""

    def __init__(self, quality: Quality) -> None:
        self._quality = quality
        self._known: dict[frozenset[str], float] = {}

    def __call__(self, repaired: frozenset[str]) -> float:
        if repaired not in self._known:
            self._known[repaired] = checked_number(self._quality(repaired), "quality", most=1.0, rounding=ROUNDING)
        return self._known[repaired]

    @property
    def evaluated(self) -> int:
        return len(self._known)


def _checked(repairs: Sequence[Repair], crews: int) -> Sequence[Repair]:
    if crews < 1:
        raise ParameterError(f"{crews} crews repair nothing.", where=Where(field="crews"), mend="Give at least 1.")
    ids = [repair.id for repair in repairs]
    if len(set(ids)) < len(ids):
        twice = next(name for name in ids if ids.count(name) > 1)
        raise ParameterError(
            f"Two repairs are called '{twice}'.", where=Where(field="repairs"), mend="Give each repair its own name."
        )
    return repairs
