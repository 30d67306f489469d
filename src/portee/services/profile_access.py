"""A neighbourhood's answer: what every kind of resident has within reach of every cell, and who loses what when.

For each cell and profile: opportunities by kind that one gets to in time and back from, the same way of living, on
every day worked, at the profile's hours, within its limits and budget. Then the same under what-ifs: a low-emission
zone, dearer energy, an evening without service. And what is left to each person when others want the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.core.progress import Progress, Silent
from portee.core.provenance import Provenance
from portee.indicators.decay import Step
from portee.indicators.demand import opportunities_per_person, potential_demand, unreached_opportunities
from portee.indicators.inputs import weighted_sum
from portee.network.daytable import require_service, served_dates
from portee.offers.catalogue import Offers
from portee.offers.low_emission import LowEmissionZone
from portee.people.profile import Profile
from portee.reach.choices import situation_of, ways_of
from portee.reach.evening import Evening, without_evening
from portee.reach.hours import Hours
from portee.reach.kinds import ByTransit
from portee.reach.questions import Answers, Questions
from portee.reach.ways import Stores, Way
from portee.reach.worked import hours_of, moments_of
from portee.services.residents import Residents
from portee.territory.places import Places
from portee.world import World

__all__ = ["PRESENT", "Competition", "ProfileAccess", "Scenario", "profile_access", "what_ifs"]

Bool = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

PRESENT = "present"
WITHIN = Step(1.0)
"""Within reach counts for one and the rest for nothing: reach is told as 0 minutes or infinitely many."""


@dataclass(frozen=True, eq=False)
class Scenario:
    """A what-if.

    Attributes:
        id: its name, part of column names.
        offers: after it.
        evening_s: seconds after midnight from which no vehicle begins its trip, None for no change.
    """

    id: str
    offers: Offers
    evening_s: int | None = None


@dataclass(frozen=True, eq=False)
class Competition:
    """Opportunities shared out among the residents of the mix who have them within reach, in the present.

    Attributes:
        per_person: float64 (p, c, k), what falls to one resident (Shen 1998, doi:10.1068/b250345, with reach as decay).
        available: float64 (p, c, k), what falls to all residents of a kind in a cell: spatial availability (Soukhov et
            al. 2023, doi:10.1371/journal.pone.0278468). All of them add up to all opportunities but the unreached.
        unreached: float64 (k,), opportunities that no resident of the mix has within reach.
    """

    per_person: Floats
    available: Floats
    unreached: Floats


@dataclass(frozen=True, eq=False)
class ProfileAccess:
    """Opportunities within reach; c cells, p profiles, k kinds, s scenarios, the first of which is the present.

    Attributes:
        residents: who lives where: cells, profiles, and people of each kind.
        kinds: names of what is counted. scenarios: names. day: any date of the week asked about.
        reached: float64 (s, p, c, k), weight of the opportunities within reach.
        in_time: float64 (p, c, k), the same in the present with an unlimited budget.
        totals: float64 (k,), weight of all opportunities. places: how many there are after merging.
        competition: None where people of different profiles are not different people.
        notes, figures: as for every result.
        searches: made along streets and by public transport, for all cells; questions: different ones asked.
    """

    residents: Residents
    kinds: tuple[str, ...]
    scenarios: tuple[str, ...]
    day: date
    reached: Floats
    in_time: Floats
    totals: Floats
    places: int
    competition: Competition | None
    notes: tuple[str, ...]
    figures: tuple[Mapping[str, Any], ...]
    searches: tuple[int, int]
    questions: int

    @property
    def cells(self) -> Places:
        return self.residents.homes

    @property
    def profiles(self) -> tuple[Profile, ...]:
        return self.residents.profiles

    @property
    def losses(self) -> Floats:
        """What each what-if takes away: float64 (s − 1, p, c, k), negative where it adds."""
        return np.asarray(self.reached[:1] - self.reached[1:])


def what_ifs(
    offers: Offers,
    *,
    zones: Sequence[LowEmissionZone] = (),
    zones_from: Provenance | None = None,
    energy: float | None = None,
    evening_s: int | None = None,
) -> tuple[Scenario, ...]:
    """The present and the what-ifs asked for.

    Args:
        offers: of the present.
        zones: low-emission zones that would hold, on top of those of the offers. zones_from: where they come from.
        energy: factor on all prices of energy, such as 1.3; above 0.
        evening_s: seconds after midnight from which no vehicle begins its trip.

    Raises:
        ParameterError: an impossible factor.
    """
    found = [Scenario(PRESENT, offers)]
    if zones:
        source = () if zones_from is None else (zones_from,)
        held = offers.replace(zones=(*offers.zones, *zones), provenance=(*offers.provenance, *source))
        found.append(Scenario("low_emission_zone", held))
    if energy is not None:
        if not 0 < energy < math.inf:
            raise ParameterError(
                f"Energy cannot cost {energy:g} times as much.", mend="Give more than 0, such as 1.3 for 30% more."
            )
        already = offers.shocks.get("energy.", 1.0)
        found.append(Scenario("energy", offers.replace(shocks={**offers.shocks, "energy.": already * energy})))
    if evening_s is not None:
        found.append(Scenario("no_evening", offers, evening_s))
    return tuple(found)


def profile_access(  # noqa: PLR0913 - one argument per input
    world: World,
    residents: Residents,
    opportunities: Places,
    kinds: Sequence[str],
    *,
    scenarios: Sequence[Scenario],
    day: date,
    limit_min: float | None = None,
    stores: Stores | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> ProfileAccess:
    """Opportunities within reach of every cell for every profile, now and under what-ifs.

    Args:
        world: the network.
        residents: who lives where.
        opportunities: what they want to reach, with one column of weights per kind. kinds: those columns.
        scenarios: the present first (see `what_ifs`).
        day: any date of the week asked about.
        limit_min: longest minutes of each leg, instead of each profile's.
        stores: links made before. threads: homes searched at a time. progress: told of each cell.

    Raises:
        ParameterError: no cell, no kind, no scenario; as the searches raise. NoServiceError: no trip runs on the day.
    """
    for what, given in (
        ("cell", residents.homes),
        ("opportunity", opportunities),
        ("kind", kinds),
        ("scenario", scenarios),
    ):
        if not len(given):
            raise ParameterError(f"There is no {what}: nothing can be computed.", mend="Give at least one.")
    if world.network.timetable is not None:
        require_service(world.network.timetable, day, may_stand_still=world.network.may_stand_still)
    stores, progress = stores or Stores(world.network, threads=threads), progress or Silent()
    asked = _Asked(world, residents, opportunities, scenarios, day, stores, limit_min)
    progress.start("ways", len(residents.profiles))
    for p, profile in enumerate(residents.profiles):
        asked.add(p, profile)
        progress.advance()
    progress.done()
    weights = np.stack([opportunities.weight(kind) for kind in kinds], axis=1)
    counted = _Counted(asked, weights)
    for found in asked.questions.answers(threads=threads, progress=progress):
        counted.add(found)
    made = asked.questions.made
    return ProfileAccess(
        residents, tuple(kinds), tuple(scenario.id for scenario in scenarios), day, counted.reached, counted.in_time,
        weights.sum(axis=0), len(opportunities), counted.competition(), asked.told(), asked.record(),
        (made[0], made[1]), len(asked.questions),
    )  # fmt: skip


class _Asked:
    """Every profile in every scenario as a question, with what must be told of it."""

    def __init__(
        self, world: World, residents: Residents, places: Places, scenarios: Sequence[Scenario], day: date,
        stores: Stores, limit_min: float | None,
    ) -> None:  # fmt: skip
        self.residents, self.places, self.scenarios = residents, places, scenarios
        self.questions = Questions(stores, residents.homes, places)
        self.notes: dict[str, None] = dict.fromkeys(world.network.notes)
        self.figures: dict[tuple[str, float], Mapping[str, Any]] = {}
        self.number = np.empty((len(scenarios), len(residents.profiles)), np.int64)
        self._evenings: dict[int, Evening] = {}
        self._late: set[str] = set()
        self._network, self._day, self._limit_min = world.network, day, limit_min

    def add(self, p: int, profile: Profile) -> None:
        """Ask about one profile in every scenario."""
        shown = profile if self._limit_min is None else _limited(profile, self._limit_min)
        # The same objects in every scenario, so that equal searches are known to be equal.
        timetable, still = self._network.timetable, self._network.may_stand_still
        calendar = None if timetable is None else served_dates(timetable, may_stand_still=still)
        hours = hours_of(shown.schedule, None, len(self.places), self._day, calendar=calendar)
        for s, scenario in enumerate(self.scenarios):
            self.number[s, p] = self._ask(shown, scenario, hours, whole=s == 0)

    def _ask(self, profile: Profile, scenario: Scenario, hours: Sequence[Hours], *, whole: bool) -> int:
        situation = situation_of(self._network, profile, scenario.offers, self._day, moments_of(hours))
        ways = [self._in_evening(way, scenario.evening_s) for way in ways_of(situation) if way.usable]
        self.notes.update(dict.fromkeys(note for way in ways for note in way.notes))
        self.figures.update({(str(row["parameter"]), row["factor"]): row for row in situation.figures.record()})
        self._late.update(situation.figures.expired())
        budget = profile.limits.budget_eur_month
        return self.questions.ask(
            ways, hours, profile.limits.max_time_min, 2 * profile.schedule.commutes_per_month,
            budget_eur=math.inf if budget is None else budget, whole=whole,
        )  # fmt: skip

    def _in_evening(self, way: Way, from_s: int | None) -> Way:
        if from_s is None or not isinstance(way.search, ByTransit):
            return way
        if from_s not in self._evenings:
            self._evenings[from_s] = without_evening(self._network, from_s)
        return replace(way, search=self._evenings[from_s].cut(way.search))

    def told(self) -> tuple[str, ...]:
        """Remarks that a reader must see, each once."""
        late = [f"Figures out of date: {', '.join(sorted(self._late))}."] if self._late else []
        offers = (note for scenario in self.scenarios for note in scenario.offers.notes)
        return tuple(dict.fromkeys((*self.notes, *offers, *late)))

    def record(self) -> tuple[Mapping[str, Any], ...]:
        """The figures that prices rest on, in the order of their names; under a shock, beside those without."""
        return tuple(self.figures[key] for key in sorted(self.figures))


def _limited(profile: Profile, limit_min: float) -> Profile:
    limits = profile.limits.model_dump()
    return profile.replace(limits={**limits, "max_time_min": limit_min})


def _summed(within: Bool, weights: Floats) -> Floats:
    """Weight of what is true along the last axis."""
    return weighted_sum(within.astype(np.float32), weights)


class _Counted:
    """Answers added up, some cells after the others; what competition needs is kept as bits."""

    def __init__(self, asked: _Asked, weights: Floats) -> None:
        self._asked, self._weights = asked, weights
        scenarios, profiles = asked.number.shape
        cells, kinds = len(asked.residents.homes), weights.shape[1]
        self.reached = np.zeros((scenarios, profiles, cells, kinds))
        self.in_time = np.zeros((profiles, cells, kinds))
        self._wanted = np.zeros((profiles, len(weights)))
        self._bits: list[tuple[int, npt.NDArray[np.uint8]]] = []

    def add(self, found: Answers) -> None:
        number, residents = self._asked.number, self._asked.residents
        rows = slice(found.first, found.first + len(found.reached))
        sums = _summed(found.reached, self._weights)
        self.reached[:, :, rows] = sums[:, number].transpose(1, 2, 0, 3)
        self.in_time[:, rows] = _summed(found.in_time[:, number[0]], self._weights).transpose(1, 0, 2)
        if residents.additive:
            present = found.reached[:, number[0]].transpose(1, 0, 2)
            minutes = np.where(present, np.float32(0), np.float32(np.inf))
            self._wanted = potential_demand(minutes, residents.people[:, rows], WITHIN, self._wanted)
            self._bits.append((found.first, np.packbits(present, axis=2)))

    def competition(self) -> Competition | None:
        residents = self._asked.residents
        if not residents.additive:
            return None
        ratio = opportunities_per_person(self._weights, self._wanted)
        per_person = np.zeros_like(self.in_time)
        for first, bits in self._bits:
            present = np.unpackbits(bits, axis=2, count=len(self._weights)).astype(np.bool_)
            per_person[:, first : first + bits.shape[1]] = _summed(present, ratio)
        return Competition(
            per_person, per_person * residents.people[:, :, None],
            unreached_opportunities(self._weights, self._wanted),
        )  # fmt: skip
