"""stop_times.txt: the events of all trips, cleaned, timed and in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.interpolate import distances_along, fill_blank_times
from portee.sources.gtfs.lookup import index_of
from portee.sources.gtfs.shapes import Shapes
from portee.sources.gtfs.stops import BOARDING_AREA, Places
from portee.sources.gtfs.tables import read_table

__all__ = ["Events", "read_events"]

FILE = "stop_times.txt"
NOT_ALLOWED = 1
ARRANGED = (2, 3)
CONTINUOUS_NONE = 1

Int32 = npt.NDArray[np.int32]
Bool = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Events:
    """A trip at a stop, e of them, sorted by trip, then in the order of travel.

    Attributes:
        trip: int32 (e,), position in the trips given; trips without two usable events do not appear.
        place: int32 (e,), position in Places.
        arrival, departure: int32 (e,), seconds after noon minus 12 h of the service day.
        pickup, dropoff: bool (e,), whether passengers may board, alight.
    """

    trip: Int32
    place: Int32
    arrival: Int32
    departure: Int32
    pickup: Bool
    dropoff: Bool

    def only(self, keep: Bool) -> Events:
        """The events flagged."""
        return Events(
            self.trip[keep],
            self.place[keep],
            self.arrival[keep],
            self.departure[keep],
            self.pickup[keep],
            self.dropoff[keep],
        )


def read_events(
    feed: FeedFiles, trips: pl.DataFrame, left_out: pl.Series, places: Places, shapes: Shapes, findings: Findings
) -> Events:
    """All usable events of the trips given.

    Args:
        trips: as made by `read_trips`.
        left_out: ids of trips that were dropped before; their rows are dropped without a problem of their own.

    Raises:
        SourceError: the file or a required column is missing.
    """
    frame = read_table(feed, FILE, findings)
    assert frame is not None
    flexible = pl.any_horizontal(
        pl.col("start_pickup_drop_off_window").is_not_null(),
        pl.col("stop_id").is_null() & (pl.col("location_id").is_not_null() | pl.col("location_group_id").is_not_null()),
    )
    frame = findings.without(frame, flexible, "on_demand", FILE, show="trip_id", field="start_pickup_drop_off_window")
    frame = _with_references(frame, trips["trip_id"], left_out, places, findings)
    frame = findings.without(frame, pl.col("stop_sequence").is_null(), "missing_sequence", FILE, show="trip_id")
    frame = _in_order(frame)
    again = pl.Series(_same_as_before(frame["trip"].to_numpy()) & _same_as_before(frame["stop_sequence"].to_numpy()))
    frame = findings.without(frame, again, "duplicate_sequence", FILE, show="trip_id", field="stop_sequence")
    _note_pickups(frame, findings)
    return _timed(frame, trips, places, shapes, findings)


def _with_references(
    frame: pl.DataFrame, trip_id: pl.Series, left_out: pl.Series, places: Places, findings: Findings
) -> pl.DataFrame:
    frame = frame.with_columns(pl.Series("trip", index_of(frame["trip_id"], trip_id)))
    lost = frame["trip"] < 0
    if lost.any():
        silent = lost & frame["trip_id"].is_in(left_out.implode()).fill_null(False)
        findings.dropped_with(FILE, int(silent.sum()), "rows of trips left out", "their trip is left out")
        frame = frame.filter(~silent)
        frame = findings.without(frame, pl.col("trip") < 0, "unknown_trip", FILE, show="trip_id")
    frame = frame.with_columns(pl.Series("place", index_of(frame["stop_id"], places.place_id)))
    frame = findings.without(frame, pl.col("place") < 0, "unknown_stop", FILE, show="stop_id")
    place = frame["place"].to_numpy()
    # vehicles stop at platforms; an area inside one is only where to stand
    area = (places.kind == BOARDING_AREA) & (places.parent >= 0)
    if area[place].any():
        place = np.where(area[place], places.parent[place], place)
        frame = frame.with_columns(pl.Series("place", place))
    return findings.without(frame, pl.Series(~places.located[place]), "stop_not_usable", FILE, show="stop_id")


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    trip, sequence = frame["trip"].to_numpy(), frame["stop_sequence"].to_numpy()
    step = np.diff(trip)
    if len(trip) and bool(((step > 0) | ((step == 0) & (np.diff(sequence) >= 0))).all()):
        return frame
    return frame.sort("trip", "stop_sequence", "row")


def _same_as_before(values: npt.NDArray[np.int32]) -> Bool:
    same = np.zeros(len(values), dtype=np.bool_)
    same[1:] = values[1:] == values[:-1]
    return same


def _note_pickups(frame: pl.DataFrame, findings: Findings) -> None:
    for column, words in (("pickup_type", "boarding"), ("drop_off_type", "alighting")):
        arranged = int(frame[column].is_in(ARRANGED).sum())
        if arranged:
            findings.note(f"{arranged:,} stop_times ask to arrange {words} by phone or with the driver; it is allowed.")
    between = (frame["continuous_pickup"] != CONTINUOUS_NONE) | (frame["continuous_drop_off"] != CONTINUOUS_NONE)
    continuous = int(between.sum())
    if continuous:
        findings.note(f"{continuous:,} stop_times allow boarding or alighting between stops; this is ignored.")


def _timed(frame: pl.DataFrame, trips: pl.DataFrame, places: Places, shapes: Shapes, findings: Findings) -> Events:
    trip, place = frame["trip"].to_numpy(), frame["place"].to_numpy()
    arrival, departure = (
        frame["arrival_time"].fill_null(-1).to_numpy(),
        frame["departure_time"].fill_null(-1).to_numpy(),
    )
    arrival, departure = np.where(arrival < 0, departure, arrival), np.where(departure < 0, arrival, departure)
    dist = frame["shape_dist_traveled"].fill_null(np.nan).to_numpy()
    events = Events(
        trip,
        place,
        arrival,
        departure,
        frame["pickup_type"].to_numpy() != NOT_ALLOWED,
        frame["drop_off_type"].to_numpy() != NOT_ALLOWED,
    )
    counts = np.bincount(trip, minlength=trips.height)
    _record_trips("trip_without_stop_times", counts == 0, trips, findings)
    short = (counts > 0) & (counts < 2)
    _record_trips("trip_too_short", short, trips, findings)
    first = np.flatnonzero(~_same_as_before(trip))
    last = np.append(first[1:], len(trip)) - 1 if len(trip) else first
    untimed = np.zeros(trips.height, dtype=np.bool_)
    untimed[trip[first]] |= arrival[first] < 0
    untimed[trip[last]] |= arrival[last] < 0
    untimed &= ~short
    _record_trips("trip_without_end_times", untimed, trips, findings)
    backwards = _backwards(events, trips.height) & ~short & ~untimed
    _record_trips("times_backwards", backwards, trips, findings)
    bad = short | untimed | backwards
    if bad.any():
        keep = ~bad[trip]
        events, dist = events.only(keep), dist[keep]
    return _filled(events, dist, trips, places, shapes, findings)


def _record_trips(code: str, flags: Bool, trips: pl.DataFrame, findings: Findings) -> None:
    if flags.any():
        findings.record_rows(code, "trips.txt", trips.filter(pl.Series(flags)), show="trip_id")


def _backwards(events: Events, trip_count: int) -> Bool:
    """Flags (t,) of trips of which a given time is before one given earlier in the trip."""
    timed = events.arrival >= 0
    trip, arrival, departure = events.trip[timed], events.arrival[timed], events.departure[timed]
    back = departure < arrival
    back[1:] |= _same_as_before(trip)[1:] & (arrival[1:] < departure[:-1])
    flags = np.zeros(trip_count, dtype=np.bool_)
    flags[trip[back]] = True
    return flags


def _filled(
    events: Events,
    dist: npt.NDArray[np.float64],
    trips: pl.DataFrame,
    places: Places,
    shapes: Shapes,
    findings: Findings,
) -> Events:
    blank = events.arrival < 0
    if not blank.any():
        return events
    # only trips with blanks are measured: laying stops on shapes is the costly part
    with_blank = np.zeros(trips.height, dtype=np.bool_)
    with_blank[events.trip[blank]] = True
    chosen = np.flatnonzero(with_blank[events.trip])
    trip = events.trip[chosen]
    offset = np.append(np.flatnonzero(~_same_as_before(trip)), len(trip)).astype(np.int64)
    shape = trips["shape"].to_numpy()[trip[offset[:-1]]]
    along, straight = distances_along(events.place[chosen], offset, shape, places.lon, places.lat, shapes)
    arrival, departure, used = fill_blank_times(
        events.arrival[chosen], events.departure[chosen], (dist[chosen], along, straight)
    )
    findings.note(
        f"{int(used.sum()):,} of {len(events.trip):,} stop times are blank and were interpolated by distance: "
        f"{int(used[0]):,} by shape_dist_traveled, {int(used[1]):,} along the shape, "
        f"{int(used[2]):,} in straight lines, {int(used[3]):,} at stops that do not move."
    )
    new_arrival, new_departure = events.arrival.copy(), events.departure.copy()
    new_arrival[chosen], new_departure[chosen] = arrival, departure
    return Events(events.trip, events.place, new_arrival, new_departure, events.pickup, events.dropoff)
