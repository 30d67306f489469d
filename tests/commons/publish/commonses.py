"""Commons to publish, made from the example that is shipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pygit2

from portee.commons.manifest import Manifest
from portee.commons.publish.release import Release, gather
from portee.commons.repository.repository import Change, Commons
from portee.core.declared import read_declared
from tests.commons.examples import EXAMPLE, PATHS
from tests.commons.laid import laid

Edit = Callable[[str], str]
REQUIREMENT = "requirement/aller-avant-la-prise-de-poste.md"
CELL = "cell/aube-navette-moulins.md"
NEED = "need/embauche-avant-l-aube.md"


def example_files(status: str = "reviewed", edits: Mapping[str, Edit] | None = None) -> dict[str, bytes]:
    """Files of the example with another status, some of them edited."""
    found = {}
    for path in PATHS:
        text = (EXAMPLE / path).read_text(encoding="utf-8").replace("status: draft", f"status: {status}")
        change = (edits or {}).get(path)
        found[path] = (text if change is None else change(text)).encode("utf-8")
    # A release that is told as such would be the release before this one.
    found.pop("publication/premiere-version.md")
    return found


def make_commons(
    root: Path,
    *,
    status: str = "reviewed",
    edits: Mapping[str, Edit] | None = None,
    more: Mapping[str, bytes] | None = None,
) -> Commons:
    """A commons in a folder, with the example's records."""
    manifest = read_declared(EXAMPLE / "commons.yaml", Manifest)
    return laid(root, manifest, "Mimosa", {**example_files(status, edits), **(more or {})})


def edit(commons: Commons, path: str, change: Edit, message: str = "It changes") -> str:
    """Commit another text of a record."""
    before = (commons.root / path).read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    return commons.save(Change({path: after.encode("utf-8")}, message, "Rocade"))


def tag(commons: Commons, version: str) -> None:
    """Call the last commit a version."""
    head = commons.head()
    assert head is not None
    commons.repository.references.create(f"refs/tags/v{version}", pygit2.Oid(hex=head.commit))


def make_release(root: Path, **options: object) -> Release:
    """The release of a fresh commons."""
    make_commons(root, **options)  # type: ignore[arg-type]
    return gather(root)
