from __future__ import annotations

import pytest

from portee.services.portrait.bad_days import MOMENTS, STRIKE, bad_days, column_of, days_of
from portee.services.portrait.ground import Ground
from portee.services.portrait.portrait import Portrait


def test_days_are_those_that_happened_and_those_of_the_workspace(ground: Ground) -> None:
    days, missing = days_of(ground)
    assert [day.id for day in days] == [STRIKE, "curfew-2023-06-30", "stopped"]
    # Floods need waterways; the fire stopped lines and motorways that are not in a village.
    assert missing == ("waterways",)


def test_a_day_on_which_nothing_runs_is_a_day_without_public_transport(of_bad_days: Portrait) -> None:
    days = of_bad_days.tables["days"]
    for moment in MOMENTS:
        strike, stopped = (days.value(id, f"loss_{moment.id}") for id in (STRIKE, "stopped"))
        assert strike is not None
        assert 0 < strike < 1
        assert stopped == pytest.approx(strike, abs=1e-6)


def test_a_curfew_takes_away_the_evening_alone(of_bad_days: Portrait) -> None:
    days = of_bad_days.tables["days"]
    morning, evening = (days.value("curfew-2023-06-30", f"loss_{moment.id}") for moment in MOMENTS)
    assert morning == 0
    assert evening is not None
    assert evening > 0


def test_neighbourhoods_lose_by_day_and_moment(of_bad_days: Portrait) -> None:
    table = of_bad_days.tables["neighbourhoods"]
    assert column_of("curfew-2023-06-30", "tuesday_1930") == "loss_curfew_2023_06_30_tuesday_1930"
    assert {column_of(day, moment.id) for day in (STRIKE, "stopped") for moment in MOMENTS} <= set(table.columns)
    for name in table.columns:
        if name.startswith("loss_"):
            assert all(value is None or -1e-9 <= value <= 1 for value in table.columns[name])


def test_the_same_data_give_the_same_figures(ground: Ground, of_bad_days: Portrait) -> None:
    assert bad_days(ground).as_dict() == of_bad_days.as_dict()
