"""From stops to destinations, for all lanes at once, and percentiles over the window.

The last leg is a vector minimum over lanes for each pair of stop and destination; a percentile is found by
bisection on how many lanes arrive within a time, without sorting.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from portee.kernels.jit import kernel
from portee.kernels.rounds import ride_rounds
from portee.kernels.shortest import UNREACHED

__all__ = ["Links", "percentile_rank", "percentile_rows", "relative_lanes", "sample_rows", "window_rows"]


class Links(NamedTuple):
    """Weighted pairs in compressed rows: offset int64 (r + 1,) into other int32 and seconds int32."""

    offset: npt.NDArray[np.int64]
    other: npt.NDArray[np.int32]
    seconds: npt.NDArray[np.int32]


@kernel
def percentile_rank(percentile, samples):
    """Index of a percentile among sorted samples, by nearest rank: ceil(p·n/100) − 1, at least 0."""
    rank = np.int64(np.ceil(percentile * samples / 100.0 - 1e-9)) - 1
    return max(rank, 0)


@kernel
def relative_lanes(best, rules, after, relative):
    """Seconds from each lane's departure to arrival, plus `after`: `relative` int16 (s, L)."""
    infinite = np.int16(rules.infinite)
    for stop in range(best.shape[0]):
        row, out = best[stop], relative[stop]
        for m in range(len(row)):
            value = np.int16(row[m] - np.int16(m * rules.spacing - after))
            out[m] = infinite if row[m] == infinite else value


@kernel
def _arrivals(relative, links, row, direct, infinite, lanes):
    """Least seconds to one destination in every lane of every draw, into `lanes` int16 (draws × L,)."""
    draws, width = relative.shape[0], relative.shape[2]
    start = np.int16(min(direct, infinite))
    for m in range(draws * width):
        lanes[m] = start
    for k in range(links.offset[row], links.offset[row + 1]):
        seconds = np.int16(links.seconds[k])
        for draw in range(draws):
            source = relative[draw, links.other[k]]
            part = lanes[draw * width : (draw + 1) * width]
            for m in range(width):
                part[m] = min(part[m], np.int16(source[m] + seconds))


@kernel
def _count_within(values, limit):
    count = np.int16(0)
    for m in range(len(values)):
        count = np.int16(count + np.int16(values[m] <= limit))
    return count


@kernel
def _smallest_with(values, rank, low, high):
    """Smallest v in low .. high with more than `rank` values ≤ v; the caller knows that `high` is such."""
    while low < high:
        middle = (low + high) >> 1
        if _count_within(values, np.int16(middle)) > rank:
            high = middle
        else:
            low = middle + 1
    return low


@kernel
def percentile_rows(relative, links, direct, rules, percentiles, lanes, out):
    """Percentiles of travel time to every destination.

    relative int16 (draws, s, L), padding lanes infinite; direct int32 (d,): seconds without a vehicle, UNREACHED for
    none; lanes int16 (draws × L,) scratch; out int32 (P, d) seconds, UNREACHED beyond `rules.longest`.
    Percentiles rise.
    """
    samples = relative.shape[0] * rules.lanes
    for row in range(out.shape[1]):
        if links.offset[row] == links.offset[row + 1]:
            for p in range(len(percentiles)):
                out[p, row] = direct[row] if direct[row] <= rules.longest else UNREACHED
            continue
        _arrivals(relative, links, row, direct[row], rules.infinite, lanes)
        width = relative.shape[2]
        if rules.lanes < width:
            for draw in range(relative.shape[0]):
                lanes[draw * width + rules.lanes : (draw + 1) * width] = rules.infinite
        within = _count_within(lanes, np.int16(rules.longest))
        low = np.int64(0)
        for p in range(len(percentiles)):
            rank = percentile_rank(percentiles[p], samples)
            if within <= rank:
                out[p, row] = UNREACHED
                continue
            low = _smallest_with(lanes, rank, low, np.int64(rules.longest))
            out[p, row] = low


@kernel
def sample_rows(relative, links, direct, rules, out):
    """Travel time to every destination in every draw and lane: out int32 (d, draws × lanes), UNREACHED beyond."""
    draws, width = relative.shape[0], relative.shape[2]
    lanes = np.empty(draws * width, np.int16)
    for row in range(out.shape[0]):
        _arrivals(relative, links, row, direct[row], rules.infinite, lanes)
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
