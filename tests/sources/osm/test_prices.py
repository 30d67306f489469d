from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from portee.network.streets import NOT_PERMITTED, Streets
from portee.sources.osm import read_streets
from tests.sources.osm.files import OsmFile, edge_of_way, edges_of_way


def read(tmp_path: Path, **tags: str) -> Streets:
    """Way 1 with the tags, beside a street that keeps the file walkable."""
    content = OsmFile({1: (0, 0), 2: (1, 0), 3: (3, 0), 4: (0, 1), 5: (1, 1)})
    content.way(1, [1, 2, 3], **tags).way(2, [4, 5], highway="residential")
    return read_streets(content.write(tmp_path / "area.osm.pbf"))[0]


def costs(streets: Streets, mode: str) -> tuple[int, int]:
    edge = edge_of_way(streets, 1)
    return int(streets.cost_forward[mode][edge]), int(streets.cost_backward[mode][edge])


def test_walking_costs_the_length(tmp_path: Path) -> None:
    streets = read(tmp_path, highway="residential")
    length = int(streets.edge_length_mm[edge_of_way(streets, 1)])
    assert costs(streets, "walk") == (length, length)
    assert length == pytest.approx(243_500, rel=0.01)


def test_factors_multiply_the_length(tmp_path: Path) -> None:
    streets = read(tmp_path, highway="cycleway", surface="sett", oneway="yes")
    length = int(streets.edge_length_mm[edge_of_way(streets, 1)])
    assert costs(streets, "bicycle") == (round(length * 1.8), round(length * 15 / 3.6))


def test_driving_costs_milliseconds(tmp_path: Path) -> None:
    streets = read(tmp_path, highway="residential", maxspeed="45")
    length = int(streets.edge_length_mm[edge_of_way(streets, 1)])
    assert costs(streets, "car") == (round(length / 10), round(length / 10))  # 45 km/h × 0.8 = 10 m/s = 10 mm/ms


def test_closed_edges(tmp_path: Path) -> None:
    streets = read(tmp_path, highway="residential", oneway="yes")
    assert costs(streets, "car")[1] == NOT_PERMITTED
    assert costs(streets, "car")[0] > 0


def test_ferries_cost_their_time_on_board(tmp_path: Path) -> None:
    content = OsmFile({1: (0, 0), 2: (1, 0), 3: (4, 0), 4: (1, 1)})
    content.way(1, [1, 2, 3], route="ferry", duration="00:20", motor_vehicle="yes")
    content.way(2, [2, 4], highway="residential")
    streets, _ = read_streets(content.write(tmp_path / "area.osm.pbf"))
    edges = edges_of_way(streets, 1)
    assert len(edges) == 2
    for mode, speed in (("walk", 3.6), ("wheelchair", 3.6), ("bicycle", 15), ("e_scooter", 18)):
        total = sum(int(streets.cost_forward[mode][edge]) for edge in edges)
        assert total == pytest.approx(20 * 60 * speed / 3.6 * 1000, rel=1e-5)
    assert sum(int(streets.cost_forward["car"][edge]) for edge in edges) == pytest.approx(20 * 60 * 1000, rel=1e-5)
    length, cost = streets.edge_length_mm[edges], streets.cost_backward["walk"][edges]
    assert np.allclose(cost / length, cost.sum() / length.sum(), rtol=1e-5)


def test_ferries_without_duration_go_at_five_km_per_hour(tmp_path: Path) -> None:
    streets = read(tmp_path, route="ferry")
    length = int(streets.edge_length_mm[edge_of_way(streets, 1)])
    assert costs(streets, "walk")[0] == pytest.approx(length / 5 * 3.6, abs=1)
    assert costs(streets, "car") == (NOT_PERMITTED, NOT_PERMITTED)


def test_the_shortest_edge_costs_something(tmp_path: Path) -> None:
    content = OsmFile({1: (0, 0), 2: (0, 0), 3: (1, 0)})
    content.way(1, [1, 2], highway="residential").way(2, [2, 3], highway="residential")
    streets, _ = read_streets(content.write(tmp_path / "area.osm.pbf"))
    edge = int(np.flatnonzero(streets.edge_osm_way == 1)[0])
    assert streets.edge_length_mm[edge] == 1
    assert all(streets.cost_forward[mode][edge] >= 1 for mode in ("walk", "bicycle", "car"))
