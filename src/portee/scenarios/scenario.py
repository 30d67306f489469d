"""A scenario: a readable file of modifications, checked against a world and applied to a new one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from portee.core.declared import Declared, Words, file_text, parse_all
from portee.core.errors import ManyProblems, SourceError, Where
from portee.core.plain_yaml import parse_yaml
from portee.network.store import key_of
from portee.scenarios.kinds.catalogue import AnyModification
from portee.scenarios.works import Works
from portee.world import World

__all__ = ["ALL", "Scenario", "ScenarioFile", "apply_scenario", "parse_scenario", "read_scenario", "scenario_problems"]

MOST_MODIFICATIONS = 5_000
ALL = ("network", "offers", "places")
"""What modifications change."""

Lines = Mapping[tuple[int | str, ...], int]
ONE: TypeAdapter[AnyModification] = TypeAdapter(AnyModification)


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
    lines: Lines

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
        return self.where(lambda part: part.touches in touches)

    def where(self, kept_if: Callable[[AnyModification], bool]) -> Scenario:
        """The same scenario with some of its modifications alone."""
        kept = [k for k, part in enumerate(self.content.modifications) if kept_if(part)]
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


def read_scenario(
    path: Path | str, world: World | None = None, day: date | None = None, *, touches: Sequence[str] = ALL
) -> Scenario:
    """Read a scenario file.

    Args:
        world: what it will be applied to. When something is wrong in the file itself, what of the rest does not fit
            the world is told with it. day: modifications that hold on it; None: all of them.
        touches: what of the world is there to be changed, of "network", "offers" and "places".

    Raises:
        SourceError: it is no file of keys and values. ManyProblems: with every line that is wrong.
    """
    return parse_scenario(file_text(Path(path)), str(path), world, day, touches=touches)


def parse_scenario(
    text: str, file: str = "text", world: World | None = None, day: date | None = None, *,
    touches: Sequence[str] = ALL,
) -> Scenario:  # fmt: skip
    """As `read_scenario`, from text."""
    content, problems, lines = parse_all(text, ScenarioFile, file)
    if content is None:
        if world is not None:
            told = parse_yaml(text, file)[0].get("modifications")
            problems += _unfit(told if isinstance(told, list) else [], file, lines, world, day, touches)
        raise ManyProblems(_by_line(problems))
    return Scenario(content, file, lines)


def _unfit(
    told: list[Any], file: str, lines: Lines, world: World, day: date | None, touches: Sequence[str]
) -> list[SourceError]:
    """What does not fit a world of the modifications that are well written, where others are not."""
    fine: list[tuple[int, AnyModification]] = []
    words: set[str] = set()
    for place, one in enumerate(told):
        try:
            part: AnyModification = ONE.validate_python(one)
        except ValidationError:
            words |= _texts(one)
        else:
            fine.append((place, part))
    parts = [(place, part) for place, part in fine if part.touches in touches and (not day or part.holds_on(day))]
    # What a badly written modification was to make may be what a later one names.
    return [
        problem for problem in _applied(parts, file, lines, world)[1]
        if not any(f"'{word}'" in problem.what for word in words)
    ]  # fmt: skip


def _texts(told: Any) -> set[str]:
    """All texts and numbers that something holds, as texts."""
    if isinstance(told, Mapping):
        return {text for one in told.values() for text in _texts(one)}
    if isinstance(told, list):
        return {text for one in told for text in _texts(one)}
    return {str(told)}


def _by_line(problems: list[SourceError]) -> list[SourceError]:
    return sorted(problems, key=lambda problem: (problem.where and problem.where.line) or 0)


def _applied(
    parts: Iterable[tuple[int, AnyModification]], file: str, lines: Lines, world: World
) -> tuple[Works, list[SourceError]]:  # fmt: skip
    works, problems = Works(world), []
    for place, part in parts:

        def tell(field: str, what: str, mend: str, place: int = place) -> None:
            at = ("modifications", place, field)
            where = Where(file, lines.get(at, lines.get(at[:2])), f"modifications.{place}.{field}")
            problems.append(SourceError(what, where=where, mend=mend))

        part.apply(works, tell)
    return works, _by_line(problems)


def _applied_on(scenario: Scenario, world: World, day: date | None) -> tuple[Works, list[SourceError]]:
    some = ((k, part) for k, part in enumerate(scenario.content.modifications) if day is None or part.holds_on(day))
    return _applied(some, scenario.file, scenario.lines, world)


def scenario_problems(scenario: Scenario, world: World, day: date | None = None) -> tuple[SourceError, ...]:
    """All that keeps a scenario from being applied, by its order; nothing is changed.

    Args:
        day: the modifications of a day alone; None: all of them, whatever their dates.
    """
    return tuple(_applied_on(scenario, world, day)[1])


def apply_scenario(scenario: Scenario, world: World, day: date | None = None) -> World:
    """The world after the modifications that hold on a day; the base is left as it was, and is returned itself when
    nothing changes.

    Args:
        day: None: all modifications, whatever their dates.

    Raises:
        ManyProblems: something in it does not fit the world; all problems are told.
    """
    works, problems = _applied_on(scenario, world, day)
    if problems:
        raise ManyProblems(problems)
    return works.world(key_of("scenario", world.network.key, scenario.id, str(day)))
