"""Reading what people reported before everybody does: pains and incidents, published or refused with a reason."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from portee.core.errors import ConflictError
from portee.store import audit
from portee.store.accounts import Account
from portee.store.database import now
from portee.store.incidents import list_incidents, moderate_incident
from portee.store.moderating import PublicState, Refusal
from portee.store.pains import list_pains, moderate_pain
from portee.store.roles import Role
from portee.web.errors import Problem
from portee.web.private import database_of
from portee.web.rendering import language_of, private, render
from portee.web.security.signed_in import needs
from portee.web.site import site_of
from portee.web.wording import say

__all__ = ["router", "waiting_reports"]

router = APIRouter(prefix="/moderation")

PER_PAGE = 50
Field = Annotated[str, Form(max_length=200)]
Reviewer = Annotated[Account, Depends(needs(Role.reviewer))]

MODERATE = {"pain": moderate_pain, "incident": moderate_incident}
ACTS = {"show": PublicState.shown, "hide": PublicState.hidden}


def waiting_reports(connection: Connection) -> int:
    """How many pains and incidents nobody has read yet."""
    return list_pains(connection, state=PublicState.waiting, limit=1)[1] + list_incidents(
        connection, state=PublicState.waiting, limit=1
    )[1]  # fmt: skip


@router.get("")
def moderation(request: Request, person: Reviewer, state: str = "waiting") -> Response:
    """What people reported and nobody has read yet; or what was published, or refused."""
    return _page(request, person, _state(state))


def _state(text: str) -> PublicState:
    return PublicState(text) if text in list(PublicState) else PublicState.waiting


def _page(
    request: Request, person: Account, state: PublicState, *, status: int = 200, problem: str = "", at: str = ""
) -> Response:  # fmt: skip
    lang = language_of(request)
    with database_of(site_of(request)).reading() as connection:
        pains, pain_count = list_pains(connection, state=state, limit=PER_PAGE)
        incidents, incident_count = list_incidents(connection, state=state, limit=PER_PAGE)
    words = [(one.value, say(lang, f"moderation-reason-{one.value}")) for one in Refusal]
    reasons = [("", say(lang, "form-choose")), *words]
    context: dict[str, Any] = {
        "person": person, "state": state.value, "states": [one.value for one in PublicState], "reasons": reasons,
        "total": pain_count + incident_count, "problem": problem, "at": at,
        "sorts": [("pain", pains, pain_count), ("incident", incidents, incident_count)],
    }  # fmt: skip
    return private(render(request, "admin_moderation.html", status=status, **context))


@router.post("/{sort}/{id}")
def moderate(
    request: Request, sort: str, id: str, person: Reviewer, act: Field = "", before: Field = "waiting",
    refusal: Field = "",
) -> Response:  # fmt: skip
    """Publish or refuse one; sent twice, it is decided once. Of two moderators at once, the second is told."""
    state, decide, seen = ACTS.get(act), MODERATE.get(sort), _state(before)
    if state is None or decide is None or state is seen:
        raise Problem(422)
    reason = Refusal(refusal) if refusal in list(Refusal) else None
    if state is PublicState.hidden and reason is None:
        return _page(request, person, seen, status=422, problem="moderation-reason-needed", at=id)
    moment, database, action = now(), database_of(site_of(request)), f"{sort}.{state.value}"
    details = {} if reason is None or state is PublicState.shown else {"reason": reason.value}
    try:
        with database.writing() as connection:
            decide(connection, id, state, before=seen, now=moment, refusal=reason)
            audit.record(connection, action, id, now=moment, by=person, details=details)
    except ConflictError:
        with database.reading() as connection:
            if not audit.did_last(connection, action, id, person, details):
                return _page(request, person, seen, status=409, problem="moderation-late")
    after = "" if seen is PublicState.waiting else f"?state={seen.value}"
    return RedirectResponse(f"/{language_of(request)}/admin/moderation{after}", status_code=303)
