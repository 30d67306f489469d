"""One kind of resident and one vacancy: from where it can be reached and afforded, by which way, at what price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.network.daytable import served_dates
from portee.network.network import Network
from portee.offers.catalogue import Offers
from portee.people.profile import Profile
from portee.people.schedule import Schedule, Shift
from portee.reach.both_legs import BothLegs
from portee.reach.choices import Situation, situation_of, ways_of
from portee.reach.comfort import ON_FOOT
from portee.reach.feeder_ways import FED_KINDS
from portee.reach.hours import Hours
from portee.reach.kept import Kept
from portee.reach.kinds import ByDock, ByTransit
from portee.reach.staffing import Staffing
from portee.reach.ways import Way
from portee.reach.worked import hours_of, moments_of

__all__ = ["Asked", "Candidates", "Evaluator", "asked_of", "hours_at", "moved"]

Bool = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Asked:
    """One profile's question: its situation at the hours of the vacancy, all its ways, and these hours."""

    situation: Situation
    ways: tuple[Way, ...]
    hours: tuple[Hours, ...]

    @property
    def profile(self) -> Profile:
        return self.situation.profile

    @property
    def usable(self) -> tuple[Way, ...]:
        """Ways that the resident may use."""
        return tuple(way for way in self.ways if way.usable)


@dataclass(frozen=True, eq=False)
class Candidates:
    """One kind of resident, for one vacancy; h homes.

    Attributes:
        profile: who. ways: those that it may use.
        possible: bool (h,), there in time and back within its longest time, every day worked.
        affordable: bool (h,), and within its budget.
        way: int64 (h,), row in `ways` of the quickest affordable one, -1 for none.
        minutes: float64 (h,), both legs by it, NaN for none.
        eur: float64 (h,), euros a month by the cheapest affordable way, NaN for none or where its price is not known.
    """

    profile: Profile
    ways: tuple[Way, ...]
    possible: Bool
    affordable: Bool
    way: npt.NDArray[np.int64]
    minutes: Floats
    eur: Floats


def hours_at(network: Network, shift: Shift, day: date) -> tuple[Hours, ...]:
    """Hours of one place of work, one entry per date worked in the week of a date."""
    still, timetable = network.may_stand_still, network.timetable
    calendar = None if timetable is None else served_dates(timetable, may_stand_still=still)
    return hours_of(Schedule(shifts=(shift,)), None, 1, day, calendar=calendar)


def asked_of(
    network: Network, profile: Profile, shift: Shift, hours: tuple[Hours, ...], offers: Offers, day: date,
    longest: float, kept: Kept | None = None,
) -> Asked:  # fmt: skip
    """The question of a profile that takes the job: it works by its hours; stops on the way are left out.

    Args:
        network, offers: what there is. profile: who.
        shift: of the vacancy. hours: the same, as `hours_at` tells them.
        day: any date of the week. longest: minutes of each leg searched, the same for all profiles, so that those who
            travel alike share their searches.
        kept: what was made for the ways of other profiles, likewise.
    """
    taken = profile.replace(schedule=Schedule(shifts=(shift,)), stops=())
    situation = situation_of(network, taken, offers, day, moments_of(hours), longest_min=longest)
    situation = situation if kept is None else replace(situation, kept=kept)
    return Asked(situation, ways_of(situation), hours)


def moved(asked: Asked, hours: tuple[Hours, ...]) -> Asked:
    """The same question at other hours of as long a shift.

    Only low-emission zones, and the dark for those who mind it, make the ways depend on them.
    """
    situation = asked.situation
    if not situation.offers.zones and asked.profile.limits.dark == "fine":
        return replace(asked, hours=hours)
    situation = replace(situation, moments=moments_of(hours))
    return Asked(situation, ways_of(situation), hours)


class Evaluator:
    """Evaluates profiles against one vacancy.

    Rides to a stop are tried only from where nobody who could take one gets to work all the way along streets: whoever
    does needs no vehicle that is left at a stop. Who can take the job up is the same.

    Args:
        staffing: searches towards the place of work. commutes: journeys there and back in a month.
    """

    def __init__(self, staffing: Staffing, commutes: float) -> None:
        self.staffing, self.commutes = staffing, commutes
        self._fed_from: dict[str, Bool] = {}

    def prepare(self, asked: Sequence[Asked], tried: Sequence[Sequence[Sequence[Way]]]) -> None:
        """Find from where rides to a stop are needed, and make links once for all ways.

        Args:
            asked: one question per profile.
            tried: for each of them, sets of ways that will be asked about one after the other, beside its own.
        """
        self._fed_from = {}
        every: list[Way] = []
        for one, sets in zip(asked, tried, strict=True):
            own = self.affordable(one, [way for way in one.usable if _always_along(way, one.profile)])
            for ways in (one.usable, *sets):
                every += ways
                reached = own | self.affordable(one, [way for way in ways if _always_along(way, one.profile)])
                for mode in {_access(way) for way in ways if way.kind in FED_KINDS}:
                    self._fed_from[mode] = self._fed_from.get(mode, np.zeros_like(reached)) | ~reached
        self.staffing.prepare([way for way in every if way.kind not in FED_KINDS])
        for mode, rows in self._fed_from.items():
            self.staffing.prepare([way for way in every if way.kind in FED_KINDS and _access(way) == mode], rows)

    def rows(self, way: Way) -> Bool | None:
        """Homes from which a way is tried: bool (h,), None for all."""
        return self._fed_from.get(_access(way)) if way.kind in FED_KINDS else None

    def gathered(self, asked: Asked, way: Way) -> BothLegs:
        """Both legs of a way at the hours asked."""
        return self.staffing.gathered(way, asked.hours, asked.situation.longest_min, rows=self.rows(way))

    def within(self, asked: Asked, way: Way, found: BothLegs) -> tuple[Bool, Bool, Floats]:
        """Where a way is possible, where affordable, and what it costs a month: (h,) each.

        Euros are NaN where it is not possible, infinite where the price is not known: beyond every budget.
        """
        limits = asked.profile.limits
        at = found.within(limits.max_time_min)
        eur = np.full(len(at), np.nan)
        rides = found.ride_eur(way.cost, at) if way.cost.by_distance else np.zeros(int(at.sum()))
        eur[at] = way.cost.trips_eur(2 * self.commutes, rides)
        budget = limits.budget_eur_month
        # What is not a number is not possible anyway.
        affordable = at if budget is None else at & (np.nan_to_num(eur, nan=np.inf) <= budget)
        return at, affordable, eur

    def affordable(self, asked: Asked, ways: Sequence[Way]) -> Bool:
        """Where one of some ways is affordable: bool (h,)."""
        reached = np.zeros(len(self.staffing.homes), np.bool_)
        for way in ways:
            reached |= self.within(asked, way, self.gathered(asked, way))[1]
        return reached

    def candidates(self, asked: Asked) -> Candidates:
        """All that the usable ways allow."""
        used, count = asked.usable, len(self.staffing.homes)
        possible, affordable = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
        minutes, cheapest = np.full(count, np.inf), np.full(count, np.inf)
        chosen = np.full(count, -1, np.int64)
        for row, way in enumerate(used):
            found = self.gathered(asked, way)
            at, within, eur = self.within(asked, way, found)
            possible |= at
            affordable |= within
            both = np.where(within, (found.out.astype(np.float64) + found.back) / 60, np.inf)
            chosen[both < minutes] = row
            minutes = np.minimum(minutes, both)
            if way.cost.known:
                cheapest = np.where(within, np.minimum(cheapest, np.nan_to_num(eur, nan=np.inf)), cheapest)
        return Candidates(asked.profile, used, possible, affordable, chosen, _known(minutes), _known(cheapest))


def _known(values: Floats) -> Floats:
    return np.where(np.isfinite(values), values, np.nan)


def _always_along(way: Way, profile: Profile) -> bool:
    """Whether a way goes all the way along streets, at every hour of every day alike."""
    search = way.search
    if isinstance(search, ByTransit) or search.network is not None:
        return False
    on_foot = isinstance(search, ByDock) or search.mode in ON_FOOT
    if on_foot and profile.limits.dark != "fine":
        return False
    if isinstance(search, ByDock):
        return True
    return search.served is None and search.from_s <= 0 and search.until_s >= 2 * DAY_S


def _access(way: Way) -> str:
    return way.search.travel.access if isinstance(way.search, ByTransit) else ""
