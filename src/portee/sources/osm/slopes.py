"""Slopes of edges from ground heights, with bridges and tunnels held straight between their ends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csgraph, csr_matrix
from scipy.sparse.linalg import spsolve

from portee.sources.osm.distance import segment_lengths_mm
from portee.sources.osm.effort import cycling_effort, rolling_effort, walking_effort
from portee.sources.osm.elevation import ground_heights
from portee.sources.osm.graph import Graph
from portee.sources.osm.raw import RawOsm
from portee.sources.osm.tables import read_table

__all__ = ["SlopeEfforts", "bridge_heights", "slope_efforts"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class SlopeEfforts:
    """Mean effort factor of each edge by mode, forward and backward (e,); NaN where the slope closes the edge.

    `unknown` counts edges with a stretch where the raster tells no height; it is taken as flat.
    """

    forward: dict[str, Floats]
    backward: dict[str, Floats]
    unknown: int


def slope_efforts(raw: RawOsm, graph: Graph, structure: npt.NDArray[np.bool_], elevation: Path) -> SlopeEfforts:
    """Effort of slopes on every edge.

    Args:
        raw, graph: the numbered graph and the places of its points.
        structure: bool (e,), edges on a bridge or in a tunnel.
        elevation: GeoTIFF.

    Raises:
        SourceError: the elevation cannot be read or covers another place.
    """
    rules = read_table("slopes")["sampling"]
    samples = _sample_edges(raw, graph, rules["step_m"] * 1000.0)
    length_mm, start, edge, share = samples.length_mm, samples.start, samples.edge, samples.share
    heights = ground_heights(elevation, samples.lon, samples.lat)
    last = np.concatenate([start[1:], [len(edge)]]) - 1
    if structure.any():
        node_height = np.full(len(graph.node), np.nan)
        node_height[graph.edge_from], node_height[graph.edge_to] = heights[start], heights[last]
        node_height = bridge_heights(graph.edge_from, graph.edge_to, length_mm, structure, node_height)
        straight = structure[edge]
        begin, end = node_height[graph.edge_from][edge[straight]], node_height[graph.edge_to][edge[straight]]
        heights[straight] = begin + (end - begin) * share[straight]

    inner = np.ones(len(edge), dtype=bool)
    inner[last] = False
    piece = np.flatnonzero(inner)
    counts = last - start
    step_mm = (length_mm / counts)[edge[piece]]
    slope = (heights[piece + 1] - heights[piece]) * 1000 / np.maximum(step_mm, 1)
    unknown = np.isnan(slope)
    slope = np.clip(np.where(unknown, 0, slope), -rules["steepest"], rules["steepest"])
    first_piece = np.cumsum(counts) - counts

    def mean(values: Floats) -> Floats:
        return np.asarray(np.add.reduceat(values, first_piece) / counts)

    forward: dict[str, Floats] = {}
    backward: dict[str, Floats] = {}
    for direction, gradient in ((forward, slope), (backward, -slope)):
        direction["walk"] = mean(walking_effort(gradient))
        direction["wheelchair"] = mean(rolling_effort(gradient))
        direction["bicycle"] = mean(cycling_effort("bicycle", gradient))
        direction["e_scooter"] = mean(cycling_effort("e_scooter", gradient))
    return SlopeEfforts(forward, backward, len(np.unique(edge[piece][unknown])))


@dataclass(frozen=True, eq=False)
class _Samples:
    """Points at equal steps along the edges: s samples, the ends of each edge included."""

    length_mm: Floats  # (e,)
    start: Ints  # (e,), first sample of each edge
    edge: Ints  # (s,)
    share: Floats  # (s,), of the edge's length, 0 to 1
    lon: Floats  # (s,), degrees
    lat: Floats


def _sample_edges(raw: RawOsm, graph: Graph, step_mm: float) -> _Samples:
    lon_e7, lat_e7 = raw.node_lon_e7[graph.geometry_node], raw.node_lat_e7[graph.geometry_node]
    ends = graph.geometry_offset[1:] - 1
    inner = np.ones(len(lon_e7), dtype=bool)
    inner[ends] = False
    points = np.flatnonzero(inner)
    # A metre of nothing lies between two edges, so that interpolation never mixes them.
    steps = np.full(len(lon_e7), 1000.0)
    steps[points] = segment_lengths_mm(lon_e7, lat_e7, points)
    along = np.concatenate([[0.0], np.cumsum(steps[:-1])])
    begin = along[graph.geometry_offset[:-1]]
    length = along[ends] - begin
    counts = np.maximum(np.ceil(length / step_mm), 1).astype(np.int64) + 1
    start = np.cumsum(counts) - counts
    edge = np.repeat(np.arange(len(counts)), counts)
    share = (np.arange(len(edge)) - start[edge]) / (counts[edge] - 1)
    position = begin[edge] + share * length[edge]
    lon, lat = np.interp(position, along, lon_e7) / 1e7, np.interp(position, along, lat_e7) / 1e7
    return _Samples(length, start, edge, share, lon, lat)


def bridge_heights(
    edge_from: Ints, edge_to: Ints, length_mm: Floats, structure: npt.NDArray[np.bool_], ground: Floats
) -> Floats:
    """Heights of nodes (n,), those within bridges and tunnels interpolated between where these touch the ground.

    A node touches the ground when one of its edges does. The others get the mean of their neighbours weighted by
    nearness, which is a straight line along a bridge however many pieces it is mapped in.

    Args:
        edge_from, edge_to, length_mm, structure: (e,).
        ground: terrain heights (n,), NaN where unknown.
    """
    n = len(ground)
    grounded = np.zeros(n, dtype=bool)
    grounded[edge_from[~structure]] = grounded[edge_to[~structure]] = True
    grounded &= ~np.isnan(ground)
    a, b = edge_from[structure], edge_to[structure]
    weight = 1.0 / np.maximum(length_mm[structure], 1.0)
    _, component = csgraph.connected_components(csr_matrix((np.ones(len(a)), (a, b)), shape=(n, n)), directed=False)
    anchored = np.zeros(n, dtype=bool)
    anchored[component[grounded]] = True
    floating = np.zeros(n, dtype=bool)
    floating[a] = floating[b] = True
    floating &= ~grounded & anchored[component]
    if not floating.any():
        return ground
    number = np.cumsum(floating) - 1
    size = int(floating.sum())
    ends, others, weights = np.concatenate([a, b]), np.concatenate([b, a]), np.concatenate([weight, weight])
    mine = floating[ends] & (ends != others)
    ends, others, weights = ends[mine], others[mine], weights[mine]
    diagonal = np.bincount(number[ends], weights=weights, minlength=size)
    free = floating[others]
    matrix = coo_matrix(
        (
            np.concatenate([diagonal, -weights[free]]),
            (
                np.concatenate([np.arange(size), number[ends[free]]]),
                np.concatenate([np.arange(size), number[others[free]]]),
            ),
        ),
        shape=(size, size),
    ).tocsc()
    known = np.bincount(number[ends[~free]], weights=weights[~free] * ground[others[~free]], minlength=size)
    heights = ground.copy()
    heights[floating] = spsolve(matrix, known)
    return heights
