"""There and back along streets alone: on foot, by bicycle, scooter or car, with the kilometres of both ways."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from portee.core.threads import each_span
from portee.kernels.lengths import Lengths, lengths_from
from portee.kernels.shortest import UNREACHED, Workspace, workspace
from portee.kernels.tables import PointSpace, point_space
from portee.network.snapping import Snapped, attach
from portee.reach.links import LinkStore
from portee.territory.places import Places

__all__ = ["StreetCommute", "StreetCommuteSearch", "whole_minutes"]

MINUTE = 60


def whole_minutes(seconds: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Rounded up to whole minutes, UNREACHED kept: one leaves on a whole minute."""
    up = -(-seconds.astype(np.int64) // MINUTE) * MINUTE
    return np.where(seconds == UNREACHED, UNREACHED, up).astype(np.int32)


@dataclass(frozen=True, eq=False)
class StreetCommute:
    """Both legs of a run of homes: out, back int32 (homes, d) seconds on whole minutes, UNREACHED where impossible;
    out_km, back_km float64 (homes, d), infinite there.
    """

    out: npt.NDArray[np.int32]
    back: npt.NDArray[np.int32]
    out_km: npt.NDArray[np.float64]
    back_km: npt.NDArray[np.float64]


class StreetCommuteSearch:
    """Both legs between homes and places along the streets of one mode, prepared; homes are the roots.

    Args:
        store: links of the network. homes, places: the ends.
        mode: a street mode. limit_s: longest time of each leg, seconds, the extra included.
        units: cost units per second (see `Travel.units_per_second`). extra_s: added to each leg.
    """

    def __init__(
        self, store: LinkStore, homes: Places, places: Places, mode: str, limit_s: int, units: float, extra_s: int = 0
    ) -> None:
        self._part = store.network.modes[mode].graph
        self._streets = store.network.streets
        self._ends = {
            towards: (store.points(homes, mode, towards=towards), store.points(places, mode, towards=towards))
            for towards in (False, True)
        }
        self._limit_s, self._units, self._extra = limit_s, units, extra_s
        self._lengths = {
            towards: store.once(("lengths", mode, towards), partial(self._lengths_of, towards))
            for towards in (False, True)
        }
        self.homes, self.places = len(homes), len(places)

    def _lengths_of(self, towards: bool) -> Lengths:
        """Lengths of arcs and edges, as searched."""
        streets, part = self._streets, self._part
        graph = part.searching(towards)
        edge = part.back_edge if towards else part.ahead_edge
        tail = np.repeat(np.arange(part.node_count, dtype=np.int32), np.diff(graph.offset))
        length, first, last = (
            np.asarray(column) for column in (streets.edge_length_mm, streets.edge_from, streets.edge_to)
        )
        return Lengths(tail, length[edge >> 1].astype(np.int32), length, first, last, np.asarray(part.node_of_copy))

    def starting_at(self, homes: Snapped, *, towards: bool) -> StreetCommuteSearch:
        """The same search with other homes, given by where they enter the streets of the mode; for one leg alone."""
        found = copy.copy(self)
        found._ends = {towards: (attach(self._part, homes, towards=towards), self._ends[towards][1])}
        found.homes = len(homes.edge)
        return found

    def _leg(
        self, home: int, towards: bool, space: Workspace, marks: PointSpace, length: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float64]]:
        homes, places = self._ends[towards]
        cost, metres = np.empty(self.places, np.int32), np.empty(self.places)
        left = max(0, self._limit_s - self._extra)
        limit = int(min(left * self._units, int(UNREACHED) - 1))
        lengths_from(
            self._part.searching(towards), self._lengths[towards], homes, home, places, limit, space, marks,
            length, cost, metres,
        )  # fmt: skip
        seconds = np.ceil(cost / self._units).astype(np.int64) + self._extra
        reached = (cost != UNREACHED) & (seconds <= self._limit_s)
        return np.where(reached, seconds, UNREACHED).astype(np.int32), np.where(reached, metres / 1000, np.inf)

    def leg(
        self, first: int, last: int, *, towards: bool, threads: int = 1
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float64]]:
        """One leg alone of homes first .. last, not rounded to whole minutes.

        Args:
            towards: from the places to the homes.

        Returns:
            int32 seconds (homes, places), UNREACHED beyond the limit; float64 km, infinite there.
        """
        seconds = np.empty((last - first, self.places), np.int32)
        km = np.empty((last - first, self.places))

        def run(lo: int, hi: int) -> None:
            nodes = self._part.node_count
            space, marks, length = workspace(nodes), point_space(self.places), np.zeros(nodes)
            for home in range(lo, hi):
                seconds[home - first], km[home - first] = self._leg(home, towards, space, marks, length)

        each_span(run, first, last, threads)
        return seconds, km

    def commutes(self, first: int = 0, last: int | None = None, *, threads: int = 1) -> StreetCommute:
        """Both legs of homes first .. last."""
        last = self.homes if last is None else last
        seconds = np.empty((2, last - first, self.places), np.int32)
        km = np.empty((2, last - first, self.places))

        def run(lo: int, hi: int) -> None:
            nodes = self._part.node_count
            space, marks, length = workspace(nodes), point_space(self.places), np.zeros(nodes)
            for home in range(lo, hi):
                for way, towards in enumerate((False, True)):
                    found = self._leg(home, towards, space, marks, length)
                    seconds[way, home - first], km[way, home - first] = found

        each_span(run, first, last, threads)
        return StreetCommute(whole_minutes(seconds[0]), whole_minutes(seconds[1]), km[0], km[1])
