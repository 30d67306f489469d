"""Vital needs and the services that keep them: persons with the same ways to go counted together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from portee.core.errors import ParameterError, Where
from portee.indicators.inputs import checked_number

__all__ = ["Item", "Need", "Ways", "incidence", "require_possible", "ways_of"]

Array = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]
Alternative = frozenset[str]

ROUNDING = 1e-9
"""Relative: figures that differ by less are level, since weights are sums of decimals."""


@dataclass(frozen=True)
class Item:
    """A service that may run or not: a line, a hub, a shuttle.

    Attributes:
        id: its name.
        cost: of running it, 0 or more, in any unit; with 1 for all, the cheapest set is the smallest.
    """

    id: str
    cost: float = 1.0

    def __post_init__(self) -> None:
        checked_number(self.cost, "cost")


@dataclass(frozen=True)
class Need:
    """A vital need of a group, such as a hospital for those without a car.

    Attributes:
        id: its name.
        group: whose it is.
        threshold: persons that must keep it, in the unit of weights, 0 or more.
        coverage: (weight, alternatives) of persons. An alternative is the set of items that must all run for one way to
            go; the empty set is on foot. One running alternative is enough; without any, the persons are never served.
    """

    id: str
    group: str
    threshold: float
    coverage: Sequence[tuple[float, Iterable[Alternative]]]


@dataclass(frozen=True, eq=False)
class Ways:
    """Needs in arrays: n items, k alternatives, p kinds of persons, m needs.

    Persons with the same alternatives are one kind, whatever their need. An alternative that asks for more than another
    of the same persons is left out.

    Attributes:
        ids: n names, sorted.
        costs: float64 (n,).
        needs: m names, in the order given.
        thresholds: float64 (m,).
        always: float64 (m,), persons who need no item.
        alternatives: k distinct sets of items, each sorted, none empty.
        kinds: p tuples of alternatives.
        weights: sparse float64 (m, p), persons of each kind with each need.
    """

    ids: tuple[str, ...]
    costs: Array
    needs: tuple[str, ...]
    thresholds: Array
    always: Array
    alternatives: tuple[tuple[int, ...], ...]
    kinds: tuple[tuple[int, ...], ...]
    weights: sparse.csr_array

    def __post_init__(self) -> None:
        object.__setattr__(self, "_asks", incidence(self.alternatives, len(self.ids)))
        object.__setattr__(self, "_offers", incidence(self.kinds, len(self.alternatives)))

    @property
    def pairs(self) -> int:
        """Kinds of persons × their alternatives: the size of the problem."""
        return sum(map(len, self.kinds))

    def served(self, running: Bool) -> Bool:
        """Which kinds of persons have a way to go: bool (p,)."""
        asks, offers = self.__dict__["_asks"], self.__dict__["_offers"]
        stopped = asks @ (~running).astype(np.float64) > 0
        return np.asarray(offers @ (~stopped).astype(np.float64) > 0)

    def kept(self, running: Bool) -> Array:
        """Persons who keep each need when some items run, bool (n,): float64 (m,)."""
        return np.asarray(self.always + self.weights @ self.served(running).astype(np.float64))

    def holds(self, running: Bool) -> Bool:
        """Which needs are kept: bool (m,)."""
        return np.asarray(self.kept(running) >= self.thresholds * (1.0 - ROUNDING))

    def cost(self, running: Bool) -> float:
        return math.fsum(self.costs[running].tolist())


def ways_of(items: Sequence[Item], needs: Sequence[Need]) -> Ways:
    """The arrays of a problem.

    Raises:
        ParameterError: for items or needs of the same name, impossible weights or thresholds, or an alternative with an
            item that is not there.
    """
    _distinct((item.id for item in items), "items")
    _distinct((need.id for need in needs), "needs")
    known = sorted(items, key=lambda item: item.id)
    place = {item.id: k for k, item in enumerate(known)}
    alternatives: dict[tuple[int, ...], int] = {}
    kinds: dict[tuple[int, ...], int] = {}
    always, rows, columns, values = np.zeros(len(needs)), [], [], []
    for row, need in enumerate(needs):
        checked_number(need.threshold, "threshold")
        for ways, weight in _alike(need, place).items():
            if frozenset() in ways:
                always[row] += weight
                continue
            least = sorted(tuple(sorted(way)) for way in ways if not any(other < way for other in ways))
            kind = tuple(alternatives.setdefault(way, len(alternatives)) for way in least)
            rows.append(row)
            columns.append(kinds.setdefault(kind, len(kinds)))
            values.append(weight)
    return Ways(
        ids=tuple(item.id for item in known),
        costs=np.asarray([item.cost for item in known], dtype=np.float64),
        needs=tuple(need.id for need in needs),
        thresholds=np.asarray([need.threshold for need in needs], dtype=np.float64),
        always=always,
        alternatives=tuple(alternatives),
        kinds=tuple(kinds),
        # Kinds that differ before the larger alternatives are left out add up here.
        weights=sparse.csr_array((values, (rows, columns)), shape=(len(needs), len(kinds)), dtype=np.float64),
    )


def require_possible(ways: Ways) -> None:
    """Every need is kept when all items run.

    Raises:
        ParameterError: naming each need that is not, and how much of it can be kept.
    """
    everything = np.ones(len(ways.ids), np.bool_)
    most, missed = ways.kept(everything), np.flatnonzero(~ways.holds(everything))
    if len(missed):
        named = "; ".join(f"'{ways.needs[k]}': {most[k]:g} of {ways.thresholds[k]:g}" for k in missed.tolist())
        raise ParameterError(
            f"Some needs cannot be kept even when every item runs. {named}.",
            where=Where(field="needs"),
            mend="Lower their thresholds to what can be kept, or offer more items.",
        )


def _alike(need: Need, place: Mapping[str, int]) -> dict[frozenset[frozenset[int]], float]:
    """Weights of persons by their set of alternatives, those who have none or weigh nothing left out."""
    weights: dict[frozenset[frozenset[int]], list[float]] = {}
    for weight, alternatives in need.coverage:
        try:
            ways = frozenset(frozenset(place[name] for name in alternative) for alternative in alternatives)
        except KeyError as unknown:
            raise ParameterError(
                f"Need '{need.id}' counts on {unknown}, which is not an item.",
                where=Where(field="needs"),
                mend="Add it to the items, or leave out the alternatives that need it.",
            ) from unknown
        if checked_number(weight, "weight") > 0 and ways:
            weights.setdefault(ways, []).append(weight)
    return {ways: math.fsum(parts) for ways, parts in weights.items()}


def _distinct(names: Iterable[str], field: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ParameterError(
                f"Two {field} are called '{name}'.", where=Where(field=field), mend="Give each a name of its own."
            )
        seen.add(name)


def incidence(sets: Sequence[Sequence[int]], width: int) -> sparse.csr_array:
    """Sets of whole numbers below `width` as rows of ones: sparse float64 (sets, width)."""
    offset = np.cumsum([0, *map(len, sets)])
    inside = np.asarray([one for several in sets for one in several], dtype=np.int64)
    return sparse.csr_array((np.ones(len(inside)), inside, offset), shape=(len(sets), width))
