"""Headers of every answer: what a page may load, that nothing is told to other sites, that none may frame it, which
caches may keep it.

Content Security Policy Level 3 (W3C) with a nonce drawn for each answer; templates write it as `nonce`.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["SecurityHeaders", "kept_by", "policy"]

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
}
OPEN_TO_OTHERS = ("/api/", "/ogc", "/tiles/", "/openapi.json")
"""Public data that other sites' pages may read."""

ANYBODYS = ("/static/", "/tiles/")
OWN = ("/api/v1/jobs", "/api/v1/feeds")
"""Answers at addresses that only those know whom they concern."""

YEAR_S = 31_536_000


def policy(nonce: str, *, styles_inside: bool = False, outside_map: bool = False) -> str:
    """What a page may load: from this site alone, scripts and styles of its files or with the nonce.

    styles_inside: whether elements may carry styles of their own, which MapLibre needs.
    outside_map: whether the ground of its map comes from another site, as the settings want it: data and pictures
        alone, by HTTPS.
    """
    also = " https:" if outside_map else ""
    parts = {
        "default-src": "'none'",
        "script-src": f"'self' 'nonce-{nonce}'",
        "style-src": f"'self' 'nonce-{nonce}'",
        "style-src-attr": "'unsafe-inline'" if styles_inside else "'none'",
        "img-src": f"'self' data: blob:{also}",
        "font-src": "'self'",
        "connect-src": f"'self'{also}",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def kept_by(scope: Scope, headers: Headers) -> str | None:
    """Which cache may keep an answer that does not say so itself; None where any may.

    A page carries the token of one browser: only that one keeps it, and asks again. What somebody sees who is signed
    in, what came of work, and what answers a form is kept by nobody.
    """
    path: str = scope["path"]
    if path.startswith(ANYBODYS):
        return None
    asked = Headers(scope=scope)
    own = path.startswith(OWN) or "portee-session=" in asked.get("cookie", "")
    if own or scope["method"] not in ("GET", "HEAD"):
        return "no-store"
    return "private, no-cache" if headers.get("content-type", "").startswith("text/html") else None


class SecurityHeaders:
    """ASGI middleware that adds them.

    Args:
        app: what answers.
        secure: whether pages come by HTTPS, which browsers then remember.
    """

    def __init__(self, app: ASGIApp, *, secure: bool = False) -> None:
        self.app, self.secure = app, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        state = scope.setdefault("state", {})
        state["nonce"] = nonce
        path: str = scope["path"]

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in FIXED.items():
                    headers.setdefault(name, value)
                if kept := kept_by(scope, headers):
                    headers.setdefault("Cache-Control", kept)
                if path.startswith(OPEN_TO_OTHERS):
                    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
                headers.setdefault(
                    "Content-Security-Policy",
                    policy(
                        nonce,
                        styles_inside=bool(state.get("styles_inside")),
                        outside_map=bool(state.get("outside_map")),
                    ),
                )
                if self.secure:
                    headers["Strict-Transport-Security"] = f"max-age={YEAR_S}"
            await send(message)

        await self.app(scope, receive, answer)
