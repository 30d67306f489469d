"""What a design of a hub gives: the plan with its use filled, demand, who gains what, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from portee.core.declared import Words
from portee.hubs.plan.whole import HubPlan

__all__ = ["CELLS", "DEMAND", "GAINS", "INTERVALS", "SENSITIVITY", "TOTALS", "DesignedHub"]

DEMAND: Mapping[str, type[pl.DataType]] = {
    "profile": pl.String, "service": pl.String, "tariff": pl.String, "day_type": pl.String, "hour": pl.Int64,
    "trips_day": pl.Float64, "new_trips_day": pl.Float64, "hours_trip": pl.Float64, "km_trip": pl.Float64,
}  # fmt: skip
"""Of one day of a type and one hour of departure. A trip is a hire, there and back; `trips_day` holds the new ones."""
TOTALS: Mapping[str, type[pl.DataType]] = {
    "service": pl.String, "tariff": pl.String, "trips_year": pl.Float64, "new_trips_year": pl.Float64,
    "members": pl.Float64, "hours_trip": pl.Float64, "km_trip": pl.Float64, "eur_trip": pl.Float64,
    "vehicles": pl.Float64, "trips_vehicle_day": pl.Float64, "written_trips_year": pl.Float64,
}  # fmt: skip
"""Of a usual year, once people know the hub. `eur_trip` is what a resident pays, months of membership included.
`written_trips_year` is what the file says of the last year, null where it says nothing. Trips of a vehicle and day are
those of the whole service."""
GAINS: Mapping[str, type[pl.DataType]] = {
    "profile": pl.String, "people": pl.Float64, "able_services": pl.String, "trips_month": pl.Float64,
    "new_trips_month": pl.Float64, "members": pl.Float64, "minutes_saved_month": pl.Float64,
    "eur_saved_month": pl.Float64, "surplus_eur_month": pl.Float64,
}  # fmt: skip
"""By profile, of all its people together, followed by `reached_today_KIND` and `reached_with_KIND`, mean of its people.
Savings are of trips that were made before; surplus is what all changes are worth to them in money."""
CELLS: Mapping[str, type[pl.DataType]] = {
    "cell": pl.String, "lon": pl.Float64, "lat": pl.Float64, "people": pl.Float64, "surplus_eur_month": pl.Float64,
    "withheld": pl.Boolean,
}  # fmt: skip
"""By cell from which somebody may walk to the hub: its people whom a profile stands for, and what all of them gain.
Figures of a cell that is `withheld` are never told alone: too few households, or estimated by its source."""
SENSITIVITY: Mapping[str, type[pl.DataType]] = {
    "assumption": pl.String, "title_fr": pl.String, "title_en": pl.String, "unit": pl.String,
    "low": pl.Float64, "central": pl.Float64, "high": pl.Float64,
    "trips_year_low": pl.Float64, "trips_year_central": pl.Float64, "trips_year_high": pl.Float64,
    "swing_trips_year": pl.Float64, "checked": pl.Boolean,
}  # fmt: skip
"""One assumption moved at a time, the one that matters most first."""
INTERVALS: Mapping[str, type[pl.DataType]] = {
    "service": pl.String, "trips_year_p05": pl.Float64, "trips_year_p50": pl.Float64, "trips_year_p95": pl.Float64,
    "draws": pl.Int64, "seed": pl.Int64,
}  # fmt: skip
"""All assumptions drawn together; the service "" is all of them."""


@dataclass(frozen=True, eq=False)
class DesignedHub:
    """A designed hub.

    Attributes:
        plan: as written, with `use` filled by the model where nobody wrote it. written: as written.
        demand, totals, gains, sensitivity, intervals: tables with the columns of `DEMAND`, `TOTALS`, `GAINS`,
            `SENSITIVITY` and `INTERVALS`.
        kinds: names of what is within reach, as in the columns of `gains`.
        not_modelled: ids of services that the model says nothing of.
        notes: remarks that a result must carry, the most important assumption among them.
        figures: what the result rests on: name, value, unit, source, whether checked and out of date.
        asked: what was asked, for the record. cells: a table with the columns of `CELLS`.
        short: by service, the share of its modelled use that its vehicles allow, where that is below 1.
    """

    plan: HubPlan
    written: HubPlan
    demand: pl.DataFrame
    totals: pl.DataFrame
    gains: pl.DataFrame
    sensitivity: pl.DataFrame
    intervals: pl.DataFrame
    kinds: tuple[str, ...]
    not_modelled: tuple[str, ...]
    notes: tuple[Words, ...]
    figures: tuple[Mapping[str, Any], ...]
    asked: Mapping[str, Any]
    cells: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict(CELLS)))
    short: Mapping[str, float] = field(default_factory=dict)

    @property
    def trips_year(self) -> float:
        """Hires of a usual year, of all services."""
        return float(self.totals["trips_year"].sum())

    @property
    def unmet_trips_year(self) -> float:
        """Hires of a usual year that the model sees and that the plan leaves out, for want of vehicles."""
        modelled = {(one.id, use.tariff) for one in self.plan.services for use in one.use if use.modelled}
        return float(
            sum(
                row["trips_year"] * (1 - self.short[row["service"]])
                for row in self.totals.iter_rows(named=True)
                if row["service"] in self.short and (row["service"], row["tariff"]) in modelled
            )
        )
