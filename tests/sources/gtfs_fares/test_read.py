"""The fares of a feed, whole: small feeds made here, and real ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portee.core.errors import ParameterError, SourceError
from portee.core.provenance import sha256_of
from portee.offers.products import products_by_network
from portee.offers.tariff_checks import check_tariffs
from portee.sources.gtfs_fares import read_gtfs_fares
from tests.offers.shelf import FULL, figures
from tests.sources.gtfs_fares.feeds import fare_feed, read, rows

V1 = {
    "fare_attributes": rows(
        "fare_id,price,currency_type,payment_method,transfers,transfer_duration",
        "t,1.70,EUR,0,,3600",
        "c,4.00,EUR,0,0,",
    ),
    "fare_rules": rows("fare_id,route_id", "t,bus", "t,metro", "c,coach"),
}
V2 = {
    "fare_products": rows("fare_product_id,amount,currency", "p,2,EUR"),
    "fare_leg_rules": rows("fare_product_id", "p"),
}


def test_fares_v1(tmp_path: Path) -> None:
    (ticket, coach), provenance = read(tmp_path, V1)
    assert (ticket.id, ticket.network, ticket.kind, ticket.price_eur, ticket.minutes) == (
        "t", "feed: Ville", "single", 1.7, 60,
    )  # fmt: skip
    assert ticket.opens.agencies == ("Ville",)
    assert (coach.id, coach.network, coach.rides, coach.opens.routes) == ("c", "feed: Cars", 1, ("coach",))
    assert (provenance.source, provenance.file) == ("gtfs fares", "feed.zip")
    assert (provenance.sha256, provenance.size_bytes) == sha256_of(tmp_path / "feed.zip")
    assert provenance.rows == {"tickets": 2, "tariffs": 2, "networks": 2}
    assert provenance.date is None
    assert any("since when and until when" in note for note in provenance.notes)


def test_what_is_read_can_be_priced(tmp_path: Path) -> None:
    tariffs, _ = read(tmp_path, V1)
    assert check_tariffs(tariffs) == ((), ())
    found = products_by_network(tariffs, {}, date(2026, 3, 2), FULL, figures())
    # 40 trips: 1.70 × 40 = 68.00 and 4.00 × 40 = 160.00
    assert {name: [p.eur_month for p in ps] for name, ps in found.items()} == {
        "feed: Ville": [68],
        "feed: Cars": [160],
    }


def test_v2_goes_before_v1_and_that_is_told(tmp_path: Path) -> None:
    (tariff,), provenance = read(tmp_path, V1 | V2)
    assert (tariff.id, tariff.price_eur, tariff.opens.agencies) == ("p", 2, ("Cars", "Ville"))
    assert any("v2 is read" in note for note in provenance.notes)


def test_ids_are_prefixed_as_in_a_timetable_of_several_feeds(tmp_path: Path) -> None:
    (ticket, coach), _ = read(tmp_path, V1, prefix="rtm")
    assert (ticket.id, ticket.network) == ("rtm:t", "rtm: Ville")
    assert ticket.opens.routes == ("rtm:bus", "rtm:metro")
    assert coach.opens.routes == ("rtm:coach",)


def test_exchange_rates(tmp_path: Path) -> None:
    fares = rows("fare_id,price,currency_type", "t,2.75,USD")
    (tariff,), provenance = read(tmp_path, {"fare_attributes": fares}, exchange={"USD": 0.92})
    assert tariff.price_eur == 2.53
    assert "Fares in USD are counted at 0.92 EUR." in provenance.notes
    with pytest.raises(SourceError) as error:
        read(tmp_path, {"fare_attributes": fares})
    assert str(error.value).endswith(
        "fare_attributes.txt, line 2: The fare is in USD, and no exchange rate is given. "
        "Give the euros per unit of USD."
    )
    with pytest.raises(ParameterError, match="The exchange rate of 'USD' is 0"):
        read(tmp_path, {"fare_attributes": fares}, exchange={"USD": 0})


def test_dates_and_licence_of_the_feed(tmp_path: Path) -> None:
    info = rows("feed_publisher_name,feed_start_date,feed_end_date,feed_license", "X,20260101,,ODbL")
    (tariff, _), provenance = read(tmp_path, V1 | {"feed_info": info})
    assert (provenance.date, provenance.licence) == ("2026-01-01/..", "ODbL")
    assert tariff.source is not None
    assert (tariff.source.title, tariff.source.licence) == ("GTFS fares, feed.zip", "ODbL")
    assert (tariff.begins, tariff.ends) == (None, None)


def test_a_feed_without_fares_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="The feed declares no fares"):
        read(tmp_path, {})
    with pytest.raises(SourceError, match="The feed declares no fares"):
        read(tmp_path, {"fare_products": V2["fare_products"]})


def test_a_feed_whose_fares_cannot_be_used_is_told_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"No fare of the feed can be used\. 1 fare_rules\.txt: rules of an unknown"):
        read(
            tmp_path,
            {
                "fare_attributes": rows("fare_id,price,currency_type", "t,1,EUR"),
                "fare_rules": rows("fare_id,route_id", "t,nowhere"),
            },
        )


def test_hostile_archives_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_gtfs_fares(tmp_path / "nothing.zip")
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(SourceError, match="not a zip archive"):
        read_gtfs_fares(tmp_path / "bad.zip")


def test_the_same_feed_gives_the_same_tariffs(tmp_path: Path) -> None:
    path = fare_feed(tmp_path, **V1)
    assert read_gtfs_fares(path) == read_gtfs_fares(path)


@pytest.mark.real
def test_caltrain_is_priced_by_pairs_of_zones(shared_data: Path) -> None:
    tariffs, provenance = read_gtfs_fares(
        shared_data / "formats" / "gtfs_fares" / "caltrain_gtfs.zip", exchange={"USD": 0.9}
    )
    assert {t.network for t in tariffs} == {"Caltrain"}
    # One-way prices of 2009: 2.50 USD for one zone, 1.75 USD for each further one; six zones.
    assert sorted({t.price_eur for t in tariffs}) == [round((2.5 + 1.75 * k) * 0.9, 6) for k in range(6)]
    assert provenance.dropped == ()
    assert check_tariffs(tariffs)[0] == ()

    def eur(first: str, last: str) -> list[float]:
        return [
            t.price_eur for t in tariffs if first in (t.opens.first_stops or ()) and last in (t.opens.last_stops or ())
        ]

    # San Francisco is in zone 1, Burlingame in zone 2: fare OW_2, 4.25 USD × 0.9 = 3.825 EUR, both ways.
    assert eur("San Francisco Caltrain", "Burlingame Caltrain") == [3.825]
    assert eur("Burlingame Caltrain", "San Francisco Caltrain") == [3.825]
    assert eur("San Francisco Caltrain", "22nd Street Caltrain") == [2.25]


@pytest.mark.real
def test_every_pair_of_caltrain_stations_has_one_price(shared_data: Path) -> None:
    tariffs, _ = read_gtfs_fares(shared_data / "formats" / "gtfs_fares" / "caltrain_gtfs.zip", exchange={"USD": 1.0})
    stops = sorted({stop for t in tariffs for stop in t.opens.first_stops or ()})
    for first in stops:
        for last in stops:
            hits = [t for t in tariffs if first in (t.opens.first_stops or ()) and last in (t.opens.last_stops or ())]
            assert len(hits) == 1


@pytest.mark.real
def test_king_county_by_routes_with_what_is_left_out_told(shared_data: Path) -> None:
    path = shared_data / "formats" / "gtfs_fares" / "kcm_gtfs.zip"
    with pytest.raises(SourceError, match="The fare is in USD"):
        read_gtfs_fares(path)
    tariffs, provenance = read_gtfs_fares(path, prefix="kcm", exchange={"USD": 1.0})
    by_id = {t.id: t for t in tariffs}
    assert by_id["kcm:101"].price_eur == 2.5
    assert (by_id["kcm:101"].rides, by_id["kcm:101"].minutes) == (None, 90)
    assert "kcm:100001" in (by_id["kcm:101"].opens.routes or ())
    assert (by_id["kcm:301"].rides, by_id["kcm:301"].minutes) == (1, None)
    assert "kcm:110" not in by_id  # the peak fare on the same routes as 101
    assert any("110 (2.75 EUR) beside 101 (2.50 EUR)" in note for note in provenance.notes)
    # The feed is cut to some stops: most of its zones are gone.
    assert ("fare_rules.txt: rules of an unknown zone", 504) in [(d.what, d.count) for d in provenance.dropped]
    assert check_tariffs(tariffs)[0] == ()
