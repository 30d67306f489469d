"""Which work a visitor's browser began, so that nobody else who has its address stops it.

The browser keeps the ids under a seal of the site: an account is not needed, and nothing of it is in the database.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from portee.store.jobs import Job
from portee.store.secret import new_id
from portee.web.private import desk_of, secret_of
from portee.web.rendering import language_of
from portee.web.security.signed_in import person_of
from portee.web.site import Site, site_of

__all__ = ["COOKIE", "ask_as_one", "began", "keep_begun"]

COOKIE = "portee-work"
MOST_KEPT = 10
"""Pieces of work that a browser remembers."""
LIFE_S = 86_400


def ask_as_one(request: Request, kind: str, asked: Mapping[str, Any], title: str) -> Job:
    """Ask for work in the name of whoever asks; a visitor's is theirs unless another waits for the same already.

    Raises:
        PorteeError: what is asked is wrong, or too much waits.
    """
    person, id = person_of(request), new_id()
    account = None if person is None else person.id
    job = desk_of(request).ask(kind, asked, title, account=account, language=language_of(request), id=id)
    if account is None and job.id == id and not job.state.ended:
        request.state.begun = id
    return job


def keep_begun(request: Request, response: Response) -> Response:
    """Let the browser keep what it began, if it began any."""
    id = getattr(request.state, "begun", None)
    if id is not None:
        site = site_of(request)
        ids = ".".join([*_ids(request), id][-MOST_KEPT:])
        response.set_cookie(
            COOKIE, f"{ids}.{_seal(site, ids)}", path="/", secure=site.settings.secure, httponly=True,
            samesite="strict", max_age=LIFE_S,
        )  # fmt: skip
    return response


def began(request: Request, job: Job) -> bool:
    """Whether this browser began it."""
    return job.id in (*_ids(request), getattr(request.state, "begun", None))


def _ids(request: Request) -> list[str]:
    ids, _, seal = request.cookies.get(COOKIE, "").rpartition(".")
    sound = bool(ids) and hmac.compare_digest(seal.encode(), _seal(site_of(request), ids).encode())
    return ids.split(".") if sound else []


def _seal(site: Site, ids: str) -> str:
    return hmac.new(secret_of(site).encode(), f"work:{ids}".encode(), hashlib.sha256).hexdigest()
