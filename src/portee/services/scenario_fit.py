"""Whether a scenario that somebody sends is one of this territory, told in one word before it is told line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portee.core.errors import ManyProblems, PorteeError, SourceError
from portee.network.network import Network
from portee.scenarios.scenario import Scenario, parse_scenario, scenario_problems
from portee.world import World

__all__ = ["LONGEST", "Looked", "look_at"]

LONGEST = 100_000
"""Letters of a scenario that is sent by a page."""

DRAWN = ("area", "across", "outline", "via")
POINT = 2


@dataclass(frozen=True, eq=False)
class Looked:
    """A scenario that was looked at.

    Attributes:
        scenario: None where the text is none. problems: all that is wrong, in the order of its lines.
        elsewhere: whether the text is a sound scenario that was written for another territory: not one of its lines,
            stops, streets, places and positions is known here.
    """

    scenario: Scenario | None
    problems: tuple[PorteeError, ...] = ()
    elsewhere: bool = False


def look_at(text: str, world: World, day: date | None = None, *, file: str = "scenario.yaml") -> Looked:
    """Read a scenario without trusting it, and hold it against a world; nothing is changed and nothing raised.

    Args:
        text: the file. world: with its places and offers. day: modifications that hold on it, None for all.
        file: how problems call it.
    """
    if len(text) > LONGEST:
        told = SourceError(
            f"The scenario has {len(text)} letters; a page takes {LONGEST}.", where=file,
            mend="Use the command line: portee scenario compare.",
        )  # fmt: skip
        return Looked(None, (told,))
    try:
        scenario = parse_scenario(text, file)
    except ManyProblems as many:
        return Looked(None, tuple(many.problems))
    except PorteeError as problem:
        return Looked(None, (problem,))
    parts = scenario.content.modifications
    positions = [_inside(world.network, list(_positions(part.model_dump(mode="json")))) for part in parts]
    far = [
        SourceError(
            "It lies outside this territory.", mend="Longitude comes first; draw it on the map of this territory.",
            where=f"{file}, modification {place + 1}",
        )
        for place, inside in enumerate(positions) if inside is False
    ]  # fmt: skip
    problems = (*far, *scenario_problems(scenario, world, day))
    wrong = {_place(problem) for problem in problems} | {k for k, inside in enumerate(positions) if inside is False}
    return Looked(scenario, problems, bool(parts) and bool(problems) and wrong >= set(range(len(parts))))


def _place(problem: PorteeError) -> int:
    """Which modification a problem tells of, -1 for none."""
    field = getattr(problem.where, "field", None) or ""
    parts = field.split(".")
    return int(parts[1]) if len(parts) > 1 and parts[0] == "modifications" and parts[1].isdigit() else -1


def _inside(network: Network, positions: list[tuple[float, float]]) -> bool | None:
    """Whether any position lies in a network; None where there is no position."""
    west, south, east, north = network.bounds
    return any(west <= lon <= east and south <= lat <= north for lon, lat in positions) if positions else None


def _positions(told: Any, name: str = "") -> Iterator[tuple[float, float]]:
    """Every position that a modification tells."""
    if isinstance(told, Mapping):
        if told.get("lon") is not None and told.get("lat") is not None:
            yield float(told["lon"]), float(told["lat"])
        for key, value in told.items():
            yield from _positions(value, str(key))
    elif isinstance(told, (list, tuple)):
        flat = len(told) == POINT and all(isinstance(x, (int, float)) for x in told)
        if flat and name in DRAWN:
            yield float(told[0]), float(told[1])
        elif not flat:
            for value in told:
                yield from _positions(value, name)
