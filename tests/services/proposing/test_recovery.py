from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from portee.commons.repository.repository import Change, Commons
from portee.core.errors import StoreError
from portee.services.proposing.proposals import Decision, proposal_of
from portee.services.proposing.recovery import entered, recovered
from portee.store.database import Database
from portee.store.drafts import Draft, DraftState, change_draft, find_draft
from portee.store.schema import drafts
from tests.services.proposing.test_proposals import (
    NEED,
    NOW,
    account,
    begun,
    database,
    decided,
    head,
    root,
    sent,
    typed,
)

__all__ = ["database", "root"]


def waiting(database: Database, root: Path, name: str = "ada") -> Draft:
    return sent(database, root, typed(database, begun(database, root, account(database, name)), NEED))


def stopped(database: Database, root: Path, draft: Draft, status: str = "reviewed") -> str:
    """The commit of a proposal whose acceptance the database did not keep."""
    found = decided(database, root, draft, Decision("accepted", "", status), account(database, "eve"))  # type: ignore[arg-type]
    assert found is not None
    with database.writing() as connection:
        connection.execute(drafts.update().values(state=DraftState.submitted.value, version=draft.version))
    return found


def test_what_is_not_there_is_as_it_was(database: Database, root: Path) -> None:
    draft = waiting(database, root)
    assert entered(root, proposal_of(draft)) is None
    assert recovered(database, root, draft, now=NOW) == draft


def test_it_is_found_although_others_changed_the_record_since(database: Database, root: Path) -> None:
    draft = waiting(database, root)
    commit = stopped(database, root, draft)
    assert entered(root, proposal_of(draft)) == (commit, "reviewed")
    path = f"{draft.object}.md"
    text = (root / path).read_text(encoding="utf-8")
    Commons.open(root).save(Change({path: f"{text}\nUne phrase.\n".encode()}, "More", "Olivier"))
    assert head(root) != commit
    assert entered(root, proposal_of(draft)) == (commit, "reviewed")
    assert recovered(database, root, draft, now=NOW).state is DraftState.accepted
    # What was taken away again is not there, and may be proposed again.
    Commons.open(root).save(Change({path: None}, "Gone", "Olivier"))
    assert entered(root, proposal_of(draft)) is None


def test_of_two_who_look_at_once_one_writes_it_down(database: Database, root: Path) -> None:
    draft = waiting(database, root)
    stopped(database, root, draft)
    with database.writing() as connection:
        change_draft(connection, draft.id, draft.version, now=NOW, state=DraftState.accepted)
    assert recovered(database, root, draft, now=NOW).version == draft.version + 1


def test_when_it_cannot_be_written_down_it_is_told_all_the_same(
    database: Database, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = waiting(database, root)
    stopped(database, root, draft)

    def full(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr("portee.services.proposing.recovery.change_draft", full)
    assert recovered(database, root, draft, now=NOW) == replace(draft, state=DraftState.accepted)
    with database.reading() as connection:
        found = find_draft(connection, draft.id)
    assert found is not None
    assert found.state is DraftState.submitted
