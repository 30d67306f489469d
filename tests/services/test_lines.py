"""Lines as people know them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
import shapely

from portee.network.timetable import Timetable
from portee.services.lines import line_names, line_shape, line_title, names_by_route, vehicle_hours
from tests.worlds import TODAY, timetable_of


def _timetable(**changes: object) -> Timetable:
    """Two routes of the same stops, the second one a frequency every 10 minutes for an hour and a bit."""
    often = [[(0, 60), (660, 700)], [(1000, 1060), (1660, 1700)]]
    template = [[(0, 0), (90, 99), (180, 180)]]
    made = timetable_of(
        3, [([0, 1], often), ([1, 2, 1], template)], frequencies=[(2, 3600, 3600 + 3700, 600, 1)],
        lon=[5.0, 5.1, 5.2], lat=[43.0, 43.0, 43.1],
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def test_routes_of_one_short_name_are_one_line() -> None:
    assert line_names(_timetable(route_short_name=["7", "7"])) == ["7", "7"]
    assert line_names(_timetable(route_short_name=["7", ""])) == ["7", "r1"]
    assert line_names(_timetable(route_short_name=["7", "7"], route_agency=["A", "B"])) == ["7 (A)", "7 (B)"]


def test_a_route_goes_by_the_name_people_know() -> None:
    timetable = _timetable(route_short_name=["7", ""], route_long_name=["Port", ""])
    assert names_by_route(timetable) == dict(zip(timetable.route_id, ["7", "r1"], strict=True))
    assert names_by_route(replace(timetable, route_long_name=["Port", "Gare"]))["r1"] == "Gare"
    assert names_by_route(None) == {}


def test_the_title_adds_the_long_name() -> None:
    timetable = _timetable(route_short_name=["7", "8"], route_long_name=["Port", "8"])
    names = line_names(timetable)
    assert [line_title(timetable, names, line) for line in names] == ["7 Port", "8"]


def test_the_shape_joins_the_stops() -> None:
    timetable = _timetable()
    assert line_shape(timetable, ["a", "b"], "b").equals(
        shapely.MultiLineString([[(5.1, 43.0), (5.2, 43.1), (5.1, 43.0)]])
    )
    assert len(line_shape(timetable, ["a", "a"], "a").geoms) == 2


def test_hours_count_each_departure_of_a_frequency() -> None:
    assert vehicle_hours(_timetable(), TODAY).tolist() == pytest.approx([2 * 600 / 3600, 7 * 180 / 3600])
    idle = np.zeros((1, 7), np.bool_)
    assert vehicle_hours(_timetable(service_active=idle), TODAY).tolist() == [0, 0]
    assert vehicle_hours(_timetable(), TODAY + timedelta(days=99)).tolist() == [0, 0]
