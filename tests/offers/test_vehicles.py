"""Costs of vehicles, worked by hand from round figures; the tax scale from the one that was published."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.core.parameters import Figures, Parameter, Parameters, Value, shipped_parameters
from portee.offers.vehicles import ENERGIES, VehicleCost, break_even_km, mileage_allowance, vehicle_cost

DAY = date(2026, 11, 25)

ROUND: dict[str, Value] = {
    "energy.petrol": 2.0,
    "energy.diesel": 1.5,
    "energy.lpg": 1.0,
    "energy.electricity_home": 0.2,
    "energy.electricity_public": 0.4,
    "vehicle.car.consumption": {"petrol": 7, "diesel": 5, "lpg": 8, "hybrid": 6, "electric": 20},
    "vehicle.car.plug_in_electric_share": 0.25,
    "vehicle.car.upkeep": {
        "petrol": 0.1, "diesel": 0.1, "lpg": 0.1, "hybrid": 0.09, "plug_in_hybrid": 0.09, "electric": 0.08,
    },
    "vehicle.car.insurance": 600,
    "vehicle.car.inspection": 48,
    "vehicle.car.price_new": {
        "petrol": 20_000, "diesel": 20_000, "lpg": 20_000, "hybrid": 24_000, "plug_in_hybrid": 24_000,
        "electric": 30_000,
    },
    "vehicle.car.value_lost": [
        {"age": 0, "petrol": 0, "diesel": 0, "hybrid": 0, "electric": 0},
        {"age": 10, "petrol": 0.7, "diesel": 0.6, "hybrid": 0.7, "electric": 0.8},
        {"age": 20, "petrol": 0.9, "diesel": 0.9, "hybrid": 0.9, "electric": 0.9},
    ],
    "vehicle.car.years_kept": 5,
    "vehicle.car.age_bought_used": 10,
    "vehicle.van.consumption": {"petrol": 10, "diesel": 8, "lpg": 12, "hybrid": 9, "electric": 25},
    "vehicle.van.price_new": {
        "petrol": 30_000, "diesel": 30_000, "lpg": 30_000, "hybrid": 38_000, "plug_in_hybrid": 38_000,
        "electric": 45_000,
    },
    "vehicle.moped.consumption": {"petrol": 2.5},
    "vehicle.moped.upkeep": {"petrol": 0.04, "electric": 0.04},
    "vehicle.moped.insurance": 360,
    "vehicle.moped.depreciation": 240,
    "vehicle.e_bike.consumption": {"electric": 1},
    "vehicle.e_bike.upkeep": {"electric": 0.03},
    "vehicle.e_bike.price_new": 1800,
    "vehicle.e_bike.lifetime": 10,
    "vehicle.bicycle.upkeep": {"human": 0.03},
    "vehicle.bicycle.price_new": 480,
    "vehicle.bicycle.lifetime": 10,
    "vehicle.e_scooter.consumption": {"electric": 2},
    "vehicle.e_scooter.upkeep": {"electric": 0.03},
    "vehicle.e_scooter.price_new": 480,
    "vehicle.e_scooter.lifetime": 4,
    "vehicle.e_scooter.insurance": 36,
    "tax.mileage_allowance.electric_bonus": 0.2,
}  # fmt: skip


def figures_of(changes: dict[str, Value] | None = None, shocks: dict[str, float] | None = None) -> Figures:
    words = {"title": {"fr": "Titre", "en": "Title"}, "unit": "-", "source": {"title": "Test"}}
    made = {
        name: Parameter.model_validate({**words, "values": [{"from": "2020-01-01", "value": value}]})
        for name, value in {**ROUND, **(changes or {})}.items()
    }
    return Figures(shipped_parameters().with_(Parameters(made)), DAY, shocks or {})


def cost(kind: str, energy: str, km_year: float = 12_000, **about: Any) -> VehicleCost:
    return vehicle_cost(kind, energy, figures_of(), km_year=km_year, **about)


def test_used_petrol_car() -> None:
    car = cost("car", "petrol")
    # 7 L/100 km × 2 €/L = 14 €/100 km. Upkeep 10 €/100 km.
    assert car.energy_eur_km == pytest.approx(0.14)
    assert car.running_eur_km == pytest.approx(0.24)
    # Insurance 600 / 12 = 50. Test 48 / 12 = 4. Bought at 10 years (70 % lost), sold at 15 (80 %): 10 % of 20,000 € in
    # 5 years = 400 € a year = 33.33 a month.
    assert car.fixed_eur_month == pytest.approx(50 + 4 + 100 / 3)
    # 12,000 km a year = 1,000 km a month.
    assert dict(car.parts) == pytest.approx(
        {"energy": 140, "upkeep": 100, "insurance": 50, "test": 4, "depreciation": 100 / 3}
    )
    assert car.eur_month(1_000) == pytest.approx(240 + 54 + 100 / 3)


def test_new_petrol_car_loses_more() -> None:
    # From 0 to 5 years: 35 % of 20,000 € = 7,000 € in 5 years = 1,400 € a year.
    assert cost("car", "petrol", bought="new").parts["depreciation"] == pytest.approx(1_400 / 12)


def test_used_diesel_car() -> None:
    car = cost("car", "diesel")
    # 5 × 1.5 = 7.5 €/100 km; from 60 % to 75 %: 15 % of 20,000 = 3,000 in 5 years.
    assert car.energy_eur_km == pytest.approx(0.075)
    assert car.parts["depreciation"] == pytest.approx(600 / 12)


def test_lpg_car_loses_value_like_petrol() -> None:
    car = cost("car", "lpg")
    # 8 × 1 = 8 €/100 km.
    assert car.energy_eur_km == pytest.approx(0.08)
    assert car.parts["depreciation"] == cost("car", "petrol").parts["depreciation"]


def test_hybrid_burns_petrol() -> None:
    car = cost("car", "hybrid")
    # 6 × 2 = 12 €/100 km, upkeep 9.
    assert car.energy_eur_km == pytest.approx(0.12)
    assert car.upkeep_eur_km == 0.09


@pytest.mark.parametrize(
    ("home", "eur_km"),
    [
        # 75 % of 7 L × 2 € + 25 % of 20 kWh × 0.2 € = 10.5 + 1 = 11.5 €/100 km.
        (True, 0.115),
        # 10.5 + 25 % of 20 × 0.4 = 12.5 €/100 km.
        (False, 0.125),
    ],
)
def test_plug_in_hybrid_is_a_mix(home: bool, eur_km: float) -> None:
    assert cost("car", "plug_in_hybrid", home_charging=home).energy_eur_km == pytest.approx(eur_km)


def test_plug_in_hybrid_with_its_own_consumption_of_petrol() -> None:
    # 75 % of 5 L × 2 € + 25 % of 20 kWh × 0.4 € = 7.5 + 2 = 9.5 €/100 km.
    assert cost("car", "plug_in_hybrid", consumption=5).energy_eur_km == pytest.approx(0.095)


@pytest.mark.parametrize(("home", "eur_km"), [(True, 0.04), (False, 0.08)])
def test_electric_car_at_home_or_in_public(home: bool, eur_km: float) -> None:
    # 20 kWh/100 km × 0.2 € at home, × 0.4 € in public.
    car = cost("car", "electric", home_charging=home)
    assert car.energy_eur_km == pytest.approx(eur_km)
    # From 80 % to 85 %: 5 % of 30,000 = 1,500 in 5 years.
    assert car.parts["depreciation"] == pytest.approx(300 / 12)


def test_own_consumption_replaces_that_of_the_kind() -> None:
    # 9 × 2 = 18 €/100 km.
    assert cost("car", "petrol", consumption=9).energy_eur_km == pytest.approx(0.18)


def test_leased_car_has_a_rent_instead_of_a_loss_of_value() -> None:
    car = cost("car", "electric", ownership="leased", lease_eur_month=100, home_charging=True)
    assert "depreciation" not in car.parts
    # 50 + 4 + 100.
    assert car.fixed_eur_month == pytest.approx(154)


def test_lent_car_costs_running_and_parking_only() -> None:
    car = cost("car", "petrol", ownership="lent", parking_home_eur_month=60)
    assert dict(car.parts) == pytest.approx({"energy": 140, "upkeep": 100, "parking": 60})
    assert car.running_eur_km == cost("car", "petrol").running_eur_km


def test_van_has_its_own_price_and_the_upkeep_of_a_car() -> None:
    van = cost("van", "diesel")
    # 8 × 1.5 = 12 €/100 km; 15 % of 30,000 = 4,500 in 5 years = 900 a year.
    assert van.energy_eur_km == pytest.approx(0.12)
    assert van.upkeep_eur_km == 0.1
    assert van.parts["depreciation"] == pytest.approx(75)


def test_moped() -> None:
    moped = cost("moped", "petrol", km_year=3_000)
    # 2.5 × 2 = 5 €/100 km × 250 km = 12.50; upkeep 4 × 2.5 = 10; (360 + 240) / 12 = 50.
    assert dict(moped.parts) == pytest.approx({"energy": 12.5, "upkeep": 10, "insurance": 30, "depreciation": 20})


def test_electric_moped_needs_its_own_consumption() -> None:
    with pytest.raises(ParameterError, match=r"'vehicle\.moped\.consumption' has no value for 'electric'.*consumption"):
        cost("moped", "electric")
    # 4 kWh × 0.2 € = 0.8 €/100 km.
    assert cost("moped", "electric", consumption=4, home_charging=True).energy_eur_km == pytest.approx(0.008)


def test_e_bike_is_always_charged_at_home() -> None:
    e_bike = cost("e_bike", "electric", km_year=2_400)
    # 1 × 0.2 = 0.2 €/100 km × 200 km = 0.40; upkeep 3 × 2 = 6; 1,800 / 10 / 12 = 15. No insurance by law.
    assert dict(e_bike.parts) == pytest.approx({"energy": 0.4, "upkeep": 6, "depreciation": 15})


def test_bicycle_uses_no_energy() -> None:
    bicycle = cost("bicycle", "human", km_year=2_400)
    # 3 €/100 km × 200 km = 6; 480 / 10 / 12 = 4.
    assert dict(bicycle.parts) == pytest.approx({"upkeep": 6, "depreciation": 4})
    assert bicycle.energy_eur_km == 0


def test_e_scooter_must_be_insured() -> None:
    scooter = cost("e_scooter", "electric", km_year=1_200)
    # 2 × 0.2 = 0.4 €/100 km × 100 km; upkeep 3; insurance 36 / 12 = 3; 480 / 4 / 12 = 10.
    assert dict(scooter.parts) == pytest.approx({"energy": 0.4, "upkeep": 3, "insurance": 3, "depreciation": 10})


def test_a_car_older_than_the_scale_loses_nothing_more() -> None:
    old = figures_of({"vehicle.car.age_bought_used": 25})
    assert "depreciation" not in vehicle_cost("car", "petrol", old, km_year=1_000).parts


def test_figures_note_what_was_read() -> None:
    figures = figures_of()
    vehicle_cost("bicycle", "human", figures, km_year=1_000)
    assert list(figures.used) == ["vehicle.bicycle.upkeep", "vehicle.bicycle.price_new", "vehicle.bicycle.lifetime"]


def test_a_price_shock_reaches_the_fuel_and_nothing_else() -> None:
    plain, dear = cost("car", "petrol"), vehicle_cost(
        "car", "petrol", figures_of(shocks={"energy.": 1.5}), km_year=12_000
    )  # fmt: skip
    # 14 €/100 km × 1.5 = 21.
    assert dear.energy_eur_km == pytest.approx(0.21)
    assert (dear.upkeep_eur_km, dear.fixed_eur_month) == (plain.upkeep_eur_km, plain.fixed_eur_month)
    same = vehicle_cost("car", "petrol", figures_of(shocks={"energy.": 1.0}), km_year=12_000)
    assert same == plain


VEHICLES = [(kind, energy) for kind, energies in ENERGIES.items() for energy in energies]


@given(
    st.sampled_from([pair for pair in VEHICLES if pair != ("moped", "electric")]),
    st.sampled_from(["owned", "leased", "lent"]),
    st.sampled_from(["new", "used"]),
    st.floats(0, 60_000),
    st.floats(0, 200),
)
def test_parts_add_up_and_more_kilometres_never_cost_less(
    vehicle: tuple[str, str], ownership: str, bought: str, km_year: float, parking: float
) -> None:
    figures = Figures(shipped_parameters(), DAY)
    about: dict[str, Any] = {"ownership": ownership, "bought": bought, "parking_home_eur_month": parking}
    whole = vehicle_cost(*vehicle, figures, lease_eur_month=80, km_year=km_year, **about)
    assert math.fsum(whole.parts.values()) == pytest.approx(whole.eur_month(km_year / 12), abs=1e-9)
    assert whole.eur_month(km_year / 12 + 1) >= whole.eur_month(km_year / 12)
    assert whole.fixed_eur_month >= parking
    lent = vehicle_cost(*vehicle, figures, ownership="lent", parking_home_eur_month=parking, km_year=km_year)
    assert lent.fixed_eur_month <= whole.fixed_eur_month
    assert lent.running_eur_km == whole.running_eur_km


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"kind": "motorcycle"}, "no sourced costs for a vehicle of kind 'motorcycle'"),
        ({"kind": "bicycle"}, "no sourced costs for 'bicycle' with 'petrol'. Energies: human"),
        ({"energy": "coal"}, "no sourced costs for 'car' with 'coal'"),
        ({"ownership": "stolen"}, "'stolen' is no ownership. Write one of: owned, leased, lent"),
        ({"bought": "found"}, "'found' is no bought"),
        ({"ownership": "leased"}, "A leased vehicle has no rent"),
        ({"ownership": "leased", "lease_eur_month": -1.0}, "The rent: -1.0 is not between 0"),
        ({"consumption": -1.0}, "The consumption: -1.0"),
        ({"consumption": math.nan}, "The consumption: nan"),
        ({"consumption": 61.0}, "is not between 0 and 60"),
        ({"parking_home_eur_month": math.inf}, "Parking at home: inf"),
        ({"km_year": -1.0}, "Kilometres a year: -1.0"),
        ({"km_year": math.nan}, "Kilometres a year: nan"),
        ({"km_year": 1e9}, "Kilometres a year"),
    ],
)
def test_what_cannot_be_is_told(about: dict[str, Any], told: str) -> None:
    given_ = {"kind": "car", "energy": "petrol", "km_year": 1_000.0, **about}
    with pytest.raises(ParameterError, match=told):
        vehicle_cost(given_.pop("kind"), given_.pop("energy"), figures_of(), **given_)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"energy.petrol": -2.0}, r"'energy\.petrol' cannot be -2"),
        ({"vehicle.car.years_kept": 0.0}, r"'vehicle\.car\.years_kept' cannot be 0"),
        ({"vehicle.car.upkeep": {"petrol": -0.1}}, r"'vehicle\.car\.upkeep' cannot be -0\.1"),
        ({"vehicle.car.upkeep": 0.1}, "is not a table by name"),
        ({"vehicle.car.value_lost": []}, "has a row without 'age'"),
        ({"vehicle.car.value_lost": [{"age": 0}]}, "has a row without 'petrol'"),
    ],
)
def test_own_figures_that_make_no_sense_are_refused(changes: dict[str, Value], told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        vehicle_cost("car", "petrol", figures_of(changes), km_year=1_000)


@pytest.mark.parametrize(
    ("power", "km", "eur"),
    [
        (3, 4_000, 2_116),  # 4,000 × 0.529
        (1, 4_000, 2_116),  # as 3 CV
        (4, 5_000, 3_030),  # 5,000 × 0.606: the first bracket goes up to 5,000 km itself
        (4, 5_001, 3_030.34),  # 5,001 × 0.340 + 1,330
        (5, 12_000, 5_679),  # 12,000 × 0.357 + 1,395
        (6, 20_000, 8_937),  # 20,000 × 0.374 + 1,457
        (6, 20_001, 8_940.447),  # 20,001 × 0.447
        (7, 30_000, 14_100),  # 30,000 × 0.470
        (12, 30_000, 14_100),  # as 7 CV
        (5, 0, 0),
    ],
)
def test_tax_scale_of_cars(power: int, km: float, eur: float) -> None:
    assert mileage_allowance(power, km, Figures(shipped_parameters(), DAY)) == pytest.approx(eur)


def test_tax_scale_of_an_electric_car() -> None:
    # (12,000 × 0.357 + 1,395) × 1.2
    assert mileage_allowance(5, 12_000, Figures(shipped_parameters(), DAY), electric=True) == pytest.approx(6_814.8)


@pytest.mark.parametrize(
    ("kind", "power", "km", "eur"),
    [
        ("moped", 0, 2_000, 630),  # 2,000 × 0.315
        ("moped", 99, 5_000, 1_106),  # 5,000 × 0.079 + 711
        ("moped", 1, 8_000, 1_584),  # 8,000 × 0.198
        ("motorcycle", 2, 1_000, 395),  # 1,000 × 0.395
        ("motorcycle", 5, 4_000, 1_486),  # 4,000 × 0.082 + 1,158
        ("motorcycle", 9, 10_000, 3_430),  # 10,000 × 0.343
    ],
)
def test_tax_scale_of_two_wheelers(kind: str, power: int, km: float, eur: float) -> None:
    assert mileage_allowance(power, km, Figures(shipped_parameters(), DAY), kind=kind) == pytest.approx(eur)


@given(st.sampled_from(["car", "motorcycle", "moped"]), st.integers(1, 12), st.floats(0, 60_000), st.floats(0, 10_000))
def test_more_kilometres_never_give_less_allowance(kind: str, power: int, km: float, more: float) -> None:
    figures = Figures(shipped_parameters(), DAY)
    near, far = (mileage_allowance(power, each, figures, kind=kind) for each in (km, km + more))
    assert far >= near - 1e-9
    assert mileage_allowance(power + 1, km, figures, kind=kind) >= near - 1e-9


@pytest.mark.parametrize(
    ("power", "km", "kind"), [(0, 100, "car"), (61, 100, "car"), (5, -1, "car"), (5, math.nan, "car"), (5, 1, "boat")]
)
def test_no_allowance_for_what_cannot_be(power: int, km: float, kind: str) -> None:
    with pytest.raises(ParameterError):
        mileage_allowance(power, km, Figures(shipped_parameters(), DAY), kind=kind)


def test_break_even_of_an_electric_and_a_petrol_car() -> None:
    petrol, electric = VehicleCost(0.14, 0.10, 85), VehicleCost(0.04, 0.08, 135)
    # 12 × (135 − 85) = 600 € a year; 0.24 − 0.12 = 0.12 €/km; 600 / 0.12 = 5,000 km a year.
    assert break_even_km(petrol, electric) == pytest.approx(5_000)
    assert break_even_km(electric, petrol) == pytest.approx(5_000)


def test_no_break_even_where_one_is_always_cheaper() -> None:
    assert break_even_km(VehicleCost(0.1, 0.1, 50), VehicleCost(0.2, 0.1, 60)) is None
    assert break_even_km(VehicleCost(0.1, 0.1, 50), VehicleCost(0.1, 0.1, 60)) is None
    assert break_even_km(VehicleCost(0.1, 0.1, 50), VehicleCost(0.3, 0.1, 50)) == 0
    assert break_even_km(VehicleCost(0.1, 0.1, 50), VehicleCost(0.1, 0.1, 50)) == 0


RATES, FIXED = st.floats(0.001, 2), st.floats(0, 1_000)


@given(RATES, FIXED, RATES, FIXED)
def test_both_cost_the_same_at_break_even(rate_a: float, fixed_a: float, rate_b: float, fixed_b: float) -> None:
    a, b = VehicleCost(rate_a, 0, fixed_a), VehicleCost(0, rate_b, fixed_b)
    km = break_even_km(a, b)
    assert km == break_even_km(b, a)
    if km is None:
        assert (fixed_a - fixed_b) * (rate_a - rate_b) >= 0
    else:
        costs = [each.fixed_eur_month * 12 + each.running_eur_km * km for each in (a, b)]
        assert costs[0] == pytest.approx(costs[1], rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("km", [-1.0, math.nan, math.inf])
def test_no_cost_of_an_impossible_distance(km: float) -> None:
    with pytest.raises(ParameterError, match="Kilometres a month"):
        VehicleCost(0.1, 0.1, 50).eur_month(km)


def test_shipped_figures_give_a_cost_for_every_vehicle() -> None:
    figures = Figures(shipped_parameters(), DAY)
    for kind, energy in VEHICLES:
        own = 4.0 if (kind, energy) == ("moped", "electric") else None
        assert 0 < vehicle_cost(kind, energy, figures, consumption=own, km_year=5_000).eur_month(500) < 1_000
