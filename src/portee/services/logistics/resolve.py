"""A plan of goods read whole: names that exist, figures of each kind, orders from their table or drawn; all problems at
once.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from portee.core.declared import declared_of, file_text, parse_all
from portee.core.errors import ManyProblems, PorteeError, SourceError, Where
from portee.core.parameters import Figures, shipped_parameters
from portee.logistics.goods import Load, Order, Site, Vehicle
from portee.logistics.parcels import Habit, draw_orders, parcels_of_a_day
from portee.logistics.performance import Traits
from portee.services.logistics.declared import DeclaredOrder, DeclaredSite, DeclaredVehicle, Drawn, GoodsFile, Kind

if TYPE_CHECKING:
    from portee.network.network import Network

__all__ = ["DRAWN", "Goods", "Ride", "open_goods"]

DRAWN = "The orders are synthetic: drawn from where people live, of no real person or shop."
UNCHECKED = (
    "Costs, capacities and emissions that the plan does not give are working assumptions, not checked at a source."
)
DOOR = "door"
BIKES = ("cargo_bike", "cargo_trike")
MOST_PROBLEMS = 100


@dataclass(frozen=True)
class Ride:
    """How vehicles get along the streets.

    Attributes:
        mode: "bicycle" or "car". speed_kmh: of a bicycle on the flat. time_factor: by which all drives are longer.
        kind: of vehicle. crit_air: the sticker that low-emission zones ask for.
    """

    mode: str
    speed_kmh: float
    time_factor: float
    kind: Kind
    crit_air: str | None


@dataclass(frozen=True, eq=False)
class Goods:
    """A plan ready to be timed.

    Attributes:
        declared: the file. depots, hubs: sites. vehicles, supply, vans: to doors, to micro-hubs, and of the comparison.
        rides, traits: of each vehicle, by id. orders: stops, those to one locker as one.
        van_orders: the same with the time that vans take at a door. notes: what readers must see.
        days_year, hours_full_time: of jobs. parameters: figures that were read.
    """

    declared: GoodsFile
    depots: tuple[Site, ...]
    hubs: tuple[Site, ...]
    vehicles: tuple[Vehicle, ...]
    supply: tuple[Vehicle, ...]
    vans: tuple[Vehicle, ...]
    rides: Mapping[str, Ride]
    traits: Mapping[str, Traits]
    orders: tuple[Order, ...]
    van_orders: tuple[Order, ...]
    notes: tuple[str, ...]
    days_year: float
    hours_full_time: float
    parameters: tuple[dict[str, Any], ...]


def open_goods(path: Path | str, network: Network) -> Goods:
    """Read a plan and all that it names.

    Raises:
        SourceError: it is no file of keys and values. ManyProblems: with every line that is wrong.
    """
    path = Path(path)
    declared, problems, lines = parse_all(file_text(path), GoodsFile, str(path))
    if declared is None:
        raise ManyProblems(problems)
    found: list[PorteeError] = list(_unknown(declared, str(path), lines))
    figures = Figures(shipped_parameters(), declared.date)
    orders: tuple[Order, ...] = ()
    van_orders: tuple[Order, ...] = ()
    doors = [one for one in declared.vehicles if not one.supplies]
    try:
        orders = _orders(declared, path, doors, figures, network)
        van_orders = _orders(declared, path, declared.vans, figures, network) if declared.vans else ()
    except ManyProblems as several:
        found += several.problems
    except PorteeError as problem:
        found.append(problem)
    if found:
        raise ManyProblems(found)
    every = (*declared.vehicles, *declared.vans)
    made = {one.id: _vehicle(one, figures) for one in every}
    year = figures.table("logistics.year")
    notes = [UNCHECKED] if any(figures.used) else []
    return Goods(
        declared, tuple(map(_site, declared.depots)), tuple(map(_site, declared.micro_hubs)),
        tuple(made[one.id] for one in declared.vehicles if not one.supplies),
        tuple(made[one.id] for one in declared.vehicles if one.supplies), tuple(made[one.id] for one in declared.vans),
        {one.id: _ride(one, figures) for one in every}, {one.id: _traits(one, figures) for one in every},
        orders, van_orders,
        tuple([DRAWN, *notes] if declared.drawn else notes), year["days"], year["full_time_hours"],
        tuple(figures.record()),
    )  # fmt: skip


def _unknown(declared: GoodsFile, file: str, lines: Mapping[tuple[int | str, ...], int]) -> Iterator[SourceError]:
    """Names that are used twice, or of nothing."""

    def wrong(path: tuple[int | str, ...], what: str, mend: str) -> SourceError:
        return SourceError(
            what, where=Where(file, lines.get(path, lines.get(path[:2])), ".".join(map(str, path))), mend=mend
        )

    seen: Counter[str] = Counter()
    for key in ("depots", "micro_hubs", "lockers", "vehicles", "vans", "orders"):
        for place, one in enumerate(getattr(declared, key)):
            kind = key if key in ("lockers", "orders") else "vehicles" if key == "vans" else "sites"
            kind = "vehicles" if key in ("vehicles", "vans") else kind
            seen[f"{kind} {one.id}"] += 1
            if seen[f"{kind} {one.id}"] == 2:
                yield wrong((key, place, "id"), f"'{one.id}' is there twice.", "Give each a name of its own.")
    depots = [one.id for one in declared.depots]
    sites = [*depots, *(one.id for one in declared.micro_hubs)]
    for key in ("vehicles", "vans"):
        for place, vehicle in enumerate(getattr(declared, key)):
            fitting = depots if key == "vans" or vehicle.supplies else sites
            if vehicle.home not in fitting:
                what = "depot" if fitting is depots else "depot or micro-hub"
                yield wrong(
                    (key, place, "home"), f"There is no {what} '{vehicle.home}'.", f"Known: {', '.join(fitting)}."
                )
    if all(vehicle.supplies for vehicle in declared.vehicles):
        yield wrong(("vehicles",), "No vehicle goes to doors.", "Add one that does not supply micro-hubs.")
    lockers = [one.id for one in declared.lockers]
    for place, order in enumerate(declared.orders):
        if order.locker is not None and order.locker not in lockers:
            known = ", ".join(lockers) or "none"
            yield wrong(("orders", place, "locker"), f"There is no locker '{order.locker}'.", f"Known: {known}.")


def _site(one: DeclaredSite) -> Site:
    return Site(
        one.id, *one.at, one.opens, one.closes, round(one.load_minutes * 60), one.parcels, one.cost_day
    )  # fmt: skip


def _figure(own: float | None, figures: Figures, name: str, kind: str) -> float:
    return figures.table(f"logistics.{name}")[kind] if own is None else own


def _vehicle(one: DeclaredVehicle, figures: Figures) -> Vehicle:
    reach = one.range_km
    if reach is None:
        reach = figures.table("logistics.range_km").get(one.kind)
    room = Load(
        _figure(one.kg, figures, "capacity_kg", one.kind), one.parcels,
        _figure(one.litres, figures, "capacity_litres", one.kind),
    )  # fmt: skip
    return Vehicle(
        one.id, one.home, 0, one.count, room, one.starts, one.ends, round(one.driver_hours * 3600),
        None if reach is None else round(reach * 1000), one.reloads,
        *(_figure(getattr(one, name), figures, name, one.kind) for name in ("cost_hour", "cost_km", "cost_day")),
    )  # fmt: skip


def _ride(one: DeclaredVehicle, figures: Figures) -> Ride:
    if one.kind in BIKES:
        return Ride("bicycle", _figure(one.speed_kmh, figures, "speed_kmh", one.kind), one.time_factor, one.kind, None)
    return Ride("car", 0.0, one.time_factor, one.kind, one.crit_air)


def _traits(one: DeclaredVehicle, figures: Figures) -> Traits:
    emitted, noisy, kerb = (
        figures.table(f"logistics.{name}")[one.kind] for name in ("co2e_km", "noisy", "at_kerb")
    )  # fmt: skip
    return Traits(emitted, bool(noisy), bool(kerb), one.insertion)


def _orders(
    declared: GoodsFile, path: Path, vehicles: Sequence[DeclaredVehicle], figures: Figures, network: Network
) -> tuple[Order, ...]:
    """Stops, with the time at doors of the slowest of some vehicles where an order tells none."""
    parcel, stop = figures.table("logistics.parcel"), figures.table("logistics.stop_minutes")
    service = round(60 * max((stop[one.kind] for one in vehicles), default=0.0))
    one = Load(parcel["kg"], 1, parcel["litres"])
    if declared.drawn is not None:
        return _drawn(declared.drawn, path.parent, one, service, figures, network)
    rows = declared.orders
    if declared.orders_file is not None:
        rows = _table(path.parent / declared.orders_file, {locker.id for locker in declared.lockers})
    return _stops(rows, declared, one, service)


def _drawn(
    drawn: Drawn, folder: Path, parcel: Load, service: int, figures: Figures, network: Network
) -> tuple[Order, ...]:  # fmt: skip
    from portee.services.gather import gather

    places = gather(folder / drawn.places, network, weights=[drawn.residents])
    rate = figures.number("logistics.parcels_person_week") if drawn.person_week is None else drawn.person_week
    windows = tuple((one.share, one.from_, one.until) for one in drawn.windows) or Habit(0.0).windows
    habit = Habit(rate * drawn.share, drawn.days_week, parcel, service, windows, drawn.returns, drawn.spread_m)
    residents = np.asarray(places.weight(drawn.residents), np.float64)
    total = parcels_of_a_day(residents, habit) if drawn.total is None else drawn.total
    return draw_orders(places.lon, places.lat, residents, habit, seed=drawn.seed, total=total, shops=drawn.shops)


def _table(path: Path, lockers: set[str]) -> tuple[DeclaredOrder, ...]:
    """Orders of a CSV table; every row that is wrong is told. Raises SourceError, ManyProblems."""
    reader = csv.DictReader(io.StringIO(file_text(path)))
    problems: list[PorteeError] = []
    orders: list[DeclaredOrder] = []
    seen: set[str] = set()
    for row in reader:
        line, told = (
            reader.line_num,
            {key: value.strip() for key, value in row.items() if key and value and value.strip()},
        )
        try:
            order = declared_of(told, DeclaredOrder, str(path))
        except SourceError as problem:
            field = None if problem.where is None else problem.where.field
            problems.append(SourceError(problem.what, where=Where(str(path), line, field), mend=problem.mend))
            continue
        if order.id in seen:
            problems.append(
                SourceError(f"'{order.id}' is there twice.", where=Where(str(path), line, "id"), mend="Rename one.")
            )
        if order.locker is not None and order.locker not in lockers:
            what = f"There is no locker '{order.locker}'."
            problems.append(SourceError(what, where=Where(str(path), line, "locker"), mend="Declare it in the plan."))
        seen.add(order.id)
        orders.append(order)
    if not orders and not problems:
        raise SourceError("The table has no order.", where=str(path), mend="Give a row for each, with id, lon and lat.")
    if problems:
        raise ManyProblems(problems[:MOST_PROBLEMS])
    return tuple(orders)


def _stops(rows: tuple[DeclaredOrder, ...], declared: GoodsFile, parcel: Load, service: int) -> tuple[Order, ...]:
    """One stop per door, and one per locker for all that goes there."""
    found = [_order(one, parcel, service) for one in rows if one.locker is None]
    for locker in declared.lockers:
        own = [_order(one, parcel, 0) for one in rows if one.locker == locker.id]
        if own:
            delivery, pickup = (_total([getattr(one, way) for one in own]) for way in ("delivery", "pickup"))
            if locker.parcels is not None and delivery.parcels > locker.parcels:
                raise SourceError(
                    f"The locker '{locker.id}' holds {locker.parcels} parcels, and {delivery.parcels} go there.",
                    mend="Send some elsewhere.",
                )
            found.append(
                Order(
                    f"locker-{locker.id}", *locker.at, max(one.from_s for one in own), min(one.until_s for one in own),
                    round(locker.stop_minutes * 60), delivery, pickup, max(one.ready_s for one in own),
                )
            )  # fmt: skip
    return tuple(found)


def _total(loads: list[Load]) -> Load:
    total = Load()
    for load in loads:
        total = total + load
    return total


def _order(one: DeclaredOrder, parcel: Load, service: int) -> Order:
    kg = parcel.kg * one.parcels if one.kg is None else one.kg
    litres = parcel.litres * one.parcels if one.litres is None else one.litres
    return Order(
        one.id, one.lon or 0.0, one.lat or 0.0, one.from_, one.until,
        service if one.service_minutes is None else round(60 * one.service_minutes), Load(kg, one.parcels, litres),
        Load(one.pickup_kg, one.pickup_parcels, one.pickup_litres), one.ready, one.shop,
    )  # fmt: skip
