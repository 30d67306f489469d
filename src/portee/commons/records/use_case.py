"""A use case: a question somebody brings, and the rows that answer it."""

from __future__ import annotations

from typing import ClassVar

from portee.commons.records.references import AnswerRef
from portee.commons.records.shape import Record, Text

__all__ = ["UseCase"]


class UseCase(Record):
    type: ClassVar[str] = "use-case"

    who: Text
    question: Text
    answers: tuple[AnswerRef, ...] = ()
    missing: Text | None = None
    """What the commons does not answer yet."""
