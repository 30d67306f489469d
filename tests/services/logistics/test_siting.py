from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.services.logistics.siting import fitting, site_lockers, site_micro_hubs
from portee.services.logistics.spots import Spot
from portee.services.logistics.wanted import Fleet, HubSiting, LockerSiting, Spots

AMONG = (Spots(grid_m=500),)
FLEET = (Fleet(id="bikes", kind="cargo_bike"),)


def _spots(count: int, **values: object) -> tuple[Spot, ...]:
    return tuple(Spot(f"s{k}", "", "other", 5.0, 43.0, **values) for k in range(count))  # type: ignore[arg-type]


@st.composite
def tables(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    doors, places = draw(st.integers(1, 8)), draw(st.integers(1, 6))
    minutes = st.integers(0, 30).map(float)
    table = draw(st.lists(minutes, min_size=doors * places, max_size=doors * places))
    weights = draw(st.lists(st.integers(1, 9).map(float), min_size=doors, max_size=doors))
    return np.array(table).reshape(doors, places), np.array(weights)


@given(tables(), st.integers(1, 3))
def test_the_p_median_is_that_of_brute_force(drawn: tuple[np.ndarray, np.ndarray], count: int) -> None:
    minutes, weights = drawn
    places = minutes.shape[1]
    found = site_micro_hubs(HubSiting(among=AMONG, count=count, fleet=FLEET), _spots(places), {}, minutes, weights)
    best = min(
        float((weights * minutes[:, list(group)].min(axis=1)).sum())
        for group in itertools.combinations(range(places), min(count, places))
    )
    assert float(np.average(minutes[np.arange(len(weights)), found.nearest], weights=weights)) == pytest.approx(
        best / weights.sum()
    )
    assert found.share == 1.0


@given(tables())
def test_parcels_covered_by_lockers_never_fall_with_one_more(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    minutes, weights = drawn
    if minutes.min() > 10:
        return
    shares = [
        site_lockers(
            LockerSiting(among=AMONG, count=count, within_min=10, fetched=1),
            _spots(minutes.shape[1]),
            {},
            minutes,
            weights,
        ).share
        for count in (1, 2, 3)
    ]
    assert shares == sorted(shares)


def test_rooms_hold_all_parcels_or_it_is_told_what_is_missing() -> None:
    minutes, weights = np.array([[1.0, 5.0], [1.0, 6.0], [1.0, 9.0]]), np.array([4.0, 4.0, 4.0])
    asked = HubSiting(among=AMONG, count=2, fleet=FLEET)
    found = site_micro_hubs(asked, _spots(2, parcels=8), {}, minutes, weights)
    assert found.found.opened.all()
    assert found.parcels.max() <= 8
    with pytest.raises(
        ParameterError, match="needs a capacity of 12; the largest places allowed have 10, 2 too little"
    ):
        site_micro_hubs(asked, _spots(2, parcels=5), {}, minutes, weights)


def test_doors_that_nobody_reaches_do_not_keep_the_others_from_being_served() -> None:
    minutes = np.array([[3.0, 9.0], [np.inf, np.inf]])
    found = site_micro_hubs(HubSiting(among=AMONG, count=1, fleet=FLEET), _spots(2), {}, minutes, np.ones(2))
    assert found.nearest.tolist() == [0, -1]
    assert (found.mean_min, found.share) == (3.0, 0.5)
    with pytest.raises(ParameterError, match="From no candidate"):
        site_micro_hubs(
            HubSiting(among=AMONG, count=1, fleet=FLEET), _spots(2), {}, np.full((1, 2), np.inf), np.ones(1)
        )


def test_the_cheapest_places_that_cover_all_and_a_budget() -> None:
    minutes = np.array([[2.0, 20.0, 2.0], [20.0, 2.0, 2.0]])
    spots = tuple(Spot(f"s{k}", "", "other", 5.0, 43.0, cost_day=cost) for k, cost in enumerate((10.0, 10.0, 25.0)))
    asked = HubSiting(among=AMONG, model="set-covering", within_min=5, fleet=FLEET)
    assert [one.id for one in site_micro_hubs(asked, spots, {}, minutes, np.ones(2)).opened] == ["s0", "s1"]
    asked = HubSiting(among=AMONG, model="p-centre", budget_day=24, fleet=FLEET)
    assert [one.id for one in site_micro_hubs(asked, spots, {}, minutes, np.ones(2)).opened] == ["s0", "s1"]


def test_places_that_do_not_fit_are_counted_by_reason() -> None:
    spots = (*_spots(1, m2=4.0), *_spots(1), *_spots(2, m2=20.0))
    rows, left = fitting(spots, 9, np.array([True, True, True, False]))
    assert rows.tolist() == [2]
    assert left == {"area_unknown": 1, "no_supply": 1, "small": 1}
    with pytest.raises(ParameterError, match=r"No place fits. Of 4, 3 are too small: the largest has 20 m², 5 m² too"):
        fitting(spots, 25, None)
