"""The worker as a child of the site: started with it, started again when it dies, ended with it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

__all__ = ["WorkerProcess"]

LOG = logging.getLogger("portee.jobs")
AGAIN_S, LONGEST_S = 2.0, 60.0
"""After a worker died, how long until another starts; longer each time, up to a minute."""


class WorkerProcess:
    """Keeps one worker running.

    Args:
        workspace: its folder. database: address of the private database, None for the workspace's own.
        command: of the worker, for tests.
    """

    def __init__(self, workspace: Path, database: str | None, command: list[str] | None = None) -> None:
        usual = [sys.executable, "-m", "portee.services.jobs.attached", str(workspace), str(os.getpid())]
        self._command = command or usual
        # The address may hold a password: other people of the machine can read a command line.
        self._environment = {**os.environ, **({"PORTEE_DATABASE": database} if database else {})}
        self._ended = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="worker-process", daemon=True)

    def start(self) -> None:
        """Start the worker; returns at once."""
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """Of the worker that runs now."""
        process = self._process
        return None if process is None or process.poll() is not None else process.pid

    def stop(self, seconds: float = 15) -> None:
        """Let the worker end, by force after a while: its job is taken up again next time."""
        self._ended.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._thread.join(seconds)

    def _keep(self) -> None:
        wait = AGAIN_S
        while not self._ended.is_set():
            try:
                # A session of its own: Ctrl-C is for the site, which then ends its worker.
                self._process = subprocess.Popen(
                    self._command, env=self._environment, stdin=subprocess.DEVNULL, start_new_session=True
                )
            except OSError as problem:
                LOG.error("the worker cannot be started: %s", problem)
            else:
                code = self._process.wait()
                if self._ended.is_set():
                    return
                LOG.warning("the worker ended with %s; another starts", code)
            if self._ended.wait(wait):
                return
            wait = min(LONGEST_S, wait * 2)
