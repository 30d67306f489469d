"""The network without public transport in the evening: what a cut in the hours of service leaves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.core.errors import ParameterError, Where
from portee.network.network import Network
from portee.network.store import key_of
from portee.network.timetable import Timetable
from portee.reach.kinds import ByTransit
from portee.reach.opening import Opened, everything

__all__ = ["MORNING_S", "Evening", "without_evening"]

MORNING_S = 4 * 3600
"""Seconds after midnight at which an evening without service is over: a choice, told with each result. Feeds write a
bus at half past midnight as 24:30 of one date or 00:30 of the next; both are in the evening."""

DAYS_AROUND = range(-1, 4)
"""Days of which an evening may reach into the hours of one service day, which GTFS counts past 24:00."""


@dataclass(frozen=True, eq=False)
class Evening:
    """What a cut leaves of a timetable.

    Attributes:
        network: the one with the evening.
        timetable: without it; the same object unless lines by frequency run into the evening, None without any.
        trips: bool (t,), trips that run. from_s, until_s: seconds after midnight.
    """

    network: Network
    timetable: Timetable | None
    trips: npt.NDArray[np.bool_]
    from_s: int
    until_s: int
    _variants: dict[int, tuple[Network, Network]] = field(default_factory=dict)

    def cut(self, search: ByTransit) -> ByTransit:
        """The same way of travelling, through the same streets, without the vehicles of the evening."""
        timetable = self.network.timetable
        if timetable is None or (self.trips.all() and self.timetable is timetable):
            return search
        part: Opened = search.opened or everything(timetable)
        trips = self.trips if part.trips is None else part.trips & self.trips
        network = search.network if self.timetable is timetable else self._without(search.network or self.network)
        return replace(search, opened=replace(part, trips=trips), network=network)

    def _without(self, network: Network) -> Network:
        """A network with the timetable that is left: the same object each time for the same one."""
        if id(network) not in self._variants:
            key = key_of("no evening", network.key, str(self.from_s), str(self.until_s))
            self._variants[id(network)] = network, replace(network, timetable=self.timetable, folder=None, key=key)
        return self._variants[id(network)][1]


def without_evening(network: Network, from_s: int, until_s: int = MORNING_S) -> Evening:
    """The network without the vehicles that begin their trip in the evening, on any date.

    A vehicle on its way when the evening begins goes on to its terminus. Lines by frequency run until the evening
    begins and from when it is over.

    Args:
        network: with or without a timetable.
        from_s, until_s: first second of the evening, and of the morning after it, both after midnight, 0 to 86,399; the
            evening may reach past midnight.

    Raises:
        ParameterError: an impossible time, or an evening without any length.
    """
    for name, value in (("from_s", from_s), ("until_s", until_s)):
        if not 0 <= value < DAY_S:
            raise ParameterError(
                f"An evening cannot begin or end {value} seconds after midnight.",
                where=Where(field=name), mend="Give a time from 00:00 to 23:59.",
            )  # fmt: skip
    if from_s == until_s:
        raise ParameterError(
            "The evening without service begins when it is over.", where=Where(field="from_s"), mend="Give other times."
        )
    timetable = network.timetable
    if timetable is None:
        return Evening(network, None, np.zeros(0, np.bool_), from_s, until_s)
    begins = np.asarray(timetable.event_departure)[timetable.trip_event_offset[:-1]] % DAY_S
    after, before = begins >= from_s, begins < until_s
    late = after | before if until_s < from_s else after & before
    by_frequency = np.zeros(timetable.trip_count, np.bool_)
    by_frequency[timetable.frequency_trip] = True
    return Evening(network, _frequencies(timetable, from_s, until_s), ~late | by_frequency, from_s, until_s)


def _frequencies(timetable: Timetable, from_s: int, until_s: int) -> Timetable:
    """The timetable with lines by frequency cut; the same one when none runs in the evening.

    A cut line keeps its departures outside the evening and has no other: what is left of a run begins a whole number
    of headways after it. Rows keep their place, as they have their draws by it; a second part comes after all.
    """
    length = (until_s - from_s) % DAY_S
    rows = list(zip(timetable.frequency_start.tolist(), timetable.frequency_end.tolist(), strict=True))
    kept: list[tuple[int, int]] = []
    added: list[tuple[int, int, int]] = []
    for row, (start, end) in enumerate(rows):
        headway = int(timetable.frequency_headway[row])
        parts = [(start, end)]
        for day in DAYS_AROUND:
            off = from_s + day * DAY_S
            parts = [piece for part in parts for piece in _outside(part, off, off + length, headway)]
        kept.append(parts[0] if parts else (start, start))
        added += [(row, *part) for part in parts[1:]]
    if kept == rows and not added:
        return timetable
    source = np.array([*range(len(rows)), *(row for row, _, _ in added)], np.int64)
    spans = np.array([*kept, *((first, last) for _, first, last in added)], np.int32).reshape(-1, 2)
    return replace(
        timetable, frequency_trip=timetable.frequency_trip[source], frequency_start=spans[:, 0].copy(),
        frequency_end=spans[:, 1].copy(), frequency_headway=timetable.frequency_headway[source],
        frequency_exact=timetable.frequency_exact[source],
    )  # fmt: skip


def _outside(part: tuple[int, int], off: int, on: int, headway: int) -> list[tuple[int, int]]:
    """Parts of a run of departures outside a stretch without service."""
    start, end = part
    if end <= off or start >= on:
        return [part]
    again = start + -(-(on - start) // headway) * headway
    return [(first, last) for first, last in ((start, off), (again, end)) if first < last]
