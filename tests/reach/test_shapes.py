"""Lines drawn by vehicles: cut from their shape between two stops, straight without one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.reach.shapes import ride_shape
from tests.worlds import timetable_of

LON, LAT = (5.00, 5.01, 5.02), (43.0, 43.0, 43.0)


def _timetable(shape: tuple[list[float], list[float]] | None = None):  # type: ignore[no-untyped-def]
    timetable = timetable_of(3, [([0, 1, 2], [[(0, 0), (60, 60), (120, 120)]])], lon=LON, lat=LAT)
    if shape is None:
        return timetable
    return replace(
        timetable,
        pattern_shape=np.zeros(1, np.int32),
        shape_offset=np.array([0, len(shape[0])], np.int64),
        shape_lon=np.array(shape[0]),
        shape_lat=np.array(shape[1]),
    )


def test_without_a_shape_the_line_goes_from_stop_to_stop() -> None:
    lon, lat, metres = ride_shape(_timetable(), 0, 0, 2)
    assert (lon.tolist(), lat.tolist()) == ([5.00, 5.01, 5.02], [43.0, 43.0, 43.0])
    assert metres == pytest.approx(1630, rel=0.01)


def test_the_shape_is_cut_at_both_stops() -> None:
    detour = ([4.99, 5.005, 5.005, 5.03], [43.0, 43.0, 43.004, 43.0])
    lon, lat, metres = ride_shape(_timetable(detour), 0, 0, 2)
    assert lon[0] == pytest.approx(5.00)
    assert lat.max() == pytest.approx(43.004)
    assert metres > 1630


def test_a_shape_that_runs_the_other_way_is_not_used() -> None:
    lon, _, _ = ride_shape(_timetable(([5.03, 4.99], [43.0, 43.0])), 0, 0, 2)
    assert lon.tolist() == [5.00, 5.01, 5.02]
