from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from portee.commons.publish.publish import publish_commons
from portee.commons.repository.starting import begin
from portee.core.errors import InputError
from portee.services.commons_reading.package import PACKAGE, published_files
from portee.services.commons_reading.shelf import Shelf


def test_the_data_are_those_that_are_published_and_the_package_holds_them_all(tmp_path: Path) -> None:
    root = tmp_path / "commons"
    begin(root, "Mimosa", with_records="example")
    held = dict(published_files(Shelf(root).reading()))
    packed = zipfile.ZipFile(io.BytesIO(held.pop(PACKAGE)))
    assert set(packed.namelist()) == set(held)
    assert all(packed.read(path) == contents for path, contents in held.items())
    publish_commons(root, tmp_path / "out", include=("proposed", "draft"))
    for path, contents in held.items():
        assert (tmp_path / "out" / path).read_bytes() == contents
    for resource in json.loads(held["datapackage.json"])["resources"]:
        assert resource["hash"] == f"sha256:{hashlib.sha256(held[resource['path']]).hexdigest()}"


def test_edits_that_are_not_committed_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "commons"
    begin(root, "Mimosa", with_records="example")
    reading = Shelf(root).reading()
    edited = root / f"{reading.release.records[0].id}.md"
    edited.write_text(edited.read_text(encoding="utf-8") + "\nmore\n", encoding="utf-8")
    with pytest.raises(InputError, match="not committed"):
        published_files(reading)
