"""Long work: asked for, followed live, stopped, its result. Who knows the id of a job may follow it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, Response, StreamingResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from portee.services.jobs.kinds import kinds
from portee.services.jobs.results import result_file
from portee.store.accounts import Account
from portee.store.jobs import Job
from portee.store.roles import Role
from portee.web.errors import Problem
from portee.web.forms import well_formed
from portee.web.private import desk_of
from portee.web.security import csrf
from portee.web.security.signed_in import needs

__all__ = ["JobAsked", "JobTold", "job_told", "router"]

router = APIRouter(prefix="/api/v1/jobs", tags=["jobs"])

LOOK_S = 0.5
"""How often a stream looks for news."""
ALIVE_S = 15.0
"""How often a stream without news says that it lives, so that proxies keep it."""
LONGEST_S = 3600.0
"""A browser then asks again by itself."""


def _texts(asked: dict[str, Any]) -> dict[str, Any]:
    if not well_formed(asked):
        raise ValueError("a text is none")
    return asked


class JobAsked(BaseModel):
    """What is asked for."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field(max_length=40, description="Which work, as the command is called: access, upload…")
    asked: Annotated[dict[str, Any], AfterValidator(_texts)] = Field(
        default_factory=dict, description="Its question."
    )  # fmt: skip
    title: str = Field(default="", max_length=200, description="How it is called in lists and letters.")
    notify: bool = Field(default=False, description="Whether to write a letter when it has ended.")


class JobTold(BaseModel):
    """Where a job is."""

    id: str
    kind: str
    title: str
    state: str = Field(description="queued, running, done, failed or cancelled")
    ahead: int = Field(description="Jobs that come before it, while it waits.")
    step: str
    done: int
    total: int | None
    cancelling: bool
    problem: dict[str, Any] | None
    asked_at: str
    ended_at: str | None
    result: str | None = Field(description="Address of the result, once there is one.")


def job_told(request: Request, job: Job) -> JobTold:
    """A job as programs read it."""
    desk = desk_of(request)
    known = desk.result(job) is not None
    return JobTold(
        id=job.id, kind=job.kind, title=job.title, state=job.state.value,
        ahead=0 if job.state.ended else desk.ahead(job), step=job.step, done=job.done, total=job.total,
        cancelling=job.cancelling, problem=None if job.problem is None else dict(job.problem),
        asked_at=job.asked_at.isoformat(), ended_at=None if job.ended_at is None else job.ended_at.isoformat(),
        result=f"/api/v1/jobs/{job.id}/result" if known else None,
    )  # fmt: skip


def _found(request: Request, id: str) -> Job:
    job = desk_of(request).find(id)
    if job is None:
        raise Problem(404)
    return job


Contributor = Annotated[Account, Depends(needs(Role.contributor))]


@router.get("")
def list_kinds() -> dict[str, list[str]]:
    """Which work can be asked for."""
    return {"kinds": list(kinds())}


@router.post("", status_code=202, dependencies=[Depends(csrf.checked)])
def ask(request: Request, asked: JobAsked, person: Contributor) -> JobTold:
    """Ask for work. It is answered at once; the same question on the same data has its result at once."""
    job = desk_of(request).ask(
        asked.kind, asked.asked, asked.title or asked.kind, account=person.id, notify=asked.notify,
        language=person.language,
    )  # fmt: skip
    return job_told(request, job)


@router.get("/{id}")
def look(request: Request, id: str) -> JobTold:
    """Where a job is."""
    return job_told(request, _found(request, id))


@router.delete("/{id}", dependencies=[Depends(csrf.checked)])
def cancel(request: Request, id: str, person: Contributor) -> JobTold:
    """Stop a job: at once while it waits, at its next step while it runs."""
    job = _found(request, id)
    if job.account != person.id and not person.role.includes(Role.manager):
        raise Problem(403)
    return job_told(request, desk_of(request).cancel(id))


@router.get("/{id}/result")
def result(request: Request, id: str) -> dict[str, Any]:
    """What came of a job; its files are named in `files`."""
    job = _found(request, id)
    found = desk_of(request).result(job)
    if found is None:
        raise Problem(404)
    return dict(found)


@router.get("/{id}/files/{name}", response_class=FileResponse)
def file(request: Request, id: str, name: str) -> Response:
    """A file of a result."""
    job, desk = _found(request, id), desk_of(request)
    path = result_file(desk.workspace, job.key, name) if desk.result(job) is not None else None
    if path is None:
        raise Problem(404)
    return FileResponse(path, filename=name, content_disposition_type="attachment")


@router.get("/{id}/events", response_class=StreamingResponse)
async def events(request: Request, id: str) -> Response:
    """News of a job as they come (server-sent events): `progress` with a job each time, at last `end`."""
    await run_in_threadpool(_found, request, id)
    return StreamingResponse(
        _news(request, id), media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )  # fmt: skip


async def _news(request: Request, id: str) -> AsyncIterator[str]:
    clock = asyncio.get_running_loop().time
    begun = said = clock()
    last = ""
    yield "retry: 2000\n\n"
    while clock() - begun < LONGEST_S and not await request.is_disconnected():
        told = await run_in_threadpool(_told, request, id)
        if told is None:
            return
        text = told.model_dump_json()
        ended = told.state not in ("queued", "running")
        if text != last or ended:
            last, said = text, clock()
            yield f"event: {'end' if ended else 'progress'}\ndata: {json.dumps(json.loads(text))}\n\n"
        if ended:
            return
        if clock() - said >= ALIVE_S:
            said = clock()
            yield ": alive\n\n"
        await asyncio.sleep(LOOK_S)


def _told(request: Request, id: str) -> JobTold | None:
    job = desk_of(request).find(id)
    return None if job is None else job_told(request, job)
