"""Closed streets: one mask over the street edges, and the network without them.

A low-emission zone, a flood or a building site all end as such a mask. The new network shares all that did not change;
the base is left as it was, and a mask that closes nothing gives back the base itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.network.network import Network
from portee.network.snapping import snap
from portee.network.streets import NOT_PERMITTED, Streets
from portee.network.variants import with_costs

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["edges_entering", "on_closed_street", "without_edges"]

Flags = npt.NDArray[np.bool_]


def edges_entering(streets: Streets, area: BaseGeometry) -> Flags:
    """Street edges with any inner point strictly inside an area.

    An edge that crosses the border is one of them, whole: a street is driven from junction to junction. An edge that
    only touches the border, or runs along it, is not: the boulevards around a zone are usually outside it.

    Args:
        streets: the street graph, e edges.
        area: polygon or multipolygon, degrees WGS 84.

    Returns:
        bool (e,).
    """
    import shapely

    entering = np.zeros(streets.edge_count, np.bool_)
    near = np.zeros(0, np.int64) if area.is_empty else _edges_near(streets, area.bounds)
    if not len(near):
        return entering
    first, lon, lat = streets.geometry_offset[:-1], streets.geometry_lon_e7, streets.geometry_lat_e7
    counts = np.diff(streets.geometry_offset)[near]
    line = np.repeat(np.arange(len(near)), counts)
    point = np.arange(len(line)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(first[near], counts)
    lines = np.asarray(shapely.linestrings(np.column_stack([lon[point], lat[point]]) / 1e7, indices=line))
    shapely.prepare(area)
    within = np.asarray(shapely.contains_properly(area, lines))
    # Of the rest only those that meet the area at all are worth the exact comparison.
    rest = np.flatnonzero(~within)
    rest = rest[shapely.intersects(area, lines[rest])]
    within[rest] = shapely.relate_pattern(area, lines[rest], "T********")
    entering[near] = within
    return entering


def _edges_near(streets: Streets, bounds: tuple[float, float, float, float]) -> npt.NDArray[np.int64]:
    """Edges of which a straight piece does not lie on one side of a box, degrees, alone; the others never enter it."""
    west, south, east, north = (int(edge * 1e7) for edge in bounds)
    lon, lat = streets.geometry_lon_e7, streets.geometry_lat_e7
    # Whole numbers of 1e-7 degree, one farther out: the box is never made smaller by rounding.
    side = np.zeros(len(lon), np.uint8)
    for bit, beyond in enumerate((lon < west - 1, lon > east + 1, lat < south - 1, lat > north + 1)):
        side |= beyond.view(np.uint8) << np.uint8(bit)
    piece = np.flatnonzero((side[:-1] & side[1:]) == 0)
    # The piece from the end of an edge to the start of the next one is none; it only makes that edge looked at.
    return np.unique(np.searchsorted(streets.geometry_offset, piece, side="right") - 1)


def without_edges(network: Network, mode: str, closed: Flags) -> Network:
    """The network with some street edges closed to one mode, both ways.

    Places and stops keep the edge they enter the streets by. One whose edge is closed cannot be left or reached by
    the mode, and does not move to a street that is still open: a resident of a zone does not start outside it because
    the own street is closed, and so no trip ever gets shorter. `on_closed_street` tells which places these are.

    Args:
        network: it is not changed.
        mode: one of the network's modes.
        closed: bool (e,), true where closed.

    Returns:
        a network that shares everything but the costs and the graph of the mode (and, for "walk", the walks between
        stops). It is in memory, with a key of its own, and a note that says how many edges are closed. When nothing
        that the mode could use is closed, the base network itself.

    Raises:
        ParameterError: the network has no such mode, or the mask is not bool (e,).
    """
    _check(network, mode, closed)
    streets = network.streets
    forward, backward = streets.cost_forward[mode], streets.cost_backward[mode]
    lost = closed & ((forward >= 0) | (backward >= 0))
    if not lost.any():
        return network
    return with_costs(
        network,
        mode,
        np.where(lost, np.int32(NOT_PERMITTED), forward),
        np.where(lost, np.int32(NOT_PERMITTED), backward),
        note=f"{int(lost.sum()):,} street edges are closed to {mode}.",
        kind="closed",
    )


def on_closed_street(
    network: Network, mode: str, closed: Flags, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> Flags:
    """Which places enter the streets by a closed edge, so that the mode cannot be used from there or to there.

    Args:
        network: the network, with the edges closed or before.
        mode: one of its modes.
        closed: bool (e,), true where closed.
        lon, lat: degrees WGS 84, shape (k,).

    Returns:
        bool (k,).

    Raises:
        ParameterError: as `without_edges`.
    """
    _check(network, mode, closed)
    edge = snap(network.streets, network.modes[mode].grid, lon, lat).edge
    return (edge >= 0) & closed[edge]


def _check(network: Network, mode: str, closed: Flags) -> None:
    if mode not in network.modes:
        raise ParameterError(
            f"The network has no mode '{mode}'.",
            where=Where(field="mode"),
            mend=f"Choose one of {', '.join(network.modes)}.",
        )
    if closed.dtype != np.bool_ or closed.shape != (network.streets.edge_count,):
        raise ParameterError(
            f"The mask is {closed.dtype} {closed.shape}; there are {network.streets.edge_count:,} street edges.",
            where=Where(field="closed"),
            mend="Give one true or false per street edge.",
        )
