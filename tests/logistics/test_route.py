from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from portee.core.errors import ParameterError
from portee.logistics.goods import Load, Order, Site, Vehicle
from portee.logistics.problem import Problem
from portee.logistics.route import route
from portee.logistics.verify import broken
from tests.logistics.rounds import best_by_hand, line_problem, problems

FEW = settings(max_examples=40, deadline=None)


@FEW
@given(problems())
def test_small_problems_are_solved_as_by_trying_everything(problem: Problem) -> None:
    found = route(problem, iterations=150)
    assert broken(problem, found) == []
    assert found.rank() == best_by_hand(problem)


@FEW
@given(problems(most=8, reloads=2))
def test_no_promise_is_broken_and_equal_seeds_give_equal_plans(problem: Problem) -> None:
    costly = problem.with_vehicles([replace(vehicle, cost_hour=20.0) for vehicle in problem.vehicles])
    found = route(costly, iterations=40, seed=3)
    assert broken(costly, found) == []
    assert route(costly, iterations=40, seed=3) == found


@FEW
@given(problems())
def test_more_vehicles_never_make_the_best_plan_worse(problem: Problem) -> None:
    more = problem.with_vehicles([replace(vehicle, count=vehicle.count + 1) for vehicle in problem.vehicles])
    assert best_by_hand(more) <= best_by_hand(problem)
    found = route(problem, iterations=30)
    kept = route(more, iterations=1, start=found)
    assert kept.rank() <= found.rank()
    assert broken(more, kept) == []


def test_a_small_vehicle_comes_back_for_more() -> None:
    orders = tuple(Order(f"o{n}", 5.0 + n, 0.0, delivery=Load(parcels=1)) for n in range(4))
    bike = Vehicle("bike", "depot", capacity=Load(parcels=2), reloads=3)
    problem = line_problem(orders, (bike,), (Site("depot", 0.0, 0.0, load_s=300),))
    plan = route(problem, iterations=100)
    assert (len(plan.rounds), plan.rounds[0].trips, plan.unserved) == (1, 2, ())
    assert broken(problem, plan) == []
    alone = route(problem.with_vehicles([replace(bike, reloads=0)]), iterations=100)
    assert len(alone.unserved) == 2


def test_returns_take_the_room_that_deliveries_leave() -> None:
    orders = (
        Order("bring", 1.0, 0.0, delivery=Load(parcels=2)),
        Order("fetch", 2.0, 0.0, pickup=Load(parcels=2)),
    )
    problem = line_problem(orders, (Vehicle("bike", "depot", capacity=Load(parcels=2)),))
    assert route(problem, iterations=50).rounds[0].orders == ("bring", "fetch")


def test_nothing_that_can_be_served_is_no_search() -> None:
    plan = route(line_problem((Order("a", 1.0, 0.0, delivery=Load(parcels=3)),), (Vehicle("v", "depot"),)))
    assert (plan.rounds, plan.unserved, plan.iterations) == ((), ("a",), 0)


@pytest.mark.parametrize(("iterations", "seed"), [(0, 0), (5, -1)])
def test_an_impossible_search_is_refused(iterations: int, seed: int) -> None:
    problem = line_problem((Order("a", 1.0, 0.0),), (Vehicle("v", "depot"),))
    with pytest.raises(ParameterError, match="no search"):
        route(problem, iterations=iterations, seed=seed)
