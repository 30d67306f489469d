"""Modal shares from Python: the same as the service gives, whatever form the arguments take."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import portee
from portee.core.errors import ParameterError
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.modal.ground import ASKED, EMPTY, OBSERVED, TRAVEL, homes_of, kinds_of, shares_of

WHEN: dict[str, Any] = {"departure": datetime(2026, 9, 8, 7, 30), "departure_time_window": timedelta(minutes=10)}


def test_from_places_paths_and_frames_alike(
    xs_world: World, xs_network: Path, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    homes, kinds = homes_of(xs_world, xs_territory), kinds_of(xs_world, xs_territory)
    told: dict[str, Any] = {
        "weight": "jobs",
        "residents": "people",
        "without_car": "carless",
        "group": "side",
        "travel": TRAVEL,
    }
    path = tmp_path / "empty.yaml"
    path.write_text("name: nothing\nmodifications: []\n", encoding="utf-8")
    found = portee.modal_shares(
        xs_world, homes, kinds["jobs"], **WHEN, observed=OBSERVED, scenarios=[EMPTY, path], **told
    )  # fmt: skip
    same = portee.modal_shares(
        xs_network, homes.to_geodataframe(), {"jobs": xs_territory.jobs}, **WHEN, observed=OBSERVED,
        decay="half_life=20", **told,
    )  # fmt: skip
    nameless = tmp_path / "nameless.csv"
    pl.read_csv(xs_territory.jobs).drop("id").write_csv(nameless)
    rows = portee.modal_shares(xs_world, homes, nameless, **WHEN, observed=OBSERVED, **told)
    asked = shares_of(xs_world, xs_territory, asked=ASKED)
    for other in (same, rows, asked):
        np.testing.assert_array_equal(found.base[0].everybody.share, other.base[0].everybody.share)
    assert [case.scenario for case in found.cases] == ["nothing", "nothing"]


def test_what_is_wrong_is_told(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    homes, jobs = homes_of(xs_world, xs_territory), kinds_of(xs_world, xs_territory)["jobs"]
    with pytest.raises(ParameterError, match="no option 'carless'"):
        portee.modal_shares(xs_world, homes, jobs, **WHEN, carless=0.3)
    with pytest.raises(ParameterError, match="day and hour"):
        portee.modal_shares(xs_world, homes, jobs)
