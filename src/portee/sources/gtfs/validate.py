"""Checks that need the whole timetable: is what the feed says possible and current?

Checks of single rows live where the rows are read. All rules are declared in `rules.yaml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from portee.network.timetable import Timetable
from portee.sources.gtfs.calendar import day_number, day_text
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.shapes import local_metres, metres_between

__all__ = ["check_dates_meet", "check_expired", "check_shapes", "check_speeds", "check_timetable"]

MAX_SPEED_KMH = 300
"""Faster between two stops is a typing error: no line of public transport runs so on average."""
MAX_SHAPE_DISTANCE_M = 100
"""Farther from its shape a stop is misplaced, or the shape wrong (the limit of the MobilityData validator)."""
CHUNK = 2_000_000

Float64 = npt.NDArray[np.float64]


def check_timetable(timetable: Timetable, findings: Findings, today: date | None) -> None:
    """All checks of one feed's timetable."""
    check_speeds(timetable, findings)
    check_shapes(timetable, findings)
    if today is not None:
        check_expired(timetable, findings, today)


def check_speeds(timetable: Timetable, findings: Findings) -> None:
    """Trips faster than `MAX_SPEED_KMH` between two stops in straight line (whole minutes may be one off)."""
    stop = timetable.pattern_stop
    lon, lat = timetable.stop_lon[stop], timetable.stop_lat[stop]
    hop = np.zeros(len(stop))
    hop[1:] = metres_between(lon[:-1], lat[:-1], lon[1:], lat[1:])
    hop[timetable.pattern_offset[:-1]] = 0.0
    if not len(hop) or hop.max() / (MAX_SPEED_KMH / 3.6) <= 1:
        return
    position = _event_positions(timetable)
    candidates = np.flatnonzero(hop[position] > 0)
    arrival, departure = timetable.event_arrival[candidates], timetable.event_departure[candidates - 1]
    rounding = np.where((arrival % 60 == 0) & (departure % 60 == 0), 60, 1)
    metres = hop[position[candidates]]
    fast = candidates[metres > (arrival - departure + rounding) * (MAX_SPEED_KMH / 3.6)]
    trip = np.searchsorted(timetable.trip_event_offset, fast[:10], side="right") - 1
    findings.record(
        "too_fast",
        "stop_times.txt",
        count=len(fast),
        examples=list(dict.fromkeys(timetable.trip_id[int(t)] for t in trip)),
        limit=MAX_SPEED_KMH,
    )


def _event_positions(timetable: Timetable) -> npt.NDArray[np.int64]:
    """Position in `pattern_stop` of each event."""
    trips = np.diff(timetable.pattern_trip_offset)
    start = np.repeat(timetable.pattern_offset[:-1], trips).astype(np.int64)
    lengths = np.diff(timetable.trip_event_offset)
    return np.arange(int(timetable.trip_event_offset[-1])) + np.repeat(
        start - timetable.trip_event_offset[:-1], lengths
    )


def check_shapes(timetable: Timetable, findings: Findings) -> None:
    """Stops farther than `MAX_SHAPE_DISTANCE_M` from the shape of a pattern that serves them."""
    shape = np.repeat(timetable.pattern_shape, np.diff(timetable.pattern_offset))
    drawn = shape >= 0
    pairs = np.unique(np.stack((shape[drawn], timetable.pattern_stop[drawn]), axis=1), axis=0)
    if not len(pairs):
        return
    segments = np.diff(timetable.shape_offset)[pairs[:, 0]] - 1
    far: list[npt.NDArray[np.int64]] = []
    for chunk in np.split(np.arange(len(pairs)), _chunk_ends(segments)):
        far.append(chunk[_distance_to_shape(timetable, pairs[chunk], segments[chunk]) > MAX_SHAPE_DISTANCE_M])
    stops = np.unique(pairs[np.concatenate(far), 1])
    findings.record(
        "stop_far_from_shape",
        "stops.txt",
        count=len(stops),
        examples=[timetable.stop_id[int(s)] for s in stops[:10]],
        limit=MAX_SHAPE_DISTANCE_M,
    )


def _chunk_ends(sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.flatnonzero(np.diff(np.cumsum(sizes) // CHUNK)) + 1


def _distance_to_shape(timetable: Timetable, pairs: npt.NDArray[np.int32], segments: npt.NDArray[np.int64]) -> Float64:
    """Metres from each stop to the nearest point of its shape."""
    ends = np.cumsum(segments)
    first = ends - segments
    start = np.arange(ends[-1]) + np.repeat(timetable.shape_offset[pairs[:, 0]] - first, segments)
    lon = np.repeat(timetable.stop_lon[pairs[:, 1]], segments)
    lat = np.repeat(timetable.stop_lat[pairs[:, 1]], segments)
    ax, ay = local_metres(timetable.shape_lon[start], timetable.shape_lat[start], lon, lat)
    bx, by = local_metres(timetable.shape_lon[start + 1], timetable.shape_lat[start + 1], lon, lat)
    dx, dy = bx - ax, by - ay
    squared = dx * dx + dy * dy
    share = np.clip(-(ax * dx + ay * dy) / np.where(squared > 0, squared, 1.0), 0.0, 1.0)
    distance: Float64 = np.sqrt(np.minimum.reduceat((ax + share * dx) ** 2 + (ay + share * dy) ** 2, first))
    return distance


def check_expired(timetable: Timetable, findings: Findings, today: date) -> None:
    """Feeds whose last day of service is over."""
    last = timetable.service_first_day + timetable.service_active.shape[1] - 1
    if last < day_number(today):
        findings.record("expired_service", "calendar.txt", last=day_text(last), today=today.isoformat())


def check_dates_meet(feeds: Sequence[tuple[Findings, Timetable]]) -> None:
    """Feeds that never run on the same day as the first: every date then lacks one of them."""
    spans = [(t.service_first_day, t.service_first_day + t.service_active.shape[1] - 1) for _, t in feeds]
    texts = [f"{day_text(low)} to {day_text(high)}" for low, high in spans]
    for (findings, _), (low, high), dates in zip(feeds[1:], spans[1:], texts[1:], strict=True):
        if low > spans[0][1] or high < spans[0][0]:
            findings.record(
                "feed_dates_apart", "calendar.txt", dates=dates, other=feeds[0][0].feed, other_dates=texts[0]
            )
