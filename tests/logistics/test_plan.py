from __future__ import annotations

from portee.logistics.plan import Plan, Round, Stop, merged


def a_round(vehicle: str, *orders: str) -> Round:
    stops = (
        Stop("hub", True, 0, 0, 10),
        *(Stop(id, False, 20, 20, 30) for id in orders),
        Stop("hub", True, 50, 50, 50),
    )
    return Round(vehicle, 1, stops, 100, 2_500_000)


def test_a_round_tells_its_orders_trips_and_time() -> None:
    one = a_round("v", "a", "b")
    assert (one.orders, one.trips, one.seconds) == (("a", "b"), 1, 50)


def test_plans_of_several_sites_add_up() -> None:
    first, second = Plan((a_round("v", "a"),), ("x",), 5, 1), Plan((a_round("w", "b"),), (), 7, 1)
    both = merged((first, second), 1)
    assert both.euros == first.euros + second.euros == 5.0
    assert (both.unserved, both.iterations, both.metres, both.seconds) == (("x",), 12, 200, 100)
    assert both.bound is None


def test_leaving_fewer_orders_comes_before_costing_less() -> None:
    assert Plan((a_round("v", "a"),), (), 1, 0).rank() < Plan((), ("a",), 1, 0).rank()
