"""Forms are answered only when this site showed them: a token in a cookie and the same token in the form.

The cookie holds the token alone, is sent by this site's own pages (`SameSite=Strict`) and no script reads it.
Besides, a browser that says that a form comes from another site (`Sec-Fetch-Site`, W3C Fetch Metadata; `Origin`) is
refused.

Pages are compressed, and what is entered may come back in them: the length of a page would then betray a token that it
always tells alike (BREACH: Gluck, Harris and Prado 2013). So forms carry it under a mask drawn for each page.
"""

from __future__ import annotations

import base64
import secrets
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from fastapi.responses import Response

from portee.web.site import site_of

__all__ = ["FIELD", "HEADER", "checked", "cookie_name", "keep_token", "token_of"]

FIELD = "csrf"
HEADER = "X-CSRF-Token"
SAFE = ("GET", "HEAD", "OPTIONS")
BYTES = 32
LENGTH = 43
"""Letters of so many random bytes."""


def cookie_name(*, secure: bool) -> str:
    """With HTTPS, a name that no other site of the same domain can set."""
    return "__Host-portee-form" if secure else "portee-form"


def token_of(request: Request) -> str:
    """The token of whoever asks, drawn when there is none yet, under a new mask; forms carry it in a hidden field."""
    drawn: str | None = getattr(request.state, "csrf", None)
    if drawn is None:
        kept = _kept(request)
        drawn = request.state.csrf = kept or secrets.token_urlsafe(BYTES)
        request.state.csrf_new = not kept
    return _masked(drawn)


def keep_token(request: Request, response: Response) -> None:
    """Let the browser keep the token of a page that carries it."""
    if getattr(request.state, "csrf_new", False):
        secure = site_of(request).settings.secure
        response.set_cookie(
            cookie_name(secure=secure), request.state.csrf, path="/", secure=secure, httponly=True, samesite="strict"
        )  # fmt: skip


async def checked(request: Request) -> None:
    """Depend on it: what changes something must come from a page of this site. Raises HTTPException 403."""
    if request.method in SAFE:
        return
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403)
    origin = request.headers.get("origin")
    if origin not in (None, "null") and _host(origin) != request.headers.get("host"):
        raise HTTPException(403)
    given = request.headers.get(HEADER)
    if given is None:
        field = (await request.form()).get(FIELD)
        given = field if isinstance(field, str) else ""
    kept = _kept(request)
    if not kept or not secrets.compare_digest(kept.encode(), _bare(given).encode()):
        raise HTTPException(403)


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _kept(request: Request) -> str:
    found = request.cookies.get(cookie_name(secure=site_of(request).settings.secure), "")
    return found if len(found) == LENGTH else ""


def _masked(token: str) -> str:
    """A mask, and the token under it."""
    mask = secrets.token_bytes(LENGTH)
    return base64.urlsafe_b64encode(mask + _under(mask, token.encode())).decode()


def _bare(given: str) -> str:
    """The token of a form, or of a script that sends it as the cookie has it; what is neither is left as it is."""
    if len(given) == LENGTH:
        return given
    try:
        both = base64.b64decode(given, altchars=b"-_", validate=True)
        return _under(both[:LENGTH], both[LENGTH:]).decode() if len(both) == 2 * LENGTH else given
    except ValueError:
        return given


def _under(mask: bytes, text: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(mask, text, strict=True))
