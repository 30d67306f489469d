from __future__ import annotations

from portee.store.migrating import revisions
from portee.store.migrations import r0001_first


def test_it_is_the_first() -> None:
    assert r0001_first.down_revision is None
    assert revisions()[0] == r0001_first.revision
