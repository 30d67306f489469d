from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import scipy.optimize
from scipy import sparse

from portee.core.errors import ParameterError
from portee.hubs.siting.choice import choice
from portee.hubs.siting.programme import solved

ONE_OF_TWO = sparse.csr_array(np.array([[1.0, 1.0]]))


def test_the_cheaper_of_two() -> None:
    found = solved(np.array([3.0, 2.0]), choice(2), ONE_OF_TWO, np.ones(1), time_limit_s=10)
    assert found.opened(choice(2)).tolist() == [False, True]
    assert found.optimal
    assert found.bound == pytest.approx(2.0)


def test_what_is_decided_is_opened_and_what_is_excluded_is_not() -> None:
    limits = choice(2, decided=np.array([True, False]))
    assert solved(np.array([3.0, 2.0]), limits, ONE_OF_TWO, np.ones(1), time_limit_s=10).opened(limits)[0]
    limits = choice(2, excluded=np.array([False, True]))
    assert solved(np.array([3.0, 2.0]), limits, ONE_OF_TWO, np.ones(1), time_limit_s=10).opened(limits)[0]


def test_an_impossible_one_says_so() -> None:
    found = solved(np.ones(2), choice(2, count=1), ONE_OF_TWO, np.full(1, 2.0), time_limit_s=10)
    assert found.impossible
    assert found.columns is None


def test_a_solver_that_gives_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scipy.optimize, "milp", lambda *_, **__: SimpleNamespace(status=4, message="numbers"))
    with pytest.raises(ParameterError, match="gave up: numbers"):
        solved(np.ones(2), choice(2), ONE_OF_TWO, np.ones(1), time_limit_s=10)


def test_out_of_time_without_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = SimpleNamespace(status=1, x=None, mip_dual_bound=None)
    monkeypatch.setattr(scipy.optimize, "milp", lambda *_, **__: ended)
    found = solved(np.ones(2), choice(2), ONE_OF_TWO, np.ones(1), time_limit_s=10)
    assert (found.columns, found.bound, found.optimal) == (None, -np.inf, False)
