"""Other commons that were pulled before: what they said last, and where they are."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

import pygit2

from portee.commons.exchange.places import place
from portee.commons.exchange.soundness import contents
from portee.commons.manifest import MANIFEST, Manifest
from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot
from portee.core.declared import parse_declared
from portee.core.errors import InputError, SourceError

__all__ = ["Remote", "find_remote", "known_as", "manifest_of", "reference", "remotes", "source_key"]

_PREFIX, _SUFFIX = "refs/remotes/", "/main"


@dataclass(frozen=True)
class Remote:
    """Another commons as it was when it was pulled last.

    Attributes:
        name: by which it is called here.
        snapshot: its last version.
        source: where it was pulled from; empty when it came in a file.
        manifest: what it says of itself.
    """

    name: str
    snapshot: Snapshot
    source: str
    manifest: Manifest


def reference(name: str) -> str:
    """The reference that holds what another commons said last."""
    return f"{_PREFIX}{name}{_SUFFIX}"


def source_key(name: str) -> str:
    """Where Git's settings hold the place of another commons. Plain Git does not read it: all must be inspected."""
    return f"portee.{name}.source"


def remotes(commons: Commons) -> Mapping[str, str]:
    """Commit that each commons pulled before said last, by name."""
    repository = commons.repository
    return {
        name.removeprefix(_PREFIX).removesuffix(_SUFFIX): str(repository.references[name].peel(pygit2.Commit).id)
        for name in sorted(repository.references)
        if name.startswith(_PREFIX) and name.endswith(_SUFFIX) and name.count("/") == 3
    }


def find_remote(commons: Commons, name: str) -> Remote:
    """A commons pulled before. Raises InputError where none is called so."""
    known = remotes(commons)
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        guess = f"Did you mean '{near[0]}'?" if near else "Pull it first: portee commons pull PATH SOURCE"
        raise InputError(f"No commons called '{name[:60]}' was pulled.", where=str(commons.root), mend=guess)
    snapshot = Snapshot(commons.repository, known[name])
    config = commons.repository.config
    source = str(config[source_key(name)]) if source_key(name) in config else ""
    return Remote(name, snapshot, source, manifest_of(snapshot, name))


def known_as(commons: Commons, source: str) -> str:
    """The name of a commons pulled before, told by that name or by where it is. Raises InputError."""
    known = remotes(commons)
    if source in known:
        return source
    config = commons.repository.config
    where = place(source)
    spellings = {source, where.where}
    for name in known:
        if source_key(name) in config and str(config[source_key(name)]) in spellings:
            return name
    raise InputError(
        "That commons was not pulled yet.", where=source[:200], mend="Pull it first: portee commons pull PATH SOURCE"
    )


def manifest_of(snapshot: Snapshot, where: str) -> Manifest:
    """What a version of a commons says of itself. Raises SourceError."""
    data = contents(snapshot, MANIFEST)
    if data is None:
        raise SourceError("It is no commons: it does not say what it is.", where=where, mend="Check where it is.")
    try:
        return parse_declared(data.decode("utf-8"), Manifest, f"{where}: {MANIFEST}")
    except UnicodeDecodeError:
        raise SourceError("The file is not UTF-8 text.", where=f"{where}: {MANIFEST}", mend="Tell them.") from None
