"""When people leave home: for work at the hours of each profile, for the rest at declared hours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.hubs.demand.assumptions import DAY_TYPES, HOURS, Assumptions
from portee.people.profile import Profile

__all__ = ["PURPOSES", "Rhythm", "rhythm_of"]

Floats = npt.NDArray[np.float64]

PURPOSES = ("work", "other")
WORKING = frozenset({"employee", "self_employed", "apprentice", "trainee", "student"})
"""Whoever looks for work keeps the hours of the job they look for, but does not go there yet."""
BEFORE_S = 30 * 60
"""One leaves home half an hour before work begins: its hour is told, no more."""
WEEKS = 365.25 / 7
OF_DAY = {"sat": 1, "sun": 2}
LENGTH = np.array([5.0, 1.0, 1.0])
"""Days of each type in a week."""


@dataclass(frozen=True, eq=False)
class Rhythm:
    """Outings of one person.

    Attributes:
        outings: a day of each type by hour of leaving home, float64 (purposes, 3, 24). stay_h: hours spent there by
            purpose, float64 (purposes,).
    """

    outings: Floats
    stay_h: Floats


def rhythm_of(profile: Profile, assumptions: Assumptions) -> Rhythm:
    """The outings of a kind of resident; those for work are part of all."""
    work, hours, days = np.zeros((len(DAY_TYPES), HOURS)), 0.0, 0.0
    if profile.status in WORKING:
        share = profile.schedule.weeks_per_year / WEEKS
        for shift in profile.schedule.commutes():
            hour = int(((shift.start - BEFORE_S) % (HOURS * 3600)) // 3600)
            for day in shift.days:
                row = OF_DAY.get(day, 0)
                work[row, hour] += share / shift.every_weeks / LENGTH[row]
            hours, days = hours + shift.hours * len(shift.days), days + len(shift.days)
    every = assumptions.trips_day * assumptions["tours_per_trip"]
    rest = np.maximum(every - work.sum(axis=1), 0.0)
    other = rest[:, None] * assumptions.departures
    stays = np.array([hours / days if days else 0.0, assumptions["stay_h"]])
    return Rhythm(np.stack([work, other]), stays)
