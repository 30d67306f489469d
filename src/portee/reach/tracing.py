"""Rides, kilometres and greenhouse gases of the journeys that a search found, for all places at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.kernels.nearest_edge import metres_per_e7
from portee.kernels.tracing import Trail, trace_labels, traced_room, trail_of
from portee.network.timetable import Timetable
from portee.reach.backtrack import labels_of
from portee.reach.commute import Block, Found

__all__ = ["Ridden", "metres_along", "ridden"]


@dataclass(frozen=True, eq=False)
class Ridden:
    """Of one leg to each place, shape (d,): rides int32; km float64 by vehicle; kg float64 CO2e of those rides; first
    int32, the stop on the side of home: boarded first on the way there, left last on the way back, -1 for none.

    Rides are 0 where one goes along streets all the way, and where there is no journey.
    """

    rides: npt.NDArray[np.int32]
    km: npt.NDArray[np.float64]
    kg: npt.NDArray[np.float64]
    first: npt.NDArray[np.int32]


def metres_along(timetable: Timetable) -> npt.NDArray[np.float64]:
    """Metres from the first position of its pattern to each position, in straight lines between stops: (positions,).

    Real lines are longer: figures that rest on it are a little low.
    """
    lon = timetable.stop_lon[timetable.pattern_stop]
    lat = timetable.stop_lat[timetable.pattern_stop]
    mx, my = metres_per_e7(int(np.mean(lat) * 1e7) if len(lat) else 0)
    step = np.hypot(np.diff(lon) * 1e7 * mx, np.diff(lat) * 1e7 * my)
    total = np.concatenate([[0.0], np.cumsum(step)]) if len(lon) else np.zeros(0)
    starts = timetable.pattern_offset[:-1]
    along: npt.NDArray[np.float64] = total - np.repeat(total[starts], np.diff(timetable.pattern_offset))
    return along


def _trail(
    block: Block, home: int, draw: int, along: npt.NDArray[np.float64], timetable: Timetable,
    grams: npt.NDArray[np.float64],
) -> Trail:  # fmt: skip
    search = block.search
    table = search.tables[draw]
    cut = table.cut
    a, b = search.access.offset[home], search.access.offset[home + 1]
    length = np.diff(cut.position_offset)
    part = np.repeat(np.arange(len(length), dtype=np.int32), length)
    position = np.arange(len(cut.position_stop), dtype=np.int32) - np.repeat(cut.position_offset[:-1], length)
    source = position if not table.reversed else length[part] - 1 - position
    metres = along[timetable.pattern_offset[table.part_pattern[part]] + source]
    return trail_of(
        cut, search.paths, labels_of(search, home, draw).best, search.access.other[a:b], search.access.seconds[a:b],
        metres, grams[timetable.pattern_route[table.part_pattern]],
    )  # fmt: skip


def ridden(
    blocks: tuple[Block, ...],
    found: Found,
    home: int,
    timetable: Timetable,
    grams_km: npt.NDArray[np.float64],
) -> Ridden:
    """Rides, kilometres and CO2e of one leg to every place.

    Args:
        blocks: searches of the leg: `CommuteSearch.there` or `.back`.
        found: what they found for the home.
        home: its row.
        timetable: of the network.
        grams_km: g CO2e per person and kilometre of each route, float64 (r,); NaN where not known.

    Returns:
        figures of lines without exact times are those of their first draw with a journey in that lane.
    """
    count = len(found.stop)
    rides, km, kg = np.zeros(count, np.int32), np.zeros(count), np.zeros(count)
    nearest = np.full(count, -1, np.int32)
    along = metres_along(timetable)
    for number, block in enumerate(blocks):
        mine = np.flatnonzero((found.block == number) & (found.stop >= 0))
        if not len(mine):
            continue
        pairs = np.stack([found.stop[mine], found.lane[mine]], axis=1)
        unique, place = np.unique(pairs, axis=0, return_inverse=True)
        search, left = block.search, np.arange(len(unique))
        every = traced_room(len(unique))
        for draw, table in enumerate(search.tables):
            once = traced_room(len(left))
            stop, lane = (np.ascontiguousarray(column) for column in unique[left].T)
            trace_labels(
                table.cut, _trail(block, home, draw, along, timetable, grams_km), search.rules, stop, lane, *once
            )
            every.rides[left], every.metres[left], every.weighed[left] = once.rides, once.metres, once.weighed
            every.first[left] = once.first
            left = left[once.rides == 0]
            if not len(left):
                break
        back = place.reshape(-1)
        rides[mine], km[mine] = every.rides[back], every.metres[back] / 1000
        kg[mine], nearest[mine] = every.weighed[back] / 1e6, every.first[back]
    return Ridden(rides, km, kg, nearest)
