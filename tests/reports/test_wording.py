from __future__ import annotations

import math

import pytest

from portee.reports.maplayers import LANGUAGES, Words
from portee.reports.wording import figure, figure_words, map_words, one_in

JOB, JOBS = Words("emploi", "job"), Words("emplois", "jobs")


@pytest.mark.parametrize(
    ("value", "decimals", "french", "english"),
    [
        (1234567.891, 0, "1\u202f234\u202f568", "1,234,568"),
        (1234.5, 1, "1\u202f234,5", "1,234.5"),
        (-12.34, 1, "\u221212,3", "\u221212.3"),
        (-0.01, 1, "0,0", "0.0"),
        (0, 0, "0", "0"),
        (math.inf, 0, "∞", "∞"),
        (math.nan, 0, "–", "–"),
    ],
)
def test_numbers(value: float, decimals: int, french: str, english: str) -> None:
    assert figure(value, "fr", decimals) == french
    assert figure(value, "en", decimals) == english
    assert figure_words(value, decimals) == Words(french, english)


@pytest.mark.parametrize(
    ("share", "french", "english"),
    [
        (1.0, "presque tous les emplois", "almost all jobs"),
        (0.72, "7 emplois sur 10", "7 jobs out of 10"),
        (1 / 3, "1 emploi sur 3", "1 job out of 3"),
        (0.111, "1 emploi sur 9", "1 job out of 9"),
        (0.0008, "1 emploi sur 1\u202f250", "1 job out of 1,250"),
        (0.0, "presque aucun des emplois", "almost no jobs"),
    ],
)
def test_shares(share: float, french: str, english: str) -> None:
    assert one_in(share, JOB, JOBS, "fr") == french
    assert one_in(share, JOB, JOBS, "en") == english


def test_every_word_of_the_page_is_in_both_languages() -> None:
    for key, words in map_words().items():
        assert set(words) == set(LANGUAGES), key
        assert all(text.strip() for text in words.values()), key
