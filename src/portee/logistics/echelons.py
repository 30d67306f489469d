"""Two echelons: which micro-hub serves which order, and what a depot brings to the micro-hubs."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.logistics.goods import Load, Order, Site, Vehicle

__all__ = ["assigned", "kept", "supplied_site", "supplies"]

Int64 = npt.NDArray[np.int64]


def assigned(seconds: Int64, parcels: Int64, room: Sequence[int | None]) -> Int64:
    """The micro-hub of each order: the nearest by time where all find room, else the least time in all with room.

    The second is exact: an integer programme, solved by HiGHS through scipy.

    Args:
        seconds: int64 (n, h), from each micro-hub to each order and back; where there is no way, more than any day.
        parcels: int64 (n,), of each order. room: parcels that each micro-hub holds, None for no limit.

    Returns:
        int64 (n,), column of each order.

    Raises:
        ParameterError: the micro-hubs have no room for all.
    """
    nearest = np.asarray(seconds.argmin(axis=1), np.int64)
    most = np.array([np.inf if one is None else one for one in room])
    if (np.bincount(nearest, weights=parcels, minlength=len(room)) <= most).all():
        return nearest
    lacking = ParameterError(
        f"The micro-hubs have room for {most.sum():,.0f} parcels in all, and no split of {int(parcels.sum()):,} fits.",
        mend="Give them more room, or add one.",
    )
    if parcels.sum() > most.sum():
        raise lacking
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, kron

    n, h = seconds.shape
    once = kron(csr_array(np.eye(n)), np.ones((1, h)))
    held = kron(parcels[np.newaxis, :].astype(np.float64), csr_array(np.eye(h)))
    found = milp(
        seconds.reshape(-1).astype(np.float64), integrality=np.ones(n * h), bounds=Bounds(0, 1),
        constraints=[LinearConstraint(once, 1, 1), LinearConstraint(held, 0, most)], options={"mip_rel_gap": 0.0},
    )  # fmt: skip
    if found.x is None:
        raise lacking
    return np.asarray(found.x.reshape(n, h).argmax(axis=1), np.int64)


def supplies(hubs: Sequence[Site], orders: Sequence[Sequence[Order]], largest: Vehicle, unload_s: int) -> list[Order]:
    """What the depot brings to each micro-hub, in parts that fit into a vehicle, unloaded before it opens.

    Returns of a day leave with the supply of the next one, here counted on the same day.

    Args:
        hubs: micro-hubs. orders: of each. largest: vehicle that brings them. unload_s: seconds at a micro-hub.

    Returns:
        orders named "hub:part", at the place of the micro-hub.

    Raises:
        ParameterError: a single order is larger than the vehicle.
    """
    found = []
    for hub, own in zip(hubs, orders, strict=True):
        brought, fetched = (_total([getattr(order, way) for order in own]) for way in ("delivery", "pickup"))
        parts = max(_parts(brought, largest.capacity), _parts(fetched, largest.capacity))
        for part in range(parts):
            found.append(
                Order(
                    f"{hub.id}:{part + 1}", hub.lon, hub.lat, 0, max(0, hub.opens_s - unload_s), unload_s,
                    _part(brought, parts, part), _part(fetched, parts, part),
                )
            )  # fmt: skip
    return found


def supplied_site(order: str) -> str | None:
    """The micro-hub that an order of `supplies` is for; None for an order of somebody, whose id has no colon."""
    site, colon, _ = order.rpartition(":")
    return site if colon else None


def kept(orders: Sequence[Order], brought: Sequence[Load]) -> list[int]:
    """Which orders of a micro-hub the loads that were brought there hold, in the order given: their rows.

    Orders that only hand something over need nothing brought.
    """
    left = _total(brought).demand
    rows = []
    for row, order in enumerate(orders):
        needs = order.delivery.demand
        if all(has >= need for has, need in zip(left, needs, strict=True)):
            left = [has - need for has, need in zip(left, needs, strict=True)]
            rows.append(row)
    return rows


def _total(loads: Sequence[Load]) -> Load:
    total = Load()
    for load in loads:
        total = total + load
    return total


def _parts(load: Load, room: Load) -> int:
    """How many vehicles full. Parcels do not divide: one more of them than the mean may ride along."""
    parts = 0
    for needs, has in zip(load.demand, room.room, strict=True):
        if needs and not has:
            raise ParameterError(
                "The vehicle that supplies micro-hubs has no room for what they need.",
                mend="Give it kg, parcels and litres.",
            )
        parts = max(parts, ceil(needs / has) if needs else 0)
    return parts


def _part(load: Load, parts: int, part: int) -> Load:
    return Load(load.kg / parts, load.parcels // parts + (part < load.parcels % parts), load.litres / parts)
