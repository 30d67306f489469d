from __future__ import annotations

import threading

import pytest

from portee.core.progress import Cancelled
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.telling import EVERY_S, Stopping, Told
from portee.store.database import now
from portee.store.jobs import Job, cancel_job, claim_job
from tests.services.jobs.conftest import Bench


@pytest.fixture
def job(desk: JobDesk, bench: Bench) -> Job:
    asked = desk.ask("bench", {}, "x")
    with desk.database.writing() as connection:
        found = claim_job(connection, asked.id, "w", now=now())
    assert found is not None
    return found


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def seen(desk: JobDesk, job: Job) -> tuple[str, int, int | None]:
    found = desk.find(job.id)
    assert found is not None
    return found.step, found.done, found.total


def test_progress_is_kept_but_not_at_every_step(desk: JobDesk, job: Job) -> None:
    clock = Clock()
    told = Told(desk.database, job.id, "w", threading.Event(), clock)
    told.start("Searching", 10)
    assert seen(desk, job) == ("Searching", 0, 10)
    told.advance(3)
    assert seen(desk, job) == ("Searching", 0, 10)
    clock.now += EVERY_S
    told.advance()
    assert seen(desk, job) == ("Searching", 4, 10)
    told.start("Writing")
    assert seen(desk, job) == ("Writing", 0, None)


def test_cancelled_work_stops_at_its_next_step(desk: JobDesk, job: Job) -> None:
    clock = Clock()
    told = Told(desk.database, job.id, "w", threading.Event(), clock)
    told.start("Searching", 10)
    with desk.database.writing() as connection:
        cancel_job(connection, job.id, now=now())
    clock.now += EVERY_S
    with pytest.raises(Cancelled) as caught:
        told.advance()
    assert not isinstance(caught.value, Stopping)


def test_a_worker_that_ends_stops_at_once(desk: JobDesk, job: Job) -> None:
    stop = threading.Event()
    told = Told(desk.database, job.id, "w", stop)
    stop.set()
    with pytest.raises(Stopping):
        told.advance()


def test_progress_that_cannot_be_told_stops_no_work(desk: JobDesk, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    from portee.core.errors import StoreError
    from portee.services.jobs import telling

    def busy(*asked: object) -> bool:
        raise StoreError("The private database is busy.")

    told = Told(desk.database, job.id, "w", threading.Event())
    monkeypatch.setattr(telling, "tell_job", busy)
    told.start("Searching", 10)
    told.advance()
    told.done()
