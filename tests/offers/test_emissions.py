"""Emissions per person and kilometre, worked by hand; occupancy is counted once."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.core.parameters import Figures, Parameter, Parameters, Value, shipped_parameters
from portee.offers.emissions import grams_per_person_km, mode_of_route_type, mode_of_vehicle

DAY = date(2026, 11, 25)
SIZES = ("small", "compact", "saloon", "large")


def shipped() -> Figures:
    return Figures(shipped_parameters(), DAY)


def changed(changes: dict[str, Value]) -> Figures:
    words = {"title": {"fr": "Titre", "en": "Title"}, "unit": "-", "source": {"title": "Test"}}
    made = {
        name: Parameter.model_validate({**words, "values": [{"from": "2020-01-01", "value": value}]})
        for name, value in changes.items()
    }
    return Figures(shipped_parameters().with_(Parameters(made)), DAY)


@pytest.mark.parametrize(
    ("mode", "kg"),
    [
        # 100 km; use + building in g per person and km, as ADEME publishes them.
        ("metro", 0.444),  # (4.2 + 0.24) × 100 / 1,000
        ("tram", 0.428),  # (3.8 + 0.48) × 100 / 1,000
        ("suburban_train", 0.978),  # (6.6 + 3.18) × 100 / 1,000
        ("regional_train", 2.769),  # (22.9 + 4.79) × 100 / 1,000
        ("coach", 3.756),  # (33.14 + 4.42) × 100 / 1,000
        ("bus_diesel", 12.242),  # (113.5 + 8.92) × 100 / 1,000
        ("bus_electric", 2.17),  # (9.5 + 12.2) × 100 / 1,000
        ("e_bike", 1.095),  # (2.23 + 8.72) × 100 / 1,000
        ("e_scooter", 2.49),  # (2 + 22.9) × 100 / 1,000
        ("bicycle", 0.017),  # 0.17 × 100 / 1,000
        ("moped_petrol", 7.63),  # (60.4 + 15.9) × 100 / 1,000
        ("car_compact_diesel", 14.225),  # (110.56 + 31.70) × 100 / 1,000, at the mean occupancy
        ("car_compact_electric", 6.737),  # (12.09 + 55.28) × 100 / 1,000
        ("walk", 0),
    ],
)
def test_a_hundred_kilometres(mode: str, kg: float) -> None:
    assert grams_per_person_km(mode, shipped()) * 100 / 1_000 == pytest.approx(kg, abs=0.0006)


def test_the_two_checks_of_the_mission() -> None:
    assert round(grams_per_person_km("metro", shipped()) * 100 / 1_000, 2) == 0.44
    assert round(grams_per_person_km("car_compact_diesel", shipped()) * 100 / 1_000, 1) == 14.2


@pytest.mark.parametrize(
    ("occupants", "grams"),
    [
        (None, 100.0),  # at the mean occupancy: the figure itself
        (1, 150.0),  # a driver alone: 100 × 1.5 / 1
        (1.5, 100.0),  # the mean occupancy said aloud: 100 × 1.5 / 1.5
        (2, 75.0),  # two in a carpool: 100 × 1.5 / 2
        (3, 50.0),  # three: 100 × 1.5 / 3
    ],
)
def test_occupancy_is_counted_once(occupants: float | None, grams: float) -> None:
    figures = changed({"climate.per_person_km": {"car_compact_petrol": 100}, "climate.car_occupancy": 1.5})
    assert grams_per_person_km("car_compact_petrol", figures, occupants) == pytest.approx(grams)


@given(st.sampled_from(SIZES), st.sampled_from(["petrol", "diesel", "electric"]), st.integers(1, 9))
def test_a_car_emits_the_same_however_many_share_it(size: str, energy: str, aboard: int) -> None:
    mode = mode_of_vehicle("car", energy, size).mode
    assert mode is not None
    alone = grams_per_person_km(mode, shipped(), 1)
    assert grams_per_person_km(mode, shipped(), aboard) * aboard == pytest.approx(alone)
    assert grams_per_person_km(mode, shipped(), aboard) <= alone
    assert alone > grams_per_person_km(mode, shipped())


def test_the_figures_are_noted() -> None:
    figures = shipped()
    grams_per_person_km("metro", figures)
    assert list(figures.used) == ["climate.per_person_km"]
    grams_per_person_km("car_compact_petrol", figures, 1)
    assert list(figures.used) == ["climate.per_person_km", "climate.car_occupancy"]


@pytest.mark.parametrize(
    ("route_type", "mode", "told"),
    [
        (0, "tram", None),
        (1, "metro", None),
        (2, "regional_train", "regional train"),
        (3, "bus_diesel", "diesel bus"),
        (4, None, "not counted"),
        (5, "tram", None),
        (6, "tram", "cable cars"),
        (7, "tram", "funiculars"),
        (11, "bus_electric", "trolleybuses"),
        (12, "metro", None),
        (101, "high_speed_train", None),
        (102, "long_distance_train", None),
        (106, "regional_train", None),
        (109, "suburban_train", None),
        (200, "coach", None),
        (401, "metro", None),
        (402, "metro", None),
        (403, "suburban_train", None),
        (405, "metro", None),
        (500, "metro", None),
        (600, "metro", None),
        (700, "bus_diesel", "diesel bus"),
        (715, "bus_diesel", "diesel bus"),
        (800, "bus_electric", "trolleybuses"),
        (900, "tram", None),
        (1000, None, "not counted"),
        (1100, None, "not counted"),
        (1200, None, "not counted"),
        (1300, "tram", "cable cars"),
        (1400, "tram", "funiculars"),
        (1700, "bus_diesel", "Unknown"),
        (8, "bus_diesel", "Unknown"),
        (-1, "bus_diesel", "Unknown"),
        (99_999, "bus_diesel", "Unknown"),
    ],
)
def test_route_types(route_type: int, mode: str | None, told: str | None) -> None:
    found = mode_of_route_type(route_type)
    assert found.mode == mode
    assert (found.note is None) == (told is None)
    if found.note is not None and told is not None:
        assert told in found.note.en
        assert found.note.fr != found.note.en


def test_a_taxi_is_a_car_for_one() -> None:
    taxi = mode_of_route_type(1501)
    assert taxi.mode == "car_compact_petrol"
    assert taxi.occupants == 1
    # 169.71 × 1.6 = 271.54 g.
    assert grams_per_person_km("car_compact_petrol", shipped(), taxi.occupants) == pytest.approx(271.536)


@given(st.integers(-10, 2_000))
def test_every_route_type_has_a_figure_or_says_that_it_has_none(route_type: int) -> None:
    found = mode_of_route_type(route_type)
    if found.mode is None:
        assert found.note is not None
    else:
        assert grams_per_person_km(found.mode, shipped(), found.occupants) > 0


def test_the_choice_for_the_unknown_is_no_favour() -> None:
    unknown = grams_per_person_km(mode_of_route_type(99_999).mode or "", shipped())
    for public in ("metro", "tram", "suburban_train", "regional_train", "coach", "bus_electric", "bus_diesel"):
        assert grams_per_person_km(public, shipped()) <= unknown


@pytest.mark.parametrize(
    ("kind", "energy", "size", "mode", "exact"),
    [
        ("walk", None, "compact", "walk", True),
        ("bicycle", "human", "compact", "bicycle", True),
        ("e_bike", "electric", "compact", "e_bike", True),
        ("cargo_bike", "electric", "compact", "cargo_e_bike", True),
        ("cargo_bike", "human", "compact", "bicycle", False),
        ("e_scooter", "electric", "compact", "e_scooter", True),
        ("moped", "petrol", "compact", "moped_petrol", True),
        ("moped", "electric", "compact", "moped_electric", True),
        ("motorcycle", "petrol", "compact", "motorcycle", True),
        ("motorcycle", "electric", "compact", "motorcycle", False),
        ("car", "diesel", "compact", "car_compact_diesel", True),
        ("car", "electric", "small", "car_small_electric", True),
        ("car", "plug_in_hybrid", "large", "car_large_plug_in_hybrid", True),
        ("car", "lpg", "saloon", "car_saloon_petrol", False),
        ("van", "diesel", "small", "car_large_diesel", False),
        ("van", "lpg", "compact", "car_large_petrol", False),
    ],
)
def test_vehicles(kind: str, energy: str | None, size: str, mode: str, exact: bool) -> None:
    found = mode_of_vehicle(kind, energy, size)
    assert found.mode == mode
    assert (found.note is None) is exact
    assert grams_per_person_km(mode, shipped()) >= 0


@pytest.mark.parametrize(
    ("kind", "energy", "size", "told"),
    [
        ("horse", None, "compact", "no emissions for 'horse'. Kinds: walk, bicycle"),
        ("car", None, "compact", "no emissions for 'car' with 'None'. Energies: petrol, diesel"),
        ("car", "coal", "compact", "'car' with 'coal'"),
        ("car", "petrol", "huge", "no size of car 'huge'. Sizes: small, compact, saloon, large"),
    ],
)
def test_unknown_vehicles_are_told(kind: str, energy: str | None, size: str, told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        mode_of_vehicle(kind, energy, size)


@pytest.mark.parametrize(
    ("mode", "occupants", "told"),
    [
        ("boat", None, "no emission figure for 'boat'. Modes: bicycle, bus_diesel"),
        ("metro", 1, "The figure of 'metro' is per person already"),
        ("bicycle", 2, "per person already"),
        ("car_compact_petrol", 0, "0 people in a car are impossible. Give 1 to 9"),
        ("car_compact_petrol", 0.5, "impossible"),
        ("car_compact_petrol", 10, "impossible"),
        ("car_compact_petrol", math.nan, "impossible"),
    ],
)
def test_what_cannot_be_is_told(mode: str, occupants: float | None, told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        grams_per_person_km(mode, shipped(), occupants)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"climate.per_person_km": {"car_compact_petrol": -1.0}}, "'climate.per_person_km' cannot be -1"),
        ({"climate.car_occupancy": 0.5}, "'climate.car_occupancy' cannot be 0.5"),
    ],
)
def test_own_figures_that_make_no_sense_are_refused(changes: dict[str, Value], told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        grams_per_person_km("car_compact_petrol", changed(changes), 1)
