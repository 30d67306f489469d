"""Answers to the five questions, read from a CSV that tells nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from portee.commons.anonymity import telling_problems
from portee.commons.filled_csv import Column, FilledRow, all_or_problems, read_filled
from portee.commons.index.terms import fold
from portee.commons.ladder.rungs import RUNGS, level_of
from portee.core.errors import SourceError

__all__ = ["Answer", "read_survey"]

LONGEST_NAME = 80

_FRENCH = {
    "know": ("connait", "connaît"), "access": ("acces", "accede"), "afford": ("peut payer", "payer"),
    "use": ("utilise", "usage"), "respect": ("respecte", "respectee"),
}  # fmt: skip
_COLUMNS = (
    Column("id", ("ligne", "numero", "row"), required=True),
    Column("group", ("groupe",), required=True),
    Column("neighbourhood", ("quartier", "neighborhood"), required=True),
    Column("service", (), required=True),
    *(Column(rung, _FRENCH[rung], required=True) for rung in RUNGS),
)
_YES, _NO = {"yes", "y", "oui", "o", "1", "true", "vrai", "x"}, {"no", "n", "non", "0", "false", "faux"}


@dataclass(frozen=True)
class Answer:
    """One person on one service.

    Attributes:
        row: number of the answer in the survey; it serves to see that nobody is counted twice.
        level: as `level_of` gives it. above: whether a "yes" stands above the first "no".
    """

    row: str
    group: str
    neighbourhood: str
    service: str
    level: int | None
    above: bool = False


def read_survey(path: Path) -> list[Answer]:
    """The answers of a survey.

    Columns: `id`, `group`, `neighbourhood`, `service`, then `know`, `access`, `afford`, `use`, `respect` with yes, no
    or nothing; French names and oui, non are read too.

    Raises:
        SourceError, ManyProblems: a column tells who people are, rows are wrong, or somebody answers twice.
    """
    rows = read_filled(path, _COLUMNS)
    if not rows:
        raise SourceError("There is no answer.", where=str(path), mend="Write one person and service a row.")
    seen: set[tuple[str, str]] = set()
    where: dict[str, tuple[str, str]] = {}

    def take(row: FilledRow) -> Answer:
        cells = row.cells
        for name in ("id", "group", "neighbourhood", "service"):
            if not cells[name] or len(cells[name]) > LONGEST_NAME:
                raise row.wrong(name, "It is empty or too long.", f"Write 1 to {LONGEST_NAME} signs.")
            for what in telling_problems(cells[name]):
                raise row.wrong(name, f"It seems to hold {what}.", "Number the rows; write no name.")
        key = cells["id"], cells["service"]
        if key in seen:
            raise row.wrong("id", "This row answers twice on one service.", "Keep one of the answers.")
        seen.add(key)
        if where.setdefault(cells["id"], (cells["group"], cells["neighbourhood"])) != (
            cells["group"],
            cells["neighbourhood"],
        ):
            raise row.wrong("group", "The same id has another group or neighbourhood.", "Make them the same.")
        answers = {rung: _answer(row, rung) for rung in RUNGS}
        level = level_of(answers)
        above = level is not None and any(answers[rung] for rung in RUNGS[level + 1 :])
        return Answer(cells["id"], cells["group"], cells["neighbourhood"], cells["service"], level, above)

    return all_or_problems(rows, take)


def _answer(row: FilledRow, rung: str) -> bool | None:
    said = fold(row.cells[rung])
    if said and said not in _YES | _NO:
        raise row.wrong(rung, "This is neither yes nor no.", "Write yes, no, or nothing.")
    return said in _YES if said else None
