"""A service that fails: the same vehicles on the same day, without some of their calls.

What does not fail runs as before. A vehicle that would run on as one that fails, or after it, is left there by whoever
is aboard: so nobody ever gains.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from portee.network.daytable import DayTable
from portee.reach.transit import TransitSearch

__all__ = ["without_calls"]

Bool = npt.NDArray[np.bool_]


def without_calls(search: TransitSearch, patterns: Bool, stops: Bool) -> TransitSearch:
    """The same search when some lines do not run and some stops are closed.

    Args:
        search: it is not changed; its scratch fits the new one too.
        patterns: bool (patterns of the timetable,), those whose trips do not run.
        stops: bool (s,), those where nobody boards or alights; vehicles pass with who is aboard.
    """
    return replace(search, tables=tuple(_failing(table, patterns, stops) for table in search.tables))


def _failing(table: DayTable, patterns: Bool, stops: Bool) -> DayTable:
    cut = table.cut
    parts = patterns[table.part_pattern]
    closed = np.repeat(parts, np.diff(cut.position_offset)) | stops[cut.position_stop]
    kept = ~closed[cut.position_offset[cut.call_pattern] + cut.call_position]
    sums = np.concatenate([[0], np.cumsum(kept)]).astype(np.int32)
    seats = cut.seat_next
    if len(seats) and parts.any():
        gone = parts[cut.trip_pattern]
        seats = np.where(gone | ((seats >= 0) & gone[seats]), np.int32(-1), seats)
    return replace(
        table,
        cut=cut._replace(
            position_board=cut.position_board & ~closed,
            position_alight=cut.position_alight & ~closed,
            call_offset=sums[cut.call_offset],
            call_pattern=cut.call_pattern[kept],
            call_position=cut.call_position[kept],
            seat_next=seats,
        ),
    )
