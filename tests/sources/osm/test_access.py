from __future__ import annotations

import pytest

from portee.sources.osm.access import allowed, oneway_directions, verdict_of
from portee.sources.osm.tables import read_table


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("yes", True),
        ("designated", True),
        ("destination", True),
        ("no", False),
        ("private", False),
        ("use_sidepath", False),
        ("no;destination", True),
        ("private; no", False),
        ("agricultural;forestry", False),
        ("maybe", None),
        ("maybe;perhaps", None),
        ("", None),
        (None, None),
    ],
)
def test_verdict(value: str | None, verdict: bool | None) -> None:
    assert verdict_of(value) is verdict


def test_the_most_specific_key_decides() -> None:
    car = read_table("car")
    assert not allowed({"access": "no"}, car, True, "forward")
    assert allowed({"access": "no", "vehicle": "yes"}, car, True, "forward")
    assert not allowed({"access": "no", "vehicle": "yes", "motor_vehicle": "no"}, car, True, "forward")
    assert allowed({"motor_vehicle": "no", "motorcar": "yes"}, car, True, "forward")


def test_a_general_key_does_not_open_a_closed_class() -> None:
    walk = read_table("walk")
    assert not allowed({"access": "yes"}, walk, False, "forward")
    assert allowed({"foot": "yes"}, walk, False, "forward")


def test_direction_of_a_key_comes_first() -> None:
    bicycle = read_table("bicycle")
    tags = {"bicycle": "yes", "bicycle:backward": "no"}
    assert allowed(tags, bicycle, True, "forward")
    assert not allowed(tags, bicycle, True, "backward")


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({}, (True, True)),
        ({"oneway": "yes"}, (True, False)),
        ({"oneway": "reverse"}, (False, True)),
        ({"oneway": "reversible"}, (False, False)),
        ({"oneway": "what"}, (True, True)),
        ({"oneway": "yes", "oneway:bicycle": "no"}, (True, True)),
        ({"junction": "roundabout"}, (True, False)),
        ({"junction": "roundabout", "oneway": "no"}, (True, True)),
    ],
)
def test_oneway(tags: dict[str, str], expected: tuple[bool, bool]) -> None:
    assert oneway_directions(tags, ["oneway:bicycle", "oneway"], "residential") == expected


def test_a_roundabout_does_not_bind_walkers() -> None:
    assert oneway_directions({"junction": "roundabout", "oneway": "yes"}, ["oneway:foot"], "primary") == (True, True)


def test_a_pavement_outranks_the_general_access_of_the_road() -> None:
    walk = read_table("walk")
    assert not allowed({"access": "private"}, walk, True, "forward")
    assert allowed({"access": "private", "sidewalk": "both"}, walk, True, "forward")
    assert not allowed({"access": "private", "sidewalk": "both", "foot": "no"}, walk, True, "forward")


def test_grounds_that_may_not_be_crossed_are_closed_to_walkers() -> None:
    assert not allowed({"access": "customers"}, read_table("walk"), True, "forward")
    assert allowed({"access": "customers"}, read_table("car"), True, "forward")
