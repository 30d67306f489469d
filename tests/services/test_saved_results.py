"""Two saved results, joined by their ids."""

from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from portee.core.errors import ParameterError
from portee.reports.tables import write_table
from portee.services.compare_record import saved_record
from portee.services.saved_results import compare_saved


def _saved(path: Path, ids: list[str], **columns: list[float]) -> Path:
    points = [shapely.Point(5 + k / 100, 43) for k in range(len(ids))]
    frame = geopandas.GeoDataFrame({"id": ids, "residents": [10.0] * len(ids), **columns}, geometry=points, crs=4326)
    write_table(frame, path, provenance={"network": "n", "notes": ["a"], "sources": [{"file": "x"}]}, column_docs={})
    return path


def test_by_hand(tmp_path: Path) -> None:
    one = _saved(tmp_path / "a.gpkg", ["x", "y", "z"], jobs_within_30_min_p50=[1.0, 2.0, 3.0])
    other = _saved(tmp_path / "b.parquet", ["z", "x", "w"], jobs_within_30_min_p50=[5.0, 1.0, 9.0])
    pair = compare_saved(one, other)
    assert pair.columns == ("jobs_within_30_min_p50",)
    assert (pair.only_first, pair.only_second) == (1, 1)
    rows = pair.frame.set_index("id")
    assert rows.loc["z", "change_jobs_within_30_min_p50"] == 2
    assert rows.loc["x", "change_jobs_within_30_min_p50"] == 0
    assert rows.loc["x", "residents"] == 10
    record = saved_record(pair, [])
    assert (record["notes"], record["sources"]) == (["a"], [{"file": "x"}])
    same = compare_saved(one, one)
    assert np.all(same.frame["change_jobs_within_30_min_p50"] == 0)


def test_what_cannot_be_compared(tmp_path: Path) -> None:
    one = _saved(tmp_path / "a.csv", ["x", "y"], jobs_within_30_min_p50=[1.0, 2.0])
    for name, ids, column, told in (
        ("b", ["x", "y"], "jobs_within_45_min_p50", "share no figure"),
        ("c", ["u", "v"], "jobs_within_30_min_p50", "share no place"),
        ("d", ["x", "x"], "jobs_within_30_min_p50", "Several rows"),
    ):
        other = _saved(tmp_path / f"{name}.csv", ids, **{column: [1.0, 2.0]})
        with pytest.raises(ParameterError, match=told):
            compare_saved(one, other)
