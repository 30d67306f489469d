from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from portee.core.errors import ParameterError
from portee.reach.isochrone import Isochrone
from portee.reach.options import Travel
from portee.reports.tables import read_result
from portee.services.areas import areas_frame, write_areas
from portee.territory.places import Places
from portee.world import World

SMALL, LARGE = (
    Isochrone(minutes, shapely.MultiPolygon([shapely.box(5, 43, 5 + size, 43 + size)]), size)
    for minutes, size in ((5.0, 0.1), (10.0, 0.2))
)
PLACE = Places(np.array(["from"], dtype=object), np.array([5.0]), np.array([43.0]))


def test_largest_first() -> None:
    frame = areas_frame([SMALL, LARGE])
    assert frame["cutoff_min"].tolist() == [10.0, 5.0]
    assert frame["area_km2"].tolist() == [0.2, 0.1]


def test_written_with_what_was_asked(xs_world: World, tmp_path: Path) -> None:
    travel = Travel(mode="walk")
    write_areas(tmp_path / "a.geojson", xs_world.network, [SMALL], PLACE, travel, None, percentile=50, towards=True)
    frame, record = read_result(tmp_path / "a.geojson")
    assert frame.geometry[0].equals(SMALL.geometry)
    assert record["parameters"]["to"] == [43.0, 5.0]
    assert record["parameters"]["cutoffs"] == [5.0]
    with pytest.raises(ParameterError):
        write_areas(tmp_path / "a.doc", xs_world.network, [SMALL], PLACE, travel, None, percentile=50, towards=True)
