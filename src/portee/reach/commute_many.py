"""There and back at many hours at once: a home is searched once for all hours that lie near each other.

The cost of a search grows slowly with its minutes, and reading it for one more deadline costs next to nothing. The same
times as `portee.reach.commute` finds for each of the hours alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.threads import each_span
from portee.kernels.deadlines import deadline_rows
from portee.kernels.rounds import ride_rounds
from portee.kernels.shortest import UNREACHED
from portee.reach.commute import LONGEST_BLOCK_S, MOST_HORIZON_S, Commute, homeward, leg_window, moments_of_day
from portee.reach.hours import Hours, runs_of
from portee.reach.kinds import ByTransit
from portee.reach.links import LinkStore
from portee.reach.opening import swapped
from portee.reach.transit import Scratch, TransitSearch, transit_search
from portee.territory.places import Places

__all__ = ["commutes_at"]

Int32 = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class _Shared:
    """One search with the deadlines of the hours that it serves: (rows of the hours that have them, int32 (d,)).

    Hours that differ in the other leg alone have the same.
    """

    search: TransitSearch
    due: tuple[tuple[tuple[int, ...], Int32], ...]


def commutes_at(
    store: LinkStore, homes: Places, places: Places, way: ByTransit, hours: Sequence[Hours]
) -> list[Commute]:
    """Both legs of all homes for each of several hours, each of one date.

    Args:
        store: links of the network.
        homes, places: where people live; where they are wanted.
        way: by public transport.
        hours: each is answered on its own, as `commute_search` would with it alone.

    Raises:
        ParameterError, NoServiceError: as `transit_search`.
    """
    there = _searches(store, homes, places, way, hours, back=False)
    back = _searches(store, homes, places, way, hours, back=True)
    shape = (len(hours), len(homes), len(places))
    found = {leg: np.full(shape, UNREACHED, np.int32) for leg in ("out", "back")}

    def run(lo: int, hi: int) -> None:
        scratch: dict[int, Scratch] = {}
        for home in range(lo, hi):
            for leg, searches in (("out", there), ("back", back)):
                for shared in searches:
                    _read(shared, home, scratch, found[leg])

    each_span(run, 0, len(homes), store.threads)
    return [Commute(found["out"][k], found["back"][k]) for k in range(len(hours))]


def _searches(
    store: LinkStore, homes: Places, places: Places, way: ByTransit, hours: Sequence[Hours], *, back: bool
) -> list[_Shared]:
    """The searches of one leg: by date, then by runs of times."""
    timetable = store.network.timetable
    zone = "UTC" if timetable is None else timetable.timezone
    longest = way.travel.longest_s
    span = max(0, min(LONGEST_BLOCK_S, MOST_HORIZON_S - 2 * longest - 120))
    by_day: dict[object, list[int]] = {}
    for k, part in enumerate(hours):
        by_day.setdefault(part.day, []).append(k)
    found = []
    for rows in by_day.values():
        day = hours[rows[0]].day
        times = {k: moments_of_day(day, hours[k].end if back else hours[k].start, zone) for k in rows}
        every = np.unique(np.concatenate([np.unique(values) for values in times.values()])).astype(np.int32)
        for first, last, _ in runs_of(every, span):
            window, zero = leg_window(day, first, last, longest, zone, back=back)
            ends = (places, homes) if back else (homes, places)
            search = transit_search(
                store.network, *ends, homeward(way.travel) if back else way.travel, window, stations=way.stations,
                opened=swapped(way.opened) if back else way.opened, store=store,
            )  # fmt: skip
            due: dict[bytes, tuple[list[int], Int32]] = {}
            for k, values in times.items():
                mine = (values >= first) & (values <= last)
                if mine.any():
                    deadlines = np.where(mine, zero - values if back else values - zero, -1).astype(np.int32)
                    due.setdefault(deadlines.tobytes(), ([], deadlines))[0].append(k)
            found.append(_Shared(search, tuple((tuple(same), deadlines) for same, deadlines in due.values())))
    return found


def _read(shared: _Shared, home: int, scratch: dict[int, Scratch], found: Int32) -> None:
    """Search one home and read the seconds of every hours: the worst of all draws."""
    search = shared.search
    space = scratch.get(id(search))
    if space is None:
        space = scratch[id(search)] = search.scratch()
    direct = search.direct.rows(home, home + 1, space.direct)[0]
    a, b = search.access.offset[home], search.access.offset[home + 1]
    once = np.empty((3, len(direct)), np.int32)
    for number, table in enumerate(search.tables):
        ride_rounds(
            table.cut, search.paths, search.access.other[a:b], search.access.seconds[a:b], search.rules, space.lanes
        )
        for same, due in shared.due:
            deadline_rows(
                space.lanes.best, search.after, search.egress, direct, search.rules, due, once[0], once[1], once[2]
            )
            asked = due >= 0
            for k in same:
                before = found[k, home][asked]
                found[k, home][asked] = once[0][asked] if number == 0 else np.maximum(before, once[0][asked])
