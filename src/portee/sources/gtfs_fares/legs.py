"""The legs that GTFS Fares v2 prices: fare_leg_rules.txt on routes and stops, with the rules of precedence applied.

Without a column `rule_priority` an empty field means all that no other rule names; with it, an empty field means any,
and of several rules for a leg those of the highest priority hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs_fares.ground import Ground, Names
from portee.sources.gtfs_fares.price_list import Price, PriceList
from portee.sources.gtfs_fares.tables import Row, Table, read_fare_table

__all__ = ["LEGS", "Leg", "read_legs"]

LEGS = "fare_leg_rules.txt"
JOINS = "fare_leg_join_rules.txt"

Times = tuple[str | None, str | None]


@dataclass(frozen=True)
class Leg:
    """One priced leg.

    Attributes:
        group: its leg group, None for none. product: its fare product. prices: of it.
        routes: on which it may be. first, last: stops where it begins and ends, None for any.
        joined: whether several vehicles of its network count as one leg. priority: of its rule.
        times: time frames at its beginning and end in which the rule holds.
    """

    group: str | None
    product: str
    prices: tuple[Price, ...]
    routes: Names
    first: Names | None = None
    last: Names | None = None
    joined: bool = False
    priority: int = 0
    times: Times = (None, None)

    @property
    def full_eur(self) -> float:
        """The lowest price that asks for nothing; the lowest of all where each asks for something."""
        plain = [price.eur for price in self.prices if not price.eligibility]
        return min(plain or [price.eur for price in self.prices])

    @property
    def anywhere(self) -> bool:
        return self.first is None and self.last is None


def read_legs(feed: FeedFiles, ground: Ground, prices: PriceList, findings: Findings) -> list[Leg]:
    """The legs in file order.

    Raises:
        SourceError: a file cannot be read.
    """
    table = read_fare_table(feed, LEGS, findings)
    joined = _joined_networks(read_fare_table(feed, JOINS, findings), findings)
    lost = dict.fromkeys(("fare product", "network", "area"), 0)
    legs: list[Leg] = []
    for row in table:
        routes = _routes(row["network_id"], table, ground)
        first, last = (_stops(row[name], name, table, ground) for name in ("from_area_id", "to_area_id"))
        offered = prices.prices.get(row["fare_product_id"])
        if offered is None:
            lost["fare product"] += 1
        elif not routes:
            lost["network"] += 1
        elif first == frozenset() or last == frozenset():
            lost["area"] += 1
        else:
            times = row["from_timeframe_group_id"], row["to_timeframe_group_id"]
            legs.append(
                Leg(
                    row["leg_group_id"], row["fare_product_id"], offered, routes, first, last,
                    row["network_id"] in joined, row["rule_priority"] or 0, times,
                )
            )  # fmt: skip
    for what, count in lost.items():
        findings.dropped_with(LEGS, count, f"rules without a usable {what}", f"the {what} is unknown or empty")
    if "rule_priority" in table.columns:
        legs = _by_priority(legs, findings)
    return _at_one_time(legs, findings)


def _routes(network: str | None, table: Table, ground: Ground) -> Names:
    if network is not None:
        return ground.networks.get(network, frozenset())
    if "rule_priority" in table.columns:
        return ground.all_routes
    named = {row["network_id"] for row in table}
    return ground.all_routes - frozenset[str]().union(*(ground.networks.get(name, ()) for name in named))


def _stops(area: str | None, field: str, table: Table, ground: Ground) -> Names | None:
    if area is not None:
        return ground.areas.get(area, frozenset())
    named = {row[field] for row in table} - {None}
    if not named or "rule_priority" in table.columns:
        return None
    return ground.stops - frozenset[str]().union(*(ground.areas.get(name, ()) for name in named))


def _joined_networks(table: Table, findings: Findings) -> set[str]:
    """Networks whose vehicles make one leg together wherever one changes between them."""
    whole = [row for row in table if _joins_itself(row)]
    findings.dropped_with(
        JOINS, len(table.rows) - len(whole), "rules for some stops or two networks",
        "only rules that join a network to itself everywhere are read",
    )  # fmt: skip
    return {row["from_network_id"] for row in whole}


def _joins_itself(row: Row) -> bool:
    network = row["from_network_id"]
    stops = row["from_stop_id"], row["to_stop_id"]
    return network is not None and network == row["to_network_id"] and stops == (None, None)


def _by_priority(legs: Sequence[Leg], findings: Findings) -> list[Leg]:
    """Legs without the routes that a rule of higher priority takes from them everywhere and always."""
    kept: list[Leg] = []
    partly = 0
    for leg in legs:
        above = [other for other in legs if other.priority > leg.priority and other.routes & leg.routes]
        always = [other for other in above if other.anywhere and other.times == (None, None)]
        routes = leg.routes - frozenset[str]().union(*(other.routes for other in always))
        partly += any(other.routes & routes for other in above)
        if routes:
            kept.append(replace(leg, routes=routes))
    if partly:
        findings.note(
            f"{partly} rules of {LEGS} give way to others of higher priority at some stops or times; they are taken to "
            "hold there too, beside the others, so that costs may be too low there."
        )
    return kept


def _at_one_time(legs: Sequence[Leg], findings: Findings) -> list[Leg]:
    """Of rules for the same legs at different times, those of the time when the leg is dearest."""
    alike: dict[tuple[Names, Names | None, Names | None], dict[Times, list[Leg]]] = {}
    for leg in legs:
        alike.setdefault((leg.routes, leg.first, leg.last), {}).setdefault(leg.times, []).append(leg)
    kept: set[int] = set()
    for by_times in alike.values():
        dearest = max(by_times.values(), key=lambda some: min(leg.full_eur for leg in some))
        kept.update(map(id, dearest))
    if any(leg.times != (None, None) for leg in legs):
        findings.note(
            "Time frames are not represented: a leg whose price depends on the hour or the day is counted at the time "
            "when it is dearest."
        )
    return [leg for leg in legs if id(leg) in kept]
