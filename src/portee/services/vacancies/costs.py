"""What a change would cost the firm, where a sourced figure says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.core.parameters import Figures
from portee.offers.vehicles import vehicle_cost

__all__ = ["NO_EXPENSE", "UNKNOWN", "Cost", "loan_cost", "mobility_package", "pass_cost"]

Floats = npt.NDArray[np.float64]

MOBILITY_PACKAGE = "law.mobility_package"


@dataclass(frozen=True)
class Cost:
    """What a change costs.

    Attributes:
        kind: "none": nothing to buy; "person": euros a month for each person; "vehicle": euros a month for each
            vehicle; "package": at most so many euros a year for each person, if the employer likes; "unknown".
        eur: how much, None where there is no figure.
        values: what else is known of it, by name.
    """

    kind: Literal["none", "person", "vehicle", "package", "unknown"]
    eur: float | None = None
    values: Mapping[str, float] = field(default_factory=dict)


NO_EXPENSE, UNKNOWN = Cost("none"), Cost("unknown")


def mobility_package(figures: Figures) -> Cost:
    """What an employer may pay towards carpooling, free of charges ("forfait mobilités durables")."""
    try:
        return Cost("package", figures.number(MOBILITY_PACKAGE))
    except ParameterError:
        return UNKNOWN


def loan_cost(kind: str, energy: str, km_month: float, figures: Figures) -> Cost:
    """A vehicle bought new and lent: what falls due every month, and its upkeep for so many kilometres.

    Energy is paid by whoever rides it, as in its price to them.
    """
    try:
        cost = vehicle_cost(kind, energy, figures, bought="new", km_year=0.0)
    except ParameterError:
        return UNKNOWN
    return Cost("vehicle", cost.fixed_eur_month + cost.upkeep_eur_km * km_month, {"km_month": km_month})


def pass_cost(fares: Floats, people: Floats) -> Cost:
    """Fares that people would pay themselves, euros a month, as a mean over people; infinite ones are not known."""
    known = np.isfinite(fares) & (people > 0)
    if not known.any():
        return UNKNOWN
    return Cost("person", float(np.average(fares[known], weights=people[known])))
