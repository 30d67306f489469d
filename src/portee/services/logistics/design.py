"""A network of micro-hubs and lockers designed whole: where they stand, the rounds that they make, and vans instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from portee.core.declared import file_text, parse_declared
from portee.core.errors import ManyProblems, ParameterError, SourceError, Where
from portee.core.parameters import Figures, shipped_parameters
from portee.core.progress import Progress
from portee.hubs.siting.choice import Bool, Float
from portee.reach.links import LinkStore
from portee.reach.one_way import way_there
from portee.reach.options import Travel
from portee.services.logistics.answer import GoodsAnswer
from portee.services.logistics.compute import Streets, route_goods, route_vans
from portee.services.logistics.declared import DeclaredOrder, DeclaredSite, GoodsFile, Locker
from portee.services.logistics.orders import Finder, order_rows
from portee.services.logistics.parts import DeclaredVehicle
from portee.services.logistics.resolve import Goods, away, finder, read_goods, resolved_goods, ride_of, unknown_names
from portee.services.logistics.siting import SitedSpots, fitting, site_lockers, site_micro_hubs
from portee.services.logistics.spots import Spot, spots_of
from portee.services.logistics.times import ways_of
from portee.services.logistics.wanted import Fleet
from portee.territory.places import Places
from portee.world import World

__all__ = ["SitedPlan", "design_goods", "open_design", "shipped_designs", "sited_plan"]

SHIPPED = "portee.services.logistics"
MOST_PAIRS = 10_000_000
"""Of doors and candidates: some 80 MB a table, of which a model holds several."""


@dataclass(frozen=True, eq=False)
class SitedPlan:
    """A plan whose sites were found, before its rounds."""

    goods: Goods
    hubs: SitedSpots | None
    lockers: SitedSpots | None


def shipped_designs() -> tuple[str, ...]:
    """Ids of the examples that come with Portée."""
    folder = files(SHIPPED).joinpath("shipped")
    return tuple(sorted(Path(one.name).stem for one in folder.iterdir() if one.name.endswith(".yaml")))


def open_design(path: Path | str, folders: Sequence[Path] = ()) -> tuple[GoodsFile, Finder]:
    """A plan that asks for siting, and where its files lie.

    Args:
        path: YAML file, or the id of an example that comes with Portée (see `shipped_designs`).
        folders: where files that it names are, when not beside it.

    Raises:
        SourceError: it asks for none. ManyProblems: with every line that is wrong.
    """
    path = Path(path)
    if str(path) in shipped_designs() and not path.exists():
        with as_file(files(SHIPPED).joinpath("shipped", f"{path}.yaml")) as shipped:
            return parse_declared(file_text(shipped), GoodsFile, str(path)), finder(path, folders)
    declared, lines = read_goods(path)
    if declared.siting is None:
        raise SourceError(
            "The plan does not ask where micro-hubs or lockers should stand.", where=Where(str(path), field="siting"),
            mend="Add 'siting', or use portee logistics route.",
        )  # fmt: skip
    problems = list(unknown_names(declared, str(path), lines))
    if problems:
        raise ManyProblems(problems)
    return declared, finder(path, folders)


def design_goods(
    world: World, declared: GoodsFile, find: Finder, *, threads: int = 1, progress: Progress | None = None
) -> GoodsAnswer:
    """Site micro-hubs and lockers, make the rounds, and put vans from the depots beside them.

    Args:
        world: streets, and low-emission zones of its offers. declared, find: see `open_design`.
        threads: searches at a time. progress: told of each root searched.

    Raises:
        ParameterError: what is asked is impossible, saying which limit, by how much, and what would do.
        ManyProblems, SourceError: files that the plan names are wrong. OutsideNetworkError: away from the streets.
    """
    sited = sited_plan(world, declared, find, threads=threads, progress=progress)
    streets = Streets(world, sited.goods, threads=threads, progress=progress)
    found = route_goods(world, sited.goods, streets=streets)
    vans = route_vans(world, sited.goods, streets=streets) if sited.goods.vans else None
    hubs = None if declared.siting is None else declared.siting.micro_hubs
    model = "p-median" if hubs is None else hubs.model
    return GoodsAnswer(sited.goods, found, vans, sited.hubs, sited.lockers, model)


def sited_plan(
    world: World, declared: GoodsFile, find: Finder, *, threads: int = 1, progress: Progress | None = None
) -> SitedPlan:
    """The plan with the micro-hubs and lockers that it asks for, as one that names its sites. As `design_goods`."""
    asked = declared.siting
    assert asked is not None
    outside = list(away(declared, world.network))
    if outside:
        raise outside[0] if len(outside) == 1 else ManyProblems(outside)
    figures = Figures(shipped_parameters(), declared.date)
    rows = order_rows(declared, find, figures, world.network)
    hubs = lockers = None
    changed: dict[str, object] = {"siting": None, "drawn": None, "orders_file": None, "orders": rows}
    if asked.lockers is not None:
        spots, left = _candidates(world, declared, asked.lockers.among, asked.lockers.least_m2, find, figures)
        at = [row for row, one in enumerate(rows) if one.lon is not None and one.locker is None]
        _refuse_many(len(at), len(spots))
        minutes = _walks(world, spots, [rows[row] for row in at], asked.lockers.within_min, threads)
        lockers = site_lockers(asked.lockers, spots, left, minutes, _weights([rows[row] for row in at]))
        rows = _fetched(rows, at, lockers, asked.lockers.fetched, asked.lockers.seed)
        made = [
            Locker.model_construct(
                id=one.id, at=(one.lon, one.lat), stop_minutes=asked.lockers.stop_minutes, parcels=one.parcels
            )
            for one in lockers.opened
        ]  # fmt: skip
        changed |= {"orders": rows, "lockers": (*declared.lockers, *made), "vans_to_doors": True}
    if asked.micro_hubs is not None:
        wanted = asked.micro_hubs
        spots, left = _candidates(world, declared, wanted.among, wanted.least_m2, find, figures, supplied=True)
        doors, weights, loads = _stops(rows, declared, lockers)
        _refuse_many(len(doors), len(spots))
        ride = ride_of(wanted.fleet[0], figures)
        there, back = _places(spots), doors
        out = ways_of(world, there, back, ride, declared.date, threads=threads, progress=progress).minutes.T
        home = ways_of(world, back, there, ride, declared.date, threads=threads, progress=progress).minutes
        hubs = site_micro_hubs(wanted, spots, left, (out + home) / 2, weights, loads)
        sites = [
            DeclaredSite.model_construct(
                id=one.id, at=(one.lon, one.lat), opens=wanted.opens, closes=wanted.closes,
                load_minutes=wanted.load_minutes, parcels=one.parcels, cost_day=one.cost_day,
            )
            for one in hubs.opened
        ]  # fmt: skip
        changed |= {
            "micro_hubs": (*declared.micro_hubs, *sites),
            "vehicles": (*declared.vehicles, *(_at(one, site.id) for site in hubs.opened for one in wanted.fleet)),
        }
    settled = declared.model_copy(update=changed)
    return SitedPlan(resolved_goods(settled, world.network, find), hubs, lockers)


def _candidates(
    world: World, declared: GoodsFile, among: Sequence[object], least_m2: float, find: Finder, figures: Figures, *,
    supplied: bool = False,
) -> tuple[tuple[Spot, ...], dict[str, int]]:  # fmt: skip
    """Candidates that fit; `supplied`: a vehicle of a depot must have a way to them, there and back."""
    spots = spots_of(among, find, world.network)  # type: ignore[arg-type]
    suppliers = [one for one in declared.vehicles if one.supplies]
    reached = _supplied(world, declared, suppliers, spots, figures) if supplied and suppliers else None
    rows, left = fitting(spots, least_m2, reached)
    return tuple(spots[row] for row in rows.tolist()), left


def _refuse_many(doors: int, spots: int) -> None:
    """Refuse, before long work, tables that would not fit in memory."""
    if doors * spots > MOST_PAIRS:
        raise ParameterError(
            f"{doors:,} doors and {spots:,} candidates are {doors * spots:,} pairs, more than the {MOST_PAIRS:,} that "
            "are sited at once.", where=Where(field="siting.among"),
            mend=f"Give at most {MOST_PAIRS // doors:,} candidates: 'apart_m' thins them.",
        )  # fmt: skip


def _supplied(
    world: World, declared: GoodsFile, suppliers: Sequence[DeclaredVehicle], spots: Sequence[Spot], figures: Figures
) -> Bool:
    """Bool (m,), whether a vehicle of a depot has a way to each candidate and back."""
    depots = {one.id: one for one in declared.depots}
    found = np.zeros(len(spots), np.bool_)
    places = _places(spots)
    for one in suppliers:
        depot = depots[one.home]
        at = Places(np.array(["depot"], object), np.array([depot.at[0]]), np.array([depot.at[1]]))
        ride = ride_of(one, figures)
        out = ways_of(world, at, places, ride, declared.date).minutes[0]
        back = ways_of(world, places, at, ride, declared.date).minutes[:, 0]
        found |= np.isfinite(out) & np.isfinite(back)
    return found


def _places(spots: Sequence[Spot]) -> Places:
    ids: npt.NDArray[np.object_] = np.array([one.id for one in spots], object)
    return Places(ids, np.array([one.lon for one in spots]), np.array([one.lat for one in spots]))


def _doors(rows: Sequence[DeclaredOrder]) -> Places:
    ids: npt.NDArray[np.object_] = np.array([one.id for one in rows], object)
    lon, lat = ([getattr(one, name) for one in rows] for name in ("lon", "lat"))
    return Places(ids, np.array(lon, np.float64), np.array(lat, np.float64))


def _weights(rows: Sequence[DeclaredOrder]) -> Float:
    """float64 (n,), parcels brought and fetched."""
    return np.array([one.parcels + one.pickup_parcels for one in rows], np.float64)


def _walks(world: World, spots: Sequence[Spot], rows: Sequence[DeclaredOrder], within: float, threads: int) -> Float:
    """Minutes on foot from each door to each candidate, float64 (n, m), infinite beyond the walk."""
    if not rows:
        raise ParameterError(
            "No order has a door from which somebody could walk to a locker.", where=Where(field="siting.lockers"),
            mend="Give 'lon' and 'lat' of orders without a locker.",
        )  # fmt: skip
    travel = Travel(mode="walk", max_time_min=within)
    return way_there(LinkStore(world.network), _doors(rows), _places(spots), travel, "walk", threads=threads).minutes


def _fetched(
    rows: tuple[DeclaredOrder, ...], at: Sequence[int], lockers: SitedSpots, share: float, seed: int
) -> tuple[DeclaredOrder, ...]:  # fmt: skip
    """The orders with those sent to a locker that people fetch there: drawn among those within the walk, each to the
    nearest with room.
    """
    draw = np.random.default_rng(seed).random(len(at))
    room = {row: spot.parcels for row, spot in enumerate(lockers.spots)}
    changed = list(rows)
    for place, row in enumerate(at):
        order, near = rows[row], lockers.minutes[place]
        if draw[place] >= share or order.pickup_parcels:
            continue
        for spot in np.argsort(near, kind="stable").tolist():
            if not lockers.found.opened[spot] or near[spot] > (lockers.within_min or np.inf):
                continue
            left = room[spot]
            if left is None or left >= order.parcels:
                room[spot] = None if left is None else left - order.parcels
                changed[row] = order.model_copy(update={"locker": lockers.spots[spot].id})
                break
    return tuple(changed)


def _stops(
    rows: Sequence[DeclaredOrder], declared: GoodsFile, lockers: SitedSpots | None
) -> tuple[Places, Float, Float]:  # fmt: skip
    """Where vehicles will stop, doors and lockers that get some; the parcels of each, and those brought to it: they
    alone take room in a micro-hub, as those handed over come when others have left.
    """
    at = {one.id: one.at for one in declared.lockers}
    at |= {} if lockers is None else {one.id: (one.lon, one.lat) for one in lockers.opened}
    points: dict[str, tuple[float, float]] = {}
    parcels: dict[str, tuple[float, float]] = {}
    for one, weight in zip(rows, _weights(rows).tolist(), strict=True):
        id = f"door {one.id}" if one.locker is None else f"locker {one.locker}"
        points.setdefault(id, (one.lon or 0.0, one.lat or 0.0) if one.locker is None else at[one.locker])
        both, brought = parcels.get(id, (0.0, 0.0))
        parcels[id] = (both + weight, brought + one.parcels)
    lon, lat = np.array(list(points.values()), np.float64).reshape(-1, 2).T
    weights, loads = np.array(list(parcels.values()), np.float64).reshape(-1, 2).T
    return Places(np.array(list(points), object), lon, lat), weights, loads


def _at(one: Fleet, site: str) -> DeclaredVehicle:
    """A vehicle of a fleet at a site."""
    told = {name: getattr(one, name) for name in DeclaredVehicle.model_fields}
    return DeclaredVehicle.model_construct(**{**told, "id": f"{one.id}.{site}", "home": site})
