from __future__ import annotations

import numpy as np
import pytest

from portee.hubs.siting.sited import Sited

NONE = np.zeros(1, np.bool_)


def test_gap_is_a_share_of_the_value() -> None:
    assert Sited(NONE, 10.0, 9.0, "min", "heuristic").gap == pytest.approx(0.1)
    assert Sited(NONE, 10.0, 12.0, "max", "heuristic").gap == pytest.approx(0.2)
    assert Sited(NONE, 10.0, float("-inf"), "min", "heuristic").gap == float("inf")
    assert Sited(NONE, 0.0, 1.0, "max", "heuristic").gap == float("inf")


def test_a_bound_that_is_met_proves_the_value_best() -> None:
    assert Sited(NONE, 10.0, 10.0 - 1e-12, "min", "heuristic").optimal
    assert not Sited(NONE, 10.0, 9.0, "min", "exact").optimal
