"""GTFS feeds to one timetable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import ParameterError, SourceError
from portee.core.progress import Progress, Silent
from portee.core.provenance import Provenance, sha256_of
from portee.network.timetable import Timetable
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.calendar import ServiceDays, day_text, read_service_days
from portee.sources.gtfs.findings import Findings, ValidationReport
from portee.sources.gtfs.lookup import index_of
from portee.sources.gtfs.merge import join_timetables, shift_to_timezone
from portee.sources.gtfs.pathways import read_pathways
from portee.sources.gtfs.patterns import Patterns, group_into_patterns
from portee.sources.gtfs.shapes import Shapes, read_shapes
from portee.sources.gtfs.stop_times import read_events
from portee.sources.gtfs.stops import boardable_stops, read_places
from portee.sources.gtfs.tables import read_table
from portee.sources.gtfs.transfers import read_transfers
from portee.sources.gtfs.trips import read_agencies, read_frequencies, read_routes, read_trips
from portee.sources.gtfs.validate import check_dates_meet, check_timetable

__all__ = ["read_gtfs"]

SHOWN_ERRORS = 5


@dataclass(frozen=True, eq=False)
class _Feed:
    """One feed, read."""

    path: Path
    timetable: Timetable
    timezone: str | None
    rows: dict[str, int]
    date: str | None
    licence: str | None
    findings: Findings


def read_gtfs(
    feeds: Sequence[Path],
    *,
    strict: bool = False,
    blank_times: str = "straight",
    progress: Progress | None = None,
    today: date | None = None,
) -> tuple[Timetable, tuple[Provenance, ...], ValidationReport]:
    """Read one or several GTFS feeds into one timetable.

    With one feed ids are the feed's own; with several each id is prefixed by the feed's file name without ending.
    Times of all feeds are told in the time zone of the first.

    Args:
        feeds: zip files or folders.
        strict: refuse feeds with any error of the report, instead of leaving out what is wrong.
        blank_times: what measures the way between timed stops where the feed gives no shape_dist_traveled: "straight"
            lines from stop to stop, as other engines do, or the "shape" of the trip.
        today: when given, feeds whose service is over by then are reported.

    Returns:
        The timetable, the provenance of each feed, and all problems found.

    Raises:
        SourceError: a feed cannot be read at all, nothing usable is left of it, or `strict` and it has errors.
        ParameterError: `blank_times` is neither.
    """
    if blank_times not in ("straight", "shape"):
        raise ParameterError(f"Unknown way to fill blank times: '{blank_times}'.", mend="Choose straight or shape.")
    progress = progress or Silent()
    if not feeds:
        raise SourceError("No GTFS feed is given.", mend="Give at least one zip or folder.")
    paths = [Path(feed) for feed in feeds]
    progress.start("Reading timetables", len(paths))
    read: list[_Feed] = []
    hashes: list[tuple[str, int]] = []
    for path, prefix in zip(paths, _prefixes(paths), strict=True):
        findings = Findings(path.name if len(paths) == 1 else f"{prefix}{path.suffix}")
        read.append(_read_feed(path, findings, today, blank_times))
        hashes.append(sha256_of(path))
        if hashes[-1] in hashes[:-1]:
            raise SourceError("The same feed is given twice.", where=str(path), mend="Give each feed once.")
        progress.advance()
    timezone = next((feed.timezone for feed in read if feed.timezone), "UTC")
    parts = []
    for feed, prefix in zip(read, _prefixes(paths), strict=True):
        told = replace(feed.timetable, timezone=feed.timezone or timezone)
        moved, note = shift_to_timezone(told, timezone)
        if note:
            feed.findings.note(note)
        parts.append((prefix, moved))
    check_dates_meet([(feed.findings, table) for feed, (_, table) in zip(read, parts, strict=True)])
    report = ValidationReport(tuple(problem for feed in read for problem in feed.findings.problems))
    if strict and report.errors:
        shown = " ".join(f"{problem}." for problem in report.errors[:SHOWN_ERRORS])
        more = len(report.errors) - SHOWN_ERRORS
        raise SourceError(
            f"The timetable has errors. {shown}" + (f" And {more} more kinds of errors." if more > 0 else ""),
            where=str(paths[0]) if len(paths) == 1 else None,
            mend="Correct the feed, or read it without strict: what is wrong is then left out and counted.",
        )
    provenance = tuple(_provenance(feed, *known) for feed, known in zip(read, hashes, strict=True))
    timetable = join_timetables(parts)
    progress.done()
    return timetable, provenance, report


def _prefixes(paths: Sequence[Path]) -> list[str]:
    """File names without ending, numbered where they repeat."""
    prefixes: list[str] = []
    for path in paths:
        stem = path.stem or path.resolve().stem or "feed"
        name, number = stem, 1
        while name in prefixes:
            number += 1
            name = f"{stem}-{number}"
        prefixes.append(name)
    return prefixes


def _provenance(feed: _Feed, sha256: str, size: int) -> Provenance:
    return Provenance(
        source="gtfs",
        file=feed.path.name,
        sha256=sha256,
        size_bytes=size,
        date=feed.date,
        licence=feed.licence,
        rows=feed.rows,
        dropped=tuple(feed.findings.dropped),
        notes=tuple(feed.findings.notes),
    )


def _read_feed(path: Path, findings: Findings, today: date | None, blank_times: str) -> _Feed:
    with FeedFiles(path) as files:
        agencies = read_agencies(files, findings)
        places = read_places(files, findings)
        routes = read_routes(files, agencies, findings)
        days = read_service_days(files, findings)
        shapes = read_shapes(files, findings)
        trips, left_out = read_trips(files, routes, days.service_id, shapes.shape_id, findings)
        laid = trips if blank_times == "shape" else trips.with_columns(pl.lit(-1, pl.Int32).alias("shape"))
        events = read_events(files, laid, left_out, places, shapes, findings)
        frequencies, broken = read_frequencies(files, trips["trip_id"], findings)
        if broken.any():
            events = events.only(~broken[events.trip])
        _refuse_empty(path, len(events.trip), days, findings)
        stops = boardable_stops(places, events.place, findings)
        trip_id = trips["trip_id"].to_numpy()
        patterns = group_into_patterns(events, stops.number[events.place], trips["route"].to_numpy(), trip_id)
        running = trips[patterns.trip]
        transfers = read_transfers(
            files,
            places,
            stops,
            routes["route_id"],
            running["trip_id"],
            pl.concat((trips["trip_id"], left_out)),
            findings,
        )
        pathways = read_pathways(files, places, stops, findings)
        info_date, licence = _feed_info(files, days, findings)
    shape, shape_offset, shape_lon, shape_lat = _used_shapes(patterns, running["shape"].to_numpy(), shapes)
    final = np.full(trips.height, -1, dtype=np.int32)
    final[patterns.trip] = np.arange(len(patterns.trip), dtype=np.int32)
    frequency_trip = final[frequencies["trip"].to_numpy()]
    lost = int((frequency_trip < 0).sum())
    findings.dropped_with("frequencies.txt", lost, "rows of trips left out", "their trip is left out")
    frequencies = frequencies.filter(pl.Series(frequency_trip >= 0))
    blocks = running["block_id"].drop_nulls().unique(maintain_order=True)
    place = stops.place
    timetable = Timetable(
        stop_id=tuple(places.place_id[place].to_list()),
        stop_name=tuple(places.name[place].to_list()),
        stop_lon=places.lon[place],
        stop_lat=places.lat[place],
        stop_station=stops.station,
        stop_wheelchair=places.wheelchair[place],
        route_id=_texts(routes["route_id"]),
        route_short_name=_texts(routes["route_short_name"]),
        route_long_name=_texts(routes["route_long_name"]),
        route_agency=_texts(routes["agency"]),
        route_color=_texts(routes["route_color"]),
        route_type=routes["route_type"].cast(pl.Int16).to_numpy(),
        service_id=_texts(days.service_id),
        service_first_day=days.first_day,
        service_active=days.active,
        pattern_offset=patterns.offset,
        pattern_stop=patterns.stop,
        pattern_pickup=patterns.pickup,
        pattern_dropoff=patterns.dropoff,
        pattern_route=patterns.route,
        pattern_trip_offset=patterns.trip_offset,
        pattern_shape=shape,
        trip_id=_texts(running["trip_id"]),
        trip_headsign=_texts(running["trip_headsign"]),
        trip_service=running["service"].to_numpy(),
        trip_block=index_of(running["block_id"], blocks),
        trip_wheelchair=running["wheelchair_accessible"].cast(pl.Int8).to_numpy(),
        trip_bikes=running["bikes_allowed"].cast(pl.Int8).to_numpy(),
        trip_event_offset=patterns.event_offset,
        event_arrival=events.arrival[patterns.event],
        event_departure=events.departure[patterns.event],
        frequency_trip=frequency_trip[frequency_trip >= 0],
        frequency_start=frequencies["start_time"].to_numpy(),
        frequency_end=frequencies["end_time"].to_numpy(),
        frequency_headway=frequencies["headway_secs"].to_numpy(),
        frequency_exact=frequencies["exact_times"].cast(pl.Int8).to_numpy(),
        transfer_from=transfers.from_stop,
        transfer_to=transfers.to_stop,
        transfer_type=transfers.kind,
        transfer_min_time=transfers.min_time,
        transfer_from_trip=transfers.from_trip,
        transfer_to_trip=transfers.to_trip,
        transfer_from_route=transfers.from_route,
        transfer_to_route=transfers.to_route,
        pathway_from=pathways.start,
        pathway_to=pathways.end,
        pathway_seconds=pathways.seconds,
        shape_offset=shape_offset,
        shape_lon=shape_lon,
        shape_lat=shape_lat,
        timezone=agencies.timezone or "UTC",
    )
    timetable = _owned(timetable)
    check_timetable(timetable, findings, today)
    rows = {
        "agencies": len(agencies.name),
        "stops": timetable.stop_count,
        "stations": int(timetable.stop_station.max(initial=-1)) + 1,
        "routes": len(timetable.route_id),
        "services": len(timetable.service_id),
        "patterns": timetable.pattern_count,
        "trips": timetable.trip_count,
        "stop_times": len(timetable.event_arrival),
        "frequencies": len(timetable.frequency_trip),
        "transfers": len(timetable.transfer_type),
        "pathways": len(timetable.pathway_seconds),
        "shapes": len(timetable.shape_offset) - 1,
    }
    return _Feed(path, timetable, agencies.timezone, rows, info_date, licence, findings)


def _owned(timetable: Timetable) -> Timetable:
    """The same with arrays that are contiguous and share no memory with tables that are gone."""
    copies: dict[str, Any] = {
        name: value.copy()
        for name, value in vars(timetable).items()
        if isinstance(value, np.ndarray) and not (value.flags.writeable and value.flags.c_contiguous)
    }
    return replace(timetable, **copies)


def _texts(values: pl.Series) -> tuple[str, ...]:
    return tuple(values.fill_null("").to_list())


def _refuse_empty(path: Path, events: int, days: ServiceDays, findings: Findings) -> None:
    reasons = " ".join(f"{p}." for p in findings.problems if p.severity == "error" or p.code == "on_demand")
    if not days.active.shape[1]:
        raise SourceError(
            "No service runs on any day." + (f" {reasons}" if reasons else ""),
            where=str(path),
            mend="Check calendar.txt and calendar_dates.txt.",
        )
    if not events:
        raise SourceError(
            "No usable trip is left of the feed." + (f" {reasons}" if reasons else ""),
            where=str(path),
            mend="Check trips.txt and stop_times.txt: a usable trip has two timed stops with coordinates.",
        )


def _used_shapes(
    patterns: Patterns, trip_shape: npt.NDArray[np.int32], shapes: Shapes
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The shape of each pattern (that of its first trip that has one), and only the shapes so used."""
    none = len(shapes.shape_id)
    starts = patterns.trip_offset[:-1].astype(np.int64)
    # the first trip with a shape: the lowest position among those that have one
    position = np.where(trip_shape >= 0, np.arange(len(trip_shape)), len(trip_shape))
    first = np.minimum.reduceat(position, starts)
    chosen = np.append(trip_shape, none)[first]
    used = np.unique(chosen[chosen < none])
    shape = np.where(chosen < none, np.searchsorted(used, chosen), -1).astype(np.int32)
    sizes = np.diff(shapes.offset)[used]
    offset = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    points = np.arange(offset[-1]) + np.repeat(shapes.offset[used] - offset[:-1], sizes)
    return shape, offset, shapes.lon[points], shapes.lat[points]


def _feed_info(files: FeedFiles, days: ServiceDays, findings: Findings) -> tuple[str | None, str | None]:
    """The feed's own dates as an ISO 8601 interval (those of its calendar when it tells none), and its licence."""
    last = days.first_day + days.active.shape[1] - 1
    low, high, licence = days.first_day, last, None
    frame = read_table(files, "feed_info.txt", findings)
    if frame is not None and frame.height:
        info = frame.row(0, named=True)
        low = info["feed_start_date"] if info["feed_start_date"] is not None else low
        high = info["feed_end_date"] if info["feed_end_date"] is not None else high
        licence = info["feed_license"]
        if info["feed_version"]:
            findings.note(f"feed_version {info['feed_version']}")
    return f"{day_text(low)}/{day_text(high)}", licence
