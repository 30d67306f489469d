"""Workshops: what is said is written down on a tablet, with or without a network, then brought in and put together."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from portee.commons.anonymity import LEAST_PEOPLE
from portee.commons.records.need import Motive
from portee.commons.records.words import value_label
from portee.commons.records.workshop import Workshop
from portee.commons.workshops.capture import KIND_WORDS
from portee.commons.workshops.dot_votes import MOST_DOTS, Ballot, save_votes, tally
from portee.core.errors import ConflictError, InputError, ManyProblems, PorteeError
from portee.reports.problems import problem_in
from portee.services.proposing.proposals import present_file
from portee.services.proposing.workshops import begin_need, bring_waiting, keep_said, traced, workshops_of
from portee.store import audit
from portee.store.accounts import Account
from portee.store.database import now
from portee.store.roles import Role
from portee.store.said import counts_of_said
from portee.web.built import script_of
from portee.web.commons_folder import commons_of
from portee.web.errors import Problem
from portee.web.forms import Typed, typed
from portee.web.private import database_of
from portee.web.rendering import language_of, private, render
from portee.web.security.csrf import keep_token, token_of
from portee.web.security.signed_in import needs, person_of
from portee.web.site import site_of
from portee.web.statics import FOLDER
from portee.web.wording import say, typeset

__all__ = ["router"]

router = APIRouter(prefix="/workshops")

Contributor = Annotated[Account, Depends(needs(Role.contributor))]
Reviewer = Annotated[Account, Depends(needs(Role.reviewer))]
Said = Annotated[str, Form(max_length=5000)]


@router.get("")
def front(request: Request) -> Response:
    """The workshops there are."""
    found, person = workshops_of(commons_of(request)), person_of(request)
    return private(render(request, "workshops.html", workshops=found, person=person, waiting=_waiting(request)))


def _waiting(request: Request) -> Mapping[str, int]:
    with database_of(site_of(request)).reading() as connection:
        return counts_of_said(connection)


def _workshop(request: Request, slug: str) -> Workshop:
    for workshop in workshops_of(commons_of(request)):
        if workshop.id == f"workshop/{slug}":
            return workshop
    raise Problem(404)


@router.get("/worker.js")
def worker() -> Response:
    """What shows the canvas without a network: a script may only do so for addresses below its own."""
    return FileResponse(
        FOLDER / "workshop-worker.js", media_type="text/javascript",
        headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"},
    )  # fmt: skip


@router.get("/{slug}")
def canvas(request: Request, slug: str, person: Contributor) -> Response:
    """Where what is said is written down."""
    return _canvas(request, _workshop(request, slug), person, {}, "")


def _canvas(
    request: Request, workshop: Workshop, person: Account, given: Mapping[str, str], problem: str, status: int = 200
) -> Response:  # fmt: skip
    lang = language_of(request)
    kinds = [(kind, words[lang]) for kind, words in KIND_WORDS.items()]
    motives = [(str(key), value_label("motive", key, lang)) for key in Motive.__args__]  # type: ignore[attr-defined]
    return private(
        render(
            request, "workshop.html", status=status, workshop=workshop, kinds=kinds, motives=motives, given=given,
            problem=problem, id=given.get("id") or secrets.token_hex(16), waiting=_waiting(request).get(workshop.id, 0),
            script=script_of("workshop"), reviews=person.role.includes(Role.reviewer),
            slug_of=workshop.id.partition("/")[2],
        )
    )  # fmt: skip


@router.get("/{slug}/token")
def token(request: Request, slug: str, person: Contributor) -> Response:
    """The token that a later sync carries: a page that was kept for days holds an old one."""
    del slug, person
    response = JSONResponse({"csrf": token_of(request)}, headers={"Cache-Control": "no-store"})
    keep_token(request, response)
    return response


@router.post("/{slug}")
def write_down(
    request: Request, slug: str, person: Contributor, form: Annotated[Typed, Depends(typed)], said: Said = ""
) -> Response:
    """Keep one statement; sent twice, it is there once."""
    workshop, lang = _workshop(request, slug), language_of(request)
    given = {name: form.text(name) for name in ("id", "seat", "kind", "motive")}
    given |= {"said": said, "language": form.text("language") or lang}
    try:
        with database_of(site_of(request)).writing() as connection:
            kept = keep_said(connection, workshop.id, person, [given], now=now())
    except ConflictError:
        return _canvas(request, workshop, person, given, say(lang, "workshops-full"), 409)
    except InputError:
        raise Problem(422) from None
    if kept.refused:
        return _canvas(request, workshop, person, given, say(lang, "workshops-wrong"), 422)
    return RedirectResponse(f"/{lang}/workshops/{slug}", status_code=303)


@router.post("/{slug}/sync")
async def sync(request: Request, slug: str, person: Contributor) -> Response:
    """Keep what a tablet wrote down: {"items": [{id, seat, kind, said, motive, language}]}.

    It is told what is here now, and of what was refused why: {"kept": [id], "new": how many, "refused": {id: why}}. One
    that is wrong keeps none of the others from being taken.
    """
    try:
        items = json.loads(await request.body())["items"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Problem(422) from None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Problem(422)
    # A database that is busy keeps this tablet waiting, and nobody else.
    return await run_in_threadpool(_kept, request, slug, person, items)


def _kept(request: Request, slug: str, person: Account, items: list[Mapping[str, Any]]) -> Response:
    workshop = _workshop(request, slug)
    try:
        with database_of(site_of(request)).writing() as connection:
            kept = keep_said(connection, workshop.id, person, items, now=now())
    except ConflictError:
        raise Problem(409) from None
    except InputError:
        raise Problem(422) from None
    lang = language_of(request)
    refused = {id.encode(errors="replace").decode(): _why(problem, lang) for id, problem in kept.refused.items()}
    answer: dict[str, Any] = {"kept": kept.kept, "new": kept.new, "refused": refused}
    return JSONResponse(answer, headers={"Cache-Control": "no-store"})


def _why(problem: PorteeError, lang: str) -> str:
    several = problem.problems if isinstance(problem, ManyProblems) else [problem]
    told = [problem_in(lang, one.what, one.mend) for one in several]
    return " ".join(f"{one.what} {one.mend}".strip() for one in told)


@router.post("/{slug}/bring-in")
def bring(request: Request, slug: str, person: Reviewer) -> Response:
    """Bring what waits into the commons, under names drawn by lot."""
    workshop, lang, root, moment = _workshop(request, slug), language_of(request), commons_of(request), now()
    try:
        with database_of(site_of(request)).writing() as connection:
            done = bring_waiting(connection, root, workshop.id, person.name)
            if done is not None:
                audit.record(connection, "workshop.brought-in", workshop.id, now=moment, by=person)
    except ConflictError:
        raise Problem(409) from None
    except ManyProblems:
        return _canvas(request, workshop, person, {}, say(lang, "workshops-not-sound"), 422)
    return RedirectResponse(f"/{lang}/workshops/{slug}/synthesis", status_code=303)


@router.get("/{slug}/synthesis")
def together(request: Request, slug: str) -> Response:
    """What was said, put together, with the needs that rest on it and the vote on them."""
    return _together(request, _workshop(request, slug), Typed({}))


def _together(
    request: Request, workshop: Workshop, form: Typed, *, problem: str = "", status: int = 200
) -> Response:  # fmt: skip
    lang, person, found = language_of(request), person_of(request), traced(commons_of(request), workshop.id)
    role = Role.visitor if person is None else person.role
    titles = {str(need.id): typeset(lang, need.title.in_(lang)) for one in found for need in one.needs}
    context: dict[str, Any] = {
        "workshop": workshop, "slug_of": workshop.id.partition("/")[2], "themes": found, "titles": titles,
        "untraced": sum(one.untraced for one in found), "votes": _votes(request, workshop),
        "proposes": role.includes(Role.contributor), "counts": role.includes(Role.reviewer),
        "key": secrets.token_urlsafe(16), "given": form.text, "problems": form.problems, "problem": problem,
        "least": LEAST_PEOPLE,
    }  # fmt: skip
    page = render(request, "workshop_synthesis.html", status=status, **context)
    return page if person is None else private(page)


def _votes(request: Request, workshop: Workshop) -> list[tuple[int, str, str, int]]:
    """(rank, id, title, dots) of the needs that were voted on; those with as many dots share a rank."""
    lang, root = language_of(request), commons_of(request)

    def title(id: str) -> str:
        file, _ = present_file(root, id)
        return id if file is None else typeset(lang, file.record.title.in_(lang))

    order = sorted(workshop.votes, key=lambda vote: (-vote.dots, str(vote.need)))
    ranks = [1 + sum(other.dots > vote.dots for other in order) for vote in order]
    return [(rank, str(vote.need), title(str(vote.need)), vote.dots) for rank, vote in zip(ranks, order, strict=True)]


@router.post("/{slug}/need")
def propose_need(
    request: Request, slug: str, person: Contributor, form: Annotated[Typed, Depends(typed)]
) -> Response:  # fmt: skip
    """Begin a need from a group of statements; sent twice, the form leads to the same draft."""
    workshop, lang, root = _workshop(request, slug), language_of(request), commons_of(request)
    try:
        with database_of(site_of(request)).writing() as connection:
            draft = begin_need(
                connection, root, person, workshop.id, form.text("statement"), now=now(), key=form.text("key")[:64]
            )
    except ConflictError:
        return _together(request, workshop, Typed({}), problem=say(lang, "propose-too-many"), status=409)
    except InputError:
        return _together(request, workshop, Typed({}), problem=say(lang, "workshops-need-there"), status=422)
    return RedirectResponse(f"/{lang}/propose/{draft.id}", status_code=303)


@router.post("/{slug}/vote")
def vote(
    request: Request, slug: str, person: Reviewer, form: Annotated[Typed, Depends(typed)]
) -> Response:  # fmt: skip
    """Write the sums of a vote by dots into the record of the workshop, in place of those it had."""
    workshop, lang, root, moment = _workshop(request, slug), language_of(request), commons_of(request), now()
    needs = sorted({str(need.id) for one in traced(root, workshop.id) for need in one.needs})
    voters, most = form.whole("voters", 1, 100_000), form.whole("most", 1, MOST_DOTS)
    for name, value in (("voters", voters), ("most", most)):
        if value is None:
            form.wrong(name, "form-needed")
    ballots = [Ballot(None, id, form.whole(f"dots-{id}", 0, 999_999) or 0) for id in needs]
    problem = ""
    if not form.problems and not any(ballot.dots for ballot in ballots):
        problem = say(lang, "workshops-no-dots")
    elif voters is not None and voters < LEAST_PEOPLE:
        problem = say(lang, "workshops-few-voters", least=LEAST_PEOPLE)
    if form.problems or problem or voters is None or most is None:
        return _together(request, workshop, form, problem=problem, status=422)
    try:
        commit = save_votes(root, workshop.id, tally(ballots, most, voters), person.name)
    except InputError:
        return _together(request, workshop, form, problem=say(lang, "workshops-too-many-dots"), status=422)
    with database_of(site_of(request)).writing() as connection:
        audit.record(connection, "workshop.voted", workshop.id, now=moment, by=person, details={"commit": commit})
    return RedirectResponse(f"/{lang}/workshops/{slug}/synthesis", status_code=303)
