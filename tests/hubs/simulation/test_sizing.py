"""Sizing: the least that is enough, Erlang's formula in the limit, and what is told when nothing is enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.hubs.simulation.given import Arrivals, Fleet, Law, Span, Station
from portee.hubs.simulation.replications import replicate
from portee.hubs.simulation.results import shares_by_group
from portee.hubs.simulation.sizing import loads, shared_out, sized
from tests.hubs.simulation.services import flat, queue

SPAN, MANY = Span(60, 5), 10


@pytest.mark.parametrize(("rate", "hours", "target"), [(2.0, 2.0, 0.95), (0.5, 1.0, 0.9), (3.0, 3.0, 0.99)])
def test_flat_arrivals_without_waiting_come_to_erlang_b(rate: float, hours: float, target: float) -> None:
    found = sized(queue(1, rate, Law(hours, "exponential")), SPAN, target, seed=2, replications=MANY)
    assert found.erlang_mean == found.erlang_peak
    # To be sure of a target may take one vehicle more than to meet it on average.
    assert found.vehicles in (found.erlang_mean, found.erlang_mean + 1)
    assert all(share.low >= target for share in found.shares.values())
    assert any(share.low < target for share in found.before.values())
    assert loads(found.given) == (rate * hours, rate * hours)


def test_every_group_must_be_served_well_and_waiting_saves_vehicles() -> None:
    service = queue(1, 2.0, Law(2.0, "exponential"))
    patient = replace(service, arrivals=(replace(service.arrivals[0], patience=Law(1.0)),))
    hasty = Arrivals("hasty", "hub", flat(0.5), Law(2.0, "exponential"))
    alone, both = (
        sized(each, SPAN, 0.95, seed=2, replications=MANY).vehicles
        for each in (patient, replace(patient, arrivals=(*patient.arrivals, hasty)))
    )
    without = sized(service, SPAN, 0.95, seed=2, replications=MANY).vehicles
    assert alone is not None
    assert both is not None
    assert without is not None
    assert alone < without < both


def test_the_fewest_chargers_are_enough_and_one_less_is_not() -> None:
    arrivals = (Arrivals("all", "hub", flat(0.8), Law(2.0, "exponential"), Law(40.0, "lognormal", 0.5)),)
    cars = replace(queue(1, 1.0, Law(1.0)), fleet=(Fleet("car", 40.0, 0.18, 3.7),), arrivals=arrivals)
    found = sized(cars, SPAN, 0.9, seed=1, replications=MANY)
    assert found.vehicles is not None
    assert found.chargers is not None
    assert 0 < found.chargers <= found.vehicles
    fewer = replace(found.given, stations=(replace(found.given.stations[0], chargers=found.chargers - 1),))
    shares = shares_by_group(fewer, replicate(fewer, SPAN, seed=1, replications=MANY))
    assert shares["all"].low < 0.9 <= found.shares["all"].low


def test_docks_are_counted_where_vehicles_are_left_elsewhere() -> None:
    ends = (Station("a", (1,)), Station("b", (1,)))
    ways = tuple(Arrivals("all", start, flat(0.5), Law(0.5, "exponential"), to=end) for start, end in ("ab", "ba"))
    bikes = replace(queue(1, 1.0, Law(1.0)), stations=ends, arrivals=ways)
    found = sized(bikes, Span(30, 2), 0.8, seed=1, replications=MANY)
    assert found.vehicles is not None
    assert found.docks is not None
    assert found.docks >= found.vehicles
    assert sum(station.docks or 0 for station in found.given.stations) == found.docks
    assert all(share.low >= 0.8 for share in found.shares.values())


def test_what_closing_prevents_is_told_and_lifted_by_the_hours_told() -> None:
    shut = tuple((24.0 * day + 8, 24.0 * day + 20) for day in range(7))
    rates = ([0.1] * 6 + [2.0] + [1.0] * 15 + [0.1] * 2) * 7
    service = replace(queue(1, 1.0, Law(0.5)), opens=shut)
    service = replace(service, arrivals=(replace(service.arrivals[0], by_hour=tuple(rates)),))
    found = sized(service, SPAN, 0.95, seed=1, replications=MANY)
    assert found.vehicles is None
    assert not found.bound.possible
    assert found.bound.shares["all"].mean < 0.95
    assert found.bound.closed["all"] == pytest.approx(1 - found.bound.shares["all"].mean)
    assert found.bound.open_more == (6, 7, 20, 21)
    longer = tuple((24.0 * day + 6, 24.0 * day + 22) for day in range(7))
    assert sized(replace(service, opens=longer), SPAN, 0.95, seed=1, replications=MANY).vehicles


def test_what_range_prevents_is_told() -> None:
    arrivals = (Arrivals("all", "hub", flat(1.0), Law(1.0), Law(40.0, "lognormal", 0.6)),)
    cars = replace(queue(1, 1.0, Law(1.0)), fleet=(Fleet("car", 8.0, 0.2, 50.0),), arrivals=arrivals)
    found = sized(cars, SPAN, 0.95, seed=1, replications=MANY)
    assert found.vehicles is None
    assert found.bound.too_far["all"] > 0.05
    assert found.bound.range_km is not None
    assert found.bound.range_km > 40
    further = replace(cars, fleet=(Fleet("car", 1.1 * 0.2 * found.bound.range_km, 0.2, 50.0),))
    assert sized(further, SPAN, 0.95, seed=1, replications=MANY).vehicles


def test_too_few_users_to_be_sure_are_told() -> None:
    rare = queue(1, 0.005, Law(1.0))
    found = sized(rare, Span(10), 0.95, seed=1, replications=2)
    assert found.vehicles is None
    assert found.bound.unsure == ("all",)
    assert found.bound.users["all"] < 20


def test_a_rare_group_is_told_and_keeps_no_answer_from_the_others() -> None:
    rare = Arrivals("rare", "hub", flat(0.001), Law(1.0))
    common = queue(1, 2.0, Law(2.0, "exponential"))
    both = replace(common, arrivals=(*common.arrivals, rare))
    found = sized(both, SPAN, 0.95, seed=2, replications=MANY)
    assert found.bound.unsure == ("rare",)
    assert found.vehicles is not None
    assert found.shares["all"].low >= 0.95
    assert found.shares["rare"].mean >= 0.95
    assert found.vehicles >= (sized(common, SPAN, 0.95, seed=2, replications=MANY).vehicles or 0)


@pytest.mark.parametrize("target", [0.0, 1.0, -1.0, float("nan")])
def test_a_target_that_is_no_share_is_refused(target: float) -> None:
    with pytest.raises(ParameterError, match="not a share"):
        sized(queue(1, 1.0, Law(1.0)), SPAN, target, seed=1, replications=2)


def test_nobody_comes_is_refused() -> None:
    with pytest.raises(ParameterError, match="Nobody comes"):
        sized(queue(1, 0.0, Law(1.0)), SPAN, 0.9, seed=1, replications=2)


@given(st.integers(0, 40), st.lists(st.floats(0, 10), min_size=1, max_size=6))
def test_sharing_out_adds_up_and_takes_from_nobody_with_one_more(count: int, weights: list[float]) -> None:
    held, more = shared_out(count, weights), shared_out(count + 1, weights)
    assert sum(held) == count
    assert sum(more) == count + 1
    assert all(a <= b for a, b in zip(held, more, strict=True))
    if any(weights):
        assert all(have == 0 for have, weight in zip(held, weights, strict=True) if weight == 0)
