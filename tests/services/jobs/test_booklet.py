from __future__ import annotations

import json

import pytest

from portee.core.errors import ParameterError
from portee.services.booklet import classroom_of, collect
from portee.services.booklet.kept import written_facts
from portee.services.jobs.booklet import BOOKLET, FACTS, kept_facts
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.kinds import kinds
from portee.services.jobs.results import forget_result
from portee.services.jobs.worker import Worker
from portee.services.workspace.manifest import WorkspaceFile, write_manifest
from portee.services.workspace.workspace import Workspace, open_workspace
from portee.store.jobs import JobState


def test_figures_are_worked_out_once_and_found_after_a_restart(desk: JobDesk) -> None:
    job = desk.ask("booklet", {}, "Livret")
    assert desk.ask("booklet", {"seed": 1}, "Livret").id == job.id, "the seed that nobody gives is the usual one"
    assert kept_facts(desk.workspace, job.key) is None
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(job.id)
    done = desk.find(job.id)
    assert done is not None
    assert done.state is JobState.done
    again = open_workspace(desk.workspace.folder)
    found = kept_facts(again, job.key)
    assert found is not None
    assert written_facts(found) == written_facts(collect(classroom_of(again)))
    assert desk.ask("booklet", {}, "Livret").state is JobState.done
    other = desk.ask("booklet", {"seed": 2}, "Livret")
    assert other.key != job.key
    assert desk.cancel(other.id).state is JobState.cancelled


def test_figures_that_were_damaged_are_none_and_can_be_let_go(desk: JobDesk) -> None:
    job = desk.ask("booklet", {}, "Livret")
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(job.id)
    (desk.workspace.results / job.key / FACTS).write_text('{"is": "Facts"}')
    assert kept_facts(desk.workspace, job.key) is None
    forget_result(desk.workspace, job.key)
    assert desk.ask("booklet", {}, "Livret").state is JobState.queued


@pytest.mark.parametrize("asked", [{"seed": -1}, {"seed": True}, {"seed": "1"}, {"seed": 1 << 40}, {"sede": 1}])
def test_what_is_wrong_is_told_before_anything_waits(workspace: Workspace, asked: dict[str, object]) -> None:
    with pytest.raises(ParameterError):
        BOOKLET.check(workspace, asked)


def test_a_territory_without_anything_to_count_has_no_booklet(workspace: Workspace) -> None:
    write_manifest(workspace.folder, WorkspaceFile(name="bare", title=workspace.title))
    with pytest.raises(ParameterError, match="no 'jobs'"):
        BOOKLET.check(open_workspace(workspace.folder), {})


def test_a_territory_without_a_timetable_has_no_booklet(workspace: Workspace) -> None:

    file = workspace.network / "manifest.json"
    told = json.loads(file.read_text())
    told["sections"] = {name: value for name, value in told["sections"].items() if name != "timetable"}
    file.write_text(json.dumps(told))
    with pytest.raises(ParameterError, match="no timetable"):
        BOOKLET.check(workspace, {})
    assert "booklet" in kinds()
