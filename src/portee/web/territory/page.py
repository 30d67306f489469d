"""Parts of the portrait for pages: the figures that were kept, and what is told of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from portee.services.jobs.desk import JobDesk
from portee.services.jobs.results import result_file
from portee.services.jobs.territory import CELLS, OF_A_KIND, PARTS, TERRITORY
from portee.services.portrait.portrait import CELL, Portrait, PortraitTable, portrait_from, table_from
from portee.services.portrait.services import kinds_of
from portee.services.workspace.manifest import COUNTED
from portee.store.jobs import Job
from portee.web.site import Site
from portee.web.territory.bad_days import tell_bad_days
from portee.web.territory.people import tell_people
from portee.web.territory.services import tell_services
from portee.web.territory.shown import Shown
from portee.web.territory.work import tell_work
from portee.web.territory.years import tell_years

__all__ = ["FIRST", "TELLERS", "asked_of", "counted_kinds", "kept_part", "lacking", "table_of"]

FIRST = "work"
"""The part that the address of the page alone shows."""

TELLERS: Mapping[str, Callable[[Portrait, str, str], Shown]] = {
    "work": tell_work, "services": tell_services, "people": tell_people, "bad-days": tell_bad_days,
    "years": tell_years,
}  # fmt: skip

assert tuple(TELLERS) == tuple(PARTS), "every part has a page"


def lacking(site: Site, part: str) -> str:
    """What a workspace must have for a part and has not: "projects", "services", or ""."""
    if part == "years" and not getattr(site.workspace, "projects", ()):
        return "projects"
    beside = any(site.workspace.places(kind) is not None for kind in kinds_of(COUNTED))
    return "services" if part == "services" and not beside else ""


def counted_kinds(site: Site, part: str) -> tuple[str, ...]:
    """Kinds of places of which a part counts the one that people choose; none where it counts several."""
    if part not in OF_A_KIND:
        return ()
    return tuple(kind for kind in COUNTED if site.workspace.places(kind) is not None)


def asked_of(part: str, kind: str = "") -> dict[str, Any]:
    """The question of a part, as work is asked for it. kind: of places that are counted, "" for the usual one."""
    return {"part": part, "kind": kind} if kind and part in OF_A_KIND else {"part": part}


def kept_part(desk: JobDesk, part: str, kind: str = "") -> tuple[Portrait | None, Job | None, str]:
    """The figures of a part, None while there are none; the work that makes them, None while nobody asked; the key.

    Raises:
        PorteeError: the workspace lacks what the part needs.
    """
    job, result, key = desk.last(TERRITORY.name, asked_of(part, kind))
    if result is None:
        return None, job, key
    try:
        return portrait_from(result), job, key
    except (AttributeError, KeyError, TypeError, ValueError):
        return None, job, key


def table_of(desk: JobDesk, found: Portrait, key: str, id: str) -> PortraitTable | None:
    """A table of a part, that of the cells too; None where there is none."""
    if id != "cells":
        return found.tables.get(id)
    path = result_file(desk.workspace, key, CELLS)
    if path is None:
        return None
    try:
        table = table_from(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError):
        return None
    return table if table.of == CELL else None
