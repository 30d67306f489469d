"""Blank stop times, filled by distance between the timed stops around them.

A vehicle is taken to run at constant speed from one timed stop to the next. Distance is, for each gap, the first
of these that can be used: `shape_dist_traveled` of stop_times, the position of the stops along the trip's shape,
the straight line from stop to stop. The order of stops alone says nothing about when a vehicle passes.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.sources.gtfs.shapes import Shapes, metres_between, positions_along

__all__ = ["distances_along", "fill_blank_times"]

Float64 = npt.NDArray[np.float64]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]


def fill_blank_times(arrival: Int32, departure: Int32, measures: tuple[Float64, ...]) -> tuple[Int32, Int32, Int64]:
    """Fill the blank times of trips laid end to end.

    Args:
        arrival, departure: int32 (e,), seconds, both -1 where blank; the first and last event of every trip are
            timed, so no gap crosses from one trip to the next.
        measures: distances of the events along their trip, float64 (e,) each, any unit, NaN where unknown, best
            first. A gap uses the first one that is known throughout, never decreases and grows from end to end;
            when none is, the vehicle is taken to be all the time at the start of the gap.

    Returns:
        arrival and departure without blanks, rounded to the nearest second, and how many events each measure
        filled: int64 (len(measures) + 1,), the last for gaps without distance.
    """
    blank = arrival < 0
    used = np.zeros(len(measures) + 1, dtype=np.int64)
    if not blank.any():
        return arrival, departure, used
    index = np.arange(len(arrival))
    before = np.maximum.accumulate(np.where(blank, 0, index))
    after = np.minimum.accumulate(np.where(blank, len(index) - 1, index)[::-1])[::-1]
    at = np.flatnonzero(blank)
    low, high = before[at], after[at]
    share = np.full(len(at), np.nan)
    for rank, measure in enumerate(measures):
        open_ = np.flatnonzero(np.isnan(share))
        if not len(open_):
            break
        wrong = np.isnan(measure)
        wrong[1:] |= ~(np.diff(measure) >= 0)
        faults = np.cumsum(wrong)
        i, a, b = at[open_], low[open_], high[open_]
        span = measure[b] - measure[a]
        good = (faults[b] == faults[a]) & ~np.isnan(measure[a]) & (span > 0)
        share[open_[good]] = (measure[i[good]] - measure[a[good]]) / span[good]
        used[rank] = good.sum()
    used[-1] = np.isnan(share).sum()
    share = np.where(np.isnan(share), 0.0, share)
    start, end = departure[low].astype(np.float64), arrival[high].astype(np.float64)
    time = np.floor(start + (end - start) * share + 0.5).astype(np.int32)
    arrival, departure = arrival.copy(), departure.copy()
    arrival[at] = departure[at] = time
    return arrival, departure, used


def distances_along(
    event_stop: Int32,
    trip_offset: Int64,
    trip_shape: Int32,
    stop_lon: Float64,
    stop_lat: Float64,
    shapes: Shapes,
) -> tuple[Float64, Float64]:
    """Metres along the shape and metres in straight lines of each event of some trips.

    Trips that share shape and stops are laid on the shape once. From one stop to the next no vehicle runs less
    than the straight line: that counts where the shape says less (stops given in another order than the line
    meets them, or beyond the end of their shape).

    Args:
        event_stop: int32 (e,), index into stop_lon, stop_lat.
        trip_offset: int64 (t + 1,), into event_stop.
        trip_shape: int32 (t,), -1 for none.

    Returns:
        Two float64 (e,): along the shape (NaN where the trip has none), and along straight lines.
    """
    lon, lat = stop_lon[event_stop], stop_lat[event_stop]
    step = np.zeros(len(event_stop))
    step[1:] = metres_between(lon[:-1], lat[:-1], lon[1:], lat[1:])
    step[trip_offset[:-1]] = 0.0
    along = np.full(len(event_stop), np.nan)
    known: dict[tuple[int, bytes], Float64] = {}
    for trip in np.flatnonzero(trip_shape >= 0):
        start, end = trip_offset[trip], trip_offset[trip + 1]
        key = (int(trip_shape[trip]), event_stop[start:end].tobytes())
        if key not in known:
            a, b = shapes.offset[key[0]], shapes.offset[key[0] + 1]
            met = positions_along(lon[start:end], lat[start:end], shapes.lon[a:b], shapes.lat[a:b])
            known[key] = np.cumsum(np.maximum(np.diff(met, prepend=met[0]), step[start:end]))
        along[start:end] = known[key]
    return along, np.cumsum(step)
