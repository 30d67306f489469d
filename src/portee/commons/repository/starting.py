"""Begin a commons in a folder, empty or with an example of each type."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from portee.commons.index.terms import fold
from portee.commons.manifest import Manifest
from portee.commons.records.kinds import KINDS
from portee.commons.records.shape import Text
from portee.commons.repository.repository import Commons

__all__ = ["begin", "example_files", "slug_of"]


def slug_of(text: str) -> str:
    """Small letters without accents, digits and single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:60].strip("-")


def example_files() -> dict[str, bytes]:
    """One record of each type, about a neighbourhood that does not exist."""
    folder: Traversable = files("portee.commons") / "example"
    return {
        f"{kind}/{file.name}": file.read_bytes()
        for kind in KINDS
        for file in sorted((folder / kind).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".md")
    }


def begin(
    root: Path, author: str, *, title: str | None = None, publisher: str | None = None, with_example: bool = False
) -> Commons:
    """Make a folder a commons. Raises InputError where there is a repository already."""
    name = slug_of(root.resolve().name) or "commun"
    manifest = Manifest(
        name=name,
        title=Text({"fr": title or f"Le commun {name}"}),
        about=Text({"fr": "À écrire : de quoi parle ce commun, et pour qui.", "en": "To be written."}),
        publisher=publisher or author,
    )
    return Commons.init(root, manifest, author, example_files() if with_example else {})
