"""Where long work is asked for, looked at and stopped; nothing here does any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from portee.core.errors import StoreError
from portee.services.jobs.kinds import kind_of
from portee.services.jobs.queue import JobQueue
from portee.services.jobs.results import kept_result, key_of_work
from portee.services.workspace.workspace import Workspace
from portee.store.database import Database, now
from portee.store.jobs import Job, JobState, ask_job, cancel_job, find_job, last_of_key, lately_asked, list_jobs
from portee.store.secret import hashed, new_id

__all__ = ["MOST_WAITING", "JobDesk"]

MOST_WAITING = 200
"""More would wait for days: who asks then is told so."""


class JobDesk:
    """Asks for long work of one workspace.

    Args:
        workspace: whose work. database: where jobs are kept.
    """

    def __init__(self, workspace: Workspace, database: Database) -> None:
        self.workspace, self.database = workspace, database
        self._queue = JobQueue(workspace.queue)

    def ask(
        self,
        kind: str,
        asked: Mapping[str, Any],
        title: str,
        *,
        account: str | None = None,
        notify: bool = False,
        language: str = "fr",
        id: str | None = None,
    ) -> Job:
        """Ask for work; it is done already when its result was kept.

        Args:
            id: of the job where it is new, drawn by whoever wants to know that; drawn here otherwise.

        Returns:
            the job, kept: from here on it is done even if everything is killed.

        Raises:
            PorteeError: what is asked is wrong, too much waits, or the database refused.
        """
        sort = kind_of(kind)
        question = sort.check(self.workspace, asked)
        key = key_of_work(self.workspace, sort, question) if sort.keyed else hashed(new_id())
        known = sort.keyed and kept_result(self.workspace, key) is not None
        with self.database.writing() as connection:
            _, waiting = list_jobs(connection, states=[JobState.queued], limit=1)
            if not known and waiting >= MOST_WAITING:
                raise StoreError(f"{waiting} pieces of work wait already.", mend="Ask again in an hour.")
            job = ask_job(
                connection, kind, title, question, key, now=now(), account=account, notify=notify, language=language,
                known=known, keyed=sort.keyed, id=id,
            )  # fmt: skip
        if not job.state.ended:
            self._queue.put(job.id)
        return job

    def last(self, kind: str, asked: Mapping[str, Any]) -> tuple[Job | None, Mapping[str, Any] | None, str]:
        """The newest job that asked the same, whoever asked, its result and its key; None for what there is not.

        A result that was kept is found even where the job was forgotten, as after the database was restored.

        Raises:
            PorteeError: what is asked is wrong.
        """
        sort = kind_of(kind)
        key = key_of_work(self.workspace, sort, sort.check(self.workspace, asked))
        with self.database.reading() as connection:
            job = last_of_key(connection, key)
        return job, kept_result(self.workspace, key), key

    def lately(self, kind: str, account: str) -> Sequence[Job]:
        """What an account asked for a moment ago: perhaps the same, by a button that was pressed twice."""
        with self.database.reading() as connection:
            return lately_asked(connection, kind, account, now=now())

    def find(self, id: str) -> Job | None:
        """The job of an id."""
        with self.database.reading() as connection:
            return find_job(connection, id)

    def result(self, job: Job) -> Mapping[str, Any] | None:
        """What came of a job; None while it is not done, or when the cache was emptied since."""
        return kept_result(self.workspace, job.key) if job.state is JobState.done else None

    def cancel(self, id: str) -> Job:
        """Ask a job to stop. Raises ConflictError when there is none."""
        with self.database.writing() as connection:
            return cancel_job(connection, id, now=now())

    def ahead(self, job: Job) -> int:
        """How many jobs come before one that waits."""
        with self.database.reading() as connection:
            waiting, _ = list_jobs(
                connection, states=[JobState.queued, JobState.running], newest_first=False, limit=MOST_WAITING
            )
        return sum(other.number < job.number for other in waiting)

    def close(self) -> None:
        """Let go of the queue."""
        self._queue.close()
