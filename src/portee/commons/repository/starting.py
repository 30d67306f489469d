"""Begin a commons in a folder, empty or with an example of each type."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from portee.commons.index.terms import fold
from portee.commons.manifest import MANIFEST, Manifest
from portee.commons.records.kinds import KINDS
from portee.commons.records.shape import Text
from portee.commons.repository.repository import Commons
from portee.core.errors import InputError

__all__ = ["begin", "example_files", "seed_files", "slug_of"]


def slug_of(text: str) -> str:
    """Small letters without accents, digits and single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:60].strip("-")


def example_files() -> dict[str, bytes]:
    """One record of each type, about a neighbourhood that does not exist."""
    return _records_in(files("portee.commons") / "example")


def seed_files() -> dict[str, bytes]:
    """The commons of Euroméditerranée that comes with Portée: its manifest and every record.

    Raises:
        InputError: Portée was installed without it.
    """
    packed = files("portee.commons") / "seed"
    # In a copy of the sources the seed lies beside them.
    folder = packed if packed.is_dir() else Path(__file__).parents[4] / "commons-seed"
    if not (folder / MANIFEST).is_file():
        raise InputError(
            "Portée was installed without its first commons.", mend="Install it from its wheel or sources."
        )
    return {MANIFEST: (folder / MANIFEST).read_bytes(), **_records_in(folder)}


def _records_in(folder: Traversable) -> dict[str, bytes]:
    return {
        f"{kind}/{file.name}": file.read_bytes()
        for kind in KINDS
        if (folder / kind).is_dir()
        for file in sorted((folder / kind).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".md")
    }


def begin(
    root: Path, author: str, *, title: str | None = None, publisher: str | None = None, with_records: str = "none"
) -> Commons:
    """Make a folder a commons.

    Args:
        with_records: "none", "example" (one of each type) or "seed" (the commons of Euroméditerranée).

    Raises:
        InputError: there is a repository already, or no such records.
    """
    records = {"none": dict, "example": example_files, "seed": seed_files}[with_records]()
    name = slug_of(root.resolve().name) or "commun"
    manifest = Manifest(
        name=name,
        title=Text({"fr": title or f"Le commun {name}"}),
        about=Text({"fr": "À écrire : de quoi parle ce commun, et pour qui.", "en": "To be written."}),
        publisher=publisher or author,
    )
    # A seed says itself what it is, unless another title is given.
    if title or publisher:
        records.pop(MANIFEST, None)
    return Commons.init(root, manifest, author, records)
