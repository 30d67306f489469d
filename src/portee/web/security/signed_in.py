"""Who is signed in, and what they may do. A visitor without a cookie costs no look at the database."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request
from fastapi.responses import Response

from portee.store.accounts import Account
from portee.store.database import now
from portee.store.roles import Role
from portee.store.sessions import LONGEST, Session, due, find_session, use_session
from portee.web.errors import Problem
from portee.web.private import database_of
from portee.web.site import site_of

__all__ = ["forget_session", "keep_session", "needs", "person_of", "session_cookie", "session_of", "session_token"]


def session_cookie(*, secure: bool) -> str:
    """With HTTPS, a name that no other site of the same domain can set."""
    return "__Host-portee-session" if secure else "portee-session"


def session_token(request: Request) -> str:
    """What the browser holds, "" for nothing."""
    found: str = request.cookies.get(session_cookie(secure=site_of(request).settings.secure), "")
    return found if len(found) < 100 else ""


def session_of(request: Request) -> Session | None:
    """The session of whoever asks, None for a visitor. Raises StoreError."""
    if not hasattr(request.state, "session"):
        token, found = session_token(request), None
        if token:
            database, moment = database_of(site_of(request)), now()
            with database.reading() as connection:
                found = find_session(connection, token, now=moment)
            if found is not None and due(found, now=moment):
                with database.writing() as connection:
                    use_session(connection, found, now=moment)
        request.state.session = found
    known: Session | None = request.state.session
    return known


def person_of(request: Request) -> Account | None:
    """The account of whoever asks, None for a visitor."""
    session = session_of(request)
    return None if session is None else session.account


def needs(role: Role) -> Callable[[Request], Account]:
    """Depend on it: the account of whoever asks, who has a role. Raises Problem 401 for visitors, 403 for others."""

    def person(request: Request) -> Account:
        found = person_of(request)
        if found is None:
            raise Problem(401)
        if not found.role.includes(role):
            raise Problem(403)
        return found

    return person


def keep_session(request: Request, response: Response, token: str) -> None:
    """Let the browser keep a session. Lax: a link in a letter opens the site as whoever follows it."""
    secure = site_of(request).settings.secure
    response.set_cookie(
        session_cookie(secure=secure), token, path="/", secure=secure, httponly=True, samesite="lax",
        max_age=int(LONGEST.total_seconds()),
    )  # fmt: skip


def forget_session(request: Request, response: Response) -> None:
    """Let the browser forget it."""
    secure = site_of(request).settings.secure
    response.delete_cookie(session_cookie(secure=secure), path="/", secure=secure, httponly=True, samesite="lax")
