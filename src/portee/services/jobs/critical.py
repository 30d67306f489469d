"""Lines, stops or streets that a territory can least do without, as long work."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from portee.resilience.criticality import AccessAsked
from portee.services.asked import travel_of, window_of
from portee.services.critical import Kind, critical_facts, find_critical, write_critical
from portee.services.jobs.asked import Column, Cutoff, ReachAsked, checked, checked_kinds, kinds_together, one_kind
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.workspace.workspace import Workspace
from portee.world import World

__all__ = ["CRITICAL", "CriticalAsked"]

FILES = ("critical.gpkg", "critical.geojson")


class CriticalAsked(ReachAsked):
    """The options of `portee critical`: what fails, what is counted within which time, how many are ranked."""

    of: Kind = "lines"
    weight: Column
    cutoff: Cutoff
    k: Annotated[int, Field(ge=1, le=200)] = 10
    most_used: Annotated[int, Field(ge=1, le=2000)] = 500


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    return checked_kinds(workspace, checked(CriticalAsked, asked))


def _run(work: Work) -> Mapping[str, Any]:
    asked = checked(CriticalAsked, work.asked)
    world = World.open(work.workspace.network)
    travel = travel_of(asked)
    window = None if asked.of == "streets" else window_of(asked, world)
    homes = one_kind(work.workspace, world.network, asked.origins, [asked.residents] if asked.residents else [])
    there = kinds_together(work.workspace, world.network, asked.opportunities, [asked.weight])
    wanted = AccessAsked(
        homes, there, homes.weight(asked.residents or "@count"), there.weight(asked.weight), asked.cutoff
    )
    work.progress.start(f"critical_{asked.of}")
    found = find_critical(world, asked.of, wanted, travel, window, k=asked.k, most_used=asked.most_used)
    for name in FILES:
        write_critical(
            work.folder / name, world, found, wanted, travel, window, weight=asked.weight, k=asked.k, lang="en"
        )
    facts: dict[str, Any] = json.loads(json.dumps(critical_facts(found)))
    return {**facts, "files": list(FILES)}


CRITICAL = register(JobKind("critical", _check, _run))
