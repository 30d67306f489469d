from __future__ import annotations

import threading

import pytest
from sqlalchemy import Connection

from portee.core.errors import ConflictError
from portee.store.database import Database
from portee.store.jobs import (
    MOST_ATTEMPTS,
    Job,
    JobState,
    ask_job,
    cancel_job,
    claim_job,
    end_job,
    find_job,
    last_of_key,
    list_jobs,
    notified,
    release_job,
    requeue_orphans,
    tell_job,
    to_notify,
)
from tests.store.conftest import NOON, Person


def asked(connection: Connection, key: str = "k", **more: object) -> Job:
    return ask_job(connection, "access", "Emplois à 7 h 30", {"a": 1}, key, now=NOON, **more)  # type: ignore[arg-type]


def state(connection: Connection, job: Job) -> JobState:
    found = find_job(connection, job.id)
    assert found is not None
    return found.state


def test_a_job_waits_runs_and_ends(connection: Connection) -> None:
    job = asked(connection)
    assert (job.state, job.attempts, job.asked) == (JobState.queued, 0, {"a": 1})
    running = claim_job(connection, job.id, "w", now=NOON)
    assert running is not None
    assert (running.state, running.attempts, running.started_at) == (JobState.running, 1, NOON)
    assert tell_job(connection, job.id, "w", "Searching", 3, 10)
    told = find_job(connection, job.id)
    assert told is not None
    assert (told.step, told.done, told.total) == ("Searching", 3, 10)
    assert end_job(connection, job.id, "w", JobState.done, now=NOON)
    assert state(connection, job).ended


def test_the_newest_of_a_key_is_found_whoever_asked(connection: Connection, person: Person) -> None:
    assert last_of_key(connection, "k") is None
    asked(connection)
    second = asked(connection, account=person("ada").id)
    asked(connection, "other")
    found = last_of_key(connection, "k")
    assert found is not None
    assert found.id == second.id


def test_the_same_asked_twice_is_one_job_for_one_person(connection: Connection, person: Person) -> None:
    ada, bob = person("ada"), person("bob")
    first = asked(connection, account=ada.id)
    assert asked(connection, account=ada.id).id == first.id
    assert asked(connection, account=bob.id).id != first.id
    assert asked(connection).id != first.id
    assert asked(connection, "other", account=ada.id).id != first.id
    cancel_job(connection, first.id, now=NOON)
    assert asked(connection, account=ada.id).id != first.id


def test_what_is_known_is_done_at_once(connection: Connection) -> None:
    job = asked(connection, known=True, notify=True)
    assert (job.state, job.ended_at, job.notify) == (JobState.done, NOON, False)


def test_a_job_has_one_worker(database: Database) -> None:
    with database.writing() as connection:
        job = asked(connection)
    taken: list[bool] = []
    begin = threading.Barrier(4)

    def take(name: str) -> None:
        begin.wait()
        with database.writing() as connection:
            taken.append(claim_job(connection, job.id, name, now=NOON) is not None)

    threads = [threading.Thread(target=take, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False, False, False, True]


def test_a_worker_that_lost_its_job_changes_nothing(connection: Connection) -> None:
    job = asked(connection)
    claim_job(connection, job.id, "old", now=NOON)
    assert requeue_orphans(connection, now=NOON) == ([job.id], [])
    claim_job(connection, job.id, "new", now=NOON)
    assert not tell_job(connection, job.id, "old", "x", 1, 2)
    assert not end_job(connection, job.id, "old", JobState.failed, now=NOON)
    assert state(connection, job) is JobState.running


def test_cancelling_waits_for_the_next_step_of_running_work(connection: Connection) -> None:
    waiting, running, ended = (asked(connection, key) for key in "abc")
    claim_job(connection, running.id, "w", now=NOON)
    claim_job(connection, ended.id, "w", now=NOON)
    end_job(connection, ended.id, "w", JobState.done, now=NOON)
    assert cancel_job(connection, waiting.id, now=NOON).state is JobState.cancelled
    assert claim_job(connection, waiting.id, "w", now=NOON) is None
    assert cancel_job(connection, running.id, now=NOON).cancelling
    assert not tell_job(connection, running.id, "w", "x", 1, 2)
    assert end_job(connection, running.id, "w", JobState.cancelled, now=NOON)
    assert cancel_job(connection, ended.id, now=NOON).state is JobState.done
    with pytest.raises(ConflictError, match="gone"):
        cancel_job(connection, "nothing", now=NOON)


def test_work_that_takes_its_worker_down_is_given_up(connection: Connection) -> None:
    job = asked(connection)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert claim_job(connection, job.id, f"w{attempt}", now=NOON) is not None
        again, given_up = requeue_orphans(connection, now=NOON)
        assert (job.id in again) == (attempt < MOST_ATTEMPTS)
        assert (job.id in given_up) == (attempt == MOST_ATTEMPTS)
    found = find_job(connection, job.id)
    assert found is not None
    assert found.problem is not None
    assert "lack of memory" in found.problem["what"]


def test_work_being_cancelled_when_its_worker_died_is_cancelled(connection: Connection) -> None:
    job = asked(connection)
    claim_job(connection, job.id, "w", now=NOON)
    cancel_job(connection, job.id, now=NOON)
    assert requeue_orphans(connection, now=NOON) == ([], [])
    assert state(connection, job) is JobState.cancelled


def test_jobs_are_listed_in_the_order_of_asking(connection: Connection, person: Person) -> None:
    ada = person("ada")
    first, second = asked(connection, "a"), asked(connection, "b", account=ada.id)
    assert [job.id for job in list_jobs(connection)[0]] == [second.id, first.id]
    assert [job.id for job in list_jobs(connection, newest_first=False)[0]] == [first.id, second.id]
    assert list_jobs(connection, account=ada.id)[1] == 1
    assert list_jobs(connection, states=[JobState.done])[1] == 0


def test_a_worker_that_ends_gives_its_job_back(connection: Connection) -> None:
    job = asked(connection)
    for _ in range(MOST_ATTEMPTS + 1):
        assert claim_job(connection, job.id, "w", now=NOON) is not None
        release_job(connection, job.id, "w")
    found = find_job(connection, job.id)
    assert found is not None
    assert (found.state, found.attempts) == (JobState.queued, 0)


def test_a_person_is_told_once(connection: Connection, person: Person) -> None:
    ada = person("ada")
    job, silent = asked(connection, "a", account=ada.id, notify=True), asked(connection, "b", account=ada.id)
    assert to_notify(connection) == []
    for each in (job, silent):
        claim_job(connection, each.id, "w", now=NOON)
        end_job(connection, each.id, "w", JobState.done, now=NOON)
    assert [found.id for found in to_notify(connection)] == [job.id]
    notified(connection, job.id)
    assert to_notify(connection) == []
