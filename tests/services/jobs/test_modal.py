from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from portee.core.errors import PorteeError
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.modal import MODAL
from portee.services.workspace.workspace import Workspace
from tests.services.jobs.doing import done

ASKED = {"opportunities": ["jobs"], "weight": "jobs", "residents": "residents", "window": 5, "merge_m": 400,
         "transit_eur": 1.0, "car_eur_km": 0.2}  # fmt: skip


def test_shares_of_all_modes_with_their_table_and_map(desk: JobDesk) -> None:
    result, files = done(desk, "modal", ASKED)
    (case,) = result["cases"]
    shares = case["groups"][0]["shares"]
    assert sum(shares.values()) == pytest.approx(1)
    assert len(pl.read_csv(files["modal.csv"], comment_prefix="#")) >= len(shares)
    assert files["modal-zones.geojson"].stat().st_size > 0


@pytest.mark.parametrize(
    "change",
    [
        {"mode": "car"}, {"targets": "../plan"}, {"targets": "nowhere"}, {"observed": "walk=3"}, {"decay": "soon"},
        {"scenario": ["name: ["]}, {"year": [1]}, {"scenario": ["x" * 200_000]}, {"without_car": 7.5},
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(workspace: Workspace, change: dict[str, Any]) -> None:
    with pytest.raises(PorteeError):
        MODAL.check(workspace, {**ASKED, **change})
