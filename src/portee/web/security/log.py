"""The access log: one line of JSON per answer, with nothing of what was entered.

It names the route, not the address: an address may hold what somebody typed. No query string, no body, no header, no
address of whoever asks.
"""

from __future__ import annotations

import json
import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["ACCESS", "AccessLog", "route_of"]

ACCESS = logging.getLogger("portee.web.access")


class AccessLog:
    """ASGI middleware that writes it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status, size = time.perf_counter(), 0, 0

        async def watched(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            told = {
                "method": scope["method"], "route": route_of(scope), "status": status, "bytes": size,
                "ms": round((time.perf_counter() - begun) * 1000, 1),
            }  # fmt: skip
            ACCESS.info(json.dumps(told))


def route_of(scope: Scope) -> str:
    """The route that answers, as it is declared: "/fr/commons/{id}"; "other" for none."""
    declared: str | None = getattr(scope.get("route"), "path", None)
    if declared is None:
        return "other"
    own, asked = declared.split("/")[1:], scope["path"].split("/")[1:]
    # Where its router is included is told by no field of it; a value that holds "/" could be mistaken for that.
    before = [] if ":path}" in declared else asked[: len(asked) - len(own)]
    return "/".join(["", *before, *own])
