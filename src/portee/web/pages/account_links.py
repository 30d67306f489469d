"""Signing in by a link sent to one's address, which also makes an account for whoever has none."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from portee.core.errors import OutputError, ParameterError
from portee.services.workspace.workspace import Workspace
from portee.store import audit
from portee.store.accounts import Account, create_account, email_of, find_account
from portee.store.database import now
from portee.store.links import Purpose, link_email, make_link, use_link
from portee.store.sessions import find_session, open_session
from portee.web.address import public_address
from portee.web.errors import LOG, Problem, answer_problem
from portee.web.pages.account_provider import has_provider
from portee.web.private import database_of, mail_of
from portee.web.rendering import language_of, render
from portee.web.security.again import remembered
from portee.web.security.signed_in import keep_session
from portee.web.security.tries import LETTERS, spend_try
from portee.web.site import Site, site_of
from portee.web.wording import say

__all__ = ["router", "sends_letters"]

router = APIRouter()

Field = Annotated[str, Form(max_length=1000)]


def sends_letters(site: Site) -> bool:
    """Whether the site can send links: it has a mail server, and knows its own address."""
    return mail_of(site) is not None and public_address(site) is not None


def _may_register(site: Site) -> bool:
    return not isinstance(site.workspace, Workspace) or site.workspace.manifest.registration


@router.post("/account/link")
def send_link(request: Request, email: Field = "", csrf: Field = "") -> Response:
    """Send a link; one letter for a form that is sent twice. Whether the address has an account is not told."""
    site, lang = site_of(request), language_of(request)
    server, base = mail_of(site), public_address(site)
    if server is None or base is None:
        raise Problem(503)
    try:
        address = email_of(email)
    except ParameterError:
        return render(
            request,
            "sign_in.html",
            status=422,
            email=email,
            wrong=False,
            letters=True,
            provider=has_provider(),
            no_email=True,
        )
    form = "letter", address, csrf
    if remembered(site).find(*form):
        return render(request, "link_sent.html", email=address)
    spend_try(site, "letter", address, LETTERS)
    remembered(site).keep(address, *form)
    with database_of(site).writing() as connection:
        known = find_account(connection, email=address)
        wanted = known.disabled is None if known is not None else _may_register(site)
        token = make_link(connection, address, Purpose.sign_in, now=now()) if wanted else None
    if token is not None:
        territory = site.workspace.title.in_(lang)
        link = f"{base}/{lang}/account/link/{token}"
        text = f"{say(lang, 'letter-link', territory=territory)}\n\n{link}\n\n{say(lang, 'letter-foot')}\n"
        try:
            server.send(address, say(lang, "letter-link-subject"), text)
        except OutputError as problem:
            remembered(site).forget(*form)
            LOG.error("a sign-in link could not be sent: %s", problem)
            raise Problem(503) from problem
    return render(request, "link_sent.html", email=address)


@router.get("/account/link/{token}")
def open_link(request: Request, token: str) -> Response:
    """What a link leads to: a button. Programs that look at letters open links, but press no buttons."""
    site = site_of(request)
    with database_of(site).reading() as connection:
        email = link_email(connection, token, Purpose.sign_in, now=now())
        known = None if email is None else find_account(connection, email=email)
    if email is None:
        return _old(request)
    return render(request, "link.html", token=token, email=email, known=known is not None, name="", problem="")


@router.post("/account/link/{token}")
def follow_link(request: Request, token: str, name: Field = "", csrf: Field = "") -> Response:
    """Sign in by a link, once; somebody new says how they want to be called.

    A form that is sent twice leads into the one session that it opened.
    """
    site, lang, moment = site_of(request), language_of(request), now()
    form = "link", token, csrf
    try:
        with database_of(site).writing() as connection:
            email = use_link(connection, token, Purpose.sign_in, now=moment)
            person: Account | None = None
            if email is not None:
                person = find_account(connection, email=email)
                if person is None:
                    person = create_account(connection, email, name, now=moment, language=lang)
                    audit.record(connection, "account.made", person.id, now=moment, by=person)
                if person.disabled is not None:
                    person = None
            if person is not None:
                session = open_session(connection, person.id, now=moment)
                audit.record(connection, "sign-in.link", "", now=moment, by=person)
                remembered(site).keep(session, *form)
    except ParameterError:
        # The link was not used up: nothing of the transaction was kept.
        with database_of(site).reading() as connection:
            email = link_email(connection, token, Purpose.sign_in, now=moment)
        problem = say(lang, "account-name-problem")
        return render(
            request, "link.html", status=422, token=token, email=email or "", known=False, name=name, problem=problem
        )
    if person is None:
        opened = _opened(site, form)
        if opened is None:
            return _old(request)
        session = opened
    response = RedirectResponse(f"/{lang}/account", status_code=303)
    keep_session(request, response, session)
    return response


def _opened(site: Site, form: tuple[str, ...]) -> str | None:
    """The session that this form opened a moment ago, where it still is open."""
    session = remembered(site).find(*form)
    if session is None:
        return None
    with database_of(site).reading() as connection:
        return session if find_session(connection, session, now=now()) is not None else None


def _old(request: Request) -> Response:
    """A link that is of no use any more, with where to go from here."""
    lang = language_of(request)
    action = f"/{lang}/account", say(lang, "link-again")
    return answer_problem(request, Problem(410, say(lang, "link-old"), say(lang, "link-old-lead"), action=action))
