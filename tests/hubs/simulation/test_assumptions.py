"""Assumptions are shares of a week, and each is told with its source and as unchecked."""

from __future__ import annotations

from datetime import date

import pytest

from portee.core.parameters import Figures
from portee.hubs.simulation.assumptions import DAY_TYPES, assumed, day_type_of, simulation_parameters

FIGURES = Figures(simulation_parameters(), date(2026, 11, 26))


def test_weeks_are_shared_out_and_firms_rest_on_sunday() -> None:
    found = assumed(FIGURES)
    for week in found.weeks.values():
        assert week.shape == (7, 24)
        assert week.sum() == pytest.approx(1)
        assert (week[:5] == week[0]).all()
    assert found.weeks["firms"][6].sum() == 0
    assert found.weeks["residents"][5].sum() > found.weeks["residents"][0].sum()
    assert (found.patience_h, found.loan_patience_h) == (5 / 60, 7 * 24)


def test_all_that_was_read_is_told_as_unchecked() -> None:
    read = assumed(FIGURES).read
    own = {name for name in simulation_parameters() if name.startswith("hub_simulation.")}
    assert {row["parameter"] for row in read} == own
    assert not any(row["checked"] for row in read)


def test_days_have_types() -> None:
    assert [day_type_of(day) for day in range(7)] == ["workday"] * 5 + ["saturday", "sunday"]
    assert DAY_TYPES == ("workday", "saturday", "sunday")
