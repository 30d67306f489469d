"""Who lives where: a mix with its interval, or residents, or places, or squares."""

from __future__ import annotations

from dataclasses import replace
from statistics import NormalDist
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import OutsideNetworkError, ParameterError
from portee.network.network import Network
from portee.people.library import shipped_profiles
from portee.services.residents import Count, Residents, residents_of, squares_of
from portee.territory.places import Places
from tests.people.profiles import profile
from tests.worlds import grid_streets, places_at

NETWORK = Network.of(grid_streets(12, 6))
SHIPPED = shipped_profiles()[:3]
SEEDS = st.integers(0, 2**32 - 1)


def _cells(count: int = 3, **columns: Any) -> Places:
    """Cells with the columns of Filosofi."""
    told: dict[str, Any] = {
        "men": [100.0, 8.0, 60.0], "men_pauv": [30.0, 2.0, 10.0], "men_fmp": [10.0, 1.0, 5.0],
        "ind_11_17": [20.0, 1.0, 10.0], "ind_18_24": [30.0, 2.0, 15.0], "ind_25_39": [60.0, 5.0, 40.0],
        "ind_40_54": [50.0, 4.0, 30.0], "ind_55_64": [20.0, 2.0, 15.0], "imputed": [False, False, True],
        "residents": [220.0, 18.0, 140.0],
    }  # fmt: skip
    frame = pl.DataFrame({name: values[:count] for name, values in {**told, **columns}.items() if values is not None})
    points = places_at([5.001, 5.004, 5.008][:count], [43.001] * count, "c")
    return Places(points.ids, points.lon, points.lat, frame)


def test_a_mix_where_the_columns_are_there() -> None:
    found = residents_of(_cells(), SHIPPED, NETWORK)
    assert found.basis == "mix"
    assert found.additive
    assert found.mix is not None
    np.testing.assert_array_equal(found.people, found.mix.people.T)
    assert found.everyone == pytest.approx(180 + 14 + 110)
    assert found.withheld.tolist() == [False, True, True]  # fewer than 11 households; estimated
    every = np.ones((3, 3), np.bool_)
    whole = found.count(every)
    assert whole.central == pytest.approx(found.mix.people.sum())
    assert whole.low < whole.central < whole.high
    assert whole.high <= found.everyone


def test_the_interval_of_one_cell_and_profile_is_that_of_the_mix() -> None:
    found = residents_of(_cells(), SHIPPED, NETWORK)
    assert found.mix is not None
    for p in range(3):
        for h in range(3):
            at = np.zeros((3, 3), np.bool_)
            at[p, h] = True
            count = found.count(at)
            assert count.low == pytest.approx(found.mix.low[h, p])
            assert count.central == pytest.approx(found.mix.people[h, p])
            assert count.high == pytest.approx(found.mix.high[h, p])


def test_an_interval_by_hand() -> None:
    """Shares add up at their ends; the noise of small numbers as independent: √(3² + 4²) = 5."""
    found = residents_of(_cells(2), SHIPPED[:1], NETWORK)
    assert found.mix is not None
    mix = replace(
        found.mix, people=np.array([[20.0], [30.0]]), floor=np.array([[15.0], [26.0]]),
        ceiling=np.array([[28.0], [33.0]]), variance=np.array([[9.0], [16.0]]), most=np.array([[90.0], [90.0]]),
    )  # fmt: skip
    known = Residents(found.homes, found.profiles, "mix", mix.people.T.copy(), mix)
    z = NormalDist().inv_cdf(0.9)
    count = known.count(np.ones((1, 2), np.bool_))
    assert (count.low, count.central, count.high) == pytest.approx((41 - 5 * z, 50, 61 + 5 * z))
    # No more than the profile's ages have, 90 in each; and never fewer than the central number.
    wide = replace(mix, ceiling=np.array([[900.0], [900.0]]))
    assert replace(known, mix=wide).count(np.ones((1, 2), np.bool_)).high == pytest.approx(180)
    assert known.count(np.array([[False, True]])).high == 30


@given(SEEDS)
def test_more_people_are_never_fewer(seed: int) -> None:
    rng = np.random.default_rng(seed)
    found = residents_of(_cells(), SHIPPED, NETWORK)
    few = rng.random((3, 3)) < 0.4
    many = few | (rng.random((3, 3)) < 0.4)
    less, more = found.count(few), found.count(many)
    assert less.central <= more.central
    for count in (less, more):
        assert 0 <= count.low <= count.central <= count.high


def test_residents_where_there_is_no_mix() -> None:
    own = (profile(id="a"), profile(id="b"))
    found = residents_of(_cells(), own, NETWORK)
    # No share is declared for these profiles: every one is counted over all residents.
    assert (found.basis, found.additive) == ("residents", False)
    assert found.people.tolist() == [[220, 18, 140]] * 2
    assert found.everyone == 378
    assert found.withheld.tolist() == [False, True, True]
    count = found.count(np.array([[True, False, False], [True, True, False]]))
    assert count == Count((220 + 238) / 2, (220 + 238) / 2, (220 + 238) / 2)
    assert count.certain
    alone = found.count(np.array([[True, False, False], [True, True, False]]), np.array([False, True]))
    assert alone.central == 238


def test_places_where_nothing_is_known() -> None:
    plain = places_at([5.001, 5.004], [43.001, 43.001])
    found = residents_of(plain, SHIPPED, NETWORK)
    assert found.basis == "places"
    assert found.people.tolist() == [[1, 1]] * 3
    assert not found.withheld.any()
    assert not found.hidden(np.array([True, False]))
    named = Places(plain.ids, plain.lon, plain.lat, pl.DataFrame({"Population": [7, 3]}))
    assert residents_of(named, SHIPPED, NETWORK).people.tolist() == [[7, 3]] * 3


def test_squares_where_there_is_no_file() -> None:
    found = squares_of(SHIPPED, NETWORK)
    assert found.basis == "squares"
    assert found.side_m == 200
    assert (found.people == 1).all()
    assert len(found.homes) >= 12
    assert found.count(np.ones_like(found.people, np.bool_)).central == len(found.homes)


def test_nobody_lives_on_a_motorway() -> None:
    """The last column of streets is for cars alone."""
    streets = grid_streets(12, 6)
    east = np.asarray(streets.node_lon_e7)
    only_cars = (east[streets.edge_from] > east.max() - 1) | (east[streets.edge_to] > east.max() - 1)
    closed = {m: np.where(only_cars & (m != "car"), -1, cost) for m, cost in streets.cost_forward.items()}
    network = Network.of(replace(streets, cost_forward=closed, cost_backward=closed))
    assert squares_of(SHIPPED, network).homes.lon.max() < east.max() / 1e7


def test_places_outside_the_network_are_left_out() -> None:
    far = places_at([5.001, 6.0, 5.004], [43.001, 44.0, 43.001])
    found = residents_of(far, SHIPPED, NETWORK)
    assert (len(found.homes), found.left_out) == (2, 1)
    assert found.homes.ids.tolist() == ["p0", "p2"]
    with pytest.raises(OutsideNetworkError, match="No place of the territory"):
        residents_of(places_at([6.0], [44.0]), SHIPPED, NETWORK)


def test_groups_that_may_not_be_told() -> None:
    found = residents_of(_cells(), SHIPPED, NETWORK)
    assert not found.hidden(np.array([False, False, False]))
    assert found.hidden(np.array([False, True, False]))  # 8 households
    assert found.hidden(np.array([False, False, True]))  # all of it estimated
    assert not found.hidden(np.array([True, True, False]))
    assert not found.hidden(np.array([False, True, True]))  # 68 households, one cell of them estimated


def test_what_is_no_territory() -> None:
    with pytest.raises(ParameterError, match="No profile"):
        squares_of((), NETWORK)
    with pytest.raises(ParameterError, match="given twice"):
        residents_of(_cells(), (SHIPPED[0], SHIPPED[0]), NETWORK)
    with pytest.raises(ParameterError, match="something else than numbers"):
        residents_of(_cells(men_pauv=[-1.0, 0.0, 0.0]), SHIPPED, NETWORK)
    with pytest.raises(ParameterError, match="Nobody lives"):
        residents_of(_cells(residents=[0.0, 0.0, 0.0]), (profile(id="own"),), NETWORK)
