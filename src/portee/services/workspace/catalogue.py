"""Where French open data are found: names, pages and licences, in data, with an honest mark of what was checked."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

from portee.core.declared import Declared, Words, parse_declared
from portee.core.errors import ParameterError

__all__ = ["OpenSource", "find_source", "open_sources"]

Gives = Literal["osm", "gtfs", "cells", "jobs", "services", "priority", "offers", "hazards"]
_AREA = re.compile(r"[a-z][a-z0-9-]{1,60}")


class OpenSource(Declared):
    """One source of open data.

    Attributes:
        id, name, publisher: of it. gives: what of a workspace it fills.
        page: where it is described, with its licence. file: address of its file, {area} standing for a choice.
        sum: address of the file's MD5 sum, {file} standing for the file's. licence: as far as known.
        checked: whether page and licence were opened while this was written.
    """

    id: str
    name: Words
    publisher: str
    gives: Gives
    page: str
    file: str | None = None
    sum: str | None = None
    licence: str
    checked: bool

    def address(self, area: str | None = None) -> str:
        """Address to download from. Raises ParameterError when the page must be looked at first."""
        if self.file is None:
            raise ParameterError(
                f"'{self.id}' is many files; none is the right one for every territory.",
                mend=f"Choose one at {self.page} and give its address.",
            )
        if area is None or not _AREA.fullmatch(area):
            raise ParameterError(
                f"Which area of '{self.id}'?",
                mend=f"Give --area, a name such as provence-alpes-cote-d-azur: {self.page}",
            )
        return self.file.format(area=area)


class _Catalogue(Declared):
    sources: tuple[OpenSource, ...]


@cache
def open_sources() -> tuple[OpenSource, ...]:
    """All sources, in the order in which one needs them."""
    text = files("portee.services.workspace").joinpath("sources.yaml").read_text(encoding="utf-8")
    return parse_declared(text, _Catalogue, "sources.yaml").sources


def find_source(id: str) -> OpenSource:
    """The source of an id. Raises ParameterError."""
    for source in open_sources():
        if source.id == id:
            return source
    raise ParameterError(
        f"There is no source '{id[:40]}'.", mend=f"Choose one of: {', '.join(s.id for s in open_sources())}."
    )
