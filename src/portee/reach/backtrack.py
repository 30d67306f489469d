"""From labels to legs: which vehicles and walks give the arrival of one lane.

The kernels keep no parents. Labels of every number of rides are computed once; a journey is then read backwards from
them: an arrival comes from a trip that stops there at that second, boarded where someone could stand in time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.kernels.egress import Links
from portee.kernels.lanes import Cut, Footpaths, Rules, lane_space
from portee.kernels.rounds import ride_each_round
from portee.kernels.tables import transposed
from portee.reach.transit import TransitSearch

__all__ = ["Labels", "Ride", "labels_of", "rides_of"]

Int16 = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Ride:
    """One vehicle taken, in the time of the cut (mirrored when roots are destinations).

    Attributes:
        part: pattern of the cut; board_position, alight_position: positions in it of boarding and alighting; when the
            vehicle ran on as another trip, `alight_part` and `alight_trip` differ from `part` and `trip`.
        trip: trip of the cut. walked_from: stop walked from before boarding, -1 from the root.
        board, alight: times in the cut.
    """

    part: int
    trip: int
    board_position: int
    alight_part: int
    alight_trip: int
    alight_position: int
    walked_from: int
    board: int
    alight: int


@dataclass(frozen=True, eq=False)
class Labels:
    """Best arrivals with at most k rides, for k = 1 … rides: int16 (rides, s, L); and what walking there needs."""

    best: Int16
    access: dict[int, int]
    cut: Cut
    rules: Rules
    stay: Int16
    before: Links
    came_from: dict[int, int]


def labels_of(search: TransitSearch, root: int, draw: int = 0) -> Labels:
    """Labels of one root for every number of rides."""
    cut, rules = search.tables[draw].cut, search.rules
    lo, hi = search.access.offset[root], search.access.offset[root + 1]
    stops, seconds = search.access.other[lo:hi], search.access.seconds[lo:hi]
    space = lane_space(len(search.paths.stay), rules.lanes, cut)
    best = np.empty((rules.rides, *space.best.shape), np.int16)
    ride_each_round(cut, search.paths, stops, seconds, rules, space, best)
    paths: Footpaths = search.paths
    before = Links(*transposed(paths.offset, paths.to, paths.seconds.astype(np.int32), len(paths.stay)))
    came_from = {int(n): i for i, n in enumerate(cut.seat_next) if n >= 0}
    access = dict(zip(stops.tolist(), seconds.tolist(), strict=True))
    return Labels(best, access, cut, rules, paths.stay, before, came_from)


def _ready(labels: Labels, stop: int, rides: int, lane: int) -> tuple[int, int]:
    """Earliest second someone can stand at a stop after so many rides, and the stop walked from (-1: the root)."""
    infinite = labels.rules.infinite
    ready, source = infinite, -1
    if stop in labels.access:
        ready = lane * labels.rules.spacing + labels.access[stop]
    if rides == 0:
        return ready, source
    best = labels.best[rides - 1]
    if labels.stay[stop] >= 0 and best[stop, lane] + labels.stay[stop] < min(ready, infinite):
        ready, source = int(best[stop, lane]) + int(labels.stay[stop]), stop
    for k in range(labels.before.offset[stop], labels.before.offset[stop + 1]):
        other = int(labels.before.other[k])
        if best[other, lane] < infinite and best[other, lane] + labels.before.seconds[k] < ready:
            ready, source = int(best[other, lane]) + int(labels.before.seconds[k]), other
    return ready, source


def _last_ride(labels: Labels, stop: int, rides: int, lane: int) -> Ride:
    """The last vehicle of the journey that reaches a stop with so many rides; of several, the one boarded last."""
    cut = labels.cut
    time = int(labels.best[rides - 1][stop, lane])
    found: list[tuple[int, Ride]] = []
    for place in np.flatnonzero((cut.position_stop == stop) & cut.position_alight).tolist():
        part = int(np.searchsorted(cut.position_offset, place, side="right")) - 1
        position = place - int(cut.position_offset[part])
        trips = int(cut.trip_offset[part + 1] - cut.trip_offset[part])
        event = int(cut.event_offset[part]) + position * trips
        for t in np.flatnonzero(cut.arrival[event : event + trips] == time).tolist():
            trip = int(cut.trip_offset[part]) + t
            boarded = _boarding(labels, trip, part, position, rides, lane)
            if boarded is not None:
                first_part, first_trip, at, walked_from, departure = boarded
                found.append(
                    (departure, Ride(first_part, first_trip, at, part, trip, position, walked_from, departure, time))
                )
    return max(found, key=lambda pair: pair[0])[1]


def _boarding(
    labels: Labels, trip: int, part: int, before: int, rides: int, lane: int
) -> tuple[int, int, int, int, int] | None:
    """Latest boarding that puts someone on a trip, or on one whose vehicle runs on as it, before a position."""
    cut = labels.cut
    while True:
        trips = int(cut.trip_offset[part + 1] - cut.trip_offset[part])
        first = int(cut.position_offset[part])
        for position in range(before - 1, -1, -1):
            if not cut.position_board[first + position]:
                continue
            event = int(cut.event_offset[part]) + position * trips + trip - int(cut.trip_offset[part])
            departure = int(cut.departure[event])
            ready, source = _ready(labels, int(cut.position_stop[first + position]), rides - 1, lane)
            if ready + labels.rules.slack <= departure < 32767:
                return part, trip, position, source, departure
        if trip not in labels.came_from:
            return None
        trip = labels.came_from[trip]
        part = int(cut.trip_pattern[trip])
        before = int(cut.position_offset[part + 1] - cut.position_offset[part])


def rides_of(labels: Labels, stop: int, lane: int) -> list[Ride]:
    """Vehicles of the journey to a stop, first to last, with the fewest rides that reach it as early."""
    rides = labels.rules.rides
    journey: list[Ride] = []
    while True:
        while rides > 1 and labels.best[rides - 2][stop, lane] == labels.best[rides - 1][stop, lane]:
            rides -= 1
        ride = _last_ride(labels, stop, rides, lane)
        journey.append(ride)
        if ride.walked_from < 0:
            return journey[::-1]
        stop, rides = ride.walked_from, rides - 1
