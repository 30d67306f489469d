"""A new record to fill in: every required field, and the others as remarks, in the words of the language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from portee.commons.records.kinds import KINDS
from portee.commons.records.references import Ref, split_id
from portee.commons.records.shape import Text
from portee.commons.records.words import field_label, type_purpose
from portee.core.plain_yaml import plain_text

__all__ = ["template"]

_FIRST = ("id", "status", "title", "summary")
_LAST = ("tags", "authors", "licence", "sources", "replaces")
_NOT_BY_HAND = ("origin", "disagreements")


def template(id: str, author: str, given: Mapping[str, Any], lang: str = "fr") -> str:
    """A record file to fill in.

    Args:
        id: type/slug; the type is one of `KINDS`.
        author: pseudonym.
        given: fields that are known already, as plain values.
    """
    kind, _ = split_id(id)
    fields = KINDS[kind].model_fields
    known: dict[str, Any] = {"id": id, "status": "draft", "authors": [author], "licence": "CC-BY-SA-4.0", **given}
    names = [*_FIRST, *(n for n in fields if n not in (*_FIRST, *_LAST, *_NOT_BY_HAND)), *_LAST]
    lines = [f"# {type_purpose(kind, lang)}"]
    for name in names:
        lines += _field(name, fields[name], known, kind, lang)
    return "---\n" + "\n".join(lines) + "\n---\n"


def _field(name: str, field: FieldInfo, known: Mapping[str, Any], kind: str, lang: str) -> Iterator[str]:
    label = field_label(name, lang, kind)
    if name in known:
        yield plain_text({name: known[name]}).rstrip("\n")
        return
    shape, choices = _shape(field.annotation)
    remark = f"# {label}" + (f" : {' | '.join(choices)}" if choices else "")
    if field.is_required():
        yield remark
        yield f"{name}: {shape}"
    else:
        yield f"{remark}\n# {name}: {shape}"


def _shape(annotation: Any) -> tuple[str, list[str]]:
    """How a value is written before it is known, and the choices there are."""
    origin = get_origin(annotation)
    if origin is Literal:
        return '""', [str(choice) for choice in get_args(annotation)]
    if origin in (Union, UnionType):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        return _shape(inner[0])
    if origin is tuple:
        shape, choices = _shape(get_args(annotation)[0])
        return f"[{shape}]" if shape != '""' else "[]", choices
    if origin is dict:
        return "{}", []
    if hasattr(annotation, "__metadata__"):
        return _shape(get_args(annotation)[0])
    if isinstance(annotation, type):
        if issubclass(annotation, Text):
            return '{fr: ""}', []
        if issubclass(annotation, Ref):
            return '""', [f"{to}/…" for to in annotation.to]
        if issubclass(annotation, BaseModel):
            parts = {n: _shape(f.annotation)[0] for n, f in annotation.model_fields.items() if f.is_required()}
            return "{" + ", ".join(f"{name}: {shape}" for name, shape in parts.items()) + "}", []
    return '""', []
