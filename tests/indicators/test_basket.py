from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.basket import Basket, Service, basket_count, basket_share
from tests.indicators.laws import Matrix, tables

TIMES = [[5.0, 10.0, math.inf], [40.0, 10.0, 1.0]]
SHOP_DOCTOR = [[1.0, 0.0], [1.0, 0.0], [0.0, 2.0]]


def test_worked_by_hand() -> None:
    assert basket_count(TIMES, SHOP_DOCTOR, 15).tolist() == [1.0, 2.0]
    assert basket_count(TIMES, SHOP_DOCTOR, 15, [2, 1]).tolist() == [1.0, 1.0]
    assert basket_share(TIMES, SHOP_DOCTOR, 15).tolist() == [0.5, 1.0]
    assert basket_share(TIMES, [1.0, 1.0, 1.0], 15, 2).tolist() == [1.0, 1.0]
    assert basket_count(TIMES[0], SHOP_DOCTOR, 15) == 1.0


@given(tables(kinds=3), st.floats(0, 120), st.floats(0, 60), st.integers(1, 20))
def test_never_loses_a_service_with_more_time(
    table: tuple[Matrix, Matrix], cutoff: float, more: float, enough: int
) -> None:
    before, after = basket_count(*table, cutoff, enough), basket_count(*table, cutoff + more, enough)
    assert np.all(before <= after)
    assert np.all(after <= 3)


@pytest.mark.parametrize("at_least", [[1, 1, 1], 0, [1, math.nan]])
def test_impossible_minimum_is_refused(at_least: list[float] | float) -> None:
    with pytest.raises(ParameterError):
        basket_count(TIMES, SHOP_DOCTOR, 15, at_least)


def test_a_basket_lists_each_service_once() -> None:
    shop = Service("shop", {"fr": "magasin", "en": "shop"})
    with pytest.raises(ParameterError, match="twice"):
        Basket("b", {}, {}, (shop, shop))
    with pytest.raises(ParameterError, match="at_least of shop"):
        Service("shop", {}, 0)
    assert Basket("b", {}, {}, (shop,)).columns == ("shop",)
    assert Basket("b", {}, {}, (shop,)).at_least == (1.0,)
