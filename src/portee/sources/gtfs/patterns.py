"""Trips grouped into patterns: equal route, equal stops, equal boarding rules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.sources.gtfs.stop_times import Events

__all__ = ["Patterns", "group_into_patterns"]

Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
Bool = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Patterns:
    """Patterns, p of them, and the t trips in their order.

    Attributes:
        offset: int32 (p + 1,), into
        stop: int32; pickup, dropoff: bool: one per position.
        route: int32 (p,).
        trip_offset: int32 (p + 1,), into
        trip: int32 (t,), position of the trip in the trips given.
        event_offset: int64 (t + 1,), into
        event: int64 (e,), position of the event in the events given.
    """

    offset: Int32
    stop: Int32
    pickup: Bool
    dropoff: Bool
    route: Int32
    trip_offset: Int32
    trip: Int32
    event_offset: Int64
    event: Int64


def group_into_patterns(
    events: Events, event_stop: Int32, trip_route: Int32, trip_id: npt.NDArray[np.object_]
) -> Patterns:
    """Group trips; patterns are ordered by route, then by their first trip in the file.

    Args:
        events: sorted by trip.
        event_stop: int32 (e,), the stop of each event.
        trip_route: int32, route of each trip; trip_id: ids, which order trips that leave at the same second.
    """
    starts = np.flatnonzero(np.diff(events.trip, prepend=-1) != 0)
    lengths = np.diff(starts, append=len(events.trip))
    trip = events.trip[starts]
    code = event_stop * 4 + events.pickup * 2 + events.dropoff
    label = np.empty(len(trip), dtype=np.int64)
    labels = 0
    for length in np.unique(lengths):
        chosen = np.flatnonzero(lengths == length)
        key = np.empty((len(chosen), length + 1), dtype=np.int32)
        key[:, 0] = trip_route[trip[chosen]]
        key[:, 1:] = code[starts[chosen][:, None] + np.arange(length)]
        rows = key.view(np.dtype((np.void, key.itemsize * (int(length) + 1)))).ravel()
        found, inverse = np.unique(rows, return_inverse=True)
        label[chosen] = labels + inverse
        labels += len(found)
    first = np.full(labels, len(trip), dtype=np.int64)
    np.minimum.at(first, label, np.arange(len(trip)))
    rank = np.empty(labels, dtype=np.int64)
    rank[np.lexsort((first, trip_route[trip[first]]))] = np.arange(labels)
    pattern = rank[label]
    id_rank = np.empty(len(trip), dtype=np.int64)
    id_rank[np.argsort(trip_id[trip].astype(str), kind="stable")] = np.arange(len(trip))
    order = np.lexsort((id_rank, events.departure[starts], pattern))
    leaders = first[np.argsort(rank)]
    sizes = lengths[leaders]
    offset = np.concatenate(([0], np.cumsum(sizes)))
    positions = _ranges(starts[leaders], sizes)
    return Patterns(
        offset.astype(np.int32),
        event_stop[positions],
        events.pickup[positions],
        events.dropoff[positions],
        trip_route[trip[leaders]],
        np.concatenate(([0], np.cumsum(np.bincount(pattern, minlength=labels)))).astype(np.int32),
        trip[order],
        np.concatenate(([0], np.cumsum(lengths[order]))).astype(np.int64),
        _ranges(starts[order], lengths[order]),
    )


def _ranges(starts: Int64, lengths: Int64) -> Int64:
    """The integers start .. start + length of each pair, laid end to end."""
    ends = np.cumsum(lengths)
    numbers: Int64 = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths)
    return numbers
