"""A form that was sent with long texts or a file, as pages of scenarios and hubs send them along."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import UploadFile

from portee.web.forms import Typed

__all__ = ["Sent", "sending"]

BYTES_PER_SIGN = 4
"""At most, in UTF-8."""


@dataclass(frozen=True, eq=False)
class Sent:
    """A form that was sent: its short fields, its long ones as they came, and the text of a file, None for none."""

    form: Typed
    long: Mapping[str, str]
    file: str | None


def sending(*long: str, longest: int, most_fields: int) -> Callable[[Request], Awaitable[Sent]]:
    """How such a form is read, for FastAPI to depend on.

    Args:
        long: names of the fields that hold more than a line. longest: signs of each; one more is kept, so that too
            much can be told, and the rest is cut. most_fields: in all.
    """

    async def sent(request: Request) -> Sent:
        form = await request.form(max_files=1, max_fields=most_fields)
        texts = {name: value for name, value in reversed(form.multi_items()) if isinstance(value, str)}
        upload, file = form.get("file"), None
        if isinstance(upload, UploadFile) and upload.filename:
            # A file that is not text is told by its first sign that is none.
            file = _lines((await upload.read(BYTES_PER_SIGN * longest)).decode("utf-8-sig", errors="replace"))
        for value in form.values():
            if isinstance(value, UploadFile):
                await value.close()
        kept = {name: _lines(texts.pop(name, ""))[: longest + 1] for name in long}
        return Sent(Typed(texts), kept, file)

    return sent


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
