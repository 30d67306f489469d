from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from portee.commons.records.kinds import KINDS
from portee.commons.records.words import field_label, type_name, type_purpose, value_label
from portee.core.plain_yaml import parse_yaml


@cache
def load() -> Any:
    return parse_yaml(files("portee.commons.records").joinpath("words.yaml").read_text(encoding="utf-8"), "w")[0]


def fields(annotation: Any, seen: set[type]) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen.add(annotation)
            for name, field in annotation.model_fields.items():
                yield name
                yield from fields(field.annotation, seen)
        return
    for inner in get_args(annotation):
        yield from fields(inner, seen)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_type_and_field_has_its_words(kind: str, lang: str) -> None:
    assert type_name(kind, lang)
    assert type_name(kind, lang, plural=True)
    assert type_purpose(kind, lang).endswith(".")
    for name in fields(KINDS[kind], set()):
        if name != "root":
            assert field_label(name, lang, kind)


def test_values_are_told_in_words() -> None:
    assert value_label("advice", "to-test", "fr") == "à expérimenter"
    assert value_label("level", 4, "en") == "it is run with them"
    assert value_label("place", "Marseille", "fr") == "Marseille"


def test_a_field_may_be_called_otherwise_in_one_type() -> None:
    assert field_label("hours", "fr", "mission") != field_label("hours", "fr", "need")


def choices(annotation: Any, name: str, seen: set[type]) -> Iterator[tuple[str, object]]:
    if get_origin(annotation) is Literal:
        yield from ((name, value) for value in get_args(annotation))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen.add(annotation)
            for inner, field in annotation.model_fields.items():
                yield from choices(field.annotation, inner, seen)
                for extra in field.metadata:
                    yield from choices(extra, inner, seen)
    else:
        for inner_type in get_args(annotation):
            yield from choices(inner_type, name, seen)


@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_has_its_words(kind: str) -> None:
    shared = {"motives": "motive", "parts": "part"}
    for name, value in choices(KINDS[kind], "", set()):
        words = load()["values"].get(shared.get(name, name), {})
        assert set(words[str(value)]) == {"fr", "en"}, f"{name}: {value}"
