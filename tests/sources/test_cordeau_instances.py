from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.best_known import CORDEAU, HOMBERGER_200, instances_installed
from portee.core.errors import SourceError
from portee.logistics.route import route
from portee.logistics.verify import broken
from portee.sources.cordeau_instances import read_cordeau
from portee.sources.vrp_instances import Instance, read_solomon

TWO_DEPOTS = """2 1 3 2
50 4
0 5
1 0 3 2 4 1 2 1 2
2 0 4 0 1 1 2 1 2
3 10 0 0 5 1 2 1 2
4 0 0 0 0 0 0
5 9 0 0 0 0 0
"""


def rounded(instance: Instance, iterations: int) -> float:
    """Length of a plan that keeps every promise and leaves nobody."""
    plan = route(instance.problem, iterations=iterations, seed=1)
    assert broken(instance.problem, plan) == []
    assert plan.unserved == ()
    return plan.micro / instance.scale


@pytest.fixture(scope="module")
def installed() -> Path:
    folder = instances_installed()
    assert folder is not None, "vrpsolvereasy is one of the packages of the tests: pip install -e '.[test]'"
    return folder


def test_depots_come_first_with_their_own_vehicles(tmp_path: Path) -> None:
    path = tmp_path / "two"
    path.write_text(TWO_DEPOTS, encoding="utf-8")
    problem = read_cordeau(path).problem
    assert [site.lon for site in problem.sites] == [0.0, 9.0]
    assert [vehicle.home for vehicle in problem.vehicles] == ["depot0", "depot1"]
    assert [vehicle.longest_s for vehicle in problem.vehicles] == [50_000, None]
    assert [vehicle.capacity.parcels for vehicle in problem.vehicles] == [4, 5]
    assert [order.delivery.parcels for order in problem.orders] == [4, 1, 5]
    assert problem.orders[0].service_s == 2000
    assert problem.seconds[0, 0].tolist() == [0, 9000, 3000, 4000, 10_000]


def test_each_depot_serves_what_is_near_as_long_as_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "two"
    path.write_text(TWO_DEPOTS.replace("50 4", "50 5"), encoding="utf-8")
    assert rounded(read_cordeau(path), 50) == 8 + 2
    # With room for 4 at the first depot, order 2 finds none: the second is full with order 3.
    path.write_text(TWO_DEPOTS, encoding="utf-8")
    assert len(route(read_cordeau(path).problem, iterations=50).unserved) == 1


def test_windows_are_read_where_the_type_has_them(tmp_path: Path) -> None:
    path = tmp_path / "windows"
    path.write_text("6 1 1 1\n0 5\n1 0 3 2 4 1 1 1 10 20\n2 0 0 0 0 0 0 0 90\n", encoding="utf-8")
    problem = read_cordeau(path).problem
    assert (problem.orders[0].from_s, problem.orders[0].until_s) == (10_000, 20_000)
    assert (problem.sites[0].closes_s, problem.vehicles[0].ends_s) == (90_000, 90_000)


@pytest.mark.parametrize(
    "text", ["", "hello", "2 1 3", "1 1 1 1\n0 5\n1 0 3 2 4\n2 0 0 0 0\n", "2 1 2 1\n0 5\n1 0 3 2 4\n"]
)
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="several depots"):
        read_cordeau(path)
    with pytest.raises(SourceError):
        read_cordeau(tmp_path / "missing")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["p01", "p03", "p12", "p14", "pr01", "pr02"])
def test_several_depots_come_within_one_per_cent_of_the_best_known(installed: Path, name: str) -> None:
    length = rounded(read_cordeau(installed / "MDVRP" / name), 3000)
    assert CORDEAU[name] - 0.02 <= length <= 1.01 * CORDEAU[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["p10", "p18", "pr10"])
def test_larger_ones_within_eight_per_cent_in_few_iterations(installed: Path, name: str) -> None:
    length = rounded(read_cordeau(installed / "MDVRP" / name), 3000)
    assert CORDEAU[name] - 0.02 <= length <= 1.08 * CORDEAU[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["C2_2_1", "R1_2_1", "RC2_2_1"])
def test_two_hundred_orders_within_ten_per_cent_in_few_iterations(installed: Path, name: str) -> None:
    vehicles, best = HOMBERGER_200[name]
    length = rounded(read_solomon(installed / "CVRPTW" / f"{name}.txt", vehicles), 2000)
    assert best - 0.1 <= length <= 1.10 * best
