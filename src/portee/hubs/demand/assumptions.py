"""What demand rests on: each assumption with a low, a central and a high value, and the figures that do not move.

They are declared in `assumptions.yaml`, with their sources, and in `portee.indicators` for the value of time and for
what one euro counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from portee.core.declared import Words
from portee.core.errors import ParameterError, Where
from portee.core.parameters import Figures, Parameters, shipped_parameters
from portee.indicators.mode_choice import mode_choice_parameters

__all__ = [
    "DAY_TYPES", "HOURS", "MODELLED", "Assumption", "Assumptions", "central", "declared_assumptions",
    "demand_parameters",
]  # fmt: skip

Floats = npt.NDArray[np.float64]

DAY_TYPES = ("workday", "saturday", "sunday")
HOURS = 24
MODELLED = ("shared_car", "e_bike", "bike", "cargo_bike", "scooter", "bike_loan", "on_demand", "carpool_stop")
"""Kinds of services whose use is modelled."""

SCALARS = (
    "walk_weight", "wait_weight", "transit_weight", "cycle_weight", "constant_cycle", "constant_shared", "considers",
    "nest", "tours_per_trip", "km_scale", "stay_h", "new_share", "pick_up_min", "wait_min", "detour",
)  # fmt: skip
OF_CHOICE = ("value_of_time", "cost_sensitivity")
"""Read in `mode_choice.yaml`."""

POVERTY_SHARE = 0.6
"""The poverty line is 60 % of the median standard of living, by INSEE's definition."""


@dataclass(frozen=True)
class Assumption:
    """One assumption, from low to high. parameter: its name among all figures. checked: read at its source."""

    name: str
    parameter: str
    title: Words
    unit: str
    low: float
    central: float
    high: float
    checked: bool


@dataclass(frozen=True, eq=False)
class Assumptions:
    """Values for one computation.

    Attributes:
        values: by name, `SCALARS`, `OF_CHOICE` and "uses_month.KIND".
        trips_day, days_year: by day type, float64 (3,). departures: float64 (3, 24), each row sums to 1.
        ramp: share of usual use in each of the first years.
        reference_income: median standard of living, EUR a month. least_income: the lowest one that is counted.
        poverty_line: EUR a month. bicycle_kmh, e_scooter_kmh: speeds. e_bike_gain: how much faster an e-bike is.
    """

    values: Mapping[str, float]
    trips_day: Floats
    days_year: Floats
    departures: Floats
    ramp: tuple[float, ...]
    reference_income: float
    least_income: float
    poverty_line: float
    bicycle_kmh: float
    e_scooter_kmh: float
    e_bike_gain: float

    def __getitem__(self, name: str) -> float:
        return self.values[name]

    @property
    def minute(self) -> float:
        """Utility that a minute on board takes."""
        return self["cost_sensitivity"] * self["value_of_time"] / 60

    def euro(self, income: float | None) -> float:
        """Utility that one euro takes from somebody of some income by consumption unit, EUR a month.

        It falls as income rises, so that doubling every price and every income changes nothing. None is not known: the
        median.
        """
        lived = self.reference_income if income is None else max(income, self.least_income)
        return self["cost_sensitivity"] * self.reference_income / lived

    def with_(self, changes: Mapping[str, float]) -> Assumptions:
        """The same with some values exchanged. Raises ParameterError for a name that there is not."""
        unknown = sorted(set(changes) - set(self.values))
        if unknown:
            raise ParameterError(
                f"There is no assumption '{unknown[0]}'.", where=Where(field=unknown[0]),
                mend=f"Assumptions: {', '.join(self.values)}.",
            )  # fmt: skip
        return Assumptions(**{**self.__dict__, "values": {**self.values, **changes}})


@cache
def demand_parameters() -> Parameters:
    """The parameters of `assumptions.yaml`, beside those of the choice of modes and all that come with Portée."""
    with as_file(files("portee.hubs.demand").joinpath("assumptions.yaml")) as path:
        own = Parameters.read(path)
    return shipped_parameters().with_(mode_choice_parameters()).with_(own)


def _named() -> dict[str, str]:
    """Parameter by name of the assumption."""
    uses = {f"uses_month.{kind}": f"hub_demand.uses_month.{kind}" for kind in MODELLED}
    choice = {name: f"mode_choice.{name}" for name in OF_CHOICE}
    return {**choice, **{name: f"hub_demand.{name}" for name in SCALARS}, **uses}


def declared_assumptions(figures: Figures) -> tuple[Assumption, ...]:
    """Every assumption that has bounds, with those in force. Raises ParameterError when they do not rise."""
    found = []
    for name, parameter in _named().items():
        bounds = figures.table(parameter)
        low, middle, high = (bounds.get(end, np.nan) for end in ("low", "central", "high"))
        if not low <= middle <= high:
            raise ParameterError(
                f"The bounds of '{parameter}' are {bounds}.", where=Where(field=parameter),
                mend="Give low ≤ central ≤ high.",
            )  # fmt: skip
        declared = figures.parameters[parameter]
        found.append(Assumption(name, parameter, declared.title, declared.unit, low, middle, high, declared.checked))
    return tuple(found)


def central(day: date, parameters: Parameters | None = None) -> tuple[Assumptions, tuple[Assumption, ...], Figures]:
    """Central values on a day, their bounds, and the figures that were read.

    Args:
        day: at which figures are read. parameters: in place of those that come with Portée.

    Raises:
        ParameterError: a figure is missing, began later, or has impossible bounds.
    """
    figures = Figures(demand_parameters() if parameters is None else demand_parameters().with_(parameters), day)
    bounds = declared_assumptions(figures)
    trips, days = (_by_day_type(figures.table(f"hub_demand.{name}")) for name in ("trips_day", "days_year"))
    departures = np.zeros((len(DAY_TYPES), HOURS))
    for row, type_ in enumerate(DAY_TYPES):
        for hour, weight in figures.table(f"hub_demand.departures.{type_}").items():
            departures[row, int(hour.removeprefix("h"))] = weight
    line = figures.number("income.poverty_line")
    median = line / POVERTY_SHARE
    return (
        Assumptions(
            {bound.name: bound.central for bound in bounds},
            trips, days, departures / departures.sum(axis=1, keepdims=True),
            tuple(figures.table("hub_demand.ramp").values()),
            median, median * figures.number("hub_demand.least_income"), line, figures.number("speed.bicycle"),
            figures.number("speed.e_scooter"), figures.number("speed.e_bike_gain"),
        ),
        bounds,
        figures,
    )  # fmt: skip


def _by_day_type(table: Mapping[str, float]) -> Floats:
    return np.array([table[type_] for type_ in DAY_TYPES])
