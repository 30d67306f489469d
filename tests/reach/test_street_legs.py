"""Legs along streets and by dock: what is added, how fast at most, where and when a way runs."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, box

from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.reach.dock_commute import DockCommuteSearch
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByDock
from portee.reach.links import LinkStore
from portee.reach.street_commute import StreetCommuteSearch
from portee.reach.street_legs import StreetLegs, served_pairs, street_legs
from portee.reach.streetwise import Stations
from portee.territory.places import Places
from tests.worlds import TODAY, grid_streets, places_at, random_places

SEEDS = st.integers(0, 2**32 - 1)
NEVER = int(UNREACHED)
H = 3600

Int32 = npt.NDArray[np.int32]


def _setting(seed: int) -> tuple[Network, Places, Places]:
    rng = np.random.default_rng(seed)
    network = Network.of(grid_streets(4, 3, rng=rng), modes=("walk", "bicycle", "car"))
    return network, random_places(rng, 3, 4, 3), random_places(rng, 4, 4, 3, "w")


def _legs(setting: tuple[Network, Places, Places], search: Along | ByDock, longest_min: float = 60) -> StreetLegs:
    network, homes, places = setting
    return street_legs(LinkStore(network), homes, places, search, longest_min)


@settings(max_examples=40)
@given(
    SEEDS,
    st.sampled_from([Along("walk", 4.0, 3.6), Along("bicycle", 2.5, 12.0), Along("car", 3.0, slower=1.7)]),
    st.sampled_from([0.0, 0.5, 2.0]),
    st.sampled_from([2.0, 60.0]),
)
def test_extra_minutes_are_on_top_of_the_ride_and_within_the_longest_leg(
    seed: int, search: Along, extra: float, longest: float
) -> None:
    """The limit is that of the ride; the longest leg holds the extra too. What is ridden is told without it."""
    setting = _setting(seed)
    found = _legs(setting, replace(search, extra_min=extra), longest)
    alone = _legs(setting, search, min(search.limit_min, max(longest - extra, 0)))
    network, homes, places = setting
    limit_s = int(min(search.limit_min + extra, longest) * 60)
    exact = StreetCommuteSearch(
        LinkStore(network), homes, places, search.mode, limit_s, search.units, round(extra * 60)
    ).commutes()
    for leg, km, minutes, same, was, ridden in (
        (found.out, found.out_km, found.out_min, exact.out, alone.out, alone.out_min),
        (found.back, found.back_km, found.back_min, exact.back, alone.back, alone.back_min),
    ):
        np.testing.assert_array_equal(leg, same)
        reached = leg != UNREACHED
        assert (reached == (was != UNREACHED)).all()
        assert (np.isfinite(km) == reached).all()
        np.testing.assert_array_equal(minutes[reached], leg[reached] / 60 - extra)
        # Rounded up to whole minutes with what is added: never a minute or more above what is ridden alone.
        assert (np.abs(minutes[reached] - ridden[reached]) < 1).all()


@settings(max_examples=40)
@given(SEEDS, st.sampled_from([0.5, 5.0, 12.0, 1e6]), st.sampled_from([0.0, 1.5]), st.sampled_from([2.0, 30.0]))
def test_no_leg_is_faster_than_its_mean_speed(seed: int, most: float, extra: float, limit: float) -> None:
    setting = _setting(seed)
    usual = Along("car", limit, extra_min=extra)
    free, found = _legs(setting, usual), _legs(setting, replace(usual, most_kmh=most))
    limit_s = int(min(limit + extra, 60) * 60)
    for leg, was, km in ((found.out, free.out, found.out_km), (found.back, free.back, found.back_km)):
        for pair in np.ndindex(leg.shape):
            slow = math.ceil(km[pair] / most * 3600 - 1e-3) + extra * 60 if was[pair] != NEVER else math.inf
            expected = max(was[pair], math.ceil(slow / 60) * 60) if slow <= limit_s else NEVER
            assert leg[pair] == expected
    if most == 1e6:
        np.testing.assert_array_equal(found.out, free.out)


def test_a_slow_ride_worked_by_hand() -> None:
    """Eight blocks of about 97.8 m are 0.783 km. At 45 km/h at most: 0.783 / 45 × 3,600 = 62.6 s, with 120 s for
    parking 183 s: 4 minutes. The car alone takes a thousandth of a second a millimetre here: 783 s and 120 s.
    """
    network = Network.of(grid_streets(12, 2), modes=("car",))
    fast = replace(network.streets, cost_forward={"car": network.streets.edge_length_mm // 100},
                   cost_backward={"car": network.streets.edge_length_mm // 100})  # fmt: skip
    places = places_at([5.0], [43.0]), places_at([5.0096], [43.0], "w")
    search = Along("car", 30, extra_min=2, most_kmh=45)
    legs = street_legs(LinkStore(Network.of(fast, modes=("car",))), *places, search, 60)
    assert legs.out_km[0, 0] == pytest.approx(0.783, abs=2e-3)
    assert (legs.out[0, 0], legs.out_min[0, 0]) == (240, 2.0)
    alone = street_legs(LinkStore(Network.of(fast, modes=("car",))), *places, replace(search, most_kmh=None), 60)
    assert alone.out[0, 0] == 180  # 7.8 s and 120 s
    legs = street_legs(LinkStore(network), *places, search, 60)
    assert legs.out[0, 0] == 960  # 783 s and 120 s are 903 s: 16 minutes


@settings(max_examples=15)
@given(SEEDS)
def test_by_dock_the_minutes_between_docks_are_told(seed: int) -> None:
    rng = np.random.default_rng(seed)
    modes = ("walk", "bicycle")
    network = Network.of(grid_streets(5, 4, rng=rng), modes=modes)
    docks = Stations(network, random_places(rng, 4, 5, 4, "d"), modes)
    by = ByDock("bicycle", 8.0, 9.0, docks, "walk", 3.6, 6.0)
    homes, work = random_places(rng, 2, 5, 4), random_places(rng, 3, 5, 4, "w")
    legs = _legs((network, homes, work), by, 20)
    search = DockCommuteSearch(LinkStore(network), homes, work, by, 1200).commutes()
    for name in ("out", "back", "out_km", "back_km", "out_min", "back_min"):
        np.testing.assert_array_equal(getattr(legs, name), getattr(search, name))
    assert served_pairs(homes, work, by, [_hours(8 * H, 16 * H, 3)], legs).all()


def _hours(start: int, end: int, places: int) -> Hours:
    return Hours(TODAY, np.full(places, start, np.int32), np.full(places, end, np.int32))


def _given(out: int, back: int, homes: int = 2, places: int = 2) -> StreetLegs:
    there, again = (np.full((homes, places), leg, np.int32) for leg in (out, back))
    return StreetLegs(there, again, *(np.zeros((homes, places)) for _ in range(4)))


HOMES, WORK = places_at([5.0, 5.1], [43.0, 43.0]), places_at([5.0, 5.2], [43.0, 43.0], "w")


def test_a_way_serves_who_lives_and_is_wanted_inside_its_area() -> None:
    legs, hours = _given(600, 600), [_hours(8 * H, 16 * H, 2)]
    for area, expected in (
        (None, [[True, True], [True, True]]),
        (box(4.9, 42.9, 5.15, 43.1), [[True, False], [True, False]]),
        (box(4.9, 42.9, 5.05, 43.1), [[True, False], [False, False]]),
        (MultiPolygon([box(5.05, 42.9, 5.3, 43.1), box(6, 42, 7, 43)]), [[False, False], [False, True]]),
        (box(5.0, 43.0, 5.2, 43.1), [[True, True], [True, True]]),  # the border is inside
        (box(8, 8, 9, 9), [[False, False], [False, False]]),
    ):
        search = Along("walk", 30, 3.6, area=area)
        assert served_pairs(HOMES, WORK, search, hours, legs).tolist() == expected


@pytest.mark.parametrize(
    ("start", "end", "runs"),
    [
        (8 * H, 16 * H, True),
        (6 * H + 600, 16 * H, True),  # leaves at 06:00, when it begins to run
        (6 * H + 599, 16 * H, False),
        (8 * H, 22 * H - 900, True),  # home at 22:00, when it stops
        (8 * H, 22 * H - 899, False),
        (5 * H, 23 * H, False),
    ],
)
def test_both_legs_must_lie_in_the_hours_of_a_way(start: int, end: int, runs: bool) -> None:
    """Ten minutes there, fifteen back; the way runs from 06:00 to 22:00."""
    search = Along("walk", 30, 3.6, from_s=6 * H, until_s=22 * H)
    served = served_pairs(HOMES, WORK, search, [_hours(start, end, 2)], _given(600, 900))
    assert served.tolist() == [[runs, runs], [runs, runs]]
    assert served_pairs(HOMES, WORK, replace(search, from_s=0, until_s=48 * H), [_hours(start, end, 2)],
                        _given(600, 900)).all()  # fmt: skip


def test_every_date_counts_and_places_are_asked_for_on_some_of_them() -> None:
    """The first place is wanted by day on both dates, the second at night on the second date alone."""
    search = Along("walk", 30, 3.6, from_s=6 * H, until_s=22 * H)
    day, night = (8 * H, 16 * H), (21 * H, 29 * H)
    first = Hours(TODAY, np.array([day[0], -1], np.int32), np.array([day[1], -1], np.int32))
    second = Hours(TODAY, np.array([day[0], night[0]], np.int32), np.array([day[1], night[1]], np.int32))
    legs = _given(600, 900)
    assert served_pairs(HOMES, WORK, search, [first, second], legs).tolist() == [[True, False], [True, False]]
    # Nobody is wanted at the second place on the first date: nothing is served there.
    assert served_pairs(HOMES, WORK, search, [first], legs).tolist() == [[True, False], [True, False]]
    every = replace(search, until_s=30 * H)
    assert served_pairs(HOMES, WORK, every, [first, second], legs).tolist() == [[True, True], [True, True]]
    assert not served_pairs(HOMES, WORK, every, [], legs).any()


def test_what_is_out_of_reach_is_not_refused_for_its_hours() -> None:
    """Its legs say so already."""
    search = Along("walk", 30, 3.6, from_s=6 * H, until_s=22 * H)
    assert served_pairs(HOMES, WORK, search, [_hours(6 * H, 22 * H, 2)], _given(NEVER, NEVER)).all()


@given(st.integers(0, 7200), st.integers(0, 7200), st.integers(0, 24 * H), st.integers(0, 24 * H), st.integers(0, H))
def test_longer_legs_are_served_no_more_often(out: int, back: int, start: int, last: int, longer: int) -> None:
    search = Along("walk", 30, 3.6, from_s=6 * H, until_s=22 * H)
    hours: list[Any] = [_hours(start, start + last, 2)]
    usual = served_pairs(HOMES, WORK, search, hours, _given(out, back))
    assert (served_pairs(HOMES, WORK, search, hours, _given(out + longer, back)) <= usual).all()
    assert (served_pairs(HOMES, WORK, search, hours, _given(out, back + longer)) <= usual).all()
