from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from portee.core.errors import SourceError, StoreError
from portee.services.jobs import worker as module
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.kinds import Work
from portee.services.jobs.results import kept_result
from portee.services.jobs.worker import Worker
from portee.store.database import now
from portee.store.jobs import Job, JobState, claim_job, end_job
from tests.services.jobs.conftest import Bench


def ended(desk: JobDesk, job: Job, seconds: float = 20) -> Job:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = desk.find(job.id)
        assert found is not None
        if found.state.ended:
            return found
        time.sleep(0.02)
    raise AssertionError("the job did not end")


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE_S", 0.01)
    monkeypatch.setattr(module, "SWEEP_S", 0.05)


class Running:
    """A worker in a thread of the test."""

    def __init__(self, desk: JobDesk) -> None:
        self.worker = Worker(desk.workspace, desk.database)
        self.thread = threading.Thread(target=self.worker.run)

    def __enter__(self) -> Worker:
        self.worker.__enter__()
        self.thread.start()
        return self.worker

    def __exit__(self, *ending: object) -> None:
        self.worker.stop()
        self.thread.join(20)
        self.worker.__exit__(*ending)


@pytest.mark.usefixtures("fast")
def test_what_is_asked_is_done(desk: JobDesk, bench: Bench) -> None:
    with Running(desk):
        job = ended(desk, desk.ask("bench", {"n": 7}, "x"))
    assert job.state is JobState.done
    result = desk.result(job)
    assert result is not None
    assert result["answer"] == 7
    assert (job.started_at, job.ended_at) != (None, None)


@pytest.mark.usefixtures("fast")
def test_what_was_asked_while_no_worker_ran_is_done_later(desk: JobDesk, bench: Bench) -> None:
    jobs = [desk.ask("bench", {"n": n}, "x") for n in range(3)]
    with Running(desk):
        assert {ended(desk, job).state for job in jobs} == {JobState.done}
    assert [asked["n"] for asked in bench.runs] == [0, 1, 2]


@pytest.mark.usefixtures("fast")
def test_what_never_reached_the_queue_is_done_all_the_same(
    desk: JobDesk, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Running(desk), monkeypatch.context() as broken:
        broken.setattr(desk._queue, "put", lambda _: False)
        assert ended(desk, desk.ask("bench", {}, "x")).state is JobState.done


def test_an_id_that_comes_twice_is_done_once(desk: JobDesk, bench: Bench) -> None:
    job = desk.ask("bench", {}, "x")
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(job.id)
        worker.do(job.id)
        worker.do("nothing")
    assert len(bench.runs) == 1


def test_errors_are_told_in_their_own_words_and_defects_by_a_reference(
    desk: JobDesk, bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    references: list[str] = []
    what = "secret 5.123,43.456"

    def refuse(work: Work) -> None:
        raise SourceError("The feed has no stops.", mend="Give another.")

    def break_(work: Work) -> None:
        raise ZeroDivisionError(what)

    with Worker(desk.workspace, desk.database) as worker:
        for act, told in ((refuse, "no stops"), (break_, "inside Portée (reference")):
            bench.act = act
            job = desk.ask("bench", {"n": told}, "x")
            worker.do(job.id)
            found = desk.find(job.id)
            assert found is not None
            assert found.state is JobState.failed
            assert found.problem is not None
            assert told in found.problem["what"]
            assert desk.result(found) is None
            references.append(found.problem["what"].partition("reference ")[2][:8])
    assert "secret" not in caplog.text
    assert references[-1] in caplog.text
    assert list(desk.workspace.results.iterdir()) == []


@pytest.mark.usefixtures("fast")
def test_cancelled_work_leaves_nothing(desk: JobDesk, bench: Bench) -> None:
    started = threading.Event()

    def slow(work: Work) -> None:
        work.progress.start("Searching", 10_000)
        for _ in range(10_000):
            started.set()
            time.sleep(0.01)
            work.progress.advance()

    bench.act = slow
    with Running(desk):
        job = desk.ask("bench", {}, "x")
        assert started.wait(10)
        assert desk.cancel(job.id).cancelling
        assert ended(desk, job).state is JobState.cancelled
    assert list(desk.workspace.results.iterdir()) == []


@pytest.mark.usefixtures("fast")
def test_a_worker_told_to_end_gives_its_job_back(desk: JobDesk, bench: Bench) -> None:
    started = threading.Event()

    def slow(work: Work) -> None:
        work.progress.start("Searching", 10_000)
        for _ in range(10_000):
            started.set()
            time.sleep(0.01)
            work.progress.advance()

    bench.act = slow
    with Running(desk):
        job = desk.ask("bench", {}, "x")
        assert started.wait(10)
    found = desk.find(job.id)
    assert found is not None
    assert (found.state, found.attempts) == (JobState.queued, 0)
    bench.act = None
    with Running(desk):
        assert ended(desk, job).state is JobState.done


def test_what_a_dead_worker_was_doing_is_done_again(desk: JobDesk, bench: Bench) -> None:
    job = desk.ask("bench", {}, "x")
    with desk.database.writing() as connection:
        claim_job(connection, job.id, "dead", now=now())
    with Worker(desk.workspace, desk.database) as worker:
        assert worker.queue.do_next()
        while worker.queue.do_next():
            pass
    assert ended(desk, job).state is JobState.done
    assert len(bench.runs) == 1


def test_a_result_kept_before_its_worker_died_is_not_computed_again(desk: JobDesk, bench: Bench) -> None:
    job = desk.ask("bench", {}, "x")
    with desk.database.writing() as connection:
        claim_job(connection, job.id, "dead", now=now())
    dead = Worker(desk.workspace, desk.database)
    dead._result(job, "dead")
    assert kept_result(desk.workspace, job.key) is not None
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(job.id)
    assert ended(desk, job).state is JobState.done
    assert len(bench.runs) == 1


def test_a_workspace_has_one_worker(desk: JobDesk) -> None:
    with Worker(desk.workspace, desk.database):
        other = Worker(desk.workspace, desk.database)
        with pytest.raises(StoreError, match="Another worker"):
            other.__enter__()
    with Worker(desk.workspace, desk.database):
        pass


def test_an_ending_is_noted_when_the_disk_has_room_again(
    desk: JobDesk, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []
    real = end_job

    def full_at_first(*args: object, **more: object) -> bool:
        tries.append(1)
        if len(tries) < 3:
            raise StoreError("The disk is full.")
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "end_job", full_at_first)
    monkeypatch.setattr(module, "SWEEP_S", 0.01)
    job = desk.ask("bench", {}, "x")
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(job.id)
    assert len(tries) == 3
    assert ended(desk, job).state is JobState.done


def test_a_problem_is_told_without_the_folder_it_lies_in(desk: JobDesk, bench: Bench) -> None:
    folder = desk.workspace.folder

    def wrong(work: Work) -> None:
        inner = SourceError("It has no rows.", where=str(folder / "data" / "a.csv"), mend="Mend it.")
        raise SourceError(f"a.csv cannot be read: {inner}", where=str(folder / "data" / "a.csv"))

    bench.act = wrong
    job = desk.ask("bench", {}, "x")
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(job.id)
    found = ended(desk, job)
    assert found.problem is not None
    assert found.problem["what"] == "a.csv cannot be read: data/a.csv: It has no rows. Mend it."
    assert found.problem["file"] == "data/a.csv"
    assert str(folder) not in str(found.problem)


def test_a_full_disk_fails_the_job_and_leaves_nothing(desk: JobDesk, bench: Bench) -> None:
    def full(work: Work) -> None:
        (work.folder / "half.csv").write_text("a")
        raise OSError(28, "No space left on device", str(work.folder / "half.csv"))

    bench.act = full
    job = desk.ask("bench", {}, "x")
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(job.id)
    found = ended(desk, job)
    assert found.problem is not None
    assert "disk is full" in found.problem["what"]
    assert list(Path(desk.workspace.results).iterdir()) == []
