"""What is asked of the explorer: from where, when, in how long, both ways or one, by whom, for how much."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from portee.core.clock import DAY_S
from portee.core.errors import ParameterError

__all__ = ["DIRECTIONS", "LONGEST_MIN", "WINDOW_MIN", "Question"]

DIRECTIONS = ("there", "back", "both")
"""From the place; back to it; both, each within the time."""

LONGEST_MIN = 90
"""Longest time asked about, minutes. INSEE counts hardly any daily commute beyond it, and a map needs an end."""

WINDOW_MIN = 30
"""Departures (or arrivals) looked at, one a minute: the median of them is told."""

SHORTEST_MIN = 5


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes:
        lon, lat: the place, degrees.
        day: the date.
        there_s: first minute of departure, seconds after midnight. back_s: first minute of being back.
        minutes: longest time of each way. direction: one of `DIRECTIONS`.
        profile: id of a kind of resident, None for anybody who walks and takes public transport.
        budget_eur: most euros a month, None for no limit; asks for a profile, whose tariffs are then known.
    """

    lon: float
    lat: float
    day: date
    there_s: int = 8 * 3600
    back_s: int = 18 * 3600
    minutes: int = 45
    direction: str = "there"
    profile: str | None = None
    budget_eur: float | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lon) and math.isfinite(self.lat) and abs(self.lon) <= 180 and abs(self.lat) <= 90):
            raise ParameterError("This is no place on Earth.", mend="Give a longitude and a latitude in degrees.")
        if self.direction not in DIRECTIONS:
            raise ParameterError(
                f"Unknown direction '{self.direction[:20]}'.", mend=f"Choose one of: {', '.join(DIRECTIONS)}."
            )
        if not SHORTEST_MIN <= self.minutes <= LONGEST_MIN:
            raise ParameterError(
                f"The longest time is {self.minutes} minutes.", mend=f"Give from {SHORTEST_MIN} to {LONGEST_MIN}."
            )
        for time_s in (self.there_s, self.back_s):
            if not 0 <= time_s < DAY_S:
                raise ParameterError(f"The time is second {time_s} of a day.", mend="Give a time from 00:00 to 23:59.")
        if self.budget_eur is not None and not 0 <= self.budget_eur <= 10_000:
            raise ParameterError(
                f"The budget is {self.budget_eur:g} euros a month.", mend="Give from 0 to 10,000, or none."
            )
        if self.budget_eur is not None and self.profile is None:
            raise ParameterError(
                "A budget asks for a kind of resident: what one pays depends on one's rights.", mend="Choose a profile."
            )

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways that are looked at: "there", "back" or both."""
        return ("there", "back") if self.direction == "both" else (self.direction,)
