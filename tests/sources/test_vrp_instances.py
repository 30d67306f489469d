from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import SourceError
from portee.logistics.plan import Plan, Round, Stop
from portee.logistics.route import route
from portee.logistics.verify import broken
from portee.sources.vrp_instances import Instance, read_solomon, read_solution, read_vrplib

SOLOMON = """T1

VEHICLE
NUMBER     CAPACITY
  3         10

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0         0          0          0        100          0
    1      3         4          6         10         20          2
    2      1         1          5          0         50          2
"""
VRPLIB = """NAME: T2
TYPE: VRPTW
VEHICLES: 2
CAPACITY: 10
SERVICE_TIME: 9
NODE_COORD_SECTION
1\t0\t0
2\t1\t1
DEMAND_SECTION
1\t0
2\t4
TIME_WINDOW_SECTION
1\t0\t100
2\t5\t60
RELEASE_TIME_SECTION
1\t0
2\t3
VEHICLES_RELOAD_DEPOT_SECTION
1\t1
DEPOT_SECTION
1
-1
EOF
"""


def as_plan(instance: Instance, routes: tuple[tuple[int, ...], ...]) -> Plan:
    """Published routes driven as soon as they can be, waiting where that is needed."""
    problem = instance.problem
    table, depot = problem.seconds[0], problem.sites[0]
    rounds = []
    for number, visits in enumerate(routes, 1):
        trips: list[list[int]] = [[]]
        for visit in visits:
            trips.append([]) if visit == 0 else trips[-1].append(visit)
        clock, row, metres, stops = 0, 0, 0, []
        for trip in trips:
            clock += int(table[row, 0])
            metres += int(table[row, 0])
            begins = max([clock, *(problem.orders[visit - 1].ready_s for visit in trip)])
            stops.append(Stop(depot.id, True, clock, begins, begins))
            clock, row = begins, 0
            for visit in trip:
                order = problem.orders[visit - 1]
                arrives = clock + int(table[row, visit])
                begins = max(arrives, order.from_s)
                stops.append(Stop(order.id, False, arrives, begins, begins + order.service_s))
                metres, clock, row = metres + int(table[row, visit]), begins + order.service_s, visit
        clock, metres = clock + int(table[row, 0]), metres + int(table[row, 0])
        stops.append(Stop(depot.id, True, clock, clock, clock))
        rounds.append(Round("vehicle", number, tuple(stops), metres, metres))
    return Plan(tuple(rounds), (), 0, 0)


def test_a_table_of_solomons_is_read(tmp_path: Path) -> None:
    path = tmp_path / "T1.txt"
    path.write_text(SOLOMON, encoding="utf-8")
    read = read_solomon(path)
    vehicle, first = read.problem.vehicles[0], read.problem.orders[0]
    assert (read.name, vehicle.count, vehicle.capacity.parcels, len(read.problem.orders)) == ("T1", 3, 10, 2)
    assert (first.from_s, first.until_s, first.service_s, first.delivery.parcels) == (10_000, 20_000, 2000, 6)
    assert read.problem.seconds[0, 0].tolist() == [0, 5000, 1414]
    assert read_solomon(path, 1).problem.vehicles[0].count == 1


def test_costs_of_plans_are_lengths(tmp_path: Path) -> None:
    path = tmp_path / "T1.txt"
    path.write_text(SOLOMON, encoding="utf-8")
    read = read_solomon(path)
    plan = route(read.problem, iterations=20)
    assert plan.micro == plan.metres == 10_000 + 2828
    assert broken(read.problem, plan) == []


def test_a_vrplib_file_with_releases_and_reloading_is_read(tmp_path: Path) -> None:
    path = tmp_path / "T2.vrp"
    path.write_text(VRPLIB, encoding="utf-8")
    read = read_vrplib(path)
    (order,) = read.problem.orders
    assert (order.from_s, order.until_s, order.service_s, order.ready_s, order.delivery.parcels) == (50, 600, 90, 30, 4)
    assert read.problem.vehicles[0].reloads > 0
    assert read.problem.seconds[0, 0, 1] == 14  # √2 in tenths, cut off


def test_published_routes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "T.sol"
    path.write_text("Route #1: 2 1 0 3\nRoute #2: 4\nCost: 12.5\n", encoding="utf-8")
    assert read_solution(path) == (((2, 1, 0, 3), (4,)), 12.5)


@pytest.mark.parametrize("reader", [read_solomon, read_vrplib, read_solution])
def test_other_files_are_refused(tmp_path: Path, reader: object) -> None:
    path = tmp_path / "other.txt"
    path.write_text("Nothing to route.\n", encoding="utf-8")
    for given in (path, tmp_path / "missing.txt"):
        with pytest.raises(SourceError):
            reader(given)  # type: ignore[operator]


@pytest.fixture
def published(shared_data: Path) -> Path:
    return shared_data / "optimisation"


@pytest.mark.real
def test_c101_is_solved_to_the_best_known_plan(published: Path) -> None:
    read = read_solomon(published / "solomon" / "C101.txt")
    plan = route(read.problem, iterations=500, seed=1)
    assert broken(read.problem, plan) == []
    assert (len(plan.rounds), plan.unserved) == (10, ())
    assert plan.micro / read.scale == pytest.approx(828.94, abs=0.01)


@pytest.mark.real
@pytest.mark.parametrize("name", ["C201R0.25", "C201R0.75", "R201R0.25", "RC201R0.75"])
def test_published_plans_with_reloading_pass_the_verifier_at_their_cost(published: Path, name: str) -> None:
    read = read_vrplib(published / "reload" / f"{name}.vrp")
    routes, cost = read_solution(published / "reload" / f"{name}.sol")
    plan = as_plan(read, routes)
    assert broken(read.problem, plan) == []
    assert plan.micro == cost


@pytest.mark.real
def test_a_published_plan_of_a_thousand_orders_passes_the_verifier_at_its_cost(published: Path) -> None:
    read = read_vrplib(published / "homberger" / "C1_10_1.vrp")
    routes, cost = read_solution(published / "homberger" / "C1_10_1.sol")
    plan = as_plan(read, routes)
    assert broken(read.problem, plan) == []
    assert plan.micro / read.scale == pytest.approx(cost)


@pytest.mark.real
def test_reloading_comes_near_the_proven_optimum(published: Path) -> None:
    read = read_vrplib(published / "reload" / "C201R0.25.vrp")
    _, cost = read_solution(published / "reload" / "C201R0.25.sol")
    plan = route(read.problem, iterations=1000, seed=1)
    assert broken(read.problem, plan) == []
    assert plan.unserved == ()
    assert cost <= plan.micro <= 1.05 * cost


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize(("name", "above"), [("RC1_10_1", 0.11)])
def test_a_thousand_orders_come_near_the_best_known_plan(published: Path, name: str, above: float) -> None:
    """In a few thousand iterations; what more of them bring is told among the results of the benchmarks."""
    read = read_vrplib(published / "homberger" / f"{name}.vrp")
    _, best = read_solution(published / "homberger" / f"{name}.sol")
    plan = route(read.problem, iterations=3000, seed=1)
    assert broken(read.problem, plan) == []
    assert plan.unserved == ()
    assert best <= plan.micro / read.scale <= (1 + above) * best
