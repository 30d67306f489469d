"""What pages load: the built scripts, and how heavy they are."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from portee.web.built import BUILT, script_of

MOST_BYTES = 300_000
"""Of compressed script at the first view of any page but those with a map."""

MAP = "view"
"""Name of the part that draws maps: its key changes with what it is bundled with."""


def built(folder: Path) -> Path:
    manifest = {
        "src/explorer.ts": {
            "file": "assets/explorer-1.js",
            "isEntry": True,
            "imports": ["_shared.js"],
            "css": ["a.css"],
        },
        "_shared.js": {"file": "assets/shared-2.js", "css": ["b.css", "a.css"], "imports": ["_deep.js"]},
        "_deep.js": {"file": "assets/deep-3.js"},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def test_a_page_knows_all_that_it_loads(tmp_path: Path) -> None:
    script = script_of("explorer", built(tmp_path))
    assert script is not None
    assert script.module == "/static/built/assets/explorer-1.js"
    assert script.imports == ("/static/built/assets/shared-2.js", "/static/built/assets/deep-3.js")
    assert script.styles == ("/static/built/a.css", "/static/built/b.css")
    assert script_of("other", tmp_path) is None


def test_without_built_files_there_is_no_script(tmp_path: Path) -> None:
    assert script_of("explorer", tmp_path) is None


def test_the_first_view_is_light() -> None:
    path = BUILT / "manifest.json"
    if not path.is_file():
        pytest.skip("Portée was installed without its scripts")
    manifest = json.loads(path.read_text())
    entries = {name: entry for name, entry in manifest.items() if entry.get("isEntry")}
    assert entries
    maps = {entry["file"] for entry in manifest.values() if entry.get("name") == MAP}
    assert maps
    for name, entry in entries.items():
        files, waiting = {entry["file"]}, list(entry.get("imports", ()))
        while waiting:
            part = manifest[waiting.pop()]
            files.add(part["file"])
            waiting += part.get("imports", ())
        # The map itself is loaded afterwards, by the pages that have one.
        assert not maps & files
        size = sum(len(gzip.compress((BUILT / file).read_bytes())) for file in files)
        assert size <= MOST_BYTES, (name, size)
