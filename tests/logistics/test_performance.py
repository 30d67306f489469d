from __future__ import annotations

import pytest

from portee.logistics.goods import Load, Order, Site, Vehicle
from portee.logistics.performance import Performance, Traits, performance
from portee.logistics.route import route
from tests.logistics.rounds import line_problem

ORDERS = (
    Order("a", 10.0, 0.0, service_s=120, delivery=Load(1.0, 2)),
    Order("b", 20.0, 0.0, service_s=60, delivery=Load(1.0, 1), pickup=Load(1.0, 1)),
)
VAN = Vehicle("van", "depot", capacity=Load(9.0, 9), cost_hour=36.0, cost_km=0.5, cost_day=10.0)
PROBLEM = line_problem(ORDERS, (VAN,), (Site("depot", 0.0, 0.0, load_s=300, cost_day=7.0),))
PLAN = route(PROBLEM, iterations=20)
LOUD = {"van": Traits(200.0, noisy=True, at_kerb=True, insertion=0.5)}


def test_figures_of_a_round() -> None:
    found = performance(PROBLEM, PLAN, LOUD)
    # 20 minutes out and as many back at 5 m/s, 180 s at doors, 300 s of loading.
    hours = (2400 + 180 + 300) / 3600
    assert (found.parcels, found.rounds, found.trips, found.km, found.kerb_min) == (4, 1, 1, 12.0, 3.0)
    assert found.driver_h == pytest.approx(hours)
    assert found.insertion_h == pytest.approx(hours / 2)
    assert found.noise_h == pytest.approx(2400 / 3600)
    assert found.cost == pytest.approx(7 + 10 + 6 + 36 * hours)
    assert found.g_co2e == pytest.approx(2400.0)
    assert found.per_parcel("km") == 3.0
    assert found.jobs(300, 1607) == pytest.approx(hours * 300 / 1607)


def test_a_quiet_vehicle_off_the_street_makes_neither_noise_nor_kerb_minutes() -> None:
    found = performance(PROBLEM, PLAN, {"van": Traits(15.0, noisy=False, at_kerb=False)}, sites=False, counted=False)
    assert (found.noise_h, found.kerb_min, found.parcels, found.insertion_h) == (0.0, 0.0, 0, 0.0)
    assert found.cost == pytest.approx(PLAN.euros)
    assert found.per_parcel("km") is None


def test_figures_add_up() -> None:
    once = performance(PROBLEM, PLAN, LOUD)
    twice = once + once
    assert (twice.km, twice.cost, twice.parcels) == (2 * once.km, 2 * once.cost, 2 * once.parcels)
    assert once + Performance() == once
