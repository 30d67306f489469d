"""The columns of a table of records, from the shape of their type: nested fields side by side, the rest as JSON."""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from portee.commons.records.kinds import KINDS
from portee.commons.records.shape import Text

__all__ = ["Column", "ColumnKind", "columns_of"]

ColumnKind = Literal["string", "number", "integer", "boolean", "list", "texts", "array", "object"]
_PLAIN: dict[Any, ColumnKind] = {float: "number", int: "integer", bool: "boolean"}


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        name: small letters and underscores. at: path of the field in a record's plain values.
        kind: `list` is of single words, names or ids; `texts` of prose in one language; `array` and `object` hold what
            has a shape of its own.
        each: of `texts`, the language that is taken; French where there is none.
    """

    name: str
    at: tuple[str, ...]
    kind: ColumnKind
    each: str = ""


def columns_of(kind: str, languages: Sequence[str]) -> tuple[Column, ...]:
    """Columns of a type, in the order of its shape; each text has one column for each language."""
    found = list(_columns(KINDS[kind], (), tuple(languages)))
    order = ("id", "status", "title", "summary")
    found.sort(key=lambda column: order.index(column.at[0]) if column.at[0] in order else len(order))
    bodies = [Column(f"body_{_safe(lang)}", ("body", lang), "string") for lang in languages]
    return (*found, *bodies)


def _safe(lang: str) -> str:
    return lang.replace("-", "_")


def _columns(shape: type[BaseModel], at: tuple[str, ...], languages: tuple[str, ...]) -> Iterator[Column]:
    for name, field in shape.model_fields.items():
        yield from _of(_bare(field.annotation), (*at, name), languages)


def _of(annotation: Any, at: tuple[str, ...], languages: tuple[str, ...]) -> Iterator[Column]:
    name = "_".join(at)
    if annotation is Text:
        for lang in languages:
            yield Column(f"{name}_{_safe(lang)}", (*at, lang), "string")
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _columns(annotation, at, languages)
    elif get_origin(annotation) is tuple:
        inner = _bare(get_args(annotation)[0])
        if inner is Text:
            for lang in languages:
                yield Column(f"{name}_{_safe(lang)}", at, "texts", each=lang)
        else:
            yield Column(name, at, "list" if _is_text(inner) else "array")
    elif get_origin(annotation) is dict:
        yield Column(name, at, "object")
    elif annotation in _PLAIN:
        yield Column(name, at, _PLAIN[annotation])
    else:
        yield Column(name, at, "string")


def _bare(annotation: Any) -> Any:
    """The type itself, without constraints and without None."""
    while get_origin(annotation) in (Annotated, Union, types.UnionType):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        if get_origin(annotation) is not Annotated and len(inner) > 1:
            return str
        annotation = inner[0]
    return annotation


def _is_text(annotation: Any) -> bool:
    return get_origin(annotation) is Literal or (isinstance(annotation, type) and issubclass(annotation, str))
