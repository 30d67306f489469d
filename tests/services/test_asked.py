from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from pydantic import ValidationError

from portee.cli.options import AccessMode, Mode, RoutingOptions
from portee.core.errors import OutsideNetworkError, ParameterError
from portee.reach.options import Travel, Window
from portee.services.asked import RoutingAsked, parse_date, parse_position, travel_of, window_of
from portee.world import World

RIDE = RoutingOptions(date="2026-09-08", depart="7h30", window=30)


def test_dates() -> None:
    assert parse_date(" 2026-09-08 ") == date(2026, 9, 8)
    for text in ("08/09/2026", "2026-13-01", "", "tomorrow"):
        with pytest.raises(ParameterError, match="is not a date"):
            parse_date(text)


@pytest.mark.parametrize("text", ["43.104,5.0012", " 43.104 , 5.0012 ", "43.104;5.0012", "43.104 5.0012"])
def test_positions(xs_world: World, text: str) -> None:
    place = parse_position(text, xs_world, "--from")
    assert (place.lat[0], place.lon[0]) == (43.104, 5.0012)
    assert place.ids.tolist() == ["from"]


def test_positions_elsewhere_and_exchanged(xs_world: World) -> None:
    with pytest.raises(OutsideNetworkError, match="Latitude comes first"):
        parse_position("5.0012,43.104", xs_world, "--to")
    with pytest.raises(OutsideNetworkError, match="within this area"):
        parse_position("48.85,2.35", xs_world, "--to")
    with pytest.raises(ParameterError, match=r"'43\.1'"):
        parse_position("43.1", xs_world, "--to")


def test_travel() -> None:
    assert travel_of(RoutingOptions()) == Travel()
    routing = RoutingOptions(mode=Mode.car, access_mode=AccessMode.bicycle, max_walk=12.0, parking_min=3.0)
    assert travel_of(routing) == Travel(mode="car", access="bicycle", max_walk_min=12.0, parking_min=3.0)


def test_windows(xs_world: World) -> None:
    assert window_of(RIDE, xs_world) == Window(date(2026, 9, 8), 27_000, 30)
    late = RoutingOptions(date="2026-09-08", arrive="25:10")
    assert window_of(late, xs_world) == Window(date(2026, 9, 8), 90_600, 60, arrive=True)
    assert window_of(replace(RIDE, mode=Mode.walk), xs_world) is None
    assert window_of(replace(RIDE, depart=None), xs_world, hourly=True) == Window(date(2026, 9, 8), 0, 30)


def test_windows_that_are_none(xs_world: World) -> None:
    with pytest.raises(ParameterError, match="--date 2026-09"):
        window_of(replace(RIDE, date=None), xs_world)
    with pytest.raises(ParameterError, match="Both"):
        window_of(replace(RIDE, arrive="9:00"), xs_world)
    with pytest.raises(ParameterError, match="--depart HH:MM"):
        window_of(replace(RIDE, depart=None), xs_world)
    streets = xs_world.replace(network=replace(xs_world.network, timetable=None))
    with pytest.raises(ParameterError, match="no timetable"):
        window_of(RIDE, streets)


def test_what_is_sent_has_the_names_and_defaults_of_the_command_line() -> None:
    options = {field.name: getattr(RoutingOptions(), field.name) for field in fields(RoutingOptions)}
    # A file of car parks lies on the machine of whoever types.
    del options["park_and_ride"]
    assert RoutingAsked().model_dump() == options
    assert travel_of(RoutingAsked()) == Travel()


@pytest.mark.parametrize(
    "sent", [{"window": 10_000}, {"max_time": float("nan")}, {"park_and_ride": "/etc/passwd"}, {"depart": "48:00"}]
)
def test_what_is_sent_is_bounded(sent: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        RoutingAsked.model_validate(sent)
