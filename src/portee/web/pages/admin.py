"""Running the site: people and roles, what was done, how much waits."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from portee.core.errors import ConflictError
from portee.store import audit
from portee.store.accounts import Account, change_account, find_account, list_accounts
from portee.store.database import now
from portee.store.drafts import DraftState, list_drafts
from portee.store.roles import Role
from portee.store.sessions import close_sessions
from portee.web.errors import Problem
from portee.web.pages import admin_scenarios, moderation
from portee.web.pages.moderation import waiting_reports
from portee.web.private import database_of
from portee.web.rendering import language_of, render
from portee.web.security.signed_in import needs
from portee.web.site import site_of

__all__ = ["router"]

router = APIRouter(prefix="/admin")

PER_PAGE = 50
Number = Annotated[int, Query(ge=1, le=100_000)]
Field = Annotated[str, Form(max_length=200)]
Reviewer = Annotated[Account, Depends(needs(Role.reviewer))]
Manager = Annotated[Account, Depends(needs(Role.manager))]
Administrator = Annotated[Account, Depends(needs(Role.administrator))]


@router.get("")
def front(request: Request, person: Reviewer) -> Response:
    """What one may do here, and how much waits."""
    with database_of(site_of(request)).reading() as connection:
        reports = waiting_reports(connection)
        _, drafts = list_drafts(connection, states=[DraftState.submitted], limit=1)
    return render(
        request, "admin.html", person=person, reports=reports, drafts=drafts,
        audits=person.role.includes(Role.manager), people=person.role.includes(Role.administrator),
    )  # fmt: skip


@router.get("/people")
def people(request: Request, person: Administrator, search: str = "", page: Number = 1) -> Response:
    """Accounts and their roles."""
    return _people(request, person, search[:100], page)


def _people(
    request: Request, person: Account, search: str = "", page: int = 1, problem: str = "", status: int = 200
) -> Response:
    with database_of(site_of(request)).reading() as connection:
        found, total = list_accounts(connection, search=search, offset=(page - 1) * PER_PAGE, limit=PER_PAGE)
    roles = [role.value for role in Role if role is not Role.visitor]
    return render(
        request, "admin_people.html", status=status, person=person, people=found, total=total, search=search,
        page=page, pages=max(1, -(-total // PER_PAGE)), roles=roles, problem=problem,
    )  # fmt: skip


@router.post("/people/{id}")
def change(request: Request, id: str, person: Administrator, role: Field = "", act: Field = "") -> Response:
    """Give a role, or shut an account out or let it in again; its sessions end when it is shut out."""
    moment = now()
    given = {known.value: known for known in Role if known is not Role.visitor}.get(role)
    if act not in ("role", "disable", "enable") or (act == "role" and given is None):
        raise Problem(422)
    try:
        with database_of(site_of(request)).writing() as connection:
            found = find_account(connection, id=id)
            if found is None:
                raise Problem(404)
            if act == "role":
                change_account(connection, id, role=given)
            else:
                change_account(connection, id, disabled=(found.disabled or moment) if act == "disable" else False)
                close_sessions(connection, id)
            details = {"role": role} if act == "role" else {}
            audit.record(connection, f"account.{act}", id, now=moment, by=person, details=details)
    except ConflictError:
        return _people(request, person, problem="admin-last", status=409)
    return RedirectResponse(f"/{language_of(request)}/admin/people", status_code=303)


@router.get("/audit")
def log(request: Request, person: Manager, page: Number = 1) -> Response:
    """What was done, by whom, with which right."""
    with database_of(site_of(request)).reading() as connection:
        entries, total = audit.read_audit(connection, offset=(page - 1) * PER_PAGE, limit=PER_PAGE)
    pages = max(1, -(-total // PER_PAGE))
    return render(request, "admin_audit.html", person=person, entries=entries, total=total, page=page, pages=pages)


router.include_router(moderation.router)
router.include_router(admin_scenarios.router)
