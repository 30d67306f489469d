"""What fares refer to: the routes, agencies, networks, stops, zones and areas of one feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from portee.offers.tariffs import Opening
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.stops import PLATFORM, STATION, read_places
from portee.sources.gtfs.trips import read_agencies, read_routes
from portee.sources.gtfs_fares.tables import Row, Table, read_fare_table

__all__ = ["Ground", "Names", "read_ground"]

Names = frozenset[str]


@dataclass(frozen=True)
class Ground:
    """One feed, as far as fares refer to it. Ids are the feed's own; `prefix` is written before them at the end.

    Attributes:
        prefix: "" or "<feed>:".
        agencies: names by id, "" for an agency without id.
        routes: the name of the agency of each route, "" where there is none.
        networks: routes by network, as Fares v2 groups them.
        zones: stops by zone (Fares v1). areas: stops by area (Fares v2).
        stops: all stops; those that have no place are in none of the three.
    """

    prefix: str
    agencies: dict[str, str]
    routes: dict[str, str]
    networks: dict[str, Names] = field(default_factory=dict)
    zones: dict[str, Names] = field(default_factory=dict)
    areas: dict[str, Names] = field(default_factory=dict)
    stops: Names = frozenset()

    @property
    def all_routes(self) -> Names:
        return frozenset(self.routes)

    def routes_of(self, agency: str) -> Names:
        """Routes of an agency by its name."""
        return frozenset(route for route, name in self.routes.items() if name == agency)

    def opening(self, routes: Names, stops: Names | None, first: Names | None, last: Names | None) -> Opening:
        """An opening by whole agencies where routes are exactly theirs, else by routes."""
        agencies = {self.routes[route] for route in routes}
        whole = "" not in agencies and not self.prefix and all(self.routes_of(name) <= routes for name in agencies)
        return Opening(
            agencies=tuple(sorted(agencies)) if whole else None,
            routes=None if whole else tuple(self._ids(routes)),
            stops=self._some(stops),
            first_stops=self._some(first),
            last_stops=self._some(last),
        )

    def _some(self, ids: Names | None) -> tuple[str, ...] | None:
        return None if ids is None else tuple(self._ids(ids))

    def _ids(self, ids: Iterable[str]) -> Iterator[str]:
        return (f"{self.prefix}{one}" for one in sorted(ids))


def read_ground(feed: FeedFiles, prefix: str, findings: Findings) -> Ground:
    """Agencies, routes and their networks, stops and their zones and areas.

    Raises:
        SourceError: agency.txt, stops.txt or routes.txt is missing or cannot be read.
    """
    found = read_agencies(feed, findings)
    agencies = dict(zip(found.agency_id.fill_null("").to_list(), found.name.to_list(), strict=True))
    routes = read_routes(feed, found, findings)
    by_route = dict(zip(routes["route_id"].to_list(), routes["agency"].fill_null("").to_list(), strict=True))
    stops = read_fare_table(feed, "stops.txt", findings)
    places = read_places(feed, findings)
    # Only what the timetable keeps too: an opening that names an unknown stop is an error there.
    kept = set(places.place_id.filter(pl.Series((places.kind == PLATFORM) & places.located)).to_list())
    platforms = list({row["stop_id"]: row for row in reversed(stops.rows) if row["stop_id"] in kept}.values())
    return Ground(
        prefix=f"{prefix}:" if prefix else "",
        agencies=agencies,
        routes=by_route,
        networks=_networks(feed, by_route, findings),
        zones=_grouped((row["zone_id"], row["stop_id"]) for row in platforms),
        areas=_areas(read_fare_table(feed, "stop_areas.txt", findings), stops, platforms, findings),
        stops=frozenset(row["stop_id"] for row in platforms),
    )


def _grouped(pairs: Iterable[tuple[str | None, str]]) -> dict[str, Names]:
    groups: dict[str, set[str]] = {}
    for group, member in pairs:
        if group is not None:
            groups.setdefault(group, set()).add(member)
    return {group: frozenset(members) for group, members in groups.items()}


def _networks(feed: FeedFiles, routes: dict[str, str], findings: Findings) -> dict[str, Names]:
    """route_networks.txt, or the network_id of routes.txt; GTFS forbids both together."""
    table = read_fare_table(feed, "route_networks.txt", findings)
    if not table.rows:
        table = read_fare_table(feed, "routes.txt", findings)
    known = [row for row in table if row["route_id"] in routes]
    findings.dropped_with(table.file, len(table.rows) - len(known), "rows of unknown routes", "not in routes.txt")
    return _grouped((row["network_id"], row["route_id"]) for row in known)


def _areas(table: Table, stops: Table, platforms: list[Row], findings: Findings) -> dict[str, Names]:
    """Stops by area; a station stands for those of its platforms that are in no area of their own."""
    named = {row["stop_id"] for row in table}
    inside: dict[str, list[str]] = {row["stop_id"]: [row["stop_id"]] for row in platforms}
    inside |= {row["stop_id"]: [] for row in stops if row["location_type"] == STATION}
    for row in platforms:
        if row["parent_station"] in inside and row["stop_id"] not in named:
            inside[row["parent_station"]].append(row["stop_id"])
    known = [row for row in table if row["stop_id"] in inside]
    findings.dropped_with(table.file, len(table.rows) - len(known), "rows of unknown stops", "no stop or station")
    areas = {row["area_id"]: set[str]() for row in table}
    for row in known:
        areas[row["area_id"]].update(inside[row["stop_id"]])
    return {area: frozenset(members) for area, members in areas.items()}
