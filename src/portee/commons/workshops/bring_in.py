"""Statements of a workshop brought into the commons: pseudonymous, moved, and all of them or none."""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portee.commons.anonymity import LEAST_PEOPLE
from portee.commons.check.alone import problems_alone
from portee.commons.reading import read_record
from portee.commons.records.references import RecordId, WorkshopRef, split_id
from portee.commons.records.shape import Text
from portee.commons.records.statement import Statement
from portee.commons.records.territory import Point
from portee.commons.records.workshop import Workshop
from portee.commons.repository.repository import Change, Commons
from portee.commons.text.record_file import RecordFile, parse_record, record_path, record_text
from portee.commons.workshops.capture import Said
from portee.commons.workshops.places import Hiding, Spot, hidden_places
from portee.commons.workshops.pseudonyms import drawn_pseudonyms
from portee.core.errors import InputError, ManyProblems

__all__ = ["BroughtIn", "bring_in", "statements_of", "workshop_file"]

LONGEST_TITLE = 80
TOKEN = 8
"""Hexadecimal digits in the id of a statement, drawn so that ids tell nothing of the order of seats."""


@dataclass(frozen=True)
class BroughtIn:
    """What became of a form.

    Attributes:
        statements: ids. people: None when there were fewer than 11.
        placed: statements that kept a place. unplaced: statements whose place was left out.
        commit: id of the commit; None when nothing was to be written.
    """

    statements: tuple[str, ...]
    people: int | None
    placed: int
    unplaced: int
    commit: str | None


def bring_in(
    root: Path, id: str, said: Sequence[Said], author: str, *,
    hiding: Hiding | None = None, add: bool = False, dry: bool = False, draw: random.Random | None = None,
) -> BroughtIn:  # fmt: skip
    """Save what was said at a workshop as statements, in one commit.

    With 11 people or more, each gets one name drawn by lot, and the workshop tells how many they were. With fewer,
    each statement has a name of its own and no place, so that nobody is counted.

    Args:
        add: whether further statements may join those that the workshop has.
        dry: whether all is done but the writing, to see what would be kept.
        draw: where chance comes from; that of the operating system unless a test needs the same again.

    Raises:
        InputError: there is no such workshop, or it has statements already.
        ManyProblems: a statement could not enter the commons; nothing was written.
    """
    draw = draw or secrets.SystemRandom()
    commons = Commons.open(root)
    head = commons.head()
    seen = {record_path(id): None if head is None else head.blob(record_path(id))}
    file = workshop_file(root, id)
    workshop = file.record
    assert isinstance(workshop, Workshop)
    there = statements_of(commons, id)
    if there and not add:
        raise InputError(
            f"The workshop has {len(there)} statements already.", where=id,
            mend="Add these to them with --add, unless they are the same.",
        )  # fmt: skip
    hiding = hiding or Hiding()
    people = sorted({one.person for one in said})
    enough = len(people) >= LEAST_PEOPLE
    taken = {author for statement in there for author in statement.authors}
    if enough:
        by_person = dict(zip(people, drawn_pseudonyms(len(people), taken, draw), strict=True))
        names = [by_person[one.person] for one in said]
        spots = [None if one.place is None else Spot(one.person, *one.place) for one in said]
        places = hidden_places(spots, hiding, draw)
    else:
        names = drawn_pseudonyms(len(said), taken, draw)
        places = [None] * len(said)
    used = {str(statement.id) for statement in there}
    made = [
        _statement(one, workshop, _drawn_id(id, used, draw), name, place, hiding)
        for one, name, place in zip(said, names, places, strict=True)
    ]
    files: dict[str, bytes | None] = {record_path(one.id): record_text(RecordFile(one)).encode() for one in made}
    _check(files)
    if enough and workshop.people is None:
        changed = workshop.model_copy(update={"people": len(people)})
        files[record_path(id)] = record_text(RecordFile(changed, file.body)).encode()
    change = Change(files, f"What was said at {id} is brought in", author, seen)
    commit = None if dry else commons.save(change)
    placed = sum(place is not None for place in places)
    written = sum(one.place is not None for one in said)
    ids = tuple(sorted(str(one.id) for one in made))
    return BroughtIn(ids, len(people) if enough else None, placed, written - placed, commit)


def workshop_file(root: Path, id: str) -> RecordFile:
    """The record of a workshop, as it lies on disk. Raises InputError."""
    if split_id(id)[0] != "workshop":
        raise InputError(f"'{id[:60]}' is not the id of a workshop.", mend="Give workshop/name.")
    return read_record(root, id)


def statements_of(commons: Commons, id: str) -> list[Statement]:
    """Statements of a workshop in the last version, by id."""
    head = commons.head()
    found: list[Statement] = []
    for path, blob in head.records() if head else ():
        if path.startswith("statement/"):
            file = parse_record(head.text_of(blob), path).file if head else None
            if file is not None and isinstance(file.record, Statement) and file.record.workshop == id:
                found.append(file.record)
    return found


def _statement(
    one: Said, workshop: Workshop, id: str, name: str, place: Point | None, hiding: Hiding
) -> Statement:  # fmt: skip
    short = one.said if len(one.said) <= LONGEST_TITLE else one.said[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
    title = {"fr": short} if one.language == "fr" else {"fr": f"Une parole ({one.language})", one.language: short}
    return Statement.model_validate(
        {
            "id": RecordId(id), "title": Text(title), "authors": (name,), "kind": one.kind, "said": one.said,
            "language": one.language, "motive": one.motive, "territory": workshop.territory,
            "workshop": WorkshopRef(workshop.id), "near": place,
            "near_within_m": None if place is None else hiding.most_m,
        }
    )  # fmt: skip


def _drawn_id(workshop: str, used: set[str], draw: random.Random) -> str:
    while True:
        id = f"statement/{split_id(workshop)[1][:60].strip('-')}-{draw.getrandbits(4 * TOKEN):0{TOKEN}x}"
        if id not in used:
            used.add(id)
            return id


def _check(files: dict[str, bytes | None]) -> None:
    problems = [
        problem
        for path, content in files.items()
        if content is not None
        for problem in problems_alone(parse_record(content.decode(), path), path)
    ]
    if problems:
        raise ManyProblems(problems)
