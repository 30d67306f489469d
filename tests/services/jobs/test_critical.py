from __future__ import annotations

import pytest

from portee.core.errors import ParameterError
from portee.reports.tables import read_result
from portee.services.jobs.critical import CRITICAL
from portee.services.jobs.desk import JobDesk
from portee.services.workspace.workspace import Workspace
from tests.services.jobs.doing import done

ASKED = {"opportunities": ["jobs"], "weight": "jobs", "cutoff": 20, "residents": "residents", "window": 5, "k": 2}


def test_lines_are_ranked_with_a_map_and_their_record(desk: JobDesk) -> None:
    result, files = done(desk, "critical", ASKED)
    assert result["of"] == "lines"
    losses = [one["loss"] for one in result["ranking"]]
    assert losses == sorted(losses, reverse=True)
    frame, record = read_result(files["critical.gpkg"])
    assert frame["id"].tolist() == [one["id"] for one in result["ranking"]]
    assert record["critical"]["evaluated"] == result["evaluated"]
    assert files["critical.geojson"].read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize(
    ("change", "told"), [({"k": 10**6}, "'k'"), ({"of": "bridges"}, "'of'"), ({"cutoff": "soon"}, "'cutoff'")]
)
def test_what_is_wrong_is_told(workspace: Workspace, change: dict[str, object], told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        CRITICAL.check(workspace, {**ASKED, **change})
