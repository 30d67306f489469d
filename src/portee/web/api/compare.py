"""Two finished results of access, one against the other: POST /api/v1/compare."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from portee.services.compare_cases import saved_changes, saved_facts
from portee.services.jobs.results import result_file
from portee.services.saved_results import compare_saved
from portee.web.answers import at_work
from portee.web.errors import Problem
from portee.web.private import desk_of
from portee.web.site import site_of

__all__ = ["CompareAsked", "router"]

router = APIRouter(prefix="/api/v1", tags=["jobs"])

FILE = "access.parquet"

JobId = Annotated[str, Field(min_length=1, max_length=80)]
Column = Annotated[str, Field(max_length=80)]


class CompareAsked(BaseModel):
    """Ids of two jobs of access that are done; columns that count residents, and that tell winners and losers by."""

    model_config = ConfigDict(extra="forbid")

    before: JobId
    after: JobId
    residents: Column | None = None
    group: Column | None = None


@router.post("/compare")
def compare(request: Request, asked: CompareAsked) -> dict[str, Any]:
    """What changed from one result to the other, and who gains and loses."""
    files = _file(request, asked.before), _file(request, asked.after)
    with at_work(site_of(request)):
        pair = compare_saved(*files)
        return saved_facts(pair, saved_changes(pair, asked.residents, asked.group))


def _file(request: Request, id: str) -> Path:
    """The result of a job. Raises Problem 404."""
    desk = desk_of(request)
    job = desk.find(id)
    done = job is not None and job.kind == "access" and desk.result(job) is not None
    found = result_file(desk.workspace, job.key, FILE) if job is not None and done else None
    if found is None:
        raise Problem(404, "There is no such result of access.", "Ask for it: POST /api/v1/jobs, kind access.")
    return found
