from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.sources.gtfs.interpolate import distances_along, fill_blank_times
from portee.sources.gtfs.shapes import Shapes
from tests.sources.gtfs.feeds import read, rows
from tests.sources.gtfs.test_stop_times import events

HEADER = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled"
TRIPS = rows("route_id,service_id,trip_id,shape_id", "r,w,t1,s")
# east along the parallel, then 3 times as far north and back south: b is a third of the way by line, not by order
SHAPE = rows(
    "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence",
    "s,0.03,0.01,3",
    "s,0,0,1",
    "s,0,0.01,2",
    "s,0.03,0.02,4",
    "s,0,0.02,5",
    "s,0,0.03,6",
)
STOPS = rows("stop_id,stop_lat,stop_lon", "a,0.000001,0", "b,0.0,0.01", "c,0.0,0.02", "d,0.0,0.03")


def test_by_shape_dist_traveled_first(tmp_path: Path) -> None:
    text = rows(HEADER, "t1,08:00:00,08:00:00,a,1,0", "t1,,,b,2,8", "t1,,,c,3,9", "t1,08:10:00,08:10:00,d,4,10")
    timetable, provenance, _ = read(tmp_path, trips=TRIPS, shapes=SHAPE, stops=STOPS, stop_times=text)
    assert [a - 28_800 for _, a, _ in events(timetable, "t1")] == [0, 480, 540, 600]
    assert "2 by shape_dist_traveled" in provenance[0].notes[0]


def test_along_the_shape_when_asked(tmp_path: Path) -> None:
    text = rows(HEADER, "t1,08:00:00,08:00:00,a,1,", "t1,,,b,2,", "t1,,,c,3,", "t1,08:15:00,08:15:00,d,4,")
    timetable, provenance, _ = read(
        tmp_path, blank_times="shape", trips=TRIPS, shapes=SHAPE, stops=STOPS, stop_times=text
    )
    # lengths in hundredths of a degree: 1, then 3 + 1 + 3, then 1
    assert [a - 28_800 for _, a, _ in events(timetable, "t1")] == [0, 100, 800, 900]
    assert "2 along the shape" in provenance[0].notes[0]


@pytest.mark.parametrize("dist", [("0", "5", "3", "10"), ("0", "", "9", "10"), ("5", "5", "5", "5")])
def test_distances_that_cannot_be_are_not_used(tmp_path: Path, dist: tuple[str, ...]) -> None:
    times = ("08:00:00,08:00:00", ",", ",", "08:15:00,08:15:00")
    lines = [f"t1,{time},{stop},{k},{d}" for k, (time, stop, d) in enumerate(zip(times, "abcd", dist, strict=True))]
    timetable, _, _ = read(
        tmp_path, blank_times="shape", trips=TRIPS, shapes=SHAPE, stops=STOPS, stop_times=rows(HEADER, *lines)
    )
    assert [a - 28_800 for _, a, _ in events(timetable, "t1")] == [0, 100, 800, 900]


def test_in_straight_lines_unless_asked_otherwise(tmp_path: Path) -> None:
    text = rows(HEADER, "t1,08:00:00,08:00:00,a,1,", "t1,,,b,2,", "t1,,,c,3,", "t1,08:15:00,08:15:00,d,4,")
    timetable, provenance, _ = read(tmp_path, trips=TRIPS, shapes=SHAPE, stops=STOPS, stop_times=text)
    assert [a - 28_800 for _, a, _ in events(timetable, "t1")] == [0, 300, 600, 900]
    assert "2 in straight lines" in provenance[0].notes[0]


def test_an_unknown_way_to_fill_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="straight or shape"):
        read(tmp_path, blank_times="order")


def test_in_straight_lines_without_a_shape(tmp_path: Path) -> None:
    stops = rows("stop_id,stop_lat,stop_lon", "a,0,10", "b,0,10.08", "c,0,10.09", "d,0,10.1")
    text = rows(HEADER, "t1,08:00:00,08:00:00,a,1,", "t1,,,b,2,", "t1,,,c,3,", "t1,08:10:00,08:10:00,d,4,")
    timetable, provenance, _ = read(tmp_path, stops=stops, stop_times=text)
    assert [a - 28_800 for _, a, _ in events(timetable, "t1")] == [0, 480, 540, 600]
    assert "2 in straight lines" in provenance[0].notes[0]


def test_stops_in_one_place_do_not_move(tmp_path: Path) -> None:
    stops = rows("stop_id,stop_lat,stop_lon", "a,1,10", "b,1,10", "c,1,10")
    text = rows(HEADER, "t1,08:00:00,08:02:00,a,1,", "t1,,,b,2,", "t1,08:10:00,08:10:00,c,3,")
    timetable, provenance, _ = read(tmp_path, stops=stops, stop_times=text)
    assert [a - 28_800 for _, a, _ in events(timetable, "t1")] == [0, 120, 600]
    assert "1 at stops that do not move" in provenance[0].notes[0]


def test_a_stop_out_of_order_falls_back_on_the_straight_line() -> None:
    # the shape passes b before a: laid in order both fall on one point, yet a vehicle needs time between them
    shapes = Shapes(pl.Series(["s"]), np.array([0, 2]), np.array([0.0, 0.04]), np.array([0.0, 0.0]))
    lon, lat = np.array([0.0, 0.02, 0.01, 0.04]), np.zeros(4)
    along, straight = distances_along(
        np.arange(4, dtype=np.int32), np.array([0, 4]), np.zeros(1, np.int32), lon, lat, shapes
    )
    assert (np.diff(along) >= np.diff(straight) - 1e-9).all()
    assert along[2] - along[1] == pytest.approx(1112, abs=2)


@st.composite
def gapped_trips(draw: st.DrawFn) -> list[list[tuple[int, int, float | None, float]]]:
    """Trips of (arrival, departure, given distance or None, metres on), blank as -1."""
    trips = []
    for _ in range(draw(st.integers(1, 4))):
        size = draw(st.integers(2, 8))
        now, metres, trip = 0, 0.0, []
        for k in range(size):
            metres += draw(st.sampled_from([0.0, 0.0, 10.0, 25.0, 400.0]))
            dist = draw(st.one_of(st.none(), st.floats(0, 50), st.just(metres)))
            if k in (0, size - 1) or draw(st.booleans()):
                now += draw(st.integers(0, 500))
                arrival, now = now, now + draw(st.integers(0, 60))
                trip.append((arrival, now, dist, metres))
            else:
                trip.append((-1, -1, dist, metres))
        trips.append(trip)
    return trips


def naive(trip: list[tuple[int, int, float | None, float]]) -> list[tuple[int, int]]:
    """Fill one trip, gap by gap."""
    times = [(a, d) for a, d, _, _ in trip]
    timed = [k for k, (a, _) in enumerate(times) if a >= 0]
    for i, j in itertools.pairwise(timed):
        given_ = [dist for _, _, dist, _ in trip[i : j + 1]]
        measure = [metres for _, _, _, metres in trip[i : j + 1]]
        if None not in given_:
            known = [float(d) for d in given_ if d is not None]
            if all(x <= y for x, y in itertools.pairwise(known)) and known[-1] > known[0]:
                measure = known
        span = measure[-1] - measure[0]
        for k in range(i + 1, j):
            share = (measure[k - i] - measure[0]) / span if span > 0 else 0.0
            time = math.floor(times[i][1] + (times[j][0] - times[i][1]) * share + 0.5)
            times[k] = (time, time)
    return times


@given(gapped_trips())
def test_same_as_filling_gap_by_gap(trips: list[list[tuple[int, int, float | None, float]]]) -> None:
    flat = [event for trip in trips for event in trip]
    arrival, departure = (np.array([e[k] for e in flat], dtype=np.int32) for k in (0, 1))
    dist = np.array([np.nan if e[2] is None else e[2] for e in flat])
    metres = np.array([e[3] for e in flat])
    new_arrival, new_departure, used = fill_blank_times(arrival, departure, (dist, metres))
    expected = [time for trip in trips for time in naive(trip)]
    assert list(zip(new_arrival.tolist(), new_departure.tolist(), strict=True)) == expected
    assert used.sum() == (arrival < 0).sum()
    for trip in np.split(new_arrival, np.cumsum([len(trip) for trip in trips])[:-1]):
        assert (np.diff(trip) >= 0).all()
