"""Take records of another commons into one's own, with where they came from; nothing of either side is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from portee.commons.exchange.ancestors import TAKEN_FROM, Ancestors
from portee.commons.exchange.remotes import Remote
from portee.commons.exchange.signers import Signer, last_signer, last_signers
from portee.commons.exchange.soundness import changed_summaries, contents, new_problems, summaries, summary_of
from portee.commons.exchange.standing import Standing, standings, without_origin
from portee.commons.exchange.threeway import MergedFile, Version, merge_file, parsed
from portee.commons.exchange.trailers import with_trailers
from portee.commons.publish.rights import stands_apart
from portee.commons.records.licences import mixing_problem
from portee.commons.records.shape import Origin, Record
from portee.commons.repository.repository import Change, Commons, signature
from portee.commons.repository.snapshot import Snapshot
from portee.commons.text.merging import Conflict
from portee.commons.text.record_file import RecordFile, record_path, record_text
from portee.core.errors import InputError, ManyProblems, PorteeError, SourceError, Where

__all__ = ["Taken", "everything", "take"]


@dataclass(frozen=True)
class Taken:
    """The commit, None when nothing was new; ids of changed records; contradictions by record, kept as two opinions."""

    commit: str | None
    ids: tuple[str, ...]
    conflicts: Mapping[str, tuple[Conflict, ...]]


def everything(commons: Commons, remote: Remote, found: Sequence[Standing] | None = None) -> list[str]:
    """Ids of all records of the other commons that are new or changed there, and can be read.

    Args:
        found: how the records stand, where that is known already.
    """
    return [
        one.id
        for one in (standings(commons, remote) if found is None else found)
        if one.state in ("new", "theirs", "both")
    ]


def take(commons: Commons, remote: Remote, ids: Sequence[str], author: str, *, with_references: bool = False) -> Taken:
    """Take records as the other commons had them when it was pulled last.

    A record that is here already is merged field by field from the last version that both had; where the two contradict
    each other, both opinions are kept. A record that is new here says where it came from.

    Args:
        with_references: take as well what they refer to and is not here.

    Raises:
        InputError: there is no such record there.
        ManyProblems: a record cannot be read, its licence does not allow it, or the commons would be worse.
    """
    signed = signature(author)
    with commons.writing():
        head = commons.head()
        wanted = _wanted(head, remote, ids, with_references=with_references)
        ancestors = Ancestors(commons, remote)
        files: dict[str, bytes | None] = {}
        conflicts: dict[str, tuple[Conflict, ...]] = {}
        problems: list[PorteeError] = []
        makers = last_signers(commons.repository, remote.snapshot.commit, wanted)
        for path in wanted:
            try:
                merged = _merged(commons, head, remote, ancestors, path, makers[path])
            except PorteeError as problem:
                problems.append(problem)
                continue
            if merged.data != contents(head, path):
                files[path] = merged.data
                if merged.conflicts:
                    conflicts[path.removesuffix(".md")] = merged.conflicts
        if problems:
            raise ManyProblems(problems)
        if not files:
            return Taken(None, (), {})
        before = summaries(commons, head)
        if worse := new_problems(before, changed_summaries(before, files)):
            raise ManyProblems([_with_advice(problem) for problem in worse])
        commit = commons.save_held(
            Change(files, _message(remote, [makers[path].name for path in files], signed.name), signed.name)
        )
    return Taken(commit, tuple(path.removesuffix(".md") for path in sorted(files)), conflicts)


def _wanted(head: Snapshot | None, remote: Remote, ids: Sequence[str], *, with_references: bool) -> list[str]:
    there = remote.snapshot
    missing = [id for id in ids if there.blob(record_path(id)) is None]
    if missing:
        raise InputError(
            f"'{remote.name}' has no record '{missing[0][:80]}'.", mend=f"See: portee commons pull PATH {remote.name}"
        )
    wanted = dict.fromkeys(map(record_path, ids))
    waiting = list(wanted) if with_references else []
    while waiting:
        path = waiting.pop()
        for link in summary_of(contents(there, path) or b"", path).links:
            other = record_path(link.to)
            if other not in wanted and there.blob(other) and (head is None or head.blob(other) is None):
                wanted[other] = None
                waiting.append(other)
    return sorted(wanted)


def _merged(
    commons: Commons, head: Snapshot | None, remote: Remote, ancestors: Ancestors, path: str, maker: Signer
) -> MergedFile:
    repository, there = commons.repository, remote.snapshot
    theirs, mine = contents(there, path), contents(head, path)
    other, own = parsed(theirs, path), parsed(mine, path)
    assert theirs is not None
    assert other is not None
    _check_licence(commons, remote, path, other.record, own.record if own else None)
    if own is None or head is None:
        return MergedFile(_text(other, _origin(remote, maker, other.record)))
    if theirs == mine or without_origin(other) == without_origin(own):
        return MergedFile(mine)
    base = ancestors.base(path)
    if own.record.origin is None and other.record.origin is None:
        # Of forks: what one side alone changed stays as that side wrote it, sign by sign.
        bare_base, bare_mine, bare_theirs = base, mine, theirs
    else:
        bare_base = _bare(base, path)
        bare_mine, bare_theirs = _text(own, None), _text(other, None)
    found = merge_file(
        path,
        bare_base,
        Version(bare_mine, partial(last_signer, repository, head.commit, path)),
        Version(bare_theirs, lambda: maker),
        is_record=True,
    )
    if found.data == bare_mine:
        return MergedFile(mine)
    merged = parsed(found.data, path)
    assert merged is not None
    origin = own.record.origin
    if origin is None:
        return found
    if origin.instance == remote.manifest.name:
        origin = _origin(remote, maker, other.record)
    return MergedFile(_text(merged, origin), found.conflicts)


def _bare(data: bytes | None, path: str) -> bytes | None:
    try:
        file = parsed(data, path)
    except SourceError:
        return data
    return None if file is None else _text(file, None)


def _text(file: RecordFile, origin: Origin | None) -> bytes:
    record = file.record.model_copy(update={"origin": origin})
    return record_text(RecordFile(record, file.body)).encode("utf-8")


def _origin(remote: Remote, maker: Signer, record: Record) -> Origin:
    return Origin(instance=remote.manifest.name, id=record.id, commit=maker.commit, licence=record.licence)


def _check_licence(commons: Commons, remote: Remote, path: str, theirs: Record, own: Record | None) -> None:
    where = Where(path, None, "licence")
    if own is not None:
        why = mixing_problem(own.licence, [theirs.licence])
        what = f"The record is under {own.licence} here and under {theirs.licence} in '{remote.name}': {why}."
    else:
        target = commons.manifest().licence
        why = None if stands_apart(theirs.licence, target) else mixing_problem(target, [theirs.licence])
        what = f"The record is under {theirs.licence}, and the commons under {target}: {why}."
    if why:
        raise SourceError(what, where=where, mend="Leave it there and refer to it by its address, or write it anew.")


def _with_advice(problem: PorteeError) -> PorteeError:
    if not problem.what.startswith("There is no record"):
        return problem
    return SourceError(problem.what, where=problem.where, mend="Take what it refers to as well: --with-references")


def _message(remote: Remote, makers: Sequence[str], author: str) -> str:
    pairs = [(TAKEN_FROM, f"{remote.manifest.name} {remote.snapshot.commit}")]
    pairs += [("Co-authored-by", f"{name} <{signature(name).email}>") for name in sorted({*makers} - {author})]
    subject = f"Take {len(makers)} record{'s' if len(makers) > 1 else ''} of {remote.manifest.name}"
    return with_trailers(subject, pairs)
