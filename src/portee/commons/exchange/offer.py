"""Make of one's own records a proposal for another commons, on top of what that one says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pygit2

from portee.commons.exchange.ancestors import TAKEN_FROM, Ancestors
from portee.commons.exchange.proposals import checked_name
from portee.commons.exchange.remotes import Remote
from portee.commons.exchange.signers import last_signer
from portee.commons.exchange.soundness import changed_summaries, contents, new_problems, summaries
from portee.commons.exchange.threeway import Version, merge_file, parsed
from portee.commons.exchange.trailers import checked_message, with_trailers
from portee.commons.publish.rights import stands_apart
from portee.commons.records.licences import mixing_problem
from portee.commons.records.shape import Origin
from portee.commons.repository.journal import Journal
from portee.commons.repository.repository import Commons, signature
from portee.commons.repository.snapshot import Snapshot
from portee.commons.repository.starting import slug_of
from portee.commons.text.record_file import RecordFile, record_path, record_text
from portee.core.errors import InputError, ManyProblems, PorteeError, SourceError, Where

__all__ = ["Offer", "offer"]

_LONGEST_NAME = 40


@dataclass(frozen=True)
class Offer:
    """A proposal for another commons, kept in one's own repository.

    Attributes:
        name: of the proposal, as the other side will see it.
        reference: where it is kept here.
        commit: of the proposal; it goes on from `base`, the last version known of the other side.
        ids: of the records that it changes there.
    """

    name: str
    reference: str
    commit: str
    base: str
    ids: tuple[str, ...]


def offer(
    commons: Commons, remote: Remote, ids: Sequence[str], author: str, message: str, *, name: str | None = None
) -> Offer:
    """Propose records of the last version here to a commons pulled before.

    A record that is there already is merged with it field by field, so that what changed there meanwhile stays; one
    that is new there says where it came from, and is proposed whatever its status here.

    Raises:
        InputError: there is no such record, or all are the same there.
        ManyProblems: the licence does not allow it, or the other commons would be worse.
    """
    signed = signature(author)
    said = checked_message(message, "--message")
    chosen = checked_name(name or slug_of(said.split("\n", 1)[0])[:_LONGEST_NAME].strip("-") or "proposal")
    with commons.writing():
        head = commons.head()
        missing = [id for id in ids if head is None or head.blob(record_path(id)) is None]
        if head is None or missing:
            raise InputError(
                f"The last version has no record '{(missing or [''])[0][:80]}'.", where=str(commons.root),
                mend="Propose it here and accept it first.",
            )  # fmt: skip
        ancestors = Ancestors(commons, remote)
        files: dict[str, bytes | None] = {}
        problems: list[PorteeError] = []
        for path in sorted(map(record_path, dict.fromkeys(ids))):
            try:
                data = _proposed(commons, head, remote, ancestors, path)
            except PorteeError as problem:
                problems.append(problem)
                continue
            if data != contents(remote.snapshot, path):
                files[path] = data
        if problems:
            raise ManyProblems(problems)
        if not files:
            raise InputError(f"These records are the same in '{remote.name}'.", mend="There is nothing to propose.")
        before = summaries(commons, remote.snapshot)
        if worse := new_problems(before, changed_summaries(before, files)):
            raise ManyProblems(worse)
        note = with_trailers(said, [(TAKEN_FROM, f"{commons.manifest().name} {head.commit}")])
        commit = _commit(commons.repository, remote.snapshot, files, signed, note)
        reference = f"refs/portee/offers/{remote.name}/{chosen}"
        with Journal(commons.repository).moving_references():
            commons.repository.references.create(reference, commit, force=True)
    changed = tuple(path.removesuffix(".md") for path in files)
    return Offer(chosen, reference, str(commit), remote.snapshot.commit, changed)


def _proposed(commons: Commons, head: Snapshot, remote: Remote, ancestors: Ancestors, path: str) -> bytes | None:
    repository, there = commons.repository, remote.snapshot
    mine, theirs = contents(head, path), contents(there, path)
    own, other = parsed(mine, path), parsed(theirs, path)
    assert own is not None
    target = remote.manifest.licence if other is None else other.record.licence
    apart = other is None and stands_apart(own.record.licence, target)
    if not apart and (why := mixing_problem(target, [own.record.licence])):
        what = f"The record is under {own.record.licence} here, and there under {target}: {why}."
        raise SourceError(what, where=Where(path, None, "licence"), mend="Tell them where it is instead.")
    if other is None:
        made = last_signer(repository, head.commit, path)
        origin = Origin(
            instance=commons.manifest().name, id=own.record.id, commit=made.commit, licence=own.record.licence
        )
        record = own.record.model_copy(update={"origin": origin, "status": "proposed"})
        return record_text(RecordFile(record, own.body)).encode("utf-8")
    if own.record.origin is None and other.record.origin is None:
        base, ours, given = ancestors.base(path), mine, theirs
    else:
        before = ancestors.base(path)
        base, ours, given = (_with_origin(data, path, None) for data in (before, mine, theirs))
    merged = merge_file(
        path,
        base,
        Version(given, partial(last_signer, repository, there.commit, path)),
        Version(ours, partial(last_signer, repository, head.commit, path)),
        is_record=True,
    )
    return theirs if merged.data == given else _with_origin(merged.data, path, other.record.origin)


def _with_origin(data: bytes | None, path: str, origin: Origin | None) -> bytes | None:
    try:
        file = parsed(data, path)
    except SourceError:
        return data
    if file is None or file.record.origin == origin:
        return data
    record = file.record.model_copy(update={"origin": origin})
    return record_text(RecordFile(record, file.body)).encode("utf-8")


def _commit(
    repository: pygit2.Repository,
    base: Snapshot,
    files: dict[str, bytes | None],
    signed: pygit2.Signature,
    message: str,
) -> pygit2.Oid:
    index = pygit2.Index()
    index.read_tree(base.tree)
    for path, data in files.items():
        assert data is not None
        index.add(pygit2.IndexEntry(path, repository.create_blob(data), pygit2.enums.FileMode.BLOB))
    return repository.create_commit(None, signed, signed, f"{message}\n", index.write_tree(repository), [base.commit])
