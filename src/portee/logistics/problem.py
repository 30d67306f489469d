"""Orders, vehicles and sites with the times and lengths between them: all that rounds are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.logistics.goods import Order, Site, Vehicle

__all__ = ["FAR", "Problem", "whole_tables"]

Int64 = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FAR = 10_000_000
"""Seconds, or metres, that stand for a way that does not exist: more than any day or battery has."""


@dataclass(frozen=True, eq=False)
class Problem:
    """What is to be routed. k = sites + orders, sites first; p profiles of vehicles.

    Attributes:
        sites, orders, vehicles: ids are unique among each.
        seconds, metres: int64 (p, k, k), from row to column; `FAR` where there is no way; zero on the diagonal. No way
            is longer than by way of a third place, as along streets.
    """

    sites: tuple[Site, ...]
    orders: tuple[Order, ...]
    vehicles: tuple[Vehicle, ...]
    seconds: Int64
    metres: Int64

    def __post_init__(self) -> None:
        for what, named in (("sites", self.sites), ("orders", self.orders), ("vehicles", self.vehicles)):
            ids = [one.id for one in named]
            if len(set(ids)) < len(ids):
                twice = next(id for id in ids if ids.count(id) > 1)
                raise ParameterError(f"Two {what} are called '{twice}'.", mend="Give each a name of its own.")
        if not self.sites or not self.vehicles:
            raise ParameterError("There is no site or no vehicle.", mend="Declare one of each at least.")
        known = {site.id for site in self.sites}
        for vehicle in self.vehicles:
            if vehicle.home not in known:
                raise ParameterError(
                    f"Vehicle '{vehicle.id}' starts at '{vehicle.home}', which is no site.",
                    mend=f"Sites: {', '.join(sorted(known))}.",
                )
        size = len(self.sites) + len(self.orders)
        for name, table in (("seconds", self.seconds), ("metres", self.metres)):
            if table.ndim != 3 or table.shape[1:] != (size, size) or table.shape[0] <= self._profiles:
                raise ParameterError(
                    f"The table of {name} is {table.shape}: it does not fit {size} sites and orders.",
                    mend="Give one table per profile, with a row and a column for each, sites first.",
                )
            if (table < 0).any() or np.diagonal(table, axis1=1, axis2=2).any():
                raise ParameterError(
                    f"The table of {name} has values below zero, or others than zero on its diagonal.",
                    mend="Give `FAR` where there is no way, zero from a place to itself.",
                )

    @property
    def _profiles(self) -> int:
        return max(vehicle.profile for vehicle in self.vehicles)

    def site_of(self, vehicle: Vehicle) -> int:
        """Row of a vehicle's site."""
        return next(row for row, site in enumerate(self.sites) if site.id == vehicle.home)

    def row_of(self, order: int) -> int:
        """Row of an order in the tables."""
        return len(self.sites) + order

    def with_orders(self, chosen: Sequence[int]) -> Problem:
        """The same with some of the orders, in that order."""
        rows = np.array([*range(len(self.sites)), *(self.row_of(order) for order in chosen)], np.int64)
        kept = np.ix_(np.arange(len(self.seconds)), rows, rows)
        orders = tuple(self.orders[order] for order in chosen)
        return replace(self, orders=orders, seconds=self.seconds[kept], metres=self.metres[kept])

    def with_vehicles(self, vehicles: Sequence[Vehicle]) -> Problem:
        """The same with other vehicles."""
        return replace(self, vehicles=tuple(vehicles))

    def of_site(self, site: str, chosen: Sequence[int]) -> Problem:
        """The part of one site: its vehicles and some of the orders."""
        own = [vehicle for vehicle in self.vehicles if vehicle.home == site]
        return self.with_vehicles(own).with_orders(chosen)


def whole_tables(seconds: Floats, metres: Floats) -> tuple[Int64, Int64]:
    """Whole seconds and metres, rounded up so that no window is missed by rounding; `FAR` where not finite.

    Args:
        seconds, metres: float64 of one shape (…, k, k).
    """
    away = ~(np.isfinite(seconds) & np.isfinite(metres)) | (seconds >= FAR) | (metres >= FAR)
    tables = []
    for table in (seconds, metres):
        whole = np.where(away, FAR, np.ceil(np.round(np.where(away, 0.0, table), 6))).astype(np.int64)
        diagonal = np.arange(whole.shape[-1])
        whole[..., diagonal, diagonal] = 0
        tables.append(whole)
    return tables[0], tables[1]
