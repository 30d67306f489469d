"""Proposing a change to the commons by a form: begin, fill in, check, agree to the licence, send."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from portee.commons.check.check import check_commons
from portee.commons.records.kinds import KINDS
from portee.commons.records.references import split_id
from portee.commons.records.words import type_name, type_purpose
from portee.commons.text.record_file import record_path
from portee.core.errors import ConflictError, InputError, ManyProblems, ParameterError
from portee.services.proposing.proposals import (
    CONSENT,
    KIND,
    Proposal,
    begin,
    changes,
    check,
    proposal_of,
    save_typed,
    send,
)
from portee.services.proposing.recovery import recovered
from portee.services.proposing.shapes import asked_of
from portee.services.proposing.typed import LANGUAGES, values_of
from portee.store import audit
from portee.store.accounts import Account
from portee.store.database import now
from portee.store.drafts import Draft, DraftState, change_draft, delete_draft, find_draft, list_drafts
from portee.store.messages import add_message, list_messages
from portee.store.roles import Role
from portee.web.commons_folder import commons_of
from portee.web.differences import shown_differences
from portee.web.errors import Problem
from portee.web.pages import review
from portee.web.private import database_of
from portee.web.record_form import PREFIX, form_of, sort_problems, typed_record
from portee.web.rendering import language_of, private, render
from portee.web.security.signed_in import needs, person_of
from portee.web.site import site_of
from portee.web.wording import say

__all__ = ["NOT_PROPOSED", "router"]

router = APIRouter()
router.include_router(review.router)

NOT_PROPOSED = ("workshop", "statement", "publication")
"""Types that have doors of their own: workshops bring their statements in, releases their publication."""

Contributor = Annotated[Account, Depends(needs(Role.contributor))]
Field = Annotated[str, Form(max_length=400)]
Text = Annotated[str, Form(max_length=20_000)]
Fields = Annotated[Mapping[str, str], Depends(typed_record)]


@router.get("/propose")
def front(request: Request) -> Response:
    """What one may propose, and what became of what one proposed."""
    return _front(request)


def _front(request: Request, status: int = 200, problem: str = "", kind: str = "", title: str = "") -> Response:
    root, lang, person = commons_of(request), language_of(request), person_of(request)
    drafts: list[Draft] = []
    if person is not None:
        database, moment = database_of(site_of(request)), now()
        with database.reading() as connection:
            found, _ = list_drafts(connection, account=person.id, limit=200)
        drafts = [recovered(database, root, draft, now=moment) for draft in reversed(found) if draft.kind == KIND]
    kinds = [(name, type_name(name, lang), type_purpose(name, lang)) for name in KINDS if name not in NOT_PROPOSED]
    return private(
        render(
            request, "propose.html", status=status, person=person, drafts=drafts, kinds=kinds, problem=problem,
            key=secrets.token_urlsafe(16), kind=kind, title=title,
            may=person is not None and person.role.includes(Role.contributor),
        )
    )  # fmt: skip


@router.post("/propose")
def start(
    request: Request, person: Contributor, kind: Field = "", title: Field = "", key: Field = "", id: Field = ""
) -> Response:
    """Begin a draft; sent twice, the form leads to the same one."""
    lang, root = language_of(request), commons_of(request)
    if kind in NOT_PROPOSED or (id and split_id(id)[0] in NOT_PROPOSED):
        raise Problem(422)
    try:
        with database_of(site_of(request)).writing() as connection:
            draft = begin(connection, root, person, now=now(), key=key[:64], kind=kind, title=title, id=id)
    except ConflictError:
        return _front(request, 409, say(lang, "propose-too-many"), kind, title)
    except ParameterError:
        return _front(request, 422, say(lang, "propose-title-wrong"), kind, title)
    except InputError:
        return _front(request, 422, say(lang, "propose-no-record" if id else "propose-there-already"), kind, title)
    return RedirectResponse(f"/{lang}/propose/{draft.id}", status_code=303)


@router.get("/propose/change/{kind}/{slug}")
def change_page(request: Request, kind: str, slug: str, person: Contributor) -> Response:
    """The door from a record's page: one button begins the draft."""
    root = commons_of(request)
    summary = check_commons(root).records.get(f"{kind}/{slug}")
    if summary is None or kind in NOT_PROPOSED:
        raise Problem(404)
    return private(render(request, "propose_change.html", person=person, record=summary, key=secrets.token_urlsafe(16)))


def _own(request: Request, id: str, person: Account) -> Draft:
    root, database = commons_of(request), database_of(site_of(request))
    with database.reading() as connection:
        draft = find_draft(connection, id)
    if draft is None or draft.kind != KIND or draft.account != person.id:
        raise Problem(404)
    return recovered(database, root, draft, now=now())


@router.get("/propose/{id}")
def edit_page(request: Request, id: str, person: Contributor, checked: str = "") -> Response:
    """The form of the record."""
    draft = _own(request, id, person)
    return _edit(request, proposal_of(draft), checked=bool(checked))


def _edit(
    request: Request, proposal: Proposal, *, status: int = 200, checked: bool = False, problem: str = "",
    version: int | None = None,
) -> Response:  # fmt: skip
    root, lang = commons_of(request), language_of(request)
    problems = check(root, proposal) if checked else []
    by_field, others = sort_problems(problems, record_path(proposal.id), lang)
    with database_of(site_of(request)).reading() as connection:
        thread = list_messages(connection, proposal.draft.id)
    fields = form_of(proposal.type, proposal.values, check_commons(root).records, by_field, lang)
    return private(
        render(
            request, "propose_edit.html", status=status, proposal=proposal, draft=proposal.draft, fields=fields,
            type=type_name(proposal.type, lang), purpose=type_purpose(proposal.type, lang), others=others,
            count=len(problems), checked=checked, problem=problem,
            bodies=[(code, proposal.body.get(code, "")) for code in LANGUAGES],
            version=version or proposal.draft.version, thread=thread, key=secrets.token_urlsafe(16),
        )
    )  # fmt: skip


@router.post("/propose/{id}")
def edit(request: Request, id: str, person: Contributor, fields: Fields) -> Response:
    """Keep what was typed; then show the form again, or go on to sending. Sent twice, it leads to the same page."""
    lang, act, version = language_of(request), fields.get("act", "save"), fields.get("version", "")
    if act == "delete" and _is_gone(request, id):
        return RedirectResponse(f"/{lang}/propose", status_code=303)
    draft = _own(request, id, person)
    if not version.isdecimal() or len(version) > 9 or act not in ("save", "send", "back", "delete"):
        raise Problem(422)
    here, moment = f"/{lang}/propose/{draft.id}", now()
    after = f"{here}/send" if act == "send" else here
    proposal = _typed(draft, fields)
    try:
        with database_of(site_of(request)).writing() as connection:
            if act == "delete":
                if draft.state in (DraftState.accepted, DraftState.submitted):
                    raise Problem(409)
                delete_draft(connection, draft.id, int(version))
                return RedirectResponse(f"/{lang}/propose", status_code=303)
            if act == "back":
                change_draft(connection, draft.id, int(version), now=moment, state=DraftState.writing)
                return RedirectResponse(here, status_code=303)
            if draft.state is DraftState.submitted:
                raise Problem(409, say(lang, "propose-waits"))
            save_typed(
                connection, draft, int(version), proposal.values, proposal.body,
                note=proposal.note, author=proposal.author, now=moment,
            )  # fmt: skip
    except ConflictError:
        if _is_so(_own(request, id, person), int(version), act, proposal):
            return RedirectResponse(after, status_code=303)
        # What was typed in this window is shown again, to be saved over what the other one saved, or compared.
        return _edit(request, proposal, status=409, problem=say(lang, "propose-two-windows"), version=draft.version)
    except ParameterError:
        return _edit(request, proposal, status=422, problem=say(lang, "propose-name-wrong"), version=draft.version)
    return RedirectResponse(after, status_code=303)


def _is_gone(request: Request, id: str) -> bool:
    with database_of(site_of(request)).reading() as connection:
        return find_draft(connection, id) is None


def _is_so(draft: Draft, version: int, act: str, asked: Proposal) -> bool:
    """Whether the one change since a version is the one that is asked for: the form was sent twice."""
    if draft.state is not DraftState.writing or draft.version != version + 1:
        return False
    found = proposal_of(draft)
    return act == "back" or (found.values, found.body, found.note, found.author) == (
        asked.values, asked.body, asked.note, asked.author,
    )  # fmt: skip


def _typed(draft: Draft, fields: Mapping[str, str]) -> Proposal:
    before = proposal_of(draft)
    record = {name.removeprefix(PREFIX): value for name, value in fields.items() if name.startswith(PREFIX)}
    values = values_of(asked_of(before.type), record, before.values)
    said = {lang: fields.get(f"body.{lang}", "").replace("\r\n", "\n").strip() for lang in LANGUAGES}
    others = {lang: text for lang, text in before.body.items() if lang not in LANGUAGES}
    body = {lang: text for lang, text in {**said, **others}.items() if text}
    note, author = (" ".join(fields.get(name, "").split()) for name in ("note", "author"))
    return Proposal(draft, before.id, values, body, before.seen, author or before.author, note)


@router.get("/propose/{id}/send")
def send_page(request: Request, id: str, person: Contributor) -> Response:
    """What would change, what the check says, and the licence to agree to."""
    proposal = proposal_of(_own(request, id, person))
    return _send(request, proposal)


def _send(request: Request, proposal: Proposal, status: int = 200, problem: str = "") -> Response:
    root, lang = commons_of(request), language_of(request)
    problems = check(root, proposal)
    if problems:
        return _edit(request, proposal, status=status if status != 200 else 422, checked=True)
    context: dict[str, Any] = {
        "proposal": proposal,
        "draft": proposal.draft,
        "problem": problem,
        "licence": CONSENT,
        "differences": shown_differences(changes(root, proposal), proposal.type, lang),
    }
    return private(render(request, "propose_send.html", status=status, **context))


@router.post("/propose/{id}/send")
def send_it(request: Request, id: str, person: Contributor, version: Field = "", consent: Field = "") -> Response:
    """Ask for a review; sent twice, it is asked once."""
    lang, root, draft, moment = language_of(request), commons_of(request), _own(request, id, person), now()
    if not version.isdecimal() or len(version) > 9:
        raise Problem(422)
    if draft.state is DraftState.submitted and draft.version == int(version) + 1:
        return RedirectResponse(f"/{lang}/propose/{draft.id}", status_code=303)
    try:
        with database_of(site_of(request)).writing() as connection:
            sent = send(connection, root, draft, int(version), consent=consent == "yes", now=moment)
            audit.record(connection, "proposal.sent", sent.id, now=moment, by=person, details={"record": sent.object})
    except ConflictError:
        return _edit(
            request, proposal_of(_own(request, id, person)), status=409, problem=say(lang, "propose-two-windows")
        )
    except ParameterError:
        return _send(request, proposal_of(draft), 422, say(lang, "propose-consent-needed"))
    except ManyProblems:
        return _edit(request, proposal_of(draft), status=422, checked=True)
    return RedirectResponse(f"/{lang}/propose/{draft.id}", status_code=303)


@router.post("/propose/{id}/talk")
def talk(request: Request, id: str, person: Contributor, text: Text = "", key: Field = "") -> Response:
    """Say something of a proposal, as its author or a reviewer; sent twice, it is said once."""
    lang, reviews = language_of(request), person.role.includes(Role.reviewer)
    with database_of(site_of(request)).reading() as connection:
        draft = find_draft(connection, id)
    mine = draft is not None and draft.account == person.id
    if draft is None or draft.kind != KIND or not (mine or (reviews and draft.state is not DraftState.writing)):
        raise Problem(404)
    try:
        with database_of(site_of(request)).writing() as connection:
            add_message(connection, id, person.id, text, key=key[:64], now=now())
    except ParameterError:
        raise Problem(422, say(lang, "review-message-wrong")) from None
    except ConflictError:
        raise Problem(409) from None
    return RedirectResponse(f"/{lang}/{'propose' if mine else 'review'}/{id}#talk", status_code=303)
