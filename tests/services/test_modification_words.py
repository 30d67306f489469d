"""Modifications in words: every kind, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import BaseModel

from portee.reports.fluent import CATALOGUES
from portee.scenarios.modification import Modification
from portee.scenarios.scenario import parse_scenario
from portee.services.modification_words import FIELDS, MODE_WORDS, date_words, detail_words, kind_words
from tests.scenarios.kinds.test_catalogue import LISTED, NAMES

UNTOLD = {
    "spared",
    "bridges_open",
    "tunnels_closed",
    "type",
    "from_",
    "until",
    "note",
    "lon",
    "lat",
    "halt_s",
    "seed",
    "minutes",
    "operator",
}
AREA = "[[5.0, 43.0], [5.1, 43.0], [5.1, 43.1]]"
TARIFF = "{id: t, title: {fr: Le pass, en: The pass}, network: n, kind: month, price_eur: 1}"
LOAN = (
    "{kind: loan, id: l, title: {fr: Vélo loué, en: Hired bicycle}, vehicle: e_bike, energy: electric, eur_month: 30}"
)
AID = "{id: a, title: {fr: L'aide, en: The aid}, payer: State, kind: per_month, amount_eur: 10, pays_for: [any]}"
TOLD = {
    "add_line": (
        "id: L, name: Tram 4, mode: tram, stops: [A, B, {id: c, name: C, lon: 5, lat: 43}], every_min: 7.5, between: "
        "{from: '06:00', until: '25:30'}, days: mon-tue, one_way: true",
        "« Tram 4 », tram, arrêts : A, B et C, toutes les 7,5 min, de 6 h à 1 h 30, lundi et mardi, un seul sens",
    ),
    "add_places": ("places: [{id: a, lon: 5, lat: 43}, {id: b, lon: 5, lat: 43}], of: jobs", "de : jobs, lieux : 2"),
    "add_residents": ("places: [{id: a, lon: 5, lat: 43}]", "lieux : 1"),
    "add_stop": (
        "id: s, name: Port, lon: 5, lat: 43, line: '1', after: A, before: B",
        "« Port », ligne 1, après A, avant B",
    ),
    "add_street": ("name: Quai, line: [[5, 43], [5.1, 43]], modes: [walk, car]", None),
    "cancel": ("share: 0.25, lines: ['1', '2', '3', '4', '5', '6', '7']", None),
    "close_stop": ("stops: [Port]", "arrêts : Port"),
    "close_streets": (f"area: {AREA}, modes: [car]", "dans une zone dessinée, pour : voiture"),
    "curfew": ("last_departure: '21:00'", "dernier départ à 21 h"),
    "energy_price": ("factor: 1.2, of: [energy.petrol]", "de : energy.petrol, multiplié par 1,2"),
    "hazard": (f"zones: [{{area: {AREA}, depth_m: 1}}], at: '08:00'", "zones : 1, à 8 h"),
    "low_emission_zone": ("off: all", "zones supprimées : all"),
    "move_places": ("ids: [a, b], lon: 5, lat: 43", "a et b"),
    "open_streets": ("streets: [Quai], modes: [bicycle]", None),
    "pedestrianise": ("across: [[5, 43], [5.1, 43]]", "là où passe une ligne dessinée"),
    "remove_line": ("line: '12'", "ligne 12"),
    "remove_offer": ("ids: [pass]", "pass"),
    "remove_places": (f"area: {AREA}", "dans une zone dessinée"),
    "reroute_line": (
        "line: '1', leaves: A, joins: B, via: [C]",
        "ligne 1, quitte son trajet à A, par C, le retrouve à B",
    ),
    "service_hours": ("days: sun, like: sat", "dimanche, comme samedi"),
    "set_column": ("of: care, column: opens, value: '06:30'", "de : care, opens, devient 06:30"),
    "set_fare": ("ids: [t], price_eur: 1.5", "t, 1,50\u00a0€"),
    "set_frequency": ("line: T1, every_min: 4, days: mon-sun", "ligne T1, toutes les 4 min, tous les jours"),
    "slow_streets": ("streets: [Quai], car_kmh: 30", "Quai, voitures à 30 km/h, pour : voiture"),
    "speed_line": ("line: '1', factor: 0.8", "ligne 1, multiplié par 0,8"),
    "thin_out": ("line: '1', keep: 0.5", "ligne 1, 50\u00a0% des courses gardées"),
    "add_aid": (f"aid: {AID}", "« L'aide »"),
    "add_service": (f"service: {LOAN}", "« Vélo loué »"),
}


def part(kind: str, fields: str) -> Modification:
    scenario = parse_scenario(f"name: x\nmodifications:\n  - {{type: {kind}, {fields}}}\n")
    return scenario.content.modifications[0]


def test_every_kind_is_told() -> None:
    assert sorted(TOLD) == NAMES


@pytest.mark.parametrize("kind", TOLD)
def test_kinds_and_their_fields(kind: str) -> None:
    fields, french = TOLD[kind]
    one = part(kind, fields)
    assert kind_words(one, "fr") != kind_words(one, "en") or kind == "pedestrianise"
    assert all("None" not in detail_words(one, lang) for lang in CATALOGUES)
    assert detail_words(one, "en")
    if french is not None:
        assert detail_words(one, "fr") == french


def test_a_new_fare_by_its_title() -> None:
    assert detail_words(part("set_fare", f"tariff: {TARIFF}"), "en") == "“The pass”"


def test_long_lists_are_counted() -> None:
    assert detail_words(part("cancel", TOLD["cancel"][0]), "fr").startswith("lignes : 1, 2, 3, 4, 5 et 2 de plus, 25")


@pytest.mark.parametrize("kind", LISTED)
def test_no_field_is_forgotten(kind: type[BaseModel]) -> None:
    assert set(kind.model_fields) <= {*FIELDS, *UNTOLD}


def test_every_mode_of_a_file_has_words() -> None:
    from typing import get_args

    from portee.scenarios.choosing import Mode
    from portee.scenarios.naming import TransitMode

    assert {*get_args(Mode), *get_args(TransitMode)} == set(MODE_WORDS)


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ("", "toujours"), (", from: 2027-01-01", "à partir du 1er janvier 2027 (sans effet le jour étudié)"),
        (", until: 2026-12-31", "jusqu'au 31 décembre 2026"),
        (", from: 2026-01-01, until: 2026-12-31", "du 1er janvier 2026 au 31 décembre 2026"),
    ],
)  # fmt: skip
def test_dates(dates: str, words: str) -> None:
    assert date_words(part("remove_line", f"line: '1'{dates}"), date(2026, 9, 8), "fr") == words
    assert "sans effet" not in date_words(part("remove_line", f"line: '1'{dates}"), None, "fr")
