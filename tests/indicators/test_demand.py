from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.competition import shen
from portee.indicators.decay import Exponential, Step
from portee.indicators.demand import opportunities_per_person, potential_demand, unreached_opportunities
from portee.indicators.gravity import gravity
from tests.indicators.crowds import SHEN_MINUTES, SHEN_PEOPLE, Crowd, crowds

MINUTES = [[10.0, 30.0, math.inf], [10.0, 10.0, math.inf]]
PEOPLE = [4.0, 6.0]


def test_worked_by_hand() -> None:
    wanted = potential_demand(MINUTES, PEOPLE, Step(20))
    assert wanted.tolist() == [10.0, 6.0, 0.0]
    assert opportunities_per_person([5.0, 12.0, 7.0], wanted).tolist() == [0.5, 2.0, 0.0]
    assert unreached_opportunities([5.0, 12.0, 7.0], wanted).tolist() == 7.0
    assert unreached_opportunities([[5.0, 1.0], [12.0, 2.0], [7.0, 3.0]], wanted).tolist() == [7.0, 3.0]


def test_published_example() -> None:
    """People of the suburb who seek jobs in the first centre: 50 000 e^−1.5 = 11 156.51 (Soukhov et al. 2023)."""
    alone = potential_demand(SHEN_MINUTES[:1], SHEN_PEOPLE[:1], Exponential(0.1))
    assert alone.tolist() == pytest.approx([11_156.51, 2_489.35, 2.27], abs=0.005)


@given(crowds(), st.integers(0, 6))
def test_two_passes_are_the_access_with_competition(crowd: Crowd, cut: int) -> None:
    decay = Exponential(0.05)
    wanted = potential_demand(crowd.minutes[:cut], crowd.people[:cut], decay)
    wanted = potential_demand(crowd.minutes[cut:], crowd.people[cut:], decay, wanted)
    ratio = opportunities_per_person(crowd.opportunities, wanted)
    access = gravity(crowd.minutes, ratio, decay)
    assert access.tobytes() == shen(crowd.minutes, crowd.opportunities, crowd.people, decay).tobytes()


@given(crowds(groups=2))
def test_groups_add_up(crowd: Crowd) -> None:
    by_group = potential_demand(crowd.minutes, crowd.people, Step(45))
    assert by_group.shape == (2, len(crowd.opportunities))
    for group in range(2):
        alone = potential_demand(crowd.minutes[group], crowd.people[group], Step(45))
        assert by_group[group].tolist() == alone.tolist()
    nobody = by_group.sum(axis=0) == 0
    assert unreached_opportunities(crowd.opportunities, by_group) == crowd.opportunities[nobody].sum()


def test_no_origin_and_no_people() -> None:
    assert potential_demand(np.ones((0, 2)), np.ones(0), Step(1)).tolist() == [0.0, 0.0]
    assert potential_demand(MINUTES, [0.0, 0.0], Step(20)).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("wanted", [1.0, [-1.0], [np.nan], [np.inf], [[[1.0]]]])
def test_impossible_potential_demand_is_refused(wanted: object) -> None:
    with pytest.raises(ParameterError, match="wanted"):
        opportunities_per_person([1.0], wanted)  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="wanted"):
        unreached_opportunities([1.0], wanted)  # type: ignore[arg-type]


def test_shapes_that_do_not_match_are_refused() -> None:
    with pytest.raises(ParameterError, match="weights"):
        opportunities_per_person([1.0], [1.0, 2.0])
    with pytest.raises(ParameterError, match="demand"):
        potential_demand(MINUTES, [1.0], Step(1))
    with pytest.raises(ParameterError, match="so_far"):
        potential_demand(MINUTES, PEOPLE, Step(1), [1.0])
