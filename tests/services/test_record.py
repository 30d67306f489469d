from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from portee.core.provenance import Provenance
from portee.reach.options import Travel, Window
from portee.services.record import percentile_name, result_record, sources_of, window_record
from portee.territory.places import Places
from portee.world import World

HOMES = Places(
    np.array(["a"], dtype=object), np.zeros(1), np.zeros(1), provenance=(Provenance("places", "homes.csv", "ab", 3),)
)


@pytest.mark.parametrize(("percentile", "name"), [(50.0, "p50"), (5, "p5"), (2.5, "p2_5"), (99.9, "p99_9")])
def test_names_of_percentiles(percentile: float, name: str) -> None:
    assert percentile_name(percentile) == name


def test_windows() -> None:
    window = Window(date(2026, 9, 8), 90_600, 30, arrive=True)
    assert window_record(window) == {"date": "2026-09-08", "arrive": "25:10", "minutes": 30}
    assert window_record(None) is None


def test_every_source_once(xs_world: World) -> None:
    found = sources_of(xs_world.network, HOMES, HOMES)
    assert [record.file for record in found] == ["streets.osm.pbf", "gtfs.zip", "homes.csv"]


def test_record_says_what_counted_for_the_mode(xs_world: World) -> None:
    window = Window(date(2026, 9, 8), 27_000)
    record = result_record(
        "matrix", xs_world.network, {"origins": HOMES}, Travel(mode="walk"), window, percentiles=(50.0,),
        notes=("Twice.", "Twice."), parameters={"all_pairs": True},
    )  # fmt: skip
    assert set(record["parameters"]["travel"]) == {
        "mode",
        "max_time_min",
        "max_walk_min",
        "walk_speed_kmh",
        "step_free",
    }
    assert record["parameters"]["window"] is None
    assert record["parameters"]["all_pairs"] is True
    assert record["notes"] == ["Twice."]
    assert record["places"] == {"origins": ["homes.csv"]}
    transit = result_record("matrix", xs_world.network, {}, Travel(), window, percentiles=(50.0,))
    assert transit["parameters"]["travel"]["max_rides"] == 4
    json.dumps([record, transit])
