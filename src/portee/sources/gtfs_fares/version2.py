"""GTFS Fares v2: legs, and journeys of several legs by fare_transfer_rules.txt.

What becomes a ticket:

- one leg: one vehicle, or any number where the feed joins the legs of a network;
- legs of one group one after another: as many vehicles as a free transfer allows, or two vehicles where it costs;
- legs of two groups, where a transfer rule links them: two vehicles, at the mean of both directions, which is what a
  journey there and back costs per trip;
- legs of several groups that cost the same and change freely into each other: any number of vehicles.

Costs of a transfer, by fare_transfer_type: 0 from-leg + transfer, 1 from-leg + transfer + to-leg, 2 transfer alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs_fares.ground import Ground, Names
from portee.sources.gtfs_fares.legs import LEGS, Leg, read_legs
from portee.sources.gtfs_fares.price_list import PRODUCTS, Price, PriceList, read_price_list
from portee.sources.gtfs_fares.tables import Row, Table, read_fare_table
from portee.sources.gtfs_fares.tickets import Money, Ticket

__all__ = ["LEGS", "PRODUCTS", "TRANSFERS", "read_version2"]

TRANSFERS = "fare_transfer_rules.txt"
NO_LIMIT = -1
MOST_RIDES = 20
EXACT = 1
"""duration_limit_type from the first departure to the last one, as the minutes of a tariff count."""


def read_version2(feed: FeedFiles, ground: Ground, money: Money, findings: Findings) -> list[Ticket]:
    """Tickets of a feed: legs in file order, then journeys of several legs.

    Raises:
        SourceError: a file cannot be read, or an amount or currency cannot be used.
    """
    prices = read_price_list(feed, money, findings)
    legs = read_legs(feed, ground, prices, findings)
    rules = read_fare_table(feed, TRANSFERS, findings)
    unused = set(prices.prices) - {leg.product for leg in legs} - {row["fare_product_id"] for row in rules}
    findings.dropped_with(PRODUCTS, len(unused), "products", "no rule for a leg or a transfer names them")
    if legs:
        findings.note("GTFS does not tell passes from tickets: each fare product of a leg is read as a single ticket.")
    transfers = _Transfers(rules, prices)
    transfers.note_limits(findings)
    tickets = [
        _ticket(leg.product, price, price.eur, leg.routes, leg.first, leg.last, None if leg.joined else 1)
        for leg in legs
        for price in leg.prices
    ]
    grouped = [leg for leg in legs if leg.group is not None]
    tickets += _within_groups(grouped, transfers, findings)
    tickets += _between_groups(grouped, transfers, findings)
    return tickets


def _ticket(
    id_: str, price: Price, eur: float, routes: Names, first: Names | None, last: Names | None, rides: int | None
) -> Ticket:
    return Ticket(id_, price.name, eur, routes, None, first, last, rides, None, price.eligibility)


@dataclass(frozen=True)
class _Change:
    """What a transfer from one leg to another makes of their costs.

    Attributes:
        total_eur: cost of both. further_eur: cost of one more such transfer.
        count: transfers in a row, -1 for any number. seconds: time limit, None for none.
    """

    total_eur: float
    further_eur: float
    count: int
    seconds: int | None


@dataclass(frozen=True)
class _Transfers:
    """The transfer rules of a feed and what their products cost."""

    rules: Table
    prices: PriceList

    def note_limits(self, findings: Findings) -> None:
        if any(row["duration_limit"] is not None and row["duration_limit_type"] != EXACT for row in self.rules):
            findings.note(
                "Transfer limits that count to or from an arrival are taken to count from the first departure to the "
                "last one."
            )

    def between(self, one: Leg, other: Leg, price: Price, next_price: Price) -> _Change | None:
        """The cheapest way to change from one leg to another; None without a rule."""
        changes = []
        for row in self._matching(one.group, other.group):
            extra = 0.0
            if row["fare_product_id"] is not None:
                product = self.prices.at(row["fare_product_id"], price.asks)
                if product is None:
                    continue
                extra = product.eur
            kind = row["fare_transfer_type"]
            total = extra + (0.0 if kind == 2 else price.eur) + (next_price.eur if kind == 1 else 0.0)
            further = extra + (next_price.eur if kind == 1 else 0.0)
            count = row["transfer_count"] if row["transfer_count"] is not None else 1
            changes.append(_Change(max(total, 0.0), further, count, row["duration_limit"]))
        return min(changes, key=lambda change: change.total_eur, default=None)

    def _matching(self, one: str | None, other: str | None) -> list[Row]:
        exact = [row for row in self.rules if (row["from_leg_group_id"], row["to_leg_group_id"]) == (one, other)]
        if exact:
            return exact
        starts = {row["from_leg_group_id"] for row in self.rules}
        ends = {row["to_leg_group_id"] for row in self.rules}
        return [
            row
            for row in self.rules
            if (row["from_leg_group_id"] == one or (row["from_leg_group_id"] is None and one not in starts))
            and (row["to_leg_group_id"] == other or (row["to_leg_group_id"] is None and other not in ends))
        ]


def _same_price(one: float, other: float) -> bool:
    """To a hundredth of a cent: sums of decimals are not exact."""
    return abs(one - other) < 1e-4


def _within_groups(legs: Sequence[Leg], transfers: _Transfers, findings: Findings) -> Iterator[Ticket]:
    """Tickets for several legs of one group."""
    costly = False
    for leg in legs:
        for price in leg.prices:
            change = transfers.between(leg, leg, price, price)
            if change is None:
                continue
            routes = leg.routes
            if leg.anywhere:
                alike = [o for o in legs if o.group == leg.group and o.anywhere and _offers(o, price) is not None]
                routes = routes.union(*(other.routes for other in alike))
            free = change.further_eur <= 1e-4 and change.total_eur <= price.eur + 1e-4
            costly |= not free and change.count != 1
            rides = 2 if not free else _rides(change.count)
            eur = price.eur if free else change.total_eur
            yield _ticket(leg.product, price, eur, routes, leg.first, leg.last, rides).lasting(change.seconds)
    if costly:
        findings.note("Where a transfer costs, only journeys with one transfer are represented.")


def _rides(count: int) -> int | None:
    return None if count == NO_LIMIT or count >= MOST_RIDES else count + 1


def _offers(leg: Leg, like: Price) -> Price | None:
    """The price of a leg for the same riders and media at the same euros."""
    return next((p for p in leg.prices if p.asks == like.asks and _same_price(p.eur, like.eur)), None)


def _between_groups(legs: Sequence[Leg], transfers: _Transfers, findings: Findings) -> Iterator[Ticket]:
    """Tickets for legs of different groups."""
    everywhere = [leg for leg in legs if leg.anywhere]
    across = any(row["from_leg_group_id"] != row["to_leg_group_id"] for row in transfers.rules)
    if across and len(everywhere) < len(legs):
        findings.note("Transfers between groups are represented only for legs whose price does not depend on areas.")
    priced = [(leg, price) for leg in everywhere for price in leg.prices]
    together: list[list[tuple[Leg, Price]]] = []
    for leg, price in priced:
        for clique in together:
            if all(_free_both_ways(transfers, (leg, price), member) for member in clique):
                clique.append((leg, price))
                break
        else:
            together.append([(leg, price)])
    for clique in together:
        if len({leg.group for leg, _ in clique}) > 1:
            yield _any_of(clique, transfers)
    covered = {frozenset((id(a), id(b))) for clique in together for (a, _), (b, _) in combinations(clique, 2)}
    for (one, price), (other, next_price) in combinations(priced, 2):
        apart = one.group != other.group and price.asks == next_price.asks
        if not apart or frozenset((id(one), id(other))) in covered:
            continue
        there = transfers.between(one, other, price, next_price)
        back = transfers.between(other, one, next_price, price)
        if there is not None or back is not None:
            both = price.eur + next_price.eur
            eur = ((there.total_eur if there else both) + (back.total_eur if back else both)) / 2
            limits = [change.seconds for change in (there, back) if change and change.seconds is not None]
            named = Price(f"{price.name} + {next_price.name}", eur, price.eligibility)
            id_, routes = f"{one.product}+{other.product}", one.routes | other.routes
            yield _ticket(id_, named, eur, routes, None, None, 2).lasting(min(limits, default=None))
    if across and len({leg.group for leg in legs}) > 2:
        findings.note("Journeys on three or more groups of legs are represented only where all changes are free.")


def _free_both_ways(transfers: _Transfers, one: tuple[Leg, Price], other: tuple[Leg, Price]) -> bool:
    (leg, price), (next_leg, next_price) = one, other
    if price.asks != next_price.asks or not _same_price(price.eur, next_price.eur):
        return False
    changes = transfers.between(leg, next_leg, price, next_price), transfers.between(next_leg, leg, next_price, price)
    return all(change is not None and _same_price(change.total_eur, price.eur) for change in changes)


def _any_of(clique: Sequence[tuple[Leg, Price]], transfers: _Transfers) -> Ticket:
    """One ticket for all legs of a clique."""
    rides: list[int] = []
    limits: list[int] = []
    for leg, price in clique:
        own = transfers.between(leg, leg, price, price)
        free = own is not None and _same_price(own.total_eur, price.eur)
        allowed = _rides(own.count) if own is not None and free else 2
        rides += [] if allowed is None else [allowed]
        for other, next_price in clique:
            change = transfers.between(leg, other, price, next_price)
            limits += [] if change is None or change.seconds is None else [change.seconds]
    (first, price), *_ = clique
    routes = frozenset[str]().union(*(leg.routes for leg, _ in clique))
    return _ticket(first.product, price, price.eur, routes, None, None, min(rides, default=None)).lasting(
        min(limits, default=None)
    )
