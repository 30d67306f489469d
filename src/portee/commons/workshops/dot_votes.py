"""A vote by dots: who placed how many is checked, then only sums are kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from portee.commons.anonymity import LEAST_PEOPLE
from portee.commons.check.folder import scan
from portee.commons.filled_csv import Column, FilledRow, all_or_problems, read_filled
from portee.commons.records.references import NeedRef, split_id
from portee.commons.records.workshop import Vote, Workshop
from portee.commons.repository.repository import Change, Commons
from portee.commons.text.record_file import RecordFile, record_path, record_text
from portee.commons.workshops.bring_in import workshop_file
from portee.core.errors import InputError, ManyProblems, ParameterError, SourceError

__all__ = ["MOST_DOTS", "Ballot", "Tally", "needs_on_disk", "read_votes", "save_votes", "tally"]

MOST_DOTS = 100

_COLUMNS = (
    Column("voter", ("votant", "personne", "person", "numero")),
    Column("need", ("besoin",), required=True),
    Column("dots", ("points", "gommettes"), required=True),
)


@dataclass(frozen=True)
class Ballot:
    """Dots that one voter placed on one need; the voter is None where dots were counted on a wall."""

    voter: str | None
    need: str
    dots: int


@dataclass(frozen=True)
class Tally:
    """Sums of a vote.

    Attributes:
        ranks: needs with the same number of dots stand together, the most dots first.
        dots: by need. voters: how many voted.
    """

    ranks: tuple[tuple[str, ...], ...]
    dots: Mapping[str, int]
    voters: int

    @property
    def ties(self) -> tuple[tuple[str, ...], ...]:
        """Needs that share a rank, and some dots."""
        return tuple(rank for rank in self.ranks if len(rank) > 1 and self.dots[rank[0]] > 0)


def needs_on_disk(root: Path) -> set[str]:
    """Ids of the needs whose files lie in the commons. Raises InputError."""
    return {
        file.path.removesuffix(".md") for file in scan(root).files if split_id(file.path)[0] == "need"
    }  # fmt: skip


def read_votes(path: Path, needs: Collection[str]) -> list[Ballot]:
    """Ballots of a CSV file: `need` (its id, or only its name after the slash), `dots`, and `voter`, a number.

    Raises:
        SourceError, ManyProblems: the file cannot be read, or rows are wrong; all of them are told.
    """
    rows = read_filled(path, _COLUMNS)
    if not rows:
        raise SourceError("There is no vote.", where=str(path), mend="Write one need a row, with its dots.")
    with_voter = any(row.cells["voter"] for row in rows)

    def take(row: FilledRow) -> Ballot:
        need = row.cells["need"] if "/" in row.cells["need"] else f"need/{row.cells['need']}"
        if need not in needs:
            raise row.wrong("need", "There is no such need in the commons.", "Write its id, such as need/name.")
        if not re.fullmatch(r"\d{1,6}", row.cells["dots"]):
            raise row.wrong("dots", "This is no number of dots.", "Write 0, 1, 2 …")
        if with_voter and not re.fullmatch(r"\d{1,6}", row.cells["voter"]):
            raise row.wrong("voter", "The voter is not a number.", "Number the voters in every row; write no name.")
        return Ballot(row.cells["voter"].lstrip("0") or "0" if with_voter else None, need, int(row.cells["dots"]))

    return all_or_problems(rows, take)


def tally(ballots: list[Ballot], most: int, voters: int | None = None) -> Tally:
    """Sums by need.

    Args:
        most: dots that each voter has.
        voters: how many voted, where ballots do not tell voters apart.

    Raises:
        ParameterError: `most` is no such number, or `voters` is missing or given in vain.
        InputError: somebody placed more dots than there are for one.
    """
    if not 1 <= most <= MOST_DOTS:
        raise ParameterError(f"Each voter has 1 to {MOST_DOTS} dots.", mend="Give --dots.")
    placed: Counter[str] = Counter()
    for ballot in ballots:
        placed[ballot.voter or ""] += ballot.dots
    told = any(ballot.voter is not None for ballot in ballots)
    if told and voters is not None:
        raise ParameterError("The file tells voters apart already.", mend="Leave --voters out.")
    if not told and (voters is None or voters < 1):
        raise ParameterError("The file does not tell voters apart.", mend="Say how many voted: --voters.")
    if told:
        over = sorted((voter for voter, dots in placed.items() if dots > most), key=int)
        if over:
            raise ManyProblems(
                [
                    InputError(f"Voter {voter} placed {placed[voter]} dots of {most}.", mend="Correct the file.")
                    for voter in over
                ]
            )
        voters = len(placed)
    assert voters is not None
    if not told and placed[""] > most * voters:
        raise InputError(
            f"{placed['']} dots were placed; {voters} voters have {most * voters}.", mend="Count them again."
        )
    dots: Counter[str] = Counter()
    for ballot in ballots:
        dots[ballot.need] += ballot.dots
    order = sorted(dots, key=lambda need: (-dots[need], need))
    ranks = tuple(tuple(needs) for _, needs in groupby(order, key=lambda need: dots[need]))
    return Tally(ranks, {need: dots[need] for need in order}, voters)


def save_votes(root: Path, id: str, found: Tally, author: str) -> str:
    """Write the sums into the record of the workshop, in place of those it had; return the commit.

    Raises:
        InputError: fewer than 11 people voted, there is no such workshop, or it holds edits not committed.
    """
    if found.voters < LEAST_PEOPLE:
        raise InputError(
            f"Fewer than {LEAST_PEOPLE} people voted: the sums are told, and not written.",
            where=id, mend="Leave --author out.",
        )  # fmt: skip
    file = workshop_file(root, id)
    assert isinstance(file.record, Workshop)
    votes = tuple(Vote(need=NeedRef(need), dots=dots) for need, dots in found.dots.items())
    content = record_text(RecordFile(file.record.model_copy(update={"votes": votes}), file.body)).encode()
    change = Change({record_path(id): content}, f"The vote of {id} is counted", author)
    return Commons.open(root).save(change)
