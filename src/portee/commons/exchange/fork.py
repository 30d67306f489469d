"""Begin a commons from another one: its whole history goes on, under a name of its own."""

from __future__ import annotations

from pathlib import Path

import pygit2

from portee.commons.exchange.limits import LIMITS, Limits
from portee.commons.exchange.places import Place, place
from portee.commons.exchange.proposals import checked_name
from portee.commons.exchange.quarantine import MAIN, received
from portee.commons.exchange.remotes import manifest_of, reference, source_key
from portee.commons.manifest import MANIFEST, CommonsOrigin, Manifest
from portee.commons.repository.journal import lay_files
from portee.commons.repository.repository import BRANCH, Change, Commons, signature
from portee.commons.repository.snapshot import Snapshot
from portee.commons.repository.starting import slug_of
from portee.core.atomic import atomic_folder
from portee.core.errors import InputError
from portee.core.plain_yaml import plain_text

__all__ = ["fork"]


def fork(
    source: str,
    root: Path,
    author: str,
    *,
    name: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    limits: Limits = LIMITS,
) -> Commons:
    """Make a commons in a new folder with everything that another one holds, inspected before it enters.

    Its manifest says what it was forked from. Files that Git servers read, such as `.github`, are left behind.

    Raises:
        InputError: there is something in the folder, nothing can be received, or the name is that of the other commons.
        ManyProblems: it holds what no commons holds. No folder is left then.
    """
    signed = signature(author)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise InputError("There is something there already.", where=str(root), mend="Choose another folder.")
    chosen = checked_name(name or slug_of(root.resolve().name) or "commun")
    at = place(source)
    with received(at, limits=limits) as came:
        if MAIN not in came.references:
            raise InputError("It holds no commons: there is no branch main.", where=source, mend="Check where it is.")
        tip = came.references[MAIN]
        theirs = manifest_of(Snapshot(came.repository, tip), source)
        if theirs.name == chosen:
            raise InputError(f"The other commons is called '{chosen}' too.", where=source, mend="Choose --name.")
        root.parent.mkdir(parents=True, exist_ok=True)
        with atomic_folder(root.resolve()) as partial:
            _fill(partial, came.repository, tip, _manifest(theirs, at, tip, chosen, title, publisher), signed.name)
            config = pygit2.Repository(str(partial / ".git")).config
            if at.kind != "bundle":
                config[source_key(theirs.name)] = at.where
    return Commons.open(root)


def _manifest(theirs: Manifest, at: Place, tip: str, name: str, title: str | None, publisher: str | None) -> Manifest:
    values = theirs.model_dump(mode="json", exclude_none=True)
    # Where a folder lies on one machine is nobody else's business.
    url = at.where if at.is_public else theirs.url
    origin = CommonsOrigin(name=theirs.name, commit=tip, url=url)
    values.update(name=name, origin=origin.model_dump(mode="json", exclude_none=True))
    values.pop("url", None)
    if title:
        values["title"] = {"fr": title}
    if publisher:
        values["publisher"] = publisher
    return Manifest.model_validate(values)


def _fill(root: Path, apart: pygit2.Repository, tip: str, manifest: Manifest, author: str) -> None:
    repository = pygit2.init_repository(str(root), initial_head=BRANCH)
    remote = repository.remotes.create_anonymous(apart.path)
    remote.fetch([f"+{MAIN}:{MAIN}", f"+{MAIN}:{reference(str(manifest.origin and manifest.origin.name))}"])
    every = _paths(Snapshot(repository, tip).tree)
    left = [path for path in every if path.startswith(".")]
    lay_files(repository, None, tip, [path for path in every if path not in left])
    commons = Commons(root, repository)
    files: dict[str, bytes | None] = dict.fromkeys(left)
    values = manifest.model_dump(mode="json", exclude_none=True)
    files[MANIFEST] = plain_text(values).encode("utf-8")
    assert manifest.origin is not None
    commons.save(Change(files, f"A fork of {manifest.origin.name} begins", author))


def _paths(tree: pygit2.Tree, before: str = "") -> list[str]:
    found: list[str] = []
    for entry in tree:
        path = f"{before}{entry.name}"
        found += _paths(entry, f"{path}/") if isinstance(entry, pygit2.Tree) else [path]
    return found
