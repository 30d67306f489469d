from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from portee.reach.reasons import CONSTRAINTS, Reasons
from portee.services.diagnose import Diagnosis
from portee.services.diagnosis.reasons_told import UNITS, detail_words, reason_words, reasons_told, unit_of
from tests.services.diagnosis.village import Village


def given(village: Village, *reasons: tuple[str, float]) -> Diagnosis:
    """The village with these reasons for its first places, all others within reach, each place counting for its row."""
    n = len(village.diagnosis.work)
    code, detail = np.zeros(n, np.int8), np.full(n, np.nan)
    for row, (name, amount) in enumerate(reasons):
        code[row], detail[row] = CONSTRAINTS.index(name), amount
    told = Reasons(
        code, detail, (("e-bike", "cycles is True"), ("transit:solidarity", "rights has css"), ("gone", "x"))
    )
    return replace(village.diagnosis, reasons=told, weights=np.arange(1, n + 1, dtype=np.float64))


@pytest.mark.parametrize(
    ("code", "detail", "french", "english"),
    [
        ("stop_hours", 45, "il manque 45 min d'ouverture, le matin ou le soir", None),
        ("no_return", 78_000, "pas de retour après 21 h 40", "no way back after 21:40"),
        ("no_return", math.nan, "heure du dernier retour non calculée", "time of the last way back not computed"),
        ("no_arrival", 24_600, "pas d'arrivée avant 6 h 50", "no arrival before 06:50"),
        ("no_arrival", math.nan, "heure de la première arrivée non calculée", None),
        ("no_service", math.nan, "il y en a de 8 h à 17 h", "there is some from 08:00 to 17:00"),
        ("budget", 22.2, "23\u00a0€ de trop par mois", "€23 a month over the limit"),
        ("budget", math.nan, "prix inconnu : aucun budget ne le couvre à coup sûr", None),
        ("budget", 22.0, "22\u00a0€ de trop par mois", None),
        ("time", 11.5, "12 min de trop par trajet", "12 min over the limit each way"),
        ("several", math.nan, "aucun changement seul ne suffit", "no single change is enough"),
        ("too_far", math.nan, "même sans limite d'argent et de 8 h à 17 h", None),
        (
            "right", 0,
            "il faut rouler à vélo ou en trottinette, pour y aller en prêt ou en location (Vélo électrique loué)",
            "one must ride a bicycle or scooter, to go on loan or hire (Hired e-bike)",
        ),
        ("right", 2, "x, pour y aller gone", None),
    ],
)  # fmt: skip
def test_what_is_missing(village: Village, code: str, detail: float, french: str, english: str | None) -> None:
    found = given(village)
    assert detail_words(found, code, detail, "fr") == french
    if english is not None:
        assert detail_words(found, code, detail, "en") == english


def test_one_phrase_for_each_place(village: Village) -> None:
    found = given(village, ("time", 5), ("", math.nan), ("no_return", math.nan), ("time", 5))
    words = reason_words(found, "en")
    assert len(words) == len(found.work)
    assert words[:4] == [
        "5 min over the limit each way", "", "time of the last way back not computed", "5 min over the limit each way",
    ]  # fmt: skip
    assert set(words[4:]) == {""}


def test_counts_by_reason_the_heaviest_first(village: Village) -> None:
    # Rows count for 1, 2, 3 …: time 1 + 2 + 4 = 7, right for the loan 3, right for the pass 5.
    found = given(village, ("time", 5), ("time", 9), ("right", 0), ("time", 30), ("right", 1))
    told = reasons_told(found, "en")
    assert [(t.code, t.weight, t.places, t.way) for t in told] == [
        ("time", 7, 3, ""), ("right", 5, 1, "transit:solidarity"), ("right", 3, 1, "e-bike"),
    ]  # fmt: skip
    # Half of 7 is 3.5: reached by the place of 30 minutes, in the order 5 (1), 9 (3), 30 (7).
    assert told[0].typical == "30 min over the limit each way"
    assert told[0].detail == 30
    assert told[1].detail is None


def test_every_reason_has_words_and_amounts_have_units(village: Village) -> None:
    for code in CONSTRAINTS[1:]:
        for lang in ("fr", "en"):
            assert detail_words(given(village), code, 1.0, lang)
        assert bool(unit_of(code)) == (code in UNITS)
    assert unit_of("") == ""


def test_the_sums_are_those_of_the_engine(village: Village) -> None:
    found = village.diagnosis
    sums: dict[str, float] = {}
    for told in reasons_told(found, "fr"):
        sums[told.code] = sums.get(told.code, 0.0) + told.weight
    assert sums == found.reasons.count(found.weights)
    assert sum(sums.values()) == pytest.approx(found.total - found.reached)
