from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.sources.osm.distance import segment_lengths_mm
from portee.sources.osm.raw import RawOsm
from portee.sources.osm.split import Edges, split_ways

Ways = list[list[int]]


def raw_of(ways: Ways, nodes: int = 10) -> RawOsm:
    """Nodes 1 … nodes on a line, 1e-5 degrees apart; ways numbered from 100."""
    return RawOsm(
        node_id=np.arange(1, nodes + 1),
        node_lon_e7=np.arange(nodes, dtype=np.int32) * 100 + 53_700_000,
        node_lat_e7=np.full(nodes, 433_000_000, dtype=np.int32),
        way_id=np.arange(len(ways)) + 100,
        way_offset=np.concatenate([[0], np.cumsum([len(way) for way in ways])]).astype(np.int64),
        ref=np.array([ref for way in ways for ref in way], dtype=np.int64),
        way_tagset=np.zeros(len(ways), dtype=np.int32),
        tagsets=({"highway": "footway"},),
        way_name=np.full(len(ways), -1, dtype=np.int32),
        names=(),
    )


def split(ways: Ways, cut: list[int] | None = None, kept: list[bool] | None = None) -> Edges:
    raw = raw_of(ways)
    keep = np.array(kept if kept is not None else [True] * len(ways), dtype=bool)
    return split_ways(raw, keep, np.array(cut or [], dtype=np.int64))


def shapes(edges: Edges) -> list[tuple[int, ...]]:
    """Node ids of each edge."""
    bounds = edges.offset.tolist()
    return [tuple((edges.point[a:b] + 1).tolist()) for a, b in pairwise(bounds)]


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ([[1, 2, 3]], [(1, 2, 3)]),
        ([[1, 2, 3], [2, 4]], [(1, 2), (2, 3), (2, 4)]),
        ([[1, 2, 3], [3, 4]], [(1, 2, 3), (3, 4)]),
        ([[1, 2, 3, 1]], [(1, 2, 3, 1)]),
        ([[1, 2, 3, 4, 2, 5]], [(1, 2), (2, 3, 4, 2), (2, 5)]),
        ([[1, 1, 2, 2, 3]], [(1, 2, 3)]),
        ([[1]], []),
        ([[1, 1]], []),
        ([[1, 2], [3]], [(1, 2)]),
        ([[1, 2, 77, 3, 4]], [(1, 2), (3, 4)]),
        ([[77, 1, 2, 3]], [(1, 2, 3)]),
        ([[1, 2, 77]], [(1, 2)]),
        ([[1, 77, 2]], []),
        ([[1, 77, 1]], []),
        ([[1, 2, 77, 2, 3]], [(1, 2), (2, 3)]),
        ([], []),
    ],
)
def test_where_ways_are_cut(ways: Ways, expected: list[tuple[int, ...]]) -> None:
    assert shapes(split(ways)) == expected


def test_cuts_asked_for() -> None:
    assert shapes(split([[1, 2, 3, 4]], cut=[3, 99])) == [(1, 2, 3), (3, 4)]


def test_ways_left_out_cut_nothing() -> None:
    assert shapes(split([[1, 2, 3], [2, 4]], kept=[True, False])) == [(1, 2, 3)]


def test_missing_nodes_are_counted() -> None:
    assert split([[1, 77, 2, 78]]).missing_refs == 2


REFS = st.lists(st.integers(1, 12), max_size=8)  # 11 and 12 are not in the file


def naive(ways: Ways, cut: set[int]) -> list[tuple[int, ...]]:
    """The same, slowly and obviously."""
    pieces: list[list[int]] = []
    for way in ways:
        piece: list[int] = []
        for ref in [*way, 99]:
            if ref > 10:
                pieces.append(piece)
                piece = []
            elif not piece or piece[-1] != ref:
                piece.append(ref)
    pieces = [piece for piece in pieces if len(piece) >= 2]
    uses = [ref for piece in pieces for ref in piece]
    edges = []
    for piece in pieces:
        edge = [piece[0]]
        for position, ref in enumerate(piece[1:], start=1):
            edge.append(ref)
            if uses.count(ref) > 1 or ref in cut or position == len(piece) - 1:
                edges.append(tuple(edge))
                edge = [ref]
    return edges


@given(st.lists(REFS, max_size=6), st.sets(st.integers(1, 12), max_size=3))
def test_agrees_with_the_slow_twin(ways: Ways, cut: set[int]) -> None:
    assert shapes(split(ways, cut=sorted(cut))) == naive(ways, cut)


@given(st.lists(REFS, max_size=6))
def test_length_of_edges_is_the_length_of_their_segments(ways: Ways) -> None:
    edges, raw = split(ways), raw_of(ways)
    for edge, shape in enumerate(shapes(edges)):
        points = np.array(shape) - 1
        lengths = segment_lengths_mm(raw.node_lon_e7[points], raw.node_lat_e7[points], np.arange(len(points) - 1))
        assert edges.length_mm[edge] == pytest.approx(lengths.sum())


@given(st.lists(REFS, min_size=1, max_size=6))
def test_ends_are_ends_of_the_shape(ways: Ways) -> None:
    edges = split(ways)
    assert np.array_equal(edges.first, edges.point[edges.offset[:-1]])
    assert np.array_equal(edges.last, edges.point[edges.offset[1:] - 1])
    assert all(raw_id in ways[way] for way, shape in zip(edges.way, shapes(edges), strict=True) for raw_id in shape)
