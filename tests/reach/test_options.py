"""Options are checked once, with a message that says how to mend them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.reach.options import ACCESS_MODES, EGRESS_MODES, TRAVEL_MODES, Travel, Window, check_percentiles

DAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    "options",
    [
        {"mode": "teleport"},
        {"access": "car"},
        {"egress": "car"},
        {"walk_speed_kmh": 0.4},
        {"walk_speed_kmh": float("nan")},
        {"bicycle_speed_kmh": 61},
        {"e_scooter_speed_kmh": -1},
        {"max_time_min": 0},
        {"max_time_min": 481},
        {"max_time_min": float("nan")},
        {"max_walk_min": -1},
        {"max_walk_min": float("inf")},
        {"max_bicycle_min": 481},
        {"max_drive_min": -0.1},
        {"max_transfer_m": 5001},
        {"max_transfer_m": -1},
        {"max_rides": 0},
        {"max_rides": 13},
        {"boarding_slack_s": -1},
        {"boarding_slack_s": 3601},
        {"parking_min": 121},
        {"draws": 0},
        {"draws": 101},
        {"step_free": True, "bicycle_on_board": True},
    ],
)
def test_impossible_ways_to_travel_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ParameterError) as caught:
        Travel(**options)
    assert caught.value.mend


@pytest.mark.parametrize(
    "options",
    [
        {"minutes": 0},
        {"minutes": 481},
        {"start_s": -1},
        {"start_s": 172_800},
        {"day": date.max},
        {"day": date.min},
    ],
)
def test_impossible_windows_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ParameterError) as caught:
        Window(**{"day": DAY, "start_s": 0, **options})
    assert caught.value.mend


def test_the_message_names_the_option_and_the_choices() -> None:
    with pytest.raises(ParameterError, match=r"Unknown mode 'teleport'.*transit, walk, bicycle, e_scooter, car"):
        Travel(mode="teleport")
    with pytest.raises(ParameterError, match=r"max_drive_min is -2\."):
        Travel(max_drive_min=-2)


def test_the_ends_of_every_range_are_allowed() -> None:
    Travel(max_time_min=480, max_walk_min=0, max_bicycle_min=480, max_transfer_m=0, max_rides=1, boarding_slack_s=0)
    Travel(max_time_min=0.5, max_transfer_m=5000, max_rides=12, boarding_slack_s=3600, parking_min=0, draws=100)
    Window(DAY, 172_799, 480)


@pytest.mark.parametrize("mode", TRAVEL_MODES)
@pytest.mark.parametrize("access", ACCESS_MODES)
@pytest.mark.parametrize("egress", EGRESS_MODES)
def test_every_mode_named_is_a_mode(mode: str, access: str, egress: str) -> None:
    travel = Travel(mode=mode, access=access, egress=egress)
    assert (travel.access_mode, travel.egress_mode, travel.transfer_mode) == (access, egress, "walk")


def test_a_bicycle_on_board_is_ridden_all_the_way() -> None:
    travel = Travel(bicycle_on_board=True)
    assert (travel.access_mode, travel.egress_mode, travel.transfer_mode) == ("bicycle",) * 3


def test_without_steps_streets_are_those_of_wheelchairs() -> None:
    travel = Travel(step_free=True)
    assert (travel.foot, travel.transfer_mode, Travel().foot) == ("wheelchair", "wheelchair", "walk")


@pytest.mark.parametrize(
    ("mode", "units"),
    [("walk", 1000.0), ("wheelchair", 1000.0), ("bicycle", 12_000 / 3.6), ("e_scooter", 5000.0), ("car", 1000.0)],
)
def test_speeds_become_cost_units_per_second(mode: str, units: float) -> None:
    assert Travel().units_per_second(mode) == pytest.approx(units)


def test_limits_are_never_longer_than_the_journey() -> None:
    travel = Travel(max_time_min=25, max_bicycle_min=40, max_drive_min=10)
    assert [travel.limit_s(mode) for mode in ("walk", "wheelchair", "bicycle", "e_scooter", "car")] == [
        1200, 1200, 1500, 1500, 600,
    ]  # fmt: skip
    assert Travel(max_walk_min=7.5).limit_s("walk") == 450
    assert travel.longest_s == 1500


def test_options_can_be_compared_and_not_changed() -> None:
    assert Travel(draws=3) == Travel(draws=3) != Travel()
    with pytest.raises(AttributeError):
        Travel().draws = 4  # type: ignore[misc]


@given(st.lists(st.floats(0, 100, exclude_min=True), min_size=1))
def test_percentiles_come_sorted_and_once(percentiles: list[float]) -> None:
    assert check_percentiles(tuple(percentiles)) == tuple(sorted(set(percentiles)))


@pytest.mark.parametrize("percentiles", [(), (0,), (-1,), (50, 100.1), (float("nan"),)])
def test_impossible_percentiles_are_refused(percentiles: tuple[float, ...]) -> None:
    with pytest.raises(ParameterError):
        check_percentiles(percentiles)
