from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from portee.services.jobs import child as module
from portee.services.jobs.child import WorkerProcess

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
SLEEPS = "import os, time; open('{}', 'a').write(str(os.getpid()) + ' '); time.sleep(60)"


def waited(path: Path, count: int) -> list[int]:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        found = path.read_text().split() if path.exists() else []
        if len(found) >= count:
            return [int(text) for text in found]
        time.sleep(0.02)
    raise AssertionError("the worker was not started")


@pytest.fixture
def pids(tmp_path: Path) -> Path:
    return tmp_path / "pids"


def test_a_worker_that_dies_is_started_again_and_ends_with_the_site(
    tmp_path: Path, pids: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AGAIN_S", 0.05)
    worker = WorkerProcess(tmp_path, None, [sys.executable, "-c", SLEEPS.format(pids)])
    worker.start()
    (first,) = waited(pids, 1)
    os.kill(first, signal.SIGKILL)
    second = waited(pids, 2)[1]
    assert worker.pid == second != first
    worker.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)


def test_the_address_of_the_database_is_not_on_the_command_line(tmp_path: Path) -> None:
    worker = WorkerProcess(tmp_path, "postgresql://u:hunter2@h/x")
    assert not any("hunter2" in part for part in worker._command)
    assert worker._environment["PORTEE_DATABASE"] == "postgresql://u:hunter2@h/x"


def test_a_worker_that_cannot_be_started_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AGAIN_S", 0.01)
    worker = WorkerProcess(tmp_path, None, [str(tmp_path / "nothing")])
    worker.start()
    time.sleep(0.1)
    worker.stop()
    assert worker.pid is None
