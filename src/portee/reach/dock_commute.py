"""There and back by docked vehicles: a walk, a ride between two docks, a walk, by the best pair of docks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.threads import each
from portee.kernels.egress import Links
from portee.kernels.joining import join_rows
from portee.kernels.shortest import UNREACHED
from portee.reach.kinds import ByDock
from portee.reach.links import LinkStore
from portee.reach.street_commute import StreetCommute, whole_minutes
from portee.reach.streetwise import street_links
from portee.territory.places import Places

__all__ = ["DockCommute", "DockCommuteSearch"]


@dataclass(frozen=True, eq=False)
class DockCommute(StreetCommute):
    """Both legs; out_min, back_min float64 (homes, d): minutes between the two docks, infinite where impossible."""

    out_min: npt.NDArray[np.float64]
    back_min: npt.NDArray[np.float64]


class DockCommuteSearch:
    """Both legs between homes and places, prepared; homes are the roots.

    Args:
        store: links of the network. homes, places: the ends.
        by: the way. longest_s: longest time of each leg, seconds.
    """

    def __init__(self, store: LinkStore, homes: Places, places: Places, by: ByDock, longest_s: int) -> None:
        network, stations = store.network, by.stations
        self._by, self._longest = by, longest_s
        self.homes, self.places = len(homes), len(places)
        walk_s, ride_s = (int(min(m * 60, longest_s)) for m in (by.max_walk_min, by.limit_min))
        walk_units, ride_units = by.walk_speed_kmh / 3.6 * 1000, by.speed_kmh / 3.6 * 1000

        def walks(sources: Places, *, towards: bool) -> Links:
            return street_links(
                network.modes[by.foot], store.attached(sources, by.foot), stations[by.foot], walk_s, walk_units,
                towards=towards, threads=store.threads,
            )  # fmt: skip

        def from_docks(targets: Places, *, towards: bool) -> Links:
            return street_links(
                network.modes[by.foot], stations[by.foot], store.attached(targets, by.foot), walk_s, walk_units,
                towards=towards, threads=store.threads,
            )  # fmt: skip

        # The way back is searched from home too: every leg the other way round.
        self._legs = {
            back: (
                walks(homes, towards=back),
                street_links(
                    network.modes[by.mode],
                    stations[by.mode],
                    stations[by.mode],
                    ride_s,
                    ride_units,
                    towards=back,
                    threads=store.threads,
                ),
                from_docks(places, towards=back),
            )
            for back in (False, True)
        }

    def _leg(self, home: int, back: bool) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float64]]:
        """Seconds of one leg, and minutes of its ride (infinite where impossible)."""
        walk, ride, onward = self._legs[back]
        docking, docks = round(self._by.docking_min * 60), len(self._by.stations.places)
        a, b = walk.offset[home], walk.offset[home + 1]
        near = Links(np.array([0, b - a], np.int64), walk.other[a:b], walk.seconds[a:b])
        offset, dock, spent, first = join_rows(*near, *ride, docking, self._longest, docks)
        _, target, total, last = join_rows(offset, dock, spent, *onward, docking, self._longest, self.places)
        seconds = np.full(self.places, UNREACHED, np.int32)
        minutes = np.full(self.places, np.inf)
        seconds[target] = total
        ridden = np.zeros(docks)
        begun = np.zeros(docks, np.int32)
        begun[dock], ridden[dock] = first, spent
        walked = np.full(docks, 0)
        walked[near.other] = near.seconds
        minutes[target] = (ridden[last] - docking - walked[begun[last]]) / 60
        return seconds, minutes

    def commutes(self, first: int = 0, last: int | None = None, *, threads: int = 1) -> DockCommute:
        """Both legs of homes first .. last; kilometres are those ridden, as the speed on flat ground makes them."""
        last = self.homes if last is None else last
        seconds = np.empty((2, last - first, self.places), np.int32)
        minutes = np.empty((2, last - first, self.places))

        def run(home: int) -> None:
            for way, back in enumerate((False, True)):
                seconds[way, home - first], minutes[way, home - first] = self._leg(home, back)

        each(run, range(first, last), threads)
        km = minutes / 60 * self._by.speed_kmh
        return DockCommute(whole_minutes(seconds[0]), whole_minutes(seconds[1]), *km, *minutes)
