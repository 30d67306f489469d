"""What a simulated hub rests on where its file does not say: hours of the week, spread of hires, patience, reserve.

They are declared in `assumptions.yaml`. Reference for days and hours: none could be read; they are drawn by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.core.parameters import Figures, Parameters, shipped_parameters

__all__ = ["DAY_TYPES", "Assumed", "assumed", "day_type_of", "simulation_parameters"]

DAY_TYPES = ("workday", "saturday", "sunday")
PREFIX = "hub_simulation"
MINUTES, DAY_H = 60.0, 24


@dataclass(frozen=True, eq=False)
class Assumed:
    """Assumptions in force on a day.

    Attributes:
        weeks: how hires of "residents" and "firms" are spread over the hours of a week, float64 (7, 24), sum 1.
        hours_cv, km_cv: standard deviation over mean of a hire. patience_h, loan_patience_h: hours.
        battery_kept: share of a battery.
        read: what was read, as `portee.core.parameters.Figures.record`.
    """

    weeks: Mapping[str, npt.NDArray[np.float64]]
    hours_cv: float
    km_cv: float
    patience_h: float
    loan_patience_h: float
    battery_kept: float
    read: tuple[Mapping[str, Any], ...]


def day_type_of(day: int) -> str:
    """Type of a day of the week counted from Monday, 0."""
    return DAY_TYPES[max(day - 4, 0)]


@cache
def simulation_parameters() -> Parameters:
    """The parameters of `assumptions.yaml`, beside all that come with Portée."""
    with as_file(files("portee.hubs.simulation").joinpath("assumptions.yaml")) as path:
        return shipped_parameters().with_(Parameters.read(path))


def assumed(figures: Figures) -> Assumed:
    """The assumptions. Raises ParameterError when one is missing or began later."""
    spread = figures.table(f"{PREFIX}.spread")
    weeks = {who: _week(figures, who) for who in ("residents", "firms")}
    patience = figures.number(f"{PREFIX}.patience_min") / MINUTES
    loan = figures.number(f"{PREFIX}.loan_patience_days") * DAY_H
    kept = figures.number(f"{PREFIX}.battery_kept")
    read = tuple(row for row in figures.record() if row["parameter"].startswith(PREFIX))
    return Assumed(weeks, spread["hours"], spread["km"], patience, loan, kept, read)


def _week(figures: Figures, who: str) -> npt.NDArray[np.float64]:
    days = figures.table(f"{PREFIX}.{who}.days")
    hours = np.zeros(DAY_H)
    for name, weight in figures.table(f"{PREFIX}.{who}.hours").items():
        hours[int(name.removeprefix("h"))] = weight
    week = np.outer([days[day_type_of(day)] for day in range(7)], hours)
    return np.asarray(week / week.sum())
