from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.best_known import P_CENTRES
from benchmarks.orlib import read_pmed
from portee.core.errors import ParameterError
from portee.hubs.siting import p_centre as module
from portee.hubs.siting.choice import choice
from portee.hubs.siting.p_centre import p_centre
from tests.hubs.siting.brute import best, small, worst_minutes


@given(st.integers(0, 2**32 - 1))
def test_as_good_as_every_set_tried(seed: int) -> None:
    problem = small(seed)
    may = problem.choice.decided | problem.choice.free
    if not np.isfinite(problem.minutes[problem.weights > 0][:, may]).any(axis=1).all():
        with pytest.raises(ParameterError, match="within reach of no candidate"):
            p_centre(problem.weights, problem.minutes, problem.choice)
        return
    found = p_centre(problem.weights, problem.minutes, problem.choice)
    least = best(problem.choice, lambda opened: worst_minutes(problem, opened), smallest=True)
    assert found.value == least
    assert found.bound == least
    assert worst_minutes(problem, found.opened) == least
    assert problem.choice.allows(found.opened)


def test_out_of_time_leaves_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_within", lambda *_: None)
    costs = np.array([[0.0, 3.0, 9.0], [0.0, 3.0, 9.0], [9.0, 3.0, 0.0], [9.0, 3.0, 0.0]])
    found = p_centre(np.ones(4), costs, choice(3, count=2))
    assert found.method == "heuristic"
    assert found.bound <= found.value


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize("number", [number for number in P_CENTRES if number <= 11])
def test_radii_of_or_library(number: int, shared_data: Path) -> None:
    """A slow machine may not have the time to prove it; what is told is never better than what is possible.

    Larger ones are among the benchmarks.
    """
    minutes, count = read_pmed(shared_data / "optimisation" / "orlib_pmed" / f"pmed{number}.txt")
    found = p_centre(np.ones(len(minutes)), minutes, choice(len(minutes), count=count), time_limit_s=120)
    assert found.bound <= P_CENTRES[number] <= found.value
    assert found.value == minutes[:, found.opened].min(axis=1).max()
    if found.optimal:
        assert found.value == P_CENTRES[number]
