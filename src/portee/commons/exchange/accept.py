"""Make a proposal part of the commons: a merge, record by record, that loses no opinion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from portee.commons.exchange.inspection import inspect_history
from portee.commons.exchange.proposals import PREFIX, Proposal, read_proposal
from portee.commons.exchange.signers import changed_paths, last_signer
from portee.commons.exchange.soundness import changed_summaries, contents, new_problems, summaries
from portee.commons.exchange.statuses import with_status
from portee.commons.exchange.threeway import Version, merge_file
from portee.commons.exchange.trailers import checked_message, with_trailers
from portee.commons.manifest import MANIFEST, Manifest
from portee.commons.network.rule_changes import changed_rule_problems
from portee.commons.records.kinds import KINDS
from portee.commons.repository.journal import Journal
from portee.commons.repository.repository import Change, Commons, signature
from portee.commons.repository.snapshot import Snapshot
from portee.commons.text.merging import Conflict
from portee.core.declared import parse_declared
from portee.core.errors import InputError, ManyProblems, PorteeError

__all__ = ["Accepted", "accept", "preview"]


@dataclass(frozen=True)
class MergedProposal:
    """What the commons would hold: other contents by path, and contradictions by record."""

    files: Mapping[str, bytes | None]
    conflicts: Mapping[str, tuple[Conflict, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Accepted:
    """The commit, the files it changed, who is credited, and contradictions by record, kept as two opinions."""

    commit: str
    paths: tuple[str, ...]
    credited: tuple[str, ...]
    conflicts: Mapping[str, tuple[Conflict, ...]]


def preview(commons: Commons, proposal: Proposal) -> tuple[MergedProposal, list[PorteeError]]:
    """What accepting a proposal would change, and the problems that it would bring.

    Raises:
        ManyProblems: the proposal holds what no commons holds.
        PorteeError: its changes and those made meanwhile do not fit together.
    """
    repository, head = commons.repository, _head(commons)
    inspect_history(repository, proposal.tip, [head.commit])
    theirs = Snapshot(repository, proposal.tip)
    base = Snapshot(repository, proposal.base) if proposal.base else None
    files: dict[str, bytes | None] = {}
    conflicts: dict[str, tuple[Conflict, ...]] = {}
    problems: list[PorteeError] = []
    for path in changed_paths(repository, proposal.base, proposal.tip):
        ours = contents(head, path)
        try:
            merged = merge_file(
                path,
                contents(base, path),
                Version(ours, partial(last_signer, repository, head.commit, path)),
                Version(contents(theirs, path), partial(last_signer, repository, proposal.tip, path)),
                is_record=path.partition("/")[0] in KINDS,
            )
        except PorteeError as problem:
            problems.append(problem)
            continue
        if merged.data != ours:
            files[path] = merged.data
        if merged.conflicts:
            conflicts[path.removesuffix(".md")] = merged.conflicts
    if problems:
        raise ManyProblems(problems)
    return MergedProposal(files, conflicts), _problems(commons, head, files)


def accept(
    commons: Commons,
    name: str,
    author: str,
    *,
    over_objections: str | None = None,
    alone: str | None = None,
) -> Accepted:
    """Merge a proposal into the commons.

    Proposed records that somebody other than their author agreed to become reviewed; whoever accepts agrees.

    Args:
        over_objections: why it is accepted although somebody objects; kept in the history.
        alone: why its author accepts it without a review by somebody else; kept in the history.

    Raises:
        InputError: there is no such proposal, somebody objects, or nobody else agreed.
        ManyProblems: the commons would be worse than it is, or the changes do not fit together.
    """
    signed = signature(author)
    why = [
        ("Over-Objections", over_objections and checked_message(over_objections, "--over-objections")),
        ("Without-Review", alone and checked_message(alone, "--alone")),
    ]
    with commons.writing():
        proposal = read_proposal(commons, name)
        if proposal.accepted:
            raise InputError(f"The proposal '{name}' is accepted already.", where=str(commons.root))
        if proposal.objections and over_objections is None:
            said = "; ".join(f"{review.by}: {' '.join(review.text.split())[:120]}" for review in proposal.objections)
            raise InputError(
                f"Somebody objects ({said}).", where=f"proposal {name}",
                mend='Come to an agreement, or say why it is accepted all the same: --over-objections "why"',
            )  # fmt: skip
        agreed = bool(proposal.agreements) or signed.name not in proposal.authors
        if not agreed and alone is None:
            raise InputError(
                "Nobody other than its author agreed to it.", where=f"proposal {name}",
                mend='Ask for a review (portee commons review), or say why none is needed: --alone "why"',
            )  # fmt: skip
        merged, problems = preview(commons, proposal)
        if problems:
            raise ManyProblems(problems)
        files = dict(merged.files)
        if agreed:
            raised = (path for path in files if path.partition("/")[0] in KINDS)
            files.update({path: _raised(files[path], path) for path in raised})
        message = with_trailers(
            f"Accept {name}: {proposal.message}",
            [
                *((key, reason) for key, reason in why if reason),
                *(("Reviewed-by", review.by) for review in proposal.agreements),
                *(("Co-authored-by", f"{who} <{signature(who).email}>") for who in proposal.authors if who != author),
            ],
        )
        commit = commons.save_held(Change(files, message, signed.name), parents=(proposal.tip,))
        with Journal(commons.repository).moving_references():
            commons.repository.references.delete(PREFIX + name)
    return Accepted(commit, tuple(sorted(files)), proposal.authors, merged.conflicts)


def _raised(data: bytes | None, path: str) -> bytes | None:
    return None if data is None else with_status(data, path, "proposed", "reviewed")


def _head(commons: Commons) -> Snapshot:
    head = commons.head()
    if head is None:
        raise InputError("The commons has no version yet.", where=str(commons.root), mend="Save one first.")
    return head


def _problems(commons: Commons, head: Snapshot, files: Mapping[str, bytes | None]) -> list[PorteeError]:
    """Problems of the records, and of what the commons says of itself."""
    before = summaries(commons, head)
    records = {path: data for path, data in files.items() if path.partition("/")[0] in KINDS}
    found = new_problems(before, changed_summaries(before, records))
    found += changed_rule_problems(records, partial(contents, head))
    if MANIFEST in files:
        data = files[MANIFEST]
        try:
            if data is None:
                raise InputError("A commons says what it is.", where=MANIFEST, mend="Leave that file in place.")
            parse_declared(data.decode("utf-8", errors="replace"), Manifest, MANIFEST)
        except PorteeError as problem:
            found.append(problem)
    return found
