"""Long work asked for and done at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portee.services.jobs.desk import JobDesk
from portee.services.jobs.results import result_file
from portee.services.jobs.worker import Worker
from portee.store.jobs import Job, JobState

__all__ = ["done", "worked"]


def worked(desk: JobDesk, kind: str, asked: Mapping[str, Any], title: str = "x") -> tuple[Job, Mapping[str, Any]]:
    """Work that is done, and its result."""
    job = desk.ask(kind, asked, title)
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(job.id)
    found = desk.find(job.id)
    assert found is not None
    assert found.state is JobState.done, found.problem
    result = desk.result(found)
    assert result is not None
    return job, result


def done(desk: JobDesk, kind: str, asked: Mapping[str, Any]) -> tuple[Mapping[str, Any], dict[str, Path]]:
    """The result of work, and its files by name."""
    job, result = worked(desk, kind, asked)
    files = {name: result_file(desk.workspace, job.key, name) for name in result["files"]}
    kept = {name: path for name, path in files.items() if path is not None}
    assert kept.keys() == files.keys()
    return result, kept
