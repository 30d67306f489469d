"""Travel times between all places of two kinds, as long work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from portee.core.errors import ParameterError
from portee.reach.cluster import ReachRequest
from portee.services.asked import RoutingAsked, travel_of, window_of
from portee.services.jobs.asked import Kind, ReachAsked, checked, checked_kinds, one_kind
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.matrix import matrix_facts, write_matrix
from portee.services.search import prepare
from portee.services.workspace.workspace import Workspace
from portee.world import World

__all__ = ["MATRIX", "MOST_PAIRS", "MatrixAsked"]

FILE = "matrix.parquet"
MOST_PAIRS = 100_000_000
"""Of places; more are left to the command line, whose disk is whose who asks."""


class MatrixAsked(RoutingAsked):
    """The options of `portee matrix`: kinds of places of the workspace, and percentiles of the window."""

    origins: Kind = "cells"
    destinations: Kind
    percentile: Annotated[
        tuple[Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)], ...], Field(min_length=1, max_length=5)
    ] = (50.0,)
    all_pairs: bool = False


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    wanted = checked(MatrixAsked, asked)
    routing = {name: value for name, value in wanted.model_dump().items() if name in RoutingAsked.model_fields}
    found = checked_kinds(workspace, ReachAsked(origins=wanted.origins, opportunities=[wanted.destinations], **routing))
    return {**wanted.model_dump(mode="json"), "date": found["date"], "depart": found["depart"]}


def _run(work: Work) -> Mapping[str, Any]:
    asked = checked(MatrixAsked, work.asked)
    world = World.open(work.workspace.network)
    origins = one_kind(work.workspace, world.network, asked.origins)
    destinations = one_kind(work.workspace, world.network, asked.destinations)
    if len(origins) * len(destinations) > MOST_PAIRS:
        raise ParameterError(
            f"{len(origins):,} × {len(destinations):,} pairs of places are too many here.",
            mend=f"Ask for at most {MOST_PAIRS:,}, or use the command line: portee matrix.",
        )  # fmt: skip
    request = ReachRequest(origins, destinations, travel_of(asked), window_of(asked, world), asked.percentile, None)
    report = write_matrix(
        work.folder / FILE, world.network, prepare(world, request), all_pairs=asked.all_pairs, progress=work.progress
    )
    return {**matrix_facts(report), "path": FILE, "files": [FILE]}


MATRIX = register(JobKind("matrix", _check, _run))
