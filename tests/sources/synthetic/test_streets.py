from __future__ import annotations

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from portee.sources.synthetic.streets import ARTERIAL
from tests.sources.synthetic.conftest import Drawing


def test_the_pieces_are_one_network(drawing: Drawing) -> None:
    ends = np.array([(piece.vertices[0], piece.vertices[-1]) for piece in drawing.network.pieces])
    nodes, compact = np.unique(ends, return_inverse=True)
    a, b = compact.reshape(-1, 2).T
    graph = coo_matrix((np.ones(len(a)), (a, b)), shape=(len(nodes), len(nodes)))
    assert connected_components(graph, directed=False)[0] == 1


def test_what_the_network_hangs_on_stays_open_both_ways(drawing: Drawing) -> None:
    for piece in drawing.network.pieces:
        if piece.tree and piece.style != "crossing":
            assert not piece.oneway
            assert piece.kind != "pedestrian"
    assert any(piece.oneway for piece in drawing.network.pieces)


def test_ways_hold_every_piece_once(drawing: Drawing) -> None:
    network = drawing.network
    pieces = sum(len(piece.vertices) - 1 for piece in network.pieces)
    apart = [way for way in network.ways if way.tags.get("surface") == "dirt" and "lit" not in way.tags]
    yards = [
        way
        for way in network.ways
        if way.tags == {"highway": "service", "access": "private"} and len(way.vertices) == 2
    ]
    segments = sum(len(way.vertices) - 1 for way in network.ways)
    assert pieces < segments <= pieces + sum(len(way.vertices) - 1 for way in [*apart, *yards])


def test_arterials_are_cut_at_junctions(drawing: Drawing) -> None:
    ends = {v for way in drawing.network.ways for v in (way.vertices[0], way.vertices[-1])}
    for way in drawing.network.ways:
        if way.tags["highway"] in ARTERIAL:
            shared = [v for v in way.vertices[1:-1] if v in ends]
            assert shared == []


def test_steep_streets_become_steps(drawing: Drawing) -> None:
    steps = [piece for piece in drawing.network.pieces if piece.kind == "steps" and piece.style != "crossing"]
    assert steps
    assert all(piece.grade > 0.1 for piece in steps)


def test_dead_ends_are_common_in_suburbs(drawing: Drawing) -> None:
    count: dict[int, int] = {}
    for piece in drawing.network.pieces:
        for v in (piece.vertices[0], piece.vertices[-1]):
            count[v] = count.get(v, 0) + 1
    dead = sum(number == 1 for number in count.values())
    assert 0.05 < dead / len(count) < 0.4
