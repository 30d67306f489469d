"""Long work asked for with the names of the command line: kinds of places of the workspace stand for files.

What travels is bounded by `portee.services.asked.RoutingAsked`; a day and an hour that are left out are usual ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from portee.core.errors import ParameterError, Where
from portee.network.network import Network
from portee.services.asked import RoutingAsked
from portee.services.describe import asked_date
from portee.services.gather import gather, gather_all
from portee.services.recognise import PlaceColumns
from portee.services.workspace.entries import columns_of_entry
from portee.services.workspace.workspace import Workspace
from portee.territory.places import Places
from portee.world import World

__all__ = ["Column", "Cutoff", "Kind", "ReachAsked", "checked", "checked_kinds", "kinds_together", "one_kind"]

Kind = Annotated[str, Field(min_length=1, max_length=40)]
Column = Annotated[str, Field(min_length=1, max_length=80)]
Cutoff = Annotated[float, Field(gt=0, le=240, allow_inf_nan=False)]
NO_OPPORTUNITIES = ("cells", "priority")
USUAL_DEPART = "07:30"

Model = TypeVar("Model", bound=BaseModel)


class ReachAsked(RoutingAsked):
    """Who travels to what: kinds of places of workspace.yaml.

    Attributes:
        origins: where people live. opportunities: what they want to reach.
        residents: column of the origins that counts residents.
    """

    model_config = ConfigDict(extra="forbid")

    origins: Kind = "cells"
    opportunities: Annotated[list[Kind], Field(min_length=1, max_length=8)]
    residents: Column | None = None


def checked(model: type[Model], asked: Mapping[str, Any]) -> Model:
    """What is asked, in its shape. Raises ParameterError for the first thing that does not fit."""
    try:
        return model.model_validate(dict(asked))
    except ValidationError as problem:
        first = problem.errors()[0]
        name = ".".join(str(part) for part in first["loc"])[:60]
        raise ParameterError(
            f"'{name}' does not fit: {first['msg']}.", where=Where(field=name),
            mend=f"Ask for: {', '.join(sorted(model.model_fields))}.",
        ) from None  # fmt: skip


def checked_kinds(workspace: Workspace, asked: ReachAsked) -> dict[str, Any]:
    """The question with its defaults, plain values, once its kinds, day and hour are known to be there.

    Raises:
        ParameterError: the territory has no such kind of places, or no such day. NoServiceError: no trip runs on it.
    """
    _known(workspace, asked.origins, origins=True)
    for kind in asked.opportunities:
        _known(workspace, kind, origins=False)
    found = asked.model_dump(mode="json")
    if asked.mode == "transit":
        found["date"] = asked_date(World.open(workspace.network).network, asked.date).isoformat()
        if asked.depart is None and asked.arrive is None:
            found["depart"] = USUAL_DEPART
    return found


def _known(workspace: Workspace, kind: str, *, origins: bool) -> None:
    if kind not in workspace.kinds or (kind in NO_OPPORTUNITIES and not origins):
        known = [name for name in workspace.kinds if origins or name not in NO_OPPORTUNITIES]
        raise ParameterError(f"The territory has no '{kind}'.", mend=f"Choose one of: {', '.join(known)}.")


def one_kind(workspace: Workspace, network: Network, kind: str, weights: Sequence[str] = ()) -> Places:
    """Places of one kind. Raises SourceError, ParameterError."""
    path, columns = _file(workspace, kind)
    return gather(path, network, weights=weights, columns=columns)


def kinds_together(workspace: Workspace, network: Network, kinds: Sequence[str], weights: Sequence[str]) -> Places:
    """Places of several kinds as one set, with their weights. Raises SourceError, ParameterError."""
    files = [_file(workspace, kind) for kind in dict.fromkeys(kinds)]
    paths, columns = [path for path, _ in files], [column for _, column in files]
    return gather_all(paths, network, weights=weights, columns=columns)


def _file(workspace: Workspace, kind: str) -> tuple[Any, PlaceColumns]:
    path, entry = workspace.places(kind), workspace.entry(kind)
    if path is None or entry is None:
        raise ParameterError(f"The territory has no '{kind}'.", mend=f"Add '{kind}' to workspace.yaml.")
    return path, columns_of_entry(path, entry)
