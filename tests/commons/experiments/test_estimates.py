from __future__ import annotations

import math

import numpy as np
import pytest

from portee.commons.experiments.estimates import EventStudy, effect_of
from portee.core.errors import ParameterError

STUDY = EventStudy(
    np.array([-2, 0, 1, 2], np.int64), np.array([0.1, 1.0, 2.0, 3.0]), np.diag([0.04, 0.04, 0.04, 0.04]), 9
)


def test_an_interval_of_students_law() -> None:
    found = effect_of(2.0, 0.5, 10, 0.05)
    assert (found.low, found.high) == pytest.approx((2 - 0.5 * 2.228, 2 + 0.5 * 2.228), abs=1e-3)
    assert 0 < found.p < 0.01


def test_without_freedom_there_is_no_interval() -> None:
    found = effect_of(2.0, math.nan, 0, 0.05)
    assert found.estimate == 2
    assert math.isnan(found.low)
    assert math.isnan(found.p)


def test_without_error_all_is_sure() -> None:
    assert effect_of(2.0, 0.0, 5, 0.05).p == 0
    assert effect_of(0.0, 0.0, 5, 0.05).p == 1


def test_mean_after_a_lag() -> None:
    assert STUDY.mean_from(0).estimate == pytest.approx(2)
    late = STUDY.mean_from(1)
    assert late.estimate == pytest.approx(2.5)
    assert late.error == pytest.approx(math.sqrt(0.04 / 2))
    with pytest.raises(ParameterError, match="3 periods after"):
        STUDY.mean_from(3)


def test_each_period_has_its_interval() -> None:
    found = STUDY.each()
    assert [effect.estimate for effect in found] == [0.1, 1.0, 2.0, 3.0]
    assert all(effect.error == pytest.approx(0.2) for effect in found)
