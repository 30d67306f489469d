"""Access of the whole territory as long work: who reaches how much, square by square."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from portee.core.clock import parse_time_of_day
from portee.core.errors import ParameterError
from portee.indicators.summaries import weighted_mean
from portee.reach.cluster import ReachRequest
from portee.reach.options import Travel, Window
from portee.services.access import compute_access, write_access
from portee.services.describe import asked_date
from portee.services.gather import gather, lean
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.measures import Asked, measures_of
from portee.services.search import prepare
from portee.services.workspace.entries import columns_of_entry
from portee.services.workspace.workspace import Workspace
from portee.territory.places import Places
from portee.world import World

__all__ = ["ACCESS"]

LIMITS = {"cutoff": (1, 120), "window": (1, 120)}
"""Minutes."""
KNOWN = {"kind", "cutoff", "date", "depart", "window"}


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The question with its defaults: kind of places, minutes, date, first departure, minutes of the window."""
    if unknown := sorted(set(asked) - KNOWN):
        raise ParameterError(f"There is no '{unknown[0][:40]}'.", mend=f"Ask for: {', '.join(sorted(KNOWN))}.")
    kind = asked.get("kind", "jobs")
    if workspace.places("cells") is None:
        raise ParameterError("The territory has no residents.", mend="Add 'cells' to workspace.yaml.")
    if kind not in workspace.kinds or kind in ("cells", "priority"):
        known = [name for name in workspace.kinds if name not in ("cells", "priority")]
        raise ParameterError(f"The territory has no '{str(kind)[:40]}'.", mend=f"Choose one of: {', '.join(known)}.")
    found: dict[str, Any] = {"kind": kind}
    for name, usual in (("cutoff", 45), ("window", 60)):
        value = asked.get(name, usual)
        low, high = LIMITS[name]
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ParameterError(f"'{name}' is {str(value)[:20]}.", mend=f"Give from {low} to {high} minutes.")
        found[name] = value
    found["date"] = asked_date(World.open(workspace.network).network, asked.get("date")).isoformat()
    depart = asked.get("depart", "07:30")
    parse_time_of_day(str(depart))
    return {**found, "depart": str(depart)}


def _places(work: Work, world: World, kind: str) -> tuple[Places, str]:
    """Places of a kind and the column that counts them."""
    entry, path = work.workspace.entry(kind), work.workspace.places(kind)
    assert entry is not None
    assert path is not None
    weight = entry.weight or ("residents" if kind == "cells" else "@count")
    columns = columns_of_entry(path, entry)
    return gather(path, world.network, weights=[weight], columns=columns), weight


def _run(work: Work) -> Mapping[str, Any]:
    asked = work.asked
    world = World.open(work.workspace.network)
    cells, counted = _places(work, world, "cells")
    found, weight = _places(work, world, asked["kind"])
    cutoff = float(asked["cutoff"])
    travel = Travel(max_time_min=cutoff)
    window = Window(date.fromisoformat(asked["date"]), parse_time_of_day(asked["depart"]), asked["window"])
    targets = lean(found, (weight,), apart=False)
    measures = measures_of(Asked(weights=(weight,), cutoffs=(cutoff,)), targets, cutoff)
    result = compute_access(
        [prepare(world, ReachRequest(cells, targets, travel, window))], measures, progress=work.progress
    )
    files = ("access.parquet", "access.gpkg")
    for name in files:
        write_access(Path(work.folder / name), world.network, result, parameters=dict(asked))
    (column,) = result.columns
    reached, people = result.values(column), cells.weight(counted)
    total = float(found.weight(weight).sum())
    return {
        "column": column, "residents": float(people.sum()), "total": total, "mean": weighted_mean(reached, people),
        "none": float(people[reached == 0].sum()), "cells": len(cells), "best": float(np.max(reached)),
        "notes": list(result.notes), "files": list(files),
    }  # fmt: skip


ACCESS = register(JobKind("access", _check, _run))
