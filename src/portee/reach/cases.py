"""One case of one home: who, with which ways, hours, limits and stops; and what it leaves within reach.

A case is frozen; what-ifs are made with `replace`, `situated` and `at_hours`. Evaluating it asks `Daily` for the legs
of each way, so that cases that share searches cost next to nothing.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.network.daytable import served_dates
from portee.offers.catalogue import Offers
from portee.offers.cost import MonthlyCost
from portee.people.profile import Profile
from portee.reach.chains import StopPlaces
from portee.reach.choices import Situation, situation_of, ways_of
from portee.reach.daily import Daily, Legs
from portee.reach.feeder_ways import FED_KINDS
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByTransit
from portee.reach.priced import at_most
from portee.reach.uses import Uses, uses_of
from portee.reach.ways import Stores, Way
from portee.reach.worked import commutes_month, hours_of, moments_of
from portee.territory.places import Places
from portee.territory.work import OwnHours

__all__ = ["Case", "Within", "case_of", "evaluate", "paid_for", "reached"]

Bool = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

BY_THE_RIDE = ("transit", "carpool", "on_demand")
"""Kinds of way whose tickets are for one ride: with a stop on the way there are several."""

ALONE_KINDS = (*FED_KINDS, "docked", "free_floating")
"""Kinds of way that nobody takes with a child by the hand."""


@dataclass(frozen=True, eq=False)
class Case:
    """What is asked.

    Attributes:
        situation: who travels, at which prices. ways: all of them, usable or not.
        hours: when each place wants one. uses: how often each place would have one travel.
        prices: for each of the uses, the price of each way by its id; a fare that no one would buy at it has none.
        stops: on the way. limit_min: longest minutes of each leg. budget_eur: most that a month may cost, infinite for
            no limit.
    """

    situation: Situation
    ways: tuple[Way, ...]
    hours: tuple[Hours, ...]
    uses: Uses
    prices: tuple[Mapping[str, MonthlyCost], ...]
    stops: tuple[StopPlaces, ...] = ()
    limit_min: float = 60
    budget_eur: float = math.inf

    @property
    def commutes(self) -> Floats:
        """Journeys there and back in a month, float64 (d,)."""
        return self.uses.commutes

    @property
    def usable(self) -> tuple[Way, ...]:
        """Ways that the resident may use, and can with the stops on the way."""
        return tuple(way for way in self.ways if way.usable and self.fits(way))

    def fits(self, way: Way) -> bool:
        """Whether a way can be used with the stops on the way: nothing shared or left somewhere, no area, no hours."""
        if not self.stops:
            return True
        search = way.search
        bound = isinstance(search, Along) and (search.served is not None or search.area is not None)
        return not bound and way.kind not in ALONE_KINDS

    def replace(self, **changes: Any) -> Case:
        """The same case with some parts exchanged."""
        return dataclasses.replace(self, **changes)

    def situated(self, situation: Situation) -> Case:
        """The same case in another situation, with the ways and prices that it makes."""
        ways, prices = _ways_by_use(situation, self.uses)
        return self.replace(situation=situation, ways=ways, prices=prices)

    def at_hours(self, hours: Sequence[Hours]) -> Case:
        """The same case at other hours. Only low-emission zones and the dark make the ways depend on them."""
        moved = self.replace(hours=tuple(hours))
        if not self.situation.offers.zones and self.situation.profile.limits.dark == "fine":
            return moved
        return moved.situated(dataclasses.replace(self.situation, moments=moments_of(hours)))


def _ways_by_use(situation: Situation, uses: Uses) -> tuple[tuple[Way, ...], tuple[Mapping[str, MonthlyCost], ...]]:
    """All ways that are sensible for one of the uses, and the price of each for each use."""
    found: dict[str, Way] = {}
    prices: list[Mapping[str, MonthlyCost]] = []
    asked = set(np.unique(uses.of).tolist()) | {0}
    for number, often in enumerate(uses.each):
        ways: tuple[Way, ...] = ()
        if number in asked:
            ways = ways_of(dataclasses.replace(situation, use=often.use, work_hours=often.work_hours))
        prices.append({way.id: way.cost for way in ways})
        for way in ways:
            found.setdefault(way.id, way)
    return tuple(found.values()), tuple(prices)


def case_of(  # noqa: PLR0913 - what a case depends on
    stores: Stores,
    profile: Profile,
    offers: Offers,
    work: Places,
    day: date,
    *,
    home: Places | None = None,
    own: OwnHours | None = None,
    stops: Sequence[StopPlaces] = (),
    budget_eur: float | None = None,
    longest_min: float | None = None,
) -> Case:
    """The case of a kind of resident.

    Args:
        stores: links of the network.
        profile: who. offers: what there is.
        work: places of work. own: hours that they tell.
        day: any date of the week that is asked about.
        home: where the resident lives, for what depends on it: rides to the stop, fares by pair of zones, car parks.
        stops: on the way, as many as the profile has.
        budget_eur: instead of the profile's, infinite for no limit. longest_min: longest minutes searched of each leg,
            at least the profile's limit; what is longer than the limit is out of reach, but known.

    Raises:
        ParameterError: a tariff names what the timetable does not have.
    """
    timetable, still = stores.network.timetable, stores.network.may_stand_still
    calendar = None if timetable is None else served_dates(timetable, may_stand_still=still)
    hours = hours_of(profile.schedule, own, len(work), day, calendar=calendar)
    situation = situation_of(
        stores.network, profile, offers, day, moments_of(hours), longest_min=longest_min, home=home, stores=stores
    )  # fmt: skip
    budget = profile.limits.budget_eur_month if budget_eur is None else budget_eur
    uses = uses_of(profile.schedule, own, commutes_month(profile.schedule, own, len(work)))
    ways, prices = _ways_by_use(situation, uses)
    return Case(
        situation, ways, hours, uses, prices, tuple(stops), profile.limits.max_time_min,
        math.inf if budget is None else budget,
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Within:
    """What a case leaves within reach; w ways, d places.

    Attributes:
        ways: those evaluated. legs: of each.
        possible: bool (w, d), both legs in time and within the limit, by a way that is for sale.
        eur: float64 (w, d) a month, infinite where not possible or not known.
        affordable: bool (w, d), possible within the budget.
    """

    ways: tuple[Way, ...]
    legs: tuple[Legs, ...]
    possible: Bool
    eur: Floats
    affordable: Bool

    @property
    def reach(self) -> Bool:
        """Within reach by one way at least: bool (d,)."""
        return np.asarray(self.affordable.any(axis=0))

    def best(self) -> npt.NDArray[np.int64]:
        """The affordable way with the least time of both legs, the cheapest of several: (d,), -1 for none."""
        if not self.ways:
            return np.full(self.reach.shape, -1, np.int64)
        out = np.stack([legs.out for legs in self.legs]).astype(np.float64)
        back = np.stack([legs.back for legs in self.legs])
        time = np.where(self.affordable, out + back, np.inf)
        order = np.lexsort((self.eur, time), axis=0)
        return np.where(self.reach, order[0], -1)


def evaluate(daily: Daily, case: Case, ways: Sequence[Way] | None = None) -> Within:
    """What the case leaves within reach by the ways that may be used, or by those given."""
    used = case.usable if ways is None else tuple(ways)
    legs = tuple(daily.legs(way, case.hours, case.stops) for way in used)
    count = len(daily.work)
    possible = np.zeros((len(used), count), np.bool_)
    eur = np.full((len(used), count), np.inf)
    for w, (way, found) in enumerate(zip(used, legs, strict=True)):
        for cost, mine in _sold(case, way):
            at = found.within(case.limit_min) & mine
            possible[w] |= at
            eur[w, at] = _month(case, way, cost, found, at)
    return Within(used, legs, possible, eur, possible & (eur <= case.budget_eur))


def _sold(case: Case, way: Way) -> list[tuple[MonthlyCost, Bool]]:
    """Prices of a way, and the places that each is for: bool (d,). A way that is not the case's own has one price."""
    found = [
        (prices[way.id], case.uses.of == number) for number, prices in enumerate(case.prices) if way.id in prices
    ]  # fmt: skip
    return found or [(way.cost, np.ones(len(case.uses.of), np.bool_))]


def _rides(case: Case, way: Way) -> int:
    """Rides of one trip that are paid one by one."""
    return 1 + len(case.stops) if way.kind in BY_THE_RIDE else 1


def _month(case: Case, way: Way, cost: MonthlyCost, legs: Legs, at: Bool) -> Any:
    """Euros a month of the places where `at` is true."""
    rides = _rides(case, way)
    each = legs.ride_eur(cost, at) / rides if cost.by_distance else 0.0
    return cost.trips_eur(2 * rides * case.commutes[at], each)


def reached(daily: Daily, case: Case) -> Bool:
    """`evaluate(daily, case).reach`, bool (d,), without the times and prices that are not needed to know."""
    found = np.zeros(len(daily.work), np.bool_)
    for way in case.usable:
        paid, depends = paid_for(case, way)
        if (paid & ~found).any():
            found |= paid & daily.possible(way, case.hours, case.stops, limit_min=case.limit_min)
        if not (depends & ~found).any():
            continue
        legs = daily.legs(way, case.hours, case.stops)
        for cost, mine in _sold(case, way):
            at = legs.within(case.limit_min) & mine & depends
            at[at] = _month(case, way, cost, legs, at) <= case.budget_eur
            found |= at
    return found


def paid_for(case: Case, way: Way) -> tuple[Bool, Bool]:
    """Where a way is within the budget however long its rides are, and where that depends on them: bool (d,) each."""
    paid, depends = np.zeros(len(case.uses.of), np.bool_), np.zeros(len(case.uses.of), np.bool_)
    trips = 2 * _rides(case, way) * case.commutes
    for cost, mine in _sold(case, way):
        least = mine & (cost.trips_eur(trips) <= case.budget_eur)
        sure = least
        if cost.by_distance and math.isfinite(case.budget_eur):
            longest = _longest_ride(way)
            dearest = np.inf if longest is None else at_most(cost, *longest).trips_eur(trips)
            sure = least & (dearest <= case.budget_eur)
        paid |= sure
        depends |= least & ~sure
    return paid, depends


def _longest_ride(way: Way) -> tuple[float, float] | None:
    """Minutes and kilometres of the longest ride to a stop that a way allows; None where that is not limited."""
    search = way.search
    if not isinstance(search, ByTransit) or search.travel.access_mode in ("walk", "park_and_ride"):
        return None
    travel = search.travel
    speed = max(travel.bicycle_speed_kmh, travel.e_scooter_speed_kmh)
    return travel.max_bicycle_min, travel.max_bicycle_min / 60 * speed
