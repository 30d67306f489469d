"""Costs of streets that are opened or added, and streets with one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.kernels.nearest_edge import metres_per_e7
from portee.network.streets import NOT_PERMITTED, Streets

__all__ = ["LONGEST_M", "NEAR_M", "cost_of", "length_m", "nearest_junction", "times", "with_street"]

Int32 = npt.NDArray[np.int32]

NEAR_M = 80.0
"""Farthest that an end of a new street may lie from a junction, metres."""

LONGEST_M = 100_000.0
"""Longest new street, metres."""

MOST_COST = 2_000_000_000
ADDED_WAY = -1
"""OpenStreetMap way of a street that is added: none."""


def cost_of(length_mm: npt.ArrayLike, mode: str, car_kmh: float) -> Int32:
    """Cost of level streets of a length: millimetres, for cars milliseconds."""
    length = np.asarray(length_mm, np.float64)
    cost = np.maximum(np.rint(length / (car_kmh / 3.6) if mode == "car" else length), 1)
    return np.asarray(cost, np.int32)


def times(costs: Int32, factor: float) -> Int32:
    """Costs so many times as high, at least 1."""
    return np.asarray(np.clip(np.rint(costs * float(factor)), 1, MOST_COST), np.int32)


def nearest_junction(streets: Streets, lon: float, lat: float) -> tuple[int, float]:
    """The nearest junction and how far it is, metres."""
    mx, my = metres_per_e7(round(lat * 1e7))
    away = np.hypot((streets.node_lon_e7 - lon * 1e7) * mx, (streets.node_lat_e7 - lat * 1e7) * my)
    node = int(np.argmin(away))
    return node, float(away[node])


def length_m(lon_e7: npt.ArrayLike, lat_e7: npt.ArrayLike) -> float:
    """Length of a course on the ground plan, metres; points in 1e-7 degrees."""
    lon, lat = np.asarray(lon_e7, np.float64), np.asarray(lat_e7, np.float64)
    mx, my = metres_per_e7(round(float(lat[0])))
    return float(np.hypot(np.diff(lon) * mx, np.diff(lat) * my).sum())


def with_street(
    streets: Streets, name: str, ends: tuple[int, int], between: Sequence[tuple[float, float]], modes: Sequence[str],
    car_kmh: float, one_way: bool,
) -> Streets:  # fmt: skip
    """The streets with one more edge, the last one.

    Args:
        streets: they are not changed. name: of the new one.
        ends: junctions. between: further points of its course, degrees.
        modes: who may use it. car_kmh: for cars. one_way: along the line alone, but for those on foot.
    """
    middle = np.rint(np.array(between, np.float64).reshape(-1, 2) * 1e7)
    lon, lat = (
        np.concatenate([[nodes[ends[0]]], middle[:, axis], [nodes[ends[1]]]]).astype(np.int32)
        for axis, nodes in enumerate((streets.node_lon_e7, streets.node_lat_e7))
    )
    length = max(1, round(length_m(lon, lat) * 1000))
    names = tuple(sorted({*streets.names, name}))
    place = np.array([names.index(one) for one in streets.names] + [-1], np.int32)

    def more(column: npt.NDArray[Any], value: int) -> npt.NDArray[Any]:
        return np.concatenate([column, np.array([value], column.dtype)])

    on_foot = ("walk", "wheelchair")
    ahead, back = (
        {
            mode: more(costs, int(cost_of(length, mode, car_kmh)) if mode in modes and (not closed or mode in on_foot)
                       else NOT_PERMITTED)
            for mode, costs in table.items()
        }
        for table, closed in ((streets.cost_forward, False), (streets.cost_backward, one_way))
    )  # fmt: skip
    return replace(
        streets, edge_from=more(streets.edge_from, ends[0]), edge_to=more(streets.edge_to, ends[1]),
        edge_length_mm=more(streets.edge_length_mm, length), edge_osm_way=more(streets.edge_osm_way, ADDED_WAY),
        edge_name=more(place[streets.edge_name], names.index(name)), edge_flags=more(streets.edge_flags, 0),
        geometry_offset=more(streets.geometry_offset, int(streets.geometry_offset[-1]) + len(lon)),
        geometry_lon_e7=np.concatenate([streets.geometry_lon_e7, lon]),
        geometry_lat_e7=np.concatenate([streets.geometry_lat_e7, lat]), names=names,
        cost_forward=ahead, cost_backward=back,
    )  # fmt: skip
