"""Which part of the timetable a ticket or pass opens, worked out on the arrays of one network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.kernels.egress import Links
from portee.network.timetable import Timetable
from portee.offers.tariffs import Opening
from portee.territory.columns import closest

__all__ = ["Opened", "everything", "only_stops", "opened_part", "swapped"]

Bool = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Opened:
    """Part of a timetable that may be used.

    Attributes:
        positions: bool (positions of `pattern_stop`,), where one may board and alight.
        first, last: bool (s,), stops where a journey may begin and end; None: all.
        trips: bool (t,), trips that run; None: all.
    """

    positions: Bool
    first: Bool | None = None
    last: Bool | None = None
    trips: Bool | None = None

    @property
    def key(self) -> bytes:
        """Equal for equal parts."""
        parts = self.positions, self.first, self.last, self.trips
        return b"|".join(b"" if part is None else part.tobytes() for part in parts)


def everything(timetable: Timetable) -> Opened:
    """All of a timetable. Unlike None, it lets a date without any service be searched, on which one walks."""
    return Opened(np.ones(len(timetable.pattern_stop), np.bool_))


def swapped(opened: Opened | None) -> Opened | None:
    """The part for the way back: a journey begins where it ended on the way there."""
    if opened is None or (opened.first is None and opened.last is None):
        return opened
    return replace(opened, first=opened.last, last=opened.first)


class _Named:
    """Rows by name, in one column after another; a name found in an earlier column is not looked for in the next."""

    def __init__(self, what: str, *columns: Sequence[str]) -> None:
        self._what, self._columns, self._count = what, columns, len(columns[0])
        self._rows: list[dict[str, list[int]]] = []
        for column in columns:
            rows: dict[str, list[int]] = {}
            for row, name in enumerate(column):
                rows.setdefault(name, []).append(row)
            self._rows.append(rows)

    def of(self, names: Sequence[str], *, one_is_enough: bool = False) -> Bool:
        """Rows that have one of the names.

        Raises:
            ParameterError: a name that no row has; with `one_is_enough`, when none of the names is known.
        """
        found = np.zeros(self._count, np.bool_)
        missing = []
        for name in names:
            rows = next((known[name] for known in self._rows if name in known), None)
            if rows is None:
                missing.append(name)
            else:
                found[rows] = True
        if missing and not (one_is_enough and found.any()):
            raise self._unknown(missing[0])
        return found

    def _unknown(self, name: str) -> ParameterError:
        choices = sorted({value for column in self._columns for value in column if value})
        near = closest(name, choices)
        guess = f"Did you mean '{near}'? " if near else ""
        return ParameterError(
            f"The timetable has no {self._what} '{name[:60]}' that a tariff opens.",
            mend=f"{guess}There are {len(choices)}, such as {', '.join(choices[:8])}.",
        )


def opened_part(timetable: Timetable, openings: Sequence[Opening]) -> Opened | None:
    """What several tickets open together; None when it is everything.

    A route is known by its id, else by its short name, which several routes may share. An agency may be named in
    several spellings, of which the timetable has one.

    A ticket for journeys from some stops to others, together with another ticket, opens the stops at both ends: a
    journey may then begin or end with the other ticket, and rides nowhere else with this one.

    Raises:
        ParameterError: a tariff names no agency that the timetable has, or a route or stop that it does not have.
    """
    if any(opening.is_everything for opening in openings):
        return None
    counts = np.diff(timetable.pattern_offset)
    route = np.repeat(timetable.pattern_route, counts)
    agencies, by_route, by_stop = (
        _Named("agency", timetable.route_agency),
        _Named("route", timetable.route_id, timetable.route_short_name),
        _Named("stop", timetable.stop_id),
    )
    positions = np.zeros(len(timetable.pattern_stop), np.bool_)
    first, last = np.zeros(timetable.stop_count, np.bool_), np.zeros(timetable.stop_count, np.bool_)
    for opening in openings:
        routes = np.ones(len(timetable.route_id), np.bool_)
        if opening.agencies is not None:
            routes &= agencies.of(opening.agencies, one_is_enough=True)
        if opening.routes is not None:
            routes &= by_route.of(opening.routes)
        if opening.route_types is not None:
            routes &= np.isin(timetable.route_type, opening.route_types)
        served = routes[route]
        ends = []
        for names in (opening.stops, opening.first_stops, opening.last_stops):
            ends.append(np.ones(timetable.stop_count, np.bool_) if names is None else by_stop.of(names))
        stops, begin, finish = ends
        if len(openings) > 1 and opening.first_stops is not None and opening.last_stops is not None:
            stops = stops & (begin | finish)
            begin = finish = np.ones(timetable.stop_count, np.bool_)
        positions |= served & stops[timetable.pattern_stop]
        first |= begin
        last |= finish
    return Opened(positions, None if first.all() else first, None if last.all() else last)


def only_stops(links: Links, allowed: Bool | None) -> Links:
    """Links to the allowed stops alone."""
    if allowed is None:
        return links
    kept = allowed[links.other]
    sums = np.concatenate([[0], np.cumsum(kept, dtype=np.int64)])
    return Links(sums[links.offset], links.other[kept], links.seconds[kept])
