"""The timetable as a GTFS zip."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.sources.synthetic.frame import Frame
from portee.sources.synthetic.routes import Line, Stop
from portee.sources.synthetic.services import BANDS, FIRST_DAY, LAST_DAY

__all__ = ["feed_tables", "write_feed"]

Ints = npt.NDArray[np.int64]
HOLIDAYS = ("2026-11-11", "2026-12-25", "2027-01-01", "2027-03-29", "2027-05-06", "2027-05-08", "2027-05-17")
"""Public holidays that fall on a weekday or Saturday of the feed, 1 May apart, when nothing runs."""
LABOUR_DAY = "2027-05-01"
SCHOOL_HOLIDAYS = (
    ("2026-10-17", "2026-11-01"),
    ("2026-12-19", "2027-01-03"),
    ("2027-02-20", "2027-03-07"),
    ("2027-04-17", "2027-05-02"),
)
COLOURS = {"M1": "1F6FB4", "M2": "C8102E", "T1": "E87722", "T2": "4C9F38"}
RUSH, CALM = 1.18, 0.9
NO_FIXED_TIMES = "B20"
"""The line whose feed gives times at every third stop only, as many feeds do."""
LAYOVER_SECONDS = 240
FREQUENCIES = {
    "trip_id": pl.String,
    "start_time": pl.Int64,
    "end_time": pl.Int64,
    "headway_secs": pl.Int64,
    "exact_times": pl.Int64,
}
DATE_OF_ZIP = (2026, 9, 1, 0, 0, 0)


def _pace(mode: int, minute: float) -> float:
    """Factor on running times: streets are slow in the rush hours and quick at night; the metro does not care."""
    if mode == 1:
        return 1.0
    hour = minute / 60.0 % 24
    if 7 <= hour < 9.5 or 16 <= hour < 19:
        return RUSH if mode == 3 else 1.06
    return CALM if hour >= 21 or hour < 6 else 1.0


def _departures(line: Line, day: str, direction: int) -> list[int]:
    """Minutes after midnight at which a line leaves its first stop."""
    found: list[int] = []
    for band in BANDS[line.level].get(day, ()):
        minute = band.start + (band.headway / 2 if direction else 0.0)
        while minute < band.end:
            found.append(round(minute))
            minute += band.headway
    return found


def _template(line: Line, direction: int, minute: float) -> tuple[Ints, Ints]:
    """Arrivals and departures in seconds after the first departure."""
    run = np.maximum(np.round(line.seconds[direction] * _pace(line.mode, minute)), 20).astype(np.int64)
    run[0] = 0
    arrival = np.cumsum(run)
    stand = 15 if line.mode in (0, 1) else 0
    departure = arrival + stand
    departure[[0, -1]] = arrival[[0, -1]]
    return arrival, departure


class _Trips:
    """Rows of trips.txt and stop_times.txt as they are made."""

    def __init__(self) -> None:
        self.trips: list[tuple[str, str, str, str, int, str, str, int, int]] = []
        self.trip_of: list[int] = []
        self.stops: list[tuple[str, ...]] = []
        self.arrivals: list[Ints] = []
        self.departures: list[Ints] = []
        self.along: list[npt.NDArray[np.float64]] = []

    def add(self, line: Line, day: str, direction: int, number: int, start: int, block: str) -> int:
        """One trip that starts `start` seconds after midnight; returns when it ends."""
        name = f"{line.id}-{day}-{direction}-{number:03d}"
        bikes = 1 if line.mode == 0 else 2
        wheelchair = 2 if line.mode == 3 and number % 6 == 5 else 1
        self.trips.append(
            (
                line.id,
                day,
                name,
                line.name[1 - direction],
                direction,
                block,
                f"{line.id}-{direction}",
                wheelchair,
                bikes,
            )
        )
        arrival, departure = _template(line, direction, start / 60.0)
        self.stops.append(line.stops[direction])
        self.arrivals.append(start + arrival)
        self.departures.append(start + departure)
        self.along.append(line.along[direction])
        return start + int(arrival[-1])


def _run_line(line: Line, day: str, trips: _Trips) -> None:
    """All trips of a line on a kind of day; those of one weak line are chained in blocks, vehicle by vehicle."""
    starts = [[minute * 60 for minute in _departures(line, day, direction)] for direction in (0, 1)]
    if line.level not in ("weak", "peak"):
        for direction in (0, 1):
            for number, start in enumerate(starts[direction]):
                trips.add(line, day, direction, number, start, "")
        return
    waiting: list[tuple[int, int, str]] = []
    order = sorted((start, direction, number) for direction in (0, 1) for number, start in enumerate(starts[direction]))
    for start, direction, number in order:
        ready = [k for k, (end, side, _b) in enumerate(waiting) if side == direction and end + LAYOVER_SECONDS <= start]
        block = waiting.pop(ready[0])[2] if ready else f"{line.id}-{day}-V{number:02d}{direction}"
        waiting.append((trips.add(line, day, direction, number, start, block), 1 - direction, block))


def _frequencies(line: Line, day: str, trips: _Trips) -> list[tuple[str, int, int, int, int]]:
    rows = []
    bands = BANDS[line.level].get(day, ())
    if not bands or line.frequency is None:
        return []
    for direction in (0, 1):
        trips.add(line, day, direction, 0, bands[0].start * 60, "")
        name = trips.trips[-1][2]
        rows += [(name, band.start * 60, band.end * 60, round(band.headway * 60), line.frequency) for band in bands]
    return rows


def _clock(column: str) -> pl.Expr:
    """GTFS time text of a column of seconds; null stays null."""
    seconds = pl.col(column)
    parts = [(seconds // 3600), (seconds // 60 % 60), (seconds % 60)]
    return pl.concat_str([part.cast(pl.String).str.zfill(2) for part in parts], separator=":").alias(column)


def _stop_times(trips: _Trips) -> pl.DataFrame:
    sizes = np.array([len(stops) for stops in trips.stops])
    names = np.array([trip[2] for trip in trips.trips], dtype=object)
    sparse = np.array([trip[0] == NO_FIXED_TIMES for trip in trips.trips])
    sequence = np.concatenate([np.arange(size) for size in sizes])
    last = np.repeat(sizes - 1, sizes)
    known = ~np.repeat(sparse, sizes) | (sequence % 3 == 0) | (sequence == last)
    table = pl.DataFrame(
        {
            "trip_id": np.repeat(names, sizes),
            "arrival_time": np.concatenate(trips.arrivals),
            "departure_time": np.concatenate(trips.departures),
            "stop_id": np.array([stop for stops in trips.stops for stop in stops], dtype=object),
            "stop_sequence": sequence + 1,
            "pickup_type": (sequence == last).astype(np.int64),
            "drop_off_type": (sequence == 0).astype(np.int64),
            "shape_dist_traveled": np.round(np.concatenate(trips.along), 1),
            "timepoint": known.astype(np.int64),
            "known": known,
        },
        schema_overrides={"trip_id": pl.String, "stop_id": pl.String},
    )
    blank = pl.when(pl.col("known"))
    return (
        table.with_columns(
            blank.then(pl.col("arrival_time")).alias("arrival_time"),
            blank.then(pl.col("departure_time")).alias("departure_time"),
        )
        .with_columns(_clock("arrival_time"), _clock("departure_time"))
        .drop("known")
    )


def _compact(day: str) -> str:
    return day.replace("-", "")


def _calendar_dates() -> pl.DataFrame:
    rows: list[tuple[str, str, int]] = []
    for day in HOLIDAYS:
        weekday = date.fromisoformat(day).weekday()
        rows += [("SAT" if weekday == 5 else "WEEK", _compact(day), 2), ("SUN", _compact(day), 1)]
    rows.append(("SAT", _compact(LABOUR_DAY), 2))
    today, end = date.fromisoformat(FIRST_DAY), date.fromisoformat(LAST_DAY)
    while today <= end:
        text = today.isoformat()
        free = text in HOLIDAYS or any(first <= text <= last for first, last in SCHOOL_HOLIDAYS)
        if today.weekday() < 5 and not free:
            rows.append(("SCHOOL", _compact(text), 1))
        today += timedelta(days=1)
    return pl.DataFrame(rows, schema=["service_id", "date", "exception_type"], orient="row")


def _transfers(lines: list[Line], stops: dict[str, Stop]) -> pl.DataFrame:
    """Minimum times between platforms of shared stations, recommended and timed changes between tram and bus."""
    rows: list[tuple[str, str, int, int | None]] = []
    platforms = [stop for stop in stops.values() if stop.parent and stop.kind == 0]
    for a in platforms:
        for b in platforms:
            if a.parent == b.parent and a.id != b.id:
                rows.append((a.id, b.id, 2, 150 if a.id[:-1] != b.id[:-1] else 75))
    trams = sorted({stop for line in lines if line.mode == 0 for side in line.stops for stop in side})
    buses = sorted({stop for line in lines if line.mode == 3 for side in line.stops for stop in side} - set(trams))
    for k, tram in enumerate(trams):
        near = min(buses, key=lambda bus: (_gap(stops[tram], stops[bus]), bus), default=None)
        if near is not None and _gap(stops[tram], stops[near]) < 120.0:
            rows.append((tram, near, (0, 1, 3)[0 if k % 4 else 1], None))
    night = next((line for line in lines if line.level == "night"), None)
    if night is not None and len(night.stops[0]) > 3:
        rows.append((night.stops[0][2], night.stops[1][-3], 3, None))
    return pl.DataFrame(
        rows,
        schema={
            "from_stop_id": pl.String,
            "to_stop_id": pl.String,
            "transfer_type": pl.Int64,
            "min_transfer_time": pl.Int64,
        },
        orient="row",
    )


def _gap(a: Stop, b: Stop) -> float:
    return float(np.hypot(a.x - b.x, a.y - b.y))


def _shapes(frame: Frame, lines: list[Line]) -> pl.DataFrame:
    tables = []
    for line in lines:
        for direction in (0, 1):
            points = line.shape if direction == 0 else line.shape[::-1]
            lon, lat = frame.to_lonlat(points[:, 0], points[:, 1])
            along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
            tables.append(
                pl.DataFrame(
                    {
                        "shape_id": [f"{line.id}-{direction}"] * len(points),
                        "shape_pt_lat": np.round(lat, 6),
                        "shape_pt_lon": np.round(lon, 6),
                        "shape_pt_sequence": np.arange(1, len(points) + 1),
                        "shape_dist_traveled": np.round(along, 1),
                    }
                )
            )
    return pl.concat(tables)


def feed_tables(frame: Frame, lines: list[Line], stops: dict[str, Stop]) -> dict[str, pl.DataFrame]:
    """Tables of the feed by file name."""
    trips = _Trips()
    frequencies: list[tuple[str, int, int, int, int]] = []
    for line in lines:
        for day in ("WEEK", "SAT", "SUN", "SCHOOL"):
            if line.frequency is None:
                _run_line(line, day, trips)
            else:
                frequencies += _frequencies(line, day, trips)
    lon, lat = frame.to_lonlat([stop.x for stop in stops.values()], [stop.y for stop in stops.values()])
    every = list(stops.values())
    first, last = _compact(FIRST_DAY), _compact(LAST_DAY)
    week = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    runs = {"WEEK": (0, 1, 2, 3, 4), "SAT": (5,), "SUN": (6,)}
    return {
        "agency.txt": pl.DataFrame(
            {
                "agency_id": ["ALIZE"],
                "agency_name": ["Alizé Mobilités (réseau fictif)"],
                "agency_url": ["https://example.org/"],
                "agency_timezone": ["Europe/Paris"],
                "agency_lang": ["fr"],
            }
        ),
        "stops.txt": pl.DataFrame(
            {
                "stop_id": [s.id for s in every],
                "stop_name": [s.name for s in every],
                "stop_lat": np.round(lat, 6),
                "stop_lon": np.round(lon, 6),
                "location_type": [s.kind for s in every],
                "parent_station": [s.parent or None for s in every],
                "wheelchair_boarding": [1 if s.step_free else 2 for s in every],
            }
        ),
        "routes.txt": pl.DataFrame(
            {
                "route_id": [x.id for x in lines],
                "agency_id": ["ALIZE"] * len(lines),
                "route_short_name": [x.number for x in lines],
                "route_long_name": [f"{x.name[0]} - {x.name[1]}" for x in lines],
                "route_type": [x.mode for x in lines],
                "route_color": [COLOURS.get(x.id, "5B6770" if x.level != "night" else "2B2D6E") for x in lines],
                "route_text_color": ["FFFFFF"] * len(lines),
            }
        ),
        "trips.txt": pl.DataFrame(
            trips.trips,
            orient="row",
            schema=[
                "route_id",
                "service_id",
                "trip_id",
                "trip_headsign",
                "direction_id",
                "block_id",
                "shape_id",
                "wheelchair_accessible",
                "bikes_allowed",
            ],
        ).with_columns(pl.col("block_id").replace({"": None})),
        "stop_times.txt": _stop_times(trips),
        "calendar.txt": pl.DataFrame(
            {
                "service_id": list(runs),
                **{name: [int(k in days) for days in runs.values()] for k, name in enumerate(week)},
                "start_date": [first] * 3,
                "end_date": [last] * 3,
            }
        ),
        "calendar_dates.txt": _calendar_dates(),
        "frequencies.txt": pl.DataFrame(frequencies, orient="row", schema=FREQUENCIES).with_columns(
            _clock("start_time"), _clock("end_time")
        ),
        "transfers.txt": _transfers(lines, stops),
        "shapes.txt": _shapes(frame, lines),
        "feed_info.txt": pl.DataFrame(
            {
                "feed_publisher_name": ["Portée, territoire synthétique"],
                "feed_publisher_url": ["https://example.org/"],
                "feed_lang": ["fr"],
                "feed_start_date": [first],
                "feed_end_date": [last],
                "feed_version": [f"{frame.size}-{frame.seed}"],
            }
        ),
    }


def write_feed(path: Path, tables: dict[str, pl.DataFrame]) -> None:
    """Write the zip; its members carry a fixed date."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name, table in tables.items():
            buffer = io.BytesIO()
            table.write_csv(buffer, line_terminator="\n")
            member = zipfile.ZipInfo(name, DATE_OF_ZIP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            target.writestr(member, buffer.getvalue())
