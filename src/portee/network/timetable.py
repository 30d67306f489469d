"""The timetable: stops, patterns, trips and calendars of all feeds together, every date.

`network.daytable` cuts from it the trips that run in one window of one date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Timetable"]

Int8 = npt.NDArray[np.int8]
Int16 = npt.NDArray[np.int16]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
Float64 = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Timetable:
    """All feeds of a network as arrays. s stops, r routes, v services, p patterns, t trips, e events.

    A *pattern* is a sequence of stops with equal pick-up and drop-off rules and equal route; its trips are
    contiguous and sorted by first departure, then id. An *event* is a trip at one stop of its pattern.
    Ids carry a prefix `<feed>:` when there are several feeds (feed = file name without ending).

    Attributes:
        stop_id, stop_name: str tuples (s,). Only boardable stops and platforms (location_type 0 or empty).
        stop_lon, stop_lat: float64 (s,), degrees.
        stop_station: int32 (s,), equal for stops of one parent station, -1 for none.
        stop_wheelchair: int8 (s,), 0 unknown, 1 yes, 2 no (inherited from the parent when empty).
        route_id, route_short_name, route_long_name, route_agency, route_color: str tuples (r,).
        route_agency is the agency's name.
        route_type: int16 (r,), GTFS route type.
        service_id: str tuple (v,).
        service_first_day: days since 1970-01-01 of the first column of
        service_active: bool (v, days), calendar and calendar_dates merged.
        pattern_offset: int32 (p + 1,), into
        pattern_stop: int32, pattern_pickup: bool, pattern_dropoff: bool (one per position).
        pattern_route: int32 (p,).
        pattern_trip_offset: int32 (p + 1,): trips of pattern i are offset[i] .. offset[i + 1].
        pattern_shape: int32 (p,), index of a shape or -1: the shape of the pattern's first trip that has one.
        trip_id, trip_headsign: str tuples (t,).
        trip_service: int32 (t,); trip_block: int32 (t,), -1 for none (blocks are numbered across feeds).
        trip_wheelchair, trip_bikes: int8 (t,), 0 unknown, 1 yes, 2 no.
        trip_event_offset: int64 (t + 1,), into
        event_arrival, event_departure: int32 (e,), seconds after noon minus 12 h of the service day, in `timezone`.
        frequency_trip: int32, frequency_start, frequency_end, frequency_headway: int32 seconds,
        frequency_exact: int8. Such trips run only as their frequencies say; their events are a template.
        transfer_from, transfer_to: int32 stop indices (station-level rules are expanded to their platforms; -1 when
            the rule names trips or routes only), transfer_type: int8 (0-5),
        transfer_min_time: int32 seconds, -1 when not given; transfer_from_trip, transfer_to_trip: int32, -1 for any;
        transfer_from_route, transfer_to_route: int32, -1 for any.
        pathway_from, pathway_to: int32 stop indices, pathway_seconds: int32: walks inside stations, shortest per pair.
        shape_offset: int64, shape_lon, shape_lat: float64.
        timezone: IANA name.
    """

    stop_id: Sequence[str]
    stop_name: Sequence[str]
    stop_lon: Float64
    stop_lat: Float64
    stop_station: Int32
    stop_wheelchair: Int8
    route_id: Sequence[str]
    route_short_name: Sequence[str]
    route_long_name: Sequence[str]
    route_agency: Sequence[str]
    route_color: Sequence[str]
    route_type: Int16
    service_id: Sequence[str]
    service_first_day: int
    service_active: Bool
    pattern_offset: Int32
    pattern_stop: Int32
    pattern_pickup: Bool
    pattern_dropoff: Bool
    pattern_route: Int32
    pattern_trip_offset: Int32
    pattern_shape: Int32
    trip_id: Sequence[str]
    trip_headsign: Sequence[str]
    trip_service: Int32
    trip_block: Int32
    trip_wheelchair: Int8
    trip_bikes: Int8
    trip_event_offset: Int64
    event_arrival: Int32
    event_departure: Int32
    frequency_trip: Int32
    frequency_start: Int32
    frequency_end: Int32
    frequency_headway: Int32
    frequency_exact: Int8
    transfer_from: Int32
    transfer_to: Int32
    transfer_type: Int8
    transfer_min_time: Int32
    transfer_from_trip: Int32
    transfer_to_trip: Int32
    transfer_from_route: Int32
    transfer_to_route: Int32
    pathway_from: Int32
    pathway_to: Int32
    pathway_seconds: Int32
    shape_offset: Int64
    shape_lon: Float64
    shape_lat: Float64
    timezone: str

    @property
    def stop_count(self) -> int:
        return len(self.stop_id)

    @property
    def pattern_count(self) -> int:
        return len(self.pattern_route)

    @property
    def trip_count(self) -> int:
        return len(self.trip_id)
