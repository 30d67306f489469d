from __future__ import annotations

from typing import Any

import pytest

from portee.core.errors import NoServiceError, ParameterError
from portee.services.jobs.asked import ReachAsked, checked, checked_kinds, kinds_together, one_kind
from portee.services.workspace.workspace import Workspace
from portee.world import World


def test_a_day_and_an_hour_are_usual_ones_and_the_question_stays_the_same(workspace: Workspace) -> None:
    whole = checked_kinds(workspace, checked(ReachAsked, {"opportunities": ["jobs"]}))
    assert (whole["origins"], whole["depart"]) == ("cells", "07:30")
    assert checked_kinds(workspace, checked(ReachAsked, whole)) == whole
    arrive = checked_kinds(workspace, checked(ReachAsked, {"opportunities": ["jobs"], "arrive": "09:00"}))
    assert arrive["depart"] is None
    assert checked_kinds(workspace, checked(ReachAsked, {"opportunities": ["jobs"], "mode": "walk"}))["date"] is None


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"opportunities": ["palaces"]}, "no 'palaces'"), ({"opportunities": ["cells"]}, "no 'cells'"),
        ({"opportunities": []}, "'opportunities'"), ({"opportunities": ["jobs"], "origins": "../x"}, r"no '\.\./x'"),
        ({"opportunities": ["jobs"], "date": "2099-01-01"}, "No trip runs"), ({}, "'opportunities'"),
        ({"opportunities": ["jobs"], "window": 999}, "'window'"), ({"opportunities": ["jobs"], "x": 1}, "'x'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(workspace: Workspace, asked: dict[str, Any], told: str) -> None:
    with pytest.raises((NoServiceError, ParameterError), match=told):
        checked_kinds(workspace, checked(ReachAsked, asked))


def test_kinds_are_read_as_the_workspace_tells(workspace: Workspace) -> None:
    network = World.open(workspace.network).network
    homes = one_kind(workspace, network, "cells", ["residents"])
    assert homes.weight("residents").sum() > 0
    assert len(kinds_together(workspace, network, ["jobs", "jobs"], ["jobs"])) == len(
        one_kind(workspace, network, "jobs", ["jobs"])
    )
    with pytest.raises(ParameterError, match="no 'palaces'"):
        one_kind(workspace, network, "palaces")
