"""What having a vehicle costs in a year, and the kilometres from which one is cheaper than another.

The cost of a year is a straight line: cost(km) = fixed + per_km × km. Two lines meet at
km = (fixed of one − fixed of the other) / (per km of the other − per km of the one).
"""

from __future__ import annotations

from dataclasses import dataclass

from portee.core.errors import ParameterError
from portee.core.parameters import Figures

__all__ = ["HOWS", "KINDS", "Ownership", "break_even_km", "ownership", "shown_ownerships"]

KINDS = ("electric", "petrol", "e_bike", "bicycle")
HOWS = ("new", "used", "lease")
MONTHS, OLDEST = 12, 15
INSPECTED_FROM = 4
"""Age in years of a car's first roadworthiness test (Code de la route, R323-22)."""
SHOWN = (
    ("electric", "new"), ("electric", "used"), ("electric", "lease"), ("petrol", "new"), ("petrol", "used"),
    ("e_bike", "new"), ("bicycle", "new"),
)  # fmt: skip


@dataclass(frozen=True)
class Ownership:
    """Cost of one vehicle in a year.

    Attributes:
        kind, how: of KINDS and HOWS. value_lost, rent, insurance, inspection: EUR a year. energy, upkeep: EUR/km.
    """

    kind: str
    how: str
    value_lost: float = 0.0
    rent: float = 0.0
    insurance: float = 0.0
    inspection: float = 0.0
    energy: float = 0.0
    upkeep: float = 0.0

    @property
    def fixed(self) -> float:
        """EUR a year, whatever the kilometres."""
        return self.value_lost + self.rent + self.insurance + self.inspection

    @property
    def per_km(self) -> float:
        """EUR for one more kilometre."""
        return self.energy + self.upkeep

    def year(self, km: float) -> float:
        """EUR of a year of `km`."""
        return self.fixed + self.per_km * km


def break_even_km(one: Ownership, other: Ownership) -> float | None:
    """Kilometres a year at which both cost the same; None when one is cheaper, or as dear, at any distance."""
    slope = other.per_km - one.per_km
    if slope == 0:
        return None
    km = (one.fixed - other.fixed) / slope
    return km if km > 0 else None


def ownership(figures: Figures, kind: str, how: str, *, years: int = 5, used_age: int = 4) -> Ownership:
    """Cost of one kind of vehicle kept some years, from figures of Portée.

    Args:
        kind: electric or petrol car, e_bike, bicycle. how: new, used (cars alone), lease (electric cars alone).
        years: how long it is kept. used_age: age at which a used car is bought, in years.

    Raises:
        ParameterError: there are no figures for that kind bought in that way, or the car would grow too old.
    """
    if (kind, how) not in SHOWN:
        known = ", ".join(f"{a} {b}" for a, b in SHOWN)
        raise ParameterError(f"There are no figures for '{kind} {how}'.", mend=f"Choose among: {known}.")
    if kind in ("e_bike", "bicycle"):
        price, life = figures.number(f"vehicle.{kind}.price_new"), figures.number(f"vehicle.{kind}.lifetime")
        fuel = "electric" if kind == "e_bike" else "human"
        return Ownership(
            kind, how, value_lost=price / life, upkeep=figures.table(f"vehicle.{kind}.upkeep")[fuel],
            energy=_energy(figures, "e_bike", "electric") if kind == "e_bike" else 0.0,
        )  # fmt: skip
    begin = used_age if how == "used" else 0
    if years < 1 or begin < 0 or begin + years > OLDEST:
        raise ParameterError(
            f"A car of {begin} years kept for {years} years is outside the table of values.",
            mend=f"Ask for at least one year, and an age of {OLDEST} years at most when it is sold.",
        )
    lost = rent = 0.0
    if how == "lease":
        rent = figures.number("hub.car.lease_electric") * MONTHS
    else:
        by_age = {int(row["age"]): row[kind] for row in figures.rows("vehicle.car.value_lost")}
        lost = figures.table("vehicle.car.price_new")[kind] * (by_age[begin + years] - by_age[begin]) / years
    tested = sum(1 for age in range(begin, begin + years) if age >= INSPECTED_FROM)
    return Ownership(
        kind, how, lost, rent, figures.number("vehicle.car.insurance"),
        figures.number("vehicle.car.inspection") * tested / years if how != "lease" else 0.0,
        _energy(figures, "car", kind), figures.table("vehicle.car.upkeep")[kind],
    )  # fmt: skip


def shown_ownerships(figures: Figures, *, years: int = 5, used_age: int = 4) -> tuple[Ownership, ...]:
    """All kinds and ways of having one for which there are figures."""
    return tuple(ownership(figures, kind, how, years=years, used_age=used_age) for kind, how in SHOWN)


def _energy(figures: Figures, vehicle: str, fuel: str) -> float:
    price = "energy.electricity_home" if fuel == "electric" else f"energy.{fuel}"
    return figures.table(f"vehicle.{vehicle}.consumption")[fuel] / 100 * figures.number(price)
