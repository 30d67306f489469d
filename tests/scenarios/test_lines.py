"""New lines: lengths, and trips at a headway."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from portee.network.timetable_draft import DraftPattern, TimetableDraft
from portee.scenarios.lines import PlannedStop, metres_between, new_patterns
from portee.scenarios.trips import Between
from tests.scenarios.worlds import named_world, timetable


def _draft() -> TimetableDraft:
    return TimetableDraft(timetable(named_world()))


def _made(minutes: list[float] | None, *, kmh: float = 18.0, one_way: bool = False) -> list[DraftPattern]:
    between = Between.model_validate({"from": "07:00", "until": "08:00"})
    stops = np.array([0, 1, 3], np.int32)
    given = None if minutes is None else np.array(minutes)
    return new_patterns(_draft(), 0, 2, "new", stops, kmh, between, given, 1200, one_way=one_way)


def test_metres_on_the_sphere() -> None:
    """Six and seven streets of 0.0012° at latitude 43, and one north; haversine on a sphere of 6,371,008.8 m."""
    draft = _draft()
    lon, lat = draft.positions()
    stops = np.array([0, 1, 2, 6], np.int32)
    a, b = np.radians([lon[stops], lat[stops]])
    h = np.sin(np.diff(b) / 2) ** 2 + np.cos(b[1:]) * np.cos(b[:-1]) * np.sin(np.diff(a) / 2) ** 2
    np.testing.assert_allclose(metres_between(draft, stops), 2 * 6_371_008.8 * np.arcsin(np.sqrt(h)), rtol=4e-3)


def test_trips_there_and_back_at_the_headway() -> None:
    there, back = _made([4, 2.5])
    assert there.stops.tolist() == back.stops.tolist()[::-1] == [0, 1, 3]
    assert there.departure[:, 0].tolist() == back.departure[:, 0].tolist() == [25_200, 26_400, 27_600, 28_800]
    assert (there.departure[0] - 25_200).tolist() == [0, 240, 390]
    assert (back.departure[0] - 25_200).tolist() == [0, 150, 390]
    np.testing.assert_array_equal(there.arrival, there.departure)
    assert len({*there.ids, *back.ids}) == 8
    assert set(there.service.tolist()) == {2}
    assert (set(there.source.tolist()), set(there.block.tolist())) == ({-1}, {-1})


def test_times_by_speed() -> None:
    (there,) = _made(None, kmh=36, one_way=True)
    metres = metres_between(_draft(), np.array([0, 1, 3], np.int32))
    np.testing.assert_array_equal(np.diff(there.departure[0]), np.rint(metres / 10))


def test_stops_at_one_place_are_a_second_apart() -> None:
    between = Between.model_validate({"from": "07:00", "until": "07:30"})
    stops = np.array([0, 0], np.int32)
    (made,) = new_patterns(_draft(), 0, 2, "new", stops, 20, between, None, 3600, one_way=True)
    assert made.departure.tolist() == [[25_200, 25_201]]


@pytest.mark.parametrize("change", [{"lon": 200.0}, {"lat": -91.0}, {"id": "a b"}, {"id": ""}, {"name": ""}])
def test_a_planned_stop_has_a_name_and_lies_on_earth(change: dict[str, Any]) -> None:
    told = {"id": "gym", "name": "Gymnase", "lon": 5.0, "lat": 43.0}
    assert PlannedStop.model_validate(told).name == "Gymnase"
    with pytest.raises(ValidationError):
        PlannedStop.model_validate({**told, **change})
