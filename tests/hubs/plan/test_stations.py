"""Stations of a service: what fits together, and what is refused with a word on how to mend it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from portee.core.errors import SourceError
from portee.hubs.plan.checks import parse_hub
from portee.hubs.plan.written import plan_to_yaml
from tests.hubs.plan.hubs import WORDS, of, own

THING = {"title": WORDS, "count": 10, "how": "new", "price": own(1.0), "vehicle": True}
UP, DOWN = {"id": "up", "share": 0.6, "vehicles": 6}, {"id": "down", "share": 0.4, "vehicles": 4}


def _text(**parts: Any) -> str:
    service = {"id": "bikes", "title": WORDS, "kind": "bike", "things": [THING], **parts}
    # JSON is YAML too, and repeats what is there twice instead of anchoring it.
    return json.dumps(
        {"id": "hub", "title": WORDS, "start": 2027, "years": 4, "figures_on": "2026-11-26", "services": [service]}
    )


def test_stations_are_written_and_read_back_the_same() -> None:
    relocation: dict[str, Any] = {
        "at": [5, 13.5],
        "days": ["workday"],
        "below": 1,
        "staff": 2,
        "minutes": 20,
        "targets": {"up": 7},
    }
    relocation["above"] = 8
    plan = parse_hub(_text(stations=[{**UP, "docks": 9}, {**DOWN, "docks": 8}], one_way=0.5, relocation=relocation))
    assert parse_hub(plan_to_yaml(plan)) == plan
    told = plan.services[0].relocation
    assert told is not None
    assert (told.at, told.days, told.staff, told.targets) == ((5.0, 13.5), ("workday",), 2, {"up": 7})
    assert (told.below, told.above) == (1, 8)
    assert "stations" not in plan_to_yaml(of(services=[{"id": "bikes", "title": WORDS, "kind": "bike"}]))


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"stations": [UP, {**DOWN, "share": 0.5}]}, "make 1.1, not one"),
        ({"stations": [UP, {**DOWN, "vehicles": 5}]}, "have 11 vehicles, the things of the service 10"),
        ({"stations": [UP, {**DOWN, "id": "up"}]}, "Two stations have one id: up, up"),
        ({"stations": [UP, {**DOWN, "docks": 3}]}, "'down' has 4 vehicles and 3 docks"),
        ({"stations": [UP, {**DOWN, "docks": 5}]}, "'docks' is told at some stations and not at: up"),
        ({"stations": [{**UP, "chargers": 1}, DOWN]}, "'chargers' is told at some stations and not at: down"),
        ({"stations": [UP, DOWN], "relocation": {"at": [5], "targets": {"hill": 2}}}, "There is no station 'hill'"),
        ({"stations": [UP, DOWN], "relocation": {"staff": 2}}, "Nothing tells when vehicles are moved"),
        ({"stations": [UP, DOWN], "relocation": {"below": 3, "above": 2}}, "would go in circles"),
        ({"stations": [{**UP, "share": 1}], "relocation": {"at": [5]}}, "There is one station alone"),
        ({"stations": [{**UP, "share": 1}, {**DOWN, "share": 0}], "one_way": 0.1}, "no other station to end at"),
        ({"one_way": 0.1}, "need stations"),
        ({"relocation": {"at": [5]}}, "need stations"),
    ],
)
def test_what_does_not_fit_is_refused(parts: dict[str, Any], what: str) -> None:
    with pytest.raises(SourceError, match=what) as raised:
        parse_hub(_text(**parts))
    assert raised.value.mend
    assert raised.value.where is not None
    assert raised.value.where.line


def test_an_hour_outside_the_day_is_refused() -> None:
    with pytest.raises(SourceError):
        parse_hub(_text(stations=[UP, DOWN], relocation={"at": [24]}))
