from __future__ import annotations

from portee.store.migrating import revisions
from portee.store.migrations import r0002_talk, r0003_incidents


def test_it_follows_the_second() -> None:
    assert r0003_incidents.down_revision == r0002_talk.revision
    assert revisions()[2] == r0003_incidents.revision
