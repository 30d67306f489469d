"""What GTFS Fares v2 sells: fare_products.txt with the riders and the media that each price is for."""

from __future__ import annotations

from dataclasses import dataclass

from portee.offers.conditions import Condition
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs_fares.tables import read_fare_table
from portee.sources.gtfs_fares.tickets import Money

__all__ = ["PRODUCTS", "RIDER", "Price", "PriceList", "read_price_list"]

PRODUCTS = "fare_products.txt"
RIDER = "rider_category"
"""Fact that tells a person's rider category; as long as nobody knows it, reduced fares are to check."""

MEDIA = {3: "bank_card", 4: "smartphone"}
"""Facts that fare media ask for: a contactless bank card (cEMV), a mobile app. Paper, cards and cash ask for none."""


@dataclass(frozen=True)
class Price:
    """One price of a fare product: its name, euros, and who may have it."""

    name: str
    eur: float
    eligibility: tuple[Condition, ...] = ()

    @property
    def asks(self) -> frozenset[str]:
        return frozenset(str(condition) for condition in self.eligibility)


@dataclass(frozen=True)
class PriceList:
    """Prices by fare product; of prices that ask for as much, the lowest."""

    prices: dict[str, tuple[Price, ...]]

    def at(self, product: str, asks: frozenset[str]) -> Price | None:
        """The lowest price for somebody who has all that is asked; None when there is none."""
        fits = [price for price in self.prices.get(product, ()) if price.asks <= asks]
        return min(fits, key=lambda price: price.eur, default=None)


def read_price_list(feed: FeedFiles, money: Money, findings: Findings) -> PriceList:
    """All fare products; amounts below 0 are discounts for transfers.

    Raises:
        SourceError: a file cannot be read, or an amount or currency cannot be used.
    """
    table = read_fare_table(feed, PRODUCTS, findings)
    media = {row["fare_media_id"]: row["fare_media_type"] for row in read_fare_table(feed, "fare_media.txt", findings)}
    riders = {row["rider_category_id"]: row for row in read_fare_table(feed, "rider_categories.txt", findings)}
    found: dict[str, list[Price]] = {}
    reduced = set()
    for row in table:
        conditions = []
        rider = row["rider_category_id"]
        if rider is not None and not riders.get(rider, {}).get("is_default_fare_category"):
            conditions.append(Condition.model_validate({"fact": RIDER, "is": rider}))
            reduced.add(str(riders.get(rider, {}).get("rider_category_name") or rider))
        fact = MEDIA.get(media.get(row["fare_media_id"], 0))
        if fact is not None:
            conditions.append(Condition.model_validate({"fact": fact, "is": True}))
        euros = money.euros(row["amount"], row["currency"], table.where(row, "amount"))
        name = row["fare_product_name"] or f"Ticket {row['fare_product_id']}"
        found.setdefault(row["fare_product_id"], []).append(Price(name, euros, tuple(conditions)))
    if reduced:
        findings.note(
            f"GTFS does not say who belongs to a rider category: fares for {', '.join(sorted(reduced)[:5])} are to "
            f"check unless the fact '{RIDER}' is known."
        )
    return PriceList({product: _lowest(prices) for product, prices in found.items()})


def _lowest(prices: list[Price]) -> tuple[Price, ...]:
    """Prices without those that cost as much as, or more than, one that asks for no more."""
    kept: list[Price] = []
    for price in sorted(prices, key=lambda one: (one.eur, len(one.asks), sorted(one.asks))):
        if not any(known.asks <= price.asks for known in kept):
            kept.append(price)
    return tuple(kept)
