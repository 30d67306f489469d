"""GTFS Fares v1: fare_attributes.txt and fare_rules.txt.

A fare without rules opens all of its agency. Each rule of a fare is one way to use it: a route, a pair of zones, or
both; the `contains_id` of rules that are otherwise alike belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from portee.core.errors import SourceError
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs_fares.ground import Ground, Names
from portee.sources.gtfs_fares.tables import Row, Table, read_fare_table
from portee.sources.gtfs_fares.tickets import Money, Ticket

__all__ = ["read_version1"]

FARES, RULES = "fare_attributes.txt", "fare_rules.txt"

Zones = tuple[str, ...] | None


@dataclass(frozen=True)
class _Way:
    """One way to use a fare: on some routes, from and to some zones (None: any), within some zones (None: any)."""

    routes: Names
    origins: Zones
    destinations: Zones
    contains: Names | None


def read_version1(feed: FeedFiles, ground: Ground, money: Money, findings: Findings) -> list[Ticket]:
    """Tickets of a feed, fare by fare in file order.

    Raises:
        SourceError: a file cannot be read, a fare is given twice, or its price or currency cannot be used.
    """
    fares = read_fare_table(feed, FARES, findings)
    rules = _rules_by_fare(read_fare_table(feed, RULES, findings), fares, ground, findings)
    tickets: list[Ticket] = []
    seen: set[str] = set()
    for row in fares:
        fare = row["fare_id"]
        if fare is None or fare in seen:
            raise SourceError(
                "A fare has no id." if fare is None else f"The fare '{fare}' is there twice.",
                where=fares.where(row, "fare_id"),
                mend="Give each fare one id of its own.",
            )
        seen.add(fare)
        tickets += _tickets(row, rules.get(fare), fares, ground, money, findings)
    lost = sum(row["fare_id"] in rules and not rules[row["fare_id"]] for row in fares)
    findings.dropped_with(FARES, lost, "fares", "all of their rules name what the feed does not have")
    return tickets


def _rules_by_fare(table: Table, fares: Table, ground: Ground, findings: Findings) -> dict[str, list[Row]]:
    """Rules by fare. Those that name what is not there are left out; a fare may so be left without any."""
    known = {row["fare_id"] for row in fares}
    rules: dict[str, list[Row]] = {}
    lost = dict.fromkeys(("fare", "route", "zone"), 0)
    for row in table:
        kept = rules.setdefault(row["fare_id"], [])
        zones = [row[name] for name in ("origin_id", "destination_id", "contains_id") if row[name] is not None]
        if row["fare_id"] not in known:
            lost["fare"] += 1
        elif row["route_id"] is not None and row["route_id"] not in ground.routes:
            lost["route"] += 1
        elif any(zone not in ground.zones for zone in zones):
            lost["zone"] += 1
        else:
            kept.append(row)
    for what, count in lost.items():
        findings.dropped_with(RULES, count, f"rules of an unknown {what}", f"the feed has no such {what}")
    if any(row["contains_id"] is not None for row in table):
        findings.note(
            "contains_id is approximated: a fare for a set of zones is taken to be valid for boarding and alighting "
            "anywhere within them, also when a trip touches only some; zones passed without a stop do not count."
        )
    return rules


def _tickets(
    row: Row, rules: list[Row] | None, fares: Table, ground: Ground, money: Money, findings: Findings
) -> Iterator[Ticket]:
    agency = ground.agencies.get(row["agency_id"] or "")
    if row["agency_id"] is not None and agency is None:
        findings.note(f"The fare '{row['fare_id']}' names an unknown agency; it is taken to be of all agencies.")
    anywhere = ground.routes_of(agency) if agency and row["agency_id"] is not None else ground.all_routes
    price = money.euros(row["price"], row["currency_type"], fares.where(row, "price"))
    whole = [_Way(anywhere, None, None, None)]
    for way in whole if rules is None else _ways(rules, anywhere):
        sellers = ", ".join(sorted({ground.routes[route] for route in way.routes} - {""})[:3])
        if way.routes:
            yield Ticket(
                id=row["fare_id"],
                name=f"Ticket {row['fare_id']}" + (f" ({sellers})" if sellers else ""),
                price_eur=price,
                routes=way.routes,
                stops=None if way.contains is None else _stops(way.contains, ground),
                first=None if way.origins is None else _stops(way.origins, ground),
                last=None if way.destinations is None else _stops(way.destinations, ground),
                rides=None if row["transfers"] is None else row["transfers"] + 1,
            ).lasting(row["transfer_duration"])


def _stops(zones: Iterable[str], ground: Ground) -> Names:
    return frozenset[str]().union(*(ground.zones[zone] for zone in zones))


def _ways(rules: Sequence[Row], anywhere: Names) -> list[_Way]:
    """As few ways as rectangles of origins × destinations allow, in the order of their first rule."""
    contained: dict[tuple[str | None, str | None, str | None], set[str]] = {}
    for row in rules:
        zones = contained.setdefault((row["route_id"], row["origin_id"], row["destination_id"]), set())
        zones |= {row["contains_id"]} - {None}
    # The same pair of zones on several routes is one way; without a route it is on all routes.
    routes: dict[tuple[str | None, str | None, Names | None], set[str]] = {}
    for (route, origin, destination), zones in contained.items():
        key = origin, destination, frozenset(zones) or None
        routes.setdefault(key, set()).update(anywhere if route is None else {route})
    # The same origin with several destinations, then the same destinations from several origins.
    by_origin: dict[tuple[str | None, Names | None, Names, bool], list[str]] = {}
    for (origin, destination, within), on in routes.items():
        ends = by_origin.setdefault((origin, within, frozenset(on), destination is None), [])
        ends += [destination] if destination is not None else []
    by_ends: dict[tuple[Zones, Names | None, Names, bool], list[str]] = {}
    for (origin, within, on_routes, any_end), ends in by_origin.items():
        destinations = None if any_end else tuple(sorted(ends))
        starts = by_ends.setdefault((destinations, within, on_routes, origin is None), [])
        starts += [origin] if origin is not None else []
    return [
        _Way(on_routes, None if any_start else tuple(sorted(starts)), destinations, within)
        for (destinations, within, on_routes, any_start), starts in by_ends.items()
    ]
