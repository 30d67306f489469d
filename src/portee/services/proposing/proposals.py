"""A proposed record: begun, checked as `portee commons check` does, sent, and made a commit when a reviewer accepts.

The draft lies in the private store until then; Git gets the record, the chosen name of its author and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pygit2
from sqlalchemy import Connection

from portee.commons.exchange.soundness import changed_summaries, contents, new_problems, summaries
from portee.commons.exchange.trailers import checked_message, with_trailers
from portee.commons.network.rule_changes import changed_rule_problems
from portee.commons.records.kinds import KINDS
from portee.commons.records.references import ID, LONGEST_ID, split_id
from portee.commons.records.shape import Status
from portee.commons.repository.repository import Change, Commons, signature
from portee.commons.repository.starting import slug_of
from portee.commons.text.differences import Difference, differences
from portee.commons.text.record_file import (
    RecordFile,
    parse_record,
    record_path,
    record_text,
    record_values,
)
from portee.core.errors import ConflictError, InputError, ManyProblems, ParameterError, PorteeError
from portee.core.plain_yaml import plain_text
from portee.store.accounts import Account
from portee.store.drafts import Draft, DraftState, change_draft, create_draft, list_drafts

__all__ = [
    "ACCEPTED_AS",
    "CONSENT",
    "KIND",
    "Decision",
    "Proposal",
    "Verdict",
    "begin",
    "changes",
    "check",
    "decide",
    "present_file",
    "proposal_of",
    "save_typed",
    "send",
]

KIND = "record"
"""Of drafts that propose a record."""

CONSENT = "CC-BY-SA-4.0"
"""The licence that whoever proposes agrees to."""

ACCEPTED_AS: tuple[Status, ...] = ("reviewed", "published")
"""What becomes of a record that a reviewer accepts."""

MOST_OPEN = 50
"""Drafts that one account may have unfinished: more would be a machine's."""

Verdict = Literal["accepted", "refused", "returned"]


@dataclass(frozen=True)
class Decision:
    """What a reviewer says of a proposal, why, and what becomes of the record when it is accepted."""

    verdict: Verdict
    reason: str = ""
    status: Status = "reviewed"


@dataclass(frozen=True)
class Proposal:
    """A draft read as a proposal.

    Attributes:
        draft: as the store has it. id: of the record. values, body: what it would say.
        seen: blob id of the file that it was made from, None for a new record.
        author: name that will sign it. note: why it is proposed.
    """

    draft: Draft
    id: str
    values: Mapping[str, Any]
    body: Mapping[str, str]
    seen: str | None
    author: str
    note: str

    @property
    def type(self) -> str:
        return split_id(self.id)[0]

    def text(self, status: Status = "proposed") -> str:
        """The file that it would make, as canonical as it can be read."""
        plain = dict(self.values)
        authors = plain.get("authors")
        known = list(authors) if isinstance(authors, list) else []
        plain["authors"] = known if self.author in known else [*known, self.author]
        plain = {"id": self.id, "status": status, **{k: v for k, v in plain.items() if k not in ("id", "status")}}
        plain.setdefault("licence", CONSENT)
        parts = [f"---\n{plain_text(plain)}---\n"]
        parts += [f"\n{said}\n" if lang == "fr" else f"\n# {lang}\n\n{said}\n" for lang, said in self.body.items()]
        text = "".join(parts)
        file = parse_record(text, record_path(self.id)).file
        return text if file is None else record_text(file)


def proposal_of(draft: Draft) -> Proposal:
    """A draft of kind "record" as a proposal."""
    content = draft.content
    return Proposal(
        draft, draft.object, content["values"], content["body"], content["seen"], content["author"], content["note"]
    )  # fmt: skip


def present_file(root: Path, id: str) -> tuple[RecordFile | None, str | None]:
    """A record as the last version has it, and its blob id; None where there is none, or it cannot be read."""
    head = Commons.open(root).head()
    blob = None if head is None else head.blob(record_path(id))
    if head is None or blob is None:
        return None, None
    return parse_record(head.text_of(blob), record_path(id)).file, blob


def begin(
    connection: Connection, root: Path, account: Account, *, now: datetime, key: str, kind: str = "", title: str = "",
    id: str = "",
) -> Draft:  # fmt: skip
    """Begin to propose a new record, or a change to one that is there.

    Args:
        key: drawn by the form; the same key twice is the same draft, however often the form is sent.
        kind, title: of a new record; its id is made of the title.
        id: of the record to change, instead.

    Raises:
        ParameterError: there is no such type, or no title.
        InputError: there is no such record, or one of that name already.
        ConflictError: the account has too many drafts.
    """
    mine, total = list_drafts(
        connection,
        account=account.id,
        states=[DraftState.writing, DraftState.submitted, DraftState.returned],
        limit=200,
    )
    for draft in mine:
        if key and draft.content.get("key") == key:
            return draft
    if total >= MOST_OPEN:
        raise ConflictError(f"You have {total} proposals under way.", mend="Finish some, or throw them away.")
    if id:
        return _begin_change(connection, root, account, id, now=now, key=key)
    title = " ".join(title.split())
    if kind not in KINDS:
        raise ParameterError(f"There is no type of record '{kind[:40]}'.", mend="Choose one of the list.")
    slug = slug_of(title)[:60].strip("-") if title else ""
    new = f"{kind}/{slug}"
    if not slug or not ID.fullmatch(new) or len(new) > LONGEST_ID:
        raise ParameterError("The title has no letters to make a name of.", mend="Write it in a few words.")
    if present_file(root, new)[1] is not None:
        raise InputError(
            "There is a record of that name already.", where=new, mend="Propose a change to it, or write another title."
        )
    content = {
        "values": {"title": {"fr": title}}, "body": {}, "seen": None, "author": account.name, "note": "", "key": key,
        "consent": None,
    }  # fmt: skip
    return create_draft(connection, account.id, KIND, title, content, now=now, object=new)


def _begin_change(
    connection: Connection, root: Path, account: Account, id: str, *, now: datetime, key: str
) -> Draft:  # fmt: skip
    file, blob = present_file(root, id) if ID.fullmatch(id) and len(id) <= LONGEST_ID else (None, None)
    if file is None:
        raise InputError("There is no such record.", mend="Choose one in the commons.")
    content = {
        "values": record_values(file.record), "body": dict(file.body), "seen": blob, "author": account.name,
        "note": "", "key": key, "consent": None,
    }  # fmt: skip
    title = " ".join(file.record.title.fr.split())[:200]
    return create_draft(connection, account.id, KIND, title, content, now=now, object=id)


def save_typed(
    connection: Connection, draft: Draft, version: int, values: Mapping[str, Any], body: Mapping[str, str], *,
    note: str, author: str, now: datetime,
) -> Draft:  # fmt: skip
    """Keep what was typed, whether it fits or not.

    Raises:
        ConflictError: the draft was changed meanwhile, in another window.
        ParameterError: it is too long, or the name could be an address.
    """
    signature(author)
    title = values.get("title")
    said = title.get("fr") if isinstance(title, Mapping) else None
    content = {
        **draft.content,
        "values": dict(values),
        "body": dict(body),
        "note": note[:1000],
        "author": author.strip(),
    }
    shown = " ".join(said.split())[:200] if isinstance(said, str) and said.strip() else draft.title
    return change_draft(
        connection, draft.id, version, now=now, title=shown, content=content, state=DraftState.writing
    )  # fmt: skip


def check(root: Path, proposal: Proposal, status: Status = "proposed") -> list[PorteeError]:
    """What would be wrong with the commons that is not wrong today, if this entered it."""
    commons = Commons.open(root)
    before = summaries(commons, commons.head())
    path = record_path(proposal.id)
    files: dict[str, bytes | None] = {path: proposal.text(status).encode()}
    found = new_problems(before, changed_summaries(before, files))
    # What binds in a rule changes with its version, and with consents given anew: as for changes that come by Git.
    return found + changed_rule_problems(files, partial(contents, commons.head()))


def changes(root: Path, proposal: Proposal) -> Sequence[Difference]:
    """What differs from the record as it is now, field by field."""
    old, _ = present_file(root, proposal.id)
    return differences(old, parse_record(proposal.text(), record_path(proposal.id)).file)


def send(
    connection: Connection, root: Path, draft: Draft, version: int, *, consent: bool, now: datetime
) -> Draft:  # fmt: skip
    """Ask for a review.

    Raises:
        ParameterError: the licence was not agreed to.
        ManyProblems: the check finds something.
        ConflictError: the draft was changed meanwhile, or sent already.
    """
    if not consent:
        raise ParameterError("The licence was not agreed to.", mend="Tick the box, or keep the draft.")
    if problems := check(root, proposal_of(draft)):
        raise ManyProblems(problems)
    content = {**draft.content, "consent": {"licence": CONSENT, "on": now.date().isoformat()}}
    return change_draft(connection, draft.id, version, now=now, content=content, state=DraftState.submitted)


def decide(
    connection: Connection, root: Path, draft: Draft, version: int, decision: Decision, reviewer: Account, *,
    now: datetime,
) -> str | None:  # fmt: skip
    """Accept, refuse or give back a proposal; the id of the commit when it was accepted.

    The draft is written last but one: when the commons refuses the commit, the caller's transaction undoes it. When
    the machine stops between both, the record is in the commons: `portee.services.proposing.recovery` then writes the
    acceptance down, before anybody decides again.

    Raises:
        ConflictError: another reviewer was quicker, or the record was changed meanwhile.
        InputError: one would decide on one's own proposal, or refuse without a reason.
        ManyProblems: the commons would be worse than it is.
    """
    if draft.account == reviewer.id:
        raise InputError("An author does not review their own proposal.", mend="Ask another reviewer.")
    verdict, status, reason = decision.verdict, decision.status, decision.reason
    if reason.strip() or verdict != "accepted":
        reason = checked_message(reason, "reason")
    proposal = proposal_of(draft)
    if verdict == "accepted" and (problems := check(root, proposal, status)):
        raise ManyProblems(problems)
    change_draft(connection, draft.id, version, now=now, state=DraftState(verdict), remark=reason)
    return _commit(root, proposal, status, reviewer.name) if verdict == "accepted" else None


def _commit(root: Path, proposal: Proposal, status: Status, reviewer: str) -> str:
    commons, path = Commons.open(root), record_path(proposal.id)
    data = proposal.text(status).encode()
    message = with_trailers(
        " ".join((proposal.note or f"{proposal.id}: {proposal.draft.title}").split())[:200],
        [("Reviewed-by", signature(reviewer).name)],
    )
    with commons.writing():
        head = commons.head()
        if head is not None and head.blob(path) == str(pygit2.hash(data)):
            return head.commit
        try:
            return commons.save_held(Change({path: data}, message, proposal.author, {path: proposal.seen}))
        except InputError as problem:
            raise ConflictError(problem.what, where=problem.where, mend=problem.mend) from None
