"""The form of a record, made from the record's own shape: which fields it asks for, and how each is typed."""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.types import StringConstraints

from portee.commons.records.kinds import KINDS
from portee.commons.records.references import Ref
from portee.commons.records.shape import Text

__all__ = ["NOT_ASKED", "Asked", "asked_of"]

NOT_ASKED = ("id", "status", "authors", "licence", "origin", "disagreements")
"""Fields that nobody types: the address, the review, the account and the consent decide them; the rest is kept."""

SHORT = 300
"""Letters up to which a text is typed on one line."""

How = Literal["text", "line", "long", "choice", "number", "yes-no", "lines", "group", "rows", "texts", "yaml"]


@dataclass(frozen=True)
class Asked:
    """One field of the form.

    Attributes:
        name: of the field in its record, or in the group that it is part of.
        how: it is typed. text: in several languages. lines: one value a line. group: several fields together. rows:
            such groups, as many as wanted. texts: such texts. yaml: what has no form of its own.
        required: whether the record is none without it.
        choices: values of a choice.
        to: types of records that a reference leads to; () for anything else.
        parts: fields of a group, or of each of its rows.
    """

    name: str
    how: How
    required: bool = False
    choices: tuple[str | int, ...] = ()
    to: tuple[str, ...] = ()
    parts: tuple[Asked, ...] = ()


def asked_of(kind: str) -> tuple[Asked, ...]:
    """The fields of records of a type, in the order of their shape: first what it is called, last where it is from."""
    fields = KINDS[kind].model_fields
    last = ("tags", "sources", "replaces")
    names = ["title", "summary", *(name for name in fields if name not in ("title", "summary", *last)), *last]
    return tuple(_field(name, fields[name]) for name in names if name not in NOT_ASKED)


def _field(name: str, field: FieldInfo) -> Asked:
    annotation = field.annotation
    if field.metadata:
        annotation = Annotated[annotation, *field.metadata]  # type: ignore[assignment]
    return _asked(name, annotation, required=field.is_required())


def _asked(name: str, annotation: Any, *, required: bool) -> Asked:
    plain, metadata = _bare(annotation)
    origin = get_origin(plain)
    if origin is Literal:
        return Asked(name, "choice", required, get_args(plain))
    if origin is tuple:
        inner = _asked(name, get_args(plain)[0], required=True)
        if inner.how in ("line", "choice"):
            return Asked(name, "lines", required, inner.choices, inner.to)
        how: dict[How, How] = {"group": "rows", "text": "texts"}
        return Asked(name, how.get(inner.how, "yaml"), required, parts=inner.parts)
    if not isinstance(plain, type):
        return Asked(name, "yaml", required)
    if issubclass(plain, Text):
        return Asked(name, "text", required)
    if issubclass(plain, BaseModel):
        return Asked(
            name, "group", required, parts=tuple(_field(part, field) for part, field in plain.model_fields.items())
        )
    if issubclass(plain, Ref):
        return Asked(name, "line", required, to=plain.to)
    if issubclass(plain, bool):
        return Asked(name, "yes-no", required)
    if issubclass(plain, (int, float)):
        return Asked(name, "number", required)
    if issubclass(plain, str):
        return Asked(name, "line" if _longest(metadata) <= SHORT else "long", required)
    return Asked(name, "yaml", required)


def _bare(annotation: Any) -> tuple[Any, list[Any]]:
    """An annotation without what may be missing and without its constraints, and these."""
    metadata: list[Any] = []
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            metadata += more
        elif get_origin(annotation) in (Union, types.UnionType):
            annotation, *others = [part for part in get_args(annotation) if part is not type(None)]
            if others:
                return None, metadata
        else:
            return annotation, metadata


def _longest(metadata: list[Any]) -> int:
    found = [part.max_length for part in metadata if isinstance(part, (StringConstraints, MaxLen))]
    return min((length for length in found if length is not None), default=SHORT)
