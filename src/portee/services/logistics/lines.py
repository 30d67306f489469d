"""Where rounds go: the streets along which each vehicle drives from stop to stop, as lines on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.logistics.goods import Order, Site
from portee.logistics.plan import Round
from portee.network.network import Network
from portee.network.paths import street_path
from portee.network.snapping import Snapped
from portee.reach.streetwise import attached_places, cost_limit
from portee.services.logistics.compute import Leg, Rounds
from portee.services.logistics.resolve import Goods, Ride
from portee.services.logistics.times import streets_of, travel_of
from portee.territory.places import Places
from portee.world import World

if TYPE_CHECKING:
    import shapely

__all__ = ["positions_of", "round_lines"]

Position = tuple[float, float]
SLACK_S = 2
"""Tables of times are rounded up to whole seconds."""


def positions_of(leg: Leg) -> dict[str, Position]:
    """Longitude and latitude of each site and order of a leg, by id."""
    every: list[Site | Order] = [*leg.problem.sites, *leg.problem.orders]
    return {one.id: (one.lon, one.lat) for one in every}


def round_lines(world: World, goods: Goods, found: Rounds) -> list[list[shapely.LineString]]:
    """The line of every round, for each leg of `found.legs` in the order of its rounds.

    It follows the streets of the least time between stops, in the world in which the rounds were timed; from a door to
    its street it is straight.

    Args:
        world: in which the rounds were made. goods: their plan. found: the rounds.

    Returns:
        degrees WGS 84; a round whose stops are all at one place is a line without length.
    """
    ways: dict[Ride, _Ways] = {}
    lines = []
    for leg in found.legs:
        at = positions_of(leg)
        drawn = []
        for one in leg.plan.rounds:
            ride = goods.rides[one.vehicle]
            if ride not in ways:
                ways[ride] = _Ways(streets_of(world, ride, goods.declared.date), ride, _points(goods, found, ride))
            drawn.append(_line(one, at, ways[ride], leg))
        lines.append(drawn)
    return lines


def _points(goods: Goods, found: Rounds, ride: Ride) -> list[Position]:
    """Where vehicles that ride alike stop."""
    points = []
    for leg in found.legs:
        at = positions_of(leg)
        points += [
            at[stop.place] for one in leg.plan.rounds if goods.rides[one.vehicle] == ride for stop in one.stops
        ]  # fmt: skip
    return points


def _line(one: Round, at: Mapping[str, Position], ways: _Ways, leg: Leg) -> shapely.LineString:
    import shapely

    sites = {site.id: row for row, site in enumerate(leg.problem.sites)}
    orders = {order.id: len(sites) + row for row, order in enumerate(leg.problem.orders)}
    profile = next(vehicle.profile for vehicle in leg.problem.vehicles if vehicle.id == one.vehicle)
    rows = [sites[stop.place] if stop.at_site else orders[stop.place] for stop in one.stops]
    points: list[Position] = [at[one.stops[0].place]]
    for place in range(1, len(one.stops)):
        seconds = int(leg.problem.seconds[profile, rows[place - 1], rows[place]])
        target = at[one.stops[place].place]
        points += [*ways.between(points[-1], target, seconds), target]
    distinct = [points[0], *(point for before, point in pairwise(points) if point != before)]
    return shapely.LineString(distinct if len(distinct) > 1 else [points[0], points[0]])


class _Ways:
    """Ways between points by one ride, each searched once."""

    def __init__(self, network: Network, ride: Ride, points: Sequence[Position]) -> None:
        distinct = list(dict.fromkeys(points))
        ids: npt.NDArray[np.object_] = np.array([str(place) for place in range(len(distinct))], object)
        lon, lat = np.array(distinct, np.float64).T
        self._network, self._ride = network, ride
        self._row = {point: place for place, point in enumerate(distinct)}
        self._snapped = attached_places(network, Places(ids, lon, lat), ride.mode)
        self._made: dict[tuple[Position, Position], list[Position]] = {}

    def _at(self, point: Position) -> Snapped:
        at = slice(self._row[point], self._row[point] + 1)
        return Snapped(self._snapped.edge[at], self._snapped.along[at], self._snapped.aside_mm[at])

    def between(self, start: Position, end: Position, seconds: int) -> list[Position]:
        """Points between two, none where they are one; `seconds` that the way takes at most."""
        if start == end:
            return []
        if (start, end) not in self._made:
            part, units = self._network.modes[self._ride.mode], travel_of(self._ride).units_per_second(self._ride.mode)
            limit = cost_limit(int(seconds / self._ride.time_factor) + SLACK_S, units)
            path = street_path(self._network.streets, part.graph, self._at(start), self._at(end), limit)
            self._made[start, end] = (
                [] if path is None else list(zip(path.lon.tolist(), path.lat.tolist(), strict=True))
            )
        return self._made[start, end]
