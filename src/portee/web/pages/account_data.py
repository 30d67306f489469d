"""What is kept about oneself: changed, taken away as a file, erased."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from portee.core.errors import ConflictError, ParameterError
from portee.store import audit
from portee.store.accounts import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    Account,
    change_account,
    password_fits,
    set_password,
)
from portee.store.database import now
from portee.store.retention import erase_account, export_account, sink_erased
from portee.store.roles import Role
from portee.store.sessions import close_sessions
from portee.web.errors import Problem
from portee.web.private import database_of
from portee.web.rendering import language_of, render
from portee.web.security.again import remembered
from portee.web.security.signed_in import forget_session, needs, session_token
from portee.web.security.tries import PASSWORDS, spend_try
from portee.web.site import site_of
from portee.web.wording import LANGUAGES, say

__all__ = ["router"]

router = APIRouter(prefix="/account")

Person = Annotated[Account, Depends(needs(Role.visitor))]
Field = Annotated[str, Form(max_length=1000)]


@router.get("/change")
def change_page(request: Request, person: Person) -> Response:
    """Name, language, password."""
    return _change_page(request, person)


def _change_page(request: Request, person: Account, status: int = 200, **problems: str) -> Response:
    return render(
        request, "account_change.html", status=status, person=person, problems=problems, shortest=SHORTEST_PASSWORD
    )


@router.post("/change")
def change(request: Request, person: Person, name: Field = "", language: Field = "") -> Response:
    """Change one's name and the language of letters."""
    lang = language_of(request)
    if language not in LANGUAGES:
        raise Problem(422)
    try:
        with database_of(site_of(request)).writing() as connection:
            change_account(connection, person.id, name=name, language=language)
            audit.record(connection, "account.changed", "", now=now(), by=person)
    except ParameterError:
        return _change_page(request, person, 422, name=say(lang, "account-name-problem"))
    return RedirectResponse(f"/{lang}/account", status_code=303)


@router.post("/password")
def password(request: Request, person: Person, old: Field = "", new: Field = "") -> Response:
    """Choose a password; whoever has one gives it too. All other sessions end. Sent twice, it is chosen once."""
    site, lang, moment = site_of(request), language_of(request), now()
    spend_try(site, "password", person.email, PASSWORDS)
    try:
        with database_of(site).reading() as connection:
            if person.has_password and not password_fits(connection, person.email, old):
                if password_fits(connection, person.email, new):
                    return RedirectResponse(f"/{lang}/account", status_code=303)
                return _change_page(request, person, 422, old=say(lang, "account-old-problem"))
        with database_of(site).writing() as connection:
            set_password(connection, person.id, new)
            close_sessions(connection, person.id, but=session_token(request))
            audit.record(connection, "account.password", "", now=moment, by=person)
    except ParameterError:
        problem = say(lang, "account-new-problem", shortest=SHORTEST_PASSWORD, longest=LONGEST_PASSWORD)
        return _change_page(request, person, 422, new=problem)
    return RedirectResponse(f"/{lang}/account", status_code=303)


@router.post("/export")
def export(request: Request, person: Person) -> Response:
    """All that is kept about oneself, as a file."""
    with database_of(site_of(request)).writing() as connection:
        audit.record(connection, "account.export", "", now=now(), by=person)
        found = export_account(connection, person.id)
    return Response(
        json.dumps(found, ensure_ascii=False, indent=1), media_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="portee-account.json"', "Cache-Control": "no-store"},
    )  # fmt: skip


@router.get("/erase")
def erase_page(request: Request, person: Person) -> Response:
    """What erasing does, before it is done."""
    return render(request, "account_erase.html", person=person, problem="")


@router.post("/erase")
def erase(request: Request, sure: Field = "", csrf: Field = "") -> Response:
    """Erase one's account for good; sent twice, the second one is told that it is done."""
    lang, site = language_of(request), site_of(request)
    if remembered(site).find("erased", csrf):
        return render(request, "account_erased.html")
    person, database = needs(Role.visitor)(request), database_of(site)
    if sure != "yes":
        return render(
            request, "account_erase.html", status=422, person=person, problem=say(lang, "account-erase-unsure")
        )
    try:
        with database.writing() as connection:
            audit.record(connection, "account.erased", "", now=now(), by=person)
            erase_account(connection, person.id)
    except ConflictError:
        problem = say(lang, "account-erase-last")
        return render(request, "account_erase.html", status=409, person=person, problem=problem)
    remembered(site).keep("yes", "erased", csrf)
    sink_erased(database)
    response = render(request, "account_erased.html")
    forget_session(request, response)
    return response
