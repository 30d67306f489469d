"""Reasons in words: figures as the language writes them, the nearest first."""

from __future__ import annotations

import math

import pytest

from portee.indicators.compared import shipped_set
from portee.services.territories.alike import Neighbour, Reason
from portee.services.territories.told import (
    bare_figure,
    closeness_word,
    far_reasons,
    near_reasons,
    reason_words,
    shown_figure,
    titled,
)

BY_ID = {variable.id: variable for variable in shipped_set().variables}


def reason(id: str, mine: float, theirs: float, difference: float, part: float = 0.0) -> Reason:
    return Reason(BY_ID[id], mine, theirs, difference, part)


NEIGHBOUR = Neighbour(
    1, "QP013002", "Ici", 0.2, 0.2, 0.2, 1.0, 3,
    (
        reason("poverty", 40.9, 41.3, 0.01), reason("residents", 2854.0, 2854.0, 0.0),
        reason("employment", 42.0, 20.0, 0.5, 0.1), reason("town", 120_959.0, 8000.0, 0.4, 0.15),
        reason("jobseekers", 19.0, math.nan, math.nan), reason("youth", 1.0, 1.4, 0.1),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("id", "value", "french", "english"),
    [
        ("poverty", 40.94, "40,9\u00a0%", "40.9%"),
        ("living_standard", 13546.0, "13\u202f546\u00a0€ par an", "13,546\u00a0€ a year"),
        ("residents", 2854.0, "2\u202f854", "2,854"),
        ("jobseekers", math.nan, "–", "–"),
    ],
)
def test_figures_are_written_as_the_language_writes(id: str, value: float, french: str, english: str) -> None:
    assert shown_figure(value, BY_ID[id], "fr") == french
    assert shown_figure(value, BY_ID[id], "en") == english


def test_a_category_is_told_by_its_name() -> None:
    assert shown_figure("13", BY_ID["poverty"], "fr") == bare_figure("13", BY_ID["poverty"], "fr") == "13"


def test_units_stand_in_the_title_of_a_table() -> None:
    assert titled(BY_ID["poverty"], "fr") == "Taux de pauvreté (%)"
    assert titled(BY_ID["residents"], "en") == "Residents"
    assert bare_figure(40.94, BY_ID["poverty"], "fr") == "40,9"


def test_near_and_far_are_told_in_order() -> None:
    assert [r.variable.id for r in near_reasons(NEIGHBOUR)] == ["residents", "poverty", "youth"]
    assert [r.variable.id for r in near_reasons(NEIGHBOUR, 1)] == ["residents"]
    assert [r.variable.id for r in far_reasons(NEIGHBOUR)] == ["town", "employment"]
    assert reason_words(near_reasons(NEIGHBOUR, 2), "fr") == [
        "habitants (2\u202f854)", "taux de pauvreté (40,9 et 41,3\u00a0%)",
    ]  # fmt: skip
    assert reason_words(far_reasons(NEIGHBOUR, 1), "en") == [
        "size of the municipality (120,959 and 8,000\u00a0residents)"
    ]
    assert closeness_word(NEIGHBOUR.reasons[4], "fr") == "non connu"
    assert closeness_word(NEIGHBOUR.reasons[1], "en") == "nearly the same"
