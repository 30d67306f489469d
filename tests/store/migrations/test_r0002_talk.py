from __future__ import annotations

from portee.store.migrating import revisions
from portee.store.migrations import r0001_first, r0002_talk


def test_it_follows_the_first() -> None:
    assert r0002_talk.down_revision == r0001_first.revision
    assert revisions()[1] == r0002_talk.revision
