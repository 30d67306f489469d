"""What other records need to know of one record: small, plain, and kept between two checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portee.commons.check.alone import figures_of, problems_alone
from portee.commons.records.cell import Cell
from portee.commons.records.event import Event
from portee.commons.records.evidence import Evidence
from portee.commons.records.help import Help
from portee.commons.records.indicator import Indicator
from portee.commons.records.need import Need
from portee.commons.records.references import references
from portee.commons.records.requirement import Requirement
from portee.commons.records.scope import Scope
from portee.commons.records.solution import Solution
from portee.commons.text.markdown import body_links
from portee.commons.text.record_file import parse_record
from portee.core.errors import SourceError, Where
from portee.core.plain_yaml import Path_

__all__ = ["Link", "Summary", "summarise"]


@dataclass(frozen=True)
class Link:
    """One reference: the field that holds it, its line, the record it leads to."""

    field: str
    line: int | None
    to: str
    acyclic: bool = False


@dataclass(frozen=True)
class Summary:
    """One file of a commons.

    Attributes:
        path: where it lies in the commons.
        status, title: empty when the file cannot be read as a record.
        links: to other records.
        problems: as `PorteeError.as_dict` gives them.
        facts: what rules between records look at.
        is_whole: whether the file is a record, perhaps with problems beyond its shape.
    """

    path: str
    status: str = ""
    title: str = ""
    links: tuple[Link, ...] = ()
    problems: tuple[dict[str, Any], ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    is_whole: bool = False

    @property
    def id(self) -> str:
        return self.path.removesuffix(".md")

    @property
    def type(self) -> str:
        return self.path.partition("/")[0]

    def errors(self) -> tuple[SourceError, ...]:
        return tuple(
            SourceError(p["what"], where=Where(p["file"], p["line"], p["field"]), mend=p["mend"] or "")
            for p in self.problems
        )

    def to_plain(self) -> list[Any]:
        links = [[link.field, link.line, link.to, link.acyclic] for link in self.links]
        return [self.path, self.status, self.title, links, self.problems, self.facts, self.is_whole]

    @classmethod
    def from_plain(cls, values: list[Any]) -> Summary:
        path, status, title, links, problems, facts, is_whole = values
        return cls(path, status, title, tuple(Link(*link) for link in links), tuple(problems), facts, is_whole)


def summarise(text: str, path: str) -> Summary:
    """Read one file and say what others must know of it."""
    parsed = parse_record(text, path)
    problems = tuple(problem.as_dict() for problem in problems_alone(parsed, path))
    if parsed.file is None:
        return Summary(path, problems=problems)
    record = parsed.file.record
    links = [
        Link(".".join(map(str, at)), _line(at, parsed.lines), str(to), acyclic=at[0] in type(record).acyclic)
        for at, to in references(record)
        if at[0] != "origin"
    ]
    for lang, body in parsed.file.body.items():
        start = parsed.body_lines.get(lang, 1)
        links += [Link(f"body {lang}", start + line - 1, to) for line, to in body_links(body)]
    figures = [
        {
            "field": ".".join(map(str, at)), "line": _line(at, parsed.lines),
            "value": figure.value, "unit": figure.unit, "evidence": figure.evidence,
        }
        for at, figure in figures_of(record)
        if figure.evidence is not None
    ]  # fmt: skip
    facts = _FACTS.get(type(record), _nothing)(record)
    if figures:
        facts["figures"] = figures
    return Summary(path, record.status, record.title.fr, tuple(links), problems, facts, is_whole=True)


def _line(at: Path_, lines: Any) -> int | None:
    while at and at not in lines:
        at = at[:-1]
    found: int | None = lines.get(at)
    return found


def _nothing(record: Any) -> dict[str, Any]:
    del record
    return {}


def _cell(cell: Cell) -> dict[str, Any]:
    parts = {name: list(map(str, getattr(cell.requirements, name))) for name in ("housing", "mobility", "logistics")}
    return {
        "need": cell.need, "solution": cell.solution, "territory": cell.territory, "scope": cell.scope,
        "level": cell.level, "requirements": parts, "rests_on": len(cell.evidence) + len(cell.practices),
    }  # fmt: skip


def _need(need: Need) -> dict[str, Any]:
    return {"part": need.part, "motive": need.motive}


def _scope(scope: Scope) -> dict[str, Any]:
    return {
        "parts": list(scope.parts),
        "motives": list(scope.motives),
        "territories": list(map(str, scope.territories)),
    }


def _requirement(requirement: Requirement) -> dict[str, Any]:
    told = (requirement.question, requirement.criterion, requirement.evidence_asked)
    says = "\n".join(version for text in told for version in text.root.values())
    return {"part": requirement.part, "says": says.casefold()}


def _solution(solution: Solution) -> dict[str, Any]:
    return {"part": solution.part, "named": [version.casefold() for version in solution.title.root.values()]}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "indicator": evidence.indicator, "value": evidence.value, "unit": evidence.unit,
        "computed": evidence.computed is not None,
    }  # fmt: skip


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {"unit": indicator.unit}


def _event(event: Event) -> dict[str, Any]:
    return {"starts": event.starts, "ends": event.ends, "room": event.room, "place": event.place}


def _help(help_: Help) -> dict[str, Any]:
    return {
        "kind": help_.kind, "state": help_.state, "asked_on": help_.asked_on, "days": help_.answer_within_days,
        "escalates_to": list(map(str, help_.escalates_to)), "answers": help_.answers,
    }  # fmt: skip


_FACTS: dict[type, Callable[[Any], dict[str, Any]]] = {
    Cell: _cell, Need: _need, Scope: _scope, Requirement: _requirement, Solution: _solution, Evidence: _evidence,
    Indicator: _indicator, Event: _event, Help: _help,
}  # fmt: skip
