"""The explorer of one territory: searches prepared once, the origin exchanged at each question, the last ones kept."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.kernels.shortest import UNREACHED
from portee.offers.catalogue import Offers
from portee.people.profile import Profile
from portee.reach.choices import situation_of, ways_of
from portee.reach.commute import homeward
from portee.reach.isochrone import areas_within
from portee.reach.kept import Kept
from portee.reach.kinds import Along, ByTransit
from portee.reach.opening import swapped
from portee.reach.options import Travel, Window
from portee.reach.origin import FromOrigin, OriginTimes, prepare_street, prepare_transit
from portee.reach.ways import Stores, Way
from portee.services.describe import thin_service
from portee.services.explorer.answer import Answer, WayAnswer, counted, reached_within
from portee.services.explorer.question import LONGEST_MIN, WINDOW_MIN, Question
from portee.services.explorer.targets import Targets
from portee.territory.places import Places
from portee.world import World

__all__ = ["ANYBODY", "Explorer"]

Floats = npt.NDArray[np.float64]

ANYBODY = Travel(max_time_min=LONGEST_MIN)
"""Walking and public transport, as `Travel` has it: for whoever chooses no profile."""

MOST_PREPARED = 96
"""Searches kept ready: each takes a few megabytes in a large city."""

MOST_ANSWERS = 64
"""Places whose times are kept, so that sliders of time and budget search nothing anew."""


@dataclass(frozen=True, eq=False)
class _Found:
    """Times of one way: minutes float64 (n,), the longer of the ways asked about; eur float64 (n,) a month, or None."""

    way: Way | None
    minutes: Floats
    eur: Floats | None


class _Recent:
    """The last so many things, by key."""

    def __init__(self, most: int) -> None:
        self._most, self._kept = most, OrderedDict[Hashable, Any]()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Any:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Hashable, value: Any) -> None:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


class Explorer:
    """Answers questions about any place of a territory; safe to ask from several threads.

    Args:
        world: the network. offers: what there is, for profiles. targets: what is looked for.
        profiles: kinds of resident that may be asked about.
        threads: ways searched at a time.
    """

    def __init__(
        self, world: World, offers: Offers, targets: Targets, profiles: Mapping[str, Profile], *, threads: int = 1
    ) -> None:
        self.world, self.offers, self.targets, self.profiles = world, offers, targets, dict(profiles)
        self._stores = Stores(world.network, threads=threads)
        self._prepared, self._ways, self._recent = _Recent(MOST_PREPARED), _Recent(256), _Recent(MOST_ANSWERS)
        self._noted = _Recent(64)
        self._making, self._kept = threading.Lock(), Kept()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="explorer") if threads > 1 else None

    def answer(self, question: Question) -> Answer:
        """What is within reach.

        Raises:
            ParameterError: an unknown profile. OutsideNetworkError: no street near the place.
            NoServiceError: no trip runs on the date.
        """
        found, left_out = self._found(question)
        count = len(self.targets.places)
        best = np.full(count, np.inf)
        budget = math.inf if question.budget_eur is None else question.budget_eur
        ways = []
        for part in found:
            affordable = np.ones(count, np.bool_) if part.eur is None else part.eur <= budget
            np.minimum(best, np.where(affordable, part.minutes, np.inf), out=best)
            ways.append(self._told(part, affordable, question.minutes))
        kinds = {kind: counted(self.targets, kind, best, question.minutes) for kind in self.targets.kinds}
        place = _place(question)
        times = sorted({max(5, question.minutes // 2), question.minutes})
        areas = areas_within(self.targets.grid, self.targets.surface(best), times, place)
        notes = [*self._notes(question.day), *(note for part in found if part.way for note in part.way.notes)]
        if question.profile is not None:
            notes += self.offers.notes
        return Answer(question, best, kinds, tuple(ways), areas, left_out, tuple(dict.fromkeys(notes)))

    def _told(self, part: _Found, affordable: npt.NDArray[np.bool_], limit_min: int) -> WayAnswer:
        reached = reached_within(self.targets, part.minutes, limit_min)
        within = part.minutes <= limit_min
        eur = None
        if part.eur is not None and within.any() and np.isfinite(part.eur[within]).any():
            prices = part.eur[within & np.isfinite(part.eur)]
            eur = float(prices.min()), float(prices.max())
        usable = bool((affordable & within).any())
        if part.way is None:
            return WayAnswer("anybody", None, "transit", reached, None, usable)
        return WayAnswer(part.way.id, part.way.title, part.way.kind, reached, eur, usable)

    def _notes(self, day: date) -> tuple[str, ...]:
        known = self._noted.get(day)
        if known is None:
            known = self._noted_of(day)
            self._noted.put(day, known)
        return known  # type: ignore[no-any-return]

    def _noted_of(self, day: date) -> tuple[str, ...]:
        thin = thin_service(self.world.network, day)
        notes = list(self.world.network.notes)
        if thin is not None:
            notes.append(
                f"Only {thin[0]:,} trips run on {day.isoformat()}, against {thin[1]:,} on the busiest day of its kind: "
                "some lines may be missing on this date."
            )
        return tuple(notes)

    def _found(self, question: Question) -> tuple[tuple[_Found, ...], tuple[str, ...]]:
        """Times of every way, kept: neither the time nor the budget changes them."""
        back_s = question.back_s if "back" in question.ways else None
        there_s = question.there_s if "there" in question.ways else None
        key = question.lon, question.lat, question.day, there_s, back_s, question.profile
        known = self._recent.get(key)
        if known is None:
            known = self._search(question)
            self._recent.put(key, known)
        return known  # type: ignore[no-any-return]

    def _search(self, question: Question) -> tuple[tuple[_Found, ...], tuple[str, ...]]:
        place = _place(question)
        if question.profile is None:
            transit = self._legs(question, ByTransit(ANYBODY)) if self.world.network.timetable is not None else []
            walk = self._legs(question, Along("walk", LONGEST_MIN, ANYBODY.walk_speed_kmh)) if not transit else []
            legs = transit or walk
            return (_Found(None, _longer(self._times(legs, place)), None),), ()
        profile = self._profile(question.profile)
        ways, left_out = self._usable(profile, question)
        searched: dict[Hashable, int] = {}
        every: list[list[FromOrigin]] = []
        for way in ways:
            key = _key(way)
            if key not in searched:
                searched[key] = len(every)
                every.append(self._legs(question, way.search))
        flat = self._times([leg for legs in every for leg in legs], place)
        times, at = [], 0
        for legs in every:
            times.append(flat[at : at + len(legs)])
            at += len(legs)
        trips = 2 * profile.schedule.commutes_per_month
        found = []
        for way in ways:
            legs_found = times[searched[_key(way)]]
            found.append(_Found(way, _longer(legs_found), _price(way, legs_found, trips)))
        return tuple(found), left_out

    def _profile(self, id: str) -> Profile:
        if id not in self.profiles:
            raise ParameterError(
                f"There is no profile '{id[:60]}'.", mend=f"Choose one of: {', '.join(sorted(self.profiles))}."
            )
        return self.profiles[id]

    def _usable(self, profile: Profile, question: Question) -> tuple[tuple[Way, ...], tuple[str, ...]]:
        """Ways that one may use and that can be searched from any place, and kinds of those that cannot."""
        moments = tuple(
            datetime.combine(question.day, time()) + timedelta(seconds=s) for s in (question.there_s, question.back_s)
        )
        key = profile.id, moments
        known = self._ways.get(key)
        if known is None:
            with self._making:
                situation = situation_of(
                    self.world.network, profile, self.offers, question.day, moments, longest_min=LONGEST_MIN
                )
                # Variants of the network, such as those without a toll tunnel, are then the same at every hour.
                usable = [way for way in ways_of(replace(situation, kept=self._kept)) if way.usable]
            kept = tuple(way for way in usable if _searchable(way))
            left_out = tuple(dict.fromkeys(way.kind for way in usable if not _searchable(way)))
            known = kept, left_out
            self._ways.put(key, known)
        return known  # type: ignore[no-any-return]

    def _legs(self, question: Question, search: Along | ByTransit | Any) -> list[FromOrigin]:
        return [self._prepare(question, search, leg) for leg in question.ways]

    def _prepare(self, question: Question, search: Along | ByTransit, leg: str) -> FromOrigin:
        back = leg == "back"
        if isinstance(search, ByTransit):
            start_s = question.back_s if back else question.there_s
            key: Hashable = (search.key, question.day, start_s, back)
        else:
            key = (search, back)
        with self._making:
            found: FromOrigin | None = self._prepared.get(key)
            if found is None:
                store = self._stores.of(search.network)
                if isinstance(search, ByTransit):
                    window = Window(question.day, start_s, WINDOW_MIN, arrive=back)
                    found = prepare_transit(store, self.targets.places, _turned(search) if back else search, window)
                else:
                    found = prepare_street(store, self.targets.places, search, LONGEST_MIN, towards=back)
                self._prepared.put(key, found)
        return found

    def _times(self, legs: list[FromOrigin], place: Places) -> list[OriginTimes]:
        if self._pool is None or len(legs) < 2:
            return [leg.times(place) for leg in legs]
        return list(self._pool.map(lambda leg: leg.times(place), legs))


def _place(question: Question) -> Places:
    return Places(np.array(["here"], object), np.array([question.lon]), np.array([question.lat]))


def _turned(way: ByTransit) -> ByTransit:
    """The same way on the way back."""
    return ByTransit(homeward(way.travel), swapped(way.opened), way.stations, way.network)


def _key(way: Way) -> Hashable:
    return way.search.key if isinstance(way.search, ByTransit) else way.search


def _searchable(way: Way) -> bool:
    """Whether a way is one of streets everywhere and always, or of public transport."""
    search = way.search
    if isinstance(search, ByTransit):
        return True
    return isinstance(search, Along) and search.area is None and search.served is None and search.from_s == 0


def _longer(legs: list[OriginTimes]) -> Floats:
    """Minutes of the longer leg, infinite where one is impossible."""
    seconds = np.max([leg.seconds for leg in legs], axis=0)
    return np.where(seconds >= UNREACHED, np.inf, seconds / 60.0)


def _price(way: Way, legs: list[OriginTimes], trips: float) -> Floats:
    """Euros a month of so many one-way trips, as long as the mean of the ways asked about."""
    if not way.cost.by_distance:
        flat = float(way.cost.month(trips))
        return np.full(len(legs[0].seconds), flat)
    extra = way.search.extra_min if isinstance(way.search, Along) else 0.0
    rides = []
    for leg in legs:
        minutes = np.where(leg.seconds >= UNREACHED, np.inf, leg.seconds / 60.0 - extra)
        rides.append(way.cost.ride_eur(leg.km, minutes))
    return np.asarray(way.cost.trips_eur(trips, np.mean(rides, axis=0)))
