"""The cheapest lines that keep vital needs, as long work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from portee.core.declared import parse_declared
from portee.services.asked import travel_of, window_of
from portee.services.jobs.asked import ReachAsked, checked, checked_kinds, kinds_together, one_kind
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.minimum_mobility import DeclaredNeeds, find_minimum, minimum_answer, write_minimum
from portee.services.workspace.workspace import Workspace
from portee.world import World

__all__ = ["MINIMUM", "MinimumAsked"]

FILES = ("minimum.gpkg", "minimum.geojson")
LONGEST = 20_000
"""Letters of the file of needs."""


class MinimumAsked(ReachAsked):
    """The options of `portee minimum`; needs: the text of the file of vital needs (YAML)."""

    needs: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    percentile: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] = 50.0
    time_limit: Annotated[float, Field(gt=0, le=300, allow_inf_nan=False)] = 60.0


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    wanted = checked(MinimumAsked, asked)
    parse_declared(wanted.needs, DeclaredNeeds, "needs.yaml")
    return checked_kinds(workspace, wanted)


def _run(work: Work) -> Mapping[str, Any]:
    asked = checked(MinimumAsked, work.asked)
    declared = parse_declared(asked.needs, DeclaredNeeds, "needs.yaml")
    world = World.open(work.workspace.network)
    travel, window = travel_of(asked), window_of(asked, world)
    counted = list(dict.fromkeys([*declared.groups, *([asked.residents] if asked.residents else [])]))
    homes = one_kind(work.workspace, world.network, asked.origins, counted)
    there = kinds_together(work.workspace, world.network, asked.opportunities, declared.weights)
    found = find_minimum(
        world, homes, there, declared, travel, window, residents=asked.residents, percentile=asked.percentile,
        time_limit_s=asked.time_limit, progress=work.progress,
    )  # fmt: skip
    for name in FILES:
        write_minimum(
            work.folder / name, world, found, {"origins": homes, "opportunities": there}, travel, window,
            declared=declared, residents=asked.residents, percentile=asked.percentile, lang="en",
        )  # fmt: skip
    return {**minimum_answer(found), "files": list(FILES)}


MINIMUM = register(JobKind("minimum", _check, _run))
