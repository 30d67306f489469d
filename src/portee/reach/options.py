"""How someone travels, and when: the options of every search, checked once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portee.core.errors import ParameterError

__all__ = ["ACCESS_MODES", "EGRESS_MODES", "TRAVEL_MODES", "Travel", "Window", "check_percentiles"]

TRAVEL_MODES = ("transit", "walk", "bicycle", "e_scooter", "car")
ACCESS_MODES = ("walk", "bicycle", "e_scooter", "park_and_ride", "docked_bicycle", "docked_e_scooter")
EGRESS_MODES = ("walk", "bicycle", "e_scooter", "park_and_ride", "docked_bicycle", "docked_e_scooter")
LONGEST_MINUTES = 480
"""Window and travel time together: lanes count seconds in 16 bits."""
DEFAULT_WALK_MIN = 20.0
YEARS = (1900, 2200)
"""Dates far from the ends of the calendar, so that the days around them are dates too."""


def _require(good: bool, what: str, mend: str) -> None:
    if not good:
        raise ParameterError(what, mend=mend)


@dataclass(frozen=True)
class Travel:
    """The way someone travels. Speeds in km/h on flat ground, limits in minutes unless the name says otherwise.

    Attributes:
        mode: "transit" (public transport with walking), "walk", "bicycle", "e_scooter" or "car".
        access, egress: how stops are reached and left; "park_and_ride" drives to a car park, then walks; with a
            docked vehicle one walks to a dock, rides to another and walks on, where that is quicker than walking.
        max_time_min: longest travel time.
        max_walk_min: longest walk to the first stop, from the last one, and all the way, each on its own;
            None: 20 for transit, no limit but max_time_min for mode "walk".
        max_bicycle_min, max_drive_min: the same for bicycle and scooter, and for the drive to a car park.
        max_transfer_m: longest walk between two vehicles, metres along streets.
        max_rides: vehicles boarded at most.
        boarding_slack_s: seconds needed at a stop before boarding, the first boarding included.
        parking_min: time to park and leave the car, added to every drive. docking_min: to take or return a
            docked vehicle, added at each end of its ride.
        step_free: wheelchair: step-free streets, and only stops and trips declared accessible.
        pushchair: step-free streets, and all stops and trips: it can be lifted into a vehicle.
        bicycle_on_board: a bicycle from door to door, only in vehicles declared to take it.
        draws: how often the phases of frequency lines without exact times are drawn; seed: of these draws.
    """

    mode: str = "transit"
    access: str = "walk"
    egress: str = "walk"
    max_time_min: float = 120.0
    max_walk_min: float | None = None
    max_bicycle_min: float = 30.0
    max_drive_min: float = 30.0
    max_transfer_m: float = 1000.0
    max_rides: int = 4
    walk_speed_kmh: float = 3.6
    bicycle_speed_kmh: float = 12.0
    e_scooter_speed_kmh: float = 18.0
    boarding_slack_s: int = 60
    parking_min: float = 5.0
    docking_min: float = 1.0
    step_free: bool = False
    pushchair: bool = False
    bicycle_on_board: bool = False
    draws: int = 5
    seed: int = 0

    def __post_init__(self) -> None:
        _require(
            self.mode in TRAVEL_MODES, f"Unknown mode '{self.mode}'.", f"Choose one of: {', '.join(TRAVEL_MODES)}."
        )
        _require(
            self.access in ACCESS_MODES,
            f"Unknown access '{self.access}'.",
            f"Choose one of: {', '.join(ACCESS_MODES)}.",
        )
        _require(
            self.egress in EGRESS_MODES,
            f"Unknown egress '{self.egress}'.",
            f"Choose one of: {', '.join(EGRESS_MODES)}.",
        )
        for name in ("walk_speed_kmh", "bicycle_speed_kmh", "e_scooter_speed_kmh"):
            value = getattr(self, name)
            _require(0.5 <= value <= 60, f"{name} is {value}.", "Give a speed from 0.5 to 60 km/h.")
        _require(
            0 < self.max_time_min <= LONGEST_MINUTES,
            f"The longest travel time is {self.max_time_min} minutes.",
            f"Give more than 0 and at most {LONGEST_MINUTES} minutes.",
        )
        for name in ("max_walk_min", "max_bicycle_min", "max_drive_min"):
            value = getattr(self, name)
            _require(
                value is None or 0 <= value <= LONGEST_MINUTES,
                f"{name} is {value}.",
                f"Give from 0 to {LONGEST_MINUTES} minutes.",
            )
        _require(
            0 <= self.max_transfer_m <= 5000,
            f"max_transfer_m is {self.max_transfer_m}.",
            "Give from 0 to 5,000 metres.",
        )
        _require(1 <= self.max_rides <= 12, f"max_rides is {self.max_rides}.", "Give from 1 to 12 rides.")
        _require(
            0 <= self.boarding_slack_s <= 3600,
            f"boarding_slack_s is {self.boarding_slack_s}.",
            "Give 0 to 3600 seconds.",
        )
        _require(0 <= self.parking_min <= 120, f"parking_min is {self.parking_min}.", "Give 0 to 120 minutes.")
        _require(0 <= self.docking_min <= 60, f"docking_min is {self.docking_min}.", "Give 0 to 60 minutes.")
        _require(1 <= self.draws <= 100, f"draws is {self.draws}.", "Give from 1 to 100 draws.")
        _require(
            not (self.bicycle_on_board and (self.step_free or self.pushchair)),
            "A bicycle on board is not step-free.",
            "Choose one of both.",
        )

    @property
    def foot(self) -> str:
        """The street graph used on foot."""
        return "wheelchair" if self.step_free or self.pushchair else "walk"

    @property
    def access_mode(self) -> str:
        return "bicycle" if self.bicycle_on_board else self.access

    @property
    def egress_mode(self) -> str:
        return "bicycle" if self.bicycle_on_board else self.egress

    @property
    def transfer_mode(self) -> str:
        return "bicycle" if self.bicycle_on_board else self.foot

    def units_per_second(self, mode: str) -> float:
        """Cost units of a mode's street graph covered per second: mm for most, ms for car."""
        kmh = {
            "walk": self.walk_speed_kmh,
            "wheelchair": self.walk_speed_kmh,
            "bicycle": self.bicycle_speed_kmh,
            "e_scooter": self.e_scooter_speed_kmh,
        }
        return 1000.0 if mode == "car" else kmh[mode] / 3.6 * 1000

    def limit_s(self, mode: str) -> int:
        """Longest time in seconds by a street mode as part of a journey by public transport."""
        if mode in ("walk", "wheelchair"):
            limit = DEFAULT_WALK_MIN if self.max_walk_min is None else self.max_walk_min
        else:
            limit = self.max_drive_min if mode == "car" else self.max_bicycle_min
        return int(min(limit, self.max_time_min) * 60)

    @property
    def longest_s(self) -> int:
        return int(self.max_time_min * 60)


@dataclass(frozen=True)
class Window:
    """When: every minute from a start, as departures or as arrivals.

    Attributes:
        day: the date.
        start_s: first minute, seconds after midnight by the clock; past 86400 for the small hours of the next day.
        minutes: how many departures (or arrivals), one a minute.
        arrive: whether the minutes are latest arrivals.
    """

    day: date
    start_s: int
    minutes: int = 60
    arrive: bool = False

    def __post_init__(self) -> None:
        first, last = YEARS
        _require(
            first <= self.day.year <= last,
            f"The date is {self.day.isoformat()}.",
            f"Give one of the years {first} to {last}.",
        )
        _require(self.minutes >= 1, f"The window has {self.minutes} minutes.", "Give a window of at least 1 minute.")
        _require(
            self.minutes <= LONGEST_MINUTES,
            f"The window has {self.minutes} minutes.",
            f"Give a window of at most {LONGEST_MINUTES} minutes; cut a day into several.",
        )
        _require(
            0 <= self.start_s < 2 * 86400,
            f"The window starts at second {self.start_s}.",
            "Give a time from 00:00 to 47:59.",
        )


def check_percentiles(percentiles: tuple[float, ...]) -> tuple[float, ...]:
    """Sorted, distinct percentiles. Raises ParameterError outside 0 < p ≤ 100."""
    _require(len(percentiles) > 0, "No percentile was given.", "Give at least one, such as 50.")
    for p in percentiles:
        _require(0 < p <= 100, f"The percentile {p} is impossible.", "Give more than 0 and at most 100.")
    return tuple(sorted(set(percentiles)))
