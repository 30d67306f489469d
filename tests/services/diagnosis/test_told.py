from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest

from portee.people.schedule import Schedule
from portee.services.diagnosis.told import (
    answer,
    counted,
    gain_words,
    hours_words,
    noted,
    question,
    stop_kinds,
    via,
    when,
    who,
    worthwhile,
)
from portee.territory.places import Places
from tests.people.profiles import profile
from tests.services.diagnosis.village import Village


def schedule(*shifts: dict[str, Any]) -> Schedule:
    return Schedule.model_validate({"shifts": shifts})


def test_the_answer_is_one_sentence(village: Village) -> None:
    found = village.diagnosis
    # All of it within reach: weights of what is not are taken away.
    whole = replace(found, weights=np.where(found.within.reach, 3.0, 0.0))
    assert answer(whole, "fr") == (
        "Depuis chez vous, en 25 min au plus par trajet et 20\u00a0€ au plus par mois, tous les emplois sont vraiment "
        "à portée."
    )
    rich = replace(whole, case=whole.case.replace(budget_eur=math.inf))
    assert answer(rich, "en") == "From your home, in at most 25 min each way, all jobs are really within reach."
    nothing = replace(found, weights=np.where(found.within.reach, 0.0, 3.0), weight="count")
    assert answer(nothing, "fr").endswith("aucun lieu de travail n'est vraiment à portée.")
    assert question(nothing, "fr") == "Quels lieux de travail sont vraiment à portée ?"


def test_without_any_place_that_counts_nothing_is_within_reach(village: Village) -> None:
    empty = replace(village.diagnosis, weights=np.zeros(len(village.diagnosis.work)))
    assert "aucun emploi" in answer(empty, "fr")
    assert counted(empty, "fr") == "C'est 0 emploi sur 0."


def test_what_is_said_is_what_was_counted(village: Village) -> None:
    found = village.diagnosis
    assert counted(found, "en") == f"That is {found.reached:,.0f} jobs of {found.total:,.0f}."
    assert 0 < found.reached < found.total


def test_who_when_and_by_way_of_what(village: Village) -> None:
    assert who(village.diagnosis, "fr") == "Profil : Une personne"
    assert when(village.diagnosis, "fr") == (
        "Semaine du 7 septembre 2026. Horaires : du lundi au vendredi de 8 h à 19 h."
    )
    assert via(village.diagnosis, "fr") == "En passant par la crèche."
    assert via(replace(village.diagnosis, stops=()), "fr") == ""


def test_places_that_tell_their_hours(village: Village) -> None:
    work = village.diagnosis.work
    for starts, expected in (
        (["08:00"] * len(work), "those of each place of work."),
        (["08:00", *([None] * (len(work) - 1))], "those of each place of work; where they are not told, Monday"),
        ([None] * len(work), "Hours: Monday to Friday"),
    ):
        ends = [None if start is None else "16:00" for start in starts]
        told = work.attributes.with_columns(
            start=pl.Series(starts, dtype=pl.String), end=pl.Series(ends, dtype=pl.String)
        )
        places = Places(work.ids, work.lon, work.lat, told, None, work.provenance)
        assert expected in when(replace(village.diagnosis, work=places), "en")


@pytest.mark.parametrize(
    ("shifts", "french", "english"),
    [
        (
            [{"days": "mon-sun", "start": "05:00", "end": "13:00", "every_weeks": 5}],
            "tous les jours de 5 h à 13 h, une semaine sur 5",
            "every day from 05:00 to 13:00, one week in 5",
        ),
        (
            [{"days": "mon,wed", "start": "21:30", "end": "04:30", "night": True}],
            "le lundi et mercredi de 21 h 30 à 4 h 30",
            "Monday and Wednesday from 21:30 to 04:30",
        ),
        (
            [{"days": "mon-fri", "start": "07:30", "end": "11:00"}, {"days": "sat", "start": "17:00", "end": "19:00"}],
            "du lundi au vendredi de 7 h 30 à 11 h ; le samedi de 17 h à 19 h",
            "Monday to Friday from 07:30 to 11:00; Saturday from 17:00 to 19:00",
        ),
    ],
)
def test_hours_of_work(shifts: list[dict[str, Any]], french: str, english: str) -> None:
    assert hours_words(schedule(*shifts), "fr") == french
    assert hours_words(schedule(*shifts), "en") == english


def test_a_stop_that_was_left_out_is_none(village: Village) -> None:
    two = profile(
        household={"children": [{"age": 2, "care": "childcare"}, {"age": 7, "care": "school"}]},
        stops=[{"kind": "school"}, {"kind": "childcare"}],
    )
    note = "The profile brings a child to school, but no such places are given: the stop is left out."
    found = replace(village.diagnosis, profile=two, notes=(*village.diagnosis.notes, note))
    assert stop_kinds(found) == ("childcare",)
    assert stop_kinds(village.diagnosis) == ("childcare",)


def test_a_change_that_takes_more_than_it_brings_is_not_offered(village: Village) -> None:
    first, second, *rest = village.diagnosis.changes
    changes = (replace(first, gained=5.0, lost=5.0), replace(second, gained=5.0, lost=4.0), *rest)
    assert worthwhile(replace(village.diagnosis, changes=changes)) == changes[1:]


def test_what_is_left_of_the_wages(village: Village) -> None:
    known = gain_words(village.diagnosis, "fr")
    assert known.startswith("Salaire moins trajet, garde d'enfants et revenu qui s'arrête : de ")
    unknown = replace(village.diagnosis, wages=np.full(len(village.diagnosis.work), np.nan))
    assert gain_words(unknown, "fr") == ""


def test_remarks_are_french_and_name_figures_in_words(village: Village) -> None:
    remarks = noted(village.diagnosis, "fr")
    assert [text for text in remarks if text.lang is not None] == []
    assert any("crèche au barème national" in text.text for text in remarks)
    note = "Figures out of date: energy.petrol."
    (found,) = [text for text in noted(replace(village.diagnosis, notes=(note,)), "fr") if "périmés" in text.text]
    assert "Essence" in found.text
