from __future__ import annotations

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.logistics.goods import Load
from portee.logistics.parcels import Habit, draw_orders, parcels_of_a_day

LON, LAT = np.array([5.0, 6.0]), np.array([43.0, 43.0])
RESIDENTS = np.array([1000.0, 3000.0])
HABIT = Habit(0.6, 6.0, Load(2.0, 1, 12.0), 90, ((0.5, 0, 43_200), (0.5, 43_200, 86_400)), 0.25)


def test_parcels_of_a_day_are_those_of_a_week_over_its_days() -> None:
    assert parcels_of_a_day(RESIDENTS, HABIT) == 400


def test_the_day_adds_up_and_goes_where_people_live() -> None:
    orders = draw_orders(LON, LAT, RESIDENTS, HABIT, seed=1)
    assert len(orders) == 400
    near = sum(abs(order.lon - 6.0) < 0.1 for order in orders)
    assert 260 < near < 340
    assert len(draw_orders(LON, LAT, RESIDENTS, HABIT, total=7)) == 7


def test_nobody_living_there_gets_nothing() -> None:
    orders = draw_orders(LON, LAT, np.array([0.0, 10.0]), HABIT, total=50)
    assert min(order.lon for order in orders) > 5.9


def test_equal_seeds_draw_equal_orders_and_others_do_not() -> None:
    first = draw_orders(LON, LAT, RESIDENTS, HABIT, seed=1)
    assert first == draw_orders(LON, LAT, RESIDENTS, HABIT, seed=1)
    assert first != draw_orders(LON, LAT, RESIDENTS, HABIT, seed=2)


def test_orders_say_that_they_are_invented_and_stay_in_their_square() -> None:
    for order in draw_orders(LON, LAT, RESIDENTS, HABIT, seed=3):
        assert order.id.startswith("synthetic-")
        assert abs(order.lat - 43.0) * 111_195 <= 100
        assert min(abs(order.lon - 5.0), abs(order.lon - 6.0)) * 111_195 * np.cos(np.radians(43)) <= 101
        assert (order.from_s, order.until_s) in {(0, 43_200), (43_200, 86_400)}
        assert order.delivery == Load(2.0, 1, 12.0)


def test_windows_returns_and_shops_are_drawn_by_their_shares() -> None:
    orders = draw_orders(LON, LAT, RESIDENTS, HABIT, seed=3, shops=("baker", "books"))
    assert 0.15 < np.mean([bool(order.pickup.parcels) for order in orders]) < 0.35
    assert 0.4 < np.mean([order.from_s == 0 for order in orders]) < 0.6
    assert 0.4 < np.mean([order.shop == "baker" for order in orders]) < 0.6


@pytest.mark.parametrize(
    "changes",
    [{"person_week": -1.0}, {"days_week": 0.0}, {"days_week": 8.0}, {"returns": 1.5}, {"windows": ((0.5, 0, 1),)}],
)
def test_impossible_habits_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ParameterError):
        Habit(**{"person_week": 1.0, **changes})  # type: ignore[arg-type]


def test_no_parcels_are_drawn_for_nobody() -> None:
    for residents, total in ((np.zeros(2), None), (RESIDENTS, -1)):
        with pytest.raises(ParameterError, match="nobody to draw"):
            draw_orders(LON, LAT, residents, HABIT, total=total)
