from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.logistics.goods import Order, Site, Vehicle
from portee.logistics.problem import FAR, whole_tables
from tests.logistics.rounds import line_problem

ORDERS = (Order("a", 1.0, 0.0), Order("b", 2.0, 0.0), Order("c", 4.0, 0.0))


def test_part_of_the_orders_keeps_their_ways() -> None:
    part = line_problem(ORDERS, (Vehicle("v", "depot"),)).with_orders([2, 0])
    assert [order.id for order in part.orders] == ["c", "a"]
    assert part.seconds[0].tolist() == [[0, 240, 60], [240, 0, 180], [60, 180, 0]]


def test_the_part_of_a_site_has_its_vehicles_alone() -> None:
    sites = (Site("one", 0.0, 0.0), Site("two", 3.0, 0.0))
    whole = line_problem(ORDERS, (Vehicle("v", "one"), Vehicle("w", "two")), sites)
    part = whole.of_site("two", [1])
    assert [vehicle.id for vehicle in part.vehicles] == ["w"]
    assert part.seconds[0, part.site_of(part.vehicles[0]), part.row_of(0)] == 60


def test_what_does_not_fit_is_refused() -> None:
    problem = line_problem(ORDERS, (Vehicle("v", "depot"),))
    with pytest.raises(ParameterError, match="called 'a'"):
        replace(problem, orders=(ORDERS[0], ORDERS[0], ORDERS[1]))
    with pytest.raises(ParameterError, match="which is no site"):
        problem.with_vehicles([Vehicle("v", "elsewhere")])
    with pytest.raises(ParameterError, match="no site or no vehicle"):
        problem.with_vehicles([])
    with pytest.raises(ParameterError, match="does not fit"):
        problem.with_vehicles([Vehicle("v", "depot", profile=1)])
    with pytest.raises(ParameterError, match="diagonal"):
        replace(problem, seconds=problem.seconds + 1)


def test_times_are_rounded_up_and_what_is_not_reached_is_far() -> None:
    seconds, metres = whole_tables(np.array([[5.0, 1.2], [np.inf, 7.0]]), np.array([[0.0, 3.0], [9.0, 0.0]]))
    assert seconds.tolist() == [[0, 2], [FAR, 0]]
    assert metres.tolist() == [[0, 3], [FAR, 0]]
