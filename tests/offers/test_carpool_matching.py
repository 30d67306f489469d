"""Matching riders with drivers, against the best found by trying everything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.offers.carpool import Driver, Rider
from portee.offers.carpool_matching import Matching, match
from portee.offers.carpool_rides import Times
from tests.offers.carpools import HERE, best_worth_and_detour, check_ride, draw, times_between


def check(found: Matching, drivers: list[Driver], riders: list[Rider], out: Times, back: Times) -> None:
    """Assert that everyone is where the matching says, and nobody twice."""
    for rides, times, is_back in ((found.out, out, False), (found.back, back, True)):
        for ride in rides:
            check_ride(ride, drivers, riders, times, back=is_back)
        taken = [i for ride in rides for i in ride.riders]
        assert len(taken) == len(set(taken))
        assert [ride.driver for ride in rides] == sorted({ride.driver for ride in rides})
        needed = [i for i in np.flatnonzero(found.served).tolist() if not is_back or riders[i].back is not None]
        assert sorted(taken) == needed
    assert found.worth == sum(riders[i].worth for i in np.flatnonzero(found.served))
    assert found.detour_s == sum(ride.detour_s for ride in (*found.out, *found.back))


@settings(max_examples=80)
@given(st.integers(0, 2**32 - 1), st.integers(1, 2), st.integers(1, 3), st.booleans())
def test_exact_is_the_best_of_all_and_greedy_never_beats_it(seed: int, drivers: int, riders: int, both: bool) -> None:
    people = draw(seed, drivers, riders, back=both)
    best, greedy = match(*people, method="exact"), match(*people, method="greedy")
    check(best, *people)
    check(greedy, *people)
    assert (best.worth, best.detour_s) == pytest.approx(best_worth_and_detour(*people))
    assert best.exact
    assert best.bound == best.worth
    assert not greedy.exact
    assert greedy.worth <= best.worth <= greedy.bound


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1))
def test_greedy_keeps_every_promise_with_more_people(seed: int) -> None:
    people = draw(seed, 5, 12, size=30)
    best, greedy = match(*people, method="exact"), match(*people, method="greedy")
    check(best, *people)
    check(greedy, *people)
    assert greedy.worth <= best.worth <= greedy.bound <= sum(r.worth for r in people[1])


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.floats(0, 2))
def test_longer_limits_and_one_driver_more_never_serve_fewer(seed: int, more: float) -> None:
    drivers, riders, out, back = draw(seed, 3, 4)
    base = match(drivers, riders, out, back)
    patient = [replace(d, detour_limit_min=d.detour_limit_min + more) for d in drivers]
    assert match(patient, riders, out, back).worth >= base.worth

    def without_last(times: Times) -> Times:
        return Times(times.driver[:2], times.to_origin[:2], times.ride, times.to_destination[:, :2], times.between)

    assert match(drivers[:2], riders, without_last(out), without_last(back)).worth <= base.worth


def test_a_rider_needs_both_ways_perhaps_with_two_drivers() -> None:
    out = times_between([(0, 0), (0, 0), (0, 0)], [(600, 0), (600, 0), (600, 0)], 2)
    back = times_between([(600, 0)] * 3, [(0, 0)] * 3, 2)
    early = Driver("early", HERE, HERE, (0, 0), (1000, 1000), 1, 0)
    late = Driver("late", HERE, HERE, (900, 900), (9000, 9000), 1, 0)
    rider = Rider("r", HERE, HERE, (0, 700), (8000, 10_000))
    found = match([early, late], [rider], out, back)
    assert found.served.tolist() == [True]
    assert [(ride.driver, ride.riders) for ride in (*found.out, *found.back)] == [(0, (0,)), (1, (0,))]
    stays = match([early, replace(late, back=None)], [rider], out, back)
    assert not stays.served.any()
    assert stays.out == ()
    one_way = match([early, replace(late, back=None)], [replace(rider, back=None)], out)
    assert one_way.served.tolist() == [True]
    assert one_way.back == ()


def test_seats_and_worth_decide_who_rides() -> None:
    same = times_between([(0, 0)] * 4, [(600, 0)] * 4, 1)
    riders = [Rider(f"r{i}", HERE, HERE, (0, 9_999), worth=w) for i, w in enumerate((1.0, 3.0, 2.0))]
    for seats, served in ((1, [1]), (2, [1, 2]), (3, [0, 1, 2])):
        driver = Driver("d", HERE, HERE, (0, 0), None, seats, 0)
        for method in ("exact", "greedy"):
            found = match([driver], riders, same, method=method)
            assert np.flatnonzero(found.served).tolist() == served
            assert found.bound == found.worth


def test_as_many_as_possible_comes_before_little_detour() -> None:
    # Rider 0 can ride with both drivers, without detour with driver 1; rider 1 with driver 1 alone.
    times = Times(
        driver=np.array([600.0, 600.0]),
        to_origin=np.array([[60.0, 900.0], [0.0, 30.0]]),
        ride=np.array([600.0, 600.0]),
        to_destination=np.array([[0.0, 0.0], [0.0, 0.0]]),
    )
    drivers = [Driver(f"d{j}", HERE, HERE, (0, 0), None, 1, 2) for j in range(2)]
    riders = [Rider(f"r{i}", HERE, HERE, (0, 9_999)) for i in range(2)]
    found = match(drivers, riders, times)
    assert [(ride.driver, ride.riders) for ride in found.out] == [(0, (0,)), (1, (1,))]
    assert (found.worth, found.detour_s) == (2, 90)


def test_many_possible_rides_turn_to_greedy() -> None:
    people = draw(5, 4, 6)
    assert match(*people).exact
    assert not match(*people, most_rides=0).exact


def test_nobody_and_nothing_possible() -> None:
    empty = Times(np.zeros(0), np.zeros((0, 0)), np.zeros(0), np.zeros((0, 0)))
    for method in ("exact", "greedy"):
        found = match([], [], empty, method=method)
        assert (found.worth, found.bound, found.out, found.served.tolist()) == (0, 0, (), [])
    times = times_between([(0, 0), (9999, 0)], [(600, 0), (0, 0)], 1)
    driver = Driver("d", HERE, HERE, (0, 0), None, 1, 0)
    rider = Rider("r", HERE, HERE, (0, 9))
    assert match([driver], [rider], times).worth == 0
    assert match([driver], [rider], times, method="greedy").bound == 0


def test_the_same_people_give_the_same_matching() -> None:
    first, again = match(*draw(11, 4, 6)), match(*draw(11, 4, 6))
    assert (first.out, first.back) == (again.out, again.back)


def test_what_does_not_go_together_is_refused() -> None:
    drivers, riders, out, back = draw(1, 2, 3)
    needing = [replace(r, back=(0, 9)) for r in riders]
    with pytest.raises(ParameterError, match="need a way back, and its times are missing"):
        match(drivers, needing, out)
    with pytest.raises(ParameterError, match="'out': The times are of 2 drivers and 3 riders"):
        match(drivers[:1], riders, out, back)
    with pytest.raises(ParameterError, match="'back': The times are of 1 drivers and 4 riders"):
        match(drivers, riders, out, draw(1, 1, 4)[2])
    with pytest.raises(ParameterError, match="Unknown method 'best'"):
        match(drivers, riders, out, back, method="best")  # type: ignore[arg-type]
