"""What many kinds of resident have within reach of many homes, in the present and under what-ifs.

Each kind of resident in each what-if is one question. All are asked of one home before the next, so that what they
share is searched once: streets, minutes of the timetable, walks. What one way already brings within reach is not asked
of the next way.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from portee.core.progress import Progress, Silent
from portee.offers.cost import MonthlyCost
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByDock, ByTransit
from portee.reach.opening import Opened
from portee.reach.street_pool import StreetPool, Walker
from portee.reach.streetwise import Stations
from portee.reach.transit_pool import Legs, Rider, TransitPool
from portee.reach.ways import Stores, Way
from portee.territory.places import Places

__all__ = ["Answers", "Questions"]

Bool = npt.NDArray[np.bool_]
Docked = TypeVar("Docked", ByDock, ByTransit)

HOMES_AT_A_TIME = 4


@dataclass(frozen=True, eq=False)
class _Question:
    """One kind of resident in one what-if.

    Attributes:
        street: number and price of each way along streets. paid, dear: ways by public transport within the budget, and
            beyond it. trips: one-way trips in a month. budget: EUR a month. whole: whether what is in time beyond the
            budget is asked too.
    """

    street: tuple[tuple[int, MonthlyCost], ...]
    paid: tuple[Legs, ...]
    dear: tuple[Legs, ...]
    trips: float
    budget: float
    whole: bool


@dataclass(frozen=True, eq=False)
class Answers:
    """Answers for a run of homes; h homes, q questions, d places.

    Attributes:
        first: row of the first home.
        reached: bool (h, q, d), within reach: in time both ways, the same way of living, within the budget.
        in_time: bool (h, q, d), the same with an unlimited budget; as `reached` for questions that did not ask.
    """

    first: int
    reached: Bool
    in_time: Bool


class Questions:
    """Questions about homes and places, and their answers.

    Args:
        stores: links of the network and its variants.
        homes, places: where people live; where they are wanted.
    """

    def __init__(self, stores: Stores, homes: Places, places: Places) -> None:
        self.homes, self.places = homes, places
        self.street, self.transit = StreetPool(stores, homes, places), TransitPool(stores, homes, places)
        self._questions: list[_Question] = []
        self._number: dict[tuple[object, ...], int] = {}
        self._legs: dict[tuple[object, ...], Legs] = {}
        self._kept: list[object] = []
        self._stations: dict[tuple[bytes, ...], Stations] = {}
        self.made = [0, 0]
        """Searches made so far along streets and by public transport, for all homes."""

    def __len__(self) -> int:
        return len(self._questions)

    def ask(
        self,
        ways: Sequence[Way],
        hours: Sequence[Hours],
        limit_min: float,
        trips: float,
        *,
        budget_eur: float = math.inf,
        whole: bool = True,
    ) -> int:
        """Prepare a question; equal ones have the same number.

        Args:
            ways: that may be used. hours: when places want one, one per date worked.
            limit_min: longest minutes of each leg. trips: one-way trips in a month.
            budget_eur: most that a month may cost. whole: whether what is in time beyond the budget is asked too.

        Returns:
            the place of its answers. A question equal to one that was asked whole is answered whole too.

        Raises:
            ParameterError, NoServiceError: as the searches.
        """
        street, transit = [], []
        for way in ways:
            if isinstance(way.search, ByTransit):
                price = float(way.cost.trips_eur(trips))
                transit.append((self._same_docks(way.search), price))
            else:
                search = way.search if isinstance(way.search, Along) else self._same_docks(way.search)
                street.append((self.street.add(search, hours, limit_min), way.cost))
        paid = _without_dominated([search for search, price in transit if price <= budget_eur])
        dear = [search for search, price in transit if price > budget_eur] if whole else []
        dear = [search for search in _without_dominated([*paid, *dear]) if all(search is not kept for kept in paid)]
        legs = [tuple(self._legs_of(search, hours) for search in group) for group in (paid, dear)]
        question = _Question(tuple(street), legs[0], legs[1], trips, budget_eur, whole)
        key = (tuple((n, repr(cost)) for n, cost in street), tuple(map(id, legs[0])), trips, budget_eur)
        number = self._number.setdefault(key, len(self._questions))
        if number == len(self._questions):
            self._questions.append(question)
        elif whole and not self._questions[number].whole:
            self._questions[number] = question
        return number

    def _legs_of(self, search: ByTransit, hours: Sequence[Hours]) -> Legs:
        key = (search.key, tuple(id(part) for part in hours))
        if key not in self._legs:
            self._kept += [search, *hours]  # ids in keys stay theirs
            self._legs[key] = self.transit.add(search, hours)
        return self._legs[key]

    def _same_docks(self, search: Docked) -> Docked:
        """The same way by the docks that an equal one had before."""
        stations = search.stations
        if stations is None:
            return search
        places = stations.places
        key = (places.lon.tobytes(), places.lat.tobytes(), ",".join(stations.by_mode).encode())
        return replace(search, stations=self._stations.setdefault(key, stations))

    def answers(self, *, threads: int = 1, progress: Progress | None = None) -> Iterator[Answers]:
        """All answers, some homes after the others in their order. `progress` counts homes."""
        progress = progress or Silent()
        count = len(self.homes)
        spare = deque((self.street.walker(), self.transit.rider()) for _ in range(threads))
        workers = list(spare)

        def run(first: int) -> Answers:
            worker = spare.pop()
            try:
                return self._run(first, min(first + HOMES_AT_A_TIME, count), *worker)
            finally:
                spare.append(worker)

        progress.start("homes", count)
        pool = ThreadPoolExecutor(threads)
        waiting: deque[Future[Answers]] = deque()
        try:
            for first in range(0, count, HOMES_AT_A_TIME):
                waiting.append(pool.submit(run, first))
                if len(waiting) > 2 * threads:
                    yield self._told(waiting.popleft().result(), progress)
            while waiting:
                yield self._told(waiting.popleft().result(), progress)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            self.made = [sum(worker[k].made for worker in workers) for k in range(2)]
            progress.done()

    @staticmethod
    def _told(found: Answers, progress: Progress) -> Answers:
        progress.advance(len(found.reached))
        return found

    def _run(self, first: int, last: int, walker: Walker, rider: Rider) -> Answers:
        shape = last - first, len(self._questions), len(self.places)
        reached, in_time = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
        for home in range(first, last):
            for q, question in enumerate(self._questions):
                self._answer(home, question, walker, rider, reached[home - first, q], in_time[home - first, q])
        return Answers(first, reached, in_time)

    @staticmethod
    def _answer(home: int, asked: _Question, walker: Walker, rider: Rider, paid: Bool, whole: Bool) -> None:
        for number, cost in asked.street:
            ridden = walker.ridden(home, number)
            at = ridden.possible
            whole |= at
            if asked.budget == math.inf:
                continue
            paid[np.flatnonzero(at)[ridden.eur_month(cost, asked.trips) <= asked.budget]] = True
        if asked.budget == math.inf:
            paid |= whole
        for legs in asked.paid:
            paid |= rider.possible(home, legs, ~paid)
        whole |= paid
        if not asked.whole:
            whole[:] = paid
        for legs in asked.dear:
            whole |= rider.possible(home, legs, ~whole)


def _without_dominated(searches: Sequence[ByTransit]) -> list[ByTransit]:
    """Ways by public transport that are not part of another one: with it, they bring nothing within reach."""
    kept: list[ByTransit] = []
    for search in searches:
        if not any(_holds(other, search) for other in kept):
            kept = [*(other for other in kept if not _holds(search, other)), search]
    return kept


def _holds(wide: ByTransit, narrow: ByTransit) -> bool:
    """Whether whatever the second way can do, the first one can."""
    ours, theirs = wide.travel, narrow.travel
    if wide.network is not narrow.network or wide.stations is not narrow.stations:
        return False
    if ours.max_time_min < theirs.max_time_min or ours.max_rides < theirs.max_rides:
        return False
    if replace(ours, max_time_min=theirs.max_time_min, max_rides=theirs.max_rides) != theirs:
        return False
    return _opens(wide.opened, narrow.opened)


def _opens(wide: Opened | None, narrow: Opened | None) -> bool:
    if wide is None:
        return True
    pairs = (
        (getattr(wide, name), None if narrow is None else getattr(narrow, name))
        for name in ("positions", "first", "last", "trips")
    )
    return all(ours is None or bool(ours.all() if theirs is None else (ours | ~theirs).all()) for ours, theirs in pairs)
