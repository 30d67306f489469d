from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.sufficiency import fgt, fgt_by_group, sufficiency_line
from portee.indicators.summaries import share_below, weighted_mean
from tests.indicators.residents import Population, populations


def test_published_example() -> None:
    """Four people with 100, 110, 150 and 160, a line of 125: gaps 25 and 15, that is 0.20 and 0.12 of the line.

    Haughton & Khandker 2009, Handbook on Poverty and Inequality, World Bank, p. 72: P2 = 0.0136.
    """
    values, people = [100.0, 110.0, 150.0, 160.0], np.ones(4)
    assert fgt(values, people, 125, 0) == pytest.approx(0.5)
    assert fgt(values, people, 125, 1) == pytest.approx((0.20 + 0.12) / 4)
    assert fgt(values, people, 125, 2) == pytest.approx(0.0136)


def test_groups_by_hand() -> None:
    """East: 3 residents with 5 of 10 needed and 1 above; west: 4 above the line. 3/4 × 4/8 = 3/8 and 0."""
    east, west = fgt_by_group([5.0, 12.0, 30.0], [3.0, 1.0, 4.0], ["east", "east", "west"], 10)
    assert (east.group, east.residents, east.fgt, east.contribution) == ("east", 4.0, 0.75, 0.375)
    assert (west.group, west.residents, west.fgt, west.contribution) == ("west", 4.0, 0.0, 0.0)


@given(populations(), st.floats(0.1, 100), st.sampled_from([0.0, 1.0, 2.0]))
def test_groups_add_up_to_the_whole(population: Population, line: float, alpha: float) -> None:
    whole = fgt(population.access, population.residents, line, alpha)
    groups = fgt_by_group(population.access, population.residents, population.groups, line, alpha)
    assert sum(group.contribution for group in groups) == pytest.approx(whole, abs=1e-12)
    residents = population.residents.sum()
    shares = sum(g.residents / residents * g.fgt for g in groups if g.residents)
    assert shares == pytest.approx(whole, abs=1e-12)


@given(populations(), st.floats(0.1, 100), st.floats(0, 100), st.sampled_from([0.0, 1.0, 2.0]))
def test_a_higher_line_never_lowers_poverty(population: Population, line: float, more: float, alpha: float) -> None:
    before = fgt(population.access, population.residents, line, alpha)
    after = fgt(population.access, population.residents, line + more, alpha)
    assert after >= before - 1e-12
    assert 0 <= before <= 1


@given(populations(), st.floats(0.1, 100), st.floats(0, 50))
def test_more_access_never_raises_poverty(population: Population, line: float, more: float) -> None:
    for alpha in (0, 1, 2):
        before = fgt(population.access, population.residents, line, alpha)
        assert fgt(population.access + more, population.residents, line, alpha) <= before + 1e-12


@given(populations(), st.floats(0.1, 100))
def test_severity_never_exceeds_gap_nor_gap_headcount(population: Population, line: float) -> None:
    p0, p1, p2 = (fgt(population.access, population.residents, line, alpha) for alpha in (0, 1, 2))
    assert p2 <= p1 + 1e-12 <= p0 + 2e-12
    assert p0 == pytest.approx(share_below(population.access, population.residents, line))


def test_the_line_is_a_fraction_of_the_mean() -> None:
    assert sufficiency_line([10.0, 50.0], [3.0, 1.0], 0.5) == pytest.approx(10.0)
    assert math.isnan(sufficiency_line([10.0], [0.0], 0.5))


@given(populations(), st.floats(0.1, 2))
def test_the_line_follows_the_mean(population: Population, fraction: float) -> None:
    line = sufficiency_line(population.access, population.residents, fraction)
    assert line == pytest.approx(fraction * weighted_mean(population.access, population.residents))


def test_the_line_itself_is_enough_and_what_is_beyond_counts_as_nothing() -> None:
    for alpha in (0, 1, 2):
        assert fgt([10.0, math.inf], [1.0, 1.0], 10, alpha) == 0.0
        assert fgt([0.0], [1.0], 10, alpha) == 1.0


def test_nobody() -> None:
    assert math.isnan(fgt([1.0], [0.0], 10))
    (empty,) = fgt_by_group([1.0], [0.0], ["a"], 10)
    assert math.isnan(empty.fgt)
    assert empty.contribution == 0.0


def test_impossible_arguments_are_refused() -> None:
    for line in (0.0, -1.0, math.nan, math.inf):
        with pytest.raises(ParameterError, match="threshold"):
            fgt([1.0], [1.0], line)
    for alpha in (-1.0, math.nan, math.inf):
        with pytest.raises(ParameterError, match="alpha"):
            fgt([1.0], [1.0], 1, alpha)
    for fraction in (0.0, -1.0, math.nan):
        with pytest.raises(ParameterError, match="fraction"):
            sufficiency_line([1.0], [1.0], fraction)
    with pytest.raises(ParameterError, match="values"):
        fgt([-1.0], [1.0], 1)
    with pytest.raises(ParameterError, match="values"):
        fgt([math.nan], [1.0], 1)
    with pytest.raises(ParameterError, match="labels"):
        fgt_by_group([1.0, 2.0], [1.0, 1.0], ["a"], 1)
    with pytest.raises(ParameterError, match="values"):
        sufficiency_line([math.inf], [1.0], 0.5)
