"""Seconds and metres between sites and doors along the streets, for each way in which vehicles ride."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import numpy as np
import numpy.typing as npt

from portee.core.progress import Progress
from portee.logistics.goods import Order, Site
from portee.logistics.problem import FAR, whole_tables
from portee.network.closing import without_edges
from portee.network.network import Network
from portee.offers.areas import shape_of
from portee.reach.closures import closed_edges
from portee.reach.links import LinkStore
from portee.reach.one_way import OneWay, way_there
from portee.reach.options import LONGEST_MINUTES, Travel
from portee.services.logistics.declared import AccessHours
from portee.services.logistics.resolve import Ride
from portee.territory.places import Places
from portee.world import World

__all__ = ["BICYCLE", "narrowed", "places_of", "streets_of", "tables_of", "travel_of", "ways_of", "with_access_hours"]

Int64 = npt.NDArray[np.int64]
LONGEST_MIN = float(LONGEST_MINUTES)
BICYCLE = "bicycle"


def places_of(sites: Sequence[Site], orders: Sequence[Order]) -> Places:
    """Sites, then doors, as places."""
    every: list[Site | Order] = [*sites, *orders]
    ids = np.array([f"{place}" for place in range(len(every))], object)
    lon, lat = np.array([one.lon for one in every], np.float64), np.array([one.lat for one in every], np.float64)
    return Places(ids, lon, lat)


def tables_of(
    world: World, places: Places, ride: Ride, day: date, *, threads: int = 1, progress: Progress | None = None
) -> tuple[Int64, Int64]:
    """Whole seconds and metres from every place to every place, int64 (k, k); `FAR` where there is no way.

    Bicycles climb as the network's slopes tell; cars drive as fast as the streets allow, longer by the ride's factor. A
    car with a sticker does not use streets that a low-emission zone of the world closes to it on the day.

    Args:
        world: its offers hold the zones. places: k of them. ride: see `Ride`.
    """
    found = ways_of(world, places, places, ride, day, threads=threads, progress=progress)
    return whole_tables(60 * found.minutes, 1000 * found.km)


def ways_of(
    world: World, origins: Places, destinations: Places, ride: Ride, day: date, *, threads: int = 1,
    progress: Progress | None = None,
) -> OneWay:  # fmt: skip
    """Minutes, longer by the ride's factor, and kilometres from n places to m others: as `tables_of`."""
    store, travel = LinkStore(streets_of(world, ride, day)), travel_of(ride)
    ways = way_there(store, origins, destinations, travel, ride.mode, threads=threads, progress=progress)
    return OneWay(ways.minutes * ride.time_factor, ways.km)


def streets_of(world: World, ride: Ride, day: date) -> Network:
    """The network without the streets that low-emission zones close to a ride on a day."""
    network = world.network
    if ride.crit_air is None or world.offers is None or not world.offers.zones:
        return network
    first = datetime.combine(day, time())
    closed = closed_edges(network.streets, world.offers.zones, "van", ride.crit_air, first, first + timedelta(days=1))
    return without_edges(network, "car", closed)


def travel_of(ride: Ride) -> Travel:
    """How a ride is searched, in free flow and to the door."""
    speed = {"bicycle_speed_kmh": ride.speed_kmh} if ride.mode == BICYCLE else {}
    return Travel(mode=ride.mode, max_time_min=LONGEST_MIN, parking_min=0.0, **speed)  # type: ignore[arg-type]


def narrowed(orders: Sequence[Order], hours: Sequence[AccessHours], rides: Sequence[Ride]) -> tuple[Order, ...]:
    """The orders with windows cut to the hours of access, where these hold for every ride and meet the window."""
    found = list(orders)
    for rule in hours:
        if not all(ride.kind in rule.kinds for ride in rides):
            continue
        for place in np.flatnonzero(_inside(found, rule)).tolist():
            first, last = max(found[place].from_s, rule.from_), min(found[place].until_s, rule.until)
            if first <= last:
                found[place] = replace(found[place], from_s=first, until_s=last)
    return tuple(found)


def with_access_hours(
    seconds: Int64, orders: Sequence[Order], hours: Sequence[AccessHours], ride: Ride, *, sites: int
) -> Int64:
    """The same table with no way to doors that the kind of vehicle may not serve during the whole window.

    A window is one for all vehicles: what does not lie within the hours of access is left to the other kinds.

    Args:
        sites: rows before those of the orders.
    """
    table = seconds.copy()
    for rule in hours:
        if ride.kind not in rule.kinds:
            continue
        for place in np.flatnonzero(_inside(orders, rule)).tolist():
            if not rule.from_ <= orders[place].from_s <= orders[place].until_s <= rule.until:
                row = sites + place
                table[row, :] = table[:, row] = FAR
                table[row, row] = 0
    return table


def _inside(orders: Sequence[Order], rule: AccessHours) -> npt.NDArray[np.bool_]:
    import shapely

    lon, lat = [order.lon for order in orders], [order.lat for order in orders]
    return np.asarray(shapely.contains_xy(shape_of(rule.area), lon, lat), np.bool_)
