"""Design of a hub: who would use which of its services, what they gain, and how sure that is.

import portee

found = portee.hub_design("euromed", "fabriques", "filosofi_200m.csv", ["pois.csv"], weights=["@count"])
print(found.totals, found.sensitivity.head(3), found.notes)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.core.progress import Progress
from portee.hubs.demand.assumptions import Assumption, Assumptions, central
from portee.hubs.demand.eligible import able_to_use, standard_of_living
from portee.hubs.demand.estimate import demand_of, trips_of
from portee.hubs.demand.filled import filled, use_by_tariff
from portee.hubs.demand.sensitivity import draws, tornado
from portee.hubs.demand.ways import OwnCosts, Tables, is_offered, own_ways, service_way
from portee.services.hubs.design_asked import ToDesign
from portee.services.hubs.design_frames import (
    cells_frame,
    demand_frame,
    gains_frame,
    intervals_frame,
    swings_frame,
    totals_frame,
)
from portee.services.hubs.design_notes import notes_of
from portee.services.hubs.design_tables import tables_of, walks_to
from portee.services.hubs.designed import DesignedHub
from portee.services.modal.asked import ModalAsked
from portee.services.modal.costs import mode_costs
from portee.territory.places import Places

__all__ = ["design_hub"]

Floats = npt.NDArray[np.float64]
REACH_STAY_H = 0.0
REACH_MOMENT = 0


@dataclass(frozen=True, eq=False)
class _Area:
    """Around the hub. cells: from which somebody may walk to it. people: of each kind, float64 (p, c)."""

    cells: Places
    people: Floats
    to_hub: Floats
    withheld: npt.NDArray[np.bool_]


def design_hub(to: ToDesign, *, threads: int = 1, progress: Progress | None = None) -> DesignedHub:
    """Compute the design of a hub from what was resolved by `portee.services.hubs.design_asked.resolved`.

    Args:
        to: everything read. threads: searches at a time. progress: told of each root searched, then of each
            result of the bounds and the draws.

    Raises:
        ParameterError: nobody lives within a walk of the hub, or too few to tell anything.
        OutsideNetworkError, NoServiceError: as the searches.
    """
    plan, asked, profiles = to.plan, to.asked, to.residents.profiles
    a, bounds, figures = central(plan.figures_on)
    bounds = _own_values(bounds, asked.assume, {service.kind for service in plan.services})
    a = a.with_(asked.assume)
    area = _area(to, threads)
    costs, said = _costs(to)
    tables, more = tables_of(
        to.world.replace(offers=to.offers), to.hub, area.cells, area.to_hub, to.destinations, _drawn(to), profiles, a,
        costs, to.day, threads=threads, progress=progress,
    )  # fmt: skip
    day = plan.figures_on.replace(year=plan.start, month=1, day=1)

    def trips(values: Assumptions) -> Floats:
        return trips_of(tables, area.people, profiles, plan.services, values, day)

    demand = demand_of(tables, area.people, profiles, plan.services, a, day)
    uses = use_by_tariff(demand, plan.services, a)
    swings = tornado(trips, a, bounds, threads=threads, progress=progress)
    drawn = draws(
        trips, a, bounds, count=asked.draws, seed=asked.seed, threads=threads, progress=progress
    )  # fmt: skip
    whole, short = filled(plan, uses, a, replace_use=asked.replace_use)
    modelled = {use.service for use in uses}
    totals = totals_frame(plan, uses)
    reached, able = _reached(to, tables, area, a)
    return DesignedHub(
        whole, plan, demand_frame(demand, profiles, plan.services), totals,
        gains_frame(demand, profiles, plan.services, a, reached, able).select(
            _gain_columns(to.kinds)
        ),
        swings_frame(swings, demand.by_service(len(plan.services))), intervals_frame(plan, drawn, asked.seed),
        to.kinds, tuple(service.id for k, service in enumerate(plan.services) if k not in modelled),
        notes_of(to, area.people, totals, swings, short, able, _unknown(to), (*said, *more)),
        (*figures.record(), *_cost_figures(to)), _told(to),
        cells_frame(demand, area.cells, area.people, area.withheld), short,
    )  # fmt: skip


def _own_values(
    bounds: Sequence[Assumption], own: Mapping[str, float], kinds: set[str]
) -> tuple[Assumption, ...]:  # fmt: skip
    """Bounds around values of one's own, without those of services that the hub does not have."""
    there = [bound for bound in bounds if "." not in bound.name or bound.name.partition(".")[2] in kinds]
    return tuple(
        bound if bound.name not in own else replace(
            bound, central=own[bound.name], low=min(bound.low, own[bound.name]), high=max(bound.high, own[bound.name])
        )
        for bound in there
    )  # fmt: skip


def _area(to: ToDesign, threads: int) -> _Area:
    """Cells within a walk of the hub for any of the profiles."""
    residents = to.residents
    longest = max(one.walking.max_min * one.walking.speed_kmh / 3.6 for one in residents.profiles)
    walks = walks_to(to.world, to.hub, residents.homes, max(longest, 1.0), threads=threads)
    here = np.isfinite(walks) & (residents.people.sum(axis=0) > 0)
    if not here.any():
        raise ParameterError(
            f"Nobody lives within a walk of {longest:.0f} minutes of the hub.", where=Where(field="place"),
            mend="Put the hub nearer to where people live, or give another territory.",
        )  # fmt: skip
    if residents.hidden(here):
        raise ParameterError(
            "Too few households live within a walk of the hub to tell anything of them.", where=Where(field="place"),
            mend="Put the hub nearer to where people live.",
        )  # fmt: skip
    return _Area(residents.homes.take(here), residents.people[:, here], walks[here], residents.withheld[here])


def _costs(to: ToDesign) -> tuple[OwnCosts, tuple[str, ...]]:
    asked = to.asked
    modal = ModalAsked(transit_eur=asked.transit_eur, car_eur_km=asked.car_eur_km, parking_eur=asked.parking_eur)
    costs, _ = mode_costs(to.world.replace(offers=to.offers), to.day, modal)
    return OwnCosts(costs.transit_eur, costs.car_eur_km, costs.parking_eur, costs.bicycle_eur_km), costs.notes


def _cost_figures(to: ToDesign) -> list[dict[str, Any]]:
    asked = to.asked
    modal = ModalAsked(transit_eur=asked.transit_eur, car_eur_km=asked.car_eur_km, parking_eur=asked.parking_eur)
    return mode_costs(to.world.replace(offers=to.offers), to.day, modal)[1].record()


def _drawn(to: ToDesign) -> Floats:
    """What draws people, float64 (2, d): each kind counts the same; work may have a kind of its own."""
    columns = {kind: to.destinations.weight(kind) for kind in to.kinds}
    even = {kind: weight / max(float(weight.sum()), 1e-300) for kind, weight in columns.items()}
    every = np.sum(list(even.values()), axis=0)
    jobs = to.asked.jobs
    if jobs is None:
        return np.stack([every, every])
    rest = every - even[jobs] if len(even) > 1 else every
    return np.stack([even[jobs], np.maximum(rest, 0.0)])


def _reached(to: ToDesign, tables: Tables, area: _Area, a: Assumptions) -> tuple[Mapping[str, Floats], list[str]]:
    """What each profile has within reach with and without the hub, mean of its people, and which services it can use.

    Returns:
        float64 (p,) by column; ids of services by profile.
    """
    profiles, services = to.residents.profiles, to.plan.services
    weights = np.stack([to.destinations.weight(kind) for kind in to.kinds], axis=1)
    found = {f"reached_{when}_{kind}": np.zeros(len(profiles)) for kind in to.kinds for when in ("today", "with")}
    able = []
    for p, profile in enumerate(profiles):
        income = standard_of_living(profile)
        own = own_ways(profile, tables, a, income)
        most = np.inf if to.asked.within_min is None else to.asked.within_min
        # Infinite minutes are more than any limit, and never less than one that is infinite.
        today = (np.where(np.isfinite(own.minutes), own.minutes, np.nan) <= most).any(axis=0)
        today |= np.where(np.isfinite(ridden := own.transit_minutes[REACH_MOMENT]), ridden, np.nan) <= most
        after, usable = today, []
        for service in services:
            day = to.plan.figures_on
            way = service_way(profile, service, tables, a, income, stay_h=REACH_STAY_H, day=day)
            if way is not None:
                after = after | (np.isfinite(way.minutes) & (way.minutes <= most))
                usable.append(service.id)
        able.append(" ".join(usable))
        share = area.people[p] / max(float(area.people[p].sum()), 1e-300)
        for when, reached in (("today", today), ("with", after)):
            for k, kind in enumerate(to.kinds):
                found[f"reached_{when}_{kind}"][p] = float(share @ (reached @ weights[:, k]))
    return found, able


def _gain_columns(kinds: Sequence[str]) -> list[str]:
    from portee.services.hubs.designed import GAINS

    return [*GAINS, *(f"reached_{when}_{kind}" for kind in kinds for when in ("today", "with"))]


def _unknown(to: ToDesign) -> tuple[str, ...]:
    """What would have to be asked of profiles of whom too little is known."""
    found = {
        f"{profile.id}: {', '.join(able.unknown)} ({service.id})"
        for profile in to.residents.profiles for service in to.plan.services
        if is_offered(service) and (able := able_to_use(profile, service)).unknown and not able.missing
    }  # fmt: skip
    return tuple(sorted(found))


def _told(to: ToDesign) -> dict[str, Any]:
    return {
        **asdict(to.asked), "day": to.day.isoformat(), "kinds": list(to.kinds),
        "profiles": [profile.id for profile in to.residents.profiles],
    }  # fmt: skip
