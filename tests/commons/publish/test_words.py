from __future__ import annotations

import string
from importlib.resources import files

import pytest

from portee.commons.publish.words import day, number, spoken, told
from portee.core.plain_yaml import parse_yaml

WORDS = parse_yaml(files("portee.commons.publish").joinpath("words.yaml").read_text(encoding="utf-8"), "words.yaml")[0]


@pytest.mark.parametrize("key", WORDS)
def test_every_sentence_is_told_in_both_languages_with_the_same_values(key: str) -> None:
    french, english = WORDS[key]["fr"], WORDS[key]["en"]
    names = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (french, english)]
    assert names[0] == names[1]
    assert set(WORDS[key]) == {"fr", "en"}


def test_numbers_and_days_are_told_as_people_write_them() -> None:
    assert number(1234.5, "fr") == "1\u202f234,5"
    assert number(1234567, "en") == "1,234,567"
    assert number(-0.125, "fr") == "-0,125"
    assert day("2026-12-01T10:00:00Z", "fr") == "1er décembre 2026"
    assert day("2026-12-25", "en") == "25 December 2026"


def test_a_language_that_is_not_spoken_is_told_in_english() -> None:
    assert (spoken("fr-ca"), spoken("ar"), spoken("en")) == ("fr", "en", "en")
    assert told("part_map", "ar") == told("part_map", "en")
