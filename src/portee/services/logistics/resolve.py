"""A plan of goods read whole: names that exist, figures of each kind, orders from their table or drawn; all problems at
once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portee.core.declared import file_text, parse_all
from portee.core.errors import ManyProblems, ParameterError, PorteeError, SourceError, Where
from portee.core.parameters import Figures, shipped_parameters
from portee.logistics.goods import Load, Order, Site, Vehicle
from portee.logistics.parcels import SYNTHETIC
from portee.logistics.performance import Traits
from portee.network.snapping import FAR_METRES
from portee.services.logistics.declared import DeclaredOrder, DeclaredSite, GoodsFile
from portee.services.logistics.orders import Finder, order_rows, stops_of
from portee.services.logistics.parts import DeclaredVehicle, Kind
from portee.services.network_area import outside_area

if TYPE_CHECKING:
    from portee.network.network import Network

__all__ = [
    "DRAWN", "Goods", "Ride", "away", "finder", "goods_of", "open_goods", "read_goods", "resolved_goods", "ride_of",
    "unknown_names",
]  # fmt: skip

DRAWN = "The orders are synthetic: drawn from where people live, of no real person or shop."
UNCHECKED = (
    "Costs, capacities and emissions that the plan does not give are working assumptions, not checked at a source."
)
BIKES = ("cargo_bike", "cargo_trike")


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
        van_orders: the same with the time that vans take at a door. rows: all orders, one by one.
        notes: what readers must see.
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
    rows: tuple[DeclaredOrder, ...]
    notes: tuple[str, ...]
    days_year: float
    hours_full_time: float
    parameters: tuple[dict[str, Any], ...]


def open_goods(path: Path | str, network: Network, *, folders: Sequence[Path] = ()) -> Goods:
    """Read a plan and all that it names.

    Args:
        path: YAML file. network: where its places lie. folders: where files that it names are, when not beside it.

    Raises:
        SourceError: it is no file of keys and values, or it asks for siting. ManyProblems: with every line that is
            wrong.
    """
    path = Path(path)
    declared, lines = read_goods(path)
    if declared.siting is not None:
        raise SourceError(
            "The plan asks where micro-hubs or lockers should stand: its sites are not known yet.",
            where=Where(str(path), lines.get(("siting",)), "siting"),
            mend="Use portee logistics design, which writes a plan with its sites.",
        )
    return resolved_goods(declared, network, finder(path, folders), str(path), lines)


def read_goods(path: Path) -> tuple[GoodsFile, Mapping[tuple[int | str, ...], int]]:
    """A plan as it is written, and the line of each part of it. Raises SourceError, ManyProblems."""
    declared, problems, lines = parse_all(file_text(path), GoodsFile, str(path))
    if declared is None:
        raise ManyProblems(problems)
    return declared, lines


def finder(path: Path, folders: Sequence[Path]) -> Finder:
    """Where files lie that a plan names: beside it, else in the first of some folders that has one of that name.

    Raises:
        ParameterError: one of them is no folder.
    """
    for folder in folders:
        if not folder.is_dir():
            raise ParameterError(
                f"'{folder}' is no folder.", where="--data", mend="Give a folder that holds the inputs."
            )

    def find(name: str) -> Path:
        places = [folder / name for folder in (path.parent, *folders)]
        return next((place for place in places if place.is_file()), places[0])

    return find


def resolved_goods(
    declared: GoodsFile, network: Network, find: Finder, file: str = "plan",
    lines: Mapping[tuple[int | str, ...], int] | None = None,
) -> Goods:  # fmt: skip
    """A plan with all that it names. Raises ManyProblems; `file`, `lines`: where it is written, for messages."""
    found: list[PorteeError] = list(unknown_names(declared, file, lines or {}))
    found += away(declared, network, file, lines or {})
    figures = Figures(shipped_parameters(), declared.date)
    rows: tuple[DeclaredOrder, ...] = ()
    orders: tuple[Order, ...] = ()
    try:
        rows = order_rows(declared, find, figures, network)
        orders = _stops(rows, declared, figures)
    except ManyProblems as several:
        found += several.problems
    except PorteeError as problem:
        found.append(problem)
    if found:
        raise ManyProblems(found)
    return goods_of(declared, rows, orders, figures)


def goods_of(
    declared: GoodsFile, rows: Sequence[DeclaredOrder], orders: tuple[Order, ...] | None, figures: Figures
) -> Goods:  # fmt: skip
    """A plan whose names are known to exist, with its orders. Raises SourceError for a locker that is too small.

    Args:
        rows: all orders. orders: the stops that they make, None to make them. figures: of the day of the plan.
    """
    stops = _stops(rows, declared, figures) if orders is None else orders
    van_orders = (
        stops_of(rows, declared, declared.vans, figures, to_doors=declared.vans_to_doors) if declared.vans else ()
    )  # fmt: skip
    every = (*declared.vehicles, *declared.vans)
    made = {one.id: _vehicle(one, figures) for one in every}
    year = figures.table("logistics.year")
    notes = [UNCHECKED] if any(figures.used) else []
    drawn = any(one.id.startswith(f"{SYNTHETIC}-") for one in rows)
    return Goods(
        declared, tuple(map(_site, declared.depots)), tuple(map(_site, declared.micro_hubs)),
        tuple(made[one.id] for one in declared.vehicles if not one.supplies),
        tuple(made[one.id] for one in declared.vehicles if one.supplies), tuple(made[one.id] for one in declared.vans),
        {one.id: ride_of(one, figures) for one in every}, {one.id: _traits(one, figures) for one in every},
        stops, van_orders, tuple(rows), tuple([DRAWN, *notes] if drawn else notes), year["days"],
        year["full_time_hours"], tuple(figures.record()),
    )  # fmt: skip


def _stops(rows: Sequence[DeclaredOrder], declared: GoodsFile, figures: Figures) -> tuple[Order, ...]:
    return stops_of(rows, declared, [one for one in declared.vehicles if not one.supplies], figures)


def unknown_names(declared: GoodsFile, file: str, lines: Mapping[tuple[int | str, ...], int]) -> Iterator[SourceError]:
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
    sited = declared.siting is not None and declared.siting.micro_hubs is not None
    if not sited and all(vehicle.supplies for vehicle in declared.vehicles):
        yield wrong(("vehicles",), "No vehicle goes to doors.", "Add one that does not supply micro-hubs.")
    lockers = [one.id for one in declared.lockers]
    for place, order in enumerate(declared.orders):
        if order.locker is not None and order.locker not in lockers:
            known = ", ".join(lockers) or "none"
            yield wrong(("orders", place, "locker"), f"There is no locker '{order.locker}'.", f"Known: {known}.")


def away(
    declared: GoodsFile, network: Network, file: str = "plan",
    lines: Mapping[tuple[int | str, ...], int] | None = None,
) -> Iterator[PorteeError]:  # fmt: skip
    """Depots, micro-hubs and lockers so far outside the network that no street of it can be joined."""
    for key, kind in (("depots", "depot"), ("micro_hubs", "micro-hub"), ("lockers", "locker")):
        for place, one in enumerate(getattr(declared, key)):
            path = (key, place, "at")
            line = (lines or {}).get(path, (lines or {}).get(path[:2]))
            problem = outside_area(
                network, *one.at, what=f"The {kind} '{one.id}'", where=Where(file, line, ".".join(map(str, path))),
                beyond_m=FAR_METRES,
            )  # fmt: skip
            if problem is not None:
                yield problem


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


def ride_of(one: DeclaredVehicle, figures: Figures) -> Ride:
    """How a declared vehicle gets along the streets."""
    if one.kind in BIKES:
        return Ride("bicycle", _figure(one.speed_kmh, figures, "speed_kmh", one.kind), one.time_factor, one.kind, None)
    return Ride("car", 0.0, one.time_factor, one.kind, one.crit_air)


def _traits(one: DeclaredVehicle, figures: Figures) -> Traits:
    emitted, noisy, kerb = (
        figures.table(f"logistics.{name}")[one.kind] for name in ("co2e_km", "noisy", "at_kerb")
    )  # fmt: skip
    return Traits(emitted, bool(noisy), bool(kerb), one.insertion)
