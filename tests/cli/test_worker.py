from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from portee.services.jobs.desk import JobDesk
from portee.services.workspace.workspace import Workspace, open_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.store.database import open_database
from portee.store.jobs import JobState
from tests.cli.conftest import Run
from tests.services.jobs.conftest import village

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.fixture
def workspace(tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory) -> Workspace:
    return village(tmp_path / "village", xs_network, xs_territory)


def until(holds: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it never happened")


def started(workspace: Workspace) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "portee.cli.main", "worker", str(workspace.folder), "-q"]
    with (workspace.folder / "worker.err").open("ab") as told:
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)


def states(desk: JobDesk, ids: list[str]) -> list[JobState]:
    return [job.state for id in ids if (job := desk.find(id)) is not None]


@pytest.mark.slow
def test_kill_9_in_the_middle_of_work_loses_nothing_that_was_asked_for(workspace: Workspace) -> None:
    with open_database(workspace.database_url) as database:
        desk = JobDesk(workspace, database)
        ids = [desk.ask("access", {"cutoff": 10 + n, "window": 60}, f"{n}").id for n in range(4)]
        kills = 0
        while kills < 3:
            worker = started(workspace)
            until(lambda: JobState.running in states(desk, ids))
            time.sleep(0.05 * kills)
            worker.kill()
            worker.wait()
            kills += 1
            if all(state.ended for state in states(desk, ids)):
                break
        worker = started(workspace)
        until(lambda: all(state.ended for state in states(desk, ids)))
        worker.terminate()
        assert worker.wait(30) == 0
        assert "Traceback" not in (workspace.folder / "worker.err").read_text()
        for id in ids:
            job = desk.find(id)
            assert job is not None
            # A job that was under way at each kill may have been given up, and then says why; none is lost.
            if job.state is JobState.done:
                assert desk.result(job) is not None
            else:
                assert job.problem is not None
        assert JobState.done in states(desk, ids)
        desk.close()
    check = sqlite3.connect(workspace.private / "portee.sqlite")
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()


def test_a_second_worker_is_refused(portee: Run, workspace: Workspace) -> None:
    from portee.services.jobs.worker import Worker

    with open_database(workspace.database_url) as database, Worker(open_workspace(workspace.folder), database):
        ran = portee("worker", workspace.folder)
    assert ran.code == 2
    assert "Another worker of this workspace runs" in ran.err


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_asked(workspace: Workspace, sign: signal.Signals) -> None:
    worker = started(workspace)
    lock = workspace.private / "worker.lock"
    until(lock.exists)
    time.sleep(0.5)
    worker.send_signal(sign)
    assert worker.wait(30) == 0
