from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.indicators.cumulative import cumulative
from portee.reports.tables import read_result
from portee.services.access import compute_access, hourly_windows, write_access
from portee.services.measures import Asked, measures_of
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.journeys import WINDOW, request_of

ASKED = Asked(weights=("jobs",), cutoffs=(10.0, 20.0), nearest=(1,))


def test_figures_are_those_of_the_whole_matrix(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    reach = request_of(xs_world, xs_territory).over(xs_world)
    measures = measures_of(ASKED, reach.destinations, 30)
    result = compute_access([reach], measures)
    minutes = reach.minutes()
    jobs = reach.destinations.weight("jobs")
    assert np.array_equal(result.figures[0, :, 1], cumulative(minutes, jobs, 20))
    assert np.array_equal(result.values("jobs_within_20_min_p50"), cumulative(minutes[:, 1], jobs, 20))
    nearest = minutes[:, 1, jobs > 0].min(axis=1)
    assert np.array_equal(result.values("jobs_nearest_1_p50"), nearest.astype(np.float64))
    frame = result.to_geodataframe()
    assert np.array_equal(frame["jobs_nearest_1_p50"].isna(), ~np.isfinite(nearest))
    assert frame.crs.to_epsg() == 4326
    assert len(frame) == len(reach.origins)


def test_hours_of_a_day(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    windows = hourly_windows(WINDOW)
    assert [window.start_s for window in windows] == [hour * 3600 for hour in range(24)]
    assert {window.minutes for window in windows} == {10}
    chosen = windows[4], windows[8]
    reaches = (request_of(xs_world, xs_territory, window=window).over(xs_world) for window in chosen)
    measures = measures_of(ASKED, request_of(xs_world, xs_territory).destinations, 30)
    frame = compute_access(reaches, measures, hours=(4, 8)).to_geodataframe()
    assert frame["hour"].unique().tolist() == [4, 8]
    early, late = (frame[frame["hour"] == hour]["jobs_within_20_min_p50"].sum() for hour in (4, 8))
    assert early <= late


def test_written_with_what_it_means(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    reach = request_of(xs_world, xs_territory).over(xs_world)
    result = compute_access([reach], measures_of(ASKED, reach.destinations, 30))
    write_access(tmp_path / "a.gpkg", xs_world.network, result, parameters={"asked": ASKED.as_dict()}, lang="fr")
    frame, record = read_result(tmp_path / "a.gpkg")
    assert np.array_equal(frame["jobs_within_20_min_p50"], result.values("jobs_within_20_min_p50"))
    assert record["columns"]["jobs_nearest_1_p50"].startswith("Temps jusqu'au plus proche")
    assert record["parameters"]["asked"]["cutoffs"] == [10.0, 20.0]
    with pytest.raises(ParameterError, match=r"\.gpkg"):
        write_access(tmp_path / "a.xlsx", xs_world.network, result)
