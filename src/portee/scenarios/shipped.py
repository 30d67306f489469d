"""Replays of days that happened, as scenario files with their sources, and what of them a world can replay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from portee.core.declared import Declared, Words, parse_declared
from portee.core.errors import ParameterError, SourceError, Where
from portee.core.parameters import Source
from portee.offers.running import Clock
from portee.scenarios.kinds.catalogue import AnyModification
from portee.scenarios.kinds.hazard import SPARED, Hazard, Zone
from portee.scenarios.scenario import Scenario, ScenarioFile, scenario_problems
from portee.world import World

__all__ = ["Replay", "Waterways", "replayed", "shipped_scenario", "shipped_scenarios"]

NAMED = {
    "lines": "line", "modes": "mode", "operators": "operator", "stops": "stop", "streets": "street",
    "osm_ways": "OpenStreetMap way",
}  # fmt: skip
"""Fields that list names of the world, and what one of them is called."""


class Waterways(Declared):
    """How a flood is built from waterways, as a proxy.

    Attributes:
        metres: on both sides that count as flooded. depth_m: of the water there.
        kinds: values of OpenStreetMap's `waterway` that count. covered: whether stretches under ground do.
        from_, until: (written `from`, `until`) hours of the day, all day when left out.
        note: where these figures come from.
    """

    metres: Annotated[float, Field(gt=0, le=10_000)]
    depth_m: Annotated[float, Field(gt=0, le=100)]
    kinds: Annotated[tuple[str, ...], Field(min_length=1)]
    covered: bool = False
    from_: Annotated[Clock | None, Field(alias="from")] = None
    until: Clock | None = None
    note: Words


class Replay(Declared):
    """A day that happened.

    Attributes:
        id: its name. title, description: in both languages; the description says what is not replayed.
        date: when it was. sources: of the facts.
        absent: what is done about names that a world does not have: "skip" leaves them out and says so, "refuse" keeps
            them, so that the scenario tells them as problems.
        modifications: what changed. waterways: for a flood, how it is built.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    title: Words
    description: Words
    date: date
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    absent: Literal["skip", "refuse"] = "skip"
    modifications: tuple[AnyModification, ...]
    waterways: Waterways | None = None


@cache
def shipped_scenarios() -> tuple[Replay, ...]:
    """The replays that come with Portée, by their ids. Raises SourceError when a file was damaged."""
    found = []
    for file in files("portee.scenarios").joinpath("shipped").iterdir():
        if file.name.endswith(".yaml"):
            replay = parse_declared(file.read_text(encoding="utf-8"), Replay, file.name)
            if f"{replay.id}.yaml" != file.name:
                raise SourceError(
                    f"The replay '{replay.id}' is in the file of another.",
                    where=Where(file.name, field="id"), mend="Name the file after the id.",
                )  # fmt: skip
            found.append(replay)
    return tuple(sorted(found, key=lambda replay: replay.id))


def shipped_scenario(name: str) -> Replay:
    """A shipped replay by its id. Raises ParameterError when there is none; the nearest one and all ids are told."""
    known = {replay.id: replay for replay in shipped_scenarios()}
    if name not in known:
        near = get_close_matches(name, list(known), n=1, cutoff=0.4)
        guess = f"Did you mean '{near[0]}'? " if near else ""
        raise ParameterError(
            f"There is no shipped scenario '{name[:60]}'.",
            where=Where(field="name"), mend=f"{guess}Scenarios: {', '.join(known)}.",
        )  # fmt: skip
    return known[name]


def replayed(replay: Replay, world: World, zones: Sequence[Zone] = ()) -> tuple[Scenario, tuple[str, ...]]:
    """What of a replay a world can replay.

    Args:
        replay: with `absent: skip`, names that the world does not have are left out; a modification of which no name
            is left, or that cannot be done at all, is left out whole.
        world: it is not changed.
        zones: of its flood, built from waterways by `portee.sources.hazards.flood_replay`.

    Returns:
        the scenario, and a note for each thing left out.

    Raises:
        ParameterError: the replay is a flood and there are no zones.
    """
    if replay.waterways is not None and not zones:
        raise ParameterError(
            f"'{replay.id}' is a flood: it is built from waterways.",
            where=Where(field="zones"), mend="Give the zones of portee.sources.hazards.waterway_buffers.",
        )  # fmt: skip
    kept: list[AnyModification] = []
    notes: list[str] = []
    for part in replay.modifications:
        left = _what_is_there(part, world, notes) if replay.absent == "skip" else part
        if left is not None:
            kept.append(left)
    if zones:
        # Railways cross waterways on bridges: what is near one is not under its water.
        kept.append(Hazard(type="hazard", zones=tuple(zones), spared=(*SPARED, "rail")))
    return _scenario(replay.title.en, replay.description, kept), tuple(notes)


def _scenario(name: str, description: Words | None, parts: Sequence[AnyModification]) -> Scenario:
    return Scenario(ScenarioFile(name=name, description=description, modifications=tuple(parts)), name, {})


def _problems(part: AnyModification, world: World) -> list[tuple[str, str]]:
    """Field and text of each problem of a modification alone."""
    found = scenario_problems(_scenario("one", None, [part]), world)
    return [
        ((problem.where.field or "").rpartition(".")[2] if problem.where else "", problem.what) for problem in found
    ]


def _what_is_there(part: AnyModification, world: World, notes: list[str]) -> AnyModification | None:
    """A modification without the names that the world lacks, each noted; None when nothing of it is left."""
    problems = _problems(part, world)
    fields = {field for field, _ in problems if field in NAMED and isinstance(getattr(part, field, None), tuple)}
    rest = part
    for field in sorted(fields):
        known = []
        for name in getattr(part, field):
            alone: AnyModification = part.model_copy(update={field: (name,)})
            if any(where == field for where, _ in _problems(alone, world)):
                notes.append(f"The {NAMED[field]} '{name}' of the replay is not in this network.")
            else:
                known.append(name)
        if not known:
            return None
        rest = rest.model_copy(update={field: tuple(known)})
    others = problems if not fields else _problems(rest, world)
    notes += [f"'{part.type}' of the replay cannot be done here: {what}" for _, what in others]
    return None if others else rest
