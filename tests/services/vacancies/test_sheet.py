from __future__ import annotations

from dataclasses import replace

import pytest

from portee.reports.sheet import AnswerSheet, SheetTable
from portee.reports.sheet_html import sheet_html
from portee.services.residents import Count
from portee.services.vacancies.sheet import vacancy_sheet, vacancy_tables
from portee.services.vacancy import GroupReached
from tests.reports.samples import SCRIPT
from tests.services.vacancies.village import Village


@pytest.fixture(scope="module")
def french(town: Village) -> AnswerSheet:
    return vacancy_sheet(town.world.network, town.mix)


def table(sheet: AnswerSheet, id: str) -> SheetTable:
    return next(part for part in sheet.tables if part.id == id)


def test_it_answers_first(french: AnswerSheet) -> None:
    assert french.lang == "fr"
    assert french.question.endswith("?")
    assert french.answer.startswith("Du lundi au vendredi de 6 h à 13 h, ")
    assert [part.id for part in french.tables] == ["who", "added", "groups"]
    assert [fold.id for fold in french.folds] == ["how", "data", "figures"]


def test_every_row_is_as_wide_as_its_head(town: Village) -> None:
    for found in (town.mix, town.squares):
        for lang in ("fr", "en"):
            for part in vacancy_tables(found, lang):
                assert part.rows
                assert {len(row) for row in part.rows} == {len(part.head)}
                assert max(part.figures) < len(part.head)


def test_columns_fit_what_is_known(town: Village, french: AnswerSheet) -> None:
    assert table(french, "who").head == (
        "profil", "part", "peuvent venir", "aller et retour", "coût par mois", "reste du salaire", "le plus souvent",
    )  # fmt: skip
    (who, _) = vacancy_tables(town.squares, "fr")
    assert who.head == ("profil", "part", "aller et retour", "coût par mois", "le plus souvent")


def test_what_a_change_takes_away_is_shown(town: Village) -> None:
    found = town.mix
    assert found.added
    worse = replace(found.added[0], lost=Count(1, 12, 30))
    part = vacancy_tables(replace(found, added=(worse, *found.added[1:2])), "fr")[1]
    assert part.head == ("changement", "en plus", "en moins", "coût pour l'entreprise")
    assert part.rows[0][2] == "≈ 12 (1 à 30)"
    better = vacancy_tables(replace(found, added=(replace(worse, lost=Count(0, 0.1, 0.2)),)), "fr")[1]
    assert better.head == ("changement", "en plus", "coût pour l'entreprise")
    none = vacancy_tables(replace(found, added=()), "fr")[1]
    assert none.rows == ()
    assert none.lead == "Aucun changement essayé, seul, n'ajoute personne."


def test_groups_that_may_not_be_told_are_not(town: Village) -> None:
    shown = (GroupReached("A", Count(9, 10, 12), Count(4, 5, 7)), GroupReached("", None, None))
    part = vacancy_tables(replace(town.mix, groups=shown), "fr")[2]
    assert part.rows == (("A", "≈ 10 (9 à 12)", "≈ 5 (4 à 7)", "50\u00a0%"), ("sans groupe", "non montré", "–", "–"))
    many = vacancy_tables(replace(town.mix, groups=shown[:1] * 60), "fr")[2]
    assert len(many.rows) == 40
    assert many.after == "… et 20 autres."


def test_a_name_is_only_a_name(town: Village, french: AnswerSheet) -> None:
    assert SCRIPT in [row[0] for row in table(french, "groups").rows]
    assert french.map is not None
    assert "<script" not in french.map.svg
    assert "<script>" not in sheet_html(french)


def test_the_map_shows_every_place_once(town: Village, french: AnswerSheet) -> None:
    assert french.map is not None
    assert [mark for mark, _ in french.map.keys] == ["reached", "part", "not", "work"]
    able = town.mix.affordable.sum(axis=0)
    half, part, none = int((able >= 2).sum()), int((able == 1).sum()), int((able == 0).sum())
    assert half + part + none == len(town.mix.residents.homes)
    assert f"de {half} lieux sur {half + part + none} (ronds foncés), moins de la moitié de {part} " in french.map.alt
    assert f"aucun de {none} " in french.map.alt


def test_the_method_and_the_sources_are_told(town: Village, french: AnswerSheet) -> None:
    how, data, figures = french.folds
    assert len(how.paragraphs) == 11
    assert len(vacancy_sheet(town.world.network, town.squares).folds[0].paragraphs) == 9
    assert {str(row[0]) for row in data.tables[0].rows} == {"Rues", "Horaires", "Lieux", "Tarifs et services"}
    assert len(figures.tables[0].rows) == len(town.mix.figures) > 5
    assert {str(row[5]) for row in figures.tables[0].rows} <= {"à jour", "cité par un tiers", "périmé, à relire"}


def test_the_same_answer_gives_the_same_page(town: Village, french: AnswerSheet) -> None:
    assert vacancy_sheet(town.world.network, town.mix) == french
