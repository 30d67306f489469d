"""One driver and some riders: the best order of stops."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.offers.carpool import CarpoolRules, Driver, Rider, cost_shares
from portee.offers.carpool_rides import Times, Way, aboard, best_ride, groups, singles
from tests.offers.carpools import HERE, check_ride, draw, slow_detour, times_between

ANY = (0, 100_000)


def person(out: tuple[int, int] = ANY) -> Rider:
    return Rider("r", HERE, HERE, out)


def car(out: tuple[int, int] = (0, 600), seats: int = 3, limit_min: float = 10) -> Driver:
    return Driver("d", HERE, HERE, out, None, seats, limit_min)


def test_a_rider_on_the_way_and_one_beside_it() -> None:
    # The driver goes 1,000 s straight on; rider 0 from 200 to 800, rider 1 from 100 s beside 400 to the end.
    times = times_between([(0, 0), (200, 0), (400, 100)], [(1000, 0), (800, 0), (1000, 0)], 1)
    people = [person(), person()]
    way = Way([car()], people, times, back=False)
    alone = best_ride(way, 0, (0,))
    assert alone is not None
    assert (alone.detour_s, alone.departure_s, alone.at_s) == (0, 0, (200, 800))
    both = best_ride(way, 0, (0, 1))
    assert both is not None
    # 100 s there and 100 s back.
    assert both.detour_s == 200
    assert both.stops == ((0, True), (1, True), (0, False), (1, False))
    assert aboard(both) == ((), (0,), (0, 1), (1,), ())
    # 200 + 300 + 500 + 200 seconds at 36 km/h are 2, 3, 5 and 2 km; the first stretch the driver pays alone.
    shares = cost_shares(CarpoolRules(0.6), [2, 3, 5, 2, 0], aboard(both))
    assert shares == {0: pytest.approx(3 * 0.6 / 2 + 5 * 0.6 / 3), 1: pytest.approx(5 * 0.6 / 3 + 2 * 0.6 / 2)}
    assert best_ride(Way([car(limit_min=199 / 60)], people, times, back=False), 0, (0, 1)) is None


def test_the_departure_makes_the_trip_shortest_and_waiting_is_detour() -> None:
    times = times_between([(0, 0), (200, 0)], [(1000, 0), (800, 0)], 1)

    def goes(rider: tuple[int, int], limit_min: float = 10) -> tuple[float, float, tuple[float, ...]] | None:
        ride = best_ride(Way([car((0, 600), limit_min=limit_min)], [person(rider)], times, back=False), 0, (0,))
        return None if ride is None else (ride.departure_s, ride.detour_s, ride.at_s)

    assert goes((500, 9_999)) == (300, 0, (500, 1100))
    assert goes((500, 1100)) == (300, 0, (500, 1100))
    assert goes((500, 1099)) is None  # the rider's own drive takes 600
    assert goes((0, 799)) is None  # the car cannot be there before 800
    # Leaving at 600 at the latest, the car waits from 800 to 900.
    assert goes((900, 9_999)) == (600, 100, (900, 1500))
    assert goes((900, 9_999), limit_min=1.5) is None


@settings(max_examples=80)
@given(st.integers(0, 2**32 - 1), st.integers(1, 3), st.booleans())
def test_best_rides_equal_those_by_trying_everything(seed: int, count: int, back: bool) -> None:
    drivers, riders, out, home = draw(seed, 2, count)
    times = home if back else out
    way = Way(drivers, riders, times, back=back)
    alone = singles(way)
    listed = groups(way, alone, 10**6)
    assert listed is not None
    by_set = {(ride.driver, ride.riders): ride for ride in listed}
    assert len(by_set) == len(listed)
    for j in range(2):
        for chosen in range(1, 1 << count):
            group = tuple(i for i in range(count) if chosen >> i & 1)
            expected = slow_detour(j, group, drivers, riders, times, back=back)
            ride = by_set.get((j, group))
            assert (None if ride is None else ride.detour_s) == expected
            if len(group) == 1:
                assert alone[j, group[0]] == (expected is not None)
    for ride in listed:
        check_ride(ride, drivers, riders, times, back=back)


@given(st.integers(0, 2**32 - 1), st.floats(0, 5))
def test_a_wider_limit_never_loses_a_ride(seed: int, more: float) -> None:
    drivers, riders, out, _ = draw(seed, 2, 3)
    wider = [replace(d, detour_limit_min=d.detour_limit_min + more) for d in drivers]
    more_of, fewer = (singles(Way(people, riders, out, back=False)) for people in (wider, drivers))
    assert (more_of >= fewer).all()


def test_without_times_between_riders_a_driver_takes_one() -> None:
    times = times_between([(0, 0), (200, 0), (200, 0)], [(1000, 0), (800, 0), (800, 0)], 1)
    people, alone = [person(), person()], np.ones((1, 2), np.bool_)

    def sizes(given: Times, most: int = 99, seats: int = 3) -> list[int] | None:
        found = groups(Way([car(seats=seats)], people, given, back=False), alone, most)
        return None if found is None else [len(ride.riders) for ride in found]

    assert sizes(times) == [1, 1, 2]
    assert sizes(times, seats=1) == [1, 1]
    assert sizes(replace(times, between=None)) == [1, 1]
    assert sizes(times, most=2) is None


def test_at_most_four_are_ordered() -> None:
    straight = [(0, 0)] + [(100, 0)] * 5
    times = times_between(straight, [(1000, 0)] * 6, 1)
    found = groups(Way([car(seats=8)], [person()] * 5, times, back=False), np.ones((1, 5), np.bool_), 10**6)
    assert found is not None
    # 5 + 10 + 10 + 5 sets of one to four.
    assert len(found) == 30
    assert {ride.detour_s for ride in found} == {0.0}


def test_places_without_a_way_are_not_served() -> None:
    times = times_between([(0, 0), (200, 0)], [(1000, 0), (800, 0)], 1)
    no_way: Any = np.inf
    for name in ("driver", "to_origin", "ride", "to_destination"):
        cut = replace(times, **{name: getattr(times, name) * no_way})
        assert not singles(Way([car()], [person()], cut, back=False)).any()


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("driver", np.zeros((1, 1)), r"'driver': .*shape \(1, 1\) where \(1,\) is needed"),
        ("to_origin", np.zeros((2, 1)), r"shape \(2, 1\) where \(1, 2\)"),
        ("to_destination", np.zeros((1, 2)), r"shape \(1, 2\) where \(2, 1\)"),
        ("between", np.zeros((2, 2)), r"shape \(2, 2\) where \(4, 4\)"),
        ("ride", np.array([1.0, -1.0]), "negative or not a number"),
        ("ride", np.array([1.0, np.nan]), "negative or not a number"),
    ],
)
def test_times_of_another_shape_are_refused(name: str, values: Any, words: str) -> None:
    times = times_between([(0, 0)] * 3, [(1, 0)] * 3, 1)
    with pytest.raises(ParameterError, match=words):
        replace(times, **{name: values})
