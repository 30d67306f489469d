"""A scenario compared with today: how far it is while it waits, then who gains and loses, on a map and in tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, RedirectResponse, Response
from markupsafe import Markup

from portee.services.jobs.results import result_file
from portee.store.jobs import Job
from portee.store.roles import Role
from portee.web.built import script_of
from portee.web.errors import Problem
from portee.web.ground import ground_of
from portee.web.private import desk_of
from portee.web.rendering import language_of, private, render
from portee.web.security.signed_in import person_of
from portee.web.site import site_of

__all__ = ["router"]

router = APIRouter(prefix="/what-if")


@router.get("/{id}")
def answer(request: Request, id: str) -> Response:
    """The answer, or how far it is; who knows its address may look."""
    job, desk, lang = _job(request, id), desk_of(request), language_of(request)
    result = desk.result(job)
    if result is None:
        return private(
            render(
                request, "what_if_waiting.html", job=job, ahead=0 if job.state.ended else desk.ahead(job),
                mine=_may_stop(request, job), script=script_of("what_if"), text=str(job.asked.get("scenario", "")),
            )
        )  # fmt: skip
    request.state.styles_inside = True
    return private(
        render(
            request, "what_if_answer.html", job=job, result=result, body=_body(request, job, lang),
            files=_files(result, lang), script=script_of("what_if"), ground=ground_of(site_of(request), lang),
            text=str(job.asked.get("scenario", "")),
        )
    )  # fmt: skip


@router.get("/{id}/change.json")
def change(request: Request, id: str) -> Response:
    """Places with their figure before and after, for the page's map."""
    job, desk = _job(request, id), desk_of(request)
    path = result_file(desk.workspace, job.key, "change.json") if desk.result(job) is not None else None
    if path is None:
        raise Problem(404)
    return FileResponse(path, media_type="application/geo+json", headers={"Cache-Control": "no-store"})


@router.post("/{id}/cancel")
def cancel(request: Request, id: str) -> Response:
    """Stop it."""
    job = _job(request, id)
    if not _may_stop(request, job):
        raise Problem(403)
    if not job.state.ended:
        desk_of(request).cancel(id)
    return RedirectResponse(f"/{language_of(request)}/what-if/{id}", status_code=303)


def _job(request: Request, id: str) -> Job:
    job = desk_of(request).find(id)
    if job is None or job.kind != "scenario":
        raise Problem(404)
    return job


def _may_stop(request: Request, job: Job) -> bool:
    """Who asked for it, a manager; for work of a visitor whoever knows its address, which cannot be guessed."""
    person = person_of(request)
    if job.account is None:
        return True
    return person is not None and (job.account == person.id or person.role.includes(Role.manager))


def _body(request: Request, job: Job, lang: str) -> Markup:
    path = result_file(desk_of(request).workspace, job.key, f"body.{lang}.html")
    if path is None:
        raise Problem(404)
    return Markup(path.read_text(encoding="utf-8"))  # noqa: S704 - made by sheet_body, which escapes every text


def _files(result: Mapping[str, Any], lang: str) -> list[str]:
    """Files to take along, of pages the one in the reader's language."""
    names = [str(name) for name in result.get("files", ())]
    return [name for name in names if not name.endswith(".html") or name.endswith(f".{lang}.html")]
