"""Releases and views of them, without a repository."""

from __future__ import annotations

from typing import Any

from portee.commons.manifest import Manifest
from portee.commons.publish.pages.address import record_page
from portee.commons.publish.pages.view import View
from portee.commons.publish.release import Release
from portee.commons.records.shape import Record
from portee.commons.text.record_file import RecordFile
from portee.core.declared import read_declared
from tests.commons.examples import EXAMPLE, PATHS, example_file

MANIFEST = read_declared(EXAMPLE / "commons.yaml", Manifest)
MOMENT = "2026-11-26T08:00:00Z"
CELL, PRACTICE = "cell/aube-navette-moulins", "practice/navette-des-moulins"


def released(*records: Record | RecordFile, only: bool = False, **changes: Any) -> Release:
    """The example as a release, some of its records replaced or added."""
    files = {} if only else {file.id: file for file in map(example_file, PATHS)}
    for one in records:
        file = one if isinstance(one, RecordFile) else RecordFile(one)
        files[file.id] = file
    manifest = MANIFEST.model_copy(update=changes)
    return Release(manifest, "0" * 40, MOMENT, "1.0.0", None, tuple(files.values()))


def view(release: Release, lang: str = "fr", id: str = CELL) -> View:
    return View(release, lang, record_page(id, lang))
