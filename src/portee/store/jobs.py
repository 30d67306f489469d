"""Long work that somebody asked for: what, how far it is, how it ended. The queue carries ids; the truth is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select

from portee.core.errors import ConflictError
from portee.store.schema import jobs
from portee.store.secret import new_id

__all__ = [
    "MOST_ATTEMPTS",
    "Job",
    "JobState",
    "ask_job",
    "cancel_job",
    "claim_job",
    "end_job",
    "find_job",
    "last_of_key",
    "lately_asked",
    "list_jobs",
    "notified",
    "release_job",
    "requeue_orphans",
    "tell_job",
    "to_notify",
]

SENT_TWICE = timedelta(seconds=10)
"""The same asked again so soon, when it is done already, is a button that was pressed twice."""
MOST_ATTEMPTS = 3
"""Work that took its worker down so often is given up."""


class JobState(StrEnum):
    """queued → running → done, failed or cancelled."""

    queued = "queued"
    running = "running"
    done = "done"
    failed = "failed"
    cancelled = "cancelled"

    @property
    def ended(self) -> bool:
        return self in (JobState.done, JobState.failed, JobState.cancelled)


@dataclass(frozen=True)
class Job:
    """One piece of work.

    Attributes:
        number: grows with each job, whatever the clock says. id: cannot be guessed; who knows it may read it.
        kind, title, asked: what is to be done. key: of its result.
        state: where it is. step, done, total: what it does now, and how far that is; total None when unknown.
        attempts: how often a worker began it. cancelling: whether it was asked to stop.
        problem: why it failed, in the shape of `PorteeError.as_dict`.
        account: who asked, None for a visitor. notify: whether they want to be told by e-mail. language: of that.
    """

    number: int
    id: str
    kind: str
    title: str
    asked: Mapping[str, Any]
    key: str
    state: JobState
    step: str
    done: int
    total: int | None
    attempts: int
    cancelling: bool
    problem: Mapping[str, Any] | None
    account: str | None
    notify: bool
    language: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


def ask_job(  # noqa: PLR0913 - what is asked, by whom, and when
    connection: Connection,
    kind: str,
    title: str,
    asked: Mapping[str, Any],
    key: str,
    *,
    now: datetime,
    account: str | None = None,
    notify: bool = False,
    language: str = "fr",
    known: bool = False,
    keyed: bool = True,
    id: str | None = None,
) -> Job:
    """Ask for work. The same asked again by the same person while it waits or runs is the same job.

    Args:
        known: whether the result is there already, so that nothing is to be done.
        keyed: whether the key tells what is the same; otherwise the question does, for `SENT_TWICE` alone.
        id: of a new job, drawn by whoever wants to know whether it is new; drawn here otherwise.
    """
    there: Sequence[Job]
    if keyed:
        waits = jobs.c.state.in_([JobState.queued.value, JobState.running.value])
        done = and_(jobs.c.state == JobState.done.value, jobs.c.asked_at.between(now - SENT_TWICE, now))
        alike = select(jobs).where(
            jobs.c.key == key, jobs.c.cancelling.is_(False), done if known else waits,
            jobs.c.account == account if account else jobs.c.account.is_(None),
        )  # fmt: skip
        there = [_job(row) for row in connection.execute(alike.limit(1))]
    else:
        recent = lately_asked(connection, kind, account, now=now) if account else ()
        there = [job for job in recent if dict(job.asked) == dict(asked)]
    if there:
        return there[0]
    state = JobState.done if known else JobState.queued
    values = {
        "id": id or new_id(), "kind": kind, "title": title[:200], "asked": dict(asked), "key": key,
        "state": state.value,
        "step": "", "done": 0, "total": None, "attempts": 0, "cancelling": False, "account": account,
        "notify": notify and not known, "language": language, "asked_at": now, "ended_at": now if known else None,
    }  # fmt: skip
    connection.execute(jobs.insert().values(values))
    found = find_job(connection, str(values["id"]))
    assert found is not None, "it was written in this transaction"
    return found


def find_job(connection: Connection, id: str) -> Job | None:
    """The job of an id."""
    row = connection.execute(select(jobs).where(jobs.c.id == id)).first()
    return None if row is None else _job(row)


def last_of_key(connection: Connection, key: str) -> Job | None:
    """The newest job whose result has a key, whoever asked for it; None for none."""
    row = connection.execute(select(jobs).where(jobs.c.key == key).order_by(jobs.c.number.desc()).limit(1)).first()
    return None if row is None else _job(row)


def lately_asked(connection: Connection, kind: str, account: str, *, now: datetime) -> Sequence[Job]:
    """What somebody asked for within `SENT_TWICE` and was not stopped nor failed, the newest first."""
    asked = select(jobs).where(
        jobs.c.kind == kind, jobs.c.account == account, jobs.c.cancelling.is_(False),
        jobs.c.asked_at.between(now - SENT_TWICE, now),
        jobs.c.state.in_([JobState.queued.value, JobState.running.value, JobState.done.value]),
    )  # fmt: skip
    return [_job(row) for row in connection.execute(asked.order_by(jobs.c.number.desc()))]


def list_jobs(
    connection: Connection,
    *,
    account: str | None = None,
    states: Sequence[JobState] = (),
    newest_first: bool = True,
    offset: int = 0,
    limit: int = 50,
) -> tuple[Sequence[Job], int]:
    """A page of jobs, and how many there are in all."""
    asked = select(jobs)
    if account is not None:
        asked = asked.where(jobs.c.account == account)
    if states:
        asked = asked.where(jobs.c.state.in_([state.value for state in states]))
    total = connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
    order = jobs.c.number.desc() if newest_first else jobs.c.number
    return [_job(row) for row in connection.execute(asked.order_by(order).offset(offset).limit(limit))], total


def claim_job(connection: Connection, id: str, claim: str, *, now: datetime) -> Job | None:
    """Take a queued job; None when another took it, or it was cancelled. Of two who try at once, one comes first."""
    changed = connection.execute(
        jobs.update()
        .where(jobs.c.id == id, jobs.c.state == JobState.queued.value)
        .values(
            state=JobState.running.value, claim=claim, attempts=jobs.c.attempts + 1, started_at=now, step="", done=0,
            total=None,
        )
    ).rowcount  # fmt: skip
    return find_job(connection, id) if changed == 1 else None


def tell_job(connection: Connection, id: str, claim: str, step: str, done: int, total: int | None) -> bool:
    """Note how far a job is; whether it may go on (not cancelled, and still this worker's)."""
    changed = connection.execute(
        jobs.update()
        .where(
            jobs.c.id == id, jobs.c.claim == claim, jobs.c.state == JobState.running.value,
            jobs.c.cancelling.is_(False),
        )
        .values(step=step[:200], done=done, total=total)
    ).rowcount  # fmt: skip
    return changed == 1


def end_job(
    connection: Connection,
    id: str,
    claim: str,
    state: JobState,
    *,
    now: datetime,
    problem: Mapping[str, Any] | None = None,
) -> bool:
    """Note how a job ended; whether it was still this worker's."""
    changed = connection.execute(
        jobs.update()
        .where(jobs.c.id == id, jobs.c.claim == claim, jobs.c.state == JobState.running.value)
        .values(
            state=state.value, ended_at=now, problem=None if problem is None else dict(problem), claim=None,
            cancelling=False,
        )
    ).rowcount  # fmt: skip
    return changed == 1


def release_job(connection: Connection, id: str, claim: str) -> None:
    """Let a job wait again because its worker is told to end: that is no failed attempt."""
    connection.execute(
        jobs.update()
        .where(jobs.c.id == id, jobs.c.claim == claim, jobs.c.state == JobState.running.value)
        .values(
            state=JobState.queued.value, claim=None, attempts=jobs.c.attempts - 1, step="", done=0, total=None,
        )
    )  # fmt: skip


def to_notify(connection: Connection, limit: int = 20) -> Sequence[Job]:
    """Jobs that ended and whose person was not told yet."""
    ended = [state.value for state in JobState if state.ended]
    asked = select(jobs).where(jobs.c.notify.is_(True), jobs.c.state.in_(ended), jobs.c.account.is_not(None))
    return [_job(row) for row in connection.execute(asked.order_by(jobs.c.number).limit(limit))]


def notified(connection: Connection, id: str) -> None:
    """Note that a person was told."""
    connection.execute(jobs.update().where(jobs.c.id == id).values(notify=False))


def cancel_job(connection: Connection, id: str, *, now: datetime) -> Job:
    """Ask a job to stop: at once while it waits, at the next step while it runs, nothing when it has ended.

    Raises:
        ConflictError: there is no such job.
    """
    connection.execute(
        jobs.update()
        .where(jobs.c.id == id, jobs.c.state == JobState.queued.value)
        .values(state=JobState.cancelled.value, ended_at=now)
    )
    connection.execute(
        jobs.update().where(jobs.c.id == id, jobs.c.state == JobState.running.value).values(cancelling=True)
    )
    found = find_job(connection, id)
    if found is None:
        raise ConflictError("This work is gone.", mend="Ask for it again.")
    return found


def requeue_orphans(connection: Connection, *, now: datetime) -> tuple[Sequence[str], Sequence[str]]:
    """What a worker that died was doing: ids that wait again, and ids that are given up.

    Only the worker that holds the workspace's lock may call it: any other that runs would lose its jobs.
    """
    rows = connection.execute(select(jobs).where(jobs.c.state == JobState.running.value).order_by(jobs.c.number)).all()
    again, given_up = [], []
    for row in rows:
        values: dict[str, Any] = {"claim": None, "step": "", "done": 0, "total": None}
        if row.cancelling:
            values |= {"state": JobState.cancelled.value, "ended_at": now, "cancelling": False}
        elif row.attempts >= MOST_ATTEMPTS:
            what = f"The work stopped its worker {row.attempts} times, perhaps for lack of memory."
            problem = {
                "error": "PorteeError", "what": what, "file": None, "line": None, "field": None,
                "mend": "Ask for less at once.",
            }  # fmt: skip
            values |= {"state": JobState.failed.value, "ended_at": now, "problem": problem}
            given_up.append(row.id)
        else:
            values["state"] = JobState.queued.value
            again.append(row.id)
        connection.execute(jobs.update().where(jobs.c.id == row.id).values(values))
    return again, given_up


def _job(row: Row[Any]) -> Job:
    return Job(
        row.number, row.id, row.kind, row.title, row.asked, row.key, JobState(row.state), row.step, row.done,
        row.total, row.attempts, row.cancelling, row.problem, row.account, row.notify, row.language, row.asked_at,
        row.started_at, row.ended_at,
    )  # fmt: skip
