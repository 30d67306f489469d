from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.ranks import (
    checked_access,
    fractional_ranks,
    part_within,
    rank_covariance,
    scaled_access,
    share_of_all,
    weights_of,
)
from tests.indicators.residents import Population, populations


def test_ranks_by_hand() -> None:
    """10 residents, of whom 2 stand lowest: ranks from 0 to 0.2, middle 0.1; 5 are level: from 0.2 to 0.7."""
    ranks = fractional_ranks([900.0, 1200.0, 1200.0, 3000.0], [2.0, 1.0, 4.0, 3.0])
    assert ranks.tolist() == pytest.approx([0.1, 0.45, 0.45, 0.85])


@given(populations())
def test_the_mean_rank_is_one_half(population: Population) -> None:
    weights = weights_of(population.residents)
    ranks = fractional_ranks(population.incomes, population.residents)
    assert float((weights * ranks).sum()) == pytest.approx(0.5)
    back = fractional_ranks(-population.incomes, population.residents)
    np.testing.assert_allclose(ranks + back, 1.0, rtol=1e-12)


def test_parts_by_hand() -> None:
    """The poorest 40 % of 100 residents: all 30 at 900 €, and 10 of the 50 at 1200 €, a fifth of each place there."""
    incomes, residents = [900.0, 1200.0, 3000.0, 1200.0], [30.0, 20.0, 20.0, 30.0]
    assert part_within(incomes, residents, 0.4).tolist() == pytest.approx([1.0, 0.2, 0.0, 0.2])
    assert part_within(incomes, residents, 0.0).tolist() == [0.0, 0.0, 0.0, 0.0]
    assert part_within(incomes, residents, 1.0).tolist() == pytest.approx([1.0, 1.0, 1.0, 1.0])


@given(populations(), st.floats(0, 1))
def test_exactly_the_share_is_taken(population: Population, share: float) -> None:
    parts = part_within(population.incomes, population.residents, share)
    assert np.all((parts >= 0) & (parts <= 1))
    assert float((weights_of(population.residents) * parts).sum()) == pytest.approx(share, abs=1e-12)


def test_share_of_all() -> None:
    parts, people = np.asarray([1.0, 0.5, 0.0]), np.asarray([1.0, 2.0, 1.0])
    assert share_of_all(parts, people) == 0.5
    assert share_of_all(parts, people, np.asarray([False, True, True])) == 0.25
    assert share_of_all(np.ones(3), np.asarray([3.0, 2.0, 1.0]) / 7) == 1.0
    assert share_of_all(np.ones(2), np.asarray([1e308, 1e308])) == 1.0
    assert np.isnan(share_of_all(np.ones(1), np.zeros(1)))


def test_weights_and_scales() -> None:
    assert weights_of(np.asarray([1.0, 3.0])).tolist() == [0.25, 0.75]
    assert weights_of(np.asarray([0.0, 0.0])).tolist() == [0.0, 0.0]
    assert weights_of(np.zeros(0)).tolist() == []
    assert weights_of(np.asarray([1e308, 1e308])).tolist() == [0.5, 0.5]
    assert scaled_access([5.0, 10.0], [1.0, 1.0])[0].tolist() == [0.5, 1.0]
    assert scaled_access([0.0, 0.0], [1.0, 1.0])[0].tolist() == [0.0, 0.0]
    assert rank_covariance(np.asarray([1.0, 3.0]), np.asarray([0.5, 0.5]), np.asarray([0.25, 0.75])) == 0.25


@pytest.mark.parametrize("values", [[-1.0, 1.0], [np.inf, 1.0], [np.nan, 1.0], [1.0]])
def test_impossible_access_is_refused(values: list[float]) -> None:
    with pytest.raises(ParameterError):
        checked_access(values, [1.0, 1.0])
    with pytest.raises(ParameterError):
        scaled_access(values, [1.0, 1.0])


@pytest.mark.parametrize("incomes", [[np.nan, 1.0], [1.0], [[1.0, 2.0]]])
def test_impossible_rankings_are_refused(incomes: object) -> None:
    with pytest.raises(ParameterError, match="incomes"):
        fractional_ranks(incomes, [1.0, 1.0])  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="incomes"):
        part_within(incomes, [1.0, 1.0], 0.4)  # type: ignore[arg-type]


def test_impossible_residents_and_shares_are_refused() -> None:
    with pytest.raises(ParameterError, match="residents"):
        fractional_ranks([1.0], [-1.0])
    for share in (-0.1, 1.1, np.nan):
        with pytest.raises(ParameterError, match="share"):
            part_within([1.0], [1.0], share)
