"""The queue of a workspace: huey on SQLite. It carries ids alone; what is asked and how it ended is in the database."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

from huey import SqliteHuey

__all__ = ["JobQueue"]

LOG = logging.getLogger("portee.jobs")
WAIT_S = 5


class JobQueue:
    """Ids that wait for a worker. An id that never gets here, or comes twice, does no harm: the database decides.

    Args:
        file: of the queue; made when missing.
        run: does the job of an id; only a worker gives it.
    """

    def __init__(self, file: Path, run: Callable[[str], None] | None = None) -> None:
        self._file = file
        self._huey = SqliteHuey(
            "portee", filename=str(file), results=False, fsync=True, strict_fifo=True, timeout=WAIT_S,
            create_tables=False,
        )  # fmt: skip

        def portee_job(id: str) -> None:
            assert run is not None, "only a worker does jobs"
            run(id)

        self._task = self._huey.task()(portee_job)
        self._made = False

    def put(self, id: str) -> bool:
        """Let a job wait; whether the queue took it. When it did not, the worker finds the job in the database."""
        try:
            self._make()
            self._task(id)
        except (sqlite3.Error, OSError) as problem:
            LOG.warning("the queue did not take a job: %s", problem)
            return False
        return True

    def waiting(self) -> list[str]:
        """Ids in the queue, in order."""
        self._make()
        return [str(task.args[0]) for task in self._huey.pending()]

    def do_next(self) -> bool:
        """Take one id and do its job; False when none waits."""
        self._make()
        task = self._huey.dequeue()
        if task is None:
            return False
        self._huey.execute(task)
        return True

    def close(self) -> None:
        """Let go of the file."""
        self._huey.storage.close()

    def _make(self) -> None:
        if self._made:
            return
        try:
            self._huey.storage.initialize_schema()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            # Nothing is lost with a damaged queue: every job is in the database, and is put here again.
            LOG.warning("the queue was damaged; a new one is made")
            self._huey.storage.close()
            for ending in ("", "-wal", "-shm"):
                self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
            self._huey.storage.initialize_schema()
        self._made = True
