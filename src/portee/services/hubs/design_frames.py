"""Tables of the design of a hub, with the columns that `portee.services.hubs.designed` declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.hubs.demand.assumptions import DAY_TYPES, HOURS, Assumptions
from portee.hubs.demand.estimate import Demand
from portee.hubs.demand.filled import TariffUse, members_of
from portee.hubs.demand.sensitivity import Swing
from portee.hubs.plan.services import Service
from portee.hubs.plan.tariffs import Use
from portee.hubs.plan.whole import HubPlan
from portee.people.profile import Profile
from portee.services.hubs.designed import CELLS, DEMAND, GAINS, INTERVALS, SENSITIVITY, TOTALS
from portee.territory.places import Places

__all__ = ["cells_frame", "demand_frame", "gains_frame", "intervals_frame", "swings_frame", "totals_frame"]

Floats = npt.NDArray[np.float64]
Row = dict[str, object]
MONTHS, DAYS = 12, 365.25


def _frame(rows: Sequence[Row], schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict(schema), orient="row")


def demand_frame(demand: Demand, profiles: Sequence[Profile], services: Sequence[Service]) -> pl.DataFrame:
    """One row per profile, service, tariff, type of day and hour with any trip."""
    rows: list[Row] = []
    for flow in demand.flows:
        year = demand.year(flow)
        for d, day_type in enumerate(DAY_TYPES):
            for hour in range(HOURS):
                if not flow.trips[d, hour] > 0:
                    continue
                rows.append(
                    {
                        "profile": profiles[flow.profile].id, "service": services[flow.service].id,
                        "tariff": flow.tariff, "day_type": day_type, "hour": hour,
                        "trips_day": float(flow.trips[d, hour]), "new_trips_day": float(flow.new[d, hour]),
                        "hours_trip": flow.hours / year, "km_trip": flow.km / year,
                    }
                )  # fmt: skip
    return _frame(rows, DEMAND)


def totals_frame(plan: HubPlan, uses: Sequence[TariffUse]) -> pl.DataFrame:
    """One row per service and tariff that residents may take."""
    rows: list[Row] = []
    by_service: dict[int, float] = {}
    for use in uses:
        by_service[use.service] = by_service.get(use.service, 0.0) + use.trips
    for use in uses:
        service = plan.services[use.service]
        vehicles = float(sum(thing.count for thing in service.things if thing.vehicle))
        rows.append(
            {
                "service": service.id, "tariff": use.tariff, "trips_year": use.trips, "new_trips_year": use.new,
                "members": use.members, "hours_trip": use.hours, "km_trip": use.km, "eur_trip": use.eur,
                "vehicles": vehicles,
                "trips_vehicle_day": by_service[use.service] / DAYS / vehicles if vehicles else None,
                "written_trips_year": _written(service.use, use.tariff),
            }
        )  # fmt: skip
    return _frame(rows, TOTALS)


def _written(uses: Sequence[Use], tariff: str) -> float | None:
    found = [use for use in uses if use.tariff == tariff and not use.modelled]
    if not found:
        return None
    return float(sum(use.trips[-1] if isinstance(use.trips, tuple) else use.trips for use in found))


def gains_frame(
    demand: Demand, profiles: Sequence[Profile], services: Sequence[Service], assumptions: Assumptions,
    reached: Mapping[str, Floats], able: Sequence[str],
) -> pl.DataFrame:  # fmt: skip
    """One row per profile that lives there."""
    rows: list[Row] = []
    for p, profile in enumerate(profiles):
        gain = demand.gains[p]
        if not gain.people > 0:
            continue
        mine = [k for k, flow in enumerate(demand.flows) if flow.profile == p]
        flows = [demand.flows[k] for k in mine]
        rows.append(
            {
                "profile": profile.id, "people": gain.people, "able_services": able[p],
                "trips_month": sum(demand.year(flow) for flow in flows) / MONTHS,
                "new_trips_month": sum(demand.year(flow, new=True) for flow in flows) / MONTHS,
                "members": sum(members_of(demand, k, gain.people, services, assumptions) for k in mine),
                "minutes_saved_month": sum(flow.minutes_saved for flow in flows) / MONTHS,
                "eur_saved_month": sum(flow.eur_saved for flow in flows) / MONTHS,
                "surplus_eur_month": gain.surplus / MONTHS,
                **{name: float(values[p]) for name, values in reached.items()},
            }
        )  # fmt: skip
    return _frame(rows, {**GAINS, **dict.fromkeys(reached, pl.Float64)})


def cells_frame(
    demand: Demand, cells: Places, people: Floats, withheld: npt.NDArray[np.bool_]
) -> pl.DataFrame:  # fmt: skip
    """One row per cell, of all profiles together."""
    surplus = np.sum([gain.by_cell for gain in demand.gains], axis=0) / MONTHS
    return pl.DataFrame(
        {
            "cell": [str(id) for id in cells.ids.tolist()], "lon": cells.lon, "lat": cells.lat,
            "people": people.sum(axis=0), "surplus_eur_month": surplus, "withheld": withheld,
        },
        schema=dict(CELLS),
    )  # fmt: skip


def swings_frame(swings: Sequence[Swing], middle: Floats) -> pl.DataFrame:
    """One row per assumption, the one that matters most first."""
    return _frame(
        [
            {
                "assumption": swing.assumption.name, "title_fr": swing.assumption.title.fr,
                "title_en": swing.assumption.title.en, "unit": swing.assumption.unit, "low": swing.assumption.low,
                "central": swing.assumption.central, "high": swing.assumption.high,
                "trips_year_low": float(swing.low.sum()), "trips_year_central": float(middle.sum()),
                "trips_year_high": float(swing.high.sum()), "swing_trips_year": swing.width,
                "checked": swing.assumption.checked,
            }
            for swing in swings
        ],
        SENSITIVITY,
    )  # fmt: skip


def intervals_frame(plan: HubPlan, drawn: Floats, seed: int) -> pl.DataFrame:
    """One row per service, and one for all of them; none without draws."""
    if not len(drawn):
        return _frame([], INTERVALS)
    columns = [("", drawn.sum(axis=1)), *((service.id, drawn[:, k]) for k, service in enumerate(plan.services))]
    rows: list[Row] = []
    for name, values in columns:
        if name and not values.any():
            continue
        low, middle, high = np.quantile(values, [0.05, 0.5, 0.95]).tolist()
        rows.append(
            {"service": name, "trips_year_p05": low, "trips_year_p50": middle, "trips_year_p95": high,
             "draws": len(drawn), "seed": seed}
        )  # fmt: skip
    return _frame(rows, INTERVALS)
