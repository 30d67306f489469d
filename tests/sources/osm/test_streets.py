from __future__ import annotations

import dataclasses
import hashlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from portee.core.errors import SourceError
from portee.network.streets import BRIDGE, LIT, MODES, NOT_PERMITTED, STEPS, TUNNEL, UNLIT, Streets
from portee.sources.osm import read_streets
from portee.sources.osm.distance import segment_lengths_mm
from portee.sources.osm.read import read_raw
from portee.sources.osm.ways import way_rule
from tests.sources.osm.files import OsmFile, edge_of_way, write_raster
from tests.sources.osm.networks import street_networks

PER_EXAMPLE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)


def digest(streets: Streets) -> str:
    """Hash of every array and value, in the order of the fields."""
    seen = hashlib.sha256()

    def take(value: Any) -> None:
        if isinstance(value, dict):
            for key in value:
                seen.update(key.encode())
                take(value[key])
        elif isinstance(value, np.ndarray):
            seen.update(str(value.dtype).encode() + value.tobytes())
        else:
            seen.update(repr(value).encode())

    for field in dataclasses.fields(streets):
        take(getattr(streets, field.name))
    return seen.hexdigest()


def town() -> OsmFile:
    content = OsmFile({i: (i % 4, i // 4) for i in range(16)})
    content.way(100, [0, 1, 2, 3], highway="residential", name="Rue Longue", lit="yes")
    content.way(101, [1, 5, 9], highway="steps", name="Escalier", lit="no")
    content.way(102, [4, 5, 6], highway="footway")
    content.way(103, [12, 13], highway="motorway", name="A 55")
    content.way(104, [14, 15], highway="construction", name="Rue future")
    content.way(105, [8, 9], waterway="canal")
    return content


def test_bridges_and_tunnels_are_told_apart_and_cost_the_same(tmp_path: Path) -> None:
    content, plain = (OsmFile({i: (i % 4, i // 4) for i in range(16)}) for _ in range(2))
    told: tuple[dict[str, str], ...] = (
        {"bridge": "viaduct"},
        {"tunnel": "yes"},
        {"bridge": "no", "tunnel": "building_passage"},
        {},
    )
    for row, tags in enumerate(told):
        content.way(row, [4 * row, 4 * row + 1], highway="residential", **tags)
        plain.way(row, [4 * row, 4 * row + 1], highway="residential")
    found, usual = (
        read_streets(file.write(tmp_path / f"{name}.osm.pbf"))[0] for file, name in ((content, "a"), (plain, "b"))
    )
    at = {int(way): i for i, way in enumerate(found.edge_osm_way)}
    assert [found.edge_flags[at[way]] for way in range(4)] == [BRIDGE, TUNNEL, 0, 0]
    for mode in MODES:
        np.testing.assert_array_equal(found.cost_forward[mode], usual.cost_forward[mode])
        np.testing.assert_array_equal(found.cost_backward[mode], usual.cost_backward[mode])


def test_arrays_have_their_declared_form(tmp_path: Path) -> None:
    streets, _ = read_streets(town().write(tmp_path / "area.osm.pbf"))
    e = streets.edge_count
    kinds = {
        "node_lon_e7": np.int32,
        "node_lat_e7": np.int32,
        "node_osm_id": np.int64,
        "edge_from": np.int32,
        "edge_to": np.int32,
        "edge_length_mm": np.int32,
        "edge_osm_way": np.int64,
        "edge_name": np.int32,
        "edge_flags": np.uint8,
        "geometry_offset": np.int64,
        "geometry_lon_e7": np.int32,
        "geometry_lat_e7": np.int32,
        "car_turn_from": np.int32,
        "car_turn_via": np.int32,
        "car_turn_to": np.int32,
    }
    for name, kind in kinds.items():
        assert getattr(streets, name).dtype == kind, name
    for costs in (streets.cost_forward, streets.cost_backward):
        assert tuple(costs) == MODES
        assert all(cost.dtype == np.int32 and len(cost) == e for cost in costs.values())
    assert len(streets.geometry_offset) == e + 1


def test_names_and_flags(tmp_path: Path) -> None:
    streets, _ = read_streets(town().write(tmp_path / "area.osm.pbf"))
    assert streets.names == ("A 55", "Escalier", "Rue Longue")
    at = {int(way): i for i, way in enumerate(streets.edge_osm_way)}
    assert [streets.edge_name[at[way]] for way in (100, 101, 102, 103)] == [2, 1, -1, 0]
    assert [streets.edge_flags[at[way]] for way in (100, 101, 102, 103)] == [LIT, STEPS | UNLIT, 0, 0]


def test_provenance(tmp_path: Path) -> None:
    content = town()
    content.timestamp = "2026-03-13T21:00:00Z"
    path = content.write(tmp_path / "area.osm.pbf")
    streets, provenance = read_streets(path)
    assert provenance.source == "osm"
    assert provenance.file == "area.osm.pbf"
    assert provenance.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert provenance.size_bytes == path.stat().st_size
    assert provenance.date == "2026-03-13T21:00:00Z"
    assert provenance.licence == "ODbL 1.0"
    assert provenance.rows["osm_nodes"] == 16
    assert provenance.rows["osm_ways"] == 6
    assert provenance.rows["nodes"] == streets.node_count == 9
    assert provenance.rows["edges"] == streets.edge_count == 7
    assert provenance.rows["walk_km"] == int(streets.edge_length_mm[streets.cost_forward["walk"] > 0].sum() // 1e6)
    assert [(d.what, d.count, d.why, d.examples) for d in provenance.dropped] == [
        ("ways", 1, "not built or no longer there", ("construction: 1",)),
    ]
    assert provenance.notes == ("no elevation given: slopes are not in the costs",)


def test_references_outside_the_file_are_told(tmp_path: Path) -> None:
    content = OsmFile({1: (0, 0), 2: (1, 0), 3: (2, 0)}).way(7, [1, 2, 99, 98, 3], highway="footway")
    streets, provenance = read_streets(content.write(tmp_path / "area.osm.pbf"))
    assert streets.edge_count == 1
    assert [(d.what, d.count) for d in provenance.dropped] == [("way nodes", 2)]


def test_same_file_same_bytes(tmp_path: Path) -> None:
    path = town().write(tmp_path / "area.osm.pbf")
    assert digest(read_streets(path)[0]) == digest(read_streets(path)[0])


@PER_EXAMPLE
@given(street_networks())
def test_the_order_of_the_file_does_not_matter(tmp_path: Path, content: OsmFile) -> None:
    one, _ = read_streets(content.write(tmp_path / "one.osm.pbf"))
    content.ways.reverse()
    other, _ = read_streets(content.write(tmp_path / "other.osm"))
    assert digest(one) == digest(other)


@PER_EXAMPLE
@given(street_networks())
def test_laws_of_the_graph(tmp_path: Path, content: OsmFile) -> None:
    path = content.write(tmp_path / "area.osm.pbf")
    streets, _ = read_streets(path)
    first, last = streets.geometry_offset[:-1], streets.geometry_offset[1:] - 1
    # ends of the shape are the places of the end nodes
    for ends, nodes in ((first, streets.edge_from), (last, streets.edge_to)):
        assert np.array_equal(streets.geometry_lon_e7[ends], streets.node_lon_e7[nodes])
        assert np.array_equal(streets.geometry_lat_e7[ends], streets.node_lat_e7[nodes])
    # every node carries an edge, and one where a single way merely passes is a barrier or nothing
    assert set(range(streets.node_count)) == set(streets.edge_from.tolist()) | set(streets.edge_to.tolist())
    # every edge is open to somebody, costs are positive, lengths too
    usable = np.zeros(streets.edge_count, dtype=bool)
    for mode in MODES:
        for cost in (streets.cost_forward[mode], streets.cost_backward[mode]):
            assert ((cost == NOT_PERMITTED) | (cost >= 1)).all()
            usable |= cost >= 1
    assert (usable | (streets.edge_length_mm == 1)).all()
    assert (streets.edge_length_mm >= 1).all()
    # walking never costs less than the way is long, on flat ground
    walk = streets.cost_forward["walk"]
    assert (walk[walk > 0] == streets.edge_length_mm[walk > 0]).all()
    # wheelchairs go where walkers go
    for costs in (streets.cost_forward, streets.cost_backward):
        assert not ((costs["wheelchair"] > 0) & (costs["walk"] < 0)).any()


@PER_EXAMPLE
@given(street_networks())
def test_edges_are_as_long_as_the_ways(tmp_path: Path, content: OsmFile) -> None:
    path = content.write(tmp_path / "area.osm.pbf")
    streets, _ = read_streets(path)
    raw = read_raw(path)
    place = {int(osm_id): i for i, osm_id in enumerate(raw.node_id)}
    for osm_id, refs, tags in content.ways:
        if way_rule(tags).dropped is not None:
            continue
        total = 0.0
        for one, other in pairwise(refs):
            if one in place and other in place:
                pair = np.array([place[one], place[other]])
                total += segment_lengths_mm(raw.node_lon_e7[pair], raw.node_lat_e7[pair], np.zeros(1, dtype=np.int64))[
                    0
                ]
        lengths = streets.edge_length_mm[streets.edge_osm_way == osm_id]
        # half a millimetre of rounding by edge, and one for edges between nodes in one place or across a gate
        assert lengths.sum() == pytest.approx(total, abs=1.5 * len(lengths) + 1e-6)


def test_crossing_streets_meet_only_at_shared_nodes(tmp_path: Path) -> None:
    """A bridge over a street shares no node with it."""
    content = OsmFile({1: (0, 1), 2: (2, 1), 3: (1, 0), 4: (1, 2)})
    content.way(1, [1, 2], highway="residential").way(2, [3, 4], highway="residential", bridge="yes", layer="1")
    streets, _ = read_streets(content.write(tmp_path / "area.osm.pbf"))
    assert (streets.node_count, streets.edge_count) == (4, 2)


def test_small_islands_stay(tmp_path: Path) -> None:
    content = town().way(200, [10, 11], highway="footway")
    streets, _ = read_streets(content.write(tmp_path / "area.osm.pbf"))
    assert streets.cost_forward["walk"][edge_of_way(streets, 200)] > 0


def test_progress_is_told(tmp_path: Path) -> None:
    class Listener:
        def __init__(self) -> None:
            self.heard: list[str] = []

        def start(self, label: str, total: int | None = None) -> None:
            self.heard.append(f"{label} {total}")

        def advance(self, steps: int = 1) -> None:
            self.heard.append("·" * steps)

        def done(self) -> None:
            self.heard.append("done")

    listener = Listener()
    read_streets(town().write(tmp_path / "area.osm.pbf"), progress=listener)
    assert listener.heard == ["Streets 5", "·", "·", "·", "·", "·", "done"]


def bad(tmp_path: Path, content: OsmFile) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_streets(content.write(tmp_path / "area.osm.pbf"))
    assert caught.value.exit_code == 2
    assert caught.value.mend
    assert caught.value.where is not None
    assert caught.value.where.file == str(tmp_path / "area.osm.pbf")
    return caught.value


def test_empty_area(tmp_path: Path) -> None:
    assert "0 nodes" in bad(tmp_path, OsmFile()).what
    assert "0 ways" in bad(tmp_path, OsmFile({1: (0, 0)})).what


@pytest.mark.parametrize(
    "tags",
    [
        {"building": "yes"},
        {"highway": "motorway"},
        {"highway": "residential", "access": "private"},
        {"highway": "proposed"},
    ],
)
def test_no_walkable_street(tmp_path: Path, tags: dict[str, str]) -> None:
    content = OsmFile({1: (0, 0), 2: (1, 0)}).way(7, [1, 2], **tags)
    assert "walked" in bad(tmp_path, content).what


def test_streets_without_their_nodes(tmp_path: Path) -> None:
    content = OsmFile({1: (0, 0), 2: (1, 0)}).way(7, [8, 9], highway="residential")
    assert "walked" in bad(tmp_path, content).what


def test_elevation_of_another_place(tmp_path: Path) -> None:
    dem = write_raster(tmp_path / "dem.tif", np.ones((4, 4), dtype=np.float32), west=60.0, north=10.0)
    with pytest.raises(SourceError, match="another place"):
        read_streets(town().write(tmp_path / "area.osm.pbf"), elevation=dem)


@pytest.mark.real
def test_real_streets_of_euromediterranee(shared_data: Path) -> None:
    streets, provenance = read_streets(shared_data / "euromed" / "streets.osm.pbf")
    assert 15_000 < streets.node_count < 25_000
    assert 20_000 < streets.edge_count < 30_000
    assert 800 < provenance.rows["walk_km"] < 1_200
    assert 600 < provenance.rows["car_km"] < 900
    walk = streets.cost_forward["walk"]
    assert (walk[streets.cost_forward["wheelchair"] > 0] > 0).all()


@pytest.mark.real
def test_real_streets_of_porto_alegre(shared_data: Path) -> None:
    folder = shared_data / "porto_alegre"
    flat, provenance = read_streets(folder / "poa_osm.pbf")
    assert 15_000 < flat.node_count < 25_000
    assert 1_700 < provenance.rows["walk_km"] < 2_100
    assert provenance.rows["barriers"] > 10
    assert provenance.rows["wheelchair_km"] < provenance.rows["walk_km"]
    hilly, _ = read_streets(folder / "poa_osm.pbf", elevation=folder / "poa_elevation.tif")
    assert np.array_equal(flat.edge_length_mm, hilly.edge_length_mm)
    walk = flat.cost_forward["walk"] > 0
    ratio = hilly.cost_forward["walk"][walk].sum(dtype=np.int64) / flat.cost_forward["walk"][walk].sum(dtype=np.int64)
    assert 1.0 < ratio < 1.2
    assert digest(hilly) == digest(read_streets(folder / "poa_osm.pbf", elevation=folder / "poa_elevation.tif")[0])
