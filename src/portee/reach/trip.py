"""Explain one pair of places: by which legs, lines and waits one gets there, in every minute of the window."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.kernels.egress import percentile_rank
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.network.paths import StreetPath, street_path
from portee.network.snapping import Snapped
from portee.reach.backtrack import Labels, Ride, labels_of, rides_of
from portee.reach.journey import Journey, Leg, TripExplanation
from portee.reach.options import Travel, Window
from portee.reach.reach import Reach, ThreadBlocks, reach
from portee.reach.shapes import ride_shape
from portee.reach.streetwise import VIA_STATIONS, Stations, attached_places, street_links
from portee.reach.transit import SPACING_S, TransitSearch
from portee.territory.places import Places
from portee.world import World

__all__ = ["explain_trip"]

ORIGIN, DESTINATION = "origin", "destination"


class _Tracer:
    """Reads journeys of one pair from the labels of one search."""

    def __init__(self, world: World, found: Reach, search: TransitSearch, parks: Places | None) -> None:
        self.network: Network = world.network
        self.travel, self.search = found.travel, search
        self.labels: Labels = labels_of(search, 0)
        self.ends = {ORIGIN: found.origins, DESTINATION: found.destinations}
        self.table = search.tables[0]
        lo, hi = search.egress.offset[0], search.egress.offset[1]
        self.egress = dict(zip(search.egress.other[lo:hi].tolist(), search.egress.seconds[lo:hi].tolist(), strict=True))
        self.direct_s = int(search.direct.rows(0, 1, search.direct.scratch())[0, 0])
        self.parks = parks
        self._paths: dict[tuple[str, object, object], StreetPath | None] = {}

    def _clock(self, time: int) -> int:
        """Time of the cut as seconds after midnight; the mirror of time is undone."""
        return self.table.base + (self.table.horizon - time if self.search.flipped else time)

    def _place(self, end: object, mode: str) -> Snapped:
        if isinstance(end, str):
            return attached_places(self.network, self.ends[end], mode)
        stops = self.network.stops[mode]
        at = slice(int(end), int(end) + 1)  # type: ignore[call-overload]
        return Snapped(stops.edge[at], stops.along[at], stops.aside_mm[at])

    def _name(self, end: object) -> str:
        assert self.network.timetable is not None
        return end if isinstance(end, str) else self.network.timetable.stop_name[int(end)]  # type: ignore[call-overload]

    def street_leg(self, mode: str, start: object, end: object, start_s: int, end_s: int) -> Leg:
        """A leg along streets between two ends, each a stop or a name of `self.ends`."""
        key = (mode, start, end)
        if key not in self._paths:
            self._paths[key] = street_path(
                self.network.streets, self.network.modes[mode].graph,
                self._place(start, mode), self._place(end, mode), int(UNREACHED) // 2,
            )  # fmt: skip
        path = self._paths[key]
        none = np.zeros(0)
        lon, lat, length, names = (path.lon, path.lat, path.length_m, path.names) if path else (none, none, 0.0, ())
        kind = "walk" if mode == "wheelchair" else mode
        return Leg(kind, start_s, end_s, self._name(start), self._name(end), length, lon, lat, streets=names)

    def first_legs(self, stop: int, start_s: int, end_s: int) -> list[Leg]:
        """From the origin to the first stop: one leg, or a drive to a car park and a walk from there."""
        if self.parks is None or self.travel.access_mode != "park_and_ride":
            return [self.street_leg(self._foot(self.travel.access_mode), ORIGIN, stop, start_s, end_s)]
        travel, foot = self.travel, self.travel.foot
        stations = Stations(self.network, self.parks)
        drive = street_links(
            self.network.modes["car"], self._place(ORIGIN, "car"), stations["car"],
            travel.limit_s("car"), travel.units_per_second("car"), towards=False,
        )  # fmt: skip
        walk = street_links(
            self.network.modes[foot], self._place(stop, foot), stations[foot],
            travel.limit_s(foot), travel.units_per_second(foot), towards=True,
        )  # fmt: skip
        driven = dict(zip(drive.other.tolist(), drive.seconds.tolist(), strict=True))
        walked = dict(zip(walk.other.tolist(), walk.seconds.tolist(), strict=True))
        park = min(driven.keys() & walked.keys(), key=lambda place: (driven[place] + walked[place], place))
        name = str(self.parks.ids[park])
        self.ends[name] = self.parks.take(np.array([park]))
        return [
            self.street_leg("car", ORIGIN, name, start_s, start_s + driven[park]),
            self.street_leg(foot, name, stop, end_s - walked[park], end_s),
        ]

    def journey(self, lane: int) -> Journey | None:
        """The journey of one lane, None when out of reach."""
        rules, leave = self.search.rules, lane * SPACING_S
        best = self.labels.best[-1]
        total, last = self.direct_s, -1
        for stop, seconds in self.egress.items():
            if best[stop, lane] < rules.infinite:
                time = int(best[stop, lane]) - leave + self.search.after + seconds
                if time < total:
                    total, last = time, stop
        if total > rules.longest or total >= UNREACHED:
            return None
        asked = self._clock(leave)
        if last < 0:
            mode = "bicycle" if self.travel.bicycle_on_board else self.travel.foot
            start_s = asked - total if self.search.flipped else asked
            return Journey(asked, total, (self.street_leg(mode, ORIGIN, DESTINATION, start_s, start_s + total),))
        rides = rides_of(self.labels, last, lane)
        legs = self._flipped_legs(rides, last) if self.search.flipped else self._legs(rides, last, leave)
        return Journey(asked, total, _with_waits(legs))

    def _foot(self, mode: str) -> str:
        return self.travel.foot if mode == "walk" else mode

    def _legs(self, rides: list[Ride], last: int, leave: int) -> list[Leg]:
        legs: list[Leg] = []
        clock, cut = self._clock, self.table.cut
        time = leave
        for ride in rides:
            stop = int(cut.position_stop[cut.position_offset[ride.part] + ride.board_position])
            if ride.walked_from < 0:
                legs += self.first_legs(stop, clock(time), clock(time + self.labels.access[stop]))
            elif ride.walked_from != stop:
                spent = self._walk_s(ride.walked_from, stop)
                legs.append(
                    self.street_leg(self.travel.transfer_mode, ride.walked_from, stop, clock(time), clock(time + spent))
                )
            legs.append(self._ride_leg(ride))
            time = ride.alight
        mode = self._foot(self.travel.egress_mode)
        legs.append(self.street_leg(mode, last, DESTINATION, clock(time), clock(time + self.egress[last])))
        return legs

    def _flipped_legs(self, rides: list[Ride], last: int) -> list[Leg]:
        """Legs read from the mirror: the search began at the destination."""
        legs: list[Leg] = []
        clock, cut = self._clock, self.table.cut
        slack = self.search.after
        first = rides[-1]
        start = first.alight + slack + self.egress[last]
        legs += self.first_legs(last, clock(start), clock(first.alight + slack))
        for index in range(len(rides) - 1, -1, -1):
            ride = rides[index]
            legs.append(self._ride_leg(ride))
            stop = int(cut.position_stop[cut.position_offset[ride.part] + ride.board_position])
            if ride.walked_from < 0:
                spent = self.labels.access[stop] + slack
                mode = self._foot(self.travel.egress_mode)
                arrive = clock(ride.board)
                legs.append(self.street_leg(mode, stop, DESTINATION, arrive, arrive + spent))
            elif ride.walked_from != stop:
                spent = self._walk_s(ride.walked_from, stop)
                arrive = clock(ride.board)
                legs.append(self.street_leg(self.travel.transfer_mode, stop, ride.walked_from, arrive, arrive + spent))
        return legs

    def _walk_s(self, start: int, end: int) -> int:
        paths = self.search.paths
        for k in range(paths.offset[start], paths.offset[start + 1]):
            if paths.to[k] == end:
                return int(paths.seconds[k])
        raise AssertionError(f"no footpath from stop {start} to stop {end}")

    def _ride_leg(self, ride: Ride) -> Leg:
        timetable, cut = self.network.timetable, self.table.cut
        assert timetable is not None
        first = int(cut.position_stop[cut.position_offset[ride.part] + ride.board_position])
        last = int(cut.position_stop[cut.position_offset[ride.alight_part] + ride.alight_position])
        start_s, end_s = self._clock(ride.board), self._clock(ride.alight)
        trip = int(self.table.instance_trip[ride.trip])
        pattern = int(self.table.part_pattern[ride.part])
        served = int(cut.position_offset[ride.part + 1] - cut.position_offset[ride.part])
        if ride.part == ride.alight_part and ride.trip == ride.alight_trip:
            stops = ride.alight_position - ride.board_position
        else:
            stops = served - ride.board_position + ride.alight_position
        if self.search.flipped:
            first, last, start_s, end_s = last, first, end_s, start_s
            trip = int(self.table.instance_trip[ride.alight_trip])
            pattern = int(self.table.part_pattern[ride.alight_part])
        lon, lat, length = ride_shape(timetable, pattern, first, last)
        route = int(timetable.pattern_route[pattern])
        name = timetable.route_short_name[route] or timetable.route_long_name[route] or timetable.route_id[route]
        return Leg(
            "ride", start_s, end_s, timetable.stop_name[first], timetable.stop_name[last], length, lon, lat,
            route=name, headsign=timetable.trip_headsign[trip], trip_id=timetable.trip_id[trip], stops=stops,
        )  # fmt: skip


def _with_waits(legs: list[Leg]) -> tuple[Leg, ...]:
    """Legs with the seconds between the end of one and the start of the next."""
    waits = [0, *(max(0, b.start_s - a.end_s) for a, b in itertools.pairwise(legs))]
    return tuple(replace(leg, wait_s=wait) for leg, wait in zip(legs, waits, strict=True))


def _median(total: npt.NDArray[np.int64]) -> int | None:
    reached = np.where(total < 0, np.iinfo(np.int64).max, total)
    order = np.argsort(reached, kind="stable")
    index = int(order[percentile_rank(50.0, len(total))])
    return index if total[index] >= 0 else None


def explain_trip(
    world: World,
    origin: Places,
    destination: Places,
    travel: Travel | None = None,
    window: Window | None = None,
    *,
    park_and_ride: Places | None = None,
) -> TripExplanation:
    """Explain how to get from one place to another: legs, lines, waits, distances and shapes.

    park_and_ride: car parks, for that access; parking is told as a wait before the walk. Frequency lines without exact
    times run as in their first seeded draw. Raises what `reach` raises, and ParameterError when there is not exactly
    one origin and one destination.
    """
    if len(origin) != 1 or len(destination) != 1:
        raise ParameterError("A trip needs one origin and one destination.", mend="Give one of each.")
    travel = travel or Travel()
    if travel.egress in VIA_STATIONS or (travel.access in VIA_STATIONS and travel.access != "park_and_ride"):
        raise ParameterError(
            "A trip by docked vehicle, or back to a car park, is timed but not explained leg by leg.",
            mend="Choose another access or egress.",
        )
    found = reach(world, origin, destination, travel, window, park_and_ride=park_and_ride, threads=1)
    search = found.blocks.search if isinstance(found.blocks, ThreadBlocks) else None
    if not isinstance(search, TransitSearch):
        return _along_streets(world, found)
    tracer = _Tracer(world, found, search, park_and_ride)
    lanes = range(search.rules.lanes)
    journeys = [tracer.journey(lane) for lane in (reversed(lanes) if search.flipped else lanes)]
    total = np.array([j.total_s if j else -1 for j in journeys], np.int64)
    assert window is not None
    asked = window.start_s + SPACING_S * np.arange(len(journeys), dtype=np.int64)
    return TripExplanation(asked, total, tuple(journeys), _median(total), found.notes)


def _along_streets(world: World, found: Reach) -> TripExplanation:
    """A trip by one street mode, the same in every minute."""
    travel = found.travel
    mode = travel.foot if travel.mode == "walk" else travel.mode
    seconds = int(next(found.chunks()).seconds[0, 0, 0])
    start = found.window.start_s if found.window else 0
    if seconds == UNREACHED:
        return TripExplanation(np.array([start]), np.array([-1]), (None,), None, found.notes)
    network = world.network
    start_at, end_at = (attached_places(network, places, mode) for places in (found.origins, found.destinations))
    path = street_path(network.streets, network.modes[mode].graph, start_at, end_at, int(UNREACHED) // 2)
    assert path is not None
    kind = "walk" if mode == "wheelchair" else mode
    leg = Leg(
        kind, start, start + seconds, ORIGIN, DESTINATION, path.length_m, path.lon, path.lat, streets=path.names
    )  # fmt: skip
    return TripExplanation(np.array([start]), np.array([seconds]), (Journey(start, seconds, (leg,)),), 0, found.notes)
