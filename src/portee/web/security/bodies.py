"""Bodies are read up to a size: more is refused before it fills the memory. Texts come as UTF-8, or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fastapi import HTTPException, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portee.web.errors import Problem, answer_problem

__all__ = ["MOST_BYTES", "BodyLimit"]

MOST_BYTES = 262_144
"""Of a form or of a JSON question."""


CHARSET = re.compile(rb"charset\s*=\s*[\"']?([^\"';\s]*)", re.IGNORECASE)


def _plain(kind: bytes) -> bool:
    """Whether a body claims no other writing than UTF-8: some decode to what is no text, some to more than was sent."""
    return all(found.lower() in (b"utf-8", b"utf8", b"us-ascii") for found in CHARSET.findall(kind))


class BodyLimit:
    """ASGI middleware that refuses larger bodies with 413, told or not, and other writings than UTF-8 with 415.

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
        headers = dict(scope["headers"])
        if not _plain(headers.get(b"content-type", b"")):
            refusal = answer_problem(Request(scope, receive), Problem(415))
            await refusal(scope, receive, send)
            return
        told = headers.get(b"content-length", b"0")
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
