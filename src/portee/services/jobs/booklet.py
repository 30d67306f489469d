"""The figures of the training booklet as long work: worked out once for the same data, kept over restarts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portee.core.errors import ParameterError
from portee.network.store import read_manifest
from portee.services.booklet.classroom import classroom_of
from portee.services.booklet.collect import SEED, collect
from portee.services.booklet.facts import Facts
from portee.services.booklet.kept import read_facts, written_facts
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.jobs.results import KeepsResults, result_file
from portee.services.workspace.manifest import COUNTED
from portee.services.workspace.workspace import Workspace

__all__ = ["BOOKLET", "FACTS", "kept_facts"]

FACTS = "facts.json"
"""File of the result that holds all figures."""


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The seed of the drill; the territory must have a timetable and something to count."""
    if unknown := sorted(set(asked) - {"seed"}):
        raise ParameterError(f"There is no '{unknown[0][:40]}'.", mend="Ask for: seed.")
    seed = asked.get("seed", SEED)
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 1 << 31:
        raise ParameterError(f"'seed' is {str(seed)[:20]}.", mend="Give another.")
    if "timetable" not in read_manifest(workspace.network)["sections"]:
        raise ParameterError("The network has no timetable to tell of.", mend="Build it with --gtfs FEED.zip.")
    if not any(workspace.places(kind) is not None for kind in COUNTED):
        raise ParameterError("The territory has no 'jobs'.", mend="Add 'jobs' to workspace.yaml.")
    return {"seed": seed}


def _run(work: Work) -> Mapping[str, Any]:
    facts = collect(classroom_of(work.workspace), seed=work.asked["seed"], progress=work.progress)
    (work.folder / FACTS).write_text(written_facts(facts), encoding="utf-8")
    return {"day": facts.day.isoformat(), "places": [spot.name for spot in facts.spots], "files": []}


def kept_facts(workspace: KeepsResults, key: str) -> Facts | None:
    """The figures that work left, None where there are none, or they were damaged."""
    path = result_file(workspace, key, FACTS)
    if path is None:
        return None
    try:
        return read_facts(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


BOOKLET = register(JobKind("booklet", _check, _run))
