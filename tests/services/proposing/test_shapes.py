from __future__ import annotations

from collections.abc import Iterator

import pytest

from portee.commons.records.kinds import KINDS
from portee.commons.records.words import field_label
from portee.services.proposing.shapes import NOT_ASKED, Asked, asked_of


def every(asked: tuple[Asked, ...]) -> Iterator[Asked]:
    for one in asked:
        yield one
        yield from every(one.parts)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_type_is_asked_and_has_a_name(kind: str) -> None:
    asked = asked_of(kind)
    assert {one.name for one in asked} | set(NOT_ASKED) == set(KINDS[kind].model_fields)
    for one in every(asked):
        for lang in ("fr", "en"):
            assert field_label(one.name, lang, kind)


def test_a_need_is_asked_as_its_shape_says() -> None:
    asked = {one.name: one for one in asked_of("need")}
    assert asked["title"].how == "text"
    assert asked["part"].required
    assert "mobility" in asked["part"].choices
    assert asked["obstacles"].how == "lines"
    assert asked["part_of"].to == ("need",)
    assert {part.name for part in asked["size"].parts} >= {"value", "unit"}
    assert asked["sources"].how == "rows"
