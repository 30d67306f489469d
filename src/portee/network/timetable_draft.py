"""A timetable being changed: its patterns one by one, put together again into arrays.

What is not changed stays a view of the arrays it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.network.strings import TextColumn
from portee.network.timetable import Timetable

__all__ = ["DraftPattern", "TimetableDraft"]

Bool = npt.NDArray[np.bool_]
Int8 = npt.NDArray[np.int8]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]

NEW = -1


@dataclass(frozen=True, eq=False)
class DraftPattern:
    """One pattern with k stops and t trips.

    Attributes:
        route: index of its route. stops: int32 (k,). pickup, dropoff: bool (k,). shape: index or -1.
        ids, headsigns: of the trips. service, block: int32 (t,), -1 for no block. wheelchair, bikes: int8 (t,).
        arrival, departure: int32 (t, k), seconds after noon minus 12 h of the service day.
        source: int64 (t,), the trip of the timetable that each was, -1 for a new one; beyond them, new templates of
            frequencies.
    """

    route: int
    stops: Int32
    pickup: Bool
    dropoff: Bool
    shape: int
    ids: Sequence[str]
    headsigns: Sequence[str]
    service: Int32
    block: Int32
    wheelchair: Int8
    bikes: Int8
    arrival: Int32
    departure: Int32
    source: Int64

    def __len__(self) -> int:
        return len(self.service)

    def replace(self, **changes: Any) -> DraftPattern:
        return replace(self, **changes)

    def take(self, rows: npt.NDArray[np.intp] | Bool) -> DraftPattern:
        """Some of its trips, by row or by a mask."""
        rows = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return self.replace(
            ids=[self.ids[k] for k in rows.tolist()], headsigns=[self.headsigns[k] for k in rows.tolist()],
            **{name: getattr(self, name)[rows] for name in (
                "service", "block", "wheelchair", "bikes", "arrival", "departure", "source",
            )},
        )  # fmt: skip

    def copies(self, rows: npt.NDArray[np.intp], departures: Int32, tag: str) -> DraftPattern:
        """New trips made after some of its trips, leaving the first stop at other times; they are in no block."""
        made = self.take(rows)
        later = (departures - made.departure[:, 0])[:, None]
        return made.replace(
            ids=[f"{id}@{tag}{at}" for id, at in zip(made.ids, departures.tolist(), strict=True)],
            arrival=made.arrival + later, departure=made.departure + later, source=np.full(len(rows), NEW, np.int64),
            block=np.full(len(rows), -1, np.int32),
        )  # fmt: skip

    def joined(self, other: DraftPattern) -> DraftPattern:
        """The trips of both, of the same stops."""
        names = ("service", "block", "wheelchair", "bikes", "arrival", "departure", "source")
        return self.replace(
            ids=[*self.ids, *other.ids], headsigns=[*self.headsigns, *other.headsigns],
            **{name: np.concatenate([getattr(self, name), getattr(other, name)]) for name in names},
        )  # fmt: skip


class TimetableDraft:
    """A timetable taken apart. Change `patterns`, add routes, stops and services, then `packed` makes it whole.

    Attributes:
        base: the timetable that it began as; never changed.
        patterns: all patterns, those without trips left out when packed.
        frequency: bool (f,), rows of the frequencies that are kept; frequency_trip: int64 (f,), the `source` of the
            template of each; frequency_start, frequency_end, frequency_headway: int32 (f,); frequency_exact: int8 (f,).
    """

    def __init__(self, base: Timetable) -> None:
        self.base = base
        self.patterns = [_pattern(base, number) for number in range(base.pattern_count)]
        self._as_they_were = {id(pattern): pattern for pattern in self.patterns}
        self.frequency = np.ones(len(base.frequency_trip), np.bool_)
        self.frequency_trip = np.array(base.frequency_trip, np.int64)
        self.frequency_start = np.array(base.frequency_start, np.int32)
        self.frequency_end = np.array(base.frequency_end, np.int32)
        self.frequency_headway = np.array(base.frequency_headway, np.int32)
        self.frequency_exact = np.array(base.frequency_exact, np.int8)
        self._templates = 0
        self._routes: list[tuple[str, str, str, str, str, int]] = []
        self._stops: list[tuple[str, str, float, float]] = []
        self._services: list[tuple[str, Bool]] = []
        self._parts: dict[tuple[int, bytes], int] = {}

    @property
    def route_count(self) -> int:
        return len(self.base.route_id) + len(self._routes)

    @property
    def stop_count(self) -> int:
        return self.base.stop_count + len(self._stops)

    def route_name(self, route: int) -> tuple[str, str, str, str]:
        """Id, short name, long name and agency of a route."""
        known = len(self.base.route_id)
        if route >= known:
            return self._routes[route - known][:4]
        base = self.base
        return base.route_id[route], base.route_short_name[route], base.route_long_name[route], base.route_agency[route]

    def route_type(self, route: int) -> int:
        known = len(self.base.route_id)
        return int(self.base.route_type[route]) if route < known else self._routes[route - known][5]

    def stop_names(self) -> list[str]:
        return [*self.base.stop_name, *(name for _, name, _, _ in self._stops)]

    def stop_ids(self) -> list[str]:
        return [*self.base.stop_id, *(id for id, _, _, _ in self._stops)]

    def positions(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Longitude and latitude of every stop, degrees."""
        lon, lat = np.asarray(self.base.stop_lon), np.asarray(self.base.stop_lat)
        if not self._stops:
            return lon, lat
        more = np.array([(x, y) for _, _, x, y in self._stops])
        return np.concatenate([lon, more[:, 0]]), np.concatenate([lat, more[:, 1]])

    def add_route(self, id: str, short: str, long: str, agency: str, color: str, kind: int) -> int:
        """A new route; its index."""
        self._routes.append((id, short, long, agency, color, kind))
        return self.route_count - 1

    def add_stop(self, id: str, name: str, lon: float, lat: float) -> int:
        """A new stop; its index."""
        self._stops.append((id, name, lon, lat))
        return self.stop_count - 1

    def add_service(self, id: str, active: Bool) -> int:
        """A new service with its days, bool (days of the calendar,); its index."""
        self._services.append((id, active))
        return len(self.base.service_id) + len(self._services) - 1

    def active(self, service: int) -> Bool:
        """Days on which a service runs, bool (days of the calendar,)."""
        known = len(self.base.service_id)
        return np.asarray(self.base.service_active[service]) if service < known else self._services[service - known][1]

    def part_of(self, service: int, active: Bool) -> int:
        """A service that runs on some of the days of another, made once."""
        key = service, active.tobytes()
        if key not in self._parts:
            known = len(self.base.service_id)
            name = self.base.service_id[service] if service < known else self._services[service - known][0]
            self._parts[key] = self.add_service(f"{name}@{len(self._parts)}", active)
        return self._parts[key]

    def routes_used(self) -> set[int]:
        """Routes with a trip."""
        return {pattern.route for pattern in self.patterns if len(pattern)}

    def change(
        self, routes: Iterable[int] | None, make: Callable[[DraftPattern], DraftPattern | Sequence[DraftPattern]]
    ) -> None:
        """Exchange the patterns of some routes, or all; each for one or several."""
        chosen = None if routes is None else set(routes)
        changed: list[DraftPattern] = []
        for pattern in self.patterns:
            if chosen is not None and pattern.route not in chosen:
                changed.append(pattern)
                continue
            made = make(pattern)
            changed += [made] if isinstance(made, DraftPattern) else made
        self.patterns = changed

    def runs_by_frequency(self, pattern: DraftPattern) -> Bool:
        """Trips of a pattern that are templates of frequencies: bool (t,)."""
        return np.isin(pattern.source, self.frequency_trip[self.frequency])

    def frequencies_of(self, source: int) -> list[int]:
        """Rows of the frequencies of a template that are kept."""
        return [int(row) for row in np.flatnonzero((self.frequency_trip == source) & self.frequency)]

    def begins_of(self, row: int) -> Int32:
        """When the trips of a frequency begin that leave at its full headway, seconds."""
        bounds = int(self.frequency_start[row]), int(self.frequency_end[row])
        return np.arange(*bounds, int(self.frequency_headway[row]), dtype=np.int32)

    def template(self, trip: DraftPattern, like: int, start: int, end: int) -> DraftPattern:
        """A trip as a new template, that begins from `start` until before `end` as often as a frequency tells.

        Args:
            trip: a pattern of one trip. like: row of the frequency whose headway and exactness it takes over. New
                frequencies follow the known ones, so that the phases of these are drawn as before.
        """
        source = self.base.trip_count + self._templates
        self._templates += 1
        self.frequency = np.append(self.frequency, True)
        self.frequency_trip = np.append(self.frequency_trip, source)
        self.frequency_start = np.append(self.frequency_start, np.int32(start))
        self.frequency_end = np.append(self.frequency_end, np.int32(end))
        self.frequency_headway = np.append(self.frequency_headway, self.frequency_headway[like])
        self.frequency_exact = np.append(self.frequency_exact, self.frequency_exact[like])
        return trip.replace(
            ids=[f"{id}@by{source}" for id in trip.ids], source=np.array([source], np.int64),
            block=np.full(1, -1, np.int32),
        )  # fmt: skip

    def write_out(self, routes: Iterable[int] | None) -> bool:
        """Make trips of their own of all departures by frequency of some routes, or all; whether there were any."""
        written = np.zeros(len(self.frequency), np.bool_)

        def out(pattern: DraftPattern) -> DraftPattern:
            template = self.runs_by_frequency(pattern)
            made = pattern.take(~template)
            for k in np.flatnonzero(template).tolist():
                for row in self.frequencies_of(int(pattern.source[k])):
                    times = self.begins_of(row)
                    made = made.joined(pattern.copies(np.full(len(times), k, np.intp), times, f"{row}."))
                    written[row] = True
            return made

        self.change(routes, out)
        self.frequency &= ~written
        return bool(written.any())

    def packed(self) -> Timetable:
        """The timetable in arrays: trips by first departure, then id, in each pattern."""
        base = self.base
        kept = self.frequency & (self.frequency_start < self.frequency_end)
        # A trip that runs by frequency alone is none without its frequency.
        gone = np.setdiff1d(self.frequency_trip, self.frequency_trip[kept])
        patterns = [p.take(~np.isin(p.source, gone)) if len(gone) else p for p in self.patterns]
        # What nobody touched is in the order of the timetable already.
        patterns = [p if id(p) in self._as_they_were else _in_order(p) for p in patterns if len(p)]
        sizes = np.array([len(p) for p in patterns], np.int64)
        lengths = np.array([len(p.stops) for p in patterns], np.int64)
        source = _joined([p.source for p in patterns], np.int64)
        place = np.full(base.trip_count + self._templates + 1, -1, np.int32)
        place[source[source >= 0]] = np.flatnonzero(source >= 0)
        kept &= place[self.frequency_trip] >= 0
        made: dict[str, Any] = {
            **self._more_routes(), **self._more_stops(), **self._more_services(), **self._transfers(place),
        }  # fmt: skip
        return replace(
            base, **made,
            pattern_offset=_offsets(lengths), pattern_stop=_joined([p.stops for p in patterns], np.int32),
            pattern_pickup=_joined([p.pickup for p in patterns], np.bool_),
            pattern_dropoff=_joined([p.dropoff for p in patterns], np.bool_),
            pattern_route=np.array([p.route for p in patterns], np.int32), pattern_trip_offset=_offsets(sizes),
            pattern_shape=np.array([p.shape for p in patterns], np.int32),
            trip_id=TextColumn.joined(p.ids for p in patterns),
            trip_headsign=TextColumn.joined(p.headsigns for p in patterns),
            trip_service=_joined([p.service for p in patterns], np.int32),
            trip_block=_joined([p.block for p in patterns], np.int32),
            trip_wheelchair=_joined([p.wheelchair for p in patterns], np.int8),
            trip_bikes=_joined([p.bikes for p in patterns], np.int8),
            trip_event_offset=np.concatenate([[0], np.cumsum(np.repeat(lengths, sizes))]).astype(np.int64),
            event_arrival=_joined([p.arrival.ravel() for p in patterns], np.int32),
            event_departure=_joined([p.departure.ravel() for p in patterns], np.int32),
            frequency_trip=place[self.frequency_trip[kept]], frequency_start=self.frequency_start[kept],
            frequency_end=self.frequency_end[kept], frequency_headway=self.frequency_headway[kept],
            frequency_exact=self.frequency_exact[kept],
        )  # fmt: skip

    def _more_routes(self) -> dict[str, Any]:
        if not self._routes:
            return {}
        names = ("route_id", "route_short_name", "route_long_name", "route_agency", "route_color")
        found: dict[str, Any] = {
            name: [*getattr(self.base, name), *(str(route[k]) for route in self._routes)]
            for k, name in enumerate(names)
        }
        types = np.array([kind for *_, kind in self._routes], np.int16)
        return {**found, "route_type": np.concatenate([self.base.route_type, types]).astype(np.int16)}

    def _transfers(self, place: Int32) -> dict[str, Any]:
        """Rules of changing, those of trips that are gone left out."""
        base = self.base
        ends = [np.asarray(getattr(base, f"transfer_{end}_trip")) for end in ("from", "to")]
        if all((trips < 0).all() for trips in ends):
            return {}
        gone = np.any([(trips >= 0) & (place[trips] < 0) for trips in ends], axis=0)
        names = ("from", "to", "type", "min_time", "from_route", "to_route")
        found: dict[str, Any] = {f"transfer_{name}": getattr(base, f"transfer_{name}")[~gone] for name in names}
        for end, trips in zip(("from", "to"), ends, strict=True):
            found[f"transfer_{end}_trip"] = np.where(trips < 0, -1, place[trips])[~gone].astype(np.int32)
        return found

    def _more_stops(self) -> dict[str, Any]:
        if not self._stops:
            return {}
        lon, lat = self.positions()
        base, count = self.base, len(self._stops)
        return {
            "stop_id": self.stop_ids(), "stop_name": self.stop_names(), "stop_lon": lon, "stop_lat": lat,
            "stop_station": np.concatenate([base.stop_station, np.full(count, -1, np.int32)]).astype(np.int32),
            "stop_wheelchair": np.concatenate([base.stop_wheelchair, np.zeros(count, np.int8)]).astype(np.int8),
        }  # fmt: skip

    def _more_services(self) -> dict[str, Any]:
        if not self._services:
            return {}
        days = np.stack([active for _, active in self._services])
        return {
            "service_id": [*self.base.service_id, *(id for id, _ in self._services)],
            "service_active": np.concatenate([self.base.service_active, days]),
        }


def _pattern(base: Timetable, number: int) -> DraftPattern:
    a, b = (int(v) for v in base.pattern_offset[number : number + 2])
    first, last = (int(v) for v in base.pattern_trip_offset[number : number + 2])
    lo, hi = int(base.trip_event_offset[first]), int(base.trip_event_offset[last])
    shape = (last - first, b - a)
    return DraftPattern(
        int(base.pattern_route[number]), base.pattern_stop[a:b], base.pattern_pickup[a:b], base.pattern_dropoff[a:b],
        int(base.pattern_shape[number]), base.trip_id[first:last], base.trip_headsign[first:last],
        base.trip_service[first:last], base.trip_block[first:last], base.trip_wheelchair[first:last],
        base.trip_bikes[first:last], base.event_arrival[lo:hi].reshape(shape),
        base.event_departure[lo:hi].reshape(shape),
        np.arange(first, last, dtype=np.int64),
    )  # fmt: skip


def _in_order(pattern: DraftPattern) -> DraftPattern:
    """The pattern with its trips by first departure, then id; itself where they are so already."""
    first = pattern.departure[:, 0]
    steps = np.diff(first)
    # Ids are read only of trips that leave together.
    if (steps >= 0).all() and all(pattern.ids[k] <= pattern.ids[k + 1] for k in np.flatnonzero(steps == 0).tolist()):
        return pattern
    order = np.array(sorted(range(len(pattern)), key=lambda k: (int(first[k]), pattern.ids[k])), np.intp)
    return pattern.take(order)


def _joined(parts: Sequence[npt.NDArray[Any]], kind: Any) -> npt.NDArray[Any]:
    return np.concatenate(parts).astype(kind, copy=False) if parts else np.zeros(0, kind)


def _offsets(counts: Int64) -> Int32:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
