from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from portee.commons.records.kinds import KINDS
from portee.commons.records.words import field_label, type_name, type_purpose, value_label


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
