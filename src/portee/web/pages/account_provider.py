"""Signing in through a provider of OpenID Connect, where the site has one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import time
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from portee.core.errors import InputError, PorteeError
from portee.services.oidc import VARIABLES, Known, Provider, provider_of
from portee.services.workspace.workspace import Workspace
from portee.store import audit
from portee.store.accounts import Account, account_of_provider, change_account, create_account, find_account
from portee.store.database import now
from portee.store.sessions import open_session
from portee.web.address import base_of
from portee.web.errors import LOG, Problem
from portee.web.private import database_of, secret_of
from portee.web.rendering import language_of
from portee.web.security.signed_in import keep_session, person_of
from portee.web.site import Site, site_of
from portee.web.wording import say

__all__ = ["has_provider", "router"]

router = APIRouter(prefix="/account/provider")

COOKIE = "portee-provider"
LIFE_S = 600


def has_provider() -> bool:
    """Whether the site has a provider; asks nobody."""
    return bool(os.environ.get(VARIABLES[0]))


def _provider(site: Site) -> Provider:
    if not has_provider():
        raise Problem(404)
    try:
        found = site.once("provider", provider_of)
    except PorteeError as problem:
        LOG.error("OpenID Connect: %s", problem)
        raise Problem(503) from problem
    assert found is not None, "the environment names one"
    return found


def _back(request: Request) -> str:
    return f"{base_of(request)}/{language_of(request)}/account/provider/back"


@router.get("")
def begin(request: Request) -> Response:
    """Send somebody to the provider."""
    site = site_of(request)
    kept: dict[str, Any] = {
        "state": secrets.token_urlsafe(24), "nonce": secrets.token_urlsafe(24), "verifier": secrets.token_urlsafe(48),
        "until": int(time.time()) + LIFE_S,
    }  # fmt: skip
    address = _provider(site).begin(_back(request), kept["state"], kept["nonce"], kept["verifier"])
    response = RedirectResponse(address, status_code=303)
    response.set_cookie(
        COOKIE, _sealed(site, kept), path="/", secure=site.settings.secure, httponly=True, samesite="lax",
        max_age=LIFE_S,
    )  # fmt: skip
    return response


@router.get("/back")
def back(request: Request, code: str = "", state: str = "", iss: str = "") -> Response:
    """Where the provider sends somebody back to."""
    site, moment = site_of(request), now()
    kept = _opened(site, request.cookies.get(COOKIE, ""))
    if kept is None and person_of(request) is not None:
        # The address was opened once more by somebody whom it has signed in already.
        return RedirectResponse(f"/{language_of(request)}/account", status_code=303)
    if kept is None or not code or not hmac.compare_digest(str(kept["state"]).encode(), state.encode()):
        lang = language_of(request)
        action = f"/{lang}/account", say(lang, "account-sign-in")
        raise Problem(403, say(lang, "provider-old"), say(lang, "provider-old-lead"), action=action)
    if not _provider(site).sent_back(iss):
        raise Problem(403)
    try:
        known = _provider(site).finish(_back(request), code, kept["nonce"], kept["verifier"])
    except InputError as problem:
        LOG.warning("OpenID Connect: %s", problem)
        raise Problem(403) from problem
    with database_of(site).writing() as connection:
        person = _account(connection, known, site, language_of(request))
        if person is None:
            raise Problem(403)
        token = open_session(connection, person.id, now=moment)
        audit.record(connection, "sign-in.provider", "", now=moment, by=person)
    response = RedirectResponse(f"/{language_of(request)}/account", status_code=303)
    response.delete_cookie(COOKIE, path="/")
    keep_session(request, response, token)
    return response


def _account(connection: Any, known: Known, site: Site, lang: str) -> Account | None:
    """Whose account it is: by the provider's own name for them, else by an address that it checked; else a new one."""
    moment = now()
    person = account_of_provider(connection, known.issuer, known.subject)
    if person is None and known.email is not None:
        person = find_account(connection, email=known.email)
        if person is not None and person.provider is not None:
            return None  # The address is tied to somebody else there.
        if person is not None:
            person = change_account(connection, person.id, provider=(known.issuer, known.subject))
        elif not isinstance(site.workspace, Workspace) or site.workspace.manifest.registration:
            person = create_account(
                connection, known.email, known.name, now=moment, language=lang, provider=(known.issuer, known.subject)
            )
            audit.record(connection, "account.made", person.id, now=moment, by=person)
    return None if person is None or person.disabled is not None else person


def _sealed(site: Site, values: dict[str, Any]) -> str:
    """Values that a browser keeps and cannot change."""
    text = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
    return f"{text}.{_seal(site, text)}"


def _seal(site: Site, text: str) -> str:
    return hmac.new(secret_of(site).encode(), f"provider:{text}".encode(), hashlib.sha256).hexdigest()


def _opened(site: Site, sealed: str) -> dict[str, Any] | None:
    text, _, seal = sealed.partition(".")
    if not text or not hmac.compare_digest(seal.encode(), _seal(site, text).encode()):
        return None
    values: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text))
    return values if abs(values["until"] - time.time()) <= LIFE_S else None
