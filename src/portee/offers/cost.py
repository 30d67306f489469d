"""What a way of commuting costs in a month: a fixed part, a part by trip, by kilometre and by minute, and rides."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.offers.pricing import PricingPlan, price_eur

__all__ = ["FREE", "UNKNOWN", "MonthlyCost"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class MonthlyCost:
    """Euros a month as a function of trips, kilometres and minutes; a trip is one way.

    Attributes:
        fixed_eur: passes, subscriptions and rents, what the employer pays by law already taken off.
        per_trip_eur, cap_eur: tickets, and the most they cost in a month.
        per_km_eur, per_minute_eur: along streets, of one's own or a hired vehicle.
        free_minutes: minutes of each trip that are not charged.
        full_fixed_eur: what owning the vehicle costs beside, whether or not one commutes; told, not charged.
        parts: what the fixed part is made of, by name.
        capped: further tickets, each with its own most: (EUR per trip, EUR in a month).
        plan: by which the ride of each trip is priced beside; a trip without a ride (0 minutes) costs nothing of it.
        known: whether the price is known. What is not is infinite (`UNKNOWN`), or a part that is said to be missing.
    """

    fixed_eur: float = 0.0
    per_trip_eur: float = 0.0
    cap_eur: float | None = None
    per_km_eur: float = 0.0
    per_minute_eur: float = 0.0
    free_minutes: float = 0.0
    full_fixed_eur: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)
    capped: tuple[tuple[float, float], ...] = ()
    plan: PricingPlan | None = None
    known: bool = True

    @property
    def by_distance(self) -> bool:
        """Whether trips of different length or duration cost differently."""
        return bool(self.per_km_eur or self.per_minute_eur or self.plan is not None)

    def ride_eur(self, km: npt.ArrayLike, minutes: npt.ArrayLike) -> Floats:
        """Euros of one trip by its kilometres and minutes, beside its ticket: float64 of the broadcast shape.

        Infinite where `km` or `minutes` is and something is charged for them.
        """
        length, time = np.broadcast_arrays(*(np.asarray(given, np.float64) for given in (km, minutes)))
        total = np.zeros(length.shape)
        for rate, amount in ((self.per_km_eur, length), (self.per_minute_eur, time - self.free_minutes)):
            if rate:
                total = total + rate * np.maximum(amount, 0.0)
        if self.plan is not None:
            ridden = np.isfinite(length) & np.isfinite(time) & (time > 0)
            paid = price_eur(self.plan, np.where(ridden, time, 0.0), np.where(ridden, length, 0.0))
            impossible = ~np.isfinite(length) | ~np.isfinite(time)
            total = total + np.where(ridden, np.maximum(paid, 0.0), np.where(impossible, np.inf, 0.0))
        return np.asarray(total)

    def trips_eur(self, trips: npt.ArrayLike, ride_eur: npt.ArrayLike = 0.0) -> Any:
        """Euros in a month of so many one-way trips, each with a ride of so much (see `ride_eur`).

        float64 of the broadcast shape; infinite where a ride is, without any trip too.
        """
        count, each = np.broadcast_arrays(*(np.asarray(given, np.float64) for given in (trips, ride_eur)))
        tickets = self.per_trip_eur * count
        if self.cap_eur is not None:
            tickets = np.minimum(tickets, self.cap_eur)
        for rate, most in self.capped:
            tickets = tickets + np.minimum(rate * count, most)
        rides = np.array(each)
        # What is impossible stays infinite without any trip.
        np.multiply(each, count, out=rides, where=np.isfinite(each))
        return self.fixed_eur + tickets + rides

    def month(self, trips: npt.ArrayLike, km: npt.ArrayLike = 0.0, minutes: npt.ArrayLike = 0.0) -> Any:
        """Euros in a month.

        Args:
            trips: one-way trips in a month. km, minutes: length and duration of each of them along streets. Where they
                differ, price each with `ride_eur` and give the mean to `trips_eur`: the price of a mean ride is not the
                mean price.

        Returns:
            float64 of the broadcast shape; infinite where `km` or `minutes` is and something is charged for them.
        """
        return self.trips_eur(trips, self.ride_eur(km, minutes))


FREE = MonthlyCost()

UNKNOWN = MonthlyCost(fixed_eur=math.inf, known=False)
"""Nobody knows: beyond every budget, and possible only for those who set none."""
