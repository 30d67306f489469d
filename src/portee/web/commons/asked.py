"""What an address asks of the commons, checked: what is not understood is told, and the rest is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from portee.commons.publish.pages.matrix_view import ADVICE, places
from portee.commons.records.cell import Cell
from portee.commons.records.evidence import GRADES
from portee.commons.records.kinds import KINDS
from portee.commons.records.practice import Practice
from portee.services.commons_reading.grid import LEVELS, LONGEST_WORDS, PARTS, GridQuestion
from portee.services.commons_reading.practices import PracticeQuestion
from portee.services.commons_reading.shelf import Reading

__all__ = [
    "STATES",
    "STATUSES",
    "Asked",
    "GridAsked",
    "PracticesAsked",
    "grid_asked",
    "practices_asked",
    "records_asked",
]

STATES = ("running", "ended", "announced", "unknown")
STATUSES = ("published", "reviewed", "proposed", "draft")


@dataclass(frozen=True)
class GridAsked:
    """Which cells, and what of the address is not understood: messages by field."""

    question: GridQuestion
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """Which records: words, one type, one status; and what of the address is not understood."""

    words: str = ""
    type: str = ""
    status: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PracticesAsked:
    """Which practices, and what of the address is not understood: messages by field."""

    question: PracticeQuestion
    problems: Mapping[str, str] = field(default_factory=dict)


class _Fields:
    def __init__(self, given: Mapping[str, str]) -> None:
        self.given, self.problems = given, dict[str, str]()

    def one_of(self, name: str, known: tuple[str, ...] | frozenset[str]) -> str:
        value = self.given.get(name, "").strip()
        if value and value not in known:
            self.problems[name] = "commons-filter-unknown"
            return ""
        return value

    def words(self, name: str) -> str:
        value = " ".join(self.given.get(name, "").split())
        if len(value) > LONGEST_WORDS:
            self.problems[name] = "commons-filter-long"
        return value[:LONGEST_WORDS]


def grid_asked(reading: Reading, given: Mapping[str, str]) -> GridAsked:
    """The cells that an address asks for."""
    cells = [cast(Cell, file.record) for file in reading.release.of_type("cell")]
    fields = _Fields(given)
    level = fields.one_of("level", tuple(str(level) for level in LEVELS))
    question = GridQuestion(
        territory=fields.one_of("territory", places(reading.release)),
        status=fields.one_of("status", STATUSES),
        level=int(level or 0),
        advice=fields.one_of("advice", ADVICE),
        part=fields.one_of("part", PARTS),
        need=fields.one_of("need", frozenset(str(cell.need) for cell in cells)),
        solution=fields.one_of("solution", frozenset(str(cell.solution) for cell in cells)),
        words=fields.words("q"),
    )
    return GridAsked(question, fields.problems)


def records_asked(given: Mapping[str, str]) -> Asked:
    """The records that an address asks for."""
    fields = _Fields(given)
    return Asked(
        fields.words("q"), fields.one_of("type", tuple(KINDS)), fields.one_of("status", STATUSES), fields.problems
    )


def practices_asked(reading: Reading, given: Mapping[str, str]) -> PracticesAsked:
    """The practices that an address asks for."""
    held = [cast(Practice, file.record) for file in reading.release.of_type("practice")]
    fields = _Fields(given)
    question = PracticeQuestion(
        solution=fields.one_of("solution", frozenset(str(id) for one in held for id in one.solutions)),
        country=fields.one_of("country", frozenset(one.country for one in held)),
        grade=fields.one_of("grade", tuple(GRADES)),
        state=fields.one_of("state", STATES),
        words=fields.words("q"),
    )
    return PracticesAsked(question, fields.problems)
