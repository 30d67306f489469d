from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.reports.sheet import AnswerSheet, SheetTable
from portee.services.diagnosis.sheet import diagnosis_sheet, figure_value
from tests.reports.samples import SCRIPT
from tests.services.diagnosis.village import Village


@pytest.fixture(scope="module")
def french(village: Village) -> AnswerSheet:
    return diagnosis_sheet(village.world.network, village.diagnosis)


def table(sheet: AnswerSheet, id: str) -> SheetTable:
    return next(part for part in sheet.tables if part.id == id)


def test_it_answers_first(french: AnswerSheet) -> None:
    assert french.lang == "fr"
    assert french.question == "Quels emplois sont vraiment à portée ?"
    assert french.answer.startswith("Depuis chez vous, en 25 min au plus par trajet")
    assert french.title.endswith("· Une personne")
    assert [part.id for part in french.tables] == ["places", "reasons", "changes", "ways"]
    assert [fold.id for fold in french.folds] == ["how", "data", "figures"]


def test_what_is_within_reach(village: Village, french: AnswerSheet) -> None:
    part = table(french, "places")
    assert len(part.rows) == 10
    rest = int(village.diagnosis.within.reach.sum()) - 10
    assert part.after.startswith(f"{rest} autres lieux sont à portée.")
    assert all(str(row[2]).endswith("min") for row in part.rows)


def test_a_name_is_only_a_name(village: Village) -> None:
    found = village.diagnosis
    best = np.zeros_like(found.within.affordable)
    best[0, 0] = True
    sheet = diagnosis_sheet(village.world.network, replace(found, within=replace(found.within, affordable=best)))
    assert table(sheet, "places").rows[0][0] == SCRIPT
    assert sheet.map is not None
    assert "<script" not in sheet.map.svg


def test_reasons_and_changes_are_counted_as_the_engine_counts(village: Village, french: AnswerSheet) -> None:
    counts = [int(str(row[1]).replace("\u202f", "")) for row in table(french, "reasons").rows]
    assert sum(counts) == village.diagnosis.total - village.diagnosis.reached
    first = table(french, "changes").rows[0]
    assert first[1] == f"+{village.diagnosis.changes[0].gained:.0f}"


def test_when_everything_is_within_reach_nothing_is_to_change(village: Village) -> None:
    found = village.diagnosis
    everywhere = replace(found.within, affordable=np.ones_like(found.within.affordable))
    reasons = replace(found.reasons, code=np.zeros(len(found.work), np.int8))
    unpaid = np.full(len(found.work), np.nan)
    whole = replace(found, within=everywhere, reasons=reasons, wages=unpaid)
    sheet = diagnosis_sheet(village.world.network, whole, "en")
    assert [part.id for part in sheet.tables] == ["places", "reasons", "ways"]
    assert table(sheet, "reasons").lead == "Everything is within reach."


def test_when_nothing_is_it_says_so(village: Village) -> None:
    found = village.diagnosis
    none = replace(found.within, affordable=np.zeros_like(found.within.affordable))
    sheet = diagnosis_sheet(village.world.network, replace(found, within=none, changes=()), "en")
    assert table(sheet, "places").lead == "Nothing is within reach within these limits."
    assert "alone, one more place" in table(sheet, "changes").lead


def test_what_a_change_takes_away_is_shown(village: Village) -> None:
    found = village.diagnosis
    worse = replace(found.changes[0], lost=12.0)
    part = table(diagnosis_sheet(village.world.network, replace(found, changes=(worse, *found.changes[1:]))), "changes")
    assert part.head == ("changement", "emplois en plus", "emplois en moins")
    assert [row[2] for row in part.rows[:2]] == ["\u221212", "–"]


def test_sources_are_told(french: AnswerSheet) -> None:
    data, figures = french.folds[1].tables[0], french.folds[2].tables[0]
    assert {str(row[0]) for row in data.rows} == {"Rues", "Horaires", "Lieux", "Tarifs et services"}
    assert len(figures.rows) > 3
    assert all(
        row[4].href is None or row[4].href.startswith("http") for row in figures.rows if not isinstance(row[4], str)
    )
    assert {str(row[5]) for row in figures.rows} <= {"à jour", "cité par un tiers", "périmé, à relire"}


def test_the_map_has_every_place(village: Village, french: AnswerSheet) -> None:
    assert french.map is not None
    reached = int(village.diagnosis.within.reach.sum())
    assert french.map.alt.startswith(f"Carte : {reached} lieux à portée sur {len(village.diagnosis.work)}.")
    assert 'class="reached"' in french.map.svg


def test_the_same_answer_gives_the_same_page(village: Village, french: AnswerSheet) -> None:
    assert diagnosis_sheet(village.world.network, village.diagnosis) == french


@pytest.mark.parametrize(
    ("value", "words"), [(1.85, "1,85"), (12000, "12\u202f000"), (0.000123, "0,000123"), ({"a": 1.0}, "barème")]
)
def test_figures_keep_their_digits(value: object, words: str) -> None:
    assert figure_value(value, "fr") == words
