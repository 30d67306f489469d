from __future__ import annotations

import pytest

from portee.core.errors import PorteeError
from portee.reports.tables import read_result
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.minimum import MINIMUM
from portee.services.workspace.workspace import Workspace
from tests.services.jobs.doing import done

NEEDS = """
cost: count
needs:
- id: work
  title: {fr: Un emploi, en: A job}
  weight: jobs
  needed: 1
  cutoff_min: 30
  share: 0.5
  of: today
"""
ASKED = {"opportunities": ["jobs"], "needs": NEEDS, "residents": "residents", "window": 5}


def test_the_lines_that_keep_a_need(desk: JobDesk) -> None:
    result, files = done(desk, "minimum", ASKED)
    assert result["holds"]
    assert result["kept_lines"] == len(result["kept"]) <= result["lines"]
    frame, record = read_result(files["minimum.gpkg"])
    assert len(frame) == result["kept_lines"]
    assert record["minimum"]["needs"][0]["id"] == "work"


@pytest.mark.parametrize("change", [{"needs": "needs: 3"}, {"time_limit": 10**9}, {"needs": ""}])
def test_what_is_wrong_is_told(workspace: Workspace, change: dict[str, object]) -> None:
    with pytest.raises(PorteeError):
        MINIMUM.check(workspace, {**ASKED, **change})
