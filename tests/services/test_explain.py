from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.reach.options import Travel
from portee.reports.tables import read_result
from portee.services.explain import explain, trip_dict, write_trip
from portee.territory.places import Places
from portee.world import World
from tests.services.journeys import TRAVEL, WINDOW


def spot(name: str, lon: float, lat: float) -> Places:
    return Places(np.array([name], dtype=object), np.array([lon]), np.array([lat]))


HERE, THERE = spot("origin", 5.0, 43.103), spot("destination", 5.008, 43.105)


def test_a_trip_adds_up(xs_world: World, tmp_path: Path) -> None:
    trip = explain(xs_world, HERE, THERE, TRAVEL, WINDOW)
    told = trip_dict(trip)
    json.dumps(told)
    assert len(told["every_minute"]) == WINDOW.minutes
    reached = sorted(minute["minutes"] for minute in told["every_minute"] if minute["minutes"] is not None)
    assert told["median"]["minutes"] == reached[(len(told["every_minute"]) + 1) // 2 - 1]
    write_trip(tmp_path / "t.gpkg", xs_world.network, trip, HERE, THERE, TRAVEL, WINDOW)
    frame, record = read_result(tmp_path / "t.gpkg")
    assert (frame["duration_s"].sum() + frame["wait_s"].sum()) / 60 == pytest.approx(told["median"]["minutes"])
    assert record["parameters"]["from"] == [43.103, 5.0]


def test_out_of_reach_cannot_be_written(xs_world: World, tmp_path: Path) -> None:
    travel = Travel(mode="walk", max_time_min=1)
    trip = explain(xs_world, HERE, THERE, travel, None)
    assert trip_dict(trip)["median"] is None
    with pytest.raises(ParameterError, match="out of reach"):
        write_trip(tmp_path / "t.gpkg", xs_world.network, trip, HERE, THERE, travel, None)
    assert list(tmp_path.iterdir()) == []


def test_a_time_is_needed(xs_world: World) -> None:
    with pytest.raises(ParameterError, match="date and a time"):
        explain(xs_world, HERE, THERE, Travel(), None)
