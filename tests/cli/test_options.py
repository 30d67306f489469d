from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

import pytest

from portee.cli.options import (
    AccessMode,
    CommonOptions,
    EgressMode,
    Mode,
    PercentileOptions,
    PlaceOptions,
    RoutingOptions,
)
from portee.reach.options import ACCESS_MODES, EGRESS_MODES, TRAVEL_MODES, Travel
from portee.reach.streetwise import VIA_STATIONS


def test_choices_are_those_of_the_engine() -> None:
    assert tuple(mode.value for mode in Mode) == TRAVEL_MODES
    # Docks, and car parks at the end of a trip, are asked for by services, not by options.
    assert tuple(mode.value for mode in AccessMode) == tuple(m for m in ACCESS_MODES if not m.startswith("docked"))
    assert tuple(mode.value for mode in EgressMode) == tuple(m for m in EGRESS_MODES if m not in VIA_STATIONS)


def test_defaults_are_those_of_the_engine() -> None:
    routing, travel = RoutingOptions(), Travel()
    pairs = {
        "max_time": "max_time_min", "max_walk": "max_walk_min", "walk_speed": "walk_speed_kmh",
        "bicycle_speed": "bicycle_speed_kmh", "e_scooter_speed": "e_scooter_speed_kmh",
        "max_bicycle": "max_bicycle_min", "max_drive": "max_drive_min", "parking_min": "parking_min",
        "step_free": "step_free", "max_rides": "max_rides",
        "max_transfer": "max_transfer_m", "boarding_slack": "boarding_slack_s", "draws": "draws", "seed": "seed",
        "bicycle_on_board": "bicycle_on_board",
    }  # fmt: skip
    assert {option: getattr(routing, option) for option in pairs} == {
        option: getattr(travel, name) for option, name in pairs.items()
    }


@pytest.mark.parametrize("group", [CommonOptions, PercentileOptions, PlaceOptions, RoutingOptions])
def test_every_option_has_its_help_and_its_panel(group: Any) -> None:
    hints = get_type_hints(group, include_extras=True)
    for item in fields(group):
        (option,) = hints[item.name].__metadata__
        assert option.help, item.name
        assert option.rich_help_panel, item.name
