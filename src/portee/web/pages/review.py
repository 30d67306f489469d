"""Reviewing what people propose to the commons: the queue, one proposal with what it changes, a decision, credits."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from portee.commons.anonymity import telling_problems
from portee.commons.exchange.credits import credits_of_changes
from portee.commons.records.shape import Status
from portee.commons.repository.repository import Commons
from portee.core.errors import ConflictError, ManyProblems, ParameterError
from portee.services.proposing.proposals import (
    ACCEPTED_AS,
    KIND,
    Decision,
    Proposal,
    Verdict,
    changes,
    check,
    decide,
    present_file,
    proposal_of,
)
from portee.services.proposing.recovery import recovered
from portee.store import audit
from portee.store.accounts import Account
from portee.store.database import now
from portee.store.drafts import Draft, DraftState, find_draft, list_drafts
from portee.store.messages import list_messages
from portee.store.roles import Role
from portee.web.commons_folder import commons_of
from portee.web.differences import shown_differences
from portee.web.errors import Problem
from portee.web.pages.moderation import waiting_reports
from portee.web.private import database_of
from portee.web.record_form import sort_problems
from portee.web.rendering import language_of, private, render
from portee.web.security.signed_in import needs
from portee.web.site import site_of
from portee.web.wording import say

__all__ = ["router"]

router = APIRouter()

Reviewer = Annotated[Account, Depends(needs(Role.reviewer))]
Field = Annotated[str, Form(max_length=6000)]

VERDICTS: dict[str, Verdict] = {"accept": "accepted", "refuse": "refused", "return": "returned"}
STATUSES: dict[str, Status] = {status: status for status in ACCEPTED_AS}
MOST_SHOWN = 200


@router.get("/review")
def queue(request: Request, person: Reviewer) -> Response:
    """What waits, the oldest first."""
    root, database, moment = commons_of(request), database_of(site_of(request)), now()
    with database.reading() as connection:
        found, _ = list_drafts(connection, states=[DraftState.submitted], limit=MOST_SHOWN)
        reports = waiting_reports(connection)
    looked = [recovered(database, root, draft, now=moment) for draft in found if draft.kind == KIND]
    proposals = [proposal_of(draft) for draft in looked if draft.state is DraftState.submitted]
    return private(render(request, "review.html", person=person, proposals=proposals, reports=reports))


@router.get("/review/credits")
def credits(request: Request) -> Response:
    """Who gave what, by the names they chose."""
    found = credits_of_changes(Commons.open(commons_of(request)))
    return render(request, "review_credits.html", credits=found)


@router.get("/review/{id}")
def one(request: Request, id: str, person: Reviewer) -> Response:
    """One proposal."""
    return _one(request, _draft(request, id), person)


def _draft(request: Request, id: str, *, taken_back: bool = False) -> Draft:
    """A draft that was sent; one that its author took back only for whoever was deciding on it."""
    root, database = commons_of(request), database_of(site_of(request))
    with database.reading() as connection:
        draft = find_draft(connection, id)
    if draft is None or draft.kind != KIND or (draft.state is DraftState.writing and not taken_back):
        raise Problem(404)
    return recovered(database, root, draft, now=now())


def _one(
    request: Request, draft: Draft, person: Account, *, status: int = 200, problem: str = "", reason: str = "",
    field: str = "",
) -> Response:  # fmt: skip
    root, lang, proposal = commons_of(request), language_of(request), proposal_of(draft)
    waits = draft.state is DraftState.submitted
    with database_of(site_of(request)).reading() as connection:
        thread = list_messages(connection, draft.id)
    found = changes(root, proposal) if waits else ()
    _, blob = present_file(root, proposal.id)
    _, problems = sort_problems(check(root, proposal) if waits else [], "", language_of(request))
    context: dict[str, Any] = {
        "proposal": proposal,
        "draft": draft,
        "person": person,
        "problem": problem,
        "field": field,
        "reason": reason,
        "waits": waits,
        "own": draft.account == person.id,
        "is_new": proposal.seen is None,
        "problems": problems,
        "clash": waits and blob != proposal.seen,
        "telling": _tells(proposal),
        "status_now": _status_of(root, proposal),
        "differences": shown_differences(found, proposal.type, lang),
        "thread": thread,
        "key": secrets.token_urlsafe(16),
    }
    return private(render(request, "review_one.html", status=status, **context))


def _status_of(root: Any, proposal: Proposal) -> str:
    file, _ = present_file(root, proposal.id)
    return "published" if file is not None and file.record.status == "published" else "reviewed"


def _tells(proposal: Proposal) -> bool:
    """Whether a text seems to tell who somebody is; addresses of sources are not looked at."""
    return any(any(telling_problems(text)) for text in _texts({**proposal.values, "": proposal.body}))


def _texts(value: Any, name: str = "") -> list[str]:
    if isinstance(value, str):
        return [] if name in ("url", "website", "ask_at", "sha256", "commit") else [value]
    if isinstance(value, dict):
        return [text for key, part in value.items() for text in _texts(part, str(key))]
    return [text for part in value for text in _texts(part, name)] if isinstance(value, list) else []


@router.post("/review/{id}")
def judge(
    request: Request, id: str, person: Reviewer, act: Field = "", version: Field = "", reason: Field = "",
    status: Field = "reviewed",
) -> Response:  # fmt: skip
    """Accept, refuse, or ask for more; sent twice, it is decided once.

    Of two reviewers at once, the second is told and keeps what they wrote.
    """
    lang, root, moment = language_of(request), commons_of(request), now()
    draft = _draft(request, id, taken_back=True)
    verdict, becomes = VERDICTS.get(act), STATUSES.get(status)
    if verdict is None or becomes is None or not version.isdecimal() or len(version) > 9:
        raise Problem(422)
    if draft.account == person.id:
        raise Problem(403, say(lang, "review-own"))
    try:
        with database_of(site_of(request)).writing() as connection:
            decision = Decision(verdict, reason, becomes)
            commit = decide(connection, root, draft, int(version), decision, person, now=moment)
            details = _details(draft, verdict, becomes) | ({} if commit is None else {"commit": commit})
            audit.record(connection, f"proposal.{verdict}", draft.id, now=moment, by=person, details=details)
    except ConflictError as error:
        if _decided_so(request, id, person, int(version), verdict, becomes):
            return RedirectResponse(f"/{lang}/review", status_code=303)
        late = error.where is None
        return _one(
            request, _draft(request, id, taken_back=True), person, status=409, reason=reason,
            problem=say(lang, "review-late" if late else "review-clash"),
        )  # fmt: skip
    except ManyProblems:
        return _one(request, draft, person, status=422, reason=reason, problem=say(lang, "review-not-sound"))
    except ParameterError:
        return _one(request, draft, person, status=422, reason=reason, field=say(lang, "review-reason-needed"))
    return RedirectResponse(f"/{lang}/review", status_code=303)


def _details(draft: Draft, verdict: Verdict, becomes: Status) -> dict[str, str]:
    return {"record": draft.object, **({"status": becomes} if verdict == "accepted" else {})}


def _decided_so(
    request: Request, id: str, person: Account, version: int, verdict: Verdict, becomes: Status
) -> bool:  # fmt: skip
    """Whether this reviewer decided so on this version already: the form was sent twice."""
    with database_of(site_of(request)).reading() as connection:
        draft = find_draft(connection, id)
        if draft is None or (draft.state, draft.version) != (DraftState(verdict), version + 1):
            return False
        return audit.did_last(connection, f"proposal.{verdict}", id, person, _details(draft, verdict, becomes))
