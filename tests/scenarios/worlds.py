"""A small world whose lines, stops and days have names, and what scenarios make of worlds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import SourceError
from portee.network.network import Network
from portee.network.timetable import Timetable
from portee.reach import Travel, Window, reach
from portee.scenarios.scenario import apply_scenario, parse_scenario, scenario_problems
from portee.sources.gtfs import read_gtfs
from portee.territory.places import Places
from portee.territory.territory import Territory
from portee.world import World
from tests.sources.gtfs.feeds import Files, rows, write_zip
from tests.worlds import ORIGIN, STEP_E7, TODAY, grid_streets, places_at, random_places, timetable_of

__all__ = [
    "COLUMNS", "DAYS", "FEED", "WEEKDAY", "assert_same_timetable", "changed", "fingerprint", "instead", "minutes",
    "named_world", "problem_of", "random_minutes", "runs", "text_of", "timetable", "told", "world_of_feed",
]  # fmt: skip

DAYS = {name: k for k, name in enumerate(("fri", "sat", "sun", "mon", "tue", "wed", "thu"))}
"""Columns of the calendar: it begins on Friday 2024-10-04."""

WEEKDAY = TODAY.replace(day=7)
"""A Monday of it."""

COLUMNS = {"Gare": 0, "Mairie": 6, "École": 12, "Hôpital": 18, "Parc": 12, "Stade": 18}
"""Columns of the grid of streets at which stops lie; Parc and Stade six rows further north."""

_STOPS = ("gare", "mairie:a", "mairie:b", "ecole", "hopital", "parc", "stade")
_NAMES = ("Gare", "Mairie", "Mairie", "École", "Hôpital", "Parc", "Stade")
_WEEK, _SATURDAY, _DAILY = range(3)
_ROUTES = ("L1", "L1", "T2", "T2", "N3", "R4")
"""Of each pattern: L1 there and back, T2 there and back, N3 in the night, R4 by frequency."""


def _trips(first: int, last: int, step: int, legs: Sequence[int]) -> list[list[tuple[int, int]]]:
    """Trips from minute to minute, with legs in minutes and halts of half a minute at stops between."""
    found = []
    for minute in range(first, last + 1, step):
        at, calls = minute * 60, [(minute * 60, minute * 60)]
        for k, leg in enumerate(legs):
            at += leg * 60
            calls.append((at, at + (30 if k < len(legs) - 1 else 0)))
            at = calls[-1][1]
        found.append(calls)
    return found


def named_world() -> World:
    """Lines 1, T2, N3 and 4 over six named stops.

    Line 1 runs every 20 minutes from 06:00 to 22:00 from Monday to Friday, every 40 on Saturday; the tram T2 every 15
    minutes daily; N3 from 20:00 to 25:00 daily; line 4 by frequency, every 10 minutes from 07:00 to 10:00 exactly, and
    every 20 from 16:00 to 23:00 by chance.
    """
    gare, here, tram, ecole, hopital, parc, stade = range(7)
    week, saturday = _trips(360, 1320, 20, (4, 6, 4)), _trips(400, 1320, 40, (4, 6, 4))
    patterns: list[Any] = [
        ((gare, here, ecole, hopital), week + saturday), ((hopital, ecole, here, gare), week + saturday),
        ((tram, parc, stade), _trips(360, 1260, 15, (4, 2))), ((stade, parc, tram), _trips(365, 1260, 15, (2, 4))),
        ((gare, here, hopital), _trips(1200, 1500, 60, (6, 9))), ((parc, ecole), _trips(480, 480, 1, (4,))),
    ]  # fmt: skip
    services = {
        (p, t): (_WEEK if t < len(week) else _SATURDAY) if p < 2 else _DAILY
        for p, (_, trips) in enumerate(patterns)
        for t in range(len(trips))
    }
    active = [[name not in ("sat", "sun") for name in DAYS], [name == "sat" for name in DAYS], [True] * 7]
    places = [(column, 0 if name not in ("Parc", "Stade") else 6) for name, column in COLUMNS.items()]
    places.insert(2, (COLUMNS["Mairie"], 1))
    last = sum(len(trips) for _, trips in patterns) - 1
    made = timetable_of(
        7, patterns, services=services, active=active,
        lon=[ORIGIN[0] + c * STEP_E7 / 1e7 for c, _ in places], lat=[ORIGIN[1] + r * STEP_E7 / 1e7 for _, r in places],
        frequencies=[(last, 25_200, 36_000, 600, 1), (last, 57_600, 82_800, 1200, 0)],
    )  # fmt: skip
    routes = ("L1", "T2", "N3", "R4")
    made = replace(
        made, stop_id=_STOPS, stop_name=_NAMES, service_id=("week", "saturday", "daily"),
        route_id=routes, route_short_name=("1", "T2", "N3", "4"),
        route_long_name=("Gare - Hôpital", "Tram du Stade", "Nocturne", ""),
        route_agency=("Réseau Alpha", "Tramways Beta", "Réseau Alpha", "Réseau Alpha"), route_color=("",) * 4,
        route_type=np.array([3, 0, 700, 3], np.int16),
        pattern_route=np.array([routes.index(route) for route in _ROUTES], np.int32),
        trip_id=tuple(f"t{k:03}" for k in range(last + 1)),
    )  # fmt: skip
    homes = replace(places_at([ORIGIN[0]], [ORIGIN[1]], "home"), attributes=pl.DataFrame({"residents": [120]}))
    jobs = places_at([ORIGIN[0] + 18 * STEP_E7 / 1e7], [ORIGIN[1]], "job")
    return World(Network.of(grid_streets(20, 7), made, transfer_m=400), Territory(homes, {"jobs": jobs}))


FEED: Files = {
    "agency.txt": rows("agency_id,agency_name,agency_url,agency_timezone", "A,Alpha,https://x.example,Europe/Paris"),
    "stops.txt": rows(
        "stop_id,stop_name,stop_lat,stop_lon", "a,Gare,43.0,5.0", "b,Mairie,43.0,5.0072", "c,École,43.0,5.0144",
        "d,Hôpital,43.0,5.0216",
    ),
    "routes.txt": rows("route_id,agency_id,route_short_name,route_long_name,route_type", "r,A,1,,3", "q,A,2,,3"),
    "calendar.txt": rows(
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
        "w,1,1,1,1,1,0,0,20241004,20241010",
    ),
    "trips.txt": rows("route_id,service_id,trip_id", *(f"r,w,r{k}" for k in range(6)), "q,w,q0", "q,w,q1"),
    "stop_times.txt": rows(
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
        *(
            f"r{k},08:{k * 10 + late:02}:00,08:{k * 10 + late:02}:{halt:02},{stop},{place}"
            for k in range(6)
            for place, (stop, late, halt) in enumerate((("a", 0, 0), ("b", 4, 20), ("c", 8, 0)))
        ),
        "q0,08:10:00,08:10:00,c,1", "q0,08:15:00,08:15:00,d,2", "q1,08:45:00,08:45:00,c,1", "q1,08:50:00,08:50:00,d,2",
    ),
}  # fmt: skip
"""Line 1 from Gare by Mairie to École at 08:00, 08:10 … 08:50; line 2 on from there to Hôpital at 08:10 and 08:45."""


def world_of_feed(folder: Path, files: Files) -> World:
    """The world of a feed, over the streets of the named world."""
    folder.mkdir(exist_ok=True)
    table, _, _ = read_gtfs([write_zip(folder / "feed.zip", files)])
    return World(Network.of(grid_streets(20, 7), table, transfer_m=400))


def text_of(*modifications: str) -> str:
    """A scenario file of modifications, each in one line from line 3 on: `type: remove_line, line: T2`."""
    return "\n".join(["name: Test", "modifications:", *(f"  - {{{part}}}" for part in modifications)]) + "\n"


def changed(world: World, *modifications: str, day: date | None = None) -> World:
    """The world after some modifications."""
    return apply_scenario(parse_scenario(text_of(*modifications)), world, day)


def told(world: World, *modifications: str) -> tuple[SourceError, ...]:
    """What keeps them from being applied."""
    return scenario_problems(parse_scenario(text_of(*modifications)), world)


def problem_of(world: World, *modifications: str) -> tuple[str, int | None, str, str]:
    """Field, line, what and mend of the only problem of some modifications."""
    (problem,) = told(world, *modifications)
    assert problem.where is not None
    assert problem.where.field is not None
    return problem.where.field.rpartition(".")[2], problem.where.line, problem.what, problem.mend


def timetable(world: World) -> Timetable:
    found = world.network.timetable
    assert found is not None
    return found


def runs(world: World, line: str, day: str, first: str | None = None) -> list[tuple[int, ...]]:
    """Departures (arrival at the last stop) in minutes of every trip with times of its own of a line on a day.

    Args:
        line: short name. day: "mon". first: id of the first stop, for one direction.
    """
    table, found = timetable(world), []
    template = set(np.asarray(table.frequency_trip).tolist())
    for pattern in range(table.pattern_count):
        stops = table.pattern_stop[table.pattern_offset[pattern] : table.pattern_offset[pattern + 1]]
        route = table.pattern_route[pattern]
        if table.route_short_name[route] != line or (first is not None and table.stop_id[stops[0]] != first):
            continue
        for trip in range(*table.pattern_trip_offset[pattern : pattern + 2].tolist()):
            if table.service_active[table.trip_service[trip], DAYS[day]] and trip not in template:
                lo, hi = table.trip_event_offset[trip : trip + 2].tolist()
                events = [*table.event_departure[lo : hi - 1].tolist(), int(table.event_arrival[hi - 1])]
                found.append(tuple(event // 60 for event in events))
    return sorted(found)


def minutes(
    world: World, start_s: int = 28_800, day: date = WEEKDAY, count: int = 45, **options: Any
) -> npt.NDArray[np.float32]:
    """Travel times between all stops' names of the named world, from a moment on."""
    rows = [6 if name in ("Parc", "Stade") else 0 for name in COLUMNS]
    ends = places_at(
        [ORIGIN[0] + c * STEP_E7 / 1e7 for c in COLUMNS.values()], [ORIGIN[1] + r * STEP_E7 / 1e7 for r in rows]
    )
    travel = Travel(**{"max_walk_min": 3.0, "max_time_min": 60.0, "max_transfer_m": 300, **options})
    window = Window(day, start_s, count)
    return reach(world, ends, ends, travel, window, percentiles=(5.0, 50.0, 100.0), threads=1).minutes()


def random_minutes(world: World, seed: int, **options: Any) -> npt.NDArray[np.float32]:
    """Travel times between a few random places of a random world."""
    rng = np.random.default_rng(seed + 1)
    ends: list[Places] = [random_places(rng, 4, 4, 3) for _ in range(2)]
    travel = Travel(**{"max_walk_min": 4.0, "max_time_min": 30.0, "max_transfer_m": 250, **options})
    window = Window(TODAY, 29_400, 25, bool(seed % 2))
    return reach(world, ends[0], ends[1], travel, window, percentiles=(5.0, 50.0, 100.0), threads=1).minutes()


def instead(world: World, **changes: Any) -> World:
    """The world with some arrays of its timetable exchanged, its stops where they were."""
    return world.replace(network=replace(world.network, timetable=replace(timetable(world), **changes)))


def fingerprint(world: World) -> str:
    """A hash of every array and word of the network, the timetable and the territory."""
    found = hashlib.sha256()
    _feed(found, [world.network, world.territory, repr(world.offers)])
    return found.hexdigest()


def _feed(found: Any, part: Any) -> None:
    if isinstance(part, np.ndarray):
        told = repr(part.tolist()) if part.dtype == object else part.tobytes().hex()
        found.update(f"{part.dtype}{part.shape}{told}".encode())
    elif isinstance(part, pl.DataFrame):
        found.update(repr(part.to_dict(as_series=False)).encode())
    elif is_dataclass(part):
        for field in fields(part):
            found.update(field.name.encode())
            _feed(found, getattr(part, field.name))
    elif isinstance(part, dict):
        for key, value in part.items():
            found.update(repr(key).encode())
            _feed(found, value)
    elif isinstance(part, (list, tuple)):
        found.update(str(len(part)).encode())
        for one in part:
            _feed(found, one)
    else:
        found.update(repr(part).encode())


def assert_same_timetable(one: Timetable, other: Timetable, *, ignoring: Sequence[str] = ()) -> None:
    """Array by array, texts too, of the same kinds."""
    for field in fields(Timetable):
        if field.name in ignoring:
            continue
        a, b = getattr(one, field.name), getattr(other, field.name)
        if isinstance(a, np.ndarray):
            np.testing.assert_array_equal(a, b, field.name)
            assert a.dtype == b.dtype, field.name
        elif isinstance(a, (str, int)):
            assert a == b, field.name
        else:
            assert list(a) == list(b), field.name
