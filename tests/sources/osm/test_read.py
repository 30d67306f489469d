from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portee.core.errors import SourceError
from portee.sources.osm.read import read_raw
from tests.sources.osm.files import OsmFile


def test_pbf_and_xml_give_the_same(tmp_path: Path) -> None:
    content = OsmFile({1: (0, 0), 2: (1, 0)}).way(7, [1, 2], highway="footway")
    pbf, xml = read_raw(content.write(tmp_path / "a.osm.pbf")), read_raw(content.write(tmp_path / "a.osm"))
    assert pbf.ref.tolist() == xml.ref.tolist() == [1, 2]


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_raw(tmp_path / "nowhere.osm.pbf")


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="folder"):
        read_raw(tmp_path)


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.osm.pbf").touch()
    with pytest.raises(SourceError, match="empty"):
        read_raw(tmp_path / "a.osm.pbf")


@pytest.mark.parametrize("name", ["stops.csv", "gtfs.zip", "area"])
def test_other_kinds_of_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("stop_id\n", encoding="utf-8")
    with pytest.raises(SourceError, match="not an OSM format"):
        read_raw(tmp_path / name)


def test_cut_short(tmp_path: Path) -> None:
    content = OsmFile({i: (i, 0) for i in range(1, 100)}).way(7, [1, 2], highway="footway")
    whole = content.write(tmp_path / "a.osm.pbf").read_bytes()
    (tmp_path / "b.osm.pbf").write_bytes(whole[:-20])
    with pytest.raises(SourceError, match="not a complete OSM file"):
        read_raw(tmp_path / "b.osm.pbf")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.data())
def test_damage_is_told_as_an_error_of_the_file(tmp_path: Path, data: st.DataObject) -> None:
    content = OsmFile({i: (i, 0) for i in range(1, 30)}).way(7, [1, 2], highway="footway", name="Quai")
    damaged = bytearray(content.write(tmp_path / "a.osm.pbf").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "b.osm.pbf"
    path.write_bytes(bytes(damaged))
    try:
        read_raw(path)
    except SourceError as problem:
        told = problem.mend
    else:
        told = "read"
    assert told
