"""Laws of a simulated hub: nothing is lost, nobody is forgotten, and more vehicles serve no fewer where that holds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.hubs.simulation.draws import Requests, drawn
from portee.hubs.simulation.given import Arrivals, Fleet, Law, Relocation, Simulated, Span, Station
from portee.hubs.simulation.happened import Moment, Outcome
from portee.hubs.simulation.run import simulate_once
from tests.hubs.simulation.services import ever, flat, queue, services

WEEK = Span(7)


def _requests(*rows: tuple[float, float, float], km: float = 0.0, end: int = 0) -> Requests:
    """Users at one station: when, hours of the hire, patience."""
    at, hours, patience = (np.array(column, np.float64) for column in zip(*rows, strict=True))
    zero = np.zeros(len(rows), np.int64)
    return Requests(at, zero, zero, zero + end, hours, np.full(len(rows), km), patience, np.zeros(len(rows)))


@settings(max_examples=60)
@given(services(), st.integers(0, 5))
def test_vehicles_docks_chargers_and_users_add_up_at_every_moment(service: Simulated, seed: int) -> None:
    requests = drawn(service, WEEK, seed, 0)
    moments: list[Moment] = []
    run = simulate_once(service, WEEK, requests, moments.append)
    full = [kind.battery_kwh or 0.0 for kind in service.fleet]
    before = -1.0
    for moment in moments:
        assert moment.at >= before
        before = moment.at
        assert sum(moment.standing) + moment.hired + moment.moving == service.vehicles
        assert sum(moment.reserved) == moment.hired + moment.moving
        for station, standing, reserved, charging in zip(
            service.stations, moment.standing, moment.reserved, moment.charging, strict=True
        ):
            assert standing >= 0
            assert reserved >= 0
            assert station.docks is None or standing + reserved <= station.docks
            assert 0 <= charging <= standing
            assert station.chargers is None or charging <= station.chargers
        assert all(-1e-5 <= level <= max(full) + 1e-9 for level in moment.kwh)
        assert 0 <= moment.waiting <= len(requests)
    last = moments[-1]
    assert (last.hired, last.moving, last.waiting if not _for_ever(service) else 0) == (0, 0, 0)
    assert run.kwh_last == pytest.approx(run.kwh_first + run.kwh_charged - run.kwh_used, abs=1e-6)
    assert len(run.outcome) == len(requests)
    assert set(run.outcome.tolist()) <= set(Outcome)
    served = run.outcome == Outcome.served
    assert (run.wait_h[served] <= requests.patience[served] + 1e-9).all()


def _for_ever(service: Simulated) -> bool:
    return any(stream.patience == ever for stream in service.arrivals)


@settings(max_examples=60)
@given(services(energy=True), st.integers(0, 5))
def test_what_was_driven_is_the_kilometres_of_those_served_and_of_staff(service: Simulated, seed: int) -> None:
    per_km = service.fleet[0].kwh_per_km
    service = replace(service, fleet=tuple(replace(kind, kwh_per_km=per_km) for kind in service.fleet))
    requests = drawn(service, WEEK, seed, 0)
    run = simulate_once(service, WEEK, requests)
    km = requests.km[run.outcome == Outcome.served].sum()
    km += run.moves * (service.relocation.km if service.relocation else 0.0)
    assert run.kwh_used == pytest.approx(km * per_km)


@settings(max_examples=80)
@given(services(energy=False, stations=1), st.integers(0, 5))
def test_one_vehicle_more_serves_the_same_users_and_others_where_nobody_waits(service: Simulated, seed: int) -> None:
    """A theorem: by induction those underway with one vehicle more are those underway without, and one at most."""
    arrivals = tuple(replace(stream, patience=Law(0.0)) for stream in service.arrivals)
    station = replace(service.stations[0], docks=None)
    fewer = replace(service, arrivals=arrivals, stations=(station,), relocation=None)
    counts = station.vehicles
    more = replace(fewer, stations=(replace(station, vehicles=(counts[0] + 1, *counts[1:])),))
    requests = drawn(fewer, WEEK, seed, 0)
    served = [simulate_once(each, WEEK, requests).outcome == Outcome.served for each in (fewer, more)]
    assert (served[0] <= served[1]).all()


@settings(max_examples=60)
@given(st.integers(1, 4), st.floats(0.1, 2), st.integers(0, 5))
def test_one_vehicle_more_makes_nobody_wait_longer_where_all_wait(vehicles: int, rate: float, seed: int) -> None:
    """A theorem of first come, first served (Kiefer, Wolfowitz 1955)."""
    fewer, more = (queue(count, rate, Law(1.5, "exponential"), patience=ever) for count in (vehicles, vehicles + 1))
    requests = drawn(fewer, WEEK, seed, 0)
    waits = [simulate_once(each, WEEK, requests).wait_h for each in (fewer, more)]
    assert (waits[1] <= waits[0] + 1e-9).all()


def test_one_vehicle_more_may_serve_fewer_where_users_leave() -> None:
    """No theorem: with two vehicles, two who would have left drive for long, and seven others leave."""
    requests = _requests(
        (0.0, 1, 0), (0.1, 2, 100), (0.2, 1000, 1.0), (0.3, 500, 2.5), *((4.0 + 3 * k, 1, 0) for k in range(7))
    )  # fmt: skip
    served = [
        int((simulate_once(queue(count, 1, Law(1)), WEEK, requests).outcome == Outcome.served).sum())
        for count in (1, 2)
    ]
    assert served[0] > served[1] > 0


def test_reasons_are_told() -> None:
    base = queue(1, 1.0, Law(1.0))
    run = simulate_once(base, WEEK, _requests((1, 2, 0), (2, 1, 0), (2.5, 1, 1)))
    assert run.outcome.tolist() == [Outcome.served, Outcome.no_vehicle, Outcome.served]
    assert run.wait_h.tolist() == [0, 0, 0.5]
    shut = replace(base, opens=((8.0, 20.0),))
    run = simulate_once(shut, WEEK, _requests((7.9, 1, 5), (8, 15, 0), (19, 1, 5), (20, 1, 5), (176, 1, 0)))
    assert [Outcome(int(each)).name for each in run.outcome] == ["closed", "served", "closed", "closed", "served"]
    assert run.wait_h[2] == pytest.approx(1.0)
    electric = replace(base, fleet=(Fleet("car", 10.0, 0.2, 5.0),))
    run = simulate_once(electric, WEEK, _requests((0, 1, 0), (1.5, 1, 0), (2.0, 1, 9), (9, 1, 9), km=40.0))
    assert [Outcome(int(each)).name for each in run.outcome] == ["served", "no_charge", "served", "served"]
    # Back at 1:00 with 2 kWh, charging at 5 kW: 8 kWh are there at 2:12.
    assert run.wait_h[2] == pytest.approx(0.2, abs=1e-6)
    assert simulate_once(electric, WEEK, _requests((0, 1, ever.mean), km=51.0)).outcome.tolist() == [Outcome.no_charge]


def test_a_dock_is_kept_for_whoever_drives_there() -> None:
    ends = (Station("a", (2,), docks=2), Station("b", (0,), docks=1))
    arrivals = (Arrivals("all", "a", flat(1), Law(1), to="b"),)
    one_way = Simulated("bikes", ends, (Fleet("bike"),), arrivals)
    requests = _requests((0, 1, 0), (0.5, 1, 0), (2, 1, 0), end=1)
    run = simulate_once(one_way, WEEK, requests)
    assert [Outcome(int(each)).name for each in run.outcome] == ["served", "no_dock", "no_dock"]
    staffed = replace(one_way, relocation=Relocation((2, 0), at_hours=(1.5,), hours=0.25))
    run = simulate_once(staffed, WEEK, requests)
    assert [Outcome(int(each)).name for each in run.outcome] == ["served", "no_dock", "served"]
    assert run.moves == 1


def test_staff_brings_a_vehicle_where_few_are_left() -> None:
    ends = (Station("a", (1,)), Station("b", (5,)))
    arrivals = (Arrivals("all", "a", flat(1), Law(1), to="b"),)
    lonely = Simulated("bikes", ends, (Fleet("bike"),), arrivals)
    requests = _requests((0, 1, 0), (1, 1, 0), (2, 1, 0), end=1)
    assert int((simulate_once(lonely, WEEK, requests).outcome == Outcome.served).sum()) == 1
    staffed = replace(lonely, relocation=Relocation((1, 5), below=1, hours=0.5))
    run = simulate_once(staffed, WEEK, requests)
    # The fifth of b is its own; what the first user brought there is to spare.
    assert run.outcome.tolist() == [Outcome.served, Outcome.no_vehicle, Outcome.served]
    assert run.moves == 2


def test_staff_takes_away_what_fills_a_station() -> None:
    ends = (Station("a", (3,)), Station("b", (0,), docks=2), Station("c", (0,)))
    arrivals = (Arrivals("all", "a", flat(1), Law(1), to="b"),)
    filling = Simulated("bikes", ends, (Fleet("bike"),), arrivals)
    requests = _requests((0, 1, 0), (0.5, 1, 0), (2, 1, 0), end=1)
    assert simulate_once(filling, WEEK, requests).outcome.tolist() == [0, 0, Outcome.no_dock]
    staffed = replace(filling, relocation=Relocation((3, 0, 0), above=1, hours=0.25))
    run = simulate_once(staffed, WEEK, requests)
    assert run.outcome.tolist() == [Outcome.served] * 3
    # At 0:00 from a to c, as two are left in a; at 1:30 and at 3:00 from b to a, which has none.
    assert run.moves == 3


def test_nothing_is_moved_in_circles_where_all_stations_have_too_many() -> None:
    ends = (Station("a", (4,)), Station("b", (4,)))
    arrivals = (Arrivals("all", "a", flat(1), Law(1), to="b"),)
    full = Simulated("bikes", ends, (Fleet("bike"),), arrivals, relocation=Relocation((4, 4), above=2))
    assert simulate_once(full, WEEK, _requests((0, 1, 0), end=1)).moves == 0


def test_chargers_are_taken_in_the_order_of_coming_back() -> None:
    station = Station("hub", (2,), chargers=1)
    cars = Simulated("cars", (station,), (Fleet("car", 10.0, 0.2, 2.0),), (Arrivals("all", "hub", flat(1), Law(1)),))
    moments: list[Moment] = []
    simulate_once(cars, WEEK, _requests((0, 1, 0), (0.1, 1, 0), km=20.0), moments.append)
    # Both need 4 kWh, two hours each: from 1:00 to 3:00 and from 3:00 to 5:00.
    assert [each.at for each in moments[-3:]] == pytest.approx([1.1, 3.0, 5.0])
    assert [each.charging for each in moments[-3:]] == [[1], [1], [0]]


def test_who_reserves_keeps_a_vehicle_before_the_hire() -> None:
    requests = _requests((0, 1, 0), (1.2, 1, 0), (1.6, 1, 0))
    held = replace(requests, held=np.array([0.5, 0.0, 0.0]))
    assert simulate_once(queue(1, 1, Law(1)), WEEK, held).outcome.tolist() == [0, Outcome.no_vehicle, 0]


def _by_workload(requests: Requests, vehicles: int) -> list[tuple[bool, float]]:
    """The slow twin: hours until each vehicle is free, seen by each user in turn (Kiefer, Wolfowitz 1955)."""
    free = [0.0] * vehicles
    found = []
    for at, hours, held, patience in zip(
        requests.at, requests.hours, requests.held, requests.patience, strict=True
    ):  # fmt: skip
        first = min(range(vehicles), key=lambda vehicle: free[vehicle])
        wait = max(free[first] - at, 0.0)
        if wait <= patience:
            free[first] = max(free[first], at) + held + hours
            found.append((True, wait))
        else:
            found.append((False, patience))
    return found


@settings(max_examples=80)
@given(services(energy=False, stations=1), st.integers(0, 5))
def test_one_station_is_what_its_slow_twin_tells(service: Simulated, seed: int) -> None:
    station = replace(service.stations[0], docks=None, room=None)
    if not sum(station.vehicles):
        station = replace(station, vehicles=(1, *station.vehicles[1:]))
    plain = replace(service, stations=(station,), relocation=None, opens=((0.0, 168.0),))
    requests = drawn(plain, WEEK, seed, 0)
    run = simulate_once(plain, WEEK, requests)
    twin = _by_workload(requests, plain.vehicles)
    assert (run.outcome == Outcome.served).tolist() == [served for served, _ in twin]
    assert run.wait_h.tolist() == pytest.approx([wait for _, wait in twin], abs=1e-6)
