from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.hubs.siting.choice import choice
from portee.hubs.siting.set_covering import set_covering
from tests.hubs.siting.brute import covered_weight, sets_of, small


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.5, 0.8, 1.0]))
def test_as_cheap_as_every_set_tried(seed: int, share: float) -> None:
    problem = small(seed)
    needed = share * problem.weights.sum() * (1 - 1e-9)
    enough = [opened for opened in sets_of(problem.choice) if covered_weight(problem, opened) >= needed]
    if not enough:
        with pytest.raises(ParameterError, match=r"At most [\d.]+% can be|covers anybody"):
            set_covering(problem.weights, problem.covers, problem.choice, share=share)
        return
    found = set_covering(problem.weights, problem.covers, problem.choice, share=share)
    least = min(float(problem.choice.costs[opened].sum()) for opened in enough)
    assert found.value == pytest.approx(least)
    assert found.bound == pytest.approx(least)
    assert covered_weight(problem, found.opened) >= needed
    assert problem.choice.allows(found.opened)


def test_too_little_says_what_is_needed_and_what_is_possible() -> None:
    covers = np.eye(3, dtype=np.bool_)
    with pytest.raises(ParameterError, match=r"3 places at least are needed .* against 2\. At most 66\.7%"):
        set_covering(np.ones(3), covers, choice(3, count=2))
    with pytest.raises(ParameterError, match=r"30 at least is needed .* against a budget of 20\. At most 66\.7%"):
        set_covering(np.ones(3), covers, choice(3, costs=np.full(3, 10.0), budget=20.0))
    with pytest.raises(ParameterError, match=r"covered by no candidate .* At most 50\.0%"):
        set_covering(np.ones(2), np.array([[True], [False]]), choice(1))
    with pytest.raises(ParameterError, match="share of 2 is impossible"):
        set_covering(np.ones(3), covers, choice(3), share=2.0)
