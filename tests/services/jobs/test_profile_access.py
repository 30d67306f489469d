from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from portee.core.errors import PorteeError
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.profile_access import PROFILE_ACCESS
from portee.services.workspace.workspace import Workspace
from tests.services.jobs.doing import done

ASKED = {
    "opportunities": ["jobs"], "weight": ["jobs"], "profiles": ["night-cleaner"], "merge_m": 500,
    "no_evening_after": "20:00",
}  # fmt: skip


def test_every_cell_with_its_sums(desk: JobDesk) -> None:
    result, files = done(desk, "profile-access", ASKED)
    assert result["profiles"] == ["night-cleaner"]
    frame = pl.read_csv(files["profile-access.csv"], comment_prefix="#")
    assert len(frame) == result["cells"]
    assert {row["scenario"] for row in result["summary"]} == {"present", "no_evening"}


@pytest.mark.parametrize(
    "change",
    [
        {"profiles": ["/etc/passwd"]}, {"energy_shock": "much"}, {"no_evening_after": "24:00"}, {"weight": []},
        {"opportunities": ["palaces"]}, {"date": "2099-01-01"}, {"max_time": 10**6}, {"low_emission": "zones.geojson"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(workspace: Workspace, change: dict[str, Any]) -> None:
    with pytest.raises(PorteeError):
        PROFILE_ACCESS.check(workspace, {**ASKED, **change})


def test_the_question_is_the_same_with_its_defaults(workspace: Workspace) -> None:
    whole = PROFILE_ACCESS.check(workspace, ASKED)
    assert PROFILE_ACCESS.check(workspace, whole) == whole
