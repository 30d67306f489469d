from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.sources.gtfs.shapes import EARTH_RADIUS_M, local_metres, metres_between, positions_along
from tests.sources.gtfs.feeds import read, rows

DEGREE = math.radians(1) * EARTH_RADIUS_M
POINTS = "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence"


def test_metres_between() -> None:
    found = metres_between(np.array([0.0, 5.0]), np.array([0.0, 43.0]), np.array([1.0, 5.0]), np.array([0.0, 44.0]))
    assert found == pytest.approx([DEGREE, DEGREE])
    # Paris to Marseille, about 661 km
    far = metres_between(np.array([2.3522]), np.array([48.8566]), np.array([5.3698]), np.array([43.2965]))
    assert far[0] == pytest.approx(661_000, rel=0.002)


def test_a_street_run_both_ways_is_met_at_the_right_pass() -> None:
    shape_lon, shape_lat = np.array([0.0, 0.1, 0.0]), np.zeros(3)
    stops = np.array([0.0, 0.04, 0.1, 0.04, 0.0])
    along = positions_along(stops, np.zeros(5), shape_lon, shape_lat)
    assert along / DEGREE == pytest.approx([0, 0.04, 0.1, 0.16, 0.2])


def test_a_loop_ends_where_it_began() -> None:
    shape_lon, shape_lat = np.array([0.0, 0.1, 0.1, 0.0, 0.0]), np.array([0.0, 0.0, 0.1, 0.1, 0.0])
    along = positions_along(np.array([0.0, 0.1, 0.0, 0.0]), np.array([0.0, 0.1, 0.1, 0.0]), shape_lon, shape_lat)
    assert along / DEGREE == pytest.approx([0, 0.2, 0.3, 0.4], rel=1e-3)


def naive_cost(stop_x: list[float], stop_y: list[float], line: list[tuple[float, float]]) -> float:
    """Least sum of squares over all layings of stops on segments, each as far back as it may be."""
    segments = list(itertools.pairwise(line))
    best = math.inf
    for laying in itertools.combinations_with_replacement(range(len(segments)), len(stop_x)):
        total, reached = 0.0, 0.0
        for i, (x, y, k) in enumerate(zip(stop_x, stop_y, laying, strict=True)):
            (ax, ay), (bx, by) = segments[k]
            squared = (bx - ax) ** 2 + (by - ay) ** 2
            share = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared if squared else 0.0
            share = min(1.0, max(0.0, share))
            reached = max(reached, share) if i and laying[i - 1] == k else share
            total += (x - ax - reached * (bx - ax)) ** 2 + (y - ay - reached * (by - ay)) ** 2
        best = min(best, total)
    return best


degrees = st.integers(-20, 20).map(lambda k: k / 1000)
lines = st.lists(st.tuples(degrees, degrees), min_size=2, max_size=6)


def off_the_line(
    along: npt.NDArray[np.float64], stops: npt.NDArray[np.float64], line: npt.NDArray[np.float64]
) -> tuple[float, float]:
    """Sum of squared distances of stops from where they are met, and the least possible by trying; square metres."""
    sx, sy = local_metres(line[:, 0], line[:, 1], line[0, 0], line[0, 1])
    x, y = local_metres(stops[:, 0], stops[:, 1], line[0, 0], line[0, 1])
    ends = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(sx), np.diff(sy)))))
    assert (np.diff(along) >= 0).all()
    assert (along >= 0).all()
    assert (along <= ends[-1] + 1e-6).all()
    got = (np.interp(along, ends, sx) - x) ** 2 + (np.interp(along, ends, sy) - y) ** 2
    return float(got.sum()), naive_cost(x.tolist(), y.tolist(), list(zip(sx.tolist(), sy.tolist(), strict=True)))


@settings(max_examples=80)
@given(st.lists(st.tuples(degrees, degrees), min_size=1, max_size=2), lines)
def test_two_stops_lie_as_near_as_by_trying_every_laying(
    stops: list[tuple[float, float]], line: list[tuple[float, float]]
) -> None:
    at, along_line = np.array(stops), np.array(line)
    along = positions_along(at[:, 0], at[:, 1], along_line[:, 0], along_line[:, 1])
    got, best = off_the_line(along, at, along_line)
    assert got == pytest.approx(best, rel=1e-6, abs=1e-3)


@settings(max_examples=80)
@given(lines, st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_stops_on_the_line_in_order_are_met_where_they_are(line: list[tuple[float, float]], at: list[float]) -> None:
    points = np.array(line)
    steps = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
    where = np.sort(at) * steps[-1]
    stops = np.stack([np.interp(where, steps, points[:, k]) for k in (0, 1)], axis=1)
    along = positions_along(stops[:, 0], stops[:, 1], points[:, 0], points[:, 1])
    got, _ = off_the_line(along, stops, points)
    assert got < 0.01


def test_shapes_are_kept_when_a_pattern_runs_along_them(tmp_path: Path) -> None:
    shapes = rows(POINTS, "unused,1,2,1", "unused,1,3,2", "s,43.32,5.4,9", "s,43.30,5.4,2", "lone,1,1,1")
    trips = rows("route_id,service_id,trip_id,shape_id", "r,w,t1,s", "r,w,t2,lone")
    timetable, _, report = read(tmp_path, shapes=shapes, trips=trips)
    assert timetable.pattern_shape.tolist() == [0]
    assert timetable.shape_offset.tolist() == [0, 2]
    assert timetable.shape_lat.tolist() == [43.30, 43.32]
    assert timetable.shape_lon.tolist() == [5.4, 5.4]
    assert [(p.code, p.examples) for p in report.problems] == [("unknown_shape", ("lone",))]


def test_points_without_a_place_are_left_out(tmp_path: Path) -> None:
    shapes = rows(POINTS, "s,43.3,5.4,1", "s,,5.4,2", "s,43.32,5.4,", "s,99,5.4,4", "s,43.32,5.4,5", ",43,5,1")
    timetable, _, report = read(tmp_path, shapes=shapes, trips=rows("route_id,service_id,trip_id,shape_id", "r,w,t1,s"))
    assert timetable.shape_lat.tolist() == [43.3, 43.32]
    assert {(p.code, p.count) for p in report.problems if p.file.endswith("shapes.txt")} == {
        ("bad_value", 1),
        ("missing_id", 1),
        ("shape_point_without_place", 3),
    }
