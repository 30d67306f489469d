"""The way out and the way back of one way of commuting: how long, how far along streets, at which price of the ride."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.offers.cost import MonthlyCost

__all__ = ["BothLegs"]

Bool = npt.NDArray[np.bool_]
Int32 = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class BothLegs:
    """Both legs of one way of commuting, shape (n,): to every place of work, or from every home.

    Attributes:
        out, back: int32 seconds on whole minutes, UNREACHED where impossible.
        out_km, back_km, out_min, back_min: float64, kilometres and minutes ridden along streets on each leg: all the
            way, or to the stop; 0 on foot to public transport; anything where impossible.
    """

    out: Int32
    back: Int32
    out_km: Floats
    back_km: Floats
    out_min: Floats
    back_min: Floats

    @property
    def km(self) -> Floats:
        """Kilometres along streets of one leg on average."""
        return (self.out_km + self.back_km) / 2

    @property
    def ride_min(self) -> Floats:
        """Minutes ridden along streets on one leg on average."""
        return (self.out_min + self.back_min) / 2

    def ride_eur(self, cost: MonthlyCost, at: Bool) -> Floats:
        """Euros of the ride of one leg on average, each leg priced by its own length, where `at` is true."""
        there = cost.ride_eur(self.out_km[at], self.out_min[at])
        return (there + cost.ride_eur(self.back_km[at], self.back_min[at])) / 2

    def within(self, limit_min: float) -> Bool:
        """Where both legs last no longer than a limit: bool (n,)."""
        limit = int(limit_min * 60)
        return np.asarray((self.out <= limit) & (self.back <= limit))
