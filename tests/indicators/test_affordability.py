from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.affordability import (
    better_off_share,
    generalised_cost,
    housing_transport_share,
    pareto_set,
    residual_income,
    transport_share,
    within_budget,
)
from portee.indicators.cumulative import cumulative
from tests.indicators.laws import Matrix

MINUTES = [[[60.0, 20.0, math.inf], [15.0, 10.0, 25.0]]]
"""One origin; on foot and by bus; three destinations."""
COSTS = [[0.0], [40.0]]
JOBS = [10.0, 20.0, 30.0]


@dataclass(frozen=True)
class Choices:
    """Times and costs (origins, alternatives, destinations), and opportunities (destinations,)."""

    minutes: Matrix
    costs: Matrix
    weights: Matrix


@st.composite
def choices(draw: st.DrawFn) -> Choices:
    shape = (draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 5)))
    amount = st.one_of(st.just(math.inf), st.integers(0, 120).map(float), st.floats(0, 120))
    size = math.prod(shape)
    minutes = draw(st.lists(amount, min_size=size, max_size=size))
    costs = draw(st.lists(amount, min_size=size, max_size=size))
    weights = draw(st.lists(st.integers(0, 50).map(float), min_size=shape[2], max_size=shape[2]))
    return Choices(np.asarray(minutes).reshape(shape), np.asarray(costs).reshape(shape), np.asarray(weights))


def test_budget_by_hand() -> None:
    # In 30 minutes on foot, for nothing: the second. With 40 € for the bus: all three.
    assert within_budget(MINUTES, COSTS, JOBS, 30, 0).tolist() == [20.0]
    assert within_budget(MINUTES, COSTS, JOBS, 30, 39.99).tolist() == [20.0]
    assert within_budget(MINUTES, COSTS, JOBS, 30, 40).tolist() == [60.0]
    # Neither the slow way for nothing nor the dear fast way is both fast and cheap.
    assert within_budget(MINUTES, COSTS, JOBS, 15, 30).tolist() == [0.0]
    assert within_budget(MINUTES, COSTS, [[10.0, 1.0], [20.0, 2.0], [30.0, 3.0]], 30, 0).tolist() == [[20.0, 2.0]]


@given(choices(), st.integers(0, 120))
def test_without_a_limit_it_is_the_count_by_the_fastest_way(drawn: Choices, cutoff: int) -> None:
    free = within_budget(drawn.minutes, drawn.costs, drawn.weights, cutoff, math.inf)
    assert free.tobytes() == cumulative(drawn.minutes.min(axis=1), drawn.weights, cutoff).tobytes()
    alone = within_budget(drawn.minutes[:, :1], np.zeros(1), drawn.weights, cutoff, 0)
    assert alone.tobytes() == cumulative(drawn.minutes[:, 0], drawn.weights, cutoff).tobytes()


@given(choices(), st.floats(0, 120), st.floats(0, 120), st.floats(0, 60), st.floats(0, 60))
def test_more_time_or_money_never_gives_less(
    drawn: Choices, cutoff: float, budget: float, longer: float, richer: float
) -> None:
    arguments = (drawn.minutes, drawn.costs, drawn.weights)
    before = within_budget(*arguments, cutoff, budget)
    assert np.all(within_budget(*arguments, cutoff + longer, budget) >= before)
    assert np.all(within_budget(*arguments, cutoff, budget + richer) >= before)
    fewer = within_budget(drawn.minutes[:, 1:], drawn.costs[:, 1:], drawn.weights, cutoff, budget)
    assert np.all(fewer <= before)


@given(choices(), st.integers(0, 120), st.integers(0, 120))
def test_budget_equals_its_slow_twin(drawn: Choices, cutoff: int, budget: int) -> None:
    slow = [
        sum(
            weight
            for j, weight in enumerate(drawn.weights)
            if any(drawn.minutes[i, a, j] <= cutoff and drawn.costs[i, a, j] <= budget for a in range(len(paid)))
        )
        for i, paid in enumerate(drawn.costs)
    ]
    assert within_budget(drawn.minutes, drawn.costs, drawn.weights, cutoff, budget).tolist() == slow


def test_impossible_budgets_are_refused() -> None:
    for budget in (-1.0, math.nan):
        with pytest.raises(ParameterError, match="budget"):
            within_budget(MINUTES, COSTS, JOBS, 30, budget)
    for costs in ([[-1.0], [0.0]], [[math.nan], [0.0]], [[1e300], [0.0]], [[0.0, 1.0], [0.0, 1.0]]):
        with pytest.raises(ParameterError, match="costs"):
            within_budget(MINUTES, costs, JOBS, 30, 10)
    with pytest.raises(ParameterError, match="alternatives"):
        within_budget([10.0], [0.0], [1.0], 30, 10)
    with pytest.raises(ParameterError, match="cutoff"):
        within_budget(MINUTES, COSTS, JOBS, math.inf, 10)
    with pytest.raises(ParameterError, match="weights"):
        within_budget(MINUTES, COSTS, [1.0], 30, 10)


def test_generalised_cost_by_hand() -> None:
    # Half an hour at 12 € an hour and a ticket of 2 €: 8 €.
    assert generalised_cost([30.0, math.inf], [2.0, 2.0], 12).tolist() == [8.0, math.inf]
    assert generalised_cost([30.0, math.inf], 2.0, 0).tolist() == [2.0, math.inf]
    assert generalised_cost([30.0], [math.inf], 12).tolist() == [math.inf]
    for value in (-1.0, math.nan, math.inf):
        with pytest.raises(ParameterError, match="value_of_time"):
            generalised_cost([30.0], [2.0], value)
    with pytest.raises(ParameterError, match="costs"):
        generalised_cost([30.0], [2.0, 3.0], 12)


@given(choices(), st.floats(0, 50), st.floats(0, 50))
def test_dearer_time_never_costs_less(drawn: Choices, value: float, more: float) -> None:
    before = generalised_cost(drawn.minutes, drawn.costs, value)
    assert np.all(generalised_cost(drawn.minutes, drawn.costs, value + more) >= before)
    assert np.all(before >= drawn.costs)


def test_pareto_by_hand() -> None:
    rows = [[30.0, 40.0], [45.0, 0.0], [30.0, 40.0], [50.0, 10.0], [20.0, 90.0], [math.inf, 0.0]]
    # The third equals the first; the fourth is beaten by the second, and so is the last, which leads nowhere.
    assert pareto_set(rows).tolist() == [True, True, False, False, True, False]
    assert pareto_set(np.zeros((0, 2))).tolist() == []
    assert pareto_set([[math.inf, math.inf]]).tolist() == [True]
    assert pareto_set([[3.0], [1.0], [1.0]]).tolist() == [False, True, False]


@given(st.integers(1, 4), st.lists(st.lists(st.integers(-3, 3), min_size=4, max_size=4), max_size=30))
def test_pareto_keeps_what_nothing_beats(criteria: int, drawn: list[list[int]]) -> None:
    rows = np.asarray(drawn, dtype=float).reshape(len(drawn), 4)[:, :criteria]
    kept = pareto_set(rows)
    for i, row in enumerate(rows):
        beaten = any(np.all(other <= row) and np.any(other < row) for other in rows)
        seen = any(np.all(other == row) for other in rows[:i])
        assert kept[i] == (not beaten and not seen)


@pytest.mark.parametrize("values", [[1.0], [[math.nan]], [[[1.0]]], np.zeros((2, 0))])
def test_rows_without_criteria_are_refused(values: object) -> None:
    with pytest.raises(ParameterError, match="values"):
        pareto_set(values)  # type: ignore[arg-type]


def test_household_by_hand() -> None:
    """1500 € a month, 600 € of rent, 180 € of travel: 12 %, 52 %, and 720 € left, 480 € for each of 1.5 units."""
    assert float(transport_share(180.0, 1500.0)) == pytest.approx(0.12)
    assert float(housing_transport_share(600.0, 180.0, 1500.0)) == pytest.approx(0.52)
    assert float(residual_income(1500.0, 600.0, 180.0)) == pytest.approx(720.0)
    assert float(residual_income(1500.0, 600.0, 180.0, units=1.5)) == pytest.approx(480.0)
    assert residual_income([1500.0, 700.0], 600.0, [180.0, 150.0]).tolist() == [720.0, -50.0]
    assert transport_share([90.0, 180.0], 900.0).tolist() == pytest.approx([0.1, 0.2])


def test_a_household_without_income() -> None:
    shares = transport_share([0.0, 50.0], [0.0, 0.0])
    assert math.isnan(shares[0])
    assert shares[1] == math.inf
    assert float(housing_transport_share(0.0, 50.0, 0.0)) == math.inf


euros = st.floats(0, 5000)


@given(euros, euros, st.floats(1, 5000), euros)
def test_dearer_travel_never_leaves_more(housing: float, transport: float, income: float, more: float) -> None:
    assert transport_share(transport + more, income) >= transport_share(transport, income)
    both = housing_transport_share(housing, transport, income)
    assert both >= transport_share(transport, income)
    assert residual_income(income, housing, transport + more) <= residual_income(income, housing, transport)
    assert float(residual_income(income, housing, transport)) == pytest.approx(income * (1 - both), abs=1e-9 * income)


def test_impossible_amounts_are_refused() -> None:
    for amount in (-1.0, math.nan, math.inf, 1e300):
        with pytest.raises(ParameterError, match="transport"):
            transport_share(amount, 1000.0)
        with pytest.raises(ParameterError, match="income"):
            transport_share(1.0, amount)
        with pytest.raises(ParameterError, match="housing"):
            housing_transport_share(amount, 1.0, 1000.0)
        with pytest.raises(ParameterError, match="housing"):
            residual_income(1000.0, amount, 1.0)
    for units in (0.0, -1.0, math.nan):
        with pytest.raises(ParameterError, match="units"):
            residual_income(1000.0, 1.0, 1.0, units)
    with pytest.raises(ParameterError, match="income"):
        transport_share([1.0, 2.0, 3.0], [1.0, 2.0])


def test_better_off_by_hand() -> None:
    # Of 60 jobs, 10 leave 200 € more, 20 nothing more, and 30 cannot be reached.
    assert better_off_share([200.0, 0.0, -math.inf], JOBS).tolist() == pytest.approx(1 / 6)
    assert better_off_share([200.0, 0.0, -math.inf], JOBS, least=-1).tolist() == pytest.approx(0.5)
    assert better_off_share([[200.0, 1.0, 1.0]], JOBS).tolist() == [1.0]
    assert better_off_share([1.0, -1.0], [[1.0, 3.0], [1.0, 1.0]]).tolist() == [0.5, 0.75]
    assert math.isnan(float(better_off_share([1.0], [0.0])))


@given(st.lists(st.floats(-500, 500), min_size=3, max_size=3), st.floats(0, 300))
def test_a_dearer_commute_never_helps(gains: list[float], more: float) -> None:
    before = better_off_share(gains, JOBS)
    assert better_off_share(np.asarray(gains) - more, JOBS) <= before
    assert 0 <= before <= 1


def test_impossible_gains_are_refused() -> None:
    for gains in ([math.nan], 1.0):
        with pytest.raises(ParameterError, match="gains"):
            better_off_share(gains, [1.0])
    with pytest.raises(ParameterError, match="weights"):
        better_off_share([1.0, 2.0], [1.0])
    with pytest.raises(ParameterError, match="least"):
        better_off_share([1.0], [1.0], least=math.nan)
