"""Orders of a plan of goods: written in it, read from a table beside it, or drawn from where people live."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from portee.core.declared import declared_of, file_text
from portee.core.errors import ManyProblems, ParameterError, PorteeError, SourceError, Where
from portee.core.parameters import Figures
from portee.core.spreadsheets import text_of_cell
from portee.logistics.goods import DAY_S, Load, Order
from portee.logistics.parcels import Habit, draw_orders, parcels_of_a_day
from portee.services.logistics.declared import DeclaredOrder, Drawn, GoodsFile
from portee.services.logistics.parts import DeclaredVehicle

if TYPE_CHECKING:
    from portee.network.network import Network

__all__ = ["Finder", "order_rows", "stops_of"]

Finder = Callable[[str], Path]
"""Where a file lies that a plan names."""
MOST_PROBLEMS = 100


def order_rows(declared: GoodsFile, find: Finder, figures: Figures, network: Network) -> tuple[DeclaredOrder, ...]:
    """All orders of a plan, as its table would tell them. Raises SourceError, ManyProblems, ParameterError."""
    if declared.drawn is not None:
        return _drawn(declared.drawn, find, figures, network)
    if declared.orders_file is not None:
        return _table(find(declared.orders_file), {locker.id for locker in declared.lockers})
    return declared.orders


def stops_of(
    rows: Sequence[DeclaredOrder], declared: GoodsFile, vehicles: Sequence[DeclaredVehicle], figures: Figures, *,
    to_doors: bool = False,
) -> tuple[Order, ...]:  # fmt: skip
    """One stop per door, and one per locker for all that goes there.

    Args:
        vehicles: the slowest of them tells the time at a door where an order tells none.
        to_doors: whether what has both a door and a locker goes to the door.
    """
    told, stop = figures.table("logistics.parcel"), figures.table("logistics.stop_minutes")
    service = round(60 * max((stop[one.kind] for one in vehicles), default=0.0))
    parcel = Load(told["kg"], 1, told["litres"])
    boxed = [one for one in rows if one.locker is not None and not (to_doors and one.lon is not None)]
    inside = {one.id for one in boxed}
    found = [_order(one, parcel, service) for one in rows if one.id not in inside]
    for locker in declared.lockers:
        own = [one for one in boxed if one.locker == locker.id]
        if not own:
            continue
        orders = [_order(one, parcel, 0) for one in own]
        delivery, pickup = (_total([getattr(one, way) for one in orders]) for way in ("delivery", "pickup"))
        if locker.parcels is not None and delivery.parcels > locker.parcels:
            raise SourceError(
                f"The locker '{locker.id}' holds {locker.parcels} parcels, and {delivery.parcels} go there.",
                mend="Send some elsewhere.",
            )
        until = min((one.until for one in own if one.lon is None), default=DAY_S)
        found.append(
            Order(
                f"locker-{locker.id}", *locker.at, 0, until, round(locker.stop_minutes * 60), delivery, pickup,
                max(one.ready for one in own),
            )
        )  # fmt: skip
    return tuple(found)


def _drawn(drawn: Drawn, find: Finder, figures: Figures, network: Network) -> tuple[DeclaredOrder, ...]:
    """Orders drawn from residents; mass and volume are those of any parcel."""
    import shapely

    from portee.offers.areas import shape_of
    from portee.services.gather import gather

    places = gather(find(drawn.places), network, weights=[drawn.residents])
    residents = np.asarray(places.weight(drawn.residents), np.float64)
    if drawn.area is not None:
        inside = shapely.contains_xy(shape_of(drawn.area), places.lon, places.lat)
        places, residents = places.take(inside), residents[inside]
    if not residents.sum() > 0:
        raise ParameterError(
            f"Nobody lives at the places of '{drawn.places}' that are meant.",
            where=Where(field="drawn"), mend="Widen 'area', or give another column of residents.",
        )  # fmt: skip
    rate = figures.number("logistics.parcels_person_week") if drawn.person_week is None else drawn.person_week
    told = figures.table("logistics.parcel")
    parcel = Load(told["kg"], 1, told["litres"])
    windows = tuple((one.share, one.from_, one.until) for one in drawn.windows) or Habit(0.0).windows
    habit = Habit(rate * drawn.share, drawn.days_week, parcel, 0, windows, drawn.returns, drawn.spread_m)
    total = parcels_of_a_day(residents, habit) if drawn.total is None else drawn.total
    orders = draw_orders(places.lon, places.lat, residents, habit, seed=drawn.seed, total=total, shops=drawn.shops)
    return tuple(
        DeclaredOrder.model_construct(
            id=one.id, lon=one.lon, lat=one.lat, from_=one.from_s, until=one.until_s, shop=one.shop,
            pickup_kg=one.pickup.kg, pickup_litres=one.pickup.litres, pickup_parcels=one.pickup.parcels,
        )
        for one in orders
    )  # fmt: skip


def _table(path: Path, lockers: set[str]) -> tuple[DeclaredOrder, ...]:
    """Orders of a CSV table; every row that is wrong is told. Raises SourceError, ManyProblems."""
    reader = csv.DictReader(io.StringIO(file_text(path)))
    problems: list[PorteeError] = []
    orders: list[DeclaredOrder] = []
    seen: set[str] = set()
    for row in reader:
        line, told = (
            reader.line_num,
            {key: text_of_cell(value.strip()) for key, value in row.items() if key and value and value.strip()},
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
