from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from portee.services.jobs.desk import JobDesk
from portee.store.jobs import JobState

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


def command(desk: JobDesk) -> list[str]:
    return [sys.executable, "-m", "portee.services.jobs.attached", str(desk.workspace.folder)]


def test_it_does_what_is_asked_and_ends_without_a_word(desk: JobDesk, tmp_path: Path) -> None:
    job = desk.ask("access", {"cutoff": 10, "window": 1}, "x")
    with (tmp_path / "err").open("wb") as err:
        worker = subprocess.Popen([*command(desk), str(os.getpid())], stderr=err)

    def done() -> bool:
        found = desk.find(job.id)
        return found is not None and found.state is JobState.done

    until(done)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert (tmp_path / "err").read_bytes() == b""


def test_it_ends_when_the_site_is_killed(desk: JobDesk, tmp_path: Path) -> None:
    script = f"import subprocess, os, time; p = subprocess.Popen({command(desk)!r} + [str(os.getpid())]); "
    script += f"open({str(tmp_path / 'pid')!r}, 'w').write(str(p.pid)); time.sleep(600)"
    site = subprocess.Popen([sys.executable, "-c", script])
    lock = desk.workspace.private / "worker.lock"
    until(lambda: lock.exists() and (tmp_path / "pid").exists() and (tmp_path / "pid").read_text() != "")
    pid = int((tmp_path / "pid").read_text())
    site.kill()
    site.wait()

    def gone() -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        # One that has ended and that nobody has waited for still has a number.
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"

    until(gone)
