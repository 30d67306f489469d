"""Open, read and change the Git repository of a commons; one writer at a time, nothing acknowledged is ever lost."""

from __future__ import annotations

import errno
import re
import time
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pygit2
from filelock import FileLock, Timeout

from portee.commons.manifest import MANIFEST, Manifest
from portee.commons.records.kinds import KINDS
from portee.commons.repository.journal import Journal, lay_files
from portee.commons.repository.snapshot import Snapshot
from portee.core.atomic import output_error
from portee.core.declared import read_declared
from portee.core.errors import InputError, OutputError, ParameterError
from portee.core.plain_yaml import plain_text

__all__ = ["BRANCH", "Change", "Commons", "signature"]

BRANCH = "main"
MOST_PUSHED = 200
"""Files of one change that are pushed to the disk before it is acknowledged."""

LOCK_SECONDS = 60
"""How long a writer waits for the one before it."""

_PSEUDONYM = re.compile(r"^[^\n\r@<>\x00]{1,60}$")


def signature(pseudonym: str, moment: int | None = None) -> pygit2.Signature:
    """Who signs a change, without any address: the domain .invalid leads nowhere (RFC 2606).

    Raises:
        ParameterError: the pseudonym could be an address, or is empty.
    """
    name = pseudonym.strip()
    if not _PSEUDONYM.match(name):
        raise ParameterError(
            "An author is a name of your choice, without @, < or >.", mend="Give one with --author, such as Mimosa."
        )
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "author"
    return pygit2.Signature(name, f"{slug}@portee.invalid", int(time.time()) if moment is None else moment, 0)


@dataclass(frozen=True)
class Change:
    """A change to some files: their new contents by path, None for a file that goes.

    Attributes:
        message: its first line says what is now true.
        author: pseudonym of who made it.
        seen: for paths that must not have changed meanwhile, the blob id that the author saw (None: no file).
    """

    files: Mapping[str, bytes | None]
    message: str
    author: str
    seen: Mapping[str, str | None] | None = None


@dataclass(frozen=True)
class Commons:
    """A commons opened at a folder.

    Make one with `Commons.open` or `Commons.init`.
    """

    root: Path
    repository: pygit2.Repository

    @classmethod
    def open(cls, root: Path) -> Commons:
        """Open the commons of a folder, and finish what a killed process left half-done.

        Raises:
            InputError: there is no commons there, or it is no Git repository of its own.
        """
        root = Path(root)
        if not (root / MANIFEST).is_file():
            raise InputError(
                "There is no commons there.", where=str(root / MANIFEST), mend="Make one: portee commons init FOLDER"
            )
        try:
            repository = pygit2.Repository(str(root / ".git"))
        except (pygit2.GitError, KeyError):
            raise InputError(
                "The folder is no Git repository.", where=str(root), mend="Make it one: portee commons init FOLDER"
            ) from None
        found = cls(root, repository)
        if Journal(repository).is_open:
            with found.writing():
                pass
        return found

    @classmethod
    def init(cls, root: Path, manifest: Manifest, author: str, files: Mapping[str, bytes] | None = None) -> Commons:
        """Make a folder a commons: its manifest, the given files, and a first commit with all of them.

        Records that already lie in the folder become part of it.

        Raises:
            InputError: there is a commons there already.
        """
        root = Path(root)
        signed = signature(author)
        if (root / ".git").exists():
            raise InputError("There is a repository there already.", where=str(root), mend="Choose another folder.")
        try:
            root.mkdir(parents=True, exist_ok=True)
            repository = pygit2.init_repository(str(root), initial_head=BRANCH)
        except (OSError, pygit2.GitError) as problem:
            raise OutputError(
                f"The folder cannot be made: {problem}.", where=str(root), mend="Choose another."
            ) from None
        found = cls(root, repository)
        first: dict[str, bytes | None] = dict(files or {})
        if MANIFEST not in first and not (root / MANIFEST).exists():
            values = manifest.model_dump(mode="json", exclude_none=True)
            first[MANIFEST] = plain_text(values).encode()
        first = {**found._on_disk(), **first}
        found.save(Change(first, "The commons begins", signed.name))
        return found

    def manifest(self) -> Manifest:
        """What the commons says of itself. Raises SourceError."""
        return read_declared(self.root / MANIFEST, Manifest)

    def head(self) -> Snapshot | None:
        """The last version; None before the first."""
        if self.repository.head_is_unborn:
            return None
        return Snapshot(self.repository, str(self.repository.head.target))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the commons for oneself; whatever a killed process left is finished first.

        Raises:
            OutputError: somebody else has held it for too long, or the disk refuses: what was acknowledged is there.
        """
        place = Path(self.repository.path) / "portee"
        try:
            place.mkdir(exist_ok=True)
            with FileLock(place / "write.lock", timeout=LOCK_SECONDS):
                Journal(self.repository).finish()
                yield
        except Timeout:
            raise OutputError(
                f"Somebody else has been writing for {LOCK_SECONDS} seconds.", where=str(self.root), mend="Try again."
            ) from None
        except PermissionError:
            raise OutputError(
                "You may not write there.", where=str(self.root), mend="Copy the commons first."
            ) from None
        except (OSError, pygit2.GitError) as problem:
            raise _unwritten(problem, self.root) from problem

    def save(self, change: Change, *, parents: tuple[str, ...] = ()) -> str:
        """Make a change part of the commons; when this returns, it is there for good.

        Args:
            parents: further parents of the commit, for a merge.

        Returns:
            the id of the commit; of the last one when the change changes nothing.

        Raises:
            InputError: a file was changed by somebody else since the author saw it, or holds uncommitted edits.
            OutputError: it could not be written.
        """
        with self.writing():
            return self.save_held(change, parents=parents)

    def save_held(self, change: Change, *, parents: tuple[str, ...] = ()) -> str:
        """As `save`, by somebody who is `writing` already."""
        signed = signature(change.author)
        head = self.head()
        self._check_unseen(change, head)
        self._check_edits(change, head)
        repository = self.repository
        # A change of usual size also survives a power cut; ten thousand records at once are not worth the wait.
        pygit2.option(pygit2.enums.Option.ENABLE_FSYNC_GITDIR, len(change.files) <= MOST_PUSHED)
        index = pygit2.Index()
        if head is not None:
            index.read_tree(head.tree)
        for path, contents in sorted(change.files.items()):
            if contents is not None:
                blob = repository.create_blob(contents)
                index.add(pygit2.IndexEntry(path, blob, pygit2.enums.FileMode.BLOB))
            elif path in index:
                index.remove(path)
        tree = index.write_tree(repository)
        if head is not None and tree == head.tree.id and not parents:
            return head.commit
        before = None if head is None else head.commit
        over = [] if head is None else [head.commit]
        commit = repository.create_commit(None, signed, signed, f"{change.message}\n", tree, [*over, *parents])
        journal = Journal(repository)
        journal.begin(before, str(commit), sorted(change.files))
        if head is None:
            repository.references.create(f"refs/heads/{BRANCH}", commit)
        else:
            repository.head.set_target(commit, f"portee: {change.message.splitlines()[0]}")
        lay_files(repository, before, str(commit), sorted(change.files))
        journal.end()
        return str(commit)

    def _check_unseen(self, change: Change, head: Snapshot | None) -> None:
        for path, seen in (change.seen or {}).items():
            now = None if head is None else head.blob(path)
            if now != seen:
                raise InputError(
                    "Somebody else changed this since you read it.",
                    where=path,
                    mend="Read it again and redo the change.",
                )

    def _check_edits(self, change: Change, head: Snapshot | None) -> None:
        """A change never writes over what somebody is editing on disk."""
        for path, contents in change.files.items():
            target = self.root / path
            if not target.exists():
                continue
            on_disk = target.read_bytes()
            committed = None if head is None else head.blob(path)
            if on_disk != contents and str(pygit2.hash(on_disk)) != committed:
                raise InputError(
                    "The file holds edits that are not committed.", where=path, mend="Commit them, or undo them, first."
                )

    def _on_disk(self) -> dict[str, bytes | None]:
        """Files of records that lie in the folder already."""
        found = [path for kind in KINDS for path in sorted((self.root / kind).glob("*.md"))]
        if (self.root / MANIFEST).is_file():
            found.append(self.root / MANIFEST)
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in found
            if path.is_file() and not path.is_symlink() and not path.parent.is_symlink()
        }


def _unwritten(problem: OSError | pygit2.GitError, root: Path) -> OutputError:
    """What a refusal of the disk means to people. Git tells it by words, without a number."""
    full = "No space left" in str(problem)
    if isinstance(problem, OSError) and problem.errno is not None and not full:
        return output_error(problem, root)
    return output_error(OSError(errno.ENOSPC if full else None, str(problem)), root)
