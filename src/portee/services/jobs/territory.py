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
from portee.services.portrait.ground import Ground, ground_of
from portee.services.portrait.people import people
from portee.services.portrait.portrait import Portrait
from portee.services.portrait.services import services
from portee.services.portrait.work import work
from portee.services.portrait.years import years
from portee.services.workspace.workspace import Workspace

__all__ = ["CELLS", "PARTS", "TERRITORY"]

CELLS = "cells.json"
"""File of the result with what is within reach of every cell: too long for a page to read each time."""


def _searched(part: Callable[..., Portrait]) -> Callable[[Ground, Progress], Portrait]:
    return lambda ground, progress: part(ground, threads=os.cpu_count() or 1, progress=progress)


PARTS: Mapping[str, Callable[[Ground, Progress], Portrait]] = {
    "work": lambda ground, progress: work(ground, progress=progress),
    "services": lambda ground, progress: services(ground, progress=progress),
    "people": _searched(people), "bad-days": _searched(bad_days), "years": _searched(years),
}  # fmt: skip
"""Parts of the portrait, in the order of reading."""

NEEDED = {
    "cells": ("The workspace has no file of residents.", "Name 'cells' in workspace.yaml, under 'places'."),
    "jobs": ("The workspace has no file of jobs.", "Name 'jobs' in workspace.yaml, under 'places'."),
}


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The part, with the files that it rests on beside those of every result."""
    if unknown := sorted(set(asked) - {"part", "files"}):
        raise ParameterError(f"There is no '{unknown[0][:40]}'.", mend="Ask for: part.")
    part = asked.get("part")
    if not isinstance(part, str) or part not in PARTS:
        raise ParameterError(f"There is no part '{str(part)[:40]}'.", mend=f"Choose one of: {', '.join(PARTS)}.")
    for kind, (what, mend) in NEEDED.items():
        if kind not in workspace.kinds:
            raise ParameterError(what, mend=mend)
    if part == "years" and not workspace.projects:
        raise ParameterError(
            "The workspace has no projects.",
            mend="Write a scenario whose modifications have dates, and name it under 'projects' in workspace.yaml.",
        )
    files = list(workspace.projects) if part == "years" else []
    if part == "bad-days":
        files = [*workspace.bad_days, *([] if workspace.waterways is None else [workspace.waterways])]
    return {"part": part, "files": [[file.name, sha256_of(file)[0]] for file in files]}


def _run(work: Work) -> Mapping[str, Any]:
    found = PARTS[work.asked["part"]](ground_of(work.workspace), work.progress)
    told = found.as_dict()
    cells = [table for table in told["tables"] if table["id"] == "cells"]
    if cells:
        (work.folder / CELLS).write_text(json.dumps(cells[0], allow_nan=False), encoding="utf-8")
        told["tables"] = [table for table in told["tables"] if table["id"] != "cells"]
    return told


TERRITORY = register(JobKind("territory", _check, _run))
