"""Several feeds to one timetable: ids prefixed, positions shifted, times brought to one time zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from portee.network.timetable import Timetable

__all__ = ["join_timetables", "shift_to_timezone"]

DAY_SECONDS = 86_400


def _noon_utc(day: int, zone: ZoneInfo) -> datetime:
    local = date(1970, 1, 1) + timedelta(days=day)
    return datetime(local.year, local.month, local.day, 12, tzinfo=zone).astimezone(UTC)


def shift_to_timezone(timetable: Timetable, timezone: str) -> tuple[Timetable, str | None]:
    """The same trips told in another time zone, and a note on what was done (None when nothing was).

    Times move by the difference of the two zones at noon of the first service day. Where that would make a time
    negative, all times move 24 h on and all service days one day back.
    """
    if timetable.timezone == timezone:
        return timetable, None
    here, there = ZoneInfo(timetable.timezone), ZoneInfo(timezone)
    differences = [
        int((_noon_utc(day, here) - _noon_utc(day, there)).total_seconds())
        for day in range(timetable.service_first_day, timetable.service_first_day + timetable.service_active.shape[1])
    ]
    shift = differences[0] if differences else 0
    constant = len(set(differences)) <= 1
    if not shift and constant:
        return replace(timetable, timezone=timezone), None
    note = f"Times were moved by {shift / 3600:+g} h from {timetable.timezone} to {timezone}."
    if not constant:
        note += " The two zones do not change their clocks together: on some days times are off by the difference."
    first_day = timetable.service_first_day
    if shift < 0 and len(timetable.event_arrival) and int(timetable.event_arrival.min()) + shift < 0:
        shift, first_day = shift + DAY_SECONDS, first_day - 1
        note += " To keep times positive, service days were named one day earlier and times 24 h later."
    moved = replace(
        timetable,
        timezone=timezone,
        service_first_day=first_day,
        event_arrival=(timetable.event_arrival + shift).astype(np.int32),
        event_departure=(timetable.event_departure + shift).astype(np.int32),
        frequency_start=(timetable.frequency_start + shift).astype(np.int32),
        frequency_end=(timetable.frequency_end + shift).astype(np.int32),
    )
    return moved, note


def join_timetables(parts: Sequence[tuple[str, Timetable]]) -> Timetable:
    """One timetable of several in the same time zone; ids become `<prefix>:<id>` when there are several.

    Args:
        parts: prefix and timetable of each feed.
    """
    if len(parts) == 1:
        return parts[0][1]
    tables = [table for _, table in parts]
    stop, route, service, trip = (
        _starts([len(getattr(t, name)) for t in tables]) for name in ("stop_id", "route_id", "service_id", "trip_id")
    )
    shape = _starts([len(t.shape_offset) - 1 for t in tables])
    station, block = (_starts([_size(getattr(t, name)) for t in tables]) for name in ("stop_station", "trip_block"))

    def strings(name: str, prefixed: bool = False) -> tuple[str, ...]:
        return tuple(f"{prefix}:{v}" if prefixed else v for prefix, t in parts for v in getattr(t, name))

    def same(name: str) -> npt.NDArray[np.generic]:
        return np.concatenate([getattr(t, name) for t in tables])

    def moved(name: str, starts: list[int]) -> npt.NDArray[np.generic]:
        """Positions moved by where their kind starts; -1 stays -1."""
        arrays = [getattr(t, name) for t in tables]
        return np.concatenate([np.where(a >= 0, a + s, a).astype(a.dtype) for a, s in zip(arrays, starts, strict=True)])

    def offsets(name: str) -> npt.NDArray[np.generic]:
        arrays = [getattr(t, name) for t in tables]
        starts = _starts([int(a[-1]) for a in arrays])
        joined = [a[1:] + s for a, s in zip(arrays, starts, strict=True)]
        whole: npt.NDArray[np.generic] = np.concatenate([arrays[0][:1], *joined]).astype(arrays[0].dtype)
        return whole

    first_day, active = _join_days(tables)
    fields: dict[str, object] = {name: strings(name, True) for name in ("stop_id", "route_id", "service_id", "trip_id")}
    fields |= {
        name: strings(name)
        for name in (
            "stop_name", "route_short_name", "route_long_name", "route_agency", "route_color", "trip_headsign",
        )
    }  # fmt: skip
    fields |= {
        name: same(name)
        for name in (
            "stop_lon", "stop_lat", "stop_wheelchair", "route_type", "pattern_pickup", "pattern_dropoff",
            "trip_wheelchair", "trip_bikes", "event_arrival", "event_departure", "frequency_start", "frequency_end",
            "frequency_headway", "frequency_exact", "transfer_type", "transfer_min_time", "pathway_seconds",
            "shape_lon", "shape_lat",
        )
    }  # fmt: skip
    fields |= {
        name: moved(name, starts)
        for starts, names in (
            (stop, ("pattern_stop", "transfer_from", "transfer_to", "pathway_from", "pathway_to")),
            (route, ("pattern_route", "transfer_from_route", "transfer_to_route")),
            (service, ("trip_service",)),
            (trip, ("frequency_trip", "transfer_from_trip", "transfer_to_trip")),
            (shape, ("pattern_shape",)),
            (station, ("stop_station",)),
            (block, ("trip_block",)),
        )
        for name in names
    }
    fields |= {
        name: offsets(name) for name in ("pattern_offset", "pattern_trip_offset", "trip_event_offset", "shape_offset")
    }
    return replace(tables[0], service_first_day=first_day, service_active=active, **fields)  # type: ignore[arg-type]


def _starts(sizes: list[int]) -> list[int]:
    return [sum(sizes[:k]) for k in range(len(sizes))]


def _size(numbers: npt.NDArray[np.int32]) -> int:
    return int(numbers.max()) + 1 if len(numbers) else 0


def _join_days(tables: Sequence[Timetable]) -> tuple[int, npt.NDArray[np.bool_]]:
    first = min(t.service_first_day for t in tables)
    last = max(t.service_first_day + t.service_active.shape[1] for t in tables)
    rows = []
    for t in tables:
        wide = np.zeros((t.service_active.shape[0], last - first), dtype=np.bool_)
        start = t.service_first_day - first
        wide[:, start : start + t.service_active.shape[1]] = t.service_active
        rows.append(wide)
    return first, np.concatenate(rows)
