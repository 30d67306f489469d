from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.progress import Cancelled
from portee.services.portrait.stages import STEPS, Stages


class Bar:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.total: int | None = None
        self.told: list[int] = []

    def start(self, label: str, total: int | None = None) -> None:
        assert self.total is None, "begun twice"
        assert label
        self.total = total

    def advance(self, steps: int = 1) -> None:
        self.told.append(steps)

    def done(self) -> None:
        raise AssertionError("whoever runs the work says that it is done")


Searches = st.lists(st.lists(st.tuples(st.none() | st.integers(1, 50), st.integers(0, 60)), max_size=4), min_size=1)


@given(Searches)
def test_the_bar_only_grows_and_never_passes_its_end(works: list[list[tuple[int | None, int]]]) -> None:
    bar = Bar()
    stages = Stages(bar, len(works))
    for place, searches in enumerate(works):
        listener = stages.next()
        assert sum(bar.told) == place * STEPS
        for total, steps in searches:
            listener.start("search", total)
            for _ in range(steps):
                listener.advance()
            listener.done()
    assert all(step >= 0 for step in bar.told)
    assert bar.total == len(works) * STEPS
    assert sum(bar.told) <= bar.total


def test_whoever_listens_may_stop_the_work() -> None:
    class Stop(Bar):
        def advance(self, steps: int = 1) -> None:
            del steps
            raise Cancelled

    stages = Stages(Stop(), 2)
    with pytest.raises(Cancelled):
        stages.next().advance()
    silent = Stages(None, 0).next()
    silent.start("search", 2)
    silent.advance()
