"""Fares v1: fares, rules, zones."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import SourceError
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs_fares.ground import read_ground
from portee.sources.gtfs_fares.tickets import Money, Ticket
from portee.sources.gtfs_fares.version1 import _ways, read_version1
from tests.sources.gtfs_fares.feeds import at, opened, rows

ATTRIBUTES = "fare_id,price,currency_type,payment_method,transfers,agency_id,transfer_duration"
RULES = "fare_id,route_id,origin_id,destination_id,contains_id"


def tickets(folder: Path, fares: list[str], rules: list[str] | None = None) -> tuple[list[Ticket], Findings]:
    told = None if rules is None else rows(RULES, *rules)
    with opened(folder, fare_attributes=rows(ATTRIBUTES, *fares), fare_rules=told) as (files, findings):
        return read_version1(files, read_ground(files, "", findings), Money(), findings), findings


def test_a_fare_without_rules_opens_everything_of_its_agency(tmp_path: Path) -> None:
    (of_all, of_one), _ = tickets(tmp_path, ["x,1.70,EUR,0,,,", "y,3,EUR,0,,2,"])
    assert of_all.routes == {"bus", "metro", "coach", "night"}
    assert of_one.routes == {"coach", "night"}
    assert (of_all.first, of_all.last, of_all.stops) == (None, None, None)
    assert of_one.name == "Ticket y (Cars)"


@pytest.mark.parametrize(("transfers", "rides"), [("", None), ("0", 1), ("1", 2), ("2", 3), ("5", 6)])
def test_transfers_are_rides_less_one(tmp_path: Path, transfers: str, rides: int | None) -> None:
    (ticket,), _ = tickets(tmp_path, [f"x,1,EUR,0,{transfers},,3600"])
    assert (ticket.rides, ticket.minutes) == (rides, 60)


def test_rules_by_route_are_one_ticket(tmp_path: Path) -> None:
    (ticket,), _ = tickets(tmp_path, ["x,1,EUR,0,,,"], ["x,bus,,,", "x,metro,,,"])
    assert ticket.routes == {"bus", "metro"}


def test_rules_by_pair_of_zones(tmp_path: Path) -> None:
    found, _ = tickets(
        tmp_path, ["x,1,EUR,0,,1,", "y,2,EUR,0,,1,"], ["x,,1,1,", "x,,2,2,", "y,,1,2,", "y,,1,3,", "y,,2,1,"]
    )
    assert [(t.id, t.first, t.last) for t in found] == [
        ("x", at("ab"), at("ab")),
        ("x", at("cd"), at("cd")),
        ("y", at("ab"), at("cde")),  # zone 1 to zones 2 and 3 is one rectangle
        ("y", at("cd"), at("ab")),
    ]
    assert {t.routes for t in found} == {frozenset({"bus", "metro"})}


def test_a_rule_with_one_end_only(tmp_path: Path) -> None:
    (ticket,), _ = tickets(tmp_path, ["x,1,EUR,0,,,"], ["x,coach,2,,"])
    assert (ticket.routes, ticket.first, ticket.last) == (frozenset({"coach"}), at("cd"), None)


def test_contained_zones_belong_together_and_are_told_to_be_approximated(tmp_path: Path) -> None:
    (ticket,), findings = tickets(tmp_path, ["x,1,EUR,0,,,"], ["x,bus,,,1", "x,bus,,,3"])
    assert ticket.stops == at("abe")
    assert ticket.first is None
    assert "contains_id is approximated" in findings.notes[0]
    assert not any("contains_id" in note for note in tickets(tmp_path, ["x,1,EUR,0,,,"], ["x,bus,,,"])[1].notes)


def test_rules_that_name_what_is_not_there_are_left_out_and_counted(tmp_path: Path) -> None:
    found, findings = tickets(
        tmp_path, ["x,1,EUR,0,,,", "y,1,EUR,0,,,"], ["x,bus,,,", "x,tram,,,", "x,,9,,", "z,bus,,,", "y,tram,,,"]
    )
    assert [(t.id, t.routes) for t in found] == [("x", frozenset({"bus"}))]  # y is not taken to open everything
    assert [(d.what, d.count) for d in findings.dropped] == [
        ("fare_rules.txt: rules of an unknown fare", 1),
        ("fare_rules.txt: rules of an unknown route", 2),
        ("fare_rules.txt: rules of an unknown zone", 1),
        ("fare_attributes.txt: fares", 1),
    ]


def test_an_unknown_agency_is_told(tmp_path: Path) -> None:
    (ticket,), findings = tickets(tmp_path, ["x,1,EUR,0,,9,"])
    assert len(ticket.routes) == 4
    assert "The fare 'x' names an unknown agency" in findings.notes[0]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x,1,EUR,0,,,", "The fare 'x' is there twice"),
        (",1,EUR,0,,,", "A fare has no id"),
        ("y,,EUR,0,,,", "The amount is missing"),
        ("y,1,USD,0,,,", "The fare is in USD, and no exchange rate is given"),
        ("y,1,,0,,,", "The fare is in no currency"),
    ],
)
def test_what_cannot_be_used_is_an_error_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as error:
        tickets(tmp_path, ["x,1,EUR,0,,,", line])
    assert "fare_attributes.txt, line 3" in str(error.value)


ZONES = st.sampled_from([None, "1", "2", "3"])
ROUTES = st.sampled_from([None, "bus", "metro"])


@given(st.lists(st.tuples(ROUTES, ZONES, ZONES), min_size=1, max_size=10))
def test_rectangles_cover_exactly_what_the_rules_say(rules: list[tuple[str | None, str | None, str | None]]) -> None:
    """Slow twin: every route, origin and destination, rule by rule."""
    anywhere = frozenset({"bus", "metro", "coach"})
    ways = _ways(
        [{"route_id": r, "origin_id": o, "destination_id": d, "contains_id": None} for r, o, d in rules], anywhere
    )
    for route, origin, destination in product(sorted(anywhere), "1239", "1239"):
        expected = any(r in (None, route) and o in (None, origin) and d in (None, destination) for r, o, d in rules)
        found = any(
            route in way.routes
            and (way.origins is None or origin in way.origins)
            and (way.destinations is None or destination in way.destinations)
            for way in ways
        )
        assert found == expected
    assert len(ways) <= len({(o, d) for _, o, d in rules})
