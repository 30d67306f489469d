"""How running work tells how far it is, and learns that it is to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from portee.core.errors import StoreError
from portee.core.progress import Cancelled
from portee.store.database import Database
from portee.store.jobs import tell_job

__all__ = ["Stopping", "Told"]

EVERY_S = 0.25
"""Progress is written at most so often: people see no more, and the disk is spared."""


class Stopping(Cancelled):
    """The worker is told to end; the job will be taken up again."""


class Told:
    """Progress of one job, kept where pages look for it.

    Args:
        database, id, claim: whose progress. stop: set when the worker is to end. clock: seconds that never jump.
    """

    def __init__(
        self,
        database: Database,
        id: str,
        claim: str,
        stop: threading.Event,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database, self._id, self._claim, self._stop, self._clock = database, id, claim, stop, clock
        self._label, self._done = "", 0
        self._total: int | None = None
        self._told = float("-inf")

    def start(self, label: str, total: int | None = None) -> None:
        self._label, self._done, self._total = label, 0, total
        self._tell(force=True)

    def advance(self, steps: int = 1) -> None:
        self._done += steps
        self._tell()

    def done(self) -> None:
        self._tell()

    def _tell(self, *, force: bool = False) -> None:
        if self._stop.is_set():
            raise Stopping
        if not force and self._clock() - self._told < EVERY_S:
            return
        self._told = self._clock()
        try:
            with self._database.writing() as connection:
                goes_on = tell_job(connection, self._id, self._claim, self._label, self._done, self._total)
        except StoreError:
            return  # Progress that cannot be told stops no work.
        if not goes_on:
            raise Cancelled
