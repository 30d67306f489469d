"""The long work that one asked for: a list, and a page for each piece that tells how far it is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from portee.store.accounts import Account
from portee.store.jobs import list_jobs
from portee.store.roles import Role
from portee.web.built import script_of
from portee.web.errors import Problem
from portee.web.long_answers import forgotten
from portee.web.private import database_of, desk_of
from portee.web.rendering import language_of, render
from portee.web.security.signed_in import needs, person_of
from portee.web.site import site_of
from portee.web.trouble import trouble_of

__all__ = ["router"]

router = APIRouter(prefix="/account/work")

MOST = 100


@router.get("")
def work(request: Request, person: Annotated[Account, Depends(needs(Role.visitor))]) -> Response:
    """What one asked for."""
    with database_of(site_of(request)).reading() as connection:
        jobs, total = list_jobs(connection, account=person.id, limit=MOST)
    return render(request, "work.html", jobs=jobs, total=total)


@router.get("/{id}")
def one(request: Request, id: str) -> Response:
    """How far one piece of work is; who knows its address may look.

    Its script follows the work; without one the page is loaded again.
    """
    desk = desk_of(request)
    job = desk.find(id)
    if job is None:
        raise forgotten(request, id, "")
    person = person_of(request)
    mine = person is not None and (job.account == person.id or person.role.includes(Role.manager))
    result = desk.result(job)
    response = render(
        request, "work_one.html", job=job, ahead=0 if job.state.ended else desk.ahead(job), mine=mine,
        files=[] if result is None else result.get("files", []), known=result is not None,
        trouble=trouble_of(job.problem, language_of(request)), script=script_of("work"),
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response


@router.post("/{id}/cancel")
def cancel(request: Request, id: str, person: Annotated[Account, Depends(needs(Role.visitor))]) -> Response:
    """Stop a piece of work."""
    desk = desk_of(request)
    job = desk.find(id)
    if job is None:
        raise Problem(404)
    if job.account != person.id and not person.role.includes(Role.manager):
        raise Problem(403)
    desk.cancel(id)
    return RedirectResponse(f"/{language_of(request)}/account/work/{id}", status_code=303)
