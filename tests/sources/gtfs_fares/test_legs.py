"""Priced legs of Fares v2, and which rule goes before which."""

from __future__ import annotations

from pathlib import Path

from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs_fares.ground import read_ground
from portee.sources.gtfs_fares.legs import Leg, read_legs
from portee.sources.gtfs_fares.price_list import read_price_list
from portee.sources.gtfs_fares.tickets import Money
from tests.sources.gtfs_fares.feeds import at, opened, rows

HEADER = "leg_group_id,network_id,from_area_id,to_area_id,from_timeframe_group_id,to_timeframe_group_id,fare_product_id"
PRODUCTS = rows("fare_product_id,amount,currency", "one,1,EUR", "two,2,EUR", "three,3,EUR")
AREAS = rows("area_id,stop_id", "x,a", "x,b", "y,c", "empty,nowhere")
CITY, COACHES = frozenset({"bus", "metro"}), frozenset({"coach"})
ALL = CITY | COACHES | {"night"}


def legs(folder: Path, *lines: str, header: str = HEADER, joins: str | None = None) -> tuple[list[Leg], Findings]:
    files = {"fare_products": PRODUCTS, "stop_areas": AREAS, "fare_leg_rules": rows(header, *lines)}
    with opened(folder, **files, fare_leg_join_rules=joins) as (feed, findings):
        ground = read_ground(feed, "", findings)
        return read_legs(feed, ground, read_price_list(feed, Money(), findings), findings), findings


def test_a_leg_on_a_network(tmp_path: Path) -> None:
    (leg,), _ = legs(tmp_path, "g,city,,,,,one")
    assert (leg.group, leg.product, leg.routes, leg.anywhere, leg.joined) == ("g", "one", CITY, True, False)
    assert [price.eur for price in leg.prices] == [1]


def test_an_empty_network_means_all_that_no_rule_names(tmp_path: Path) -> None:
    (city, others), _ = legs(tmp_path, ",city,,,,,one", ",,,,,,two")
    assert city.routes == CITY
    assert others.routes == COACHES | {"night"}  # a route of no network is among them
    (alone,), _ = legs(tmp_path, ",,,,,,two")
    assert alone.routes == ALL


def test_an_empty_area_means_all_that_no_rule_names(tmp_path: Path) -> None:
    (there, back), _ = legs(tmp_path, ",city,x,y,,,one", ",city,,x,,,two")
    assert (there.first, there.last) == (at("ab"), at("c"))
    assert (back.first, back.last) == (at("cdef"), at("ab"))
    (plain,), _ = legs(tmp_path, ",city,x,,,,one")
    assert (plain.first, plain.last) == (at("ab"), None)


PRIORITY = HEADER + ",rule_priority"


def test_with_priorities_an_empty_field_means_any(tmp_path: Path) -> None:
    (some, rest), findings = legs(tmp_path, ",,x,,,,one,1", ",,,,,,two,", header=PRIORITY)
    assert (some.routes, some.first, some.last) == (ALL, at("ab"), None)
    assert (rest.routes, rest.first, rest.last) == (ALL, None, None)
    assert "1 rules of fare_leg_rules.txt give way" in findings.notes[0]


def test_a_rule_of_higher_priority_takes_its_routes(tmp_path: Path) -> None:
    (rest, city), findings = legs(tmp_path, ",,,,,,one,0", ",city,,,,,two,5", header=PRIORITY)
    assert (rest.routes, city.routes) == (COACHES | {"night"}, CITY)
    assert findings.notes == []
    (only,), _ = legs(tmp_path, ",city,,,,,one,0", ",,,,,,two,5", header=PRIORITY)
    assert (only.product, only.routes) == ("two", ALL)


def test_a_rule_of_higher_priority_at_some_hours_takes_nothing_for_good(tmp_path: Path) -> None:
    found, findings = legs(tmp_path, ",city,,,,,three,0", ",city,,,off,,one,5", header=PRIORITY)
    assert [leg.product for leg in found] == ["three"]  # the dearest time is outside the cheap hours
    assert "give way to others" in findings.notes[0]


def test_of_prices_by_the_hour_the_dearest_time_counts(tmp_path: Path) -> None:
    found, findings = legs(
        tmp_path,
        "g,city,,,peak,,three",
        "g,city,,,peak,,two",  # an alternative at the same hours
        "g,city,,,off,,one",
        "g,coaches,,,,,one",
    )
    assert [(leg.product, leg.routes) for leg in found] == [("three", CITY), ("two", CITY), ("one", COACHES)]
    assert "counted at the time when it is dearest" in findings.notes[0]


def test_rules_that_name_what_is_not_there_are_counted(tmp_path: Path) -> None:
    found, findings = legs(
        tmp_path, ",city,,,,,four", ",tram,,,,,one", ",city,z,,,,one", ",city,,empty,,,one", ",city,x,x,,,one"
    )
    assert [leg.product for leg in found] == ["one"]
    told = {d.what: d.count for d in findings.dropped if d.what.startswith("fare_leg_rules")}
    assert told == {
        "fare_leg_rules.txt: rules without a usable fare product": 1,
        "fare_leg_rules.txt: rules without a usable network": 1,
        "fare_leg_rules.txt: rules without a usable area": 2,
    }


def test_networks_whose_legs_are_joined(tmp_path: Path) -> None:
    joins = rows(
        "from_network_id,to_network_id,from_stop_id,to_stop_id", "city,city,,", "city,coaches,,", "coaches,coaches,a,b"
    )
    (city, coach), findings = legs(tmp_path, ",city,,,,,one", ",coaches,,,,,two", joins=joins)
    assert (city.joined, coach.joined) == (True, False)
    assert findings.dropped[-1].count == 2


def test_the_full_price_is_the_lowest_that_asks_for_nothing(tmp_path: Path) -> None:
    products = rows(
        "fare_product_id,rider_category_id,amount,currency",
        "t,,2,EUR",
        "t,young,1,EUR",
        "u,young,1,EUR",
        "u,old,0.5,EUR",
    )
    with opened(tmp_path, fare_products=products, fare_leg_rules=rows(HEADER, ",,,,,,t", ",,,,,,u")) as (
        feed,
        findings,
    ):
        ground = read_ground(feed, "", findings)
        found = read_legs(feed, ground, read_price_list(feed, Money(), findings), findings)
    assert [leg.full_eur for leg in found] == [2, 0.5]
