"""Minutes and kilometres around a hub, searched once for all its services: today's ways and rides from the hub.

As in `portee.services.hubs.site`: a way with the hub is the walk to it and the ride on from it, so that one table of
rides serves all residents and no service needs searches of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from portee.core.progress import Progress
from portee.hubs.demand.assumptions import DAY_TYPES, HOURS, Assumptions
from portee.hubs.demand.ways import OwnCosts, Tables
from portee.network.daytable import trips_per_day
from portee.network.timetable import Timetable
from portee.people.profile import Profile
from portee.reach.links import LinkStore
from portee.reach.one_way import OneWay, way_there
from portee.reach.options import Travel, Window
from portee.services.hubs.site import minutes_between
from portee.territory.places import Places
from portee.world import World

__all__ = ["MOMENTS", "NO_DAY", "Moment", "tables_of", "walks_to", "week_of"]

Floats = npt.NDArray[np.float64]

WINDOW_MIN = 60
RIDDEN = ("bicycle", "e_scooter", "car")
SATURDAY, SUNDAY = 5, 6
WEEKS_AWAY = 26
"""Furthest weekend that stands for one without service in the timetable."""
NO_DAY = "The timetable has no trip on any {type}: that of the workday stands for it, which says too much of it."
"""Remark on a day of the weekend, "saturday" or "sunday"."""


@dataclass(frozen=True)
class Moment:
    """When public transport is asked for: a type of day, and the hour at which the window begins."""

    day_type: str
    hour: int


MOMENTS = (
    Moment("workday", 8), Moment("workday", 5), Moment("workday", 13), Moment("workday", 17), Moment("workday", 21),
    Moment("saturday", 10), Moment("saturday", 20), Moment("sunday", 10), Moment("sunday", 20),
)  # fmt: skip
"""The first one is the hour at which reach is told. Every hour takes the nearest moment of its type of day."""


def week_of(day: date, served: Callable[[date], bool]) -> Mapping[str, date | None]:
    """The dates asked about: the day itself (its Tuesday on a weekend), and the nearest weekend days with service.

    None for a day of the weekend on which the timetable never has a trip.
    """
    monday = day - timedelta(days=day.weekday())
    workday = day if day.weekday() < SATURDAY else monday + timedelta(days=1)
    found: dict[str, date | None] = {"workday": workday}
    for name, number in (("saturday", SATURDAY), ("sunday", SUNDAY)):
        near = sorted(range(-WEEKS_AWAY, WEEKS_AWAY + 1), key=lambda weeks: (abs(weeks), -weeks))
        dates = (monday + timedelta(days=number, weeks=weeks) for weeks in near)
        found[name] = next((one for one in dates if served(one)), None)
    return found


def _served(timetable: Timetable) -> Callable[[date], bool]:
    first, trips = trips_per_day(timetable)

    def served(day: date) -> bool:
        index = (day - first).days
        return 0 <= index < len(trips) and bool(trips[index] > 0)

    return served


def walks_to(world: World, hub: Places, cells: Places, longest_min: float, *, threads: int) -> Floats:
    """Minutes on foot from each cell to the hub at the pace of searches, float64 (c,), infinite beyond the longest."""
    store = LinkStore(world.network, threads=threads)
    travel = Travel(mode="walk", max_time_min=longest_min)
    return way_there(store, cells, hub, travel, "walk", threads=threads).minutes[:, 0]


def tables_of(  # noqa: PLR0913 - where, whom, to what, how and when
    world: World, hub: Places, cells: Places, to_hub: Floats, destinations: Places, weights: Floats,
    profiles: Sequence[Profile], assumptions: Assumptions, costs: OwnCosts, day: date, *, threads: int,
    progress: Progress | None = None,
) -> tuple[Tables, tuple[str, ...]]:  # fmt: skip
    """All tables, and remarks on them.

    Raises:
        OutsideNetworkError: places lie outside the network. NoServiceError: no trip runs on the workday.
    """
    most = max(profile.limits.max_time_min for profile in profiles)
    # Searches go as far as the fastest walker of all; each profile is limited by its own pace and patience later.
    pace = max(max(profile.walking.speed_kmh for profile in profiles) / 3.6, 1.0)
    travel = Travel(
        max_time_min=most, bicycle_speed_kmh=assumptions.bicycle_kmh, e_scooter_speed_kmh=assumptions.e_scooter_kmh
    )  # fmt: skip
    on_foot = replace(travel, max_time_min=min(most * pace, 480.0))
    store = LinkStore(world.network, threads=threads)

    def by(mode: str, start: Places, how: Travel) -> OneWay:
        return way_there(store, start, destinations, how, mode, threads=threads, progress=progress)

    walk, bicycle, car = by("walk", cells, on_foot), by("bicycle", cells, travel), by("car", cells, travel)
    rides = {mode: by(mode, hub, travel) for mode in RIDDEN}
    transit, notes = _transit(world, cells, destinations, travel, day, threads, progress)
    # A way that is no quicker than walking all the way is none by public transport.
    transit = np.where(transit < walk.minutes[None], transit, np.inf)
    return (
        Tables(
            walk.minutes, bicycle.minutes, car.minutes, transit, bicycle.km, car.km, to_hub,
            {mode: way.minutes[0] for mode, way in rides.items()}, {mode: way.km[0] for mode, way in rides.items()},
            weights, _nearest_moments(), costs,
        ),
        notes,
    )  # fmt: skip


def _transit(
    world: World, cells: Places, destinations: Places, travel: Travel, day: date, threads: int,
    progress: Progress | None,
) -> tuple[Floats, tuple[str, ...]]:  # fmt: skip
    """Minutes at every moment, float64 (m, c, d), and remarks."""
    nowhere = np.full((len(cells), len(destinations)), np.inf)
    if world.network.timetable is None:
        return np.stack([nowhere] * len(MOMENTS)), ("The network has no timetable: nobody takes public transport.",)
    days, found, notes = week_of(day, _served(world.network.timetable)), [], dict[str, None]()
    for name, on in days.items():
        if on is None:
            notes[NO_DAY.format(type=name)] = None
    for moment in MOMENTS:
        on = days[moment.day_type] or days["workday"]
        assert on is not None
        minutes, said = minutes_between(
            world, cells, destinations, travel, Window(on, moment.hour * 3600, WINDOW_MIN), threads=threads,
            progress=progress,
        )  # fmt: skip
        found.append(minutes)
        notes.update(dict.fromkeys(said))
    return np.stack(found), tuple(notes)


def _nearest_moments() -> npt.NDArray[np.int64]:
    found = np.zeros((len(DAY_TYPES), HOURS), np.int64)
    for row, day_type in enumerate(DAY_TYPES):
        own = [(place, moment.hour) for place, moment in enumerate(MOMENTS) if moment.day_type == day_type]
        for hour in range(HOURS):
            # Around the clock: two in the morning is nearer to ten in the evening than to eight.
            found[row, hour] = min(own, key=lambda one: min(abs(one[1] - hour), HOURS - abs(one[1] - hour)))[0]
    return found
