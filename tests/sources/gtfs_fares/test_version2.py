"""Fares v2: tickets for legs and for journeys of several legs."""

from __future__ import annotations

from pathlib import Path

import pytest

from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs_fares.ground import read_ground
from portee.sources.gtfs_fares.tickets import Money, Ticket
from portee.sources.gtfs_fares.version2 import read_version2
from tests.sources.gtfs_fares.feeds import at, opened, rows

LEGS = "leg_group_id,network_id,from_area_id,to_area_id,fare_product_id"
TRANSFERS = (
    "from_leg_group_id,to_leg_group_id,transfer_count,duration_limit,duration_limit_type,"
    "fare_transfer_type,fare_product_id"
)
PRODUCTS = rows(
    "fare_product_id,fare_product_name,amount,currency",
    "city,Ville,2.00,EUR",
    "coach,Car,5.00,EUR",
    "change,Correspondance,0.60,EUR",
    "discount,Remise,-1.50,EUR",
    "both,Ville et car,6.00,EUR",
    "pass,Mois,60.00,EUR",
)
AREAS = rows("area_id,stop_id", "x,a", "y,c")
CITY, COACH = frozenset({"bus", "metro"}), frozenset({"coach"})
TWO = ["C,city,,,city", "K,coaches,,,coach"]


def tickets(folder: Path, legs: list[str], transfers: list[str], **files: str) -> tuple[list[Ticket], Findings]:
    files = {"fare_products": PRODUCTS, "stop_areas": AREAS, "fare_leg_rules": rows(LEGS, *legs)} | files
    with opened(folder, **files, fare_transfer_rules=rows(TRANSFERS, *transfers)) as (feed, findings):
        return read_version2(feed, read_ground(feed, "", findings), Money(), findings), findings


def told(found: list[Ticket]) -> list[tuple[str, float, int | None, float | None]]:
    return [(t.id, round(t.price_eur, 6), t.rides, t.minutes) for t in found]


def test_a_leg_is_one_vehicle(tmp_path: Path) -> None:
    found, findings = tickets(tmp_path, TWO, [])
    assert told(found) == [("city", 2, 1, None), ("coach", 5, 1, None)]
    assert [t.routes for t in found] == [CITY, COACH]
    assert [t.name for t in found] == ["Ville", "Car"]
    assert "GTFS does not tell passes from tickets" in findings.notes[0]
    assert [(d.what, d.count) for d in findings.dropped] == [("fare_products.txt: products", 4)]


def test_joined_legs_are_any_number_of_vehicles(tmp_path: Path) -> None:
    joins = rows("from_network_id,to_network_id", "city,city")
    found, _ = tickets(tmp_path, TWO, [], fare_leg_join_rules=joins)
    assert told(found) == [("city", 2, None, None), ("coach", 5, 1, None)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("C,C,-1,5400,1,0,", ("city", 2.00, None, 90)),  # A + nothing, any number of times within 90 minutes
        ("C,C,1,,,0,", ("city", 2.00, 2, None)),  # once
        ("C,C,3,3600,1,0,", ("city", 2.00, 4, 60)),
        ("C,C,50,,,0,", ("city", 2.00, None, None)),  # more than any journey has
        ("C,C,1,,,0,change", ("city", 2.60, 2, None)),  # A + AB = 2.00 + 0.60
        ("C,C,1,,,1,discount", ("city", 2.50, 2, None)),  # A + AB + B = 2.00 − 1.50 + 2.00
        ("C,C,1,,,2,both", ("city", 6.00, 2, None)),  # AB alone
        (",,-1,,,0,", ("city", 2.00, None, None)),  # empty groups are all that no rule names
    ],
)
def test_legs_of_one_group(tmp_path: Path, rule: str, expected: tuple[str, float, int | None, float | None]) -> None:
    found, _ = tickets(tmp_path, TWO[:1], [rule])
    assert told(found) == [("city", 2, 1, None), expected]


def test_a_discount_that_makes_the_second_leg_free(tmp_path: Path) -> None:
    products = PRODUCTS + "free,Gratuit,-2.00,EUR\n"
    found, _ = tickets(tmp_path, TWO[:1], ["C,C,-1,7200,1,1,free"], fare_products=products)
    assert told(found)[1] == ("city", 2, None, 120)  # 2.00 − 2.00 + 2.00, and 0 for each further one


def test_a_transfer_that_costs_each_time_is_told_for_one(tmp_path: Path) -> None:
    found, findings = tickets(tmp_path, TWO[:1], ["C,C,-1,,,0,change"])
    assert told(found)[1] == ("city", 2.6, 2, None)
    assert "only journeys with one transfer are represented" in findings.notes[-1]


def test_legs_of_a_group_on_several_networks_change_into_each_other(tmp_path: Path) -> None:
    found, _ = tickets(tmp_path, ["G,city,,,city", "G,coaches,,,city"], ["G,G,-1,,,0,"])
    assert found[2].routes == CITY | COACH
    assert (found[2].price_eur, found[2].rides) == (2, None)


def test_legs_of_two_groups_cost_the_mean_of_both_directions(tmp_path: Path) -> None:
    # There 2.00 + 0.60 = 2.60; back, without a rule, 5.00 + 2.00 = 7.00; (2.60 + 7.00) / 2 = 4.80 a trip.
    found, _ = tickets(tmp_path, TWO, ["C,K,,3600,1,0,change"])
    assert told(found)[2:] == [("city+coach", 4.8, 2, 60)]
    assert found[2].routes == CITY | COACH
    assert found[2].name == "Ville + Car"
    # There 2.00 − 1.50 + 5.00 = 5.50; back 6.00; (5.50 + 6.00) / 2 = 5.75.
    found, _ = tickets(tmp_path, TWO, ["C,K,,,,1,discount", "K,C,,,,2,both"])
    assert told(found)[2:] == [("city+coach", 5.75, 2, None)]
    assert len(tickets(tmp_path, TWO, [])[0]) == 2  # without a rule they add up as networks of their own


def test_legs_that_cost_the_same_and_change_freely_are_one_ticket(tmp_path: Path) -> None:
    legs = ["C,city,,,city", "K,coaches,,,city"]
    free = ["C,C,-1,5400,1,0,", "K,K,-1,5400,1,0,", "C,K,,5400,1,0,", "K,C,,3600,1,0,"]
    found, _ = tickets(tmp_path, legs, free)
    assert told(found)[-1] == ("city", 2, None, 60)
    assert found[-1].routes == CITY | COACH
    counted, _ = tickets(tmp_path, legs, ["C,C,1,,,0,", "K,K,3,,,0,", "C,K,,,,0,", "K,C,,,,0,"])
    assert told(counted)[-1] == ("city", 2, 2, None)
    one_way, _ = tickets(tmp_path, legs, ["C,K,,,,0,"])
    assert told(one_way)[-1] == ("city+city", 3, 2, None)  # (2 + 4) / 2


def test_exact_rules_go_before_empty_ones(tmp_path: Path) -> None:
    found, _ = tickets(tmp_path, TWO, ["C,C,1,,,0,change", ",,2,,,0,"])
    # C is named, so that the empty rule holds for K alone.
    assert told(found)[2:] == [("city", 2.6, 2, None), ("coach", 5, 3, None)]


def test_legs_by_area_keep_their_ends(tmp_path: Path) -> None:
    found, findings = tickets(tmp_path, ["G,city,x,y,city", "K,coaches,,,coach"], ["G,G,1,,,0,", "G,K,,,,0,"])
    assert [(t.first, t.last, t.rides) for t in found[::2]] == [(at("a"), at("c"), 1), (at("a"), at("c"), 2)]
    assert found[2].routes == CITY
    assert any("only for legs whose price does not depend on areas" in note for note in findings.notes)


def test_reduced_fares_change_at_reduced_fares(tmp_path: Path) -> None:
    products = rows(
        "fare_product_id,rider_category_id,amount,currency",
        "city,,2,EUR", "city,young,1,EUR", "change,,0.6,EUR", "change,young,0.3,EUR",
    )  # fmt: skip
    found, _ = tickets(tmp_path, TWO[:1], ["C,C,1,,,0,change"], fare_products=products)
    young = [(t.price_eur, t.rides) for t in found if t.eligibility]
    plain = [(t.price_eur, t.rides) for t in found if not t.eligibility]
    assert young == [(1, 1), (1.3, 2)]
    assert plain == [(2, 1), (2.6, 2)]


def test_a_transfer_product_that_does_not_exist_makes_no_transfer(tmp_path: Path) -> None:
    assert len(tickets(tmp_path, TWO[:1], ["C,C,1,,,0,nothing"])[0]) == 1


def test_limits_that_are_approximated_are_told(tmp_path: Path) -> None:
    _, exact = tickets(tmp_path, TWO[:1], ["C,C,1,3600,1,0,"])
    _, other = tickets(tmp_path, TWO[:1], ["C,C,1,3600,2,0,"])
    assert not any("limits" in note for note in exact.notes)
    assert any("Transfer limits that count to or from an arrival" in note for note in other.notes)


def test_journeys_on_three_groups_that_cost_are_told_to_be_missing(tmp_path: Path) -> None:
    legs = ["A,city,,,city", "B,coaches,,,coach", "N,,,,both"]
    _, findings = tickets(tmp_path, legs, ["A,B,,,,0,change"])
    assert any("three or more groups" in note for note in findings.notes)
