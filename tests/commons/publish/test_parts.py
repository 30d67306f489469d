from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from portee.commons.publish.parts import content_hash, parts_of, record_files, schema_files, write_file
from portee.commons.publish.release import gather
from portee.commons.records.kinds import KINDS
from tests.commons.publish.commonses import CELL, edit, make_commons, make_release
from tests.commons.publish.test_resources import TOLD


def test_each_part_has_a_name_a_licence_and_a_hash(tmp_path: Path) -> None:
    data = {"data/resources.yaml": TOLD.encode(), "data/arrets.csv": b"id\n1\n"}
    release = make_release(tmp_path / "c", more=data)
    parts = {part.path: part for part in parts_of(release)}
    assert len({part.name for part in parts.values()}) == len(parts)
    assert {f"tables/{kind}.{ending}" for kind in release.kinds for ending in ("csv", "parquet")} < set(parts)
    stops = parts["data/arrets.csv"]
    assert (stops.licence, stops.media_type, stops.title["en"]) == ("ODbL-1.0", "text/csv", "Stops")
    assert stops.sha256 == hashlib.sha256(b"id\n1\n").hexdigest()
    assert parts["tables/territory.geojson"].media_type == "application/geo+json"
    assert "data/resources.yaml" not in parts


def test_every_type_has_its_schema_and_every_record_its_files(tmp_path: Path) -> None:
    release = make_release(tmp_path / "c")
    assert [path for path, _ in schema_files(release)] == [f"schema/{kind}.json" for kind in KINDS]
    paths = [path for _, path, _ in record_files(release)]
    assert f"records/{CELL}" in paths
    assert len(paths) == len(set(paths)) == 2 * len(release.records)


def test_the_hash_follows_what_is_said(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    one = gather(commons.root)
    before = content_hash(one, parts_of(one))
    edit(commons, CELL, lambda text: text.replace("Tout dépend", "Cela dépend"))
    two = gather(commons.root)
    after = content_hash(two, parts_of(two))
    assert before != after
    edit(commons, CELL, lambda text: text.replace("Cela dépend", "Tout dépend"))
    three = gather(commons.root)
    assert content_hash(three, parts_of(three)) == before


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/x", "a\\..\\x", "a//x", "./x", ""])
def test_no_file_leads_out_of_the_publication(tmp_path: Path, path: str) -> None:
    root = tmp_path / "p"
    root.mkdir()
    with pytest.raises(ValueError, match="leads out"):
        write_file(root, path, b"")
    assert list(tmp_path.rglob("x")) == []
