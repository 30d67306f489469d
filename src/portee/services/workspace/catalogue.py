"""Where French open data are found: names, pages and licences, in data, with an honest mark of what was checked."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong, parse_declared, read_declared
from portee.core.errors import ParameterError

__all__ = ["ENVIRONMENT", "Catalogue", "OpenSource", "Services", "catalogue", "find_source", "open_sources"]

ENVIRONMENT = "PORTEE_SOURCES"
"""Variable that names another file of sources: of a mirror, or of another country."""

Gives = Literal["boundary", "osm", "gtfs", "cells", "jobs", "services", "priority", "offers", "rules", "hazards"]
How = Literal["communes", "extract", "transport", "data", "file"]


class Services(Declared):
    """Addresses of the public interfaces that are asked.

    Attributes:
        communes: of the outlines of communes. extracts: of the index of extracts of OpenStreetMap.
        transport: of the national access point. data: of data.gouv.fr.
    """

    communes: str
    extracts: str
    transport: str
    data: str


class OpenSource(Declared):
    """One source of open data.

    Attributes:
        id, name, publisher: of it. gives: what of a workspace it fills.
        found: how the address of a file is found. page: where it is described, with its licence.
        file, format, dataset, title: what `found` needs.
        licence: as far as known, where the publisher does not tell it with the file.
        largest_mb: a larger file is refused.
        checked: whether address and shape of the answer were read in public sources, which `seen` names.
    """

    id: str
    name: Words
    publisher: str
    gives: Gives
    found: How
    page: str
    file: str | None = None
    format: str | None = None
    dataset: str | None = Field(default=None, pattern=r"^[a-z0-9-]+$")
    title: str | None = None
    licence: str
    largest_mb: int = Field(gt=0, le=20_000)
    checked: bool
    seen: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> OpenSource:
        needs = {"transport": ("format",), "data": ("dataset", "title"), "file": ("file",)}.get(self.found, ())
        for name in needs:
            if getattr(self, name) is None:
                raise Wrong(f"'{self.id}' is found by '{self.found}' and has no '{name}'.", f"Add '{name}'.")
        if self.checked != bool(self.seen):
            raise Wrong(f"'{self.id}': what was checked names where, and only that.", "Write both, or neither.")
        if self.title is not None:
            try:
                re.compile(self.title)
            except re.error as problem:
                raise Wrong(f"'title' of '{self.id}' is no pattern ({problem}).", "Mend it.") from problem
        return self


class Catalogue(Declared):
    """All sources, in the order in which one needs them, and the interfaces by which they are found."""

    services: Services
    sources: tuple[OpenSource, ...]


def catalogue() -> Catalogue:
    """The catalogue that comes with Portée, or the one that PORTEE_SOURCES names. Raises SourceError."""
    other = os.environ.get(ENVIRONMENT)
    return read_declared(Path(other), Catalogue) if other else _shipped()


@cache
def _shipped() -> Catalogue:
    text = files("portee.services.workspace").joinpath("sources.yaml").read_text(encoding="utf-8")
    return parse_declared(text, Catalogue, "sources.yaml")


def open_sources() -> tuple[OpenSource, ...]:
    """All sources, in the order in which one needs them."""
    return catalogue().sources


def find_source(id: str) -> OpenSource:
    """The source of an id. Raises ParameterError."""
    for source in open_sources():
        if source.id == id:
            return source
    raise ParameterError(
        f"There is no source '{id[:40]}'.", mend=f"Choose one of: {', '.join(s.id for s in open_sources())}."
    )
