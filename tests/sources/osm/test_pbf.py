from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import osmium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portee.sources.osm.pbf import UnusualPbf, read_pbf
from portee.sources.osm.raw import RawOsm
from portee.sources.osm.through_osmium import read_through_osmium
from tests.sources.osm.files import OsmFile

KEYS = st.sampled_from(["highway", "name", "oneway", "railway", "lit", "note", "source", "barrier", "kerb", "foot"])
VALUES = st.sampled_from(["yes", "no", "residential", "footway", "platform", "Rue d'Été", "ñ", "raised", "gate"])
TAGS = st.dictionaries(KEYS, VALUES, max_size=4)


@st.composite
def osm_files(draw: st.DrawFn) -> OsmFile:
    ids = draw(st.lists(st.integers(1, 1 << 40), min_size=1, max_size=12, unique=True))
    spots = st.tuples(st.floats(-100, 100), st.floats(-40, 40))
    nodes = {osm_id: draw(spots) for osm_id in ids}
    ways = [
        (number + 1, draw(st.lists(st.sampled_from([*ids, 99]), min_size=1, max_size=6)), draw(TAGS))
        for number in range(draw(st.integers(0, 5)))
    ]
    node_tags = {osm_id: draw(TAGS) for osm_id in ids}
    members = st.lists(
        st.tuples(st.sampled_from("nwr"), st.integers(1, 1 << 40), st.sampled_from(["from", "to", "via", ""])),
        max_size=4,
    )
    kinds = st.sampled_from([{"type": "restriction", "restriction": "no_u_turn"}, {"type": "multipolygon"}, {}])
    relations = [(number + 1, draw(members), draw(kinds)) for number in range(draw(st.integers(0, 3)))]
    return OsmFile(nodes, ways, node_tags, relations, draw(st.sampled_from([None, "2026-03-13T21:00:00Z"])))


def assert_same(one: RawOsm, other: RawOsm) -> None:
    for name in ("node_id", "node_lon_e7", "node_lat_e7", "way_id", "way_offset", "ref"):
        left, right = getattr(one, name), getattr(other, name)
        assert left.dtype == right.dtype
        assert np.array_equal(left, right), name
    assert [one.tagsets[i] for i in one.way_tagset] == [other.tagsets[i] for i in other.way_tagset]
    names, others = [*one.names, None], [*other.names, None]
    assert [names[i] for i in one.way_name] == [others[i] for i in other.way_name]
    assert one.barriers == other.barriers
    assert one.restrictions == other.restrictions
    assert one.timestamp == other.timestamp
    assert one.objects == other.objects


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(osm_files())
def test_decodes_as_libosmium_does(tmp_path: Path, content: OsmFile) -> None:
    path = content.write(tmp_path / "area.osm.pbf")
    assert_same(read_pbf(path), read_through_osmium(path))


@pytest.mark.parametrize("options", ["pbf,pbf_dense_nodes=false", "pbf,pbf_compression=none", "pbf,add_metadata=true"])
def test_other_ways_to_write_a_pbf(tmp_path: Path, options: str) -> None:
    content = OsmFile({1: (0, 0), 2: (1, 0)}, node_tags={2: {"barrier": "gate", "foot": "no", "note": "x"}})
    plain = content.way(7, [1, 2], highway="footway", name="Quai").write(tmp_path / "plain.osm.pbf")
    other = tmp_path / "other.osm.pbf"
    with osmium.SimpleWriter(osmium.io.File(str(other), options)) as writer:
        for item in osmium.FileProcessor(str(plain)):
            writer.add(item)
    assert_same(read_pbf(other), read_pbf(plain))
    assert read_pbf(other).barriers == {2: {"barrier": "gate", "foot": "no"}}


@pytest.mark.real
def test_real_file(shared_data: Path) -> None:
    path = shared_data / "porto_alegre" / "poa_osm.pbf"
    assert_same(read_pbf(path), read_through_osmium(path))


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    content = OsmFile({i: (i, i % 7) for i in range(1, 200)})
    for way in range(1, 60):
        content.way(way, [way, way + 1, way + 7], highway="residential", name=f"Rue {way}")
    content.restriction(1, "no_left_turn", 1, 2, 3)
    return content.write(tmp_path_factory.mktemp("pbf") / "intact.osm.pbf").read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(st.data())
def test_damage_never_breaks_the_decoder(tmp_path: Path, intact: bytes, data: st.DataObject) -> None:
    damaged = bytearray(intact)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "damaged.osm.pbf"
    path.write_bytes(bytes(damaged[: data.draw(st.integers(1, len(damaged)))]))
    try:
        read_pbf(path)
    except UnusualPbf:
        return


@pytest.mark.parametrize("keep", [3, 40, 200, -1])
def test_a_file_cut_short(tmp_path: Path, intact: bytes, keep: int) -> None:
    path = tmp_path / "short.osm.pbf"
    path.write_bytes(intact[:keep])
    with pytest.raises(UnusualPbf):
        read_pbf(path)


def test_decodes_without_libosmium(tmp_path: Path) -> None:
    """The fast path pays neither libosmium's import nor its loops."""
    path = OsmFile({1: (0, 0), 2: (1, 0)}).way(7, [1, 2], highway="footway").write(tmp_path / "area.osm.pbf")
    code = "import sys; from pathlib import Path; from portee.sources.osm import read_streets; "
    code += f"read_streets(Path({str(path)!r})); assert 'osmium' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
