"""Agencies, routes, trips and frequencies, cleaned and referring to each other by position."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.lookup import index_of
from portee.sources.gtfs.tables import read_table

__all__ = ["Agencies", "read_agencies", "read_frequencies", "read_routes", "read_trips", "valid_timezone"]

CONTINUOUS_NONE = 1


@dataclass(frozen=True, eq=False)
class Agencies:
    """The agencies of a feed, and the one time zone its times are in (None when it names none that exists)."""

    agency_id: pl.Series
    name: pl.Series
    timezone: str | None


def valid_timezone(name: str) -> bool:
    """Whether the IANA database has this zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def read_agencies(feed: FeedFiles, findings: Findings) -> Agencies:
    """agency.txt."""
    file = "agency.txt"
    frame = read_table(feed, file, findings)
    assert frame is not None
    frame = findings.without(frame, ~pl.col("agency_id").is_first_distinct(), "duplicate_id", file, show="agency_id")
    zones = frame["agency_timezone"].drop_nulls().unique(maintain_order=True).to_list()
    good = [zone for zone in zones if valid_timezone(zone)]
    for zone in zones:
        if zone not in good:
            used = good[0] if good else "the time zone of the other feeds, or UTC,"
            findings.record("unknown_timezone", file, field="agency_timezone", timezone=repr(zone), used=used)
    if not zones:
        used = "the time zone of the other feeds, or UTC,"
        findings.record("unknown_timezone", file, field="agency_timezone", timezone="(empty)", used=used)
    if len(good) > 1:
        findings.record("several_timezones", file, count=len(good), timezone=good[0], examples=good)
    return Agencies(frame["agency_id"], frame["agency_name"].fill_null(""), good[0] if good else None)


def read_routes(feed: FeedFiles, agencies: Agencies, findings: Findings) -> pl.DataFrame:
    """routes.txt with a column `agency`: the agency's name."""
    file = "routes.txt"
    frame = read_table(feed, file, findings)
    assert frame is not None
    frame = findings.without(frame, pl.col("route_id").is_null(), "missing_id", file, show="route_id")
    frame = findings.without(frame, ~pl.col("route_id").is_first_distinct(), "duplicate_id", file, show="route_id")
    known = agencies.agency_id.drop_nulls()
    if len(known) < len(agencies.agency_id) or len(agencies.agency_id) == 1:
        # one agency, or one without id: routes that name none are its own
        alone = agencies.name.filter(agencies.agency_id.is_null())
        default = str((alone if len(alone) else agencies.name)[0])
    else:
        default = ""
    place = index_of(frame["agency_id"], known)
    between = (pl.col("continuous_pickup") != CONTINUOUS_NONE) | (pl.col("continuous_drop_off") != CONTINUOUS_NONE)
    continuous = frame.filter(between).height
    if continuous:
        findings.note(f"{continuous:,} routes allow boarding or alighting between stops; this is ignored.")
    unknown = pl.Series(place < 0) & frame["agency_id"].is_not_null()
    findings.record_rows("unknown_agency", file, frame.filter(unknown), show="agency_id")
    names = agencies.name.filter(agencies.agency_id.is_not_null()).to_list()
    return frame.with_columns(pl.Series("agency", [names[i] if i >= 0 else default for i in place], dtype=pl.String))


def read_trips(
    feed: FeedFiles, routes: pl.DataFrame, service_id: pl.Series, shape_id: pl.Series, findings: Findings
) -> tuple[pl.DataFrame, pl.Series]:
    """trips.txt with columns `route`, `service`, `shape` (int32 positions, shape -1 for none).

    Returns:
        The trips kept, and the ids of those that were in the file and are left out.
    """
    file = "trips.txt"
    frame = read_table(feed, file, findings)
    assert frame is not None
    frame = findings.without(frame, pl.col("trip_id").is_null(), "missing_id", file, show="trip_id")
    frame = findings.without(frame, ~pl.col("trip_id").is_first_distinct(), "duplicate_id", file, show="trip_id")
    everyone = frame["trip_id"]
    frame = frame.with_columns(
        pl.Series("route", index_of(frame["route_id"], routes["route_id"])),
        pl.Series("service", index_of(frame["service_id"], service_id)),
        pl.Series("shape", index_of(frame["shape_id"], shape_id)),
    )
    frame = findings.without(frame, pl.col("route") < 0, "unknown_route", file, show="route_id")
    frame = findings.without(frame, pl.col("service") < 0, "unknown_service", file, show="service_id")
    lost = frame.filter((pl.col("shape") < 0) & pl.col("shape_id").is_not_null())
    findings.record_rows("unknown_shape", file, lost, show="shape_id")
    left_out = everyone.filter(~everyone.is_in(frame["trip_id"].implode()))
    return frame, left_out


def read_frequencies(
    feed: FeedFiles, trip_id: pl.Series, findings: Findings
) -> tuple[pl.DataFrame, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """frequencies.txt with a column `trip` (int32 position in `trip_id`).

    Returns:
        The usable rows, and bool (t,): trips that cannot run because none of their frequencies is usable.
    """
    file = "frequencies.txt"
    broken = np.zeros(len(trip_id), dtype=np.bool_)
    frame = read_table(feed, file, findings)
    if frame is None:
        columns = ("trip", "start_time", "end_time", "headway_secs", "exact_times")
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.Int32)), broken
    frame = frame.with_columns(pl.Series("trip", index_of(frame["trip_id"], trip_id)))
    frame = findings.without(frame, pl.col("trip") < 0, "unknown_frequency_trip", file, show="trip_id")
    broken[frame["trip"].to_numpy()] = True
    unusable = (pl.col("headway_secs") > 0).fill_null(False).not_()
    frame = findings.without(frame, unusable, "bad_headway", file, show="trip_id", field="headway_secs")
    unusable = (pl.col("start_time") < pl.col("end_time")).fill_null(False).not_()
    frame = findings.without(frame, unusable, "bad_frequency_times", file, show="trip_id", field="end_time")
    frame = frame.sort("trip", "start_time", "row")
    broken[frame["trip"].to_numpy()] = False
    before = pl.col("end_time").shift(1).over("trip")
    overlap = frame.filter((pl.col("start_time") < before).fill_null(False)).sort("row")
    findings.record_rows("overlapping_frequencies", file, overlap, show="trip_id")
    lost = trip_id.filter(pl.Series(broken)).head(10).to_list()
    findings.record("trip_without_frequency", file, count=int(broken.sum()), field="trip_id", examples=lost)
    return frame, broken
