from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given

from portee.core.errors import ParameterError
from portee.indicators.concentration import concentration_index, erreygers_index, wagstaff_index
from portee.indicators.inequality import gini
from tests.indicators.residents import Population, populations


def test_published_example() -> None:
    """Deaths under five per 1000 births by wealth group, India 1982–92: −0.1694.

    O'Donnell, van Doorslaer, Wagstaff & Lindelow 2008, Analyzing Health Equity Using Household Survey Data, World
    Bank, chapter 8; first in its Technical Note 7.
    """
    births = [29_939.0, 28_776.0, 26_528.0, 24_689.0, 19_739.0]
    deaths = [154.7, 152.9, 119.5, 86.9, 54.3]
    assert concentration_index(deaths, births, [1.0, 2.0, 3.0, 4.0, 5.0]) == pytest.approx(-0.1694, abs=5e-5)


def test_worked_by_hand() -> None:
    """Ranks 1/8, 3/8, 5/8, 7/8. cov = (1.5 × 3/8 + 0.5 × 1/8) × 2/4 = 0.3125, mean 2.5.

    CI = 2 × 0.3125 / 2.5 = 0.25; E on 0 to 10 = 8 × 0.3125 / 10 = 0.25; W = 2 × 0.3125 × 10 / (7.5 × 2.5) = 1/3.
    """
    access, people, incomes = [1.0, 2.0, 3.0, 4.0], np.ones(4), [800.0, 1100.0, 1500.0, 2500.0]
    assert concentration_index(access, people, incomes) == pytest.approx(0.25)
    assert erreygers_index(access, people, incomes, low=0, high=10) == pytest.approx(0.25)
    assert wagstaff_index(access, people, incomes, low=0, high=10) == pytest.approx(1 / 3)
    # All to the richest of four: Wagstaff's is then as large as it can be.
    alone = [0.0, 0.0, 0.0, 1.0]
    assert concentration_index(alone, people, incomes) == pytest.approx(0.75)
    assert erreygers_index(alone, people, incomes, low=0, high=1) == pytest.approx(0.75)
    assert wagstaff_index(alone, people, incomes, low=0, high=1) == pytest.approx(1.0)


@given(populations())
def test_turning_the_ranking_round_turns_the_sign(population: Population) -> None:
    access, people, incomes = population.access, population.residents, population.incomes
    high = float(access.max()) + 1
    assert concentration_index(access, people, -incomes) == pytest.approx(
        -concentration_index(access, people, incomes), abs=1e-9
    )
    for bounded in (erreygers_index, wagstaff_index):
        found = bounded(access, people, incomes, low=0, high=high)
        assert bounded(access, people, -incomes, low=0, high=high) == pytest.approx(-found, abs=1e-9)
        # Counting what is out of reach instead of what is within reach.
        assert bounded(high - access, people, incomes, low=0, high=high) == pytest.approx(-found, abs=1e-9)


@given(populations())
def test_it_lies_within_the_gini(population: Population) -> None:
    access, people = population.access, population.residents
    most = gini(access, people)
    assert concentration_index(access, people, access) == pytest.approx(most, abs=1e-12)
    assert abs(concentration_index(access, people, population.incomes)) <= most + 1e-9


@given(populations())
def test_a_weight_is_that_many_people(population: Population) -> None:
    access, incomes = population.one_by_one()
    found = concentration_index(population.access, population.residents, population.incomes)
    assert concentration_index(access, np.ones(len(access)), incomes) == pytest.approx(found, abs=1e-9)


@given(populations())
def test_the_corrected_index_is_absolute(population: Population) -> None:
    access, people, incomes = population.access, population.residents, population.incomes
    high = float(access.max()) + 10
    found = erreygers_index(access, people, incomes, low=0, high=high)
    assert -1 <= found <= 1
    assert erreygers_index(access + 10, people, incomes, low=0, high=high) == pytest.approx(found, abs=1e-9)
    mean = float((access * people).sum() / people.sum())
    plain = concentration_index(access, people, incomes)
    assert found == pytest.approx(4 * mean / high * plain, abs=1e-9)
    assert wagstaff_index(access, people, incomes, low=0, high=high) == pytest.approx(
        high * plain / (high - mean), abs=1e-9
    )


def test_no_value_where_there_is_nobody_or_nothing() -> None:
    assert math.isnan(concentration_index([1.0], [0.0], [1.0]))
    assert math.isnan(concentration_index([0.0], [1.0], [1.0]))
    assert math.isnan(erreygers_index([1.0], [0.0], [1.0], low=0, high=2))
    assert erreygers_index([0.0], [1.0], [1.0], low=0, high=2) == 0.0
    for access in ([0.0, 0.0], [2.0, 2.0]):
        assert math.isnan(wagstaff_index(access, [1.0, 1.0], [1.0, 2.0], low=0, high=2))


@pytest.mark.parametrize(("low", "high"), [(0.0, 3.0), (2.0, 9.0), (9.0, 1.0), (0.0, 0.0), (-1.0, 9.0), (0.0, np.inf)])
def test_impossible_bounds_are_refused(low: float, high: float) -> None:
    for bounded in (erreygers_index, wagstaff_index):
        with pytest.raises(ParameterError):
            bounded([1.0, 4.0], [1.0, 1.0], [1.0, 2.0], low=low, high=high)


def test_impossible_arguments_are_refused() -> None:
    with pytest.raises(ParameterError, match="incomes"):
        concentration_index([1.0, 2.0], [1.0, 1.0], [1.0, np.nan])
    with pytest.raises(ParameterError, match="values"):
        concentration_index([-1.0], [1.0], [1.0])
    with pytest.raises(ParameterError, match="residents"):
        concentration_index([1.0], [np.inf], [1.0])
