from __future__ import annotations

import pytest

from portee.core.errors import ConflictError, ParameterError, StoreError
from portee.services.jobs import desk as module
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.worker import Worker
from portee.store.jobs import JobState
from tests.services.jobs.conftest import Bench


def test_what_is_wrong_is_told_before_anything_waits(desk: JobDesk, bench: Bench) -> None:
    with pytest.raises(ParameterError, match="That is wrong"):
        desk.ask("bench", {"wrong": 1}, "x")
    with pytest.raises(ParameterError, match="no work"):
        desk.ask("nothing", {}, "x")


def test_the_same_question_is_answered_from_what_was_kept(desk: JobDesk, bench: Bench) -> None:
    first = desk.ask("bench", {}, "x")
    assert desk.result(first) is None
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(first.id)
    done = desk.find(first.id)
    assert done is not None
    assert desk.result(done) == {"kind": "bench", "asked": {"n": 1}, "answer": 1}
    again = desk.ask("bench", {"n": 1}, "y")
    assert again.state is JobState.done
    assert desk.result(again) == desk.result(done)
    assert len(bench.runs) == 1
    assert desk.ask("bench", {"n": 2}, "z").state is JobState.queued


def test_it_is_told_how_many_come_before(desk: JobDesk, bench: Bench) -> None:
    jobs = [desk.ask("bench", {"n": n}, "x") for n in range(3)]
    assert [desk.ahead(job) for job in jobs] == [0, 1, 2]
    desk.cancel(jobs[0].id)
    assert desk.ahead(jobs[2]) == 1
    with pytest.raises(ConflictError):
        desk.cancel("nothing")


def test_too_much_waiting_is_told(desk: JobDesk, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 2)
    for n in range(2):
        desk.ask("bench", {"n": n}, "x")
    with pytest.raises(StoreError, match="2 pieces of work wait already"):
        desk.ask("bench", {"n": 9}, "x")


def test_the_newest_work_of_a_question_is_found_whoever_asked(desk: JobDesk, bench: Bench) -> None:
    assert desk.last("bench", {"n": 2})[:2] == (None, None)
    first = desk.ask("bench", {"n": 2}, "first")
    desk.cancel(first.id)
    second = desk.ask("bench", {"n": 2}, "second")
    job, result, key = desk.last("bench", {"n": 2})
    assert job is not None
    assert (job.id, result, key) == (second.id, None, second.key)
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(second.id)
    assert desk.last("bench", {"n": 2})[1] is not None
    assert desk.last("bench", {"n": 3})[0] is None
