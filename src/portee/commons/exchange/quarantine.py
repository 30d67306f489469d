"""Receive a history apart from everything, so that it can be looked at before it enters anywhere.

The quarantine is an empty repository in a temporary folder: no hook and no file of the other side is used, nothing is
checked out, nobody is sent on to another host or to a file, no name or password is given. Of a folder on this machine
libgit2 reads the settings, as any Git does that opens it; it runs no program for them. Number of objects and bytes are
held to the limits while they arrive; the size of each object is known only once it is there, apart from bundles. How
much memory libgit2 takes to join differences together is not limited.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pygit2

from portee.commons.exchange.bundle import read_bundle
from portee.commons.exchange.inspection import inspect_history
from portee.commons.exchange.limits import LIMITS, Limits
from portee.commons.exchange.places import Place
from portee.core.errors import InputError, PorteeError, SourceError

__all__ = ["MAIN", "Received", "received", "within_time"]

MAIN = "refs/heads/main"
_PROPOSALS = "refs/heads/proposal/"
_HERE = "refs/portee/here/"
"""What is here already: the other side is told, so that it sends only the rest."""


@dataclass(frozen=True)
class Received:
    """What came: a repository apart, and in it the commits that were asked for, by reference."""

    repository: pygit2.Repository
    references: Mapping[str, str]


class _TooMuch(Exception):
    """More was sent than the limits let in."""


class _Watched(pygit2.RemoteCallbacks):
    """Stops whoever sends too much, and never shows who asks."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits

    def transfer_progress(self, stats: Any) -> None:
        if stats.total_objects > self._limits.objects:
            raise _TooMuch(f"It holds {stats.total_objects} objects; at most {self._limits.objects} are let in.")
        if stats.received_bytes > self._limits.received_bytes:
            raise _TooMuch(f"It holds more than {self._limits.received_bytes} bytes.")

    def credentials(self, url: str, username_from_url: str | None, allowed_types: Any) -> Any:
        del url, username_from_url, allowed_types
        raise _TooMuch("It asks for a name and a password, which are never given.")


@contextmanager
def received(
    place: Place,
    *,
    known: Mapping[str, str] | None = None,
    objects: Path | None = None,
    with_proposals: bool = False,
    limits: Limits = LIMITS,
) -> Iterator[Received]:
    """Receive the main branch of a place, or what a bundle holds, and look at all of it.

    Args:
        known: commits that are here and were looked at before, by any name.
        objects: folder of objects of the repository that holds them.
        with_proposals: receive its proposals as well; a bundle is always received whole.

    Raises:
        InputError: nothing can be received from there, or it has no main branch.
        ManyProblems: it holds what no commons holds.
    """
    here = dict(known or {})
    with tempfile.TemporaryDirectory(prefix="portee-quarantine-", ignore_cleanup_errors=True) as folder:
        repository = _empty(Path(folder) / "q.git", objects)
        for number, id in enumerate(sorted(set(here.values()))):
            repository.references.create(f"{_HERE}{number}", pygit2.Oid(hex=id))
        if place.kind == "bundle":
            bundle = read_bundle(Path(place.where), repository, limits)
            references = {
                name: id for name, id in bundle.references.items() if name == MAIN or name.startswith(_PROPOSALS)
            }
        else:
            references = _fetched(repository, place, limits, with_proposals=with_proposals)
        if not references:
            raise InputError(
                "It holds no commons: there is no branch main.", where=place.where, mend="Check where it is."
            )
        for name in list(repository.references):
            repository.references.delete(name)
        for name, id in references.items():
            _check_commit(repository, id, place)
            inspect_history(repository, id, here.values(), limits)
            repository.references.create(name, pygit2.Oid(hex=id))
        yield Received(repository, references)


def _empty(path: Path, objects: Path | None) -> pygit2.Repository:
    repository = pygit2.init_repository(str(path), bare=True)
    # Libgit2 then goes on to the same host alone; to files or other protocols it never does.
    repository.config["http.followRedirects"] = "false"
    if objects is not None:
        # Libgit2 reads names of folders as they are, one a line.
        (path / "objects" / "info").mkdir(exist_ok=True)
        (path / "objects" / "info" / "alternates").write_text(f"{objects.resolve()}\n", encoding="utf-8")
        repository = pygit2.Repository(str(path))
    return repository


def _check_commit(repository: pygit2.Repository, id: str, place: Place) -> None:
    try:
        kind, _ = repository.odb.read_header(id)
    except (KeyError, pygit2.GitError):
        kind = None
    if kind != pygit2.enums.ObjectType.COMMIT:
        raise SourceError("It holds no version where one is told.", where=place.where, mend="Ask for it again.")


def _fetched(repository: pygit2.Repository, place: Place, limits: Limits, *, with_proposals: bool) -> dict[str, str]:
    incoming = "refs/portee/incoming/"
    remote = repository.remotes.create_anonymous(place.where)
    proxy: Literal[True] | None = True if place.is_public else None
    watched = _Watched(limits)
    try:
        with within_time(limits):
            wanted = [MAIN]
            if with_proposals:
                heads = remote.list_heads(callbacks=watched, proxy=proxy)
                wanted += [str(head.name) for head in heads if str(head.name).startswith(_PROPOSALS)]
            specs = [f"+{name}:{incoming}{number}" for number, name in enumerate(wanted)]
            remote.fetch(specs, callbacks=watched, proxy=proxy)
    except _TooMuch as problem:
        raise InputError(str(problem), where=place.where, mend="Nothing was taken.") from None
    except (pygit2.GitError, KeyError, ValueError, OSError) as problem:
        raise _unreachable(problem, place) from None
    found = repository.references
    return {
        name: str(found[f"{incoming}{number}"].target)
        for number, name in enumerate(wanted)
        if f"{incoming}{number}" in found
    }


@contextmanager
def within_time(limits: Limits = LIMITS) -> Iterator[None]:
    """Wait for the other side no longer than the limits say."""
    settings: Any = pygit2.settings
    before = settings.server_connect_timeout, settings.server_timeout
    settings.server_connect_timeout = settings.server_timeout = limits.seconds * 1_000
    try:
        yield
    finally:
        settings.server_connect_timeout, settings.server_timeout = before


def _unreachable(problem: Exception, place: Place) -> PorteeError:
    told = " ".join(str(problem).split())[:200]
    if "owned by current user" in told or "not owned" in told:
        return InputError("The folder belongs to somebody else.", where=place.where, mend="Copy it, and pull the copy.")
    return InputError(f"Nothing can be received from there: {told}.", where=place.where, mend="Check the address.")
