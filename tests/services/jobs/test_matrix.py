from __future__ import annotations

import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.services.jobs import matrix
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.matrix import MATRIX
from portee.services.workspace.workspace import Workspace
from tests.services.jobs.doing import done

ASKED = {"destinations": "jobs", "mode": "walk", "max_time": 15}


def test_travel_times_of_all_pairs_within_reach(desk: JobDesk) -> None:
    result, files = done(desk, "matrix", ASKED)
    frame = pl.read_parquet(files["matrix.parquet"])
    assert frame.columns == ["from_id", "to_id", "travel_time_p50"]
    assert len(frame) == result["rows"] > 0
    assert (result["path"], result["files"]) == ("matrix.parquet", ["matrix.parquet"])
    assert (frame["travel_time_p50"] <= 15).all()


def test_a_matrix_without_end_is_refused(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, desk: JobDesk) -> None:
    changes: list[dict[str, object]] = [{"percentile": []}, {"destinations": "cells"}, {"max_time": 10**6}]
    for change in changes:
        with pytest.raises(ParameterError):
            MATRIX.check(workspace, {**ASKED, **change})
    monkeypatch.setattr(matrix, "MOST_PAIRS", 1)
    with pytest.raises(AssertionError, match="too many"):
        done(desk, "matrix", ASKED)
