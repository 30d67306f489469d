"""What is said at a workshop, from a tablet to the commons: kept once however often it is sent, then brought in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from portee.commons.filled_csv import FilledRow
from portee.commons.records.need import Need
from portee.commons.records.references import split_id
from portee.commons.records.statement import Statement
from portee.commons.records.workshop import Workshop
from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot
from portee.commons.text.record_file import parse_record, record_path
from portee.commons.workshops.bring_in import BroughtIn, bring_in, statements_of
from portee.commons.workshops.capture import Said, said_of
from portee.commons.workshops.themes import Theme, themes
from portee.core.errors import InputError, PorteeError, Where
from portee.services.proposing.proposals import begin, save_typed
from portee.store.accounts import Account
from portee.store.drafts import Draft
from portee.store.said import WrittenDown, add_said, commits_of_said, is_said_id, mark_brought, waiting_said

__all__ = [
    "FIELDS",
    "Kept",
    "TracedTheme",
    "begin_need",
    "bring_waiting",
    "keep_said",
    "synthesis",
    "traced",
    "workshops_of",
]

FIELDS = ("kind", "said", "motive", "language")
MOST_SENT = 500
"""Statements sent at a time."""


@dataclass(frozen=True)
class Kept:
    """What became of statements: ids that are here now, and what is wrong with the others, by the id they came with."""

    kept: tuple[str, ...]
    new: int
    refused: Mapping[str, PorteeError]


def workshops_of(root: Path) -> list[Workshop]:
    """Workshops of the last version, the newest first."""
    head = Commons.open(root).head()
    found = []
    for path, blob in head.records() if head else ():
        if path.startswith("workshop/"):
            file = parse_record(head.text_of(blob), path).file if head else None
            if file is not None and isinstance(file.record, Workshop):
                found.append(file.record)
    return sorted(found, key=lambda workshop: (workshop.date, workshop.id), reverse=True)


def keep_said(
    connection: Connection, workshop: str, account: Account, sent: Sequence[Mapping[str, Any]], *, now: datetime
) -> Kept:  # fmt: skip
    """Keep what fits; what does not is told by id, so that whoever wrote it down can mend it.

    One that is wrong, its id included, keeps none of the others from being taken.

    Raises:
        InputError: too many at a time. ConflictError: too many wait.
    """
    if len(sent) > MOST_SENT:
        raise InputError(f"More than {MOST_SENT} statements at a time.", mend="Send them in several parts.")
    refused: dict[str, PorteeError] = {}
    fit: list[WrittenDown] = []
    for given in sent:
        id = str(given.get("id", ""))
        try:
            if not _is_text(given):
                raise InputError("It holds a sign that is none.", mend="Write it again without it.")
            if not is_said_id(id):
                raise InputError("This is no id of a statement.", mend="Write it down once more, and erase this one.")
            one = _checked(given)
        except InputError as problem:
            refused[id] = problem
            continue
        fit.append(WrittenDown(id, one.person, one.kind, one.said, one.motive, one.language))
    new = add_said(connection, workshop, account.id, fit, now=now)
    return Kept(tuple(one.id for one in fit), new, refused)


def _is_text(given: Mapping[str, Any]) -> bool:
    """Half a pair of UTF-16 can be written in JSON, and is no sign."""
    try:
        "".join(str(value) for value in given.values()).encode()
    except UnicodeEncodeError:
        return False
    return True


def _checked(given: Mapping[str, Any]) -> Said:
    cells = {name: str(given.get(name, "")) for name in FIELDS}
    return said_of(FilledRow(Where("form"), {**cells, "person": str(given.get("seat", "")), "lat": "", "lon": ""}))


def bring_waiting(connection: Connection, root: Path, workshop: str, author: str) -> BroughtIn | None:
    """Bring what waits into the commons, in one commit; None when nothing waits.

    What a stopped machine brought in and did not mark is there already, word for word: it is marked, not doubled. What
    was there when others were brought in is no such thing: somebody says the same again.

    Raises:
        ManyProblems: a statement cannot enter the commons; nothing was written.
    """
    waiting = waiting_said(connection, workshop)
    if not waiting:
        return None
    there = _unmarked(Commons.open(root), workshop, commits_of_said(connection, workshop))
    missing = []
    for one in waiting:
        if there[one.kind, one.text]:
            there[one.kind, one.text] -= 1
        else:
            missing.append(one)
    said = [Said(one.seat, one.kind, one.text, one.motive, one.language, None) for one in missing]
    head = Commons.open(root).head()
    done = (
        bring_in(root, workshop, said, author, add=True)
        if said
        else BroughtIn((), None, 0, 0, None if head is None else head.commit)
    )
    mark_brought(connection, [one.id for one in waiting], done.commit or "")
    return done


def _unmarked(commons: Commons, workshop: str, brought: Iterable[str]) -> Counter[tuple[str, str]]:
    """How often each thing was said that came into the commons after the commits by which others were brought in."""
    known = {
        path for commit in brought if commit in commons.repository
        for path, _ in Snapshot(commons.repository, commit).records()
    }  # fmt: skip
    return Counter(
        (one.kind, one.said) for one in statements_of(commons, workshop) if record_path(str(one.id)) not in known
    )


def synthesis(root: Path, workshop: str) -> list[Theme]:
    """What was said, put together by what it speaks of; nothing when nothing is in the commons."""
    if split_id(workshop)[0] != "workshop":
        raise InputError("This is no workshop.", mend="Choose one of the list.")
    found = statements_of(Commons.open(root), workshop)
    return themes(found) if found else []


@dataclass(frozen=True)
class TracedTheme:
    """What was said of one thing, from the statements to the needs that rest on them.

    Attributes:
        theme: as `themes` puts it together. said: its statements, the most typical first.
        needs: of the last version, that name one of these statements.
    """

    theme: Theme
    said: tuple[Statement, ...]
    needs: tuple[Need, ...]

    @property
    def untraced(self) -> int:
        """How many statements no need names."""
        named = {str(one) for need in self.needs for one in need.statements}
        return sum(str(one.id) not in named for one in self.said)


def traced(root: Path, workshop: str) -> tuple[TracedTheme, ...]:
    """What was said, put together, with the needs that each group has led to."""
    commons = Commons.open(root)
    by_id = {str(one.id): one for one in statements_of(commons, workshop)}
    needs = _needs_of(commons)
    found = []
    for theme in synthesis(root, workshop):
        ids = set(theme.statements)
        resting = tuple(need for need in needs if ids & {str(one) for one in need.statements})
        found.append(TracedTheme(theme, tuple(by_id[one] for one in theme.statements), resting))
    return tuple(found)


def _needs_of(commons: Commons) -> list[Need]:
    head = commons.head()
    found = []
    for path, blob in head.records() if head else ():
        if path.startswith("need/"):
            file = parse_record(head.text_of(blob), path).file if head else None
            if file is not None and isinstance(file.record, Need):
                found.append(file.record)
    return found


def begin_need(
    connection: Connection, root: Path, account: Account, workshop: str, statement: str, *, now: datetime, key: str
) -> Draft:  # fmt: skip
    """Begin to propose a need that names all statements of one group; who, situation and part are for people to write.

    Args:
        statement: the most typical one of the group. key: drawn by the form; the same key twice is the same draft.

    Raises:
        InputError: there is no such group, or a need of that name.
        ConflictError: the account has too many drafts.
    """
    theme = next((one for one in synthesis(root, workshop) if str(one.typical.id) == statement), None)
    if theme is None:
        raise InputError("There is no such group of statements.", mend="Load the page again.")
    typical = theme.typical
    draft = begin(connection, root, account, now=now, key=key, kind="need", title=typical.title.fr)
    if draft.content["values"].get("statements"):
        return draft
    said = {str(one.id): one for one in statements_of(Commons.open(root), workshop)}
    motive, _ = Counter(said[one].motive for one in sorted(theme.statements)).most_common(1)[0]
    values = {"title": dict(typical.title.root), "motive": motive, "statements": list(theme.statements)}
    return save_typed(connection, draft, draft.version, values, {}, note="", author=account.name, now=now)
