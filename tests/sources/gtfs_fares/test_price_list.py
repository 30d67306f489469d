"""Fare products, riders and media."""

from __future__ import annotations

from pathlib import Path

from portee.offers.conditions import verdict
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs_fares.price_list import PriceList, read_price_list
from portee.sources.gtfs_fares.tickets import Money
from tests.sources.gtfs_fares.feeds import opened, rows

HEADER = "fare_product_id,fare_product_name,rider_category_id,fare_media_id,amount,currency"
RIDERS = rows("rider_category_id,rider_category_name,is_default_fare_category", "adult,Adulte,1", "young,Jeune,")
MEDIA = rows("fare_media_id,fare_media_type", "paper,1", "card,2", "bank,3", "app,4")


def prices(folder: Path, *lines: str) -> tuple[PriceList, Findings]:
    with opened(folder, fare_products=rows(HEADER, *lines), rider_categories=RIDERS, fare_media=MEDIA) as (
        files,
        found,
    ):
        return read_price_list(files, Money({"USD": 0.5}), found), found


def told(found: PriceList, product: str = "t") -> list[tuple[float, list[str]]]:
    return [(price.eur, sorted(price.asks)) for price in found.prices[product]]


def test_prices_in_euros_with_their_names(tmp_path: Path) -> None:
    found, findings = prices(tmp_path, "t,Trajet,,,3.00,USD", "u,,,,2,EUR")
    assert [(p.name, p.eur) for p in found.prices["t"] + found.prices["u"]] == [("Trajet", 1.5), ("Ticket u", 2)]
    assert findings.notes == []


def test_the_default_category_asks_for_nothing_and_others_are_to_check(tmp_path: Path) -> None:
    found, findings = prices(tmp_path, "t,,adult,,2,EUR", "t,,young,,1,EUR", "t,,other,,0.5,EUR")
    assert told(found) == [(0.5, ["rider_category is other"]), (1, ["rider_category is young"]), (2, [])]
    assert "fares for Jeune, other are to check" in findings.notes[0]
    assert verdict(found.prices["t"][1].eligibility, {"age": 20.0}).answer == "unknown"
    assert verdict(found.prices["t"][1].eligibility, {"rider_category": "young"}).answer == "yes"


def test_media_that_ask_for_a_bank_card_or_a_smartphone(tmp_path: Path) -> None:
    found, _ = prices(tmp_path, "t,,,paper,2,EUR", "t,,,bank,1.8,EUR", "t,,,app,1.7,EUR", "t,,,unknown,2.5,EUR")
    assert told(found) == [(1.7, ["smartphone is True"]), (1.8, ["bank_card is True"]), (2, [])]


def test_a_price_that_asks_for_more_and_is_no_lower_is_left_out(tmp_path: Path) -> None:
    found, _ = prices(tmp_path, "t,,,card,2,EUR", "t,,,bank,2,EUR", "t,,young,app,3,EUR")
    assert told(found) == [(2, [])]


def test_discounts_may_be_below_zero(tmp_path: Path) -> None:
    assert told(prices(tmp_path, "t,,,,-0.50,EUR")[0]) == [(-0.5, [])]


def test_the_price_for_somebody(tmp_path: Path) -> None:
    found, _ = prices(tmp_path, "t,,,,2,EUR", "t,,young,,1,EUR")
    assert [found.at("t", asks) for asks in (frozenset(), found.prices["t"][0].asks)] == list(found.prices["t"][::-1])
    assert found.at("nothing", frozenset()) is None
    only_young, _ = prices(tmp_path, "t,,young,,1,EUR")
    assert only_young.at("t", frozenset()) is None
