"""Ways → edges: cut where streets meet, keep the shape in between."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.sources.osm.distance import segment_lengths_mm
from portee.sources.osm.raw import RawOsm

__all__ = ["Edges", "split_ways"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Edges:
    """Edges between cut nodes. e edges, g shape points.

    Attributes:
        way: int64 (e,), index of the way in RawOsm.
        first, last: int64 (e,), end nodes as indices in the nodes of RawOsm.
        length_mm: float64 (e,), ground-plan length.
        offset: int64 (e + 1,), shape of edge i in `point`.
        point: int64 (g,), shape as node indices in RawOsm, both ends included.
        missing_refs: references to nodes that the file does not hold.
    """

    way: Ints
    first: Ints
    last: Ints
    length_mm: npt.NDArray[np.float64]
    offset: Ints
    point: Ints
    missing_refs: int


def split_ways(raw: RawOsm, kept: npt.NDArray[np.bool_], cut_ids: Ints) -> Edges:
    """Cut the kept ways at every node that two of them share, that one passes twice, that ends one, or is in `cut_ids`.

    A way is also interrupted where it refers to a node that is not in the file, as at the border of an extract.

    Args:
        raw: material of the file.
        kept: bool (w,), ways that enter the graph.
        cut_ids: node ids to cut at besides junctions (barriers, turn restrictions).
    """
    way, node, missing = _references(raw, kept)
    # A new piece starts where the way changes or a missing node was passed over.
    piece = _piece_numbers(way, missing)
    way, node, piece = way[~missing], node[~missing], piece[~missing]
    repeated = np.zeros(len(node), dtype=bool)
    repeated[1:] = (node[1:] == node[:-1]) & (piece[1:] == piece[:-1])
    way, node, piece = way[~repeated], node[~repeated], piece[~repeated]
    sizes = np.bincount(piece, minlength=0)
    long_enough = sizes[piece] >= 2 if len(piece) else np.zeros(0, dtype=bool)
    way, node, piece = way[long_enough], node[long_enough], piece[long_enough]

    starts = np.ones(len(piece), dtype=bool)
    starts[1:] = piece[1:] != piece[:-1]
    ends = np.ones(len(piece), dtype=bool)
    ends[:-1] = starts[1:]
    forced = np.zeros(len(raw.node_id), dtype=bool)
    forced[_indices_of(raw.node_id, cut_ids)] = True
    shared = np.bincount(node, minlength=len(raw.node_id)) >= 2
    cuts = np.flatnonzero(starts | ends | shared[node] | forced[node])
    opens = ~ends[cuts]
    begin, finish = cuts[:-1][opens[:-1]], cuts[1:][opens[:-1]]

    offset = np.concatenate([[0], np.cumsum(finish - begin + 1)]).astype(np.int64)
    position = np.arange(offset[-1]) + np.repeat(begin - offset[:-1], finish - begin + 1)
    inner = np.flatnonzero(~ends)
    lengths = np.zeros(len(node))
    lengths[inner] = segment_lengths_mm(raw.node_lon_e7[node], raw.node_lat_e7[node], inner)
    # Sums run to the next edge's start: what lies between is the last point of a piece, whose length is zero.
    length = np.add.reduceat(lengths, begin) if len(begin) else np.zeros(0)
    return Edges(way[begin], node[begin], node[finish], length, offset, node[position], int(missing.sum()))


def _references(raw: RawOsm, kept: npt.NDArray[np.bool_]) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
    """(way index, node index, missing) of every reference of the kept ways, in order."""
    counts = np.diff(raw.way_offset)
    of_way = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    mask = kept[of_way]
    way, ref = of_way[mask], raw.ref[mask]
    index = np.minimum(np.searchsorted(raw.node_id, ref), max(len(raw.node_id) - 1, 0))
    missing = raw.node_id[index] != ref if len(raw.node_id) else np.ones(len(ref), dtype=bool)
    return way, index.astype(np.int64), missing


def _piece_numbers(way: Ints, missing: npt.NDArray[np.bool_]) -> Ints:
    breaks = np.zeros(len(way), dtype=np.int64)
    breaks[1:] = (way[1:] != way[:-1]) | missing[:-1]
    return np.cumsum(breaks)


def _indices_of(node_id: Ints, ids: Ints) -> Ints:
    if not len(node_id) or not len(ids):
        return np.zeros(0, dtype=np.int64)
    index = np.minimum(np.searchsorted(node_id, ids), len(node_id) - 1)
    return np.asarray(index[node_id[index] == ids], dtype=np.int64)
