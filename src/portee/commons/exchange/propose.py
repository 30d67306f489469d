"""Make a proposal of the records that were edited on disk, and put the commons back to what it was."""

from __future__ import annotations

from dataclasses import dataclass

import pygit2

from portee.commons.check.folder import scan
from portee.commons.exchange.proposals import PREFIX, Proposal, checked_name, read_proposal
from portee.commons.exchange.soundness import changed_summaries, contents, new_problems, summaries
from portee.commons.exchange.statuses import with_status
from portee.commons.exchange.threeway import parsed
from portee.commons.exchange.trailers import checked_message
from portee.commons.index.near import Near, near_duplicates
from portee.commons.network.rule_changes import changed_rule_problems
from portee.commons.repository.journal import Journal, lay_files
from portee.commons.repository.repository import Commons, signature
from portee.commons.repository.snapshot import Snapshot
from portee.commons.repository.starting import slug_of
from portee.commons.text.record_file import RecordFile, parse_record
from portee.core.atomic import atomic_file
from portee.core.errors import InputError, ManyProblems

__all__ = ["Proposed", "edited_records", "propose"]

_LONGEST_NAME = 40


@dataclass(frozen=True)
class Proposed:
    """The proposal, and records of the commons that say nearly the same as a new one, by id of the new one."""

    proposal: Proposal
    near: tuple[tuple[str, Near], ...]


def propose(
    commons: Commons,
    author: str,
    message: str,
    *,
    name: str | None = None,
    stay: bool = False,
    keep_status: bool = False,
) -> Proposed:
    """Make the edited records a branch of their own; drafts among them become proposed.

    A proposal of that name by the same author is brought up to date with what lies on disk now.

    Args:
        stay: leave the edited files as they are, rather than putting back those of the commons.
        keep_status: leave drafts drafts.

    Raises:
        InputError: nothing was edited, or somebody else has a proposal of that name.
        ManyProblems: the commons would be worse than it is.
    """
    signed = signature(author)
    said = checked_message(message, "--message")
    chosen = checked_name(name or slug_of(said.split("\n", 1)[0])[:_LONGEST_NAME].strip("-") or "proposal")
    with commons.writing():
        head = commons.head()
        if head is None:
            raise InputError("The commons has no version yet.", where=str(commons.root), mend="Save one first.")
        former = _former(commons, chosen, signed.name)
        edited = edited_records(commons, head)
        if not edited:
            if misplaced := scan(commons.root).problems:
                raise ManyProblems(misplaced)
            raise InputError("No record was edited.", where=str(commons.root), mend="Edit one, then propose it.")
        before = summaries(commons, head)
        problems = new_problems(before, changed_summaries(before, edited))
        problems += changed_rule_problems(edited, lambda path: contents(head, path))
        if problems:
            raise ManyProblems(problems)
        files = edited if keep_status else {path: _raised(data, path) for path, data in edited.items()}
        near = _near(head, files)
        for path, data in files.items():
            if data is not None and data != edited[path]:
                with atomic_file(commons.root / path) as partial:
                    partial.write_bytes(data)
        commit = _commit(commons, head, files, signed, said, former)
        journal = Journal(commons.repository)
        with journal.moving_references():
            commons.repository.references.create(PREFIX + chosen, commit, force=former is not None)
        if not stay:
            journal.begin(commit, head.commit, sorted(files))
            lay_files(commons.repository, commit, head.commit, sorted(files))
            journal.end()
    return Proposed(read_proposal(commons, chosen), tuple(near))


def edited_records(commons: Commons, head: Snapshot) -> dict[str, bytes | None]:
    """Contents of the files of records on disk that are not as the last version has them; None where one is gone."""
    committed = dict(head.records())
    present = {file.path for file in scan(commons.root).files}
    found: dict[str, bytes | None] = {}
    for path in sorted(present):
        data = (commons.root / path).read_bytes()
        if str(pygit2.hash(data)) != committed.get(path):
            found[path] = data
    found.update({path: None for path in sorted(committed) if not (commons.root / path).exists()})
    return found


def _former(commons: Commons, name: str, author: str) -> Proposal | None:
    """The proposal of that name, when it is the author's own and still open."""
    if PREFIX + name not in commons.repository.references:
        return None
    former = read_proposal(commons, name)
    if former.accepted or former.authors == (author,):
        return former
    raise InputError(
        f"There is a proposal '{name}' by {', '.join(former.authors)}.", where=str(commons.root),
        mend="Choose another name with --name.",
    )  # fmt: skip


def _raised(data: bytes | None, path: str) -> bytes | None:
    return None if data is None else with_status(data, path, "draft", "proposed")


def _commit(
    commons: Commons,
    head: Snapshot,
    files: dict[str, bytes | None],
    signed: pygit2.Signature,
    message: str,
    former: Proposal | None,
) -> str:
    repository = commons.repository
    index = pygit2.Index()
    index.read_tree(head.tree)
    for path, data in files.items():
        if data is not None:
            index.add(pygit2.IndexEntry(path, repository.create_blob(data), pygit2.enums.FileMode.BLOB))
        elif path in index:
            index.remove(path)
    parents = [head.commit]
    if former is not None and not former.accepted:
        # What was said of the version before stays part of its history.
        parents = [former.tip] if former.base == head.commit else [former.tip, head.commit]
    tree = index.write_tree(repository)
    return str(repository.create_commit(None, signed, signed, f"{message}\n", tree, parents))


def _near(head: Snapshot, files: dict[str, bytes | None]) -> list[tuple[str, Near]]:
    """Records of the commons that say nearly the same as one that is new."""
    new = [(path, parsed(data, path)) for path, data in files.items() if head.blob(path) is None]
    kinds = {path.partition("/")[0] for path, _ in new}
    others: dict[str, list[RecordFile]] = {kind: [] for kind in kinds}
    for path, blob in head.records() if kinds else ():
        if (kind := path.partition("/")[0]) in kinds and path not in files:
            file = parse_record(head.text_of(blob), path).file
            if file is not None:
                others[kind].append(file)
    return [
        (file.id, near)
        for path, file in new
        if file is not None
        for near in near_duplicates(file, others[path.partition("/")[0]])
    ]
