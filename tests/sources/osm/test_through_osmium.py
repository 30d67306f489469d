from __future__ import annotations

import bz2
import gzip
from pathlib import Path

import osmium
import pytest

from portee.core.errors import SourceError
from portee.sources.osm.through_osmium import data_date, read_through_osmium
from tests.sources.osm.files import OsmFile


@pytest.fixture
def content() -> OsmFile:
    return OsmFile(
        {1: (0, 0), 2: (1, 0), 3: (1, 1)}, node_tags={2: {"kerb": "raised"}}, timestamp="2026-01-02T03:04:05Z"
    ).way(10, [1, 2, 3], highway="footway", name="Quai", note="x")


def test_reads_ways_nodes_and_tags(tmp_path: Path, content: OsmFile) -> None:
    raw = read_through_osmium(content.way(11, [1, 3], building="yes").write(tmp_path / "a.osm.pbf"))
    assert raw.way_id.tolist() == [10]
    assert raw.ref.tolist() == [1, 2, 3]
    assert raw.tagsets == ({"highway": "footway"},)
    assert raw.names == ("Quai",)
    assert raw.barriers == {2: {"kerb": "raised"}}
    assert raw.objects == {"nodes": 3, "ways": 2, "relations": 0}
    assert raw.timestamp == "2026-01-02T03:04:05Z"
    assert raw.node_lon_e7.tolist() == [53700000, 53710000, 53710000]


@pytest.mark.parametrize("name", ["a.osm", "a.osm.bz2", "a.osm.gz"])
def test_xml_says_the_same_as_pbf(tmp_path: Path, content: OsmFile, name: str) -> None:
    xml = content.write(tmp_path / "plain.osm").read_bytes()
    packed = {"a.osm": xml, "a.osm.bz2": bz2.compress(xml), "a.osm.gz": gzip.compress(xml)}
    (tmp_path / name).write_bytes(packed[name])
    raw = read_through_osmium(tmp_path / name)
    assert raw.way_id.tolist() == [10]
    assert raw.names == ("Quai",)
    assert raw.node_lat_e7.tolist() == [433000000, 433000000, 433010000]


def test_date(tmp_path: Path, content: OsmFile) -> None:
    assert data_date(content.write(tmp_path / "a.osm.pbf")) == "2026-01-02T03:04:05Z"
    content.timestamp = None
    assert data_date(content.write(tmp_path / "b.osm.pbf")) is None


def test_places_kept_in_the_ways(tmp_path: Path, content: OsmFile) -> None:
    plain = content.write(tmp_path / "plain.osm.pbf")
    path = tmp_path / "placed.osm.pbf"
    with osmium.SimpleWriter(osmium.io.File(str(path), "pbf,locations_on_ways=true")) as writer:
        for item in osmium.FileProcessor(str(plain)).with_locations():
            if isinstance(item, osmium.osm.Way):
                writer.add(item)
    raw = read_through_osmium(path)
    assert raw.node_id.tolist() == [1, 2, 3]
    assert raw.node_lat_e7.tolist() == [433000000, 433000000, 433010000]


@pytest.mark.parametrize("content", [b"not a map", b"\0\0\0\x0d\x0a\x09OSMHeader", b"PK\x03\x04"])
def test_what_is_not_osm(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "area.osm.pbf"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="not a complete OSM file") as caught:
        read_through_osmium(path)
    assert caught.value.mend
    assert caught.value.where is not None
    assert caught.value.where.file == str(path)


def test_broken_xml(tmp_path: Path) -> None:
    path = tmp_path / "area.osm"
    path.write_text("<osm version='0.6'><node id='1' lat='0' lon='0'>", encoding="utf-8")
    with pytest.raises(SourceError, match="not a complete OSM file"):
        read_through_osmium(path)


def test_history_files_are_refused(tmp_path: Path, content: OsmFile) -> None:
    plain = content.write(tmp_path / "plain.osm.pbf")
    path = tmp_path / "history.osh.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        for item in osmium.FileProcessor(str(plain)):
            writer.add(item)
    with pytest.raises(SourceError, match="history"):
        read_through_osmium(path)
