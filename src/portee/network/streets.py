"""The street graph: junctions, street edges with their shape, and what each mode pays to use them.

An edge is the piece of a street between two junctions. It is stored once, with one cost per mode and direction;
`network.modegraph` derives the directed graph of one mode from it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["BRIDGE", "LIT", "MODES", "NOT_PERMITTED", "STEPS", "TUNNEL", "UNLIT", "Streets"]

MODES = ("walk", "wheelchair", "bicycle", "e_scooter", "car")
"""Modes with a street graph. All but car cost *equivalent millimetres* (length × effort factor, so that
time = cost / speed on flat ground); car costs *milliseconds* of free-flow driving."""

NOT_PERMITTED = -1
"""Cost of an edge that a mode may not use in a direction."""

STEPS, LIT, UNLIT, BRIDGE, TUNNEL = 1, 2, 4, 8, 16
"""Bits of `edge_flags`."""


@dataclass(frozen=True, eq=False)
class Streets:
    """Street graph of an area. n nodes, e edges, g geometry points, t forbidden turns.

    Attributes:
        node_lon_e7, node_lat_e7: int32 (n,), 1e-7 degrees WGS 84.
        node_osm_id: int64 (n,).
        edge_from, edge_to: int32 (e,), node indices; an edge's direction is the order of its OSM way.
        edge_length_mm: int32 (e,), real length along the ground plan.
        edge_osm_way: int64 (e,).
        edge_name: int32 (e,), index in `names`, -1 when unnamed.
        edge_flags: uint8 (e,), bits STEPS, LIT, UNLIT, BRIDGE, TUNNEL.
        geometry_offset: int64 (e + 1,); the shape of edge i is points offset[i] .. offset[i + 1] of
        geometry_lon_e7, geometry_lat_e7: int32 (g,), both ends included, in the edge's direction.
        names: street names, each once, sorted.
        cost_forward, cost_backward: per mode of MODES, int32 (e,), NOT_PERMITTED where forbidden.
        car_turn_from, car_turn_to: int32 (t,), edge indices: after `from`, `to` is forbidden for cars at
        car_turn_via: int32 (t,), the node both edges meet in.
        elevation: whether slopes are in the costs.
    """

    node_lon_e7: npt.NDArray[np.int32]
    node_lat_e7: npt.NDArray[np.int32]
    node_osm_id: npt.NDArray[np.int64]
    edge_from: npt.NDArray[np.int32]
    edge_to: npt.NDArray[np.int32]
    edge_length_mm: npt.NDArray[np.int32]
    edge_osm_way: npt.NDArray[np.int64]
    edge_name: npt.NDArray[np.int32]
    edge_flags: npt.NDArray[np.uint8]
    geometry_offset: npt.NDArray[np.int64]
    geometry_lon_e7: npt.NDArray[np.int32]
    geometry_lat_e7: npt.NDArray[np.int32]
    names: tuple[str, ...]
    cost_forward: dict[str, npt.NDArray[np.int32]]
    cost_backward: dict[str, npt.NDArray[np.int32]]
    car_turn_from: npt.NDArray[np.int32]
    car_turn_via: npt.NDArray[np.int32]
    car_turn_to: npt.NDArray[np.int32]
    elevation: bool = False

    @property
    def node_count(self) -> int:
        return len(self.node_lon_e7)

    @property
    def edge_count(self) -> int:
        return len(self.edge_from)
