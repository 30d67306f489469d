from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from portee.commons.publish.publish import publish_commons
from portee.commons.text.record_file import parse_record
from portee.core.errors import OutputError, PorteeError
from portee.core.progress import Cancelled, Silent
from tests.commons.publish.commonses import CELL, NEED, edit, make_commons
from tests.commons.publish.test_resources import TOLD


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_same_commit_gives_the_same_bytes(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    shutil.copytree(commons.root, tmp_path / "copy")
    publish_commons(commons.root, tmp_path / "one")
    publish_commons(tmp_path / "copy", tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_each_record_is_there_as_it_was_written(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    made = publish_commons(commons.root, tmp_path / "site")
    for file in made.release.records:
        text = (tmp_path / "site" / "records" / f"{file.id}.md").read_text(encoding="utf-8")
        assert parse_record(text, f"{file.id}.md").file == file
        values = json.loads((tmp_path / "site" / "records" / f"{file.id}.json").read_text(encoding="utf-8"))
        assert values["id"] == file.id
        assert (tmp_path / "site" / "records" / file.id / values["$schema"]).parent.resolve().name == "schema"


def test_hashes_are_those_of_the_files(tmp_path: Path) -> None:
    publish_commons(make_commons(tmp_path / "c").root, tmp_path / "site")
    found = contents(tmp_path / "site")
    lines = found.pop("SHA256SUMS").decode().splitlines()
    told = {path: hash_ for hash_, _, path in (line.partition("  ") for line in lines)}
    assert told == {path: hashlib.sha256(made).hexdigest() for path, made in found.items()}
    mark = json.loads(found["release.json"])
    assert mark["version"] == "1.0.0"
    assert len(mark["sha256"]) == 64


def test_a_publication_replaces_the_one_before_and_nothing_else(tmp_path: Path) -> None:
    commons = make_commons(tmp_path / "c")
    site = tmp_path / "site"
    publish_commons(commons.root, site)
    edit(commons, NEED, lambda text: text.replace("status: reviewed", "status: draft"))
    edit(commons, CELL, lambda text: text.replace("status: reviewed", "status: draft"))
    publish_commons(commons.root, site)
    assert not (site / "records" / NEED).exists()
    other = tmp_path / "photos"
    other.mkdir()
    (other / "a.jpg").write_bytes(b"x")
    with pytest.raises(OutputError, match="something else"):
        publish_commons(commons.root, other)
    assert (other / "a.jpg").exists()
    for inside in (commons.root, commons.root / "site", tmp_path):
        with pytest.raises(OutputError, match="beside its commons"):
            publish_commons(commons.root, inside)


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    class Stops(Silent):
        def __init__(self) -> None:
            self.label = ""

        def start(self, label: str, total: int | None = None) -> None:
            del total
            self.label = label

        def advance(self, steps: int = 1) -> None:
            del steps
            if self.label == "publish_pages":
                raise Cancelled

    commons = make_commons(tmp_path / "c")
    with pytest.raises(Cancelled):
        publish_commons(commons.root, tmp_path / "site", progress=Stops())
    assert [path.name for path in tmp_path.iterdir()] == ["c"]


def test_a_mix_that_a_licence_forbids_is_refused_with_the_reason(tmp_path: Path) -> None:
    told = TOLD.replace("licence: ODbL-1.0\n", "licence: CC-BY-SA-4.0\n")
    data = {"data/resources.yaml": told.encode(), "data/arrets.csv": b"id\n"}
    commons = make_commons(tmp_path / "c", more=data)
    with pytest.raises(PorteeError, match="keeps that licence: publish it as a resource of its own"):
        publish_commons(commons.root, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_every_file_that_a_page_or_a_catalogue_names_is_there(tmp_path: Path) -> None:
    publish_commons(make_commons(tmp_path / "c").root, tmp_path / "site")
    found = contents(tmp_path / "site")
    told = "datapackage.json catalogue.jsonld ro-crate-metadata.json CITATION.bib CITATION.json CHANGELOG.fr.md"
    for path in [*told.split(), "CHANGELOG.en.md", "feed.fr.xml", "feed.en.xml", "sitemap.xml", "index.html"]:
        assert path in found
    package = json.loads(found["datapackage.json"])
    for resource in package["resources"]:
        assert resource["hash"] == f"sha256:{hashlib.sha256(found[resource['path']]).hexdigest()}"


def test_hostile_records_are_published_as_text(tmp_path: Path) -> None:
    def spoil(text: str) -> str:
        return text.replace("fr: Embaucher avant le premier bus", "fr: 'Un « titre » \"]}{{7*7}} ;|= &amp; ../../x'")

    make_commons(tmp_path / "c", edits={NEED: spoil})
    publish_commons(tmp_path / "c", tmp_path / "site")
    page = contents(tmp_path / "site")["fr/need/embauche-avant-l-aube.html"].decode("utf-8")
    assert "{{7*7}} ;|= &amp;amp; ../../x" in page.replace("\u00a0", " ")
    assert not [path for path in tmp_path.iterdir() if path.name not in ("c", "site")]
