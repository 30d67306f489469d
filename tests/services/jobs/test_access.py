from __future__ import annotations

from typing import Any

import pytest

from portee.core.errors import NoServiceError, ParameterError
from portee.reports.tables import read_result
from portee.services.jobs.access import ACCESS
from portee.services.jobs.desk import JobDesk
from portee.services.workspace.workspace import Workspace
from tests.services.jobs.doing import done


def test_the_question_is_the_same_with_and_without_its_defaults(workspace: Workspace) -> None:
    whole = ACCESS.check(workspace, {})
    assert whole["kind"] == "jobs"
    assert ACCESS.check(workspace, whole) == whole


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kind": "training"}, "no 'training'"),
        ({"kind": "cells"}, "no 'cells'"),
        ({"cutoff": 0}, "'cutoff' is 0"),
        ({"cutoff": True}, "'cutoff'"),
        ({"cutoff": "45"}, "'cutoff'"),
        ({"window": 1000}, "'window'"),
        ({"date": "tomorrow"}, "no date"),
        ({"date": "9999-12-31"}, "No trip runs"),
        ({"depart": "25:00"}, "25:00"),
        ({"budget": 3}, "no 'budget'"),
    ],
)
def test_what_is_wrong_is_told(workspace: Workspace, asked: dict[str, Any], told: str) -> None:
    with pytest.raises((NoServiceError, ParameterError), match=told):
        ACCESS.check(workspace, asked)


def test_access_of_the_village_is_computed_and_kept(desk: JobDesk) -> None:
    result, files = done(desk, "access", {"cutoff": 20, "window": 2})
    assert 0 < result["mean"] <= result["best"] <= result["total"]
    for path in files.values():
        frame, _ = read_result(path)
        assert len(frame) == result["cells"]
        assert frame[result["column"]].max() == pytest.approx(result["best"])
