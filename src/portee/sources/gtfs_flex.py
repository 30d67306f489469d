"""Demand-responsive services of a GTFS feed (GTFS-Flex) to the rides one can ask for.

Reads GTFS-Flex as adopted in March 2024 (https://gtfs.org/documentation/schedule/reference/) and the drafts before it
(https://github.com/MobilityData/gtfs-flex), in which areas and groups are named in stop_id, groups list their members
in location_groups.txt, durations stand in stop_times.txt in minutes, and a column is spelt dropoff_booking_rule_id.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from portee.core.errors import SourceError
from portee.core.provenance import Dropped, Provenance, sha256_of
from portee.offers.on_demand import Booking, Duration, OnDemandService, RideWindow
from portee.sources.flex_tables import Cell, FlexTables, service_dates
from portee.sources.geojson import NotAnArea, area_of, features_of
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings

__all__ = ["MOST_ROWS", "read_gtfs_flex"]

MOST_ROWS = 500
"""Most stop_times rows of one on-demand trip: each pair of rows is a ride."""

_NO_SERVICE = "1"
_FILE = "stop_times.txt"
_LOCATIONS = "locations.geojson"


def read_gtfs_flex(path: Path | str, *, licence: str | None = None) -> tuple[tuple[OnDemandService, ...], Provenance]:
    """Read the rides that a feed offers on demand; its timetable is read by `portee.sources.gtfs.read_gtfs`.

    A trip that has a pickup and drop-off window in one of its rows is on demand. Each row where one may get in, with
    each later row where one may get out, is a ride; at least one of the two has a window. Rides of one line with the
    same places, days, booking and durations are one service with several windows.

    Args:
        path: the feed, a zip or a folder.
        licence: the licence of the data, for the provenance; by default what feed_info.txt tells.

    Returns:
        the services in the order of the file, and the provenance (source "gtfs_flex"). A service's `price_rule` is the
        fare of fare_rules.txt where the line has only one.

    Raises:
        SourceError: the feed cannot be read, has no on-demand trips, or one of its cells is wrong.
    """
    path = Path(path)
    findings = Findings(path.name)
    with FeedFiles(path) as feed:
        reader = _Reader(feed, findings)
        services = reader.services()
        info = reader.tables.rows("feed_info.txt")
    if not services:
        raise SourceError(
            "The feed has no usable on-demand service.",
            where=str(path),
            mend="GTFS-Flex gives a pickup and drop-off window to rows of stop_times.txt. "
            + " ".join(f"{d.what}: {d.why}." for d in reader.dropped()),
        )
    digest, size = sha256_of(path)
    provenance = Provenance(
        source="gtfs_flex",
        file=path.name,
        sha256=digest,
        size_bytes=size,
        licence=licence or (info[0]["feed_license"].text if info else None),
        rows={"services": len(services), "trips": reader.trips, "areas": len(reader.areas)},
        dropped=(*findings.dropped, *reader.dropped()),
        notes=(*findings.notes, *reader.notes),
    )
    return services, provenance


class _Row(NamedTuple):
    """A row of stop_times where one may get in or out."""

    place: str
    enter: tuple[int, int] | None
    leave: tuple[int, int] | None
    flexible: bool
    enter_rule: str | None
    leave_rule: str | None
    durations: tuple[Duration | None, Duration | None]


@dataclass(frozen=True)
class _Kind:
    """What the rides of one service have in common."""

    route: str
    service: str
    pickup: str
    dropoff: str
    rule: str | None
    mean: Duration | None
    safe: Duration | None


class _Reader:
    """One feed, read once."""

    def __init__(self, feed: FeedFiles, findings: Findings) -> None:
        self.tables = FlexTables(feed)
        self.notes: list[str] = []
        self.trips = 0
        self._lost: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.days = service_dates(feed, findings)
        self.areas = self._read_areas(feed)
        self.places: dict[str, BaseGeometry] = dict(self.areas)
        self._read_stops()
        self._read_groups()
        self.bookings = self._read_bookings()

    def dropped(self) -> tuple[Dropped, ...]:
        """What was left out, with examples."""
        return tuple(
            Dropped(what, len(ids), why, tuple(dict.fromkeys(ids))[:5]) for (what, why), ids in self._lost.items()
        )

    def services(self) -> tuple[OnDemandService, ...]:
        """All services, in the order of their first ride."""
        asked = self._flexible_trips()
        wanted = self.tables.rows("trips.txt", "trip_id", "route_id", "service_id", only=("trip_id", asked))
        trips = {row["trip_id"].must(): row for row in wanted}
        windows: dict[_Kind, dict[RideWindow, None]] = {}
        for trip_id, cells in asked.items():
            trip = trips.get(trip_id)
            if trip is None or trip["service_id"].must() not in self.days:
                why = "their trip is not in trips.txt" if trip is None else "their service never runs"
                self._lose("stop_times rows", why, trip_id, len(cells))
                continue
            self.trips += 1
            rows = [row for row in (self._row(c, trip) for c in cells) if row is not None]
            for kind, window in _rides(rows, trip["route_id"].must(), trip["service_id"].must()):
                windows.setdefault(kind, {})[window] = None
        return self._named(windows)

    def _flexible_trips(self) -> dict[str, list[dict[str, Cell]]]:
        """Rows of the trips that have a window anywhere, in order of stop_sequence, then of the file."""
        by_trip: dict[str, list[dict[str, Cell]]] = defaultdict(list)
        for row in self.tables.rows(_FILE, "trip_id", "stop_sequence", flexible=True):
            by_trip[row["trip_id"].must()].append(row)
        for trip, rows in by_trip.items():
            if len(rows) > MOST_ROWS:
                raise SourceError(
                    f"Trip '{trip[:40]}' has {len(rows):,} rows; at most {MOST_ROWS} are read.",
                    where=rows[0]["trip_id"].where,
                    mend="Divide it into several trips.",
                )
            rows.sort(key=lambda row: row["stop_sequence"].whole())
        return dict(by_trip)

    def _row(self, cells: dict[str, Cell], trip: dict[str, Cell]) -> _Row | None:
        place = cells["location_id"].text or cells["location_group_id"].text or cells["stop_id"].text or ""
        if place not in self.places:
            self._lose("stop_times rows", "their place is not in the feed, or not usable", place)
            return None
        opens, closes = (cells[f"{end}_pickup_drop_off_window"] for end in ("start", "end"))
        flexible = bool(opens.text or closes.text)
        if flexible:
            enter = leave = (opens.seconds(), closes.seconds())
            if enter[1] < enter[0]:
                raise closes.wrong("The window ends before it starts.", "Write hours past midnight as 25:00:00.")
        else:
            arrival, departure = cells["arrival_time"], cells["departure_time"]
            if not (arrival.text or departure.text):
                self._lose("stop_times rows", "they have neither a time nor a window", cells["trip_id"].must())
                return None
            arrives, departs = (c.seconds() if c.text else None for c in (arrival, departure))
            enter = ((departs if departs is not None else arrives) or 0,) * 2
            leave = ((arrives if arrives is not None else departs) or 0,) * 2
        return _Row(
            place,
            None if cells["pickup_type"].text == _NO_SERVICE else enter,
            None if cells["drop_off_type"].text == _NO_SERVICE else leave,
            flexible,
            cells["pickup_booking_rule_id"].text,
            cells["drop_off_booking_rule_id"].text or cells["dropoff_booking_rule_id"].text,
            _durations(cells, trip),
        )

    def _named(self, windows: dict[_Kind, dict[RideWindow, None]]) -> tuple[OnDemandService, ...]:
        names = {
            row["route_id"].must(): row["route_long_name"].text or row["route_short_name"].text
            for row in self.tables.rows("routes.txt", "route_id")
        }
        fares = self._fares()
        seen: Counter[str] = Counter()
        services = []
        for kind, times in windows.items():
            fare = fares[kind.route] | fares[""]
            id_ = f"{kind.route}:{kind.pickup}>{kind.dropoff}"
            seen[id_] += 1
            if kind.rule is not None and kind.rule not in self.bookings:
                self.notes.append(f"Booking rule '{kind.rule}' is not in booking_rules.txt: how to book is not told.")
            services.append(
                OnDemandService(
                    id=id_ if seen[id_] == 1 else f"{id_}#{seen[id_]}",
                    name=names.get(kind.route) or kind.route,
                    pickup=self.places[kind.pickup],
                    dropoff=self.places[kind.dropoff],
                    windows=tuple(sorted(times, key=lambda w: (w.start_s, w.end_s, w.drop_start_s, w.drop_end_s))),
                    days=self.days[kind.service],
                    booking=self.bookings.get(kind.rule or ""),
                    mean=kind.mean,
                    safe=kind.safe,
                    price_rule=next(iter(fare)) if len(fare) == 1 else None,
                )
            )
        self.notes = list(dict.fromkeys(self.notes))
        return tuple(services)

    def _fares(self) -> dict[str, set[str]]:
        """The fares of each line; under "" those of all lines."""
        by_route: dict[str, set[str]] = defaultdict(set)
        for row in self.tables.rows("fare_rules.txt", "fare_id"):
            by_route[row["route_id"].text or ""].add(row["fare_id"].must())
        return by_route

    def _read_areas(self, feed: FeedFiles) -> dict[str, BaseGeometry]:
        areas: dict[str, BaseGeometry] = {}
        if _LOCATIONS not in feed:
            return areas
        where = feed.where(_LOCATIONS, field="geometry")
        for number, feature in enumerate(
            features_of(feed.read(_LOCATIONS), feed.where(_LOCATIONS), "Take the feed again."), start=1
        ):
            id_ = feature.get("id") if isinstance(feature, dict) else None
            if not isinstance(id_, str | int) or str(id_) in areas:
                raise SourceError(
                    f"Feature {number} has no id of its own.",
                    where=feed.where(_LOCATIONS, field="id"),
                    mend="Give each location an id, beside its type and geometry.",
                )
            try:
                areas[str(id_)], mended = area_of(feature.get("geometry"))
            except NotAnArea as problem:
                mend = "Give a Polygon or MultiPolygon in degrees (WGS 84)."
                raise SourceError(f"Feature {number} is wrong: its {problem}.", where=where, mend=mend) from problem
            if mended:
                self.notes.append(f"The outline of location '{str(id_)[:40]}' crossed itself and was mended.")
        return areas

    def _read_stops(self) -> None:
        for row in self.tables.rows("stops.txt", "stop_id", "stop_lat", "stop_lon"):
            id_, lon, lat = row["stop_id"].must(), row["stop_lon"], row["stop_lat"]
            # Entrances and nodes of stations may have no coordinates: they are no places to ride from.
            if lon.text and lat.text:
                x, y = lon.number(), lat.number()
                if abs(x) > 180 or abs(y) > 90:
                    raise lon.wrong(f"Stop '{id_[:40]}' does not lie on earth.", "Give degrees of WGS 84.")
                self.places.setdefault(id_, shapely.Point(x, y))

    def _read_groups(self) -> None:
        members: dict[str, list[str]] = defaultdict(list)
        for row in self.tables.rows("location_group_stops.txt", "location_group_id", "stop_id"):
            members[row["location_group_id"].must()].append(row["stop_id"].must())
        for row in self.tables.rows("location_groups.txt", "location_group_id"):
            if row["location_id"].text:
                members[row["location_group_id"].must()].append(row["location_id"].must())
        for group, ids in members.items():
            parts = [self.places[id_] for id_ in ids if id_ in self.places]
            lost = [id_ for id_ in ids if id_ not in self.places]
            if lost:
                self._lose("members of location groups", "they are not in the feed", lost[0], len(lost))
            if parts:
                self.places.setdefault(group, shapely.union_all(parts))

    def _read_bookings(self) -> dict[str, Booking]:
        bookings: dict[str, Booking] = {}
        for row in self.tables.rows("booking_rules.txt", "booking_rule_id", "booking_type"):
            kind = row["booking_type"]
            booking = Booking(
                "none",
                phone=row["phone_number"].text,
                url=row["booking_url"].address(),
                message=row["message"].text,
            )
            if kind.text == "1":
                booking = replace(booking, kind="same_day", notice_min=row["prior_notice_duration_min"].whole())
            elif kind.text == "2":
                last = row["prior_notice_last_time"]
                counted = row["prior_notice_service_id"].text
                booking = replace(
                    booking,
                    kind="days_before",
                    days=row["prior_notice_last_day"].whole(),
                    latest_s=last.seconds() if last.text else None,
                    counted_days=None if counted is None else self.days.get(counted, frozenset()),
                )
            elif kind.text != "0":
                raise kind.wrong(f"'{(kind.text or '')[:40]}' is not a booking type.", "Write 0, 1 or 2.")
            bookings[row["booking_rule_id"].must()] = booking
        return bookings

    def _lose(self, what: str, why: str, example: str, count: int = 1) -> None:
        self._lost[what, why] += [example or "(empty)"] * count


def _rides(rows: list[_Row], route: str, service: str) -> list[tuple[_Kind, RideWindow]]:
    """Every way to get in at one row and out at a later one, at least one of them on demand."""
    found = []
    for i, one in enumerate(rows):
        for other in rows[i + 1 :]:
            if one.enter is None or other.leave is None or not (one.flexible or other.flexible):
                continue
            if other.leave[1] < one.enter[0]:
                continue
            mean, safe = one.durations if one.flexible else other.durations
            kind = _Kind(route, service, one.place, other.place, one.enter_rule or other.leave_rule, mean, safe)
            found.append((kind, RideWindow(*one.enter, *other.leave)))
    return found


def _durations(cells: dict[str, Cell], trip: dict[str, Cell]) -> tuple[Duration | None, Duration | None]:
    """Mean and safe time aboard: seconds in trips.txt (adopted), minutes in stop_times.txt (drafts)."""
    told: dict[str, Any] = {}
    for name in ("mean", "safe"):
        for row, unit_s in ((trip, 1), (cells, 60)):
            factor, offset = row[f"{name}_duration_factor"], row[f"{name}_duration_offset"]
            if name in told or not (factor.text or offset.text):
                continue
            times = factor.number() if factor.text else 1.0
            plus = offset.number() * unit_s if offset.text else 0.0
            if times <= 0 or plus < 0:
                raise factor.wrong("A ride cannot take less than no time.", "Give a factor above 0, an offset from 0.")
            told[name] = Duration(times, plus)
    return told.get("mean"), told.get("safe")
