"""Carpool: who offers and who asks for a seat, what a ride may cost, and lines with meeting points.

French law: carpooling is sharing a vehicle on a trip that the driver makes anyway, without profit, only sharing its
costs (code des transports, article L. 3132-1). The costs are wear, repairs, tyres, fuel, insurance, tolls and parking;
they may be taken from the tax scale of costs per kilometre (article R. 3132-1), and driver and riders divide them as
they like (article R. 3132-2). Figures come in as arguments: this module knows the rule, not the rates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from portee.core.clock import DAY_S
from portee.core.errors import ParameterError, Where
from portee.offers.low_emission import valid_hours

__all__ = [
    "CarpoolLine",
    "CarpoolRules",
    "Driver",
    "Rider",
    "cost_shares",
    "price",
    "ride_minutes",
    "wait",
]

Point = tuple[float, float]
Window = tuple[int, int]

_MOST_SEATS = 8
# A vehicle with more than nine seats, the driver's included, is no car (code de la route, article R. 311-1).
_LATEST_S = 2 * DAY_S
# A return may fall after midnight: times go on past 86,400.


@dataclass(frozen=True)
class CarpoolRules:
    """How the costs of a shared drive are divided.

    Attributes:
        cost_eur_per_km: what the vehicle costs the driver, euros per kilometre (article R. 3132-1).
        driver_parts: the driver's part of the costs, one rider's being 1: with 1 all aboard pay alike. More than zero,
            for a driver who pays nothing shares nothing.

    Raises:
        ParameterError: a figure is negative, not finite, or the driver's part is zero.
    """

    cost_eur_per_km: float
    driver_parts: float = 1.0

    def __post_init__(self) -> None:
        _require(
            math.isfinite(self.cost_eur_per_km) and self.cost_eur_per_km >= 0,
            f"A kilometre cannot cost {self.cost_eur_per_km} euros.",
            "cost_eur_per_km",
            "Give zero or more euros.",
        )
        _require(
            math.isfinite(self.driver_parts) and self.driver_parts > 0,
            f"The driver cannot bear {self.driver_parts} parts of the costs.",
            "driver_parts",
            "Give a number above zero; 1 is one part for each person aboard.",
        )


@dataclass(frozen=True)
class Driver:
    """Someone who drives to work and has seats to offer.

    Attributes:
        id: identifier.
        origin, destination: longitude and latitude, degrees WGS 84.
        out: earliest and latest departure on the way out, seconds after midnight.
        back: the same for the way back, None for a driver who takes nobody back.
        seats: riders taken at most, on one way.
        detour_limit_min: minutes by which the trip may grow, all riders and all waiting together.

    Raises:
        ParameterError: one of these cannot be.
    """

    id: str
    origin: Point
    destination: Point
    out: Window
    back: Window | None
    seats: int
    detour_limit_min: float

    def __post_init__(self) -> None:
        _check_points(self.origin, self.destination)
        _check_windows(self.out, self.back)
        _require(
            1 <= self.seats <= _MOST_SEATS,
            f"A car has no {self.seats} seats to offer.",
            "seats",
            f"Give 1 to {_MOST_SEATS}.",
        )
        _require(
            math.isfinite(self.detour_limit_min) and self.detour_limit_min >= 0,
            f"A detour of {self.detour_limit_min} minutes is no limit.",
            "detour_limit_min",
            "Give zero or more minutes.",
        )


@dataclass(frozen=True)
class Rider:
    """Someone who asks for a seat.

    Attributes:
        id: identifier.
        origin, destination: longitude and latitude, degrees WGS 84.
        out: earliest departure and latest arrival on the way out, seconds after midnight.
        back: the same for the way back; None for a rider who only needs to get there. A rider with a way back is
            served only when both ways are.
        worth: how much serving this rider counts; all alike by default.

    Raises:
        ParameterError: one of these cannot be.
    """

    id: str
    origin: Point
    destination: Point
    out: Window
    back: Window | None = None
    worth: float = 1.0

    def __post_init__(self) -> None:
        _check_points(self.origin, self.destination)
        _check_windows(self.out, self.back)
        _require(
            math.isfinite(self.worth) and self.worth > 0,
            f"A rider cannot count {self.worth}.",
            "worth",
            "Give a number above zero.",
        )


def cost_shares(
    rules: CarpoolRules, km: Sequence[float], aboard: Sequence[Sequence[int]], other_eur: float = 0.0
) -> dict[int, float]:
    """What each rider pays the driver, euros.

    Each stretch of the drive is divided among those aboard on it, so that nobody pays for the way to someone else's
    door. Tolls and parking are divided among all who rode. What riders pay together is always less than the costs.

    Args:
        rules: costs and parts.
        km: length of each stretch between two stops, kilometres.
        aboard: the riders aboard on each stretch, the driver not counted.
        other_eur: tolls and parking of the whole drive, euros (article R. 3132-1).

    Returns:
        euros by rider, not rounded.

    Raises:
        ParameterError: the stretches differ in number, or a length or amount is negative or not finite.
    """
    _require(
        len(km) == len(aboard),
        f"{len(km)} lengths and {len(aboard)} stretches do not go together.",
        "km",
        "Give the riders aboard for each stretch.",
    )
    _require(
        all(math.isfinite(v) and v >= 0 for v in (*km, other_eur)),
        "A length or an amount is negative or not a number.",
        "km",
        "Give kilometres and euros of zero or more.",
    )
    shares = dict.fromkeys(sorted({rider for riders in aboard for rider in riders}), 0.0)
    for length, riders in zip(km, aboard, strict=True):
        for rider in riders:
            shares[rider] += length * rules.cost_eur_per_km / (rules.driver_parts + len(riders))
    return {rider: paid + other_eur / (rules.driver_parts + len(shares)) for rider, paid in shares.items()}


@dataclass(frozen=True)
class CarpoolLine:
    """A declared carpool line: meeting points where drivers who pass take riders along, one way.

    Attributes:
        id, name: of the line.
        stops: longitude and latitude of the meeting points in the direction of travel.
        minutes: driving time from each stop to the next, one less than stops.
        hours: when drivers are expected, in OSM's opening_hours syntax, None for always.
        mean_wait_min: minutes that riders wait on average, as measured or promised by who runs the line.
        price_eur: price of any ride.
        price_eur_per_km: added for each kilometre of
        km: length from each stop to the next, one less than stops; needed only with a price per kilometre.

    Raises:
        ParameterError: one of these cannot be.
    """

    id: str
    name: str
    stops: tuple[Point, ...]
    minutes: tuple[float, ...]
    mean_wait_min: float
    hours: str | None = None
    price_eur: float = 0.0
    price_eur_per_km: float = 0.0
    km: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        _require(len(self.stops) >= 2, "A line has at least two stops.", "stops", "Add a stop.")
        for one, other in pairwise(self.stops):
            _check_points(one, other)
        between = len(self.stops) - 1
        lengths = self.km if self.km is not None else (0.0,) * between
        _require(
            len(self.minutes) == between and len(lengths) == between,
            f"Between {between + 1} stops there are {between} stretches.",
            "minutes" if len(self.minutes) != between else "km",
            "Give one number from each stop to the next.",
        )
        figures = (*self.minutes, *lengths, self.mean_wait_min, self.price_eur, self.price_eur_per_km)
        _require(
            all(math.isfinite(v) and v >= 0 for v in figures),
            "A time, a length or a price is negative or not a number.",
            "minutes",
            "Give zero or more.",
        )
        _require(
            self.km is not None or self.price_eur_per_km == 0,
            "A price per kilometre needs lengths.",
            "km",
            "Give the kilometres from each stop to the next.",
        )
        _require(
            self.hours is None or valid_hours(self.hours),
            f"'{(self.hours or '')[:60]}' is not an opening_hours text.",
            "hours",
            "Write hours as OSM does, such as 'Mo-Fr 06:30-09:30'.",
        )


def wait(line: CarpoolLine, moment: datetime, share: float | None = None) -> float | None:
    """Minutes a rider waits for a driver, or None when the line has no hours at that moment.

    Args:
        line: the line.
        moment: local time at which the rider comes to the stop, without time zone.
        share: None for the mean; else the wait that this share of riders does not exceed, such as 0.9. Drivers who
            pass independently of each other make waits exponential (a Poisson process): −mean × ln(1 − share).

    Raises:
        ParameterError: the share is not from 0 to just under 1, or the moment has a time zone.
    """
    _require(moment.tzinfo is None, "The moment has a time zone.", "moment", "Give the local time alone.")
    if line.hours is not None:
        from opening_hours import OpeningHours

        if not OpeningHours(line.hours, country="FR").is_open(moment):
            return None
    if share is None:
        return line.mean_wait_min
    _require(0 <= share < 1, f"{share} is not a share of riders.", "share", "Give 0 to just under 1.")
    return -line.mean_wait_min * math.log1p(-share)


def ride_minutes(line: CarpoolLine, board: int, alight: int) -> float:
    """Driving time between two stops by their place in the line, minutes. Raises ParameterError."""
    _check_ride(line, board, alight)
    return sum(line.minutes[board:alight])


def price(line: CarpoolLine, board: int, alight: int) -> float:
    """Price of a ride between two stops by their place in the line, euros. Raises ParameterError."""
    _check_ride(line, board, alight)
    return line.price_eur + line.price_eur_per_km * sum((line.km or ())[board:alight])


def _check_ride(line: CarpoolLine, board: int, alight: int) -> None:
    _require(
        0 <= board < alight < len(line.stops),
        f"The line does not go from stop {board} to stop {alight}.",
        "alight",
        f"Stops are 0 to {len(line.stops) - 1}, in the direction of travel; the way back is a line of its own.",
    )


def _check_points(*points: Point) -> None:
    _require(
        all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in points),
        "A place does not lie on earth.",
        "origin",
        "Give longitude and latitude in degrees.",
    )


def _check_windows(*windows: Window | None) -> None:
    _require(
        all(0 <= w[0] <= w[1] <= _LATEST_S for w in windows if w is not None),
        "A time window ends before it starts, or is not of this day or the next.",
        "out",
        "Give seconds after midnight, the earlier first.",
    )


def _require(good: bool, what: str, field: str, mend: str) -> None:
    if not good:
        raise ParameterError(what, where=Where(field=field), mend=mend)
