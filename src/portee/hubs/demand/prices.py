"""What an outing with a service costs a resident, by the cheapest tariff that is open to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from portee.hubs.plan.costs import Payer
from portee.hubs.plan.tariffs import Period, Tariff

__all__ = ["cheapest", "open_tariffs", "outing_eur"]

Floats = npt.NDArray[np.float64]
RESIDENTS: Payer = "residents"


def open_tariffs(tariffs: Sequence[Tariff], *, solidarity: bool) -> tuple[Tariff, ...]:
    """Tariffs that a resident may take: those for others to pay alone (firms) are none of them."""
    return tuple(
        tariff for tariff in tariffs
        if tariff.paid_by.get(RESIDENTS, 0.0) > 0 and (solidarity or not tariff.solidarity)
    )  # fmt: skip


def _period(tariff: Tariff, day: date) -> Period:
    """The period in force, the last one that began; the first one before all of them."""
    begun = [period for period in tariff.prices if period.from_ <= day]
    return begun[-1] if begun else tariff.prices[0]


def outing_eur(tariff: Tariff, day: date, hours: Floats, km: Floats, uses_month: float) -> Floats:
    """EUR of one outing that the resident pays, float64 like `hours`; a month's price is shared among its outings."""
    period = _period(tariff, day)
    steps = np.zeros(hours.shape)
    for step in period.steps:
        inside = (hours >= step.from_) & (hours < (np.inf if step.to is None else step.to))
        steps = np.where(inside, step.eur, steps)
    whole = period.per_trip + steps + period.per_km * km + period.per_hour * hours + period.per_month / uses_month
    return np.asarray(whole * tariff.paid_by[RESIDENTS])


def cheapest(
    tariffs: Sequence[Tariff], day: date, hours: Floats, km: Floats, uses_month: float
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """EUR of each outing by the cheapest tariff, and which it is; infinite where there is no tariff."""
    if not tariffs:
        return np.full(hours.shape, np.inf), np.zeros(hours.shape, np.int64)
    prices = np.stack([outing_eur(tariff, day, hours, km, uses_month) for tariff in tariffs])
    return prices.min(axis=0), prices.argmin(axis=0)
