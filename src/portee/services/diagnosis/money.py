"""What is left of the wage of each place after the commute and childcare, before and after benefits and tax change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.offers.household import care_hours_month, childcare_cost_month, net_gain
from portee.services.diagnose import Diagnosis
from portee.services.household import CARE_INCOME_SOURCES, STOPPING_SOURCES
from portee.services.wage_benefits import WageBenefits

__all__ = ["Gain", "gain_of"]

Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Gain:
    """What a household would have more each month.

    Attributes:
        eur_month: float64 (d,), net wage less income that stops, commute and childcare; NaN where one is not known.
        whole_eur_month: float64 (d,), the same with the change of benefits and of income tax; NaN where not computed.
        care: whether a cost of childcare is in it.
    """

    eur_month: Floats
    whole_eur_month: Floats
    care: bool


def gain_of(diagnosis: Diagnosis, way: Rows) -> Gain:
    """The gain at each place within reach by a way of commuting (row in `within.ways`, -1 for none), shape (d,).

    Childcare is a nursery on the national scale, on the taxed income of today, for the hours of work and of both legs;
    it is not known where the income is not.
    """
    wages, (gain, whole) = diagnosis.wages, np.full((2, len(diagnosis.work)), np.nan)
    known = np.flatnonzero(np.isfinite(wages) & (way >= 0))
    care_eur = _childcare(diagnosis, way, known)
    income = diagnosis.profile.income
    if income is None:
        return Gain(gain, whole, care_eur is not None)
    benefits = diagnosis.benefits
    lost = sum(part.eur_month for part in income if part.source in STOPPING_SOURCES)
    for place in known.tolist():
        used = diagnosis.within.ways[int(way[place])]
        commute = float(diagnosis.within.eur[int(way[place]), place]) if used.cost.known else None
        care = 0.0 if care_eur is None else float(care_eur[place])
        change = benefits.of(float(wages[place])) if isinstance(benefits, WageBenefits) else None
        found = net_gain(
            float(wages[place]), commute, care if np.isfinite(care) else None,
            None if change is None else change.change,
            lost=lost, tax_change=None if change is None else change.tax_change,
        )  # fmt: skip
        if found.before_benefits_eur is not None:
            gain[place] = found.before_benefits_eur
        if found.total_eur is not None:
            whole[place] = found.total_eur
    return Gain(gain, whole, care_eur is not None)


def _childcare(diagnosis: Diagnosis, way: Rows, places: Rows) -> Floats | None:
    """Euros a month at some of the places, NaN where not known; None when no child goes to childcare on the way."""
    profile = diagnosis.profile
    children = sum(stop.kind == "childcare" for stop in profile.stops)
    if not children:
        return None
    cost = np.full(len(way), np.nan)
    others = profile.household.other_income_eur_month
    if profile.income is None or (others is None and profile.household.adults > 1):
        return cost
    taxed = sum(part.eur_month for part in profile.income if part.source in CARE_INCOME_SOURCES)
    schedule, within = profile.schedule, diagnosis.within
    everyone, figures = len(profile.household.children), diagnosis.case.situation.figures
    try:
        hour = childcare_cost_month(1.0, taxed + (others or 0.0), everyone, figures, in_care=children).eur_month
    except ParameterError:
        # A figure that is not known on the day leaves the cost unknown, never wrong.
        return cost
    work = schedule.hours_per_week * schedule.weeks_per_year / 12
    for place in places.tolist():
        legs = within.legs[int(way[place])]
        away = float(int(legs.out[place]) + int(legs.back[place])) / 60
        cost[place] = hour * care_hours_month(work, schedule.days_per_month, away)
    return cost
