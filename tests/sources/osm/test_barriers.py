from __future__ import annotations

from pathlib import Path

import pytest

from portee.network.streets import MODES, NOT_PERMITTED
from portee.sources.osm import read_streets
from portee.sources.osm.barriers import blocked_modes
from tests.sources.osm.files import OsmFile, edges_of_way

ALL = "walk wheelchair bicycle e_scooter car"


@pytest.mark.parametrize(
    ("tags", "stopped"),
    [
        ("barrier=gate", ""),
        ("barrier=entrance", ""),
        ("barrier=bollard", "car"),
        ("barrier=bollard motor_vehicle=yes", ""),
        ("barrier=bollard access=yes", "car"),
        ("barrier=cycle_barrier", "car wheelchair"),
        ("barrier=stile", "wheelchair bicycle e_scooter car"),
        ("barrier=stile foot=yes", "wheelchair bicycle e_scooter car"),
        ("barrier=stile wheelchair=yes", "bicycle e_scooter car"),
        ("barrier=kissing_gate bicycle=yes", "wheelchair car"),
        ("barrier=wall", ALL),
        ("barrier=wall foot=yes", "wheelchair bicycle e_scooter car"),
        ("barrier=lift_gate", ""),
        ("barrier=lift_gate access=private", ALL),
        ("barrier=lift_gate access=private foot=yes", "car"),
        ("barrier=lift_gate access=private motor_vehicle=yes", "walk wheelchair bicycle e_scooter"),
        ("barrier=gate motor_vehicle=no", "car"),
        ("barrier=gate bicycle=no", ""),
        ("barrier=gate bicycle=dismount", ""),
        ("barrier=gate foot=no", "walk wheelchair"),
        ("barrier=gate access=no bicycle=yes", "walk wheelchair car"),
        ("barrier=kerb kerb=raised", "wheelchair"),
        ("kerb=raised", "wheelchair"),
        ("kerb=raised foot=yes", "wheelchair"),
        ("kerb=raised wheelchair=yes", ""),
        ("kerb=lowered", ""),
        ("kerb=lowered wheelchair=no", "wheelchair"),
        ("barrier=unheard_of", ""),
    ],
)
def test_who_is_stopped(tags: str, stopped: str) -> None:
    values = dict(pair.split("=") for pair in tags.split())
    assert blocked_modes(values) == set(stopped.split())


def street(tmp_path: Path, node_tags: dict[str, str], cross: bool = False) -> Path:
    content = OsmFile({i: (i, 0) for i in range(1, 6)}, node_tags={3: node_tags})
    content.nodes[9] = (3, 2)
    content.way(100, [1, 2, 3, 4, 5], highway="residential", name="Rue A")
    if cross:
        content.way(101, [3, 9], highway="residential")
    return content.write(tmp_path / "area.osm.pbf")


def test_a_bollard_interrupts_the_street_for_cars_alone(tmp_path: Path) -> None:
    streets, provenance = read_streets(street(tmp_path, {"barrier": "bollard"}))
    assert streets.node_count == 4
    assert sorted(streets.node_osm_id.tolist()) == [1, 3, 3, 5]
    (gate,) = [i for i in range(streets.edge_count) if streets.edge_length_mm[i] == 1]
    for mode in MODES:
        expected = NOT_PERMITTED if mode == "car" else 1
        assert streets.cost_forward[mode][gate] == streets.cost_backward[mode][gate] == expected
    copies = {int(streets.edge_from[gate]), int(streets.edge_to[gate])}
    assert {int(streets.node_osm_id[node]) for node in copies} == {3}
    assert len(copies) == 2
    for edge in edges_of_way(streets, 100):
        assert len(copies & {int(streets.edge_from[edge]), int(streets.edge_to[edge])}) == 1
    points = slice(streets.geometry_offset[gate], streets.geometry_offset[gate + 1])
    assert len(set(streets.geometry_lon_e7[points].tolist())) == 1
    assert len(streets.geometry_lon_e7[points]) == 2
    assert provenance.rows["barriers"] == 1


def test_an_open_gate_changes_nothing(tmp_path: Path) -> None:
    streets, _ = read_streets(street(tmp_path, {"barrier": "gate"}))
    assert 1 not in streets.edge_length_mm


def test_a_barrier_between_two_ways(tmp_path: Path) -> None:
    content = OsmFile({1: (0, 0), 2: (1, 0), 3: (2, 0)}, node_tags={2: {"barrier": "bollard"}})
    content.way(100, [1, 2], highway="residential").way(101, [3, 2], highway="residential")
    streets, _ = read_streets(content.write(tmp_path / "area.osm.pbf"))
    assert (streets.edge_count, streets.node_count) == (3, 4)
    car = streets.cost_forward["car"]
    assert sum(cost == NOT_PERMITTED for cost in car) == 1


def test_a_barrier_on_a_junction_is_reported_and_ignored(tmp_path: Path) -> None:
    streets, provenance = read_streets(street(tmp_path, {"barrier": "bollard"}, cross=True))
    assert streets.node_count == 4
    assert [(d.what, d.count) for d in provenance.dropped] == [("barriers", 1)]


def test_a_barrier_that_stops_nobody_who_could_come_is_not_cut(tmp_path: Path) -> None:
    content = OsmFile({1: (0, 0), 2: (1, 0), 3: (2, 0)}, node_tags={2: {"barrier": "bollard"}})
    streets, _ = read_streets(content.way(100, [1, 2, 3], highway="footway").write(tmp_path / "area.osm.pbf"))
    assert 1 not in streets.edge_length_mm


def test_a_barrier_on_a_closed_loop(tmp_path: Path) -> None:
    content = OsmFile({1: (0, 0), 2: (1, 0), 3: (1, 1)}, node_tags={1: {"barrier": "bollard"}})
    streets, _ = read_streets(content.way(100, [1, 2, 3, 1], highway="residential").write(tmp_path / "area.osm.pbf"))
    assert streets.edge_count == 1
