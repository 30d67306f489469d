"""Laws of hiding: places are moved by the distance declared, and no square shows fewer people than it should."""

from __future__ import annotations

import math
import random
import secrets
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from portee.commons.workshops.places import Hiding, Spot, distance_m, hidden_places, moved, square_of
from portee.core.errors import ParameterError

GEOD = Geod(ellps="sphere")
LATS, LONS = st.floats(-80, 80), st.floats(-180, 180)


def crowd(seed: int, people: int, said: int) -> list[Spot | None]:
    """What so many people said over one square kilometre, some of it of no place, some twice of one."""
    draw = random.Random(seed)
    homes = [(43.3 + draw.uniform(0, 0.009), 5.37 + draw.uniform(0, 0.012)) for _ in range(people)]
    spots: list[Spot | None] = []
    for _ in range(said):
        person = draw.randrange(people)
        place = homes[person] if draw.random() < 0.7 else homes[draw.randrange(people)]
        spots.append(Spot(person, *place) if draw.random() < 0.9 else None)
    return spots


@given(LATS, LONS, st.floats(100, 400), st.integers(0, 2**32))
@settings(max_examples=50, deadline=None)
def test_a_place_is_moved_by_the_distance_declared(lat: float, lon: float, least: float, seed: int) -> None:
    point = moved(lat, lon, least, least + 100, random.Random(seed))
    _, _, far = GEOD.inv(lon, lat, point.lon, point.lat)
    # The geodesic of the sphere of 6370997 m, less than a hundred thousandth from ours.
    assert least * 0.9999 <= far <= (least + 100) * 1.0001
    assert distance_m(lat, lon, point.lat, point.lon) == pytest.approx(far, rel=1e-4)


def test_moved_points_lie_uniformly_over_the_ring() -> None:
    draw = random.Random(1)
    points = [moved(43.3, 5.37, 100, 300, draw) for _ in range(4_000)]
    far = np.array([distance_m(43.3, 5.37, point.lat, point.lon) for point in points])
    # Half of the area of the ring lies within the root mean square of both radii.
    middle = math.sqrt((100**2 + 300**2) / 2)
    assert abs((far < middle).mean() - 0.5) < 4 * 0.5 / math.sqrt(4_000)
    for sign in (np.array([p.lat > 43.3 for p in points]), np.array([p.lon > 5.37 for p in points])):
        assert abs(sign.mean() - 0.5) < 4 * 0.5 / math.sqrt(4_000)


def test_chance_comes_from_the_system_and_is_never_the_same() -> None:
    spots = [Spot(k, 43.3, 5.37) for k in range(40)]
    first, second = (hidden_places(spots, Hiding(square_m=5_000), secrets.SystemRandom()) for _ in range(2))
    assert first != second


@given(st.integers(0, 2**32), st.integers(1, 150), st.sampled_from([300.0, 500.0, 1_000.0]))
@settings(max_examples=60, deadline=None)
def test_each_square_shown_holds_eleven_people_and_each_person_one_point(seed: int, people: int, side: float) -> None:
    spots, hiding = crowd(seed, people, 2 * people), Hiding(square_m=side)
    shown = hidden_places(spots, hiding, random.Random(seed))
    assert len(shown) == len(spots)
    points: dict[object, set[tuple[float, float]]] = defaultdict(set)
    published: dict[tuple[int, int], set[object]] = defaultdict(set)
    true: dict[tuple[int, int], set[object]] = defaultdict(set)
    # Of each person, the first place alone is known to others.
    first: dict[object, Spot] = {}
    for spot in spots:
        if spot is not None and first.setdefault(spot.person, spot) is spot:
            true[square_of(spot.lat, spot.lon, side)].add(spot.person)
    for spot, point in zip(spots, shown, strict=True):
        if point is None:
            continue
        assert spot is not None
        points[spot.person].add((point.lat, point.lon))
        published[square_of(point.lat, point.lon, side)].add(spot.person)
        assert (spot.lat, spot.lon) == (first[spot.person].lat, first[spot.person].lon)
        assert len(true[square_of(spot.lat, spot.lon, side)]) >= 11
        assert hiding.least_m <= distance_m(spot.lat, spot.lon, point.lat, point.lon) <= hiding.most_m
    assert all(len(people) >= 11 for people in published.values())
    assert all(len(found) == 1 for found in points.values())


def test_of_a_crowd_some_places_are_shown_and_some_are_not() -> None:
    shown = hidden_places(crowd(1, 120, 240), Hiding(), random.Random(1))
    assert 20 < sum(point is not None for point in shown) < 200


def test_enough_people_in_one_place_are_shown_and_ten_are_not() -> None:
    wide = Hiding(square_m=20_000)
    middle = (20.5 * 20_000 / 6_371_008.8, 0.0)
    lat = math.degrees(middle[0])
    many = hidden_places([Spot(k, lat, 0.1) for k in range(11)], wide, random.Random(2))
    assert all(point is not None for point in many)
    few = hidden_places([Spot(k % 10, lat, 0.1) for k in range(40)], wide, random.Random(2))
    assert few == [None] * 40


@given(LATS, LONS, st.sampled_from([200.0, 500.0]))
@settings(max_examples=50)
def test_squares_are_as_wide_as_high(lat: float, lon: float, side: float) -> None:
    row, column = square_of(lat, lon, side)
    high = math.degrees(side / 6_371_008.8)
    assert row * high <= lat + 1e-9
    assert lat <= (row + 1) * high + 1e-9
    wide = high / math.cos(math.radians((row + 0.5) * high))
    assert column * wide <= lon + 1e-9
    assert lon <= (column + 1) * wide + 1e-9


@pytest.mark.parametrize(
    "wrong",
    [{"least_m": 99}, {"most_m": 120}, {"most_m": 9_999}, {"square_m": 10}, {"people": 10}, {"most_m": math.nan}],
)
def test_hiding_is_never_weaker_than_the_commons_asks(wrong: dict[str, float]) -> None:
    with pytest.raises(ParameterError):
        Hiding(**wrong)  # type: ignore[arg-type]
