"""Pull another commons: receive its history apart, inspect all of it, and only then let it in beside one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pygit2

from portee.commons.exchange.limits import LIMITS, Limits
from portee.commons.exchange.places import Place, place
from portee.commons.exchange.proposals import PREFIX, checked_name
from portee.commons.exchange.quarantine import MAIN, Received, received
from portee.commons.exchange.remotes import manifest_of, reference, remotes, source_key
from portee.commons.repository.journal import Journal
from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot
from portee.core.errors import InputError

__all__ = ["Pulled", "known_commits", "pull"]


@dataclass(frozen=True)
class Pulled:
    """What came in.

    Attributes:
        name: by which the other commons is called here; None when only proposals came.
        before, after: its last version as it was known, and as it is now.
        commits: how many versions are new.
        proposals: names of proposals that came, as they are called here.
        kept: where the former history is kept, when it was rewritten.
    """

    name: str | None
    before: str | None
    after: str | None
    commits: int
    proposals: tuple[str, ...] = ()
    kept: str | None = None


def pull(
    commons: Commons,
    source: str,
    *,
    name: str | None = None,
    accept_rewritten: bool = False,
    with_proposals: bool = False,
    limits: Limits = LIMITS,
) -> Pulled:
    """Receive another commons, or proposals in a bundle; nothing of one's own records changes.

    Args:
        source: a folder, a bundle, an address that begins with http, or the name of a commons pulled before.
        name: what to call it here; its own name otherwise.
        with_proposals: receive as well what was proposed there to this commons, as on a server of one's own.
        accept_rewritten: let in a history that does not go on from the one known; the former is kept beside it.

    Raises:
        InputError: nothing can be received, it is no commons, or its history was rewritten.
        ManyProblems: it holds what no commons holds. Nothing has changed then.
    """
    if name is not None:
        checked_name(name)
    chosen, at = _chosen(commons, source)
    name = name or chosen
    objects = Path(commons.repository.path) / "objects"
    known = known_commits(commons)
    came_in = received(at, known=known, objects=objects, with_proposals=with_proposals, limits=limits)
    with came_in as came, commons.writing():
        proposals = {ref.removeprefix(PREFIX): id for ref, id in came.references.items() if ref != MAIN}
        if at.kind != "bundle":
            proposals = {name: id for name, id in proposals.items() if _is_open(commons, came, id)}
        before = after = kept = None
        count = 0
        moves: dict[str, str] = {}
        if MAIN in came.references:
            after = came.references[MAIN]
            manifest = manifest_of(Snapshot(came.repository, after), source)
            name = name or manifest.name
            before = remotes(commons).get(name)
            if before is not None and before != after and not came.repository.descendant_of(after, before):
                if not accept_rewritten:
                    raise InputError(
                        f"The history of '{name}' was rewritten: it does not go on from what was pulled last.",
                        where=source,
                        mend="Ask why. Then pull it under another name (--as), or take it so (--accept-rewritten).",
                    )
                kept = f"refs/remotes/{name}/former-{before[:10]}"
            moves[MAIN] = reference(name)
            count = _count(came.repository, after, before)
        named = _named(commons, came, proposals)
        moves.update({PREFIX + theirs: PREFIX + ours for theirs, ours in named.items()})
        with Journal(commons.repository).moving_references():
            if kept is not None and before is not None:
                commons.repository.references.create(kept, pygit2.Oid(hex=before), force=True)
            _enter(commons, came, moves)
            if name is not None and MAIN in came.references and at.kind != "bundle":
                commons.repository.config[source_key(name)] = at.where
    return Pulled(name if after else None, before, after, count, tuple(named.values()), kept)


def known_commits(commons: Commons) -> Mapping[str, str]:
    """Commits that are here and were looked at: one's own and those of commons pulled before."""
    head = commons.head()
    return {**remotes(commons), **({} if head is None else {"": head.commit})}


def _chosen(commons: Commons, source: str) -> tuple[str | None, Place]:
    if source in remotes(commons) and not Path(source).exists():
        config = commons.repository.config
        if source_key(source) not in config:
            raise InputError(
                f"'{source}' came in a file; nobody knows where it is.", mend="Give a folder, a file or an address."
            )
        return source, place(str(config[source_key(source)]))
    return None, place(source)


def _count(repository: pygit2.Repository, after: str, before: str | None) -> int:
    walker = repository.walk(pygit2.Oid(hex=after))
    if before is not None:
        walker.hide(pygit2.Oid(hex=before))
    return sum(1 for _ in walker)


def _named(commons: Commons, came: Received, proposals: Mapping[str, str]) -> dict[str, str]:
    """What each proposal is called here: its own name, counted up when another of that name is here.

    Raises:
        InputError: a proposal has nothing in common with the commons.
    """
    head = commons.head()
    found: dict[str, str] = {}
    for name, id in proposals.items():
        checked_name(name)
        if head is None or came.repository.merge_base(pygit2.Oid(hex=head.commit), pygit2.Oid(hex=id)) is None:
            raise InputError(
                f"The proposal '{name}' was not made for this commons: they have no version in common.",
                where=str(commons.root), mend="Ask its author to make it with propose --to.",
            )  # fmt: skip
        ours, number = name, 1
        while (other := _tip(commons, ours)) is not None and not _goes_on(came.repository, id, other):
            number += 1
            ours = f"{name[:50]}-{number}"
        found[name] = ours
    return found


def _is_open(commons: Commons, came: Received, id: str) -> bool:
    """Whether a proposal was made for this commons, and is not part of it."""
    head = commons.head()
    base = None if head is None else came.repository.merge_base(pygit2.Oid(hex=head.commit), pygit2.Oid(hex=id))
    return base is not None and str(base) != id


def _tip(commons: Commons, name: str) -> str | None:
    references = commons.repository.references
    return str(references[PREFIX + name].target) if PREFIX + name in references else None


def _goes_on(repository: pygit2.Repository, new: str, old: str) -> bool:
    return new == old or (repository.odb.exists(old) and repository.descendant_of(new, old))


def _enter(commons: Commons, came: Received, moves: Mapping[str, str]) -> None:
    """Bring what was inspected into the repository: first all objects, then the references."""
    if not moves:
        return
    remote = commons.repository.remotes.create_anonymous(came.repository.path)
    remote.fetch([f"+{theirs}:{ours}" for theirs, ours in moves.items()])
