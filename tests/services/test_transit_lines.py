from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from portee.network.daytable import trips_per_day
from portee.network.timetable import Timetable
from portee.services.describe import suggested_date
from portee.services.transit_lines import MODES, mode_of, served_stops, transit_lines, transit_shape
from portee.world import World


@pytest.fixture
def timetable(xs_world: World) -> Timetable:
    found = xs_world.network.timetable
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "mode"),
    [(0, "tram"), (1, "metro"), (2, "rail"), (3, "bus"), (4, "ferry"), (7, "funicular"), (109, "rail"), (401, "metro"),
     (715, "bus"), (900, "tram"), (1300, "cable"), (1700, "bus")],
)  # fmt: skip
def test_route_types_have_modes(kind: int, mode: str) -> None:
    assert mode_of(kind) == mode
    assert mode in MODES


def test_departures_of_all_lines_are_the_trips_of_the_day(xs_world: World, timetable: Timetable) -> None:
    day = suggested_date(xs_world.network)
    assert day is not None
    first, trips = trips_per_day(timetable)
    lines = transit_lines(timetable, day)
    if not len(timetable.frequency_trip):
        assert sum(line.departures for line in lines) == trips[(day - first).days]
    for line in lines:
        assert (line.first is None) == (line.last is None) == (line.departures == 0)
        assert (line.first or 0) <= (line.last or 0)
    assert {row for line in lines for row in line.routes} == set(range(len(timetable.route_id)))


def test_on_a_day_that_is_not_covered_nothing_runs(timetable: Timetable) -> None:
    for day in (None, date(1999, 1, 1), date(1970, 1, 1) + timedelta(days=100_000)):
        assert {line.departures for line in transit_lines(timetable, day)} == {0}


def test_a_line_with_a_shape_follows_it_and_one_without_is_straight(timetable: Timetable) -> None:
    bare = replace(timetable, pattern_shape=np.full(len(timetable.pattern_route), -1, np.int32))
    line = transit_lines(bare, None)[0]
    shape, straight = transit_shape(bare, line)
    assert straight
    assert all(len(part.coords) >= 2 for part in shape.geoms)
    way = replace(
        bare, pattern_shape=np.zeros(len(timetable.pattern_route), np.int32), shape_offset=np.array([0, 3]),
        shape_lon=np.array([5.0, 5.1, 5.2]), shape_lat=np.array([43.0, 43.1, 43.0]),
    )  # fmt: skip
    shape, straight = transit_shape(way, line)
    assert not straight
    assert [list(part.coords) for part in shape.geoms] == [[(5.0, 43.0), (5.1, 43.1), (5.2, 43.0)]]


def test_stops_are_those_where_something_calls_and_platforms_of_a_station_are_one(timetable: Timetable) -> None:
    served = sorted(set(timetable.pattern_stop.tolist()))
    stops = served_stops(timetable)
    assert {stop.name for stop in stops} == {timetable.stop_name[row] for row in served}
    together = replace(timetable, stop_station=np.zeros(len(timetable.stop_id), np.int32))
    (one,) = served_stops(together)
    assert one.lon == pytest.approx(float(np.mean(np.asarray(timetable.stop_lon)[served])))
