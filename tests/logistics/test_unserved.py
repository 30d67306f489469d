from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from portee.logistics.goods import Load, Order, Site, Vehicle
from portee.logistics.plan import Plan
from portee.logistics.problem import FAR, Problem
from portee.logistics.route import route
from portee.logistics.unserved import CONSTRAINTS, Hindrance, explain, hindrances
from tests.logistics.rounds import best_by_hand, line_problem, problems

BIKE = Vehicle("bike", "hub", capacity=Load(10.0, 2, 50.0), starts_s=1000, ends_s=5000, range_m=10_000)
HUB = Site("hub", 0.0, 0.0, 0, 6000, 60)
ORDER = Order("a", 10.0, 0.0, 0, 4000, 120, Load(5.0, 1, 20.0))


def first(order: Order = ORDER, vehicle: Vehicle = BIKE, site: Site = HUB) -> tuple[Hindrance, ...]:
    return hindrances(line_problem((order,), (vehicle,), (site,)), 0)


def test_nothing_hinders_an_order_that_fits() -> None:
    assert first() == ()


@pytest.mark.parametrize(
    ("found", "constraint", "by", "unit"),
    [
        (first(replace(ORDER, delivery=Load(12.0))), "kg", 2.0, "kg"),
        (first(replace(ORDER, pickup=Load(0.0, 5))), "parcels", 3.0, "parcels"),
        (first(replace(ORDER, delivery=Load(litres=50.1))), "litres", pytest.approx(0.1), "litres"),
        (first(vehicle=replace(BIKE, range_m=5900)), "range", 100.0, "m"),
        # Out at 1000, 60 s of loading, 600 s of drive.
        (first(replace(ORDER, until_s=1650)), "window", 10.0, "s"),
        (first(replace(ORDER, until_s=1650), vehicle=replace(BIKE, starts_s=990)), "", 0.0, ""),
        # Back at 1000 + 60 + 600 + 120 + 600.
        (first(vehicle=replace(BIKE, ends_s=2370)), "driver_hours", 10.0, "s"),
        (first(vehicle=replace(BIKE, longest_s=1370)), "driver_hours", 10.0, "s"),
        (first(site=replace(HUB, closes_s=2370)), "site_closed", 10.0, "s"),
        (first(replace(ORDER, ready_s=6010)), "site_closed", 10.0, "s"),
        # A window that begins late is not waited for at its door, but at the site.
        (first(replace(ORDER, from_s=3500), vehicle=replace(BIKE, longest_s=1380)), "", 0.0, ""),
    ],
)
def test_the_constraint_and_how_much_is_missing(
    found: tuple[Hindrance, ...], constraint: str, by: float, unit: str
) -> None:
    assert found == (() if not constraint else (Hindrance("bike", constraint, by, unit),))


def test_streets_that_do_not_lead_back_are_no_way() -> None:
    problem = line_problem((ORDER,), (BIKE,), (HUB,))
    cut = problem.seconds.copy()
    cut[0, 1, 0] = FAR
    assert hindrances(replace(problem, seconds=cut), 0) == (Hindrance("bike", "no_way", None, ""),)


def test_what_the_whole_fleet_has_no_room_for_is_told_with_a_round_of_its_own() -> None:
    orders = tuple(replace(ORDER, id=f"o{n}", delivery=Load(0.0, 2)) for n in range(2))
    problem = line_problem(orders, (BIKE,), (HUB,))
    plan = route(problem, iterations=50)
    (told,) = explain(problem, plan)
    assert told.order in ("o0", "o1")
    assert told.hindrances == (Hindrance("bike", "fleet", 1380.0, "s"),)
    assert told.alone_s == 1380


@settings(max_examples=60, deadline=None)
@given(problems(most=1))
def test_an_order_is_hindered_when_and_only_when_trying_everything_leaves_it(problem: Problem) -> None:
    left, _ = best_by_hand(problem)
    assert bool(hindrances(problem, 0)) == (left == 1)
    told = explain(problem, Plan((), ("o0",), 1, 0))[0]
    assert all(hindrance.constraint in CONSTRAINTS for hindrance in told.hindrances)
    assert (told.alone_s is None) == (left == 1)


@settings(max_examples=60, deadline=None)
@given(problems(most=1))
def test_what_is_missing_is_what_would_make_it_possible(problem: Problem) -> None:
    """A day, a window or a battery longer by what is told hinders no more, or by something else."""
    for found in hindrances(problem, 0):
        (vehicle,) = [one for one in problem.vehicles if one.id == found.vehicle]
        order = problem.orders[0]
        by = 0 if found.by is None else int(np.ceil(found.by))
        if found.constraint == "range" and vehicle.range_m is not None:
            vehicle = replace(vehicle, range_m=vehicle.range_m + by)
        elif found.constraint == "window":
            order = replace(order, until_s=order.until_s + by)
        elif found.constraint == "driver_hours":
            longest = None if vehicle.longest_s is None else vehicle.longest_s + by
            vehicle = replace(vehicle, ends_s=vehicle.ends_s + by, longest_s=longest)
        else:
            continue
        after = hindrances(replace(problem, orders=(order,), vehicles=(vehicle,)), 0)
        assert [one.constraint for one in after] != [found.constraint]
