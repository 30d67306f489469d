"""Which services run on which days: calendar.txt and calendar_dates.txt merged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import SourceError
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.lookup import index_of
from portee.sources.gtfs.tables import read_table

__all__ = ["ServiceDays", "day_number", "day_text", "read_service_days"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
"""Dates outside are typing errors or "for ever"; cutting them bounds the memory of the day table."""


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - date(1970, 1, 1)).days


def day_text(day: int) -> str:
    """ISO date of a number of days since 1970-01-01."""
    return (date(1970, 1, 1) + timedelta(days=int(day))).isoformat()


@dataclass(frozen=True, eq=False)
class ServiceDays:
    """The services of a feed, v of them.

    Attributes:
        service_id: (v,) ids.
        first_day: days since 1970-01-01 of the first column of
        active: bool (v, days), from the first day any service runs to the last; no column when none ever runs.
    """

    service_id: pl.Series
    first_day: int
    active: npt.NDArray[np.bool_]


def read_service_days(feed: FeedFiles, findings: Findings) -> ServiceDays:
    """Both calendar files, either of which may be absent.

    Raises:
        SourceError: both are absent, or a required column is missing.
    """
    weekly, dated = _weekly(feed, findings), _dated(feed, findings)
    if weekly is None and dated is None:
        raise SourceError(
            "The feed has neither calendar.txt nor calendar_dates.txt.",
            where=str(feed.path),
            mend="GTFS requires at least one of them; add it.",
        )
    columns = [frame["service_id"] for frame in (weekly, dated) if frame is not None]
    service_id = pl.concat(columns).unique(maintain_order=True)
    days = [frame[column] for frame, column in ((weekly, "start_date"), (weekly, "end_date")) if frame is not None]
    if dated is not None:
        days.append(dated.filter(pl.col("exception_type") == 1)["date"])
    known = pl.concat(days)
    low, high = known.min(), known.max()
    if not isinstance(low, int) or not isinstance(high, int):
        return ServiceDays(service_id, 0, np.zeros((len(service_id), 0), dtype=np.bool_))
    day = np.arange(low, high + 1)
    active = np.zeros((len(service_id), len(day)), dtype=np.bool_)
    if weekly is not None:
        weekday = (day + 3) % 7  # 1970-01-01 was a Thursday
        runs = weekly.select(WEEKDAYS).to_numpy().astype(np.bool_)
        places = index_of(weekly["service_id"], service_id)
        for place, start, end, week in zip(places, weekly["start_date"], weekly["end_date"], runs, strict=True):
            active[place] = week[weekday] & (day >= start) & (day <= end)
    if dated is not None:
        within = dated.filter(pl.col("date").is_between(low, high))
        places = index_of(within["service_id"], service_id)
        active[places, within["date"].to_numpy() - low] = within["exception_type"].to_numpy() == 1
    idle = np.asarray(~active.any(axis=1))
    findings.record(
        "service_without_days",
        "calendar.txt" if weekly is not None else "calendar_dates.txt",
        count=int(idle.sum()),
        field="service_id",
        examples=service_id.filter(pl.Series(idle)).head(10).to_list(),
    )
    busy = np.flatnonzero(active.any(axis=0))
    if not len(busy):
        return ServiceDays(service_id, 0, np.zeros((len(service_id), 0), dtype=np.bool_))
    return ServiceDays(service_id, int(low + busy[0]), np.ascontiguousarray(active[:, busy[0] : busy[-1] + 1]))


def _weekly(feed: FeedFiles, findings: Findings) -> pl.DataFrame | None:
    file = "calendar.txt"
    frame = read_table(feed, file, findings)
    if frame is None:
        return None
    frame = findings.without(frame, pl.col("service_id").is_null(), "missing_id", file, show="service_id")
    frame = findings.without(frame, ~pl.col("service_id").is_first_distinct(), "duplicate_id", file, show="service_id")
    unusable = (pl.col("start_date") <= pl.col("end_date")).fill_null(False).not_()
    frame = findings.without(frame, unusable, "bad_calendar_row", file, show="service_id", field="end_date")
    low, high = day_number(EARLIEST), day_number(LATEST)
    far = frame.filter((pl.col("start_date") < low) | (pl.col("end_date") > high))
    findings.record_rows("far_dates", file, far, show="service_id", field="end_date", low=EARLIEST, high=LATEST)
    return frame.with_columns(pl.col("start_date", "end_date").clip(low, high))


def _dated(feed: FeedFiles, findings: Findings) -> pl.DataFrame | None:
    file = "calendar_dates.txt"
    frame = read_table(feed, file, findings)
    if frame is None:
        return None
    frame = findings.without(frame, pl.col("service_id").is_null(), "missing_id", file, show="service_id")
    unusable = pl.col("date").is_null() | pl.col("exception_type").is_null()
    frame = findings.without(frame, unusable, "bad_exception", file, show="service_id", field="date")
    low, high = day_number(EARLIEST), day_number(LATEST)
    far = ~pl.col("date").is_between(low, high)
    frame = findings.without(
        frame, far, "far_exception", file, show="service_id", field="date", low=EARLIEST, high=LATEST
    )
    again = ~pl.struct("service_id", "date").is_first_distinct()
    return findings.without(frame, again, "duplicate_exception", file, show="service_id", field="date")
