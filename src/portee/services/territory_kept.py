"""What residents reach, kept in the results of a workspace: computed once for the same data, restart or not."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from portee.core.errors import OutputError
from portee.services.jobs.kinds import JobKind
from portee.services.jobs.results import RESULT, KeepsResults, keeping, kept_result, key_of_work
from portee.services.territory_access import (
    CUTOFF_MIN,
    DRAWS,
    MOMENTS,
    WALK_MIN,
    WINDOW_MIN,
    Neighbourhood,
    TerritoryAccess,
)

__all__ = ["kept_territory"]

ASKED = {"cutoff": CUTOFF_MIN, "window": WINDOW_MIN, "draws": DRAWS, "walk": WALK_MIN, "moments": MOMENTS}
KIND = JobKind("territory", lambda _, asked: asked, lambda _: {})
"""Names the work in the key alone: it is done beside the requests, not by the queue."""


def kept_territory(workspace: KeepsResults, make: Callable[[], TerritoryAccess]) -> TerritoryAccess:
    """The figures that were kept; made and kept where there are none, or they were damaged.

    Where they cannot be kept, such as on a full disk, they are given all the same.
    """
    key = key_of_work(workspace, KIND, ASKED)
    kept = kept_result(workspace, key)
    if kept is not None:
        try:
            return _read(kept)
        except (AttributeError, KeyError, TypeError, ValueError):
            pass
    found = make()
    try:
        with keeping(workspace, key) as folder:
            (folder / RESULT).write_text(_written(found), encoding="utf-8")
    except OutputError:
        pass
    return found


def _written(found: TerritoryAccess) -> str:
    return json.dumps(dataclasses.asdict(found), default=date.isoformat, ensure_ascii=False)


def _read(kept: Mapping[str, Any]) -> TerritoryAccess:
    return TerritoryAccess(
        float(kept["residents"]), float(kept["jobs"]),
        {moment: date.fromisoformat(day) for moment, day in kept["dates"].items()},
        _numbers(kept["reach"]), _numbers(kept["gini"]),
        tuple(
            Neighbourhood(one["name"], float(one["residents"]), one["reach"] and _numbers(one["reach"]))
            for one in kept["neighbourhoods"]
        ),
        tuple(map(str, kept["notes"])),
    )  # fmt: skip


def _numbers(told: Mapping[str, Any]) -> dict[str, float]:
    return {moment: float(value) for moment, value in told.items()}
