"""What a vehicle costs: by kilometre (energy, upkeep) apart from what falls due even when it stands still.

A commute with a vehicle that is there anyway adds its running cost only; the full cost is told beside it. The tax scale
of mileage is neither: it is a flat estimate of the full cost, used for taxes and allowances.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from portee.core.errors import ParameterError
from portee.core.parameters import Figures

__all__ = [
    "Bought",
    "Energy",
    "Ownership",
    "Taxed",
    "VehicleCost",
    "VehicleKind",
    "break_even_km",
    "mileage_allowance",
    "vehicle_cost",
]

VehicleKind = Literal["car", "van", "moped", "bicycle", "e_bike", "e_scooter"]
Energy = Literal["petrol", "diesel", "electric", "hybrid", "plug_in_hybrid", "lpg", "human"]
Ownership = Literal["owned", "leased", "lent"]
Bought = Literal["new", "used"]
Taxed = Literal["car", "motorcycle", "moped"]

MONTHS = 12
MOST_KM_YEAR = 500_000
"""More than a vehicle drives in a year, near to never stopping."""

MOST_PER_100_KM, MOST_EUR_MONTH, MOST_CV = 60, 100_000, 60
"""The same limits as for the vehicles of profiles."""

FUELS = {"petrol": "energy.petrol", "diesel": "energy.diesel", "lpg": "energy.lpg", "hybrid": "energy.petrol"}
ENERGIES: Mapping[str, tuple[str, ...]] = {
    "car": ("petrol", "diesel", "electric", "hybrid", "plug_in_hybrid", "lpg"),
    "van": ("petrol", "diesel", "electric", "hybrid", "plug_in_hybrid", "lpg"),
    "moped": ("petrol", "electric"),
    "bicycle": ("human",),
    "e_bike": ("electric",),
    "e_scooter": ("electric",),
}
LIGHT = ("e_bike", "e_scooter")
LIKE_CAR = ("car", "van")
LOSES_LIKE = {"lpg": "petrol", "plug_in_hybrid": "hybrid"}
"""The energies whose loss of value the source does not tell apart."""


@dataclass(frozen=True)
class VehicleCost:
    """Cost of one vehicle.

    Attributes:
        energy_eur_km, upkeep_eur_km: what one more kilometre costs (upkeep: maintenance, repairs, tyres).
        fixed_eur_month: insurance, test, depreciation or rent, parking at home.
        parts: EUR per month by name, at the yearly distance asked; they add up to `eur_month` there.
    """

    energy_eur_km: float
    upkeep_eur_km: float
    fixed_eur_month: float
    parts: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def running_eur_km(self) -> float:
        """What one more kilometre costs: energy and upkeep."""
        return self.energy_eur_km + self.upkeep_eur_km

    def eur_month(self, km_month: float) -> float:
        """Everything, for so many kilometres a month. Raises ParameterError for a negative or impossible distance."""
        return self.fixed_eur_month + self.running_eur_km * _amount("Kilometres a month", km_month, MOST_KM_YEAR)


def vehicle_cost(  # noqa: PLR0913 - one argument per fact of a vehicle
    kind: str,
    energy: str,
    figures: Figures,
    *,
    consumption: float | None = None,
    ownership: str = "owned",
    bought: str = "used",
    lease_eur_month: float | None = None,
    parking_home_eur_month: float = 0.0,
    home_charging: bool = False,
    km_year: float,
) -> VehicleCost:
    """Cost of a vehicle, from the figures of its kind and energy (`vehicle.<kind>.*`, `energy.*`).

    Args:
        kind, energy: such as "car" and "diesel"; a hybrid burns petrol.
        figures: parameters at a date; those read are noted there.
        consumption: L/100 km, kWh/100 km when electric; None: that of its kind. A plug-in hybrid's is of petrol.
        ownership: owned, leased, or lent free of charge: then insurance, test and loss of value are somebody else's.
        bought: new or used, for the loss of value. A used bicycle, e-scooter or moped is counted as a new one.
        lease_eur_month: rent of a leased one, EUR per month; insurance and upkeep are counted besides.
        parking_home_eur_month: EUR per month.
        home_charging: whether charged at home rather than at public points; e-bikes and e-scooters always are.
        km_year: kilometres driven in a year, for `parts`.

    Raises:
        ParameterError: an argument is impossible, or there is no sourced figure for this vehicle.
    """
    _check(kind, energy, ownership, bought, lease_eur_month)
    km_month = _amount("Kilometres a year", km_year, MOST_KM_YEAR) / MONTHS
    energy_eur_km = _energy_eur_km(kind, energy, figures, consumption, home_charging=home_charging or kind in LIGHT)
    upkeep_eur_km = _of_energy(figures, f"vehicle.{_base(kind)}.upkeep", energy)
    fixed = {"parking": _amount("Parking at home", parking_home_eur_month, MOST_EUR_MONTH)}
    if ownership != "lent":
        fixed.update(_insurance_and_test(kind, figures))
        if ownership == "leased":
            fixed["lease"] = _amount("The rent", lease_eur_month or 0.0, MOST_EUR_MONTH)
        else:
            fixed["depreciation"] = _depreciation_eur_year(kind, energy, bought, figures) / MONTHS
    parts = {"energy": energy_eur_km * km_month, "upkeep": upkeep_eur_km * km_month, **fixed}
    kept = MappingProxyType({name: eur for name, eur in parts.items() if eur})
    return VehicleCost(energy_eur_km, upkeep_eur_km, math.fsum(fixed.values()), kept)


def mileage_allowance(
    power_cv: int, km_year: float, figures: Figures, electric: bool = False, *, kind: str = "car"
) -> float:
    """The French tax scale of vehicle costs, EUR per year (Code général des impôts, art. 83, 3°).

    Args:
        power_cv: administrative power, CV; a moped's is ignored.
        km_year: kilometres of the year. figures: parameters at a date.
        electric: whether the vehicle runs on electricity alone. kind: car, motorcycle or moped.

    Raises:
        ParameterError: an argument is impossible, or the scale has no row for it.
    """
    if kind not in get_args(Taxed):
        raise ParameterError(f"There is no tax scale for '{kind}'.", mend=f"Kinds: {', '.join(get_args(Taxed))}.")
    if kind != "moped" and not 1 <= power_cv <= MOST_CV:
        raise ParameterError(f"{power_cv} is no administrative power.", mend=f"Give a number of CV, 1 to {MOST_CV}.")
    km = _amount("Kilometres a year", km_year, MOST_KM_YEAR)
    scale = _scale(figures, f"tax.mileage_allowance.{kind}", "power_cv", "above_km", "eur_km", "eur_year")
    powers = sorted({row["power_cv"] for row in scale})
    row_power = max((power for power in powers if kind == "moped" or power <= power_cv), default=powers[0])
    rows = [row for row in scale if row["power_cv"] == row_power and (row["above_km"] < km or row["above_km"] == 0)]
    row = max(rows, key=lambda each: each["above_km"])
    allowance = row["eur_km"] * km + row["eur_year"]
    return allowance * (1 + _number(figures, "tax.mileage_allowance.electric_bonus")) if electric else allowance


def break_even_km(a: VehicleCost, b: VehicleCost) -> float | None:
    """Kilometres a year at which two vehicles cost the same; None when one is cheaper at any distance.

    Closed form: fixed costs and running costs are straight lines, so that
    `km = 12 (fixed_b − fixed_a) / (running_a − running_b)`, with fixed costs in EUR per month. When both lines are the
    same, they cost the same from 0 km on.
    """
    fixed = MONTHS * (b.fixed_eur_month - a.fixed_eur_month)
    running = a.running_eur_km - b.running_eur_km
    if fixed == 0:
        return 0.0
    if running == 0 or fixed / running < 0:
        return None
    return fixed / running


def _check(kind: str, energy: str, ownership: str, bought: str, lease_eur_month: float | None) -> None:
    if kind not in ENERGIES:
        raise ParameterError(
            f"There are no sourced costs for a vehicle of kind '{kind}'.", mend=f"Kinds: {', '.join(ENERGIES)}."
        )
    if energy not in ENERGIES[kind]:
        known = ", ".join(ENERGIES[kind])
        raise ParameterError(f"There are no sourced costs for '{kind}' with '{energy}'.", mend=f"Energies: {known}.")
    for given, known_words, name in ((ownership, Ownership, "ownership"), (bought, Bought, "bought")):
        if given not in get_args(known_words):
            raise ParameterError(f"'{given}' is no {name}.", mend=f"Write one of: {', '.join(get_args(known_words))}.")
    if ownership == "leased" and lease_eur_month is None:
        raise ParameterError("A leased vehicle has no rent.", mend="Give 'lease_eur_month'.")


def _amount(name: str, value: float, most: float) -> float:
    if not (math.isfinite(value) and 0 <= value <= most):
        raise ParameterError(f"{name}: {value} is not between 0 and {most:g}.", mend="Correct it.")
    return float(value)


def _base(kind: str) -> str:
    """Where the upkeep, insurance and ageing of a kind are found: those of vans are the ones of cars."""
    return "car" if kind == "van" else kind


def _of_energy(figures: Figures, name: str, energy: str) -> float:
    table = figures.table(name)
    if energy not in table:
        raise ParameterError(
            f"The parameter '{name}' has no value for '{energy}'.",
            mend="Give the vehicle's own consumption, or a file of parameters that completes it.",
        )
    return _sound(name, table[energy])


def _number(figures: Figures, name: str, *, above: bool = False, most: float = math.inf) -> float:
    """A figure that makes sense as a cost or a duration: not negative; with `above`, not zero either."""
    return _sound(name, figures.number(name), above=above, most=most)


def _sound(name: str, value: float, *, above: bool = False, most: float = math.inf) -> float:
    if not 0 <= value <= most or not math.isfinite(value) or (above and value == 0):
        raise ParameterError(f"The parameter '{name}' cannot be {value:g}.", mend="Correct it in its file.")
    return value


def _scale(figures: Figures, name: str, *columns: str) -> list[dict[str, float]]:
    rows = figures.rows(name)
    for column in columns:
        if not rows or any(column not in row for row in rows):
            raise ParameterError(
                f"The parameter '{name}' has a row without '{column}'.", mend="Complete it in its file."
            )
    return rows


def _energy_eur_km(
    kind: str, energy: str, figures: Figures, consumption: float | None, *, home_charging: bool
) -> float:
    """EUR/km = consumption per 100 km × price / 100; a plug-in hybrid is a mix of both its energies by distance."""
    if energy == "human":
        return 0.0
    if consumption is not None:
        _amount("The consumption", consumption, MOST_PER_100_KM)
    name = f"vehicle.{kind}.consumption"
    electricity = "energy.electricity_home" if home_charging else "energy.electricity_public"
    if energy == "plug_in_hybrid":
        share = _number(figures, "vehicle.car.plug_in_electric_share", most=1)
        petrol = _of_energy(figures, name, "petrol") if consumption is None else consumption
        burnt = petrol * _number(figures, "energy.petrol")
        charged = _of_energy(figures, name, "electric") * _number(figures, electricity)
        return ((1 - share) * burnt + share * charged) / 100
    used = _of_energy(figures, name, energy) if consumption is None else consumption
    return used * _number(figures, electricity if energy == "electric" else FUELS[energy]) / 100


def _insurance_and_test(kind: str, figures: Figures) -> dict[str, float]:
    """EUR per month. A bicycle or an e-bike needs neither by law."""
    if kind in LIKE_CAR:
        return {
            "insurance": _number(figures, "vehicle.car.insurance") / MONTHS,
            "test": _number(figures, "vehicle.car.inspection") / MONTHS,
        }
    if kind in ("moped", "e_scooter"):
        return {"insurance": _number(figures, f"vehicle.{kind}.insurance") / MONTHS}
    return {}


def _depreciation_eur_year(kind: str, energy: str, bought: str, figures: Figures) -> float:
    """What is lost per year of having it.

    For cars: price when new × (share lost at sale − share lost at purchase) / years kept. For a moped: a flat figure.
    For the others: price over lifetime.
    """
    if kind == "moped":
        return _number(figures, "vehicle.moped.depreciation")
    if kind not in LIKE_CAR:
        return _number(figures, f"vehicle.{kind}.price_new") / _number(figures, f"vehicle.{kind}.lifetime", above=True)
    years = _number(figures, "vehicle.car.years_kept", above=True)
    age = 0.0 if bought == "new" else _number(figures, "vehicle.car.age_bought_used")
    price = _of_energy(figures, f"vehicle.{kind}.price_new", energy)
    column = LOSES_LIKE.get(energy, energy)
    scale = _scale(figures, "vehicle.car.value_lost", "age", column)
    return price * (_lost(scale, column, age + years) - _lost(scale, column, age)) / years


def _lost(scale: list[dict[str, float]], column: str, age: float) -> float:
    """Share of value lost at an age: straight between the rows, that of the last row beyond it."""
    rows = sorted(scale, key=lambda row: row["age"])
    for before, after in itertools.pairwise(rows):
        if before["age"] <= age <= after["age"]:
            part = (age - before["age"]) / (after["age"] - before["age"])
            return before[column] + part * (after[column] - before[column])
    return rows[-1][column] if age > rows[-1]["age"] else rows[0][column]
