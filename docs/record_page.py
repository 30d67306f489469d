"""Reference of the records of a commons: every type, read from its shape, with its example."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from docs.docstrings import escape
from docs.words import WORDS
from portee.commons.records.kinds import KINDS
from portee.commons.records.references import Ref
from portee.commons.records.words import field_label, type_name, type_purpose, value_label
from portee.commons.repository.starting import example_files

__all__ = ["records_page"]


def records_page(language: str) -> str:
    """Markdown of every type of record: what it is for, its fields, an example."""
    words = WORDS[language]
    examples = {path.partition("/")[0]: text.decode() for path, text in example_files().items()}
    sections = [f"# {words['records']}", words["records_intro"]]
    blocks: dict[str, type[BaseModel]] = {}
    for type_, kind in KINDS.items():
        sections += [
            f"## {escape(type_name(type_, language, plural=True))} {{#{type_}}}",
            f"{escape(type_purpose(type_, language))} `{type_}/….md`",
            "\n".join(_rows(kind, language, type_, blocks)),
            f"```yaml\n{examples[type_].rstrip()}\n```",
        ]
    sections.append(f"## {words['blocks']}")
    done: set[str] = set()
    while rest := [name for name in blocks if name not in done]:
        for block in rest:
            done.add(block)
            sections += [f"### {block}", "\n".join(_rows(blocks[block], language, "", blocks))]
    return "\n\n".join(sections) + "\n"


def _rows(shape: type[BaseModel], language: str, kind: str, blocks: dict[str, type[BaseModel]]) -> Iterator[str]:
    words = WORDS[language]
    for name, field in shape.model_fields.items():
        required = f" ({words['required']})" if field.is_required() else ""
        label, written = escape(field_label(name, language, kind)), _kind(name, field, language, blocks)
        yield f"- `{name}`{required}{words['colon']} {label}{f' — {written}' if written else ''}"


def _kind(name: str, field: FieldInfo, language: str, blocks: dict[str, type[BaseModel]]) -> str:
    return " | ".join(dict.fromkeys(_shapes(name, field.annotation, language, blocks)))


def _shapes(name: str, annotation: Any, language: str, blocks: dict[str, type[BaseModel]]) -> Iterator[str]:
    """How a value is written: choices, a block, a reference, a list of those."""
    words = WORDS[language]
    origin = get_origin(annotation)
    if origin is Literal:
        yield ", ".join(_choice(name, value, language) for value in get_args(annotation))
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            if part is not type(None):
                yield from _shapes(name, part, language, blocks)
    elif origin is tuple:
        inner = list(_shapes(name, get_args(annotation)[0], language, blocks))
        yield f"{words['list']} {' | '.join(inner)}" if inner else words["list_plain"]
    elif hasattr(annotation, "__metadata__"):
        yield from _shapes(name, get_args(annotation)[0], language, blocks)
    elif isinstance(annotation, type) and issubclass(annotation, Ref):
        yield ", ".join(f"`{to}/…`" for to in annotation.to) or words["any_record"]
    elif isinstance(annotation, type) and issubclass(annotation, RootModel):
        yield "`{fr: …, en: …}`"
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        blocks.setdefault(annotation.__name__, annotation)
        yield f"[{annotation.__name__}](#{annotation.__name__.lower()})"


def _choice(name: str, value: object, language: str) -> str:
    label = value_label(name, value, language)
    return f"`{value}`" if label == str(value) else f"`{value}` ({escape(label)})"
