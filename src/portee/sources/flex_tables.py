"""Tables of a GTFS-Flex feed, cell by cell: on-demand services are few, and each wrong cell can be named."""

from __future__ import annotations

import io
import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from portee.core.clock import DAY_S, parse_time_of_day
from portee.core.errors import ParameterError, SourceError, Where
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.calendar import read_service_days
from portee.sources.gtfs.findings import Findings

__all__ = ["Cell", "FlexTables", "service_dates"]

_LATEST_S = 7 * DAY_S
# A time of day later than a week is a typing error.

_COLUMNS = {
    "trips.txt": (
        "trip_id", "route_id", "service_id", "mean_duration_factor", "mean_duration_offset", "safe_duration_factor",
        "safe_duration_offset",
    ),
    "stop_times.txt": (
        "trip_id", "stop_sequence", "stop_id", "location_id", "location_group_id", "arrival_time", "departure_time",
        "start_pickup_drop_off_window", "end_pickup_drop_off_window", "pickup_type", "drop_off_type",
        "pickup_booking_rule_id", "drop_off_booking_rule_id", "dropoff_booking_rule_id", "mean_duration_factor",
        "mean_duration_offset", "safe_duration_factor", "safe_duration_offset",
    ),
    "stops.txt": ("stop_id", "stop_lat", "stop_lon"),
    "routes.txt": ("route_id", "route_short_name", "route_long_name"),
    "location_groups.txt": ("location_group_id", "location_id"),
    "location_group_stops.txt": ("location_group_id", "stop_id"),
    "booking_rules.txt": (
        "booking_rule_id", "booking_type", "prior_notice_duration_min", "prior_notice_last_day",
        "prior_notice_last_time", "prior_notice_service_id", "phone_number", "booking_url", "message",
    ),
    "fare_rules.txt": ("fare_id", "route_id"),
    "feed_info.txt": ("feed_license",),
}  # fmt: skip
_REQUIRED = ("trips.txt", "stop_times.txt", "routes.txt")


@dataclass(frozen=True)
class Cell:
    """One cell: its text without blanks around it (None when empty), and where it was."""

    text: str | None
    where: Where

    def must(self) -> str:
        """The text. Raises SourceError when there is none."""
        if self.text is None:
            raise self.wrong("The cell is empty.", "Fill it.")
        return self.text

    def number(self) -> float:
        """A finite number. Raises SourceError."""
        try:
            value = float(self.must())
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise self.wrong(f"'{self.must()[:40]}' is not a number.", "Write digits with a decimal point.")
        return value

    def whole(self) -> int:
        """A whole number of zero or more, at most 31 bits. Raises SourceError."""
        text = self.must()
        if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) < 1 << 31):
            raise self.wrong(f"'{text[:40]}' is not a whole number of zero or more.", "Write digits alone.")
        return int(text)

    def seconds(self) -> int:
        """A time of day as seconds after midnight, past 86,400 on the next day. Raises SourceError."""
        try:
            return parse_time_of_day(self.must(), latest_s=_LATEST_S)
        except ParameterError as problem:
            raise self.wrong(problem.what, problem.mend) from problem

    def address(self) -> str | None:
        """The address of a page, or None where the text is none."""
        return self.text if self.text and self.text.lower().startswith(("https://", "http://")) else None

    def wrong(self, what: str, mend: str) -> SourceError:
        return SourceError(what, where=self.where, mend=mend)


class FlexTables:
    """The tables of a feed, as rows of cells by column name; columns that a file lacks are there, empty."""

    def __init__(self, feed: FeedFiles) -> None:
        self._feed = feed

    def rows(
        self,
        file: str,
        *required: str,
        flexible: bool = False,
        only: tuple[str, Collection[str]] | None = None,
    ) -> list[dict[str, Cell]]:
        """All rows of a file; none when an optional file is absent or empty.

        Args:
            file: one of the files read.
            required: columns that must be there.
            only: a required column, and the values that are wanted of it.
            flexible: only the rows of trips that have a pickup and drop-off window in one of their rows.

        Raises:
            SourceError: a required file or column is missing, or the text is no table.
        """
        if file not in self._feed:
            if file in _REQUIRED:
                raise SourceError(f"The feed has no {file}.", where=str(self._feed.path), mend="GTFS requires it.")
            return []
        frame = self._frame(file)
        if frame is None:
            return []
        for name in required:
            if name not in frame.columns:
                raise SourceError(
                    f"The required column '{name}' is missing.",
                    where=self._feed.where(file, line=1),
                    mend=f"The file has: {', '.join(frame.columns[1:])[:200]}.",
                )
        if flexible:
            windows = [c for c in frame.columns if c.endswith("_pickup_drop_off_window")]
            asked = frame.filter(pl.any_horizontal(pl.col(c).is_not_null() for c in windows)) if windows else frame[:0]
            frame = frame.filter(pl.col("trip_id").is_in(asked["trip_id"].unique().implode()))
        if only is not None:
            frame = frame.filter(pl.col(only[0]).is_in(list(only[1])))
        return list(self._cells(file, frame))

    def _cells(self, file: str, frame: pl.DataFrame) -> Iterator[dict[str, Cell]]:
        names = _COLUMNS[file]
        present = [name for name in names if name in frame.columns]
        for record in frame.select("row", *present).iter_rows(named=True):
            line = record["row"] + 2
            yield {name: Cell(record.get(name), self._feed.where(file, line, name)) for name in names}

    def _frame(self, file: str) -> pl.DataFrame | None:
        data = self._feed.read(file)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
        if not text.strip():
            return None
        try:
            frame = pl.read_csv(
                io.BytesIO(text.encode()), infer_schema=False, truncate_ragged_lines=True, row_index_name="row"
            )
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as problem:
            raise SourceError(
                f"The text is not readable as CSV ({' '.join(str(problem).split())[:120]}).",
                where=self._feed.where(file),
                mend="A quoted value is not closed, or two columns have one name.",
            ) from problem
        frame = frame.rename({name: name.strip().strip('"').lower() for name in frame.columns})
        stripped = pl.col(pl.String).str.strip_chars()
        return frame.with_columns(pl.when(stripped != "").then(stripped).name.keep())


def service_dates(feed: FeedFiles, findings: Findings) -> dict[str, frozenset[date]]:
    """The days on which each service of calendar.txt and calendar_dates.txt runs; services that never run are left out.

    Raises:
        SourceError: both files are absent, or a required column is missing.
    """
    services = read_service_days(feed, findings)
    first = date(1970, 1, 1) + timedelta(days=services.first_day)
    return {
        str(service): frozenset(first + timedelta(days=int(day)) for day in np.flatnonzero(active))
        for service, active in zip(services.service_id, services.active, strict=True)
        if active.any()
    }
