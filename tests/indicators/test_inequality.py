from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.inequality import gini, palma_ratio, theil, theil_decomposition
from tests.indicators.residents import Population, populations


def test_palma_by_hand() -> None:
    # Ten residents: the richest one reaches 10, the poorest four 1 to 4, on average 2.5.
    ten = np.arange(1.0, 11.0)
    assert palma_ratio(ten, np.ones(10), ten) == pytest.approx(4.0)
    assert palma_ratio(ten[::-1], np.ones(10), ten) == pytest.approx(1 / 8.5)
    # The poorest 40 % are 30 residents who reach 10 and 10 of those who reach 20: 500/40 = 12.5; 20/12.5 = 1.6.
    assert palma_ratio([10.0, 20.0], [30.0, 70.0], [900.0, 1500.0]) == pytest.approx(1.6)
    # The richest 10 % are 5 residents who reach 40 and 5 of the 95 who reach 20, on average 30; the poorest reach 20.
    assert palma_ratio([40.0, 20.0], [5.0, 95.0], [9000.0, 1500.0]) == pytest.approx(1.5)


def test_palma_shares_out_those_who_are_level() -> None:
    """With one income for all, both ends are the same mixture, whatever the order of the places."""
    assert palma_ratio([1.0, 99.0, 7.0], [3.0, 2.0, 8.0], [1200.0, 1200.0, 1200.0]) == pytest.approx(1.0)
    level = ([5.0, 1.0, 9.0], [4.0, 4.0, 2.0], [1.0, 1.0, 2.0])
    turned = ([1.0, 5.0, 9.0], [4.0, 4.0, 2.0], [1.0, 1.0, 2.0])
    assert palma_ratio(*level) == pytest.approx(palma_ratio(*turned)) == pytest.approx(3.0)


@given(populations())
def test_palma_is_a_ratio_of_means_of_people(population: Population) -> None:
    """Ten of each resident, one by one: the first four tenths and the last tenth in the order of income."""
    access, incomes = population.one_by_one()
    distinct = incomes + np.arange(len(incomes)) / 1000
    order = np.argsort(distinct)
    ten = np.repeat(access[order], 10)
    low, high = ten[: 4 * len(access)].mean(), ten[-len(access) :].mean()
    found = palma_ratio(access, np.ones(len(access)), distinct)
    assert math.isnan(found) if low == 0 else found == pytest.approx(high / low, rel=1e-9)


def test_gini_by_hand() -> None:
    # Pairs of 1, 2, 3 and 4 differ by 20 in all, both ways round: 20 / (2 × 16 × 2.5).
    assert gini([1.0, 2.0, 3.0, 4.0], np.ones(4)) == pytest.approx(0.25)
    # Three residents with 1 and one with 3: 2 × 3 × 2 = 12 over 2 × 16 × 1.5.
    assert gini([1.0, 3.0], [3.0, 1.0]) == pytest.approx(0.25)
    assert gini([7.0, 7.0, 7.0], [1.0, 2.0, 3.0]) == 0.0
    assert gini([0.0, 5.0], [99.0, 1.0]) == pytest.approx(0.99)


@given(populations())
def test_gini_is_half_the_mean_gap_over_the_mean(population: Population) -> None:
    access, _ = population.one_by_one()
    expected = np.abs(access[:, np.newaxis] - access).mean() / (2 * access.mean())
    found = gini(population.access, population.residents)
    assert found == pytest.approx(expected, abs=1e-12)
    assert 0 <= found < 1


def test_theil_by_hand() -> None:
    # Mean 2: (0.5 ln 0.5 + 1.5 ln 1.5) / 2.
    assert theil([1.0, 3.0], [1.0, 1.0]) == pytest.approx((0.5 * math.log(0.5) + 1.5 * math.log(1.5)) / 2)
    assert theil([4.0, 4.0], [1.0, 5.0]) == 0.0
    # One of eight residents has all: the logarithm of 8.
    assert theil([0.0, 16.0], [7.0, 1.0]) == pytest.approx(math.log(8))


def test_theil_decomposition_by_hand() -> None:
    """Two in the north with 1 and 3, two in the south with 6 each; the mean is 4, of 16 in all.

    North: 4/16 of access, mean 2, T = 0.1308; south: 12/16, mean 6, T = 0.
    Between: 0.25 ln(2/4) + 0.75 ln(6/4) = 0.1308; within: 0.25 × 0.1308.
    """
    split = theil_decomposition([1.0, 6.0, 3.0, 6.0], np.ones(4), ["north", "south", "north", "south"])
    north, south = split.groups
    own = (0.5 * math.log(0.5) + 1.5 * math.log(1.5)) / 2
    assert (north.group, north.residents) == ("north", 2.0)
    assert [north.access_share, north.theil, south.theil] == pytest.approx([0.25, own, 0.0])
    assert north.between == pytest.approx(0.25 * math.log(0.5))
    assert south.between == pytest.approx(0.75 * math.log(1.5))
    assert split.between == pytest.approx(0.25 * math.log(0.5) + 0.75 * math.log(1.5))
    assert split.within == pytest.approx(0.25 * own)
    assert split.total == pytest.approx(split.between + split.within)


@given(populations())
def test_between_and_within_make_the_whole(population: Population) -> None:
    split = theil_decomposition(population.access, population.residents, population.groups)
    assert split.total == theil(population.access, population.residents)
    assert split.between + split.within == pytest.approx(split.total, abs=1e-9)
    assert split.within >= 0
    assert split.between >= -1e-12
    assert sum(group.residents for group in split.groups) == population.residents.sum()
    assert sum(group.access_share for group in split.groups) == pytest.approx(1.0)


@given(populations())
def test_one_group_is_all_within_and_places_apart_all_between(population: Population) -> None:
    together = theil_decomposition(population.access, population.residents, ["all"] * len(population.access))
    assert together.between == pytest.approx(0.0, abs=1e-12)
    apart = theil_decomposition(population.access, population.residents, range(len(population.access)))
    assert apart.within == pytest.approx(0.0, abs=1e-12)


@given(populations(), st.floats(1e-3, 1e3), st.integers(1, 4))
def test_neither_the_unit_nor_the_size_matters(population: Population, unit: float, times: int) -> None:
    access, residents, incomes = population.access, population.residents, population.incomes
    for measure in (gini, theil):
        found = measure(access, residents)
        assert measure(access * unit, residents * times) == pytest.approx(found, abs=1e-9)
    ratio = palma_ratio(access, residents, incomes)
    assert palma_ratio(access * unit, residents * times, incomes) == pytest.approx(ratio, rel=1e-9, nan_ok=True)


def test_no_value_where_there_is_nobody_or_nothing() -> None:
    for residents, access in (([0.0, 0.0], [1.0, 2.0]), ([1.0, 1.0], [0.0, 0.0]), ([], [])):
        assert math.isnan(gini(access, residents))
        assert math.isnan(theil(access, residents))
        assert math.isnan(palma_ratio(access, residents, access))
        split = theil_decomposition(access, residents, ["a"] * len(access))
        assert math.isnan(split.total)
        assert math.isnan(split.between)
        assert math.isnan(split.within)
    assert math.isnan(palma_ratio([0.0, 5.0], [5.0, 5.0], [1.0, 2.0]))


def test_huge_figures_are_counted() -> None:
    assert gini([1e308, 1e308, 1e308], [1e300, 1e300, 1e300]) == pytest.approx(0.0)
    assert theil([1e308, 0.0], [1.0, 1.0]) == pytest.approx(math.log(2))


def test_impossible_arguments_are_refused() -> None:
    for access in ([-1.0, 1.0], [np.inf, 1.0], [np.nan, 1.0], [1.0]):
        for measure in (gini, theil):
            with pytest.raises(ParameterError):
                measure(access, [1.0, 1.0])
        with pytest.raises(ParameterError):
            palma_ratio(access, [1.0, 1.0], [1.0, 2.0])
    with pytest.raises(ParameterError, match="residents"):
        gini([1.0], [-1.0])
    with pytest.raises(ParameterError, match="incomes"):
        palma_ratio([1.0, 2.0], [1.0, 1.0], [np.nan, 2.0])
    with pytest.raises(ParameterError, match="labels"):
        theil_decomposition([1.0, 2.0], [1.0, 1.0], ["a"])
