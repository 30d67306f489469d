"""Does long work, one job at a time and thread; whatever kills it, no job that was asked for is lost."""

from __future__ import annotations

import json
import logging
import secrets
import threading
import traceback
from collections.abc import Mapping
from typing import Any, Self

from filelock import FileLock, Timeout

from portee.core.errors import PorteeError, StoreError
from portee.core.progress import Cancelled
from portee.services.jobs.housekeeping import Housekeeping
from portee.services.jobs.kinds import Work, kind_of
from portee.services.jobs.notices import send_notices
from portee.services.jobs.queue import JobQueue
from portee.services.jobs.results import RESULT, keeping, kept_result
from portee.services.jobs.telling import Stopping, Told
from portee.services.mail import MailServer
from portee.services.workspace.scenarios import as_told_now
from portee.services.workspace.workspace import Workspace
from portee.store.database import Database, now
from portee.store.jobs import Job, JobState, claim_job, end_job, list_jobs, release_job, requeue_orphans
from portee.store.secret import new_id

__all__ = ["Worker"]

LOG = logging.getLogger("portee.jobs")
IDLE_S = 0.25
"""How long an idle worker waits before it looks again."""
SWEEP_S = 10.0
"""How often jobs that never reached the queue are looked for."""


class Worker:
    """The one worker of a workspace.

    Args:
        workspace, database: whose jobs.
        threads: jobs at a time. Each search uses all cores by itself.
        mail: what tells people that their work has ended.
    """

    def __init__(
        self, workspace: Workspace, database: Database, *, threads: int = 1, mail: MailServer | None = None
    ) -> None:
        self.workspace, self.database, self.threads = workspace, database, threads
        self.queue = JobQueue(workspace.queue, self.do)
        self.stopping = threading.Event()
        self._mail, self._housekeeping = mail, Housekeeping(workspace, database)
        self._lock = FileLock(workspace.private / "worker.lock")

    def __enter__(self) -> Self:
        """Begin: no other worker may run, and what one that died was doing waits again.

        Raises:
            StoreError: another worker of this workspace runs.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise StoreError(
                "Another worker of this workspace runs.", where=str(self.workspace.folder),
                mend="Stop it first, or start the site with --no-worker.",
            ) from None  # fmt: skip
        try:
            with self.database.writing() as connection:
                again, given_up = requeue_orphans(connection, now=now())
            if again or given_up:
                LOG.info("taken up again: %d; given up: %d", len(again), len(given_up))
            self.sweep()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(self, *ending: object) -> None:
        self.queue.close()
        self._lock.release()

    def run(self) -> None:
        """Work until `stop` is called from another thread or a signal."""
        threads = [threading.Thread(target=self._work, name=f"job-{n}", daemon=True) for n in range(self.threads)]
        for thread in threads:
            thread.start()
        while not self.stopping.wait(SWEEP_S):
            try:
                self.sweep()
                send_notices(self.database, self._mail, self.workspace.manifest.address)
                self._housekeeping.tick()
            except (PorteeError, OSError) as problem:
                LOG.warning("could not look for jobs: %s", problem)
        for thread in threads:
            thread.join(timeout=30)

    def stop(self) -> None:
        """Let running jobs end at their next step, to be taken up again later."""
        self.stopping.set()

    def sweep(self) -> None:
        """Put into the queue what waits in the database alone: whoever asked died in between, or the disk was full."""
        with self.database.reading() as connection:
            jobs, _ = list_jobs(connection, states=[JobState.queued], newest_first=False, limit=1000)
        there = set(self.queue.waiting())
        for job in jobs:
            if job.id not in there:
                self.queue.put(job.id)

    def _work(self) -> None:
        while not self.stopping.is_set():
            try:
                if not self.queue.do_next():
                    self.stopping.wait(IDLE_S)
            except Exception:
                LOG.exception("the queue does not answer")
                self.stopping.wait(SWEEP_S)

    def do(self, id: str) -> None:
        """Do the job of an id, if it still waits."""
        claim = new_id()
        with self.database.writing() as connection:
            job = claim_job(connection, id, claim, now=now())
        if job is None:
            return
        state = JobState.done
        problem: Mapping[str, Any] | None = None
        try:
            self._result(job, claim)
        except Stopping:
            with self.database.writing() as connection:
                release_job(connection, id, claim)
            return
        except Cancelled:
            state = JobState.cancelled
        except PorteeError as error:
            state, problem = JobState.failed, _told(error, self.workspace)
        except Exception as error:
            state, problem = JobState.failed, _defect(error)
        self._end(id, claim, state, problem)

    def _result(self, job: Job, claim: str) -> None:
        # Another may have asked the same meanwhile, or a worker died after the result was kept.
        if kept_result(self.workspace, job.key) is not None:
            return
        told = Told(self.database, job.id, claim, self.stopping)
        with keeping(self.workspace, job.key) as folder:
            # Bad days and projects may have been added since the worker began.
            workspace = as_told_now(self.workspace)
            values = kind_of(job.kind).run(Work(workspace, job.asked, folder, told))
            text = json.dumps({"kind": job.kind, "asked": job.asked, **values}, ensure_ascii=False, allow_nan=False)
            (folder / RESULT).write_text(text, encoding="utf-8")
            told.done()

    def _end(self, id: str, claim: str, state: JobState, problem: Mapping[str, Any] | None) -> None:
        """Note how it ended, waiting for a disk that is full or a database that is busy."""
        while True:
            try:
                with self.database.writing() as connection:
                    end_job(connection, id, claim, state, now=now(), problem=problem)
            except StoreError as trouble:
                LOG.warning("could not note that a job ended: %s", trouble)
                if self.stopping.wait(SWEEP_S):
                    return
            else:
                return


def _told(error: PorteeError, workspace: Workspace) -> Mapping[str, Any]:
    """What people are told of a problem: without the folder of the workspace, which is nobody's matter."""
    folders = {f"{folder.as_posix()}/" for folder in (workspace.folder, workspace.folder.resolve())}

    def within(value: object) -> object:
        for folder in sorted(folders, key=len, reverse=True) if isinstance(value, str) else ():
            value = str(value).replace(folder, "")
        return value

    return {name: within(value) for name, value in error.as_dict().items()}


def _defect(error: Exception) -> Mapping[str, Any]:
    """What a person is told of a defect: a reference that is in the log too, with where it happened."""
    reference = secrets.token_hex(4).upper()
    LOG.error("problem %s %s\n%s", reference, type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
    told = PorteeError(
        f"Something went wrong inside Portée (reference {reference}).", mend="Tell whoever runs this site."
    )
    return told.as_dict()
