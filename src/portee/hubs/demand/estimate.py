"""Trips with the services of a hub: who would take which, on which days and at which hours.

Outings of today are shared out between today's ways and the hub's services by `portee.hubs.demand.choice`, among the
people who think of the hub. Outings to places that cannot be reached today within what a person accepts are a term of
their own: a bounded part of them is made when a service makes them possible. Vehicles cap nothing here: whether there
are enough of them is for the simulation of the hub.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from portee.hubs.demand.assumptions import DAY_TYPES, HOURS, Assumptions
from portee.hubs.demand.choice import LOWEST, nest_of, new_share, odds, service_shares
from portee.hubs.demand.eligible import standard_of_living
from portee.hubs.demand.rhythm import PURPOSES, rhythm_of
from portee.hubs.demand.ways import OwnWays, ServiceWay, Tables, own_ways, service_way
from portee.hubs.plan.opening import open_shares
from portee.hubs.plan.services import Service
from portee.people.profile import Profile

__all__ = ["Demand", "Flow", "ProfileGain", "demand_of", "trips_of"]

Floats = npt.NDArray[np.float64]

WORKDAYS, SATURDAY, SUNDAY = slice(0, 5), 5, 6
NONE = np.zeros((len(DAY_TYPES), HOURS))


@dataclass(frozen=True, eq=False)
class Flow:
    """Trips of one kind of resident with one service under one tariff. A trip is an outing, there and back.

    Attributes:
        profile, service: places in what was asked. tariff: id.
        trips: a day of each type and hour, float64 (3, 24), the new ones included. new: the new ones.
        hours, km, eur: of all trips of a year, added up.
        minutes_saved, eur_saved: of a year, of trips that were made before.
    """

    profile: int
    service: int
    tariff: str
    trips: Floats
    new: Floats
    hours: float
    km: float
    eur: float
    minutes_saved: float
    eur_saved: float


@dataclass(frozen=True, eq=False)
class ProfileGain:
    """What one kind of resident gains in a year.

    Attributes:
        people: in the area. surplus: all changes in money, EUR. by_cell: the same by cell, float64 (c,).
    """

    people: float
    surplus: float
    by_cell: Floats


@dataclass(frozen=True, eq=False)
class Demand:
    """Flows in the order of profiles and services, and what each kind of resident gains, by profile."""

    flows: tuple[Flow, ...]
    gains: tuple[ProfileGain, ...]
    days_year: Floats

    def year(self, flow: Flow, *, new: bool = False) -> float:
        """Trips of a flow in a year."""
        return float((flow.new if new else flow.trips).sum(axis=1) @ self.days_year)

    def by_service(self, services: int) -> Floats:
        """Trips of a year by service, float64 (services,)."""
        found = np.zeros(services)
        for flow in self.flows:
            found[flow.service] += self.year(flow)
        return found


def demand_of(
    tables: Tables, people: Floats, profiles: Sequence[Profile], services: Sequence[Service],
    assumptions: Assumptions, day: date,
) -> Demand:  # fmt: skip
    """Demand of a usual year, with what each kind of resident gains.

    Args:
        tables: minutes and kilometres. people: of each kind in each cell, float64 (profiles, cells).
        profiles, services: whose, and which. assumptions: values. day: of the prices.
    """
    opens = [_open_hours(service) for service in services]
    draws = _destinations(tables, assumptions)
    flows: list[Flow] = []
    gains: list[ProfileGain] = []
    for place, profile in enumerate(profiles):
        one = _One(profile, people[place], tables, assumptions, day, services, draws)
        counted = _Counted(one, place, tables, opens)
        flows += counted.flows
        gains.append(ProfileGain(float(people[place].sum()), float(counted.surplus.sum()), counted.surplus))
    return Demand(tuple(flows), tuple(gains), assumptions.days_year)


def trips_of(
    tables: Tables, people: Floats, profiles: Sequence[Profile], services: Sequence[Service],
    assumptions: Assumptions, day: date,
) -> Floats:  # fmt: skip
    """Trips of a usual year by service alone, float64 (services,): as `demand_of`, several times as fast."""
    opens = [_open_hours(service) for service in services]
    draws = _destinations(tables, assumptions)
    found = np.zeros(len(services))
    for place, profile in enumerate(profiles):
        one = _One(profile, people[place], tables, assumptions, day, services, draws)
        ridden: dict[int, Floats] = {}
        for purpose in one.purposes():
            nest, fixed, home = nest_of(purpose.utility, assumptions["nest"]), purpose.fixed, np.exp(one.staying)
            for moment, hours in _moments(tables, purpose.outings):
                if moment not in ridden:
                    # The same for every purpose.
                    ridden[moment] = odds(one.own.transit_utility[moment])
                today = fixed + ridden[moment]
                possible = today > 0
                base = nest.odds / (nest.odds + np.where(possible, today, home))
                base *= np.where(possible, purpose.shared, assumptions["new_share"] * purpose.shared)
                trips = np.einsum("cd,scd->s", base, nest.within)
                for row, number in enumerate(purpose.ways):
                    found[number] += trips[row] * float((hours * opens[number]).sum(axis=1) @ assumptions.days_year)
    return found


def _moments(tables: Tables, outings: Floats) -> Iterator[tuple[int, Floats]]:
    """Moments at which anybody leaves, each with the outings of its hours, float64 (3, 24)."""
    for moment in np.unique(tables.moment).tolist():
        hours = outings * (tables.moment == moment)
        if hours.any():
            yield moment, hours


def _open_hours(service: Service) -> Floats:
    """float64 (3, 24), share of each hour in which a service is open by day type."""
    week = open_shares(service.opening)
    return np.stack([week[WORKDAYS].mean(axis=0), week[SATURDAY], week[SUNDAY]])


def _destinations(tables: Tables, assumptions: Assumptions) -> Floats:
    """Share of each destination in the outings of a cell, float64 (purposes, c, d), sum 1 where there is any.

    It falls with the distance by road whatever the mode: a service changes how people go, not where.
    """
    km = np.minimum(tables.car_km, np.where(np.isfinite(tables.bicycle_km), tables.bicycle_km, np.inf))
    near = np.where(np.isfinite(km), np.exp(-np.where(np.isfinite(km), km, 0.0) / assumptions["km_scale"]), 0.0)
    drawn = tables.weights[:, None, :] * near[None]
    total = drawn.sum(axis=2, keepdims=True)
    return np.asarray(drawn / np.where(total > 0, total, 1.0))


@dataclass(frozen=True, eq=False)
class _Purpose:
    """Outings for one purpose: outings by hour, float64 (3, 24); services by number; who goes where, float64 (c, d).

    utility: of the services, (s, c, d). fixed: odds of today's ways that are the same at all hours, (c, d).
    """

    outings: Floats
    ways: dict[int, ServiceWay]
    shared: Floats
    utility: Floats
    fixed: Floats


class _One:
    """One kind of resident."""

    def __init__(
        self, profile: Profile, people: Floats, tables: Tables, assumptions: Assumptions, day: date,
        services: Sequence[Service], draws: Floats,
    ) -> None:  # fmt: skip
        self._profile, self._people, self._tables, self.a = profile, people, tables, assumptions
        self._day, self._services, self._draws = day, services, draws
        self._income = standard_of_living(profile)
        self.euro = assumptions.euro(self._income)
        self.staying = max(-assumptions.minute * profile.limits.max_time_min, LOWEST)
        self.own: OwnWays

    def purposes(self) -> Iterator[_Purpose]:
        """Purposes for which somebody goes out and could take a service."""
        if not self._people.sum() > 0:
            return
        rhythm = rhythm_of(self._profile, self.a)
        found: list[_Purpose] = []
        fixed = np.zeros_like(self._tables.walk)
        for purpose in range(len(PURPOSES)):
            outings = rhythm.outings[purpose]
            ways = self._ways(float(rhythm.stay_h[purpose])) if outings.sum() > 0 else {}
            if not ways:
                continue
            if not found:
                self.own = own_ways(self._profile, self._tables, self.a, self._income)
                fixed = odds(self.own.utility).sum(axis=0)
            shared = self._people[:, None] * self.a["considers"] * self._draws[purpose]
            utility = np.stack([way.utility for way in ways.values()])
            found.append(_Purpose(outings, ways, shared, utility, fixed))
        yield from found

    def _ways(self, stay_h: float) -> dict[int, ServiceWay]:
        return {
            number: way for number, service in enumerate(self._services)
            if (way := service_way(self._profile, service, self._tables, self.a, self._income, day=self._day,
                                   stay_h=stay_h)) is not None
        }  # fmt: skip


class _Counted:
    """Flows of one kind of resident, added up purpose after purpose, moment after moment."""

    def __init__(self, one: _One, place: int, tables: Tables, opens: Sequence[Floats]) -> None:
        self._one, self._place, self._tables, self._opens = one, place, tables, opens
        self._count: dict[tuple[int, str], tuple[Floats, Floats]] = {}
        self._sums: dict[tuple[int, str], Floats] = {}
        self.surplus = np.zeros(tables.walk.shape[0])
        for purpose in one.purposes():
            self._add(purpose)

    @property
    def flows(self) -> list[Flow]:
        keys = sorted(self._count, key=lambda key: key[0])
        return [Flow(self._place, *key, *self._count[key], *self._sums[key].tolist()) for key in keys]

    def _add(self, purpose: _Purpose) -> None:
        one, a, days = self._one, self._one.a, self._one.a.days_year
        own, ways, shared = one.own, purpose.ways, purpose.shared
        nest = nest_of(purpose.utility, a["nest"])
        by_row = odds(own.utility)
        own_min, own_eur = (by_row * _finite(own.minutes)).sum(axis=0), (by_row * own.eur).sum(axis=0)
        opened = np.max([self._opens[number] for number in ways], axis=0)
        worth = a["new_share"] * np.log1p(nest.odds / np.exp(one.staying))
        for moment, hours in _moments(self._tables, purpose.outings):
            ridden = odds(own.transit_utility[moment])
            today = purpose.fixed + ridden
            before = np.where(today > 0, today, 1.0)
            minutes = (own_min + ridden * _finite(own.transit_minutes[moment])) / before
            eur = (own_eur + ridden * own.transit_eur) / before
            made = service_shares(today, nest) * shared
            new = new_share(today, nest, one.staying, a["new_share"]) * shared
            # Closed hours keep today's ways: the surplus counts the hours when something is open.
            gained = np.where(today > 0, np.log1p(nest.odds / before), worth) * shared
            self.surplus += gained.sum(axis=1) * 2 / one.euro * float((hours * opened).sum(axis=1) @ days)
            for row, (number, way) in enumerate(ways.items()):
                self._count_service(number, way, hours * self._opens[number], made[row], new[row], minutes, eur)

    def _count_service(
        self, number: int, way: ServiceWay, when: Floats, made: Floats, new: Floats, minutes: Floats, eur: Floats
    ) -> None:  # fmt: skip
        year = float(when.sum(axis=1) @ self._one.a.days_year)
        paid = _finite(way.eur)
        for k, tariff in enumerate(way.tariffs):
            here = way.tariff == k
            kept, won = made * here, new * here
            every = kept + won
            count = self._count.setdefault((number, tariff.id), (np.zeros_like(NONE), np.zeros_like(NONE)))
            count[0][:] += every.sum() * when
            count[1][:] += won.sum() * when
            sums = self._sums.setdefault((number, tariff.id), np.zeros(5))
            sums += year * np.array(
                [
                    (every * way.hours).sum(), (every * way.km).sum(), (every * paid).sum(),
                    2 * (kept * (minutes - _finite(way.minutes))).sum(), (kept * (2 * eur - paid)).sum(),
                ]
            )  # fmt: skip


def _finite(values: Floats) -> Floats:
    return np.where(np.isfinite(values), values, 0.0)
