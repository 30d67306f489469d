"""A scenario: a readable file of modifications, checked against a world and applied to a new one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from portee.core.declared import Declared, Words, file_text, parse_all
from portee.core.errors import ManyProblems, SourceError, Where
from portee.network.store import key_of
from portee.scenarios.kinds.catalogue import AnyModification
from portee.scenarios.works import Works
from portee.world import World

__all__ = ["Scenario", "ScenarioFile", "apply_scenario", "parse_scenario", "read_scenario", "scenario_problems"]

MOST_MODIFICATIONS = 5_000


class ScenarioFile(Declared):
    """What a scenario file holds: a name, what it is about, and modifications in their order."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    description: str | Words | None = None
    modifications: Annotated[tuple[AnyModification, ...], Field(max_length=MOST_MODIFICATIONS)]


@dataclass(frozen=True, eq=False)
class Scenario:
    """A scenario file that was read.

    Attributes:
        content: what it says. file: its name. lines: of its parts, by path of keys and places.
    """

    content: ScenarioFile
    file: str
    lines: Mapping[tuple[int | str, ...], int]

    @property
    def name(self) -> str:
        return self.content.name

    @property
    def id(self) -> str:
        """Hash of all that the scenario does: the same for files that do the same in the same order."""
        told = [part.model_dump(mode="json", exclude={"note"}) for part in self.content.modifications]
        told = json.loads(json.dumps(told), parse_int=float)  # 5 and 5.0 places do the same
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def only(self, *touches: str) -> Scenario:
        """The same scenario with the modifications that change some of "network", "offers" and "places" alone."""
        kept = [k for k, part in enumerate(self.content.modifications) if part.touches in touches]
        if len(kept) == len(self.content.modifications):
            return self
        parts = tuple(self.content.modifications[k] for k in kept)
        place = {old: new for new, old in enumerate(kept)}
        lines = {
            (path[0], place[path[1]], *path[2:]): line for path, line in self.lines.items()
            if len(path) > 1 and path[0] == "modifications" and isinstance(path[1], int) and path[1] in place
        }  # fmt: skip
        return replace(self, content=self.content.model_copy(update={"modifications": parts}), lines=lines)

    def on(self, day: date) -> tuple[int, ...]:
        """Places of the modifications that hold on a day."""
        return tuple(k for k, part in enumerate(self.content.modifications) if part.holds_on(day))


def read_scenario(path: Path | str) -> Scenario:
    """Read a scenario file. Raises SourceError, or ManyProblems with every line that is wrong."""
    return parse_scenario(file_text(Path(path)), str(path))


def parse_scenario(text: str, file: str = "text") -> Scenario:
    """As `read_scenario`, from text."""
    content, problems, lines = parse_all(text, ScenarioFile, file)
    if content is None:
        raise ManyProblems(problems)
    return Scenario(content, file, lines)


def _applied(scenario: Scenario, world: World, day: date | None) -> tuple[Works, list[SourceError]]:
    works, problems = Works(world), []
    for place, part in enumerate(scenario.content.modifications):
        if day is not None and not part.holds_on(day):
            continue

        def tell(field: str, what: str, mend: str, place: int = place) -> None:
            at = ("modifications", place, field)
            line = scenario.lines.get(at, scenario.lines.get(at[:2]))
            where = Where(scenario.file, line, f"modifications.{place}.{field}")
            problems.append(SourceError(what, where=where, mend=mend))

        part.apply(works, tell)
    problems.sort(key=lambda problem: (problem.where and problem.where.line) or 0)
    return works, problems


def scenario_problems(scenario: Scenario, world: World, day: date | None = None) -> tuple[SourceError, ...]:
    """All that keeps a scenario from being applied, by its order; nothing is changed.

    Args:
        day: the modifications of a day alone; None: all of them, whatever their dates.
    """
    return tuple(_applied(scenario, world, day)[1])


def apply_scenario(scenario: Scenario, world: World, day: date | None = None) -> World:
    """The world after the modifications that hold on a day; the base is left as it was, and is returned itself when
    nothing changes.

    Args:
        day: None: all modifications, whatever their dates.

    Raises:
        ManyProblems: something in it does not fit the world; all problems are told.
    """
    works, problems = _applied(scenario, world, day)
    if problems:
        raise ManyProblems(problems)
    return works.world(key_of("scenario", world.network.key, scenario.id, str(day)))
