"""The way there along streets, from every origin to every destination: how long it takes, and how long it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.progress import Progress, Silent
from portee.kernels.shortest import UNREACHED
from portee.reach.links import LinkStore
from portee.reach.options import Travel
from portee.reach.street_commute import StreetCommuteSearch
from portee.territory.places import Places

__all__ = ["OneWay", "way_there"]

Floats = npt.NDArray[np.float64]

BLOCK = 32
"""Roots between two words of progress."""


@dataclass(frozen=True, eq=False)
class OneWay:
    """Ways from n origins to m destinations: minutes, km float64 (n, m), infinite where there is none."""

    minutes: Floats
    km: Floats


def way_there(
    store: LinkStore, origins: Places, destinations: Places, travel: Travel, mode: str, *, threads: int = 1,
    progress: Progress | None = None,
) -> OneWay:  # fmt: skip
    """Ways there by a mode along streets.

    Args:
        store: links of the network. origins, destinations: the ends.
        travel: speeds and limits; its own mode is not looked at. mode: "walk", "bicycle", "e_scooter" or "car".
        threads: searches at a time. progress: told of each root searched.

    Returns:
        minutes as `portee.reach.reach` gives them; kilometres of that way, without the way between a place and its
        street.
    """
    progress = progress or Silent()
    graph = travel.foot if mode == "walk" else mode
    limit, extra = travel.longest_s, 0
    if mode == "walk" and travel.max_walk_min is not None:
        limit = travel.limit_s("walk")
    if mode == "car":
        extra = round(travel.parking_min * 60)
    # A search costs the same from either end: it starts from the side with fewer places.
    turned = len(destinations) < len(origins)
    roots, others = (destinations, origins) if turned else (origins, destinations)
    search = StreetCommuteSearch(store, roots, others, graph, limit, travel.units_per_second(graph), extra)
    minutes, km = np.empty((len(roots), len(others))), np.empty((len(roots), len(others)))
    progress.start(f"ways_{mode}", len(roots))
    try:
        for first in range(0, len(roots), BLOCK):
            last = min(first + BLOCK, len(roots))
            seconds, km[first:last] = search.leg(first, last, towards=turned, threads=threads)
            minutes[first:last] = np.where(seconds == UNREACHED, np.inf, seconds / 60)
            progress.advance(last - first)
    finally:
        progress.done()
    return OneWay(minutes.T.copy(), km.T.copy()) if turned else OneWay(minutes, km)
