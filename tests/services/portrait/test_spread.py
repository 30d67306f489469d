from __future__ import annotations

import numpy as np
import pytest

from portee.services.portrait.ground import Ground
from portee.services.portrait.spread import SPREAD, line_of, spread_of


def test_equal_access_is_equal(ground: Ground) -> None:
    values = np.full(len(ground.cells), 7.0)
    found = spread_of(ground, values, line_of(ground, values))
    assert tuple(found) == SPREAD
    assert found["mean"] == pytest.approx(7)
    assert found["gini"] == pytest.approx(0, abs=1e-9)
    assert found["below"] == found["gap"] == 0
    assert found["palma"] == pytest.approx(1)
    assert found["concentration"] == pytest.approx(0, abs=1e-9)


def test_half_of_residents_with_nothing_are_below_the_line(ground: Ground) -> None:
    order = np.cumsum(ground.residents) <= ground.residents.sum() / 2
    values = np.where(order, 0.0, 10.0)
    share = ground.residents[order].sum() / ground.residents.sum()
    found = spread_of(ground, values, line_of(ground, values))
    assert found["below"] == pytest.approx(share)
    assert found["gap"] == pytest.approx(share)
    assert found["gini"] == pytest.approx(share, abs=1e-6)


def test_where_nothing_is_reached_there_is_no_line(ground: Ground) -> None:
    found = spread_of(ground, np.zeros(len(ground.cells)), 0.0)
    assert np.isnan(found["below"])
