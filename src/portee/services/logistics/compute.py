"""A plan of goods routed on the streets of a world: micro-hubs assigned and supplied, doors served, vans compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.core.progress import Progress, Silent
from portee.logistics.echelons import assigned, kept, supplied_site, supplies
from portee.logistics.goods import MICRO, Order, Site, Vehicle
from portee.logistics.hills import hilly_range_m, hilly_share
from portee.logistics.performance import Performance, performance
from portee.logistics.plan import Plan, Round, merged
from portee.logistics.problem import FAR, Problem
from portee.logistics.route import route
from portee.logistics.sharing import Shares, shapley_shares
from portee.logistics.unserved import Hindrance, Unserved, explain, hindrances
from portee.logistics.verify import refuse_broken
from portee.services.logistics.resolve import Goods, Ride
from portee.services.logistics.times import BICYCLE, narrowed, places_of, tables_of, with_access_hours
from portee.world import World

__all__ = ["Leg", "Rounds", "route_goods", "route_vans", "share_goods"]

Int64 = npt.NDArray[np.int64]
CENT = MICRO // 100
FREE_FLOW = "Drives are timed in free-flowing traffic."
NO_SUPPLY = "No vehicle supplies the micro-hubs: how their goods get there is not counted."
NEXT_DAY = "What is handed over at doors leaves the micro-hubs with the supply, counted on the same day."
COALITION_ITERATIONS = 200


@dataclass(frozen=True, eq=False)
class Leg:
    """One problem and its plan, which has passed the verifier."""

    problem: Problem
    plan: Plan


@dataclass(frozen=True, eq=False)
class Rounds:
    """A day of goods.

    Attributes:
        doors: rounds to doors. supply: of micro-hubs, None where there are none.
        unserved: why each order, or part of a supply, is in no round. figures: of all rounds and sites.
        notes: what readers must see.
    """

    doors: Leg
    supply: Leg | None
    unserved: tuple[Unserved, ...]
    figures: Performance
    notes: tuple[str, ...]

    @property
    def legs(self) -> tuple[Leg, ...]:
        return (self.doors,) if self.supply is None else (self.supply, self.doors)


class Streets:
    """Tables between all sites and doors of a plan, searched once for each way of riding."""

    def __init__(self, world: World, goods: Goods, *, threads: int = 1, progress: Progress | None = None) -> None:
        self._world, self._goods, self._threads, self._progress = world, goods, threads, progress
        self._sites = (*goods.depots, *goods.hubs)
        # Vans may go to doors whose parcels the plan brings to lockers.
        self._orders = tuple({order.id: order for order in (*goods.van_orders, *goods.orders)}.values())
        self._places = places_of(self._sites, self._orders)
        self._made: dict[Ride, tuple[Int64, Int64]] = {}

    def problem(self, sites: Sequence[Site], orders: Sequence[Order], vehicles: Sequence[Vehicle]) -> Problem:
        """The problem of some sites and orders; orders are those of the plan, or supplies of its micro-hubs."""
        rides = list(dict.fromkeys(self._goods.rides[vehicle.id] for vehicle in vehicles))
        fitted = [self._fitted(vehicle, rides) for vehicle in vehicles]
        hours = self._goods.declared.access_hours
        own = {order.id for order in self._orders}
        cut = narrowed(orders, hours, rides) if all(order.id in own for order in orders) else tuple(orders)
        row = {site.id: place for place, site in enumerate(self._sites)}
        door = {order.id: len(self._sites) + place for place, order in enumerate(self._orders)}
        rows = [row[site.id] for site in sites]
        rows += [door[order.id] if order.id in own else row[supplied_site(order.id) or order.id] for order in cut]
        seconds, metres = [], []
        for ride in rides:
            found = self._tables(ride)
            part = found[0][np.ix_(rows, rows)]
            seconds.append(with_access_hours(part, cut, hours, ride, sites=len(sites)))
            metres.append(found[1][np.ix_(rows, rows)])
        return Problem(tuple(sites), cut, tuple(fitted), np.stack(seconds), np.stack(metres))

    def _fitted(self, vehicle: Vehicle, rides: Sequence[Ride]) -> Vehicle:
        """The vehicle with its way of riding, and the range that it has on the slopes of these streets."""
        ride = self._goods.rides[vehicle.id]
        reach = vehicle.range_m
        if ride.mode == BICYCLE and reach is not None and self._world.network.streets.elevation:
            seconds, metres = self._tables(ride)
            # Traffic takes time and no energy.
            reach = hilly_range_m(reach, hilly_share(seconds, metres, ride.speed_kmh / ride.time_factor))
        return replace(vehicle, profile=rides.index(ride), range_m=reach)

    def routing(self) -> None:
        """Tell that rounds are made now: nobody knows how long that takes."""
        (self._progress or Silent()).start("rounds")

    def _tables(self, ride: Ride) -> tuple[Int64, Int64]:
        if ride not in self._made:
            self._made[ride] = tables_of(
                self._world, self._places, ride, self._goods.declared.date, threads=self._threads,
                progress=self._progress,
            )  # fmt: skip
        return self._made[ride]


def route_goods(
    world: World, goods: Goods, *, streets: Streets | None = None, threads: int = 1, progress: Progress | None = None
) -> Rounds:
    """Rounds of a plan as declared.

    Each order is given to the site, of those with vehicles to doors, that serves it soonest there and back, with room
    for all (see `portee.logistics.echelons.assigned`); rounds are made for each site apart.

    Args:
        world: streets, and low-emission zones of its offers. goods: see `open_goods`.
        streets: tables made already. threads: searches at a time. progress: told of each root searched.

    Raises:
        ParameterError: micro-hubs without room for all, or a plan that breaks a promise.
        OutsideNetworkError: sites or doors away from the streets.
    """
    streets = streets or Streets(world, goods, threads=threads, progress=progress)
    homes = {vehicle.home for vehicle in goods.vehicles}
    sites = tuple(site for site in (*goods.depots, *goods.hubs) if site.id in homes)
    whole = streets.problem(sites, goods.orders, goods.vehicles)
    streets.routing()
    doors = Leg(whole, _doors(whole, goods))
    refuse_broken(whole, doors.plan)
    notes = [*goods.notes, *world.network.notes]
    rides = [goods.rides[vehicle.id] for vehicle in goods.vehicles]
    notes += [FREE_FLOW] if any(ride.mode == "car" and ride.time_factor == 1 for ride in rides) else []
    supply, supply_notes = _supply(streets, goods, doors)
    unserved = explain(whole, doors.plan)
    if supply is not None and supply.plan.unserved:
        doors, dry = _brought(goods, doors, supply)
        unserved += dry
    figures = performance(doors.problem, doors.plan, goods.traits)
    if supply is not None:
        figures += performance(supply.problem, supply.plan, goods.traits, counted=False, sites=False)
        # A depot that sends vehicles to doors too is paid once.
        paid = {site.id for site in whole.sites}
        figures += Performance(cost=sum(site.cost_day for site in supply.problem.sites if site.id not in paid))
        unserved += explain(supply.problem, supply.plan)
    return Rounds(doors, supply, unserved, figures, tuple(dict.fromkeys((*notes, *supply_notes))))


def route_vans(
    world: World, goods: Goods, *, streets: Streets | None = None, threads: int = 1, progress: Progress | None = None
) -> Rounds:
    """The same orders brought by the vans of the plan, from the depots. Raises as `route_goods`.

    Their search has as many iterations as those of all sites of the plan together: one large problem converges more
    slowly than several small ones, and a short search would be against the vans.
    """
    sites = max(1, len({vehicle.home for vehicle in goods.vehicles}))
    longer = goods.declared.model_copy(update={"iterations": sites * goods.declared.iterations})
    vans = replace(goods, declared=longer, vehicles=goods.vans, supply=(), hubs=(), orders=goods.van_orders)
    streets = streets or Streets(world, goods, threads=threads, progress=progress)
    return route_goods(world, vans, streets=streets)


def share_goods(world: World, goods: Goods, *, streets: Streets | None = None, threads: int = 1) -> Shares:
    """What each shop pays of rounds to doors that all of them share, beside rounds of its own.

    Orders that cannot be served at all are left out for everybody.

    Raises:
        ParameterError: as `route_goods`; fewer than two shops.
    """
    streets = streets or Streets(world, goods, threads=threads)
    homes = {vehicle.home for vehicle in goods.vehicles}
    sites = tuple(site for site in (*goods.depots, *goods.hubs) if site.id in homes)
    whole = streets.problem(sites, goods.orders, goods.vehicles)
    together = _doors(whole, goods)
    served = {id for one in together.rounds for id in one.orders}
    shops = tuple(sorted({order.shop for order in goods.orders if order.id in served}))
    if len(shops) < 2:
        raise ParameterError(
            "The orders served come from fewer than two shops: there is nothing to share.",
            where=Where(field="shop"), mend="Name the shop of each order.",
        )  # fmt: skip
    few = min(COALITION_ITERATIONS, goods.declared.iterations)

    def cost(group: frozenset[str]) -> int:
        if len(group) == len(shops):
            return _cents(together)
        chosen = [k for k, order in enumerate(whole.orders) if order.shop in group and order.id in served]
        return _cents(_doors(whole.with_orders(chosen), goods, iterations=few))

    return shapley_shares(shops, cost, seed=goods.declared.seed)


def _cents(plan: Plan) -> int:
    return (plan.micro + CENT // 2) // CENT


def _doors(whole: Problem, goods: Goods, *, iterations: int | None = None) -> Plan:
    """Rounds of each site apart, and those that none can serve left."""
    seed, most = goods.declared.seed, iterations or goods.declared.iterations
    n, h = len(whole.orders), len(whole.sites)
    seconds = np.full((n, h), FAR, np.int64)
    parts = [whole.of_site(site.id, range(n)) for site in whole.sites]
    for column, part in enumerate(parts):
        profiles = [vehicle.profile for vehicle in part.vehicles]
        for order in range(n):
            if not hindrances(part, order):
                row = part.row_of(order)
                both = part.seconds[profiles, column, row] + part.seconds[profiles, row, column]
                seconds[order, column] = both.min()
    can = np.flatnonzero(seconds.min(axis=1) < FAR)
    left = tuple(whole.orders[order].id for order in sorted(set(range(n)) - set(can.tolist())))
    if not len(can):
        return Plan((), left, 0, seed)
    parcels = np.array([whole.orders[order].delivery.parcels for order in can], np.int64)
    site_of = assigned(seconds[can], parcels, [site.room for site in whole.sites])
    plans = [Plan((), left, 0, seed)]
    for column, part in enumerate(parts):
        own = can[site_of == column].tolist()
        if own:
            plans.append(route(part.with_orders(own), iterations=most, seed=seed))
    return merged(tuple(plans), seed)


def _supply(streets: Streets, goods: Goods, doors: Leg) -> tuple[Leg | None, tuple[str, ...]]:
    """What the depots bring to the micro-hubs for the rounds that were found."""
    homes = {vehicle.id: vehicle.home for vehicle in goods.vehicles}
    served = {id: homes[one.vehicle] for one in doors.plan.rounds for id in one.orders}
    own = [[order for order in doors.problem.orders if served.get(order.id) == hub.id] for hub in goods.hubs]
    if not any(own):
        return None, ()
    if not goods.supply:
        return None, (NO_SUPPLY,)
    largest = max(goods.supply, key=lambda vehicle: vehicle.capacity.room)
    brought = supplies(goods.hubs, own, largest, round(60 * goods.declared.unload_minutes))
    depots = [depot for depot in goods.depots if depot.id in {vehicle.home for vehicle in goods.supply}]
    problem = streets.problem(depots, brought, goods.supply)
    plan = route(problem, iterations=goods.declared.iterations, seed=goods.declared.seed)
    refuse_broken(problem, plan)
    returned = any(order.pickup.parcels for order in brought)
    return Leg(problem, plan), (NEXT_DAY,) if returned else ()


def _brought(goods: Goods, doors: Leg, supply: Leg) -> tuple[Leg, tuple[Unserved, ...]]:
    """The rounds without what no vehicle brings to their micro-hub in time: nobody delivers what is not there."""
    homes = {vehicle.id: vehicle.home for vehicle in goods.vehicles}
    come = {part for one in supply.plan.rounds for part in one.orders}
    rounds: list[Round] = []
    left = list(doors.plan.unserved)
    told: list[Unserved] = []
    iterations = doors.plan.iterations
    for site in doors.problem.sites:
        own = [one for one in doors.plan.rounds if homes[one.vehicle] == site.id]
        parts = [part for part in supply.problem.orders if supplied_site(part.id) == site.id]
        if all(part.id in come for part in parts):
            rounds += own
            continue
        served = {id for one in own for id in one.orders}
        rows = [row for row, order in enumerate(doors.problem.orders) if order.id in served]
        orders = [doors.problem.orders[row] for row in rows]
        here = kept(orders, [part.delivery for part in parts if part.id in come])
        dry = [order.id for place, order in enumerate(orders) if place not in here]
        told += [Unserved(id, (Hindrance(site.id, "supply", None, ""),), None) for id in dry]
        left += dry
        if here:
            fewer = doors.problem.of_site(site.id, [rows[place] for place in here])
            again = route(fewer, iterations=goods.declared.iterations, seed=goods.declared.seed)
            told += explain(fewer, again)
            rounds += again.rounds
            left += again.unserved
            iterations += again.iterations
    plan = Plan(tuple(rounds), tuple(left), iterations, goods.declared.seed)
    refuse_broken(doors.problem, plan)
    return Leg(doors.problem, plan), tuple(told)
