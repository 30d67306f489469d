from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from portee.services.residents import Count
from portee.services.vacancies.changes import Added
from portee.services.vacancies.costs import NO_EXPENSE, UNKNOWN, Cost
from portee.services.vacancies.posted import Remark, shift_of
from portee.services.vacancies.told import (
    about,
    answer,
    basis,
    capital,
    change_words,
    count_words,
    expense_words,
    hours,
    lead,
    left,
    middle,
    noted,
    percent,
    price,
    question,
    share_of,
    title,
)
from portee.services.vacancy import VacancyAnswer
from tests.services.vacancies.village import Village

NONE = Count(0, 0, 0)


def _reaching(found: VacancyAnswer, share: float) -> VacancyAnswer:
    """The same answer, of which so many homes are within reach of all."""
    count = len(found.residents.homes)
    at = np.arange(count) < round(share * count)
    return replace(found, candidates=tuple(replace(part, affordable=at, possible=at) for part in found.candidates))


@pytest.mark.parametrize(
    ("value", "told"), [(28_805, 29_000), (483, 480), (1006, 1000), (5.4, 5.4), (0.034, 0.034), (0, 0), (99.6, 100)]
)
def test_numbers_have_as_many_digits_as_they_deserve(value: float, told: float) -> None:
    assert about(value) == pytest.approx(told)


def test_counts() -> None:
    assert count_words(Count(240, 483, 705), "fr") == "≈ 480 (240 à 700)"
    assert count_words(Count(13_541, 28_805, 49_764), "en") == "≈ 29,000 (14,000 to 50,000)"
    assert count_words(Count(483, 483, 483), "fr") == "483"
    assert count_words(Count(0, 0.2, 0.4), "fr") == "–"
    assert count_words(Count(0, 0.2, 12), "fr") == "≈ 0 (0 à 12)"
    assert count_words(NONE, "en") == "–"


@pytest.mark.parametrize(
    ("share", "french"),
    [(0, "0\u00a0%"), (0.004, "moins de 1\u00a0%"), (0.5, "50\u00a0%"), (0.998, "99\u00a0%"), (1, "100\u00a0%")],
)
def test_shares(share: float, french: str) -> None:
    assert percent(share, "fr") == french


def test_the_answer_of_a_mix_is_one_sentence(town: Village) -> None:
    assert question("fr") == "Qui peut vraiment venir travailler ici, à ces heures ?"
    everyone = _reaching(town.mix, 1.0)
    assert answer(everyone, "fr") == (
        "Du lundi au vendredi de 6 h à 13 h, toutes les personnes peuvent venir à l'heure, rentrer ensuite et payer "
        "le trajet."
    )
    nobody = _reaching(town.mix, 0.0)
    assert answer(nobody, "fr").startswith("Du lundi au vendredi de 6 h à 13 h, aucune personne ne peut venir")
    assert answer(everyone, "en").startswith("Monday to Friday from 06:00 to 13:00, all people can come on time")
    assert title(everyone, "fr").endswith("· du lundi au vendredi de 6 h à 13 h")


def test_the_answer_of_squares_goes_from_the_least_to_the_most(town: Village) -> None:
    found = town.squares
    count = len(found.residents.homes)
    rows = [np.arange(count) < round(share * count) for share in (0.0, 0.5, 1.0)]
    parts = tuple(
        replace(part, affordable=row) for part, row in zip(found.candidates, rows, strict=True)
    )  # fmt: skip
    varied = replace(found, candidates=parts)
    assert answer(varied, "fr") == (
        "Du lundi au vendredi de 6 h à 13 h, le poste est à portée depuis 0\u00a0% à 100\u00a0%, selon la situation de "
        "chacun, des lieux du territoire : venir à l'heure, rentrer ensuite et payer le trajet."
    )
    assert "depuis 100\u00a0% des lieux" in answer(_reaching(found, 1.0), "fr")
    residents = replace(varied, residents=replace(found.residents, basis="residents"))
    assert "à la portée de 0\u00a0% à 100\u00a0%, selon la situation de chacun, des habitants" in answer(
        residents, "fr"
    )  # fmt: skip


def test_what_follows_the_answer(town: Village) -> None:
    told = lead(town.mix, "fr")
    joined = " ".join(told)
    assert "personnes (entre " in told[0]
    assert "Sans voiture ni deux-roues motorisé : " in told[1]
    assert "habitants de 11 à 64 ans" in told[2]
    assert "Sur 1\u202f500\u00a0€ nets par mois, il reste " in joined
    assert "gagneraient ainsi plus que leur salaire ou leur chômage" in joined
    at = np.zeros_like(town.mix.affordable)
    seat = Added("carpool", {}, Count(10, 40, 90), NONE, at, UNKNOWN)
    assert (
        "Ce qui ajouterait le plus de monde : une place en covoiturage, pour environ 40 personnes de plus (entre 10 et "
        "90)." in lead(replace(town.mix, added=(seat,)), "fr")
    )
    assert "le plus de monde" not in " ".join(
        lead(replace(town.mix, added=(replace(seat, gained=Count(0, 0.4, 1)),)), "fr")
    )
    assert "depuis 40 lieux de plus, en moyenne des profils" in " ".join(
        lead(replace(town.squares, added=(replace(seat, gained=Count(40, 40, 40)),)), "fr")
    )
    assert "« residents_200m.gpkg »" in basis(town.mix, "fr")
    assert told[-1] == "Semaine du 7 septembre 2026. Horaires : du lundi au vendredi de 6 h à 13 h."
    assert "night" not in " ".join(lead(town.mix, "en"))


def test_without_a_mix_nobody_is_counted(town: Village) -> None:
    told = " ".join(lead(town.squares, "fr"))
    assert "personnes (entre" not in told
    assert "habitants de 11" not in told
    assert f"chaque carré de {town.squares.residents.side_m} m qui a une rue compte pour un" in told


def test_a_night_is_said_to_be_one(town: Village) -> None:
    night = replace(town.mix, shift=shift_of(21 * 3600, 5 * 3600, ("mon",)))
    assert hours(night, "fr") == "le lundi de 21 h à 5 h le lendemain"
    assert "C'est un poste de nuit : il finit le lendemain." in lead(night, "fr")


def test_what_is_left_of_the_wage(town: Village) -> None:
    found = town.mix
    count = len(found.residents.homes)
    parts = tuple(
        replace(part, eur=np.full(count, eur)) for part, eur in zip(found.candidates, (20, 60, math.nan), strict=True)
    )
    told = " ".join(lead(replace(found, candidates=parts), "fr"))
    assert "il reste de 1\u202f440\u00a0€ à 1\u202f480\u00a0€, selon la personne, après le trajet." in told
    assert left(replace(found, candidates=parts), 0) == 1480
    assert math.isnan(left(replace(found, candidates=parts), 2))
    assert math.isnan(left(replace(found, wage_eur_month=None), 0))
    same = tuple(replace(part, eur=np.full(count, 20.0)) for part in found.candidates)
    assert "il reste environ 1\u202f480\u00a0€ après" in " ".join(lead(replace(found, candidates=same), "fr"))


def test_a_price_that_most_do_not_know_is_not_told(town: Village) -> None:
    found = _reaching(town.mix, 1.0)
    count = len(found.residents.homes)
    people = found.residents.people[0]
    order = np.argsort(-people)
    # Known for those on foot alone: too few to speak for all.
    eur = np.full(count, np.nan)
    eur[order[-3:]] = 0.0
    few = replace(found, candidates=(replace(found.candidates[0], eur=eur), *found.candidates[1:]))
    assert math.isnan(price(few, 0))
    eur = np.where(np.isfinite(eur), eur, 40.0)
    known = replace(found, candidates=(replace(found.candidates[0], eur=eur), *found.candidates[1:]))
    assert price(known, 0) == 40


def test_who_would_earn_more_by_hand(town: Village) -> None:
    """The employee with a car has 2,190 euros of wage today, the night cleaner 1,443, the mother none: at 1,500, a
    journey of 60 is too much for the cleaner, one of 20 is not.
    """
    found = _reaching(town.mix, 1.0)
    count = len(found.residents.homes)
    people = {part.profile.id: found.residents.people[p].sum() for p, part in enumerate(found.candidates)}
    mother = people["single-parent-no-car"]
    for eur, better in ((60.0, mother), (20.0, people["night-cleaner"] + mother)):
        parts = tuple(replace(part, eur=np.full(count, eur)) for part in found.candidates)
        told = " ".join(lead(replace(found, candidates=parts), "en"))
        shown = f"{about(better):,.0f}"
        assert f"About {shown} people would so earn more" in told, told


def test_the_middle_value() -> None:
    values, weights = np.array([30.0, 10.0, 20.0, np.nan, 99.0]), np.array([1.0, 2.0, 2.0, 9.0, 0.0])
    # In order 10, 20, 30 with weights 2, 2, 1: half of five is reached at 20.
    assert middle(values, weights) == 20
    assert math.isnan(middle(np.array([np.nan]), np.array([1.0])))


def test_shares_of_profiles(town: Village) -> None:
    found = _reaching(town.mix, 1.0)
    assert [share_of(found, row) for row in range(3)] == pytest.approx([1, 1, 1])
    empty = replace(found, residents=replace(found.residents, people=np.zeros_like(found.residents.people)))
    assert share_of(empty, 0) == 0
    assert answer(empty, "en").endswith("nobody can come on time, go home afterwards and pay for the journey.")


@pytest.mark.parametrize(
    ("id", "values", "french"),
    [
        ("shift:+30", {"minutes": 30}, "commencer et finir 30 min plus tard"),
        ("shift:-60", {"minutes": 60}, "commencer et finir 60 min plus tôt"),
        ("carpool", {}, "une place en covoiturage"), ("loan:e_bike", {}, "un vélo électrique prêté"),
        ("loan:moped", {}, "un cyclomoteur prêté"), ("loan:car", {}, "une voiture électrique prêtée"),
        ("pass", {}, "les transports en commun payés par l'entreprise"),
        ("shuttle", {"stop": "{ $x } <b>", "minutes": 7.0}, "une navette depuis « { $x } <b> », à 7 min de route"),
    ],
)  # fmt: skip
def test_changes_have_names(id: str, values: dict[str, float | str], french: str) -> None:
    assert change_words(Added(id, values, NONE, NONE, np.zeros((1, 1), np.bool_), UNKNOWN), "fr") == french


@pytest.mark.parametrize(
    ("cost", "english"),
    [
        (NO_EXPENSE, "nothing to pay"), (UNKNOWN, "not known"),
        (Cost("person", 30.86), "about €31 a month for each person"),
        (Cost("vehicle", 21.26, {"km_month": 195.0}), "about €21 a month for each new vehicle, without energy"),
        (Cost("package", 600.0), "optional: up to €600 a year for each person, free of contributions"),
        (Cost("unknown", None, {"km_day": 9.39, "min_day": 14.0}),
         "not known: ask for a quote for 9 km and 14 min of driving per day worked, at least"),
    ],
)  # fmt: skip
def test_costs_have_words(cost: Cost, english: str) -> None:
    assert expense_words(cost, "en") == english


def test_remarks_are_told_in_the_language(town: Village) -> None:
    remarks = (
        Remark("long-shift", {"hours": 15.5, "longest": 13.0}), Remark("low-wage", {"eur": 1443.11, "hours": 37.5}),
        Remark("no-timetable"), Remark("days-without-service", {"days": ("sat", "sun")}),
        Remark("care-left-out", {"profiles": ("single-parent-no-car",)}), Remark("left-out", {"count": 1}),
        Remark("far-from-streets", {"count": 3}),
    )  # fmt: skip
    told = [
        str(text) for text in noted(replace(town.mix, remarks=remarks, notes=("reconstructed timetable", "?")), "fr")
    ]
    assert told[0].startswith("Le poste dure 15,5 h d'un bout à l'autre. Avec le repos quotidien de la loi, 13 h")
    assert "pour 37,5 h par semaine (1\u202f443\u00a0€ par mois)" in told[1]
    assert told[3].startswith("Jours sans aucun transport en commun : samedi et dimanche.")
    assert "Mère seule avec deux enfants" in told[4]
    assert told[5] == "1 lieu du fichier est hors du réseau : il n'est pas compté."
    assert told[6].startswith("3 lieux sont loin de toute rue")
    assert any(text.startswith("Mélange synthétique") for text in told)
    assert "Les horaires ont été reconstitués." in told
    (unknown,) = (text for text in noted(replace(town.mix, notes=("?",)), "fr") if str(text) == "?")
    assert unknown.lang == "en"
    few = replace(town.squares.residents, households=np.full(len(town.squares.residents.homes), 3.0))
    told = [str(text) for text in noted(replace(town.squares, residents=few), "fr")]
    assert any("ont moins de 11 ménages" in text for text in told)


def test_capitals() -> None:
    assert capital("à pied") == "À pied"
    assert capital("") == ""
