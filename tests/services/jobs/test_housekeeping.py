from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portee.services.jobs.housekeeping import EVERY_S, Housekeeping
from portee.services.workspace.workspace import Workspace
from portee.store.accounts import create_account, find_account
from portee.store.database import Database

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def is_there(database: Database) -> bool:
    with database.reading() as connection:
        return find_account(connection, email="ada@example.org") is not None


@pytest.fixture
def keeping(workspace: Workspace, database: Database, clock: Clock) -> Housekeeping:
    with database.writing() as connection:
        create_account(connection, "ada@example.org", "Ada", now=NOON)
    return Housekeeping(workspace, database, clock)


def test_what_is_old_is_forgotten_day_by_day(keeping: Housekeeping, database: Database, clock: Clock) -> None:
    moment = NOON
    for _ in range(keeping._workspace.manifest.retention + 1):
        keeping.tick(moment)
        assert is_there(database)
        moment += DAY
        clock.now += EVERY_S
    gone = keeping.tick(moment)
    assert gone is not None
    assert gone["accounts"] == 1
    assert not is_there(database)


def test_it_looks_once_a_day(keeping: Housekeeping, clock: Clock) -> None:
    keeping.tick(NOON)
    clock.now += EVERY_S - 1
    assert keeping.tick(NOON + DAY) is None
    clock.now += 1
    assert keeping.tick(NOON + DAY) is not None


@pytest.mark.parametrize("jump", [timedelta(days=4000), -timedelta(days=4000)])
def test_a_clock_that_jumps_erases_nobody(
    keeping: Housekeeping, database: Database, clock: Clock, jump: timedelta
) -> None:
    keeping.tick(NOON)
    clock.now += EVERY_S
    assert keeping.tick(NOON + jump) is None
    assert is_there(database)
    # The clock is put right again before another day has passed.
    clock.now += EVERY_S
    assert keeping.tick(NOON + 2 * DAY) is None
    clock.now += EVERY_S
    assert keeping.tick(NOON + 3 * DAY) is not None
    assert is_there(database)


def test_files_that_were_sent_go_after_a_week(keeping: Housekeeping, workspace: Workspace, clock: Clock) -> None:
    old, new = workspace.uploads / "old", workspace.uploads / "new"
    for folder in (old, new):
        folder.mkdir()
    moment = datetime.now(UTC)
    os.utime(old, (moment.timestamp() - 8 * EVERY_S,) * 2)
    keeping.tick(moment - DAY)
    clock.now += EVERY_S
    keeping.tick(moment)
    assert [Path(path).name for path in workspace.uploads.iterdir()] == ["new"]
