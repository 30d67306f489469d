"""The line a vehicle draws on the map between two of its stops."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.kernels.nearest_edge import metres_per_e7
from portee.network.timetable import Timetable

__all__ = ["ride_shape"]

Float64 = npt.NDArray[np.float64]


def _length_m(lon: Float64, lat: Float64) -> float:
    mx, my = metres_per_e7(int(lat[0] * 1e7))
    return float(np.hypot(np.diff(lon) * 1e7 * mx, np.diff(lat) * 1e7 * my).sum())


def _project(lon: Float64, lat: Float64, x: float, y: float) -> Float64:
    """Distance in metres of a point to each segment of a line, and the share of the segment: (2, segments)."""
    mx, my = (m * 1e7 for m in metres_per_e7(int(y * 1e7)))
    ax, ay = (lon[:-1] - x) * mx, (lat[:-1] - y) * my
    dx, dy = np.diff(lon) * mx, np.diff(lat) * my
    square = dx * dx + dy * dy
    share = np.clip(-(ax * dx + ay * dy) / np.where(square > 0, square, 1.0), 0.0, 1.0)
    return np.stack([np.hypot(ax + share * dx, ay + share * dy), share])


def ride_shape(timetable: Timetable, pattern: int, first: int, last: int) -> tuple[Float64, Float64, float]:
    """Shape in degrees and length in metres between two stops of a pattern.

    Cut from the pattern's shape when there is one on which `last` lies after `first`; else straight from stop to stop.
    """
    lo, hi = timetable.pattern_offset[pattern], timetable.pattern_offset[pattern + 1]
    stops = timetable.pattern_stop[lo:hi]
    shape = int(timetable.pattern_shape[pattern])
    ends = [(float(timetable.stop_lon[s]), float(timetable.stop_lat[s])) for s in (first, last)]
    if shape >= 0:
        a, b = timetable.shape_offset[shape], timetable.shape_offset[shape + 1]
        lon, lat = np.asarray(timetable.shape_lon[a:b]), np.asarray(timetable.shape_lat[a:b])
        if len(lon) > 1:
            near, far = (_project(lon, lat, *end) for end in ends)
            i = int(np.argmin(near[0]))
            after = np.where(np.arange(far.shape[1]) >= i, far[0], np.inf)
            j = int(np.argmin(after))
            if j > i or (j == i and far[1, j] > near[1, i]):
                x = np.concatenate([[_at(lon, i, near[1, i])], lon[i + 1 : j + 1], [_at(lon, j, far[1, j])]])
                y = np.concatenate([[_at(lat, i, near[1, i])], lat[i + 1 : j + 1], [_at(lat, j, far[1, j])]])
                return x, y, _length_m(x, y)
    starts = np.flatnonzero(stops == first)
    stop_ends = np.flatnonzero(stops == last)
    pairs = [(int(s), int(e)) for s in starts for e in stop_ends if e > s]
    through = stops[pairs[0][0] : pairs[0][1] + 1] if pairs else np.array([first, last])
    x, y = np.asarray(timetable.stop_lon)[through], np.asarray(timetable.stop_lat)[through]
    return x, y, _length_m(x, y)


def _at(values: Float64, segment: int, share: float) -> float:
    return float(values[segment] + share * (values[segment + 1] - values[segment]))
