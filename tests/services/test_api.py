from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import geopandas
import numpy as np
import pytest

import portee
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World

MORNING, TEN_MINUTES = datetime(2026, 9, 8, 7, 30), timedelta(minutes=10)


@pytest.fixture(scope="module")
def cells(xs_world: World, xs_territory: SyntheticTerritory) -> geopandas.GeoDataFrame:
    frame = geopandas.read_file(xs_territory.cells)
    return frame.rename(columns={"idcar_200m": "id"})[["id", "ind", "geometry"]]


def test_importing_loads_nothing_heavy() -> None:
    code = "import portee, sys; print([m for m in ('numpy', 'numba', 'geopandas') if m in sys.modules]); portee.access"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_every_name_is_there_and_typed() -> None:
    stub = Path(portee.__file__).with_suffix(".pyi").read_text()
    for name in portee.__all__:
        assert getattr(portee, name) is not None
        assert f'    "{name}",\n' in stub
    assert set(dir(portee)) == set(portee.__all__)
    assert portee.__version__
    with pytest.raises(AttributeError, match="magic"):
        portee.magic  # type: ignore[attr-defined] # noqa: B018


def test_build_and_open(xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    report = portee.build(tmp_path / "net", osm=xs_territory.osm, gtfs=xs_territory.gtfs)
    assert report.changed
    assert portee.open_world(tmp_path / "net").network.timetable is not None


def test_matrix_from_frames_paths_and_places_alike(
    xs_world: World, xs_territory: SyntheticTerritory, cells: geopandas.GeoDataFrame
) -> None:
    options = {"departure": MORNING, "departure_time_window": TEN_MINUTES, "percentiles": [25, 50], "draws": 1}
    frame = portee.travel_time_matrix(xs_world, cells, xs_territory.training, **options)  # type: ignore[arg-type]
    assert frame.columns.tolist() == ["from_id", "to_id", "travel_time_p25", "travel_time_p50"]
    assert frame["travel_time_p50"].dtype == np.float32
    same = portee.travel_time_matrix(xs_world, xs_territory.cells, xs_territory.training, **options)  # type: ignore[arg-type]
    assert set(same["from_id"]) == set(frame["from_id"])
    metric = portee.travel_time_matrix(xs_world, cells.to_crs(2154), xs_territory.training, **options)  # type: ignore[arg-type]
    assert np.allclose(metric["travel_time_p50"], frame["travel_time_p50"], atol=0.1)


def test_matrix_among_origins_with_all_pairs(xs_world: World, cells: geopandas.GeoDataFrame) -> None:
    frame = portee.travel_time_matrix(xs_world, cells, mode="walk", max_time_min=5, all_pairs=True)
    assert len(frame) == len(cells) ** 2
    assert frame["travel_time_p50"].isna().any()


def test_matrix_in_chunks_to_a_file(xs_network: Path, cells: geopandas.GeoDataFrame, tmp_path: Path) -> None:
    reach = portee.travel_times(xs_network, cells, cells, mode="walk")
    report = portee.write_travel_time_matrix(tmp_path / "m.parquet", xs_network, reach)
    assert report.rows == np.isfinite(reach.minutes()).sum()


def test_access(
    xs_world: World, xs_territory: SyntheticTerritory, cells: geopandas.GeoDataFrame, tmp_path: Path
) -> None:
    frame = portee.access(
        xs_world, cells, xs_territory.jobs, weights="jobs", cutoffs=[10, 20], nearest=1, departure=MORNING,
        departure_time_window=TEN_MINUTES, draws=1, output=tmp_path / "a.parquet",
    )  # fmt: skip
    assert frame.columns.tolist() == [
        "id", "ind", "geometry", "jobs_within_10_min_p50", "jobs_within_20_min_p50", "jobs_nearest_1_p50"
    ]  # fmt: skip
    assert (frame["jobs_within_10_min_p50"] <= frame["jobs_within_20_min_p50"]).all()
    written = geopandas.read_parquet(tmp_path / "a.parquet")
    assert np.array_equal(written["jobs_within_20_min_p50"], frame["jobs_within_20_min_p50"])


def test_merging_opportunities_at_one_position_changes_no_sum(
    xs_world: World, xs_territory: SyntheticTerritory, cells: geopandas.GeoDataFrame
) -> None:
    question = {
        "weights": "jobs",
        "cutoffs": 20,
        "departure": MORNING,
        "departure_time_window": TEN_MINUTES,
        "draws": 1,
    }
    merged = portee.access(xs_world, cells, xs_territory.jobs, **question)  # type: ignore[arg-type]
    apart = portee.access(xs_world, cells, xs_territory.jobs, nearest=1, **question)  # type: ignore[arg-type]
    assert np.array_equal(merged["jobs_within_20_min_p50"], apart["jobs_within_20_min_p50"])


def test_isochrones_and_trip(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    lat, lon = xs_territory.centre_lat, xs_territory.centre_lon
    areas = portee.isochrones(xs_world, lat, lon, [5, 10], mode="bicycle")
    assert areas["cutoff_min"].tolist() == [10, 5]
    trip = portee.trip(
        xs_world, (lat, lon), (lat + 0.004, lon + 0.006), departure=MORNING, departure_time_window=TEN_MINUTES
    )
    assert len(trip.journeys) == 10


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "date and a time"),
        ({"departure": MORNING, "arrival": MORNING}, "Both departure and arrival"),
        ({"departure": MORNING.replace(tzinfo=UTC)}, "time zone"),
        ({"departure": MORNING, "departure_time_window": timedelta(seconds=90)}, "whole minutes"),
        ({"departure": MORNING, "departure_time_window": timedelta(0)}, "at least 1 minute"),
        ({"mode": "walk", "speed": 5}, "'speed'"),
        ({"travel": portee.Travel(), "mode": "walk"}, "Both travel and mode"),
    ],
)
def test_impossible_questions(
    xs_world: World, cells: geopandas.GeoDataFrame, options: dict[str, object], words: str
) -> None:
    with pytest.raises(portee.PorteeError, match=words):
        portee.travel_time_matrix(xs_world, cells, **options)  # type: ignore[arg-type]
