"""What a journey is made of, as people read it: legs with times, lines, distances and shapes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Journey", "Leg", "TripExplanation"]


@dataclass(frozen=True, eq=False)
class Leg:
    """One part of a journey. Times are seconds after midnight by the clock (noon minus 12 h) of the window's date.

    Attributes:
        kind: "walk", "bicycle", "e_scooter", "car", "park_and_ride" or "ride".
        start_s, end_s: when it starts and ends; wait_s: seconds spent waiting before it starts.
        from_name, to_name: stop names, or "origin" and "destination".
        distance_m: metres along streets, or along the vehicle's shape between the two stops.
        lon, lat: shape, degrees.
        route, headsign, trip_id, stops: line, direction, trip and number of stops ridden, for a ride.
        streets: names of the streets used, for a leg along streets.
    """

    kind: str
    start_s: int
    end_s: int
    from_name: str
    to_name: str
    distance_m: float
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    wait_s: int = 0
    route: str = ""
    headsign: str = ""
    trip_id: str = ""
    stops: int = 0
    streets: tuple[str, ...] = ()

    @property
    def duration_s(self) -> int:
        return self.end_s - self.start_s


@dataclass(frozen=True, eq=False)
class Journey:
    """One way of making the trip.

    Attributes:
        asked_s: the minute of the window it answers: departure, or latest arrival.
        total_s: seconds from the departure to the arrival, or from the real departure to the latest arrival asked.
        legs: in order of travel.
    """

    asked_s: int
    total_s: int
    legs: tuple[Leg, ...]

    @property
    def rides(self) -> int:
        return sum(leg.kind == "ride" for leg in self.legs)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(leg.route for leg in self.legs if leg.kind == "ride")


@dataclass(frozen=True, eq=False)
class TripExplanation:
    """One pair of places, explained for every minute of the window.

    Attributes:
        asked_s: int64 (m,), the minutes of the window, seconds after midnight by the clock.
        total_s: int64 (m,), travel time in seconds, -1 where out of reach.
        journeys: one per minute, None where out of reach.
        median: index of the journey whose travel time is the median (nearest rank), None when out of reach.
        notes: remarks every result must carry.
    """

    asked_s: npt.NDArray[np.int64]
    total_s: npt.NDArray[np.int64]
    journeys: tuple[Journey | None, ...]
    median: int | None
    notes: tuple[str, ...]
