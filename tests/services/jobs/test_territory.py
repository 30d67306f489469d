from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from portee.core.errors import PorteeError
from portee.services.jobs import territory as module
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.results import result_file
from portee.services.jobs.territory import CELLS, PARTS, TERRITORY
from portee.services.jobs.worker import Worker
from portee.services.portrait.portrait import portrait_from
from portee.services.workspace.workspace import Workspace
from portee.store.jobs import JobState


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "no part 'None'"), ({"part": "money"}, "no part 'money'"), ({"part": "work", "more": 1}, "no 'more'"),
        ({"part": "years"}, "no projects"), ({"part": ["work"]}, "no part"),
        ({"part": "bad-days", "kind": "school"}, "no 'school'"), ({"part": "bad-days", "kind": ["x"]}, "no"),
        ({"part": "work", "kind": "jobs"}, "no one kind"),
    ],
    ids=range(8),
)  # fmt: skip
def test_what_is_wrong_is_told_before_anything_waits(workspace: Workspace, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(PorteeError, match=told):
        TERRITORY.check(workspace, asked)


def test_a_workspace_without_jobs_is_told(workspace: Workspace) -> None:
    places = {kind: entry for kind, entry in workspace.manifest.places.items() if kind != "jobs"}
    bare = dataclasses.replace(workspace, manifest=workspace.manifest.model_copy(update={"places": places}))
    with pytest.raises(PorteeError, match="no file of jobs"):
        TERRITORY.check(bare, {"part": "work"})


def test_the_question_is_the_same_until_a_file_changes(workspace: Workspace) -> None:
    (workspace.folder / "flood.yaml").write_text("name: a\nmodifications: []\n")
    manifest = workspace.manifest.model_copy(update={"bad_days": ("flood.yaml",), "projects": ("flood.yaml",)})
    told = dataclasses.replace(workspace, manifest=manifest)
    for part in PARTS:
        first = TERRITORY.check(told, {"part": part})
        assert TERRITORY.check(told, first) == first
        assert bool(first["files"]) == (part in ("bad-days", "years"))
    before = TERRITORY.check(told, {"part": "years"})
    (workspace.folder / "flood.yaml").write_text("name: b\nmodifications: []\n")
    assert TERRITORY.check(told, {"part": "years"}) != before


def test_a_part_is_computed_once_and_kept(desk: JobDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    job = desk.ask("territory", {"part": "work"}, "Emplois")
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(job.id)
    found = desk.find(job.id)
    assert found is not None
    assert found.state is JobState.done, found.problem
    last, result, key = desk.last("territory", {"part": "work"})
    assert last == found
    assert result is not None
    assert "cells" not in portrait_from(result).tables
    cells = result_file(desk.workspace, key, CELLS)
    assert isinstance(cells, Path)
    assert json.loads(cells.read_text())["of"] == "cell"
    # Asked again, by whomever, it is there: nothing is computed.
    monkeypatch.setattr(module, "ground_of", lambda _: pytest.fail("computed again"))
    assert desk.ask("territory", {"part": "work"}, "Jobs").state is JobState.done
