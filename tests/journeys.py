"""Whole journeys the slow way: from a world, travel options and a window, by the naive twins alone."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portee.network.network import Network
from portee.network.snapping import Snapped, snap
from portee.network.streets import Streets
from portee.network.timetable import Timetable
from portee.reach.options import Travel, Window
from portee.territory.places import Places
from portee.world import World
from tests import naive

__all__ = [
    "Running", "barred_turns", "calls_of", "running", "seats_of", "street_costs", "street_times", "told_once",
    "travel_times",
]  # fmt: skip

EPOCH = date(1970, 1, 1)


def street_costs(streets: Streets, mode: str) -> list[naive.Street]:
    """Ends and costs of every edge."""
    columns = (streets.edge_from, streets.edge_to, streets.cost_forward[mode], streets.cost_backward[mode])
    return list(zip(*(column.tolist() for column in columns), strict=True))


def barred_turns(streets: Streets) -> set[tuple[int, int, int]]:
    """Turns forbidden to cars: (edge, node, edge)."""
    columns = (streets.car_turn_from, streets.car_turn_via, streets.car_turn_to)
    return set(zip(*(column.tolist() for column in columns), strict=True))


def street_times(
    streets: Streets, mode: str, sources: Snapped, targets: Snapped, limit: int, units: float = 1.0
) -> naive.Pairs:
    """Least cost (units 1) or whole seconds along streets for each pair within a limit of cost."""

    def plain(points: Snapped) -> list[naive.Point]:
        # A car is left, or fetched, on foot at 1 m/s; its cost is in milliseconds: 1 mm costs 1 ms.
        return list(zip(points.edge.tolist(), points.along.tolist(), points.aside_mm.tolist(), strict=True))

    barred = barred_turns(streets) if mode == "car" else set()
    pairs = naive.along_streets(street_costs(streets, mode), barred, plain(sources), plain(targets), limit)
    return {pair: math.ceil(cost / units) for pair, cost in pairs.items()}


@dataclass(frozen=True)
class Running:
    """A trip on a service day: shift is seconds from its own day's zero to the window's base."""

    trip: int
    day: date
    shift: int


def _zero(day: date, zone: str) -> float:
    """Noon minus twelve hours, as a time stamp."""
    return datetime.combine(day, time(12), ZoneInfo(zone)).timestamp() - 12 * 3600


def _active(timetable: Timetable, trip: int, day: date) -> bool:
    column = (day - EPOCH).days - timetable.service_first_day
    inside = 0 <= column < timetable.service_active.shape[1]
    return inside and bool(timetable.service_active[timetable.trip_service[trip], column])


def _events(timetable: Timetable, trip: int) -> list[tuple[int, int]]:
    lo, hi = timetable.trip_event_offset[trip], timetable.trip_event_offset[trip + 1]
    return list(zip(timetable.event_arrival[lo:hi].tolist(), timetable.event_departure[lo:hi].tolist(), strict=True))


def running(timetable: Timetable, day: date, base: int, horizon: int) -> list[Running]:
    """Every trip with exact times that touches the window, of the days around a date."""
    rows = list(
        zip(
            timetable.frequency_trip.tolist(),
            timetable.frequency_start.tolist(),
            timetable.frequency_end.tolist(),
            timetable.frequency_headway.tolist(),
            strict=True,
        )
    )
    by_frequency = {row[0] for row in rows}
    found = []
    for other in (day + timedelta(days=d) for d in range(-3, 4)):
        shift = round(_zero(other, timetable.timezone) - _zero(day, timetable.timezone)) - base
        for trip in range(timetable.trip_count):
            if not _active(timetable, trip, other):
                continue
            events = _events(timetable, trip)
            moves = [s - events[0][1] for t, a, b, step in rows if t == trip for s in range(a, b, step)]
            for move in moves if trip in by_frequency else [0]:
                if events[-1][1] + move + shift >= 0 and events[0][0] + move + shift <= horizon:
                    found.append(Running(trip, other, move + shift))
    return found


def calls_of(timetable: Timetable, run: Running, *, step_free: bool = False) -> list[naive.Call]:
    """Stops of a running trip with seconds from the window's base."""
    pattern = next(
        p
        for p in range(timetable.pattern_count)
        if timetable.pattern_trip_offset[p] <= run.trip < timetable.pattern_trip_offset[p + 1]
    )
    lo = int(timetable.pattern_offset[pattern])
    calls = []
    for q, (arrival, departure) in enumerate(_events(timetable, run.trip)):
        stop = int(timetable.pattern_stop[lo + q])
        usable = not step_free or timetable.stop_wheelchair[stop] == 1
        calls.append(
            (
                stop,
                arrival + run.shift,
                departure + run.shift,
                usable and bool(timetable.pattern_pickup[lo + q]),
                usable and bool(timetable.pattern_dropoff[lo + q]),
            )
        )
    return calls


def seats_of(timetable: Timetable, runs: Sequence[Running]) -> dict[int, int]:
    """By number of a run, the run that its vehicle goes on as with passengers aboard."""
    kinds: dict[int, set[tuple[int, int]]] = {4: set(), 5: set()}
    for kind, a, b in zip(
        timetable.transfer_type.tolist(),
        timetable.transfer_from_trip.tolist(),
        timetable.transfer_to_trip.tolist(),
        strict=True,
    ):
        kinds.setdefault(kind, set()).add((a, b))
    calls = [calls_of(timetable, run) for run in runs]
    vehicles: dict[tuple[int, date], list[int]] = {}
    for i, run in enumerate(runs):
        block = int(timetable.trip_block[run.trip])
        if block >= 0:
            vehicles.setdefault((block, run.day), []).append(i)
    seats = {}
    for members in vehicles.values():
        members.sort(key=lambda i: (calls[i][0][2], runs[i].trip))
        for a, b in itertools.pairwise(members):
            there, here = calls[a][-1], calls[b][0]
            if there[0] == here[0] and here[2] >= there[1] and (runs[a].trip, runs[b].trip) not in kinds[5]:
                seats[a] = b
    for a, first in enumerate(runs):
        for b, second in enumerate(runs):
            linked = (first.trip, second.trip) in kinds[4] and first.day == second.day
            if linked and calls[b][0][2] >= calls[a][-1][1]:
                seats[a] = b
    return seats


def told_once(trips: Sequence[Sequence[naive.Call]], seats: dict[int, int]) -> list[list[naive.Call]]:
    """The calls of runs, where each wait of a vehicle between two of them is told by the second one alone."""
    calls = [list(trip) for trip in trips]
    twice = [(a, b) for a, b in seats.items() if trips[a][-1][2] > trips[b][0][1]]
    for a, b in twice:
        stop, arrival, departure, board, alight = calls[b][0]
        calls[b][0] = (stop, max(arrival, trips[a][-1][1]), departure, board, alight)
    for a, b in twice:
        stop, arrival, departure, board, alight = calls[a][-1]
        calls[a][-1] = (stop, arrival, min(departure, calls[b][0][1]), board, alight)
    return calls


def _start(window: Window, zone: str) -> int:
    """Clock time of the window's start, as seconds after its day's zero."""
    days, seconds = divmod(window.start_s, 86400)
    clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    moment = datetime.combine(window.day + timedelta(days=days), clock, ZoneInfo(zone)).timestamp()
    return round(moment - _zero(window.day, zone))


class _Legs:
    """Walks and rides along streets between places and stops."""

    def __init__(self, network: Network, travel: Travel) -> None:
        self._network, self._travel = network, travel

    def at(self, places: Places, mode: str) -> Snapped:
        return snap(self._network.streets, self._network.modes[mode].grid, places.lon, places.lat)

    def pairs(self, mode: str, sources: Snapped, targets: Snapped, seconds: int | None = None) -> naive.Pairs:
        units = self._travel.units_per_second(mode)
        limit = int((self._travel.limit_s(mode) if seconds is None else seconds) * units)
        return street_times(self._network.streets, mode, sources, targets, limit, units)

    def between_stops(self) -> naive.Pairs:
        mode = self._travel.transfer_mode
        stops = self._network.stops[mode]
        limit = int(self._travel.max_transfer_m * 1000)
        units = self._travel.units_per_second(mode)
        found = street_times(self._network.streets, mode, stops, stops, limit, units)
        return {(a, b): seconds for (a, b), seconds in found.items() if a != b}

    def access(self, origins: Places, parks: Places | None) -> naive.Pairs:
        mode = self._travel.access_mode
        if mode != "park_and_ride":
            mode = self._travel.foot if mode == "walk" else mode
            return self.pairs(mode, self.at(origins, mode), self._network.stops[mode])
        assert parks is not None
        foot = self._travel.foot
        drive = self.pairs("car", self.at(origins, "car"), self.at(parks, "car"))
        walk = self.pairs(foot, self.at(parks, foot), self._network.stops[foot])
        best: naive.Pairs = {}
        for (o, p), driven in drive.items():
            for (q, s), walked in walk.items():
                total = driven + round(self._travel.parking_min * 60) + walked
                if p == q and total <= self._travel.longest_s:
                    best[o, s] = min(best.get((o, s), total), total)
        return best

    def egress(self, destinations: Places) -> naive.Pairs:
        mode = self._travel.egress_mode
        mode = self._travel.foot if mode == "walk" else mode
        return self.pairs(mode, self._network.stops[mode], self.at(destinations, mode))

    def direct(self, origins: Places, destinations: Places) -> naive.Pairs:
        mode = "bicycle" if self._travel.bicycle_on_board else self._travel.foot
        return self.pairs(mode, self.at(origins, mode), self.at(destinations, mode))


def travel_times(
    world: World,
    origins: Places,
    destinations: Places,
    travel: Travel,
    window: Window,
    parks: Places | None = None,
) -> list[list[list[float]]]:
    """Seconds by public transport: [origin][destination][minute of the window], infinite beyond reach."""
    network = world.network
    timetable = network.timetable
    assert timetable is not None
    zero = _start(window, timetable.timezone)
    longest = travel.longest_s
    minutes = [60 * m for m in range(window.minutes)]
    runs = running(timetable, window.day, zero - 2 * longest, minutes[-1] + 4 * longest)
    runs = [
        run
        for run in runs
        if (not travel.step_free or timetable.trip_wheelchair[run.trip] == 1)
        and (not travel.bicycle_on_board or timetable.trip_bikes[run.trip] == 1)
    ]
    seats = seats_of(timetable, runs)
    trips = [
        [(s, a - 2 * longest, d - 2 * longest, b, e) for s, a, d, b, e in calls]
        for calls in told_once([calls_of(timetable, run, step_free=travel.step_free) for run in runs], seats)
    ]
    legs = _Legs(network, travel)
    rules = list(
        zip(
            timetable.transfer_from.tolist(),
            timetable.transfer_to.tolist(),
            timetable.transfer_type.tolist(),
            timetable.transfer_min_time.tolist(),
            strict=True,
        )
    )
    slack = travel.boarding_slack_s
    walks, stay = naive.change_rules(legs.between_stops(), {}, rules, timetable.stop_count, slack)
    reached, left, direct = legs.access(origins, parks), legs.egress(destinations), legs.direct(origins, destinations)
    egress = [{s: w for (s, d), w in left.items() if d == number} for number in range(len(destinations))]
    found = []
    for number in range(len(origins)):
        access = {s: w for (o, s), w in reached.items() if o == number}
        alone = {d: w for (o, d), w in direct.items() if o == number}
        same = (trips, seats, walks, stay, access, egress, alone)
        if window.arrive:
            found.append(naive.arrive_by(*same, minutes, longest, travel.max_rides, slack))
        else:
            rows = [naive.depart_at(*same, leave, longest, travel.max_rides, slack) for leave in minutes]
            found.append([list(column) for column in zip(*rows, strict=True)])
    return found
