"""Bodies are read up to a size: more is refused before it fills the memory."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import HTTPException, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portee.web.errors import Problem, answer_problem

__all__ = ["MOST_BYTES", "BodyLimit"]

MOST_BYTES = 262_144
"""Of a form or of a JSON question."""


class BodyLimit:
    """ASGI middleware that refuses larger bodies with 413, told or not.

    Args:
        app: what answers.
        most: bytes.
        larger: beginnings of addresses that take more → bytes.
    """

    def __init__(self, app: ASGIApp, *, most: int = MOST_BYTES, larger: Mapping[str, int] | None = None) -> None:
        self.app, self.most, self.larger = app, most, dict(larger or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = next((n for start, n in self.larger.items() if scope["path"].startswith(start)), self.most)
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if not told.isdigit() or int(told) > most:
            refusal = answer_problem(Request(scope, receive), Problem(413))
            await refusal(scope, receive, send)
            return
        read = 0

        async def limited() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413)
            return message

        await self.app(scope, limited, send)
