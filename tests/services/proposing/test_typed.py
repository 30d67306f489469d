from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.text.record_file import record_values
from portee.services.proposing.shapes import Asked, asked_of
from portee.services.proposing.typed import LANGUAGES, shown, values_of
from tests.commons.examples import PATHS, example_file


def as_typed(asked: tuple[Asked, ...], values: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, str]]:
    """What a browser sends of a form that shows these values."""
    for one in asked:
        path, value = f"{at}{one.name}", values.get(one.name)
        if one.how == "text":
            yield from ((f"{path}.{lang}", (value or {}).get(lang, "")) for lang in LANGUAGES)
        elif one.how == "texts":
            for k, row in enumerate(value or []):
                yield from ((f"{path}.{k}.{lang}", row.get(lang, "")) for lang in LANGUAGES)
        elif one.how == "group":
            yield from as_typed(one.parts, value or {}, f"{path}.")
        elif one.how == "rows":
            for k, row in enumerate(value or []):
                yield from as_typed(one.parts, row, f"{path}.{k}.")
        else:
            yield path, shown(one, value)


@pytest.mark.parametrize("path", PATHS)
def test_a_form_that_nobody_touched_gives_the_same_record(path: str) -> None:
    values = record_values(example_file(path).record)
    asked = asked_of(path.partition("/")[0])
    assert values_of(asked, dict(as_typed(asked, values)), values) == values


@given(st.dictionaries(st.sampled_from(["r", "size.value", "title.fr", "tags", "sources.0.url", "part"]), st.text()))
def test_whatever_is_typed_makes_plain_values(typed: dict[str, str]) -> None:
    found = values_of(asked_of("need"), typed, {})
    assert set(found) <= {one.name for one in asked_of("need")}
    assert all(sign.isprintable() or sign in "\n\t" or sign.isspace() for sign in found.get("title", {}).get("fr", ""))


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("1,5", 1.5), ("beaucoup", "beaucoup"), ("nan", "nan"), ("inf", "inf"), ("1e3", 1000)],
)
def test_numbers_are_understood_or_kept_as_they_are(text: str, value: object) -> None:
    assert values_of(asked_of("need"), {"size.value": text}, {})["size"]["value"] == value


def test_other_languages_stay() -> None:
    before = {"title": {"fr": "Un", "en": "One", "ar": "واحد"}}
    found = values_of(asked_of("need"), {"title.fr": "Deux", "title.en": ""}, before)
    assert found["title"] == {"fr": "Deux", "ar": "واحد"}
