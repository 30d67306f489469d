"""In which unit each unit cost of a hub is told, so that no figure in years or kilometres is taken for euros."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["units_wanted"]

UNITS = {
    "insurance": ("EUR/year",),
    "upkeep": ("EUR/year", "EUR/bike/year"),
    "subscription": ("EUR/month",),
    "upkeep_km": ("EUR/km",),
    "per_100km": ("kWh/100 km", "L/100 km", "L/100 km, kWh/100 km for electric"),
    "energy": ("EUR/kWh", "EUR/L"),
    "gross": ("EUR/month",),
    "rent": ("EUR/m2/year",),
    "charges": ("EUR/m2/year",),
}


def units_wanted(field: str, holder: Mapping[str, Any]) -> tuple[str, ...]:
    """Units of figures that fit a cost; none when any does.

    Args:
        field: name of the cost, such as "price". holder: the part of the file that it stands in, which may tell whether
            the price is a rent a month, or the cost one a month.
    """
    if field == "price":
        return ("EUR/month",) if holder.get("how") == "lease" else ("EUR",)
    if field == "cost":
        return ("EUR/month",) if holder.get("every") == "month" else ("EUR/year",)
    return UNITS.get(field, ())
