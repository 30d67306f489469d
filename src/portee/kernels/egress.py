"""From stops to destinations, for all lanes at once, and percentiles over the window.

The last leg is a vector minimum over lanes for each pair of stop and destination; a percentile is found by
bisection on how many lanes arrive within a time, without sorting.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from portee.kernels.jit import inlined, kernel
from portee.kernels.rounds import ride_rounds
from portee.kernels.shortest import UNREACHED

__all__ = ["Links", "percentile_rank", "percentile_rows", "relative_lanes", "rows_of", "sample_rows", "window_rows"]


class Links(NamedTuple):
    """Weighted pairs in compressed rows: offset int64 (r + 1,) into other int32 and seconds int32."""

    offset: npt.NDArray[np.int64]
    other: npt.NDArray[np.int32]
    seconds: npt.NDArray[np.int32]


def rows_of(links: Links, rows: npt.NDArray[np.int64]) -> Links:
    """The links of some rows, in their order."""
    first, count = links.offset[rows], np.diff(links.offset)[rows]
    offset = np.concatenate([[0], np.cumsum(count)]).astype(links.offset.dtype)
    kept = np.arange(offset[-1]) + np.repeat(first - offset[:-1], count)
    return Links(offset, links.other[kept], links.seconds[kept])


@kernel
def percentile_rank(percentile, samples):
    """Index of a percentile among sorted samples, by nearest rank: ceil(p·n/100) − 1, at least 0."""
    rank = np.int64(np.ceil(percentile * samples / 100.0 - 1e-9)) - 1
    return max(rank, 0)


@kernel
def relative_lanes(best, rules, after, relative):
    """Seconds from each lane's departure to arrival, plus `after`: `relative` int16 (s, L)."""
    infinite = np.int16(rules.infinite)
    spacing = rules.spacing
    for stop in range(best.shape[0]):
        for m in range(best.shape[1]):
            value = np.int16(best[stop, m] - np.int16(m * spacing - after))
            relative[stop, m] = infinite if best[stop, m] == infinite else value


@inlined
def _arrivals(relative, offset, other, seconds, row, direct, infinite, lanes):
    """Least seconds to one destination in every lane of every draw, into `lanes` int16 (draws × L,)."""
    width = relative.shape[2]
    start = np.int16(min(direct, infinite))
    for m in range(len(lanes)):
        lanes[m] = start
    for draw in range(relative.shape[0]):
        for k in range(offset[row], offset[row + 1]):
            stop, walk = other[k], np.int16(seconds[k])
            if draw == 0:  # from 0: the index is known not to be negative, which vectors need
                for m in range(width):
                    lanes[m] = min(lanes[m], np.int16(relative[0, stop, m] + walk))
            else:
                for m in range(width):
                    at = np.uint64(draw * width + m)
                    lanes[at] = min(lanes[at], np.int16(relative[draw, stop, m] + walk))


@inlined
def _count_within(values, limit):
    if len(values) > 32767:  # more draws than a 16-bit counter holds
        many = np.int64(0)
        for m in range(len(values)):
            many += values[m] <= limit
        return many
    count = np.int16(0)
    for m in range(len(values)):
        count = np.int16(count + np.int16(values[m] <= limit))
    return np.int64(count)


@kernel
def percentile_rows(relative, links, direct, rules, percentiles, lanes, out):
    """Percentiles of travel time to every destination.

    relative int16 (draws, s, L), padding lanes infinite; direct int32 (d,): seconds without a vehicle, UNREACHED for
    none; lanes int16 (draws × L,) scratch; out int32 (P, d) seconds, UNREACHED beyond `rules.longest`.
    Percentiles rise.
    """
    offset, other, seconds = links.offset, links.other, links.seconds
    count, width, draws = rules.lanes, relative.shape[2], relative.shape[0]
    infinite, longest = np.int16(rules.infinite), rules.longest
    for row in range(out.shape[1]):
        if offset[row] == offset[row + 1]:
            for p in range(len(percentiles)):
                out[p, row] = direct[row] if direct[row] <= longest else UNREACHED
            continue
        _arrivals(relative, offset, other, seconds, row, direct[row], infinite, lanes)
        for draw in range(draws):
            for m in range(draw * width + count, (draw + 1) * width):
                lanes[m] = infinite
        within = _count_within(lanes, np.int16(longest))
        low = np.int64(0)
        for p in range(len(percentiles)):
            rank = percentile_rank(percentiles[p], draws * count)
            if within <= rank:
                out[p, row] = UNREACHED
                continue
            high = np.int64(longest)
            while low < high:  # smallest value with more than `rank` values not larger
                middle = (low + high) >> 1
                if _count_within(lanes, np.int16(middle)) > rank:
                    high = middle
                else:
                    low = middle + 1
            out[p, row] = low


@kernel
def sample_rows(relative, links, direct, rules, out):
    """Travel time to every destination in every draw and lane: out int32 (d, draws × lanes), UNREACHED beyond."""
    draws, width = relative.shape[0], relative.shape[2]
    lanes = np.empty(draws * width, np.int16)
    for row in range(out.shape[0]):
        _arrivals(relative, links.offset, links.other, links.seconds, row, direct[row], np.int16(rules.infinite), lanes)
        for draw in range(draws):
            for m in range(rules.lanes):
                value = lanes[draw * width + m]
                out[row, draw * rules.lanes + m] = value if value <= rules.longest else UNREACHED


@kernel
def window_rows(cut, footpaths, access, direct, egress, rules, after, percentiles, space, relative, lanes, out):
    """Rows of a travel-time matrix by public transport, one per origin of the chunk.

    access: Links from chunk origins to stops; direct int32 (o, d); egress: Links from destinations to stops;
    after: seconds added to each arrival by vehicle; relative int16 (1, s, L); out int32 (o, P, d).
    """
    for origin in range(out.shape[0]):
        lo, hi = access.offset[origin], access.offset[origin + 1]
        ride_rounds(cut, footpaths, access.other[lo:hi], access.seconds[lo:hi], rules, space)
        relative_lanes(space.best, rules, after, relative[0])
        percentile_rows(relative, egress, direct[origin], rules, percentiles, lanes, out[origin])
