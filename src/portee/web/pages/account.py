"""One's account: signing in by password or by a link, signing out, and what is kept about oneself."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from portee.store import audit
from portee.store.accounts import password_fits, with_password
from portee.store.database import now
from portee.store.sessions import close_session, open_session, sessions_of
from portee.web.api.feeds import feed_token
from portee.web.pages import account_data, account_links, account_provider, account_work, admin
from portee.web.private import database_of
from portee.web.rendering import language_of, render
from portee.web.security.rates import caller_of
from portee.web.security.signed_in import forget_session, keep_session, person_of, session_token
from portee.web.security.tries import PASSWORDS, SIGN_INS, spend_try
from portee.web.site import site_of

__all__ = ["router"]

router = APIRouter()
for part in (account_links, account_data, account_provider, account_work, admin):
    router.include_router(part.router)

Field = Annotated[str, Form(max_length=1000)]


@router.get("/account")
def account(request: Request) -> Response:
    """One's account, or how to sign in."""
    person, site = person_of(request), site_of(request)
    if person is None:
        return _sign_in_page(request)
    with database_of(site).reading() as connection:
        sessions = sessions_of(connection, person.id)
    return render(
        request, "account.html", person=person, sessions=sessions,
        feed=f"/api/v1/feeds/{feed_token(site, person.id)}/jobs.atom",
    )  # fmt: skip


def _sign_in_page(request: Request, *, email: str = "", wrong: bool = False) -> Response:
    return render(
        request, "sign_in.html", status=401 if wrong else 200, email=email, wrong=wrong, no_email=False,
        letters=account_links.sends_letters(site_of(request)), provider=account_provider.has_provider(),
    )  # fmt: skip


@router.post("/account/sign-in")
def sign_in(request: Request, email: Field = "", password: Field = "") -> Response:
    """Sign in with a password. All refusals look alike."""
    site, moment = site_of(request), now()
    spend_try(site, "password", email, PASSWORDS)
    spend_try(site, "sign-in", caller_of(request), SIGN_INS)
    with database_of(site).reading() as connection:
        fits = password_fits(connection, email, password)
    if not fits:
        return _sign_in_page(request, email=email, wrong=True)
    with database_of(site).writing() as connection:
        person = with_password(connection, email, password, now=moment)
        if person is not None:
            # Who signs in again in the same browser, as by sending the form twice, has one session.
            close_session(connection, session_token(request))
            token = open_session(connection, person.id, now=moment)
            audit.record(connection, "sign-in.password", "", now=moment, by=person)
    if person is None:
        return _sign_in_page(request, email=email, wrong=True)
    response = RedirectResponse(f"/{language_of(request)}/account", status_code=303)
    keep_session(request, response, token)
    return response


@router.post("/account/sign-out")
def sign_out(request: Request) -> Response:
    """End the session, here and in the database."""
    person = person_of(request)
    if person is not None:
        with database_of(site_of(request)).writing() as connection:
            close_session(connection, session_token(request))
            audit.record(connection, "sign-out", "", now=now(), by=person)
    response = RedirectResponse(f"/{language_of(request)}/account", status_code=303)
    forget_session(request, response)
    return response
