"""A counsellor's answer for one person: what is within reach, what is not and why, and what would unlock most.

Nothing about the person is written anywhere; the answer is a value, and a file only when a path is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.core.progress import Progress, Silent
from portee.kernels.nearest_edge import metres_per_e7
from portee.network.daytable import require_service, served_dates
from portee.offers.catalogue import Offers
from portee.people.profile import Profile
from portee.reach.cases import Case, Within, case_of, evaluate
from portee.reach.chains import StopPlaces
from portee.reach.changes import SHIFTS_MIN, Unlocked, moved, rank_changes
from portee.reach.daily import Daily
from portee.reach.living import Worth, route_grams, worth_of
from portee.reach.reasons import Reasons, office, reasons_of
from portee.reach.ways import Stores
from portee.services.benefit_situations import Housing
from portee.services.benefits import NotComputed
from portee.services.wage_benefits import WageBenefits, wage_benefits
from portee.territory.places import Places
from portee.territory.work import OwnHours, care_hours, free_places, own_hours, wages
from portee.world import World

__all__ = ["Diagnosis", "diagnose", "stop_places"]

Floats = npt.NDArray[np.float64]

LONGER_MIN = 30
"""Minutes beyond the limit that are searched, so that "too far by so much" is known."""

NEAREST = 10
"""Of two stops on the way all pairs are weighed: a hundred, not the thousands of a city."""

USUAL_HOURS = {"childcare": ("07:30", "18:30"), "school": ("08:20", "16:30")}
"""Hours taken where places that take children tell none; told in the notes."""


ON_THE_WAY = (
    "With a child on the way, shared vehicles, vehicles left at a stop and rides within an area or hours are not used."
)


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """The answer for one person.

    Attributes:
        profile: who. home, work: where. day: any date of the week asked about.
        case: what was asked. within: what is within reach by each way. worth: what each way is worth.
        reasons: why the rest is not. changes: single changes, what unlocks most first.
        weights: what each place counts for, float64 (d,); weight: the name of that column, "count" for one each.
        wages: net wage of each place, EUR a month, NaN where not told.
        stops: places that take children, in the order of the profile's stops.
        benefits: their change at the wages of the places within reach, or why it is not computed; None where no such
            place tells a wage.
        notes: remarks that a reader must see. figures: the figures the answer rests on.
    """

    profile: Profile
    home: Places
    work: Places
    day: date
    case: Case
    within: Within
    worth: Worth
    reasons: Reasons
    changes: tuple[Unlocked, ...]
    weights: Floats
    weight: str
    wages: Floats
    benefits: WageBenefits | NotComputed | None
    stops: tuple[StopPlaces, ...]
    notes: tuple[str, ...]
    figures: tuple[Mapping[str, Any], ...]

    @property
    def reached(self) -> float:
        """Weight of what is within reach."""
        return float(self.weights[self.within.reach].sum())

    @property
    def total(self) -> float:
        return float(self.weights.sum())


def stop_places(places: Places, kind: str, dwell_min: float) -> tuple[StopPlaces, tuple[str, ...]]:
    """Places that take children, with usual hours where they tell none, and remarks. Raises SourceError."""
    hours, free = care_hours(places), free_places(places)
    usual = [int(text[:2]) * 60 + int(text[3:]) for text in USUAL_HOURS[kind]]
    notes = []
    if (hours.opens < 0).any() or (hours.closes < 0).any():
        notes.append(f"Hours of {kind} are not told by all places: {' to '.join(USUAL_HOURS[kind])} is assumed.")
    if free is None:
        notes.append(f"Whether {kind} has places left is not known: all are counted.")
    opens = np.where(hours.opens >= 0, hours.opens, usual[0]).astype(np.int32)
    closes = np.where(hours.closes >= 0, hours.closes, usual[1]).astype(np.int32)
    return StopPlaces(places, opens, closes, round(dwell_min), free), tuple(notes)


def diagnose(  # noqa: PLR0913 - one argument per thing a counsellor may say
    world: World,
    profile: Profile,
    home: Places,
    work: Places,
    *,
    offers: Offers,
    day: date,
    care: Mapping[str, Places] | None = None,
    budget_eur: float | None = None,
    housing: Housing | None = None,
    stores: Stores | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> Diagnosis:
    """What is within reach of one person, why the rest is not, and what would unlock most.

    Args:
        world: the network.
        profile: who. home: one place.
        work: places of work, with `jobs`, `start`, `end`, `days`, `night`, `wage` where they tell them.
        offers: what there is, at which price.
        day: any date of the week asked about.
        care: places that take children by kind of stop, "childcare" or "school", for profiles with stops.
        budget_eur: most that a month may cost, instead of the profile's.
        housing: how and where the household is housed, for the change of benefits; None for not known.
        stores: links made before for the same network.
        threads: for preparing links.
        progress: told of each step.

    Raises:
        ParameterError: the profile brings children somewhere and no such places are given; or as the searches raise.
        SourceError: hours, days or wages of a place are wrong. NoServiceError: no trip runs on a date worked.
    """
    progress = progress or Silent()
    if len(home) != 1:
        raise ParameterError("A diagnosis needs one home.", mend="Give one position.")
    stops, notes = _stops(profile, care or {}, home)
    told: OwnHours | None = own_hours(work)
    told = told if told is not None and told.told.any() else None
    timetable = world.network.timetable
    if timetable is not None:
        calendar = served_dates(timetable, may_stand_still=world.network.may_stand_still)
        if calendar is None or not calendar[0] <= day <= calendar[1]:
            require_service(timetable, day, may_stand_still=world.network.may_stand_still)
    stores = stores or Stores(world.network, threads=threads)
    longest = profile.limits.max_time_min + LONGER_MIN
    case = case_of(
        stores, profile, offers, work, day, home=home, own=told, stops=stops, budget_eur=budget_eur,
        longest_min=longest,
    )  # fmt: skip
    progress.start("ways", 5)
    figures = case.situation.figures
    grams, guesses = (None, ()) if timetable is None else route_grams(timetable, figures)
    daily = Daily(stores, home, work, longest, grams_km=grams)
    shifted = [moved(case.hours, minutes) for minutes in SHIFTS_MIN]
    alone = ((True, False), (False, True)) if case.stops else ()
    usual = [office(case.hours, start=start, end=end) for start, end in ((True, True), *alone)]
    daily.plan([case.hours, *usual, *shifted], case.limit_min)
    within = evaluate(daily, case)
    progress.advance()
    worth = worth_of(daily, case, within)
    progress.advance()
    reasons = reasons_of(daily, case, within)
    progress.advance()
    weight = "jobs" if "jobs" in work.attributes.columns else "count"
    weights = work.weight(weight)
    changes = rank_changes(daily, case, within, weights)
    progress.advance()
    paid = wages(work)
    benefits = wage_benefits(profile, paid[within.reach], day, housing=housing)
    progress.advance()
    progress.done()
    outdated = [f"Figures out of date: {', '.join(sorted(figures.expired()))}."] if figures.expired() else []
    used = [note for way in within.ways for note in way.notes]
    if any(way.usable and not case.fits(way) for way in case.ways):
        notes = (*notes, ON_THE_WAY)
    every = (*world.network.notes, *offers.notes, *notes, *used, *guesses, *outdated)
    return Diagnosis(
        profile, home, work, day, case, within, worth, reasons, changes, weights, weight, paid, benefits, stops,
        tuple(dict.fromkeys(every)), tuple(figures.record()),
    )  # fmt: skip


def _stops(
    profile: Profile, care: Mapping[str, Places], home: Places
) -> tuple[tuple[StopPlaces, ...], tuple[str, ...]]:
    stops: list[StopPlaces] = []
    notes: list[str] = []
    pairs = sum(stop.kind in care for stop in profile.stops) > 1
    for stop in profile.stops:
        if stop.kind not in care:
            notes.append(
                f"The profile brings a child to {stop.kind}, but no such places are given: the stop is left out."
            )
            continue
        places = care[stop.kind]
        if pairs and len(places) > NEAREST:
            places = _nearest(places, home)
            notes.append(f"With two stops on the way, the {NEAREST} places nearest to home are weighed for each.")
        made, told = stop_places(places, stop.kind, stop.dwell_min)
        stops.append(made)
        notes += told
    return tuple(stops), tuple(notes)


def _nearest(places: Places, home: Places) -> Places:
    """The places nearest to home as the crow flies, in their order."""
    mx, my = metres_per_e7(int(home.lat[0] * 1e7))
    away = np.hypot((places.lon - home.lon[0]) * mx, (places.lat - home.lat[0]) * my)
    return places.take(np.sort(np.argsort(away, kind="stable")[:NEAREST]))


def chosen_stop_ids(diagnosis: Diagnosis, way: npt.NDArray[np.int64]) -> Sequence[Sequence[str]]:
    """For each stop of the profile, the id used for each place by its best way, "" where there is none."""
    found = []
    for number, stop in enumerate(diagnosis.stops):
        ids = []
        for place, chosen in enumerate(way.tolist()):
            row = int(diagnosis.within.legs[chosen].stops[number, place]) if chosen >= 0 else -1
            ids.append(str(stop.places.ids[row]) if row >= 0 else "")
        found.append(ids)
    return found
