"""Pages of long work: who may ask for it and stop it, how far it is, and the answer that it left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from portee.services.jobs.results import result_file
from portee.store.jobs import Job, JobState, list_jobs
from portee.store.retention import JOBS_KEPT
from portee.store.roles import Role
from portee.store.secret import is_id
from portee.web.built import script_of
from portee.web.errors import Problem
from portee.web.private import database_of, desk_of
from portee.web.rendering import language_of, private, render
from portee.web.security.begun import ask_as_one, began, keep_begun
from portee.web.security.signed_in import person_of
from portee.web.site import site_of
from portee.web.trouble import trouble_of
from portee.web.wording import say

__all__ = [
    "ask", "body_of", "file_of", "files_of", "forgotten", "found_job", "may_stop", "stopped", "to_work", "waiting",
]  # fmt: skip

PAGES_OF = {"scenario": "what-if", "hub": "hub", "goods": "goods", "territory": "territory"}
"""Kind of work → the page that asks for it."""
VISITORS_WAITING = 5
"""Visitors without an account ask for work only while fewer pieces wait."""


def ask(request: Request, kind: str, asked: Mapping[str, Any], title: str) -> Job:
    """Ask for work in the name of whoever asks.

    Raises:
        Problem: 503 when much waits and nobody is signed in. PorteeError: what is asked is wrong.
    """
    person, lang = person_of(request), language_of(request)
    if person is None:
        with database_of(site_of(request)).reading() as connection:
            _, count = list_jobs(connection, states=[JobState.queued, JobState.running], limit=1)
        if count >= VISITORS_WAITING:
            raise Problem(503, say(lang, "whatif-busy"), say(lang, "whatif-busy-hint"))
    return ask_as_one(request, kind, asked, title)


def to_work(request: Request, address: str) -> Response:
    """On to the page that tells how far work is; the browser keeps that it began it."""
    return keep_begun(request, RedirectResponse(address, status_code=303))


def found_job(request: Request, id: str, kind: str) -> Job:
    """The work of an address. Raises Problem: 404 there never was any, 410 it was forgotten."""
    job = desk_of(request).find(id)
    if job is None:
        raise forgotten(request, id, PAGES_OF.get(kind, ""))
    if job.kind != kind:
        raise Problem(404)
    return job


def forgotten(request: Request, id: str, page: str) -> Problem:
    """What is said where there is no work: nobody makes up such an id, so that one that looks like it was real once.

    page: where one asks again, its address without the language.
    """
    if not is_id(id):
        return Problem(404)
    lang = language_of(request)
    action = f"/{lang}/{page}", say(lang, "work-forgotten-again")
    lead = say(lang, "work-forgotten-lead", days=JOBS_KEPT.days)
    return Problem(410, say(lang, "work-forgotten"), lead, action=action)


def may_stop(request: Request, job: Job) -> bool:
    """Who asked for it, with an account or with the browser that they began it in; a manager."""
    person = person_of(request)
    if person is not None and (job.account == person.id or person.role.includes(Role.manager)):
        return True
    return job.account is None and began(request, job)


def stopped(request: Request, id: str, kind: str, to: str) -> RedirectResponse:
    """Stop work, and go to an address. Raises Problem: 404 there is none, 403 it is another's."""
    job = found_job(request, id, kind)
    if not may_stop(request, job):
        raise Problem(403)
    if not job.state.ended:
        desk_of(request).cancel(id)
    return RedirectResponse(to, status_code=303)


def file_of(request: Request, id: str, kind: str, name: str, media_type: str) -> FileResponse:
    """A file that finished work left, for the map of its page. Raises Problem 404."""
    job, desk = found_job(request, id, kind), desk_of(request)
    path = result_file(desk.workspace, job.key, name) if desk.result(job) is not None else None
    if path is None:
        raise Problem(404)
    return FileResponse(path, media_type=media_type, headers={"Cache-Control": "no-store"})


def waiting(request: Request, job: Job, again: Sequence[tuple[str, str]]) -> HTMLResponse:
    """How far it is, or why there is no answer. again: fields of the form that asked for it."""
    ahead = 0 if job.state.ended else desk_of(request).ahead(job)
    return private(
        render(
            request, "long_waiting.html", job=job, ahead=ahead, mine=may_stop(request, job),
            script=script_of("work"), again=again,
            trouble=trouble_of(job.problem, language_of(request)),
        )
    )  # fmt: skip


def body_of(request: Request, job: Job) -> Markup:
    """The answer in the page's language, as the work wrote it."""
    path = result_file(desk_of(request).workspace, job.key, f"body.{language_of(request)}.html")
    if path is None:
        raise Problem(404)
    return Markup(path.read_text(encoding="utf-8"))  # noqa: S704 - made by sheet_body, which escapes every text


def files_of(result: Mapping[str, Any], lang: str) -> list[str]:
    """Files to take along; of those in a language the one of the reader."""
    names = [str(name) for name in result.get("files", ())]
    return [name for name in names if name.count(".") == 1 or f".{lang}." in name]
