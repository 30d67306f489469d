"""Sums over residents, against arithmetic by hand."""

from __future__ import annotations

import math
from dataclasses import fields

import numpy as np
import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.services.neighbourhood.equity import ALL, HALF_OF_THE_MEAN, Summed, equity_table, incomes_of
from portee.services.profile_access import PRESENT
from tests.services.hand_access import hand_access, hand_cells

ZONE = "low_emission_zone"


def _of(**options: object) -> Summed:
    found = equity_table(hand_access()).find(PRESENT, "jobs", **options)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_everyone_together() -> None:
    """30 with 40 jobs, 10 with 10, 10 with 80 and 50 with 80: 1,200 + 100 + 800 + 4,000 = 6,100 for 100 people."""
    row = _of()
    assert row.people == 100
    assert row.mean == pytest.approx(61)
    assert row.share == pytest.approx(0.61)
    assert row.loss == 0
    # In time: 30 × 50 + 10 × 10 + 10 × 80 + 50 × 100 = 7,400.
    assert row.affordable_share == pytest.approx(6100 / 7400)
    # 30 × 1 + 10 × 0.5 + 10 × 2 + 50 × 1.5 = 130.
    assert row.available == pytest.approx(130)
    assert row.per_person == pytest.approx(1.3)
    # Half of 61 is 30.5: the ten who have 10 are below it, by 20.5 / 30.5.
    assert row.line == pytest.approx(30.5)
    assert row.fgt_0 == pytest.approx(0.1)
    assert row.fgt_1 == pytest.approx(0.1 * 20.5 / 30.5)
    assert row.fgt_2 == pytest.approx(0.1 * (20.5 / 30.5) ** 2)
    # Mean gap of two residents over twice the mean: pairs of 40-80 (30 × 60), 10-80 (10 × 60) and 40-10 (30 × 10).
    gaps = 2 * (30 * 60 * 40 + 10 * 60 * 70 + 30 * 10 * 30) / 100**2
    assert row.gini == pytest.approx(gaps / (2 * 61))


def test_inequality_between_profiles_and_within() -> None:
    """Night cleaners: (1,200 + 100) / 40 = 32.5 on average; old diesels 80 everywhere, so none within them."""
    row = _of()
    between = 0.4 * 32.5 / 61 * math.log(32.5 / 61) + 0.6 * 80 / 61 * math.log(80 / 61)
    assert row.theil_between_profiles == pytest.approx(between)
    assert row.theil_between_profiles + row.theil_within_profiles == pytest.approx(row.theil)
    assert math.isnan(row.theil_between_groups)
    one = _of(profile="jobseeker-old-diesel")
    assert one.theil == one.gini == 0
    assert math.isnan(one.theil_between_profiles)


def test_by_income() -> None:
    """Cell a (10,000 EUR, 40 people) has 50 on average, cell b (30,000 EUR, 60 people) has 4,100 / 60 = 68.33."""
    row = _of()
    a, b = 2000 / 40, 4100 / 60
    # The poorest 40 % are cell a, the richest 10 % are of cell b.
    assert row.palma == pytest.approx(b / a)
    # Ranks: the middle of 0-0.4 and of 0.4-1.0; covariance 0.4 (50 − 61)(0.2 − 0.5) + 0.6 (68.33 − 61)(0.7 − 0.5).
    covariance = 0.4 * (a - 61) * -0.3 + 0.6 * (b - 61) * 0.2
    assert row.concentration == pytest.approx(2 * covariance / 61)
    assert row.erreygers == pytest.approx(8 * covariance / 100)


def test_a_what_if_is_measured_against_the_present_and_by_its_line() -> None:
    """Under the zone: 30 × 40 + 0 + 10 × 20 + 50 × 80 = 5,400; twenty people are below 30.5."""
    row = equity_table(hand_access()).find(ZONE, "jobs")
    assert row is not None
    assert row.mean == pytest.approx(54)
    assert row.loss == pytest.approx(7)
    assert row.line == pytest.approx(30.5)
    assert row.fgt_0 == pytest.approx(0.2)
    assert math.isnan(row.affordable_share)
    assert math.isnan(row.available)
    diesel = equity_table(hand_access()).find(ZONE, "jobs", "jobseeker-old-diesel")
    assert diesel is not None
    assert diesel.loss == pytest.approx(10 * 60 / 60)


def test_by_profile_and_by_group() -> None:
    labels = np.array(["east", "west"], dtype=object)
    table = equity_table(hand_access(), groups=labels)
    assert table.groups == ("east", "west")
    assert len(table.rows) == 3 * 3 * 3  # situations × (all and two profiles) × (all and two groups)
    east = table.find(PRESENT, "jobs", "night-cleaner", "east")
    assert east is not None
    assert (east.people, east.mean, east.people_low, east.people_high) == (30, 40, 15, 40)  # 60, but 40 live there
    every = table.find(PRESENT, "jobs")
    assert every is not None
    between = 0.4 * 50 / 61 * math.log(50 / 61) + 0.6 * (4100 / 60) / 61 * math.log(4100 / 60 / 61)
    assert every.theil_between_groups == pytest.approx(between)
    assert every.theil_between_groups + every.theil_within_groups == pytest.approx(every.theil)
    assert [row.scenario for row in table.rows] == sorted(
        (row.scenario for row in table.rows), key=["present", ZONE, "energy"].index
    )


def test_a_place_in_no_group_is_in_the_sum_of_all_alone() -> None:
    table = equity_table(hand_access(), groups=np.array(["east", ""], dtype=object))
    assert table.groups == ("east",)
    every = table.find(PRESENT, "jobs")
    assert every is not None
    assert every.people == 100


def test_sums_over_too_few_households_are_not_given() -> None:
    table = equity_table(hand_access(households=(100, 5)), groups=np.array(["east", "west"], dtype=object))
    assert table.find(PRESENT, "jobs", ALL, "west") is None
    assert (ALL, "west") in table.withheld
    assert ("night-cleaner", "west") in table.withheld
    assert table.find(PRESENT, "jobs", ALL, "east") is not None


def test_without_a_mix_each_profile_is_summed_over_all_residents() -> None:
    """40 and 60 residents: night cleaners would have 40 × 40 + 60 × 10 = 2,200 for 100, and there is no sum of all."""
    table = equity_table(hand_access(mix=False))
    assert table.find(PRESENT, "jobs") is None
    row = table.find(PRESENT, "jobs", "night-cleaner")
    assert row is not None
    assert (row.people, row.mean) == (100, 22)
    assert math.isnan(row.people_low)
    assert math.isnan(row.available)


def test_incomes() -> None:
    name, values = incomes_of(hand_cells(), None)
    assert name == "mean_living_standard_eur"
    assert values.tolist() == [10_000, 30_000]
    assert incomes_of(hand_cells(rent=[1, None]), "rent")[1].tolist() == pytest.approx([1, math.nan], nan_ok=True)
    table = equity_table(hand_access(rent=[1, None]), income="rent")
    assert (table.income, table.unranked) == ("rent", 1)
    row = table.find(PRESENT, "jobs")
    assert row is not None
    assert row.palma == pytest.approx(1)  # cell a alone
    with pytest.raises(ParameterError, match="rents"):
        incomes_of(hand_cells(), "rents")
    with pytest.raises(ParameterError, match="no numbers"):
        incomes_of(hand_cells(word=["x", "y"]), "word")
    plain = hand_cells()
    nothing = type(plain)(plain.ids, plain.lon, plain.lat)
    assert incomes_of(nothing, None)[0] is None


@pytest.mark.parametrize("line", [0.0, -1.0, math.nan])
def test_an_impossible_line_is_refused(line: float) -> None:
    with pytest.raises(ParameterError, match="line"):
        equity_table(hand_access(), line=line)


def test_the_frame_has_a_column_for_each_figure_and_null_for_what_is_not_known() -> None:
    frame = equity_table(hand_access()).to_frame()
    assert frame.columns == [field.name for field in fields(Summed)]
    assert frame.filter(pl.col("scenario") == ZONE)["available"].null_count() == 3
    assert not frame.select(pl.col(pl.Float64).is_nan().any()).row(0).count(True)
    assert equity_table(hand_access()).line == HALF_OF_THE_MEAN
