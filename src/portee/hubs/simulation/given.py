"""What a simulation of one service is given: stations, vehicles, who comes when, staff that moves vehicles.

Times are hours, and the first hour is Monday 0:00. A week has 168 hours.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal

from portee.core.errors import ParameterError, Where

__all__ = ["ALWAYS", "WEEK_H", "Arrivals", "Fleet", "Law", "Relocation", "Simulated", "Span", "Station"]

WEEK_H = 168
ALWAYS = ((0.0, float(WEEK_H)),)
"""Open all week."""


def _wrong(field: str, what: str, mend: str) -> ParameterError:
    return ParameterError(what, where=Where(field=field), mend=mend)


def _not_below(field: str, value: float, least: float = 0.0) -> None:
    if not least <= value < float("inf"):
        raise _wrong(field, f"{value:g} is not a number from {least:g} up.", "Give one.")


@dataclass(frozen=True)
class Law:
    """How a length is drawn.

    Attributes:
        mean: hours, or km. kind: "fixed", "exponential", "lognormal".
        cv: standard deviation over mean, of a lognormal law alone.
    """

    mean: float
    kind: Literal["fixed", "exponential", "lognormal"] = "fixed"
    cv: float = 1.0

    def __post_init__(self) -> None:
        _not_below("mean", self.mean)
        _not_below("cv", self.cv)
        if self.kind not in ("fixed", "exponential", "lognormal"):
            raise _wrong("kind", f"There is no law '{self.kind}'.", "Laws: fixed, exponential, lognormal.")

    @property
    def square(self) -> float:
        """Mean of the square."""
        spread = {"fixed": 0.0, "exponential": 1.0, "lognormal": self.cv}[self.kind]
        return self.mean**2 * (1 + spread**2)


@dataclass(frozen=True)
class Station:
    """One place where vehicles stand.

    Attributes:
        vehicles: how many stand there at first, one number per kind of vehicle in the fleet.
        docks: places for vehicles, None without limit. chargers: vehicles charged at a time, None without limit.
        room: users who may wait at a time, None without limit.
    """

    id: str
    vehicles: tuple[int, ...]
    docks: int | None = None
    chargers: int | None = None
    room: int | None = None

    def __post_init__(self) -> None:
        for field in ("docks", "chargers", "room"):
            if (value := getattr(self, field)) is not None:
                _not_below(field, value)
        if any(count < 0 for count in self.vehicles):
            raise _wrong("vehicles", "There are fewer than no vehicles.", "Give 0 or more of each kind.")
        if self.docks is not None and sum(self.vehicles) > self.docks:
            raise _wrong(
                "docks", f"Station '{self.id}' has {sum(self.vehicles)} vehicles and {self.docks} docks.",
                "Give it a dock for each, or fewer vehicles.",
            )  # fmt: skip


@dataclass(frozen=True)
class Fleet:
    """One kind of vehicle. battery_kwh None: energy is no limit.

    Attributes:
        battery_kwh: what may be used of a full battery. kwh_per_km: consumption. charge_kw: power into the battery.
    """

    id: str
    battery_kwh: float | None = None
    kwh_per_km: float = 0.0
    charge_kw: float = 0.0

    def __post_init__(self) -> None:
        _not_below("kwh_per_km", self.kwh_per_km)
        _not_below("charge_kw", self.charge_kw)
        if self.battery_kwh is not None and (self.battery_kwh <= 0 or self.kwh_per_km <= 0 or self.charge_kw <= 0):
            raise _wrong(
                "battery_kwh", f"The battery of '{self.id}' is never filled or never used.",
                "Give battery_kwh, kwh_per_km and charge_kw above 0, or leave all three out.",
            )  # fmt: skip


@dataclass(frozen=True)
class Arrivals:
    """Users of one group who come to one station: one stream of draws of its own.

    Attributes:
        by_hour: users per hour, in each of the 168 hours of the week. hours: of a hire. km: of a hire.
        patience: hours that they wait at most before they leave. held: hours for which a vehicle is kept for whoever
            reserves on the way, before the hire begins. to: station where the vehicle is brought back, None the same.
    """

    group: str
    station: str
    by_hour: tuple[float, ...]
    hours: Law
    km: Law = Law(0.0)
    patience: Law = Law(0.0)
    held: Law = Law(0.0)
    to: str | None = None

    def __post_init__(self) -> None:
        if len(self.by_hour) != WEEK_H:
            raise _wrong("by_hour", f"{len(self.by_hour)} hours are given.", f"Give the {WEEK_H} of a week.")
        for value in self.by_hour:
            _not_below("by_hour", value)

    @property
    def name(self) -> str:
        """What its draws hang on."""
        return f"{self.group}|{self.station}|{self.to or self.station}"

    @property
    def per_week(self) -> float:
        """Users a week."""
        return sum(self.by_hour)


@dataclass(frozen=True)
class Relocation:
    """Staff that brings vehicles from stations with too many to stations with too few.

    Attributes:
        targets: vehicles that should stand free at each station, in their order.
        at_hours: hours of the week at which all is brought towards the targets. below: also whenever fewer than this
            stand free at a station that should have more. above: also whenever more than this stand at a station, to
            one with fewer, so that docks stay free. staff: how many move vehicles at a time, one each.
        hours: that moving one takes. km: that it is driven; 0 if it is carried.
    """

    targets: tuple[int, ...]
    at_hours: tuple[float, ...] = ()
    below: int | None = None
    staff: int = 1
    hours: float = 0.25
    km: float = 0.0
    above: int | None = None

    def __post_init__(self) -> None:
        _not_below("staff", self.staff)
        _not_below("hours", self.hours)
        _not_below("km", self.km)
        if self.above is not None:
            _not_below("above", self.above, 1)
        if any(not 0 <= hour < WEEK_H for hour in self.at_hours):
            raise _wrong("at_hours", "An hour is outside the week.", f"Give hours from 0 to below {WEEK_H}.")


@dataclass(frozen=True)
class Simulated:
    """One service to simulate.

    Attributes:
        opens: spans of the week in which a hire may begin, hours, in order. Vehicles come back at any time.
    """

    service: str
    stations: tuple[Station, ...]
    fleet: tuple[Fleet, ...]
    arrivals: tuple[Arrivals, ...]
    opens: tuple[tuple[float, float], ...] = ALWAYS
    relocation: Relocation | None = None

    def __post_init__(self) -> None:
        ids = [station.id for station in self.stations]
        if len(set(ids)) < len(ids) or not ids:
            raise _wrong("stations", f"Ids of stations: {', '.join(ids) or 'none'}.", "Give one each.")
        names = [stream.name for stream in self.arrivals]
        if len(set(names)) < len(names):
            raise _wrong("arrivals", "A group comes twice from one station to another.", "Add the two up.")
        for stream in self.arrivals:
            for end in (stream.station, stream.to or stream.station):
                if end not in ids:
                    raise _wrong("arrivals", f"There is no station '{end}'.", f"Stations: {', '.join(ids)}.")
        for station in self.stations:
            if len(station.vehicles) != len(self.fleet):
                raise _wrong(
                    "vehicles", f"Station '{station.id}' counts {len(station.vehicles)} kinds of vehicles, the fleet "
                    f"has {len(self.fleet)}.", "Give one number per kind.",
                )  # fmt: skip
        edges = [edge for span in self.opens for edge in span]
        if any(a > b for a, b in itertools.pairwise(edges)) or any(not 0 <= edge <= WEEK_H for edge in edges):
            raise _wrong("opens", "The hours are not in order within a week.", "Give spans that follow each other.")
        if self.relocation is not None and len(self.relocation.targets) != len(ids):
            raise _wrong("targets", "There is not one target per station.", "Give one for each.")

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups in the order in which they are named first."""
        return tuple(dict.fromkeys(stream.group for stream in self.arrivals))

    @property
    def vehicles(self) -> int:
        """All vehicles of all stations."""
        return sum(sum(station.vehicles) for station in self.stations)


@dataclass(frozen=True)
class Span:
    """How long is simulated: days that count, after days that only fill the hub. Whole numbers."""

    days: int
    warm_up_days: int = 0

    def __post_init__(self) -> None:
        _not_below("days", self.days, 1)
        _not_below("warm_up_days", self.warm_up_days)

    @property
    def begin_h(self) -> float:
        """From when on is counted."""
        return 24.0 * self.warm_up_days

    @property
    def end_h(self) -> float:
        """Until when users come."""
        return 24.0 * (self.warm_up_days + self.days)
