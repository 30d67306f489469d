from __future__ import annotations

import re

import pytest

from docs.record_page import records_page
from docs.words import LANGUAGES
from portee.commons.records.kinds import KINDS
from portee.commons.records.words import type_purpose


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_and_every_field_is_told(language: str) -> None:
    page = records_page(language)
    sections = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    assert len(sections) == len(KINDS) + 1
    for section, (name, kind) in zip(sections, KINDS.items(), strict=False):
        assert f"{{#{name}}}" in section
        assert type_purpose(name, language).split(" ")[0] in section
        for field in kind.model_fields:
            assert f"- `{field}`" in section
        assert f"id: {name}/" in section


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_that_is_named_is_told(language: str) -> None:
    page = records_page(language)
    named = set(re.findall(r"\]\(#([a-z]+)\)", page))
    told = {title.lower() for title in re.findall(r"^### (\w+)$", page, flags=re.MULTILINE)}
    assert named == told


def test_choices_are_told_in_words() -> None:
    assert "`to-test` (à expérimenter)" in records_page("fr")
    assert "`to-test` (to be tested)" in records_page("en")
