"""A listener may be silent, and may stop the work."""

from __future__ import annotations

import pytest

from portee.core.errors import PorteeError
from portee.core.progress import Cancelled, Progress, Silent


class _Listener:
    def __init__(self, patience: int) -> None:
        self.heard: list[object] = []
        self._patience = patience

    def start(self, label: str, total: int | None = None) -> None:
        self.heard.append((label, total))

    def advance(self, steps: int = 1) -> None:
        self.heard.append(steps)
        self._patience -= steps
        if self._patience < 0:
            raise Cancelled

    def done(self) -> None:
        self.heard.append("done")


def _work(progress: Progress) -> int:
    progress.start("counting", 3)
    count = 0
    try:
        for _ in range(3):
            progress.advance()
            count += 1
        progress.advance(2)
    finally:
        progress.done()
    return count


def test_silent_work_is_work() -> None:
    assert _work(Silent()) == 3


def test_a_listener_hears_every_step() -> None:
    listener = _Listener(99)
    assert _work(listener) == 3
    assert listener.heard == [("counting", 3), 1, 1, 1, 2, "done"]


def test_a_listener_can_stop_the_work() -> None:
    listener = _Listener(1)
    with pytest.raises(Cancelled):
        _work(listener)
    assert listener.heard == [("counting", 3), 1, 1, "done"]


def test_to_be_cancelled_is_not_to_be_wrong() -> None:
    assert not issubclass(Cancelled, PorteeError)
