"""From the timetable of all dates to the trips that run in one window of one date, ready to ride."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from portee.core.errors import NoServiceError
from portee.kernels.cutting import fill_events, split_overtaking
from portee.kernels.lanes import Cut
from portee.network.timetable import Timetable

__all__ = ["DayTable", "day_table", "mirrored", "require_service", "seconds_of_day", "served_dates", "trips_per_day"]

Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
EPOCH = date(1970, 1, 1)
AFTER, BEFORE = 32767, -1
NEEDED_YES = 1
REENTRY = 5
SEATED = 4


@dataclass(frozen=True, eq=False)
class DayTable:
    """A cut of the timetable with what is needed to name its trips.

    Attributes:
        cut: what the kernels ride.
        part_pattern: int32 (p,), timetable pattern of each pattern of the cut.
        instance_trip: int32 (t,), timetable trip of each trip of the cut.
        instance_shift: int32 (t,), seconds to add to the trip's events to count from the window's base.
        base: seconds after noon minus 12 h of the date where the cut starts; horizon: seconds it lasts.
        reversed: whether time and patterns run backwards.
    """

    cut: Cut
    part_pattern: Int32
    instance_trip: Int32
    instance_shift: Int32
    base: int
    horizon: int
    reversed: bool = False


def _origin(day: date, zone: ZoneInfo) -> datetime:
    """Noon minus twelve hours: the zero of GTFS times on a service day (GTFS reference, field type Time)."""
    return datetime.combine(day, time(12), zone).astimezone(UTC) - timedelta(hours=12)


def seconds_of_day(day: date, seconds: int, timezone: str) -> int:
    """Wall-clock seconds after midnight of a date, as seconds after its noon minus 12 h.

    They differ on the two days a year when clocks change.
    """
    zone = ZoneInfo(timezone)
    whole, rest = divmod(seconds, 86400)
    clock = time(rest // 3600, rest // 60 % 60, rest % 60)
    moment = datetime.combine(day + timedelta(days=whole), clock, zone)
    return round((moment.astimezone(UTC) - _origin(day, zone)).total_seconds())


def trips_per_day(timetable: Timetable) -> tuple[date, Int64]:
    """First day of the calendar, and how many trips run on each day from it (a frequency counts its departures)."""
    runs = np.ones(timetable.trip_count, np.int64)
    runs[timetable.frequency_trip] = 0
    span = timetable.frequency_end - timetable.frequency_start
    np.add.at(runs, timetable.frequency_trip, -(-span // timetable.frequency_headway))
    by_service = np.bincount(timetable.trip_service, weights=runs, minlength=len(timetable.service_id))
    return EPOCH + timedelta(days=timetable.service_first_day), (by_service @ timetable.service_active).astype(np.int64)


def served_dates(timetable: Timetable, *, may_stand_still: bool = False) -> tuple[date, date] | None:
    """First and last date with a trip, None when there is none.

    Args:
        may_stand_still: where a scenario took all trips away, whether the dates of their services count.
    """
    first, trips = trips_per_day(timetable)
    if may_stand_still and not trips.any():
        trips = timetable.service_active.sum(axis=0, dtype=np.int64)
    served = np.flatnonzero(trips)
    return (first + timedelta(days=int(served[0])), first + timedelta(days=int(served[-1]))) if len(served) else None


def require_service(timetable: Timetable, day: date, *, may_stand_still: bool = False) -> None:
    """Raise NoServiceError, naming dates that have service, when no trip runs on a date.

    Args:
        may_stand_still: whether a date is fine on which a scenario took all trips away: one then walks.
    """
    first, trips = trips_per_day(timetable)
    index = (day - first).days
    inside = 0 <= index < len(trips)
    # A scenario takes trips away and leaves the days of their services.
    if inside and (trips[index] > 0 or (may_stand_still and timetable.service_active[:, index].any())):
        return
    served = np.flatnonzero(trips)
    if not len(served):
        raise NoServiceError("The timetable has no trip on any date.", mend="Build the network with another feed.")
    start, end = (first + timedelta(days=int(served[k])) for k in (0, -1))
    near = first + timedelta(days=int(served[np.argmin(np.abs(served - index))]))
    raise NoServiceError(
        f"No trip runs on {day.isoformat()}: the timetable has service on {len(served)} dates "
        f"from {start.isoformat()} to {end.isoformat()}.",
        mend=f"Choose one of them, for instance --date {near.isoformat()}.",
    )


def _service_days(timetable: Timetable, day: date, base: int, horizon: int) -> list[tuple[int, int]]:
    """(column of the calendar, seconds from its origin to the window's base) of days whose trips can matter."""
    zone = ZoneInfo(timetable.timezone)
    last = int(timetable.event_departure.max(initial=0))
    if len(timetable.frequency_end):
        last = max(last, int(timetable.frequency_end.max()) + last)
    before = -(-(last - base) // 86400)
    after = max(0, (base + horizon) // 86400 + 1)
    zero = _origin(day, zone)
    days = []
    for delta in range(-max(before, 0), after + 1):
        other = day + timedelta(days=delta)
        column = (other - EPOCH).days - timetable.service_first_day
        if 0 <= column < timetable.service_active.shape[1]:
            days.append((column, round((_origin(other, zone) - zero).total_seconds()) - base))
    return days


def _frequency_departures(
    timetable: Timetable, active: npt.NDArray[np.bool_], rng: np.random.Generator
) -> tuple[Int32, Int32]:
    """Trips and their shifts for frequency lines on one service day. A draw moves inexact lines by a random phase."""
    trips, shifts = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    phases = rng.random(len(timetable.frequency_trip))
    template = timetable.event_departure[timetable.trip_event_offset[timetable.frequency_trip]]
    for k, trip in enumerate(timetable.frequency_trip.tolist()):
        if not active[timetable.trip_service[trip]]:
            continue
        headway = int(timetable.frequency_headway[k])
        phase = 0 if timetable.frequency_exact[k] == 1 else int(phases[k] * headway)
        starts = np.arange(timetable.frequency_start[k] + phase, timetable.frequency_end[k], headway, dtype=np.int32)
        trips.append(np.full(len(starts), trip, np.int32))
        shifts.append(starts - template[k])
    return np.concatenate(trips), np.concatenate(shifts)


def _instances(
    timetable: Timetable, day: date, base: int, horizon: int, usable: npt.NDArray[np.bool_], seed: tuple[int, ...]
) -> tuple[Int32, Int32, Int32]:
    """(trip, shift, service day) of every trip that touches the window."""
    by_frequency = np.zeros(timetable.trip_count, np.bool_)
    by_frequency[timetable.frequency_trip] = True
    # Whoever stays seated may alight where the next trip begins, or board where the one before ends.
    first = timetable.event_arrival[timetable.trip_event_offset[:-1]]
    last = timetable.event_departure[timetable.trip_event_offset[1:] - 1]
    found = []
    for column, shift in _service_days(timetable, day, base, horizon):
        active = timetable.service_active[:, column]
        scheduled = np.flatnonzero(active[timetable.trip_service] & ~by_frequency & usable).astype(np.int32)
        rng = np.random.default_rng([*seed, timetable.service_first_day + column])
        trips, moved = _frequency_departures(timetable, active, rng)
        kept = usable[trips]
        trip = np.concatenate([scheduled, trips[kept]])
        move = np.concatenate([np.full(len(scheduled), shift, np.int32), moved[kept] + np.int32(shift)])
        touches = (last[trip] + move >= 0) & (first[trip] + move <= horizon)
        found.append((trip[touches], move[touches], np.full(int(touches.sum()), column, np.int32)))
    none = np.zeros(0, np.int32)
    every = np.concatenate([np.stack([none, none, none]), *(np.stack(part) for part in found)], axis=1)
    return every[0], every[1], every[2]


def _seat_next(timetable: Timetable, trip: Int32, shift: Int32, column: Int32) -> Int32:
    """For each instance, the instance that the same vehicle runs next with passengers aboard; empty when none."""
    block = timetable.trip_block[trip]
    # The departures of a frequency are many vehicles: none of them is known to run on as another.
    block = np.where(np.isin(trip, timetable.frequency_trip), -1, block)
    kinds = timetable.transfer_type
    linked = {
        (int(a), int(b))
        for a, b in zip(
            timetable.transfer_from_trip[kinds == SEATED], timetable.transfer_to_trip[kinds == SEATED], strict=True
        )
    }
    barred = {
        (int(a), int(b))
        for a, b in zip(
            timetable.transfer_from_trip[kinds == REENTRY], timetable.transfer_to_trip[kinds == REENTRY], strict=True
        )
    }
    start = timetable.event_departure[timetable.trip_event_offset[trip]] + shift
    end = timetable.event_arrival[timetable.trip_event_offset[trip + 1] - 1] + shift
    pattern = _pattern_of_trip(timetable)[trip]
    first_stop = timetable.pattern_stop[timetable.pattern_offset[pattern]]
    last_stop = timetable.pattern_stop[timetable.pattern_offset[pattern + 1] - 1]
    onward = np.full(len(trip), -1, np.int32)
    members = np.flatnonzero(block >= 0)
    order = members[np.lexsort((trip[members], start[members], column[members], block[members]))]
    for a, b in zip(order[:-1].tolist(), order[1:].tolist(), strict=True):
        same = block[a] == block[b] and column[a] == column[b]
        if same and last_stop[a] == first_stop[b] and start[b] >= end[a] and (int(trip[a]), int(trip[b])) not in barred:
            onward[a] = b
    if linked:
        place = {(int(t), int(c)): i for i, (t, c) in enumerate(zip(trip, column, strict=True))}
        for a_trip, b_trip in sorted(linked):
            for column_number in np.unique(column).tolist():
                a, b = place.get((a_trip, column_number)), place.get((b_trip, column_number))
                if a is not None and b is not None and start[b] >= end[a]:
                    onward[a] = b
    return onward if (onward >= 0).any() else np.zeros(0, np.int32)


def _one_trip_at_a_time(timetable: Timetable, trip: Int32, shift: Int32, seats: Int32) -> tuple[Int64, Int32, Int32]:
    """The first event of each instance, and arrivals and departures of all events, as the timetable tells them, but
    for two trips of one vehicle that both tell the wait between them: there the first one ends when the second begins.

    Else whoever boarded the first one during that wait would get off the second one earlier than they came.
    """
    first: Int64 = timetable.trip_event_offset[trip]
    length = timetable.trip_event_offset[trip + 1] - first
    arrival, departure = timetable.event_arrival, timetable.event_departure
    before = np.flatnonzero(seats >= 0)
    after = seats[before]
    leaves, comes = departure[(first + length)[before] - 1] + shift[before], arrival[first[after]] + shift[after]
    before, after = before[leaves > comes], after[leaves > comes]
    if not len(before):
        return first, arrival, departure
    # An instance has its own events only here: the same trip may run on as another one on another day.
    own = np.union1d(before, after)
    begins = np.cumsum(length[own]) - length[own]
    source = np.arange(length[own].sum()) + np.repeat(first[own] - begins, length[own])
    first[own] = len(arrival) + begins
    arrival, departure = (np.concatenate([times, times[source]]) for times in (arrival, departure))
    last, gap = (first + length)[before] - 1, shift[before] - shift[after]
    np.maximum.at(arrival, first[after], arrival[last] + gap)
    departure[last] = np.minimum(departure[last], arrival[first[after]] - gap)
    return first, arrival, departure


def _pattern_of_trip(timetable: Timetable) -> Int32:
    counts = np.diff(timetable.pattern_trip_offset)
    return np.repeat(np.arange(timetable.pattern_count, dtype=np.int32), counts)


def _renumbered(seats: Int32, order: npt.NDArray[np.integer]) -> Int32:
    """The same seats of instances put into another order."""
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return np.where(seats[order] >= 0, place[seats[order]], -1).astype(np.int32) if len(seats) else seats


def _served(timetable: Timetable, opened: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Trips whose pattern has an opened position: bool (t,)."""
    counts = np.concatenate([[0], np.cumsum(opened, dtype=np.int64)])
    served: npt.NDArray[np.bool_] = np.diff(counts[timetable.pattern_offset]) > 0
    return served[_pattern_of_trip(timetable)]


def _calls(
    stops: int, stop: Int32, board: npt.NDArray[np.bool_], part: Int32, position: Int32
) -> tuple[Int32, Int32, Int32]:
    used = np.flatnonzero(board)
    order = used[np.lexsort((position[used], part[used], stop[used]))]
    offset = np.zeros(stops + 1, np.int32)
    np.cumsum(np.bincount(stop[used], minlength=stops), out=offset[1:])
    return offset, part[order], position[order]


def day_table(  # noqa: PLR0913 - what a cut depends on
    timetable: Timetable,
    day: date,
    base: int,
    horizon: int,
    *,
    step_free: bool = False,
    bicycles: bool = False,
    opened: npt.NDArray[np.bool_] | None = None,
    trips: npt.NDArray[np.bool_] | None = None,
    seed: tuple[int, ...] = (0,),
) -> DayTable:
    """Cut the trips that run between `base` and `base + horizon` seconds after noon minus 12 h of a date.

    Trips of the days before and after count where they reach into the window. With `step_free`, only trips and
    stops declared accessible; with `bicycles`, only trips declared to take them; with `opened` bool (positions of
    `timetable.pattern_stop`,), boarding and alighting only there; with `trips` bool (t,), only those. `seed` draws
    the phases of frequency lines without exact times.
    """
    usable = np.ones(timetable.trip_count, np.bool_) if opened is None else _served(timetable, opened)
    if trips is not None:
        usable &= trips
    if step_free:
        usable &= timetable.trip_wheelchair == NEEDED_YES
    if bicycles:
        usable &= timetable.trip_bikes == NEEDED_YES
    trip, shift, column = _instances(timetable, day, base, horizon, usable, seed)
    pattern = _pattern_of_trip(timetable)[trip]
    start = timetable.event_departure[timetable.trip_event_offset[trip]] + shift
    end = timetable.event_arrival[timetable.trip_event_offset[trip + 1] - 1] + shift
    order = np.lexsort((trip, end, start, pattern))
    trip, shift, column, pattern = trip[order], shift[order], column[order], pattern[order]
    length = np.diff(timetable.pattern_offset).astype(np.int32)
    seats = _seat_next(timetable, trip, shift, column)
    first_event, arrives, departs = _one_trip_at_a_time(timetable, trip, shift, seats)
    part = split_overtaking(pattern, length, first_event, shift, arrives, departs)
    order = np.argsort(part, kind="stable")
    trip, shift, pattern, part, first_event = trip[order], shift[order], pattern[order], part[order], first_event[order]
    seats = _renumbered(seats, order)
    parts = int(part[-1]) + 1 if len(part) else 0
    trip_offset = np.searchsorted(part, np.arange(parts + 1)).astype(np.int32)
    part_pattern = pattern[trip_offset[:-1]]
    part_length = length[part_pattern]
    position_offset = np.concatenate([[0], np.cumsum(part_length)]).astype(np.int32)
    event_offset = np.concatenate([[0], np.cumsum(part_length.astype(np.int64) * np.diff(trip_offset))])
    arrival, departure = (np.empty(int(event_offset[-1]), np.int16) for _ in range(2))
    fill_events(
        trip_offset, part_length, event_offset, first_event, shift, horizon, arrives, departs, arrival, departure,
    )  # fmt: skip
    position = np.arange(position_offset[-1], dtype=np.int32) - np.repeat(position_offset[:-1], part_length)
    source = np.repeat(timetable.pattern_offset[part_pattern], part_length) + position
    stop = timetable.pattern_stop[source]
    board, alight = timetable.pattern_pickup[source].copy(), timetable.pattern_dropoff[source].copy()
    if step_free:
        accessible = timetable.stop_wheelchair[stop] == NEEDED_YES
        board &= accessible
        alight &= accessible
    if opened is not None:
        board &= opened[source]
        alight &= opened[source]
    part_of_position = np.repeat(np.arange(parts, dtype=np.int32), part_length)
    cut = Cut(
        position_offset, stop, board, alight, trip_offset, event_offset[:-1].astype(np.int64), departure, arrival,
        *_calls(timetable.stop_count, stop, board, part_of_position, position),
        seats, part if len(seats) else np.zeros(0, np.int32),
    )  # fmt: skip
    return DayTable(cut, part_pattern, trip, shift, base, horizon)


def mirrored(table: DayTable) -> DayTable:
    """The same trips with time and patterns running backwards: to board becomes to alight.

    A search forwards in the mirror is a search backwards in time: what can be left latest.
    """
    cut = table.cut
    trips = np.diff(cut.trip_offset)
    parts = len(trips)
    places = _backwards(cut.position_offset[:-1], np.diff(cut.position_offset))
    events = _backwards(cut.event_offset, np.diff(cut.position_offset).astype(np.int64) * trips)
    turned = _backwards(cut.trip_offset[:-1], trips)
    stop, board, alight = cut.position_stop[places], cut.position_alight[places], cut.position_board[places]
    departure = _flipped(cut.arrival[events], table.horizon)
    arrival = _flipped(cut.departure[events], table.horizon)
    length = np.diff(cut.position_offset)
    position = np.arange(len(stop), dtype=np.int32) - np.repeat(cut.position_offset[:-1], length)
    part_of_position = np.repeat(np.arange(parts, dtype=np.int32), length)
    seats = cut.seat_next
    if len(seats):
        place = np.empty(len(turned), np.int32)
        place[turned] = np.arange(len(turned), dtype=np.int32)
        seats = np.full(len(turned), -1, np.int32)
        before = np.flatnonzero(cut.seat_next >= 0)
        seats[place[cut.seat_next[before]]] = place[before]
    flipped = Cut(
        cut.position_offset, stop, board, alight, cut.trip_offset, cut.event_offset, departure, arrival,
        *_calls(len(cut.call_offset) - 1, stop, board, part_of_position, position),
        seats, cut.trip_pattern,
    )  # fmt: skip
    return DayTable(
        flipped, table.part_pattern, table.instance_trip[turned], table.instance_shift[turned], table.base,
        table.horizon, reversed=not table.reversed,
    )  # fmt: skip


def _backwards(first: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]) -> Int64:
    """Indices that turn each run of an array round: runs follow each other and start at `first`."""
    ends: Int64 = np.repeat(2 * first.astype(np.int64) + counts - 1, counts)
    return ends - np.arange(len(ends), dtype=np.int64)


def _flipped(times: npt.NDArray[np.int16], horizon: int) -> npt.NDArray[np.int16]:
    known = (times != BEFORE) & (times != AFTER)
    flipped = np.where(times == BEFORE, AFTER, BEFORE).astype(np.int16)
    flipped[known] = horizon - times[known]
    return flipped
