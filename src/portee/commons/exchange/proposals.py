"""Proposals of a commons: branches `proposal/<name>`, with the reviews that were recorded on them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast

import pygit2

from portee.commons.exchange.signers import changed_paths, shown_name
from portee.commons.exchange.trailers import subject, trailers
from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot
from portee.core.errors import InputError, ParameterError

__all__ = ["PREFIX", "Proposal", "Review", "Says", "checked_name", "proposals", "read_proposal"]

PREFIX = "refs/heads/proposal/"
Says = Literal["agrees", "objects", "comments"]
SAYS: tuple[Says, ...] = ("agrees", "objects", "comments")

_NAME = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_LONGEST = 60
_MOST_COMMITS = 10_000


@dataclass(frozen=True)
class Review:
    """What somebody says of a proposal: who, when (UTC, ISO 8601), agreement or objection, and why."""

    by: str
    moment: str
    says: Says
    text: str
    commit: str


@dataclass(frozen=True)
class Proposal:
    """Changes that somebody proposes.

    Attributes:
        name: short, of small letters, digits and hyphens.
        tip: commit of its last version or review.
        base: the last commit that it has in common with the commons; None when there is none.
        authors: of its changes, the first first.
        message: what would be true.
        moment: of its last change.
        reviews: the oldest first.
        paths: of the files that it changes.
        accepted: whether it is part of the commons already.
    """

    name: str
    tip: str
    base: str | None
    authors: tuple[str, ...]
    message: str
    moment: str
    reviews: tuple[Review, ...]
    paths: tuple[str, ...]
    accepted: bool

    @property
    def objections(self) -> tuple[Review, ...]:
        """Of those who object in what they said last, other than comments."""
        return tuple(review for review in self._stands() if review.says == "objects")

    @property
    def agreements(self) -> tuple[Review, ...]:
        """Of those who agree in what they said last, other than comments; authors do not count."""
        return tuple(r for r in self._stands() if r.says == "agrees" and r.by not in self.authors)

    def _stands(self) -> Sequence[Review]:
        return list({review.by: review for review in self.reviews if review.says != "comments"}.values())


def checked_name(name: str) -> str:
    """The name of a proposal. Raises ParameterError."""
    if not _NAME.match(name) or len(name) > _LONGEST:
        raise ParameterError(
            f"'{name[:60]}' is no name of a proposal.", mend="Use small letters without accents, digits, hyphens."
        )
    return name


def proposals(commons: Commons) -> list[Proposal]:
    """Every proposal that is not part of the commons yet, by name."""
    found = [_read(commons, name) for name in _names(commons)]
    return [proposal for proposal in found if not proposal.accepted]


def read_proposal(commons: Commons, name: str) -> Proposal:
    """One proposal. Raises InputError where there is none of that name."""
    names = _names(commons)
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        guess = f"Did you mean '{near[0]}'?" if near else "See: portee commons propose PATH --list"
        raise InputError(f"There is no proposal '{name[:60]}'.", where=str(commons.root), mend=guess)
    return _read(commons, name)


def _names(commons: Commons) -> list[str]:
    references = commons.repository.references
    return sorted(name.removeprefix(PREFIX) for name in references if name.startswith(PREFIX))


def _read(commons: Commons, name: str) -> Proposal:
    repository, head = commons.repository, commons.head()
    tip = str(repository.references[PREFIX + name].peel(pygit2.Commit).id)
    base = None if head is None else repository.merge_base(pygit2.Oid(hex=head.commit), pygit2.Oid(hex=tip))
    authors: list[str] = []
    reviews: list[Review] = []
    last: pygit2.Commit | None = None
    for commit in _commits(repository, tip, head):
        review = _review(commit)
        if review is not None:
            reviews.append(review)
            continue
        last = commit
        authors.append(shown_name(commit.author.name))
    shown = last or cast(pygit2.Commit, repository[tip])
    return Proposal(
        name,
        tip,
        None if base is None else str(base),
        tuple(dict.fromkeys(authors)),
        subject(shown.message),
        _moment(shown),
        tuple(reviews),
        changed_paths(repository, None if base is None else str(base), tip),
        accepted=base is not None and str(base) == tip,
    )


def _commits(repository: pygit2.Repository, tip: str, head: Snapshot | None) -> Iterator[pygit2.Commit]:
    """Commits of a proposal that the commons does not have, parents first."""
    order = pygit2.enums.SortMode.TOPOLOGICAL | pygit2.enums.SortMode.REVERSE
    walker = repository.walk(pygit2.Oid(hex=tip), order)
    if head is not None:
        walker.hide(pygit2.Oid(hex=head.commit))
    for place, commit in enumerate(walker):
        if place == _MOST_COMMITS:
            raise InputError(f"The proposal has more than {_MOST_COMMITS} commits.", where=tip, mend="Cut it in parts.")
        yield commit


def _review(commit: pygit2.Commit) -> Review | None:
    """The review that a commit records: it changes nothing, and is signed by who it says."""
    told = dict(trailers(commit.message))
    says = next((word for word in SAYS if word == told.get("Review-Says")), None)
    if says is None or len(commit.parents) != 1 or commit.parents[0].tree_id != commit.tree_id:
        return None
    by = shown_name(commit.author.name)
    if by != told.get("Review-By"):
        return None
    text = "\n\n".join(commit.message.strip().split("\n\n")[1:-1])
    return Review(by, _moment(commit), says, text, str(commit.id))


def _moment(commit: pygit2.Commit) -> str:
    return datetime.fromtimestamp(commit.author.time, UTC).isoformat(timespec="seconds")
