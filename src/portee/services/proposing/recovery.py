"""A proposal that entered the commons while the machine stopped before its acceptance was written down.

Git and the private database cannot be written at the same moment: Git comes first, so that what was acknowledged is
never lost. When everything stops between both, the draft still waits although its record is there. Whoever looks at it
next finds it accepted: refused or taken up again, it would say one thing while the commons says another.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

import pygit2

from portee.commons.records.shape import Status
from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot
from portee.commons.text.record_file import record_path
from portee.core.errors import ConflictError, StoreError
from portee.services.proposing.proposals import ACCEPTED_AS, KIND, Proposal, proposal_of
from portee.store import audit
from portee.store.database import Database
from portee.store.drafts import Draft, DraftState, change_draft, find_draft

__all__ = ["entered", "recovered"]


def entered(root: Path, proposal: Proposal) -> tuple[str, Status] | None:
    """The commit by which the commons got what is proposed, word for word, and as what; None while it has not.

    Versions are looked at from the last one back to the one that the proposal was made from.
    """
    commons, path = Commons.open(root), record_path(proposal.id)
    snapshot = commons.head()
    if snapshot is None or snapshot.blob(path) == proposal.seen:
        return None
    wanted = {str(pygit2.hash(proposal.text(status).encode())): status for status in ACCEPTED_AS}
    found: tuple[str, Status] | None = None
    while snapshot is not None and (blob := snapshot.blob(path)) != proposal.seen:
        if blob in wanted:
            found = snapshot.commit, wanted[blob]
        elif found is not None:
            break
        snapshot = _before(snapshot)
    return found


def _before(snapshot: Snapshot) -> Snapshot | None:
    parents = cast(pygit2.Commit, snapshot.repository[snapshot.commit]).parent_ids
    return Snapshot(snapshot.repository, str(parents[0])) if parents else None


def recovered(database: Database, root: Path, draft: Draft, *, now: datetime) -> Draft:
    """The draft as it stands: accepted when its record is in the commons already, which is then written down."""
    if draft.kind != KIND or draft.state is not DraftState.submitted:
        return draft
    came = entered(root, proposal_of(draft))
    if came is None:
        return draft
    commit, status = came
    try:
        with database.writing() as connection:
            if audit.tells_commit(connection, "proposal.accepted", commit):
                # Somebody else proposed the same, word for word, and that was accepted.
                return draft
            found = change_draft(connection, draft.id, draft.version, now=now, state=DraftState.accepted)
            details = {"record": draft.object, "status": status, "commit": commit}
            audit.record(connection, "proposal.accepted", draft.id, now=now, details=details)
            return found
    except ConflictError:
        # Whoever was deciding while one looked has written it down.
        with database.reading() as connection:
            return find_draft(connection, draft.id) or draft
    except StoreError:
        # A disk that is full: what is true is told, and written down by whoever looks later.
        return replace(draft, state=DraftState.accepted)
