"""Rounds and sites as tables with places on the map: the lines of vehicles, and what passes through each site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from portee.core.clock import format_time_of_day
from portee.services.logistics.compute import Rounds
from portee.services.logistics.resolve import Goods
from portee.services.logistics.siting import SitedSpots

if TYPE_CHECKING:
    import geopandas
    import shapely

__all__ = [
    "CANDIDATE_COLUMNS", "ROUND_COLUMNS", "SITE_COLUMNS", "candidate_frame", "round_frame", "site_frame",
]  # fmt: skip

ROUND_COLUMNS = {
    "leg": "supply: from a depot to micro-hubs; doors: to doors",
    "vehicle": "kind of vehicle, as declared",
    "number": "which of the vehicles of that kind",
    "home": "site from which it starts",
    "starts": "time of day at which loading begins",
    "ends": "time of day at which it is back for good",
    "trips": "times that it leaves its site",
    "stops": "orders served, or supplies brought",
    "parcels": "delivered, pieces",
    "picked_up": "picked up, pieces",
    "km": "kilometres driven",
    "hours": "hours of driver",
    "cost": "euros, without the site",
    "g_co2e": "grams of greenhouse gases",
}
SITE_COLUMNS = {
    "id": "name of the site",
    "kind": "depot, micro_hub or locker",
    "opens": "time of day",
    "closes": "time of day",
    "room": "parcels that it holds in a day, empty for no limit",
    "cost_day": "euros a day",
    "parcels": "delivered from there, or into the locker, pieces",
    "rounds": "rounds that start there",
}
CANDIDATE_COLUMNS = {
    "id": "name of the candidate",
    "name": "what people call it, or its street",
    "kind": "kind of place",
    "opened": "1 when a micro-hub stands there, else 0",
    "m2": "its area, m², empty where nobody tells it",
    "cost_day": "euros a day",
    "room": "parcels that it holds in a day, empty for no limit",
    "parcels": "parcels whose micro-hub it is",
}
HOUR_S = 3600


def round_frame(found: Rounds, goods: Goods, lines: Sequence[Sequence[shapely.LineString]]) -> geopandas.GeoDataFrame:
    """One row per round, with its line; `lines` as `portee.services.logistics.lines.round_lines` gives them."""
    import geopandas

    rows: list[tuple[Any, ...]] = []
    for leg in found.legs:
        orders = {order.id: order for order in leg.problem.orders}
        homes = {vehicle.id: vehicle.home for vehicle in leg.problem.vehicles}
        for one in leg.plan.rounds:
            served = [orders[id] for id in one.orders]
            km = one.metres / 1000
            clock = (format_time_of_day(second) for second in (one.stops[0].begins_s, one.stops[-1].arrives_s))
            rows.append(
                (
                    "doors" if leg is found.doors else "supply", one.vehicle, one.number, homes[one.vehicle], *clock,
                    one.trips, len(served), sum(order.delivery.parcels for order in served),
                    sum(order.pickup.parcels for order in served), km, one.seconds / HOUR_S, one.micro / 1_000_000,
                    km * goods.traits[one.vehicle].g_co2e_km,
                )
            )  # fmt: skip
    table = [dict(zip(ROUND_COLUMNS, row, strict=True)) for row in rows]
    shapes = [line for leg in lines for line in leg]
    return geopandas.GeoDataFrame(table, columns=list(ROUND_COLUMNS), geometry=shapes, crs="EPSG:4326")


def site_frame(found: Rounds, goods: Goods) -> geopandas.GeoDataFrame:
    """One row per depot, micro-hub and locker."""
    import geopandas
    import shapely

    homes = {vehicle.id: vehicle.home for vehicle in (*goods.vehicles, *goods.supply, *goods.vans)}
    sent: dict[str, int] = {}
    rounds: dict[str, int] = {}
    for leg in found.legs:
        parcels = {order.id: order.delivery.parcels for order in leg.problem.orders}
        for one in leg.plan.rounds:
            home = homes[one.vehicle]
            rounds[home] = rounds.get(home, 0) + 1
            sent[home] = sent.get(home, 0) + sum(parcels[id] for id in one.orders)
    held = {order.id: order.delivery.parcels for order in goods.orders}
    served = {id for one in found.doors.plan.rounds for id in one.orders}
    rows: list[tuple[Any, ...]] = []
    points = []
    for kind, sites in (("depot", goods.depots), ("micro_hub", goods.hubs)):
        for site in sites:
            hours = (format_time_of_day(second) for second in (site.opens_s, site.closes_s))
            rows.append((site.id, kind, *hours, site.room, site.cost_day, sent.get(site.id, 0), rounds.get(site.id, 0)))
            points.append(shapely.Point(site.lon, site.lat))
    for locker in goods.declared.lockers:
        id = f"locker-{locker.id}"
        rows.append((locker.id, "locker", "", "", locker.parcels, 0.0, held.get(id, 0) if id in served else 0, 0))
        points.append(shapely.Point(*locker.at))
    table = [dict(zip(SITE_COLUMNS, row, strict=True)) for row in rows]
    frame = geopandas.GeoDataFrame(table, columns=list(SITE_COLUMNS), geometry=points, crs="EPSG:4326")
    return frame.astype({"room": "Int64"})


def candidate_frame(hubs: SitedSpots) -> geopandas.GeoDataFrame:
    """One row per candidate that fits, opened or not."""
    import geopandas
    import shapely

    rows = [
        (one.id, one.name, one.kind, int(here), one.m2, one.cost_day, one.parcels, parcels)
        for one, here, parcels in zip(
            hubs.spots, hubs.found.opened.tolist(), hubs.parcels.tolist(), strict=True
        )
    ]  # fmt: skip
    points = [shapely.Point(one.lon, one.lat) for one in hubs.spots]
    table = [dict(zip(CANDIDATE_COLUMNS, row, strict=True)) for row in rows]
    frame = geopandas.GeoDataFrame(table, columns=list(CANDIDATE_COLUMNS), geometry=points, crs="EPSG:4326")
    return frame.astype({"room": "Int64", "m2": "Float64"})
