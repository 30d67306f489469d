from __future__ import annotations

import os
from pathlib import Path

import pytest

from portee.services.jobs.queue import JobQueue


def test_ids_are_done_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    done: list[str] = []
    asking, doing = JobQueue(tmp_path / "q.sqlite"), JobQueue(tmp_path / "q.sqlite", done.append)
    assert not doing.do_next()
    for id in "cab":
        assert asking.put(id)
    assert doing.waiting() == ["c", "a", "b"]
    while doing.do_next():
        pass
    assert done == ["c", "a", "b"]
    asking.close()
    doing.close()


def test_what_waits_outlives_the_process(tmp_path: Path) -> None:
    first = JobQueue(tmp_path / "q.sqlite")
    first.put("a")
    first.close()
    again = JobQueue(tmp_path / "q.sqlite")
    assert again.waiting() == ["a"]
    again.close()


def test_a_damaged_queue_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "q.sqlite").write_bytes(b"This is no database. " * 300)
    queue = JobQueue(tmp_path / "q.sqlite")
    assert queue.put("a")
    assert queue.waiting() == ["a"]
    queue.close()


@pytest.mark.skipif(os.name == "nt", reason="POSIX")
def test_a_queue_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    assert not JobQueue(tmp_path / "none" / "q.sqlite").put("a")
