"""A part of the portrait of a territory as long work: computed once for the same data, whoever asks."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from typing import Any

from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.core.provenance import sha256_of
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.portrait.bad_days import bad_days
from portee.services.portrait.counted import usual_kind
from portee.services.portrait.ground import Ground, ground_of
from portee.services.portrait.people import people
from portee.services.portrait.portrait import Portrait
from portee.services.portrait.services import services
from portee.services.portrait.work import work
from portee.services.portrait.years import years
from portee.services.workspace.manifest import COUNTED
from portee.services.workspace.workspace import Workspace

__all__ = ["CELLS", "OF_A_KIND", "PARTS", "TERRITORY"]

CELLS = "cells.json"
"""File of the result with what is within reach of every cell: too long for a page to read each time."""


def _counted(part: Callable[..., Portrait]) -> Callable[[Ground, Progress, str], Portrait]:
    return lambda ground, progress, kind: part(ground, kind, threads=os.cpu_count() or 1, progress=progress)


PARTS: Mapping[str, Callable[[Ground, Progress, str], Portrait]] = {
    "work": lambda ground, progress, _: work(ground, progress=progress),
    "services": lambda ground, progress, _: services(ground, progress=progress),
    "people": lambda ground, progress, _: people(ground, threads=os.cpu_count() or 1, progress=progress),
    "bad-days": _counted(bad_days), "years": _counted(years),
}  # fmt: skip
"""Parts of the portrait, in the order of reading."""

OF_A_KIND = ("bad-days", "years")
"""Parts that count one kind of places, which people choose."""

NEEDED = {
    "cells": ("The workspace has no file of residents.", "Name 'cells' in workspace.yaml, under 'places'."),
    "jobs": ("The workspace has no file of jobs.", "Name 'jobs' in workspace.yaml, under 'places'."),
}


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The part, with the files that it rests on beside those of every result."""
    if unknown := sorted(set(asked) - {"part", "kind", "files"}):
        raise ParameterError(f"There is no '{unknown[0][:40]}'.", mend="Ask for: part, kind.")
    part = asked.get("part")
    if not isinstance(part, str) or part not in PARTS:
        raise ParameterError(f"There is no part '{str(part)[:40]}'.", mend=f"Choose one of: {', '.join(PARTS)}.")
    kinds = tuple(one for one in COUNTED if one in workspace.kinds)
    kind = asked.get("kind") or usual_kind(kinds)
    chosen = part in OF_A_KIND and kinds
    for needed, (what, mend) in NEEDED.items():
        if needed not in workspace.kinds and not (needed == "jobs" and chosen):
            raise ParameterError(what, mend=mend)
    if part not in OF_A_KIND and "kind" in asked:
        raise ParameterError(f"'{part}' counts no one kind of places.", mend="Leave 'kind' out.")
    if chosen and kind not in kinds:
        raise ParameterError(f"The territory has no '{str(kind)[:40]}'.", mend=f"Choose one of: {', '.join(kinds)}.")
    if part == "years" and not workspace.projects:
        raise ParameterError(
            "The workspace has no projects.",
            mend="Write a scenario whose modifications have dates, and name it under 'projects' in workspace.yaml.",
        )
    files = list(workspace.projects) if part == "years" else []
    if part == "bad-days":
        files = [*workspace.bad_days, *([] if workspace.waterways is None else [workspace.waterways])]
    of = {"kind": kind} if chosen else {}
    return {"part": part, **of, "files": [[file.name, sha256_of(file)[0]] for file in files]}


def _run(work: Work) -> Mapping[str, Any]:
    found = PARTS[work.asked["part"]](ground_of(work.workspace), work.progress, work.asked.get("kind", ""))
    told = found.as_dict()
    cells = [table for table in told["tables"] if table["id"] == "cells"]
    if cells:
        (work.folder / CELLS).write_text(json.dumps(cells[0], allow_nan=False), encoding="utf-8")
        told["tables"] = [table for table in told["tables"] if table["id"] != "cells"]
    return told


TERRITORY = register(JobKind("territory", _check, _run, version=2))
