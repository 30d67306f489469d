from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.summaries import (
    gap_difference,
    gap_ratio,
    quantile_groups,
    share_below,
    summarise,
    summarise_groups,
    summarise_populations,
    weighted_mean,
    weighted_median,
    weighted_quantile,
)

VALUES = [10.0, 20.0, 40.0, 80.0]
PEOPLE = [1.0, 5.0, 3.0, 1.0]

people = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9)), min_size=1, max_size=12)


def test_worked_by_hand() -> None:
    assert weighted_mean(VALUES, PEOPLE) == 31.0
    assert weighted_median(VALUES, PEOPLE) == 20.0
    assert weighted_quantile(VALUES, PEOPLE, 0.61) == 40.0
    assert weighted_quantile(VALUES, PEOPLE, 0) == 10.0
    assert weighted_quantile(VALUES, PEOPLE, 1) == 80.0
    assert share_below(VALUES, PEOPLE, 40) == 0.6
    assert gap_difference(30, 40) == -10
    assert gap_ratio(30, 40) == 0.75
    assert math.isnan(gap_ratio(1, 0))


@given(people)
def test_a_weight_is_that_many_people(drawn: list[tuple[int, int]]) -> None:
    one_by_one = sorted(v for v, n in drawn for _ in range(n))
    values, residents = [float(v) for v, _ in drawn], [float(n) for _, n in drawn]
    if not one_by_one:
        assert math.isnan(weighted_mean(values, residents))
        assert math.isnan(weighted_median(values, residents))
        assert math.isnan(share_below(values, residents, 1))
        return
    assert weighted_mean(values, residents) == pytest.approx(sum(one_by_one) / len(one_by_one))
    for tenth in range(1, 11):
        rank = max(math.ceil(tenth * len(one_by_one) / 10), 1)
        assert weighted_quantile(values, residents, tenth / 10) in one_by_one[max(rank - 2, 0) : rank + 1]
    assert weighted_median(values, residents) == one_by_one[math.ceil(len(one_by_one) / 2) - 1]
    assert share_below(values, residents, 50) == pytest.approx(sum(v < 50 for v in one_by_one) / len(one_by_one))


def test_infinite_figures() -> None:
    summary = summarise([5.0, math.inf, math.inf], [3.0, 1.0, 0.0], "east")
    assert (summary.group, summary.places, summary.residents) == ("east", 2, 4.0)
    assert summary.mean == math.inf
    assert summary.median == 5.0
    assert summary.p90 == math.inf
    assert summary.share_unreached == 0.25
    # Somewhere nobody lives out of reach takes nothing from the mean.
    assert weighted_mean([5.0, math.inf], [3.0, 0.0]) == 5.0


def test_groups_and_populations() -> None:
    groups = summarise_groups(VALUES, PEOPLE, ["rest", "priority", "rest", "priority"])
    assert [(g.group, g.residents, g.mean) for g in groups] == [("priority", 6.0, 30.0), ("rest", 4.0, 32.5)]
    poor, others = summarise_populations(VALUES, {"poor": [1.0, 1.0, 0.0, 0.0], "others": [0.0, 4.0, 3.0, 1.0]})
    assert (poor.group, poor.mean, others.mean) == ("poor", 15.0, 35.0)
    assert poor.residents + others.residents == sum(PEOPLE)


@given(people)
def test_groups_add_up_to_the_whole(drawn: list[tuple[int, int]]) -> None:
    values, residents = [float(v) for v, _ in drawn], [float(n) for _, n in drawn]
    groups = summarise_groups(values, residents, [v % 3 for v, _ in drawn])
    assert sum(g.residents for g in groups) == sum(residents)
    lived_in = [g for g in groups if g.residents]
    if lived_in:
        total = sum(g.residents * g.mean for g in lived_in) / sum(residents)
        assert weighted_mean(values, residents) == pytest.approx(total)


def test_quantile_groups_by_hand() -> None:
    incomes = [900.0, 1100.0, 1300.0, 1500.0]
    assert quantile_groups(incomes, [1.0, 1.0, 1.0, 1.0], 2).tolist() == [1, 1, 2, 2]
    assert quantile_groups(incomes, [3.0, 1.0, 1.0, 1.0], 2).tolist() == [1, 2, 2, 2]
    assert quantile_groups(incomes, [0.0, 0.0, 0.0, 0.0], 2).tolist() == [1, 1, 1, 1]
    assert quantile_groups(incomes, [1.0, 1.0, 1.0, 1.0], 1).tolist() == [1, 1, 1, 1]


@given(people, st.integers(1, 5))
def test_quantile_groups_follow_the_attribute(drawn: list[tuple[int, int]], count: int) -> None:
    values, residents = np.asarray([v for v, _ in drawn], dtype=float), np.asarray([n for _, n in drawn], dtype=float)
    groups = quantile_groups(values, residents, count)
    assert groups.min() >= 1
    assert groups.max() <= count
    order = np.argsort(values, kind="stable")
    assert np.all(np.diff(groups[order]) >= 0)
    for value in set(values.tolist()):
        assert len(set(groups[values == value].tolist())) == 1


def test_impossible_arguments_are_refused() -> None:
    with pytest.raises(ParameterError, match="share"):
        weighted_quantile(VALUES, PEOPLE, 1.5)
    with pytest.raises(ParameterError, match="labels"):
        summarise_groups(VALUES, PEOPLE, ["a"])
    with pytest.raises(ParameterError, match="groups"):
        quantile_groups(VALUES, PEOPLE, 0)
