"""The ride between home and a stop, for what is charged for it: its minutes and kilometres, to each place.

A journey by public transport may begin with a ride of one's own, on a docked vehicle, or in a car left at a car park,
and end with it on the way back. Which stop is used is read from the journey that was found.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.kernels.egress import Links
from portee.kernels.joining import join_rows
from portee.kernels.shortest import UNREACHED
from portee.network.snapping import Snapped
from portee.reach.commute import homeward
from portee.reach.kinds import ByTransit
from portee.reach.links import LinkStore
from portee.reach.options import Travel
from portee.reach.street_commute import StreetCommuteSearch
from portee.reach.streetwise import VIA_STATIONS, Stations, street_links
from portee.territory.places import Places

__all__ = ["StopRides", "stop_rides"]

Floats = npt.NDArray[np.float64]
Int32 = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class StopRides:
    """Rides between home and each stop, float64 (s,): minutes and km, 0 where one walks or does not go.

    seconds int32 (s,): between home and the stop in all, walks and waits included, UNREACHED where impossible.
    """

    minutes: Floats
    km: Floats
    seconds: Int32

    def at(self, stop: Int32) -> tuple[Floats, Floats]:
        """(km, minutes) of the ride to the stop that each place is reached by, 0 for -1: float64 (d,) each."""
        rode = stop >= 0
        return tuple(np.where(rode, values[np.maximum(stop, 0)], 0.0) for values in (self.km, self.minutes))  # type: ignore[return-value]


def stop_rides(store: LinkStore, home: Places, search: ByTransit, *, back: bool) -> StopRides:
    """Rides between one home and all stops.

    Args:
        store: links of the network. home: one place.
        search: whose access leads to stops. back: from the stops to the home.

    Kilometres of bicycles and scooters are those that the speed on flat ground makes of their minutes; those of cars
    are the length of the way driven.
    """
    travel, mode = search.travel, search.travel.access_mode
    count = len(store.network.stops[travel.foot].edge)
    if mode == "walk":
        links = store.stops(home, homeward(travel) if back else travel, mode, leaving=not back)
        return StopRides(np.zeros(count), np.zeros(count), _dense(links, count))
    if mode not in VIA_STATIONS:
        links = store.stops(home, homeward(travel) if back else travel, mode, leaving=not back)
        seconds = _dense(links, count)
        minutes = np.where(seconds == UNREACHED, 0.0, seconds / 60)
        return StopRides(minutes, minutes / 60 * _speed(travel, mode), seconds)
    assert search.stations is not None
    if mode == "park_and_ride":
        return _parked(store, home, travel, search.stations, count, back=back)
    return _docked(store, home, travel, search.stations, count, back=back)


def _speed(travel: Travel, mode: str) -> float:
    return travel.e_scooter_speed_kmh if mode.endswith("e_scooter") else travel.bicycle_speed_kmh


def _dense(links: Links, count: int) -> Int32:
    """Seconds of the only row of links by their other end."""
    seconds = np.full(count, UNREACHED, np.int32)
    seconds[links.other] = links.seconds
    return seconds


class _Legs:
    """Links along streets from home, or to it."""

    def __init__(self, store: LinkStore, travel: Travel, *, back: bool) -> None:
        self._store, self._travel, self._back = store, travel, back

    def between(self, mode: str, sources: Snapped, targets: Snapped) -> Links:
        return street_links(
            self._store.network.modes[mode], sources, targets, self._travel.limit_s(mode),
            self._travel.units_per_second(mode), towards=self._back, threads=self._store.threads,
        )  # fmt: skip

    def attached(self, places: Places, mode: str) -> Snapped:
        return self._store.attached(places, mode)


def _parked(store: LinkStore, home: Places, travel: Travel, parks: Stations, count: int, *, back: bool) -> StopRides:
    legs, foot, parking = _Legs(store, travel, back=back), travel.foot, round(travel.parking_min * 60)
    drive = legs.between("car", legs.attached(home, "car"), parks["car"])
    walk = legs.between(foot, parks[foot], store.network.stops[foot])
    _, stop, total, via = join_rows(*drive, *walk, parking, travel.longest_s, count)
    seconds, minutes, km = np.full(count, UNREACHED, np.int32), np.zeros(count), np.zeros(count)
    driven = StreetCommuteSearch(store, home, parks.places, "car", travel.limit_s("car"), 1000.0).commutes()
    length = (driven.back_km if back else driven.out_km)[0]
    spent = _dense(drive, len(parks.places))
    seconds[stop], minutes[stop], km[stop] = total, spent[via] / 60, length[via]
    return StopRides(minutes, km, seconds)


def _docked(store: LinkStore, home: Places, travel: Travel, docks: Stations, count: int, *, back: bool) -> StopRides:
    legs, foot, docking = _Legs(store, travel, back=back), travel.foot, round(travel.docking_min * 60)
    mode = VIA_STATIONS[travel.access_mode]
    to_dock = legs.between(foot, legs.attached(home, foot), docks[foot])
    ride = legs.between(mode, docks[mode], docks[mode])
    from_dock = legs.between(foot, docks[foot], store.network.stops[foot])
    offset, dock, cost, first = join_rows(*to_dock, *ride, docking, travel.longest_s, len(docks.places))
    walked = _dense(to_dock, len(docks.places))
    aboard = np.zeros(len(docks.places))
    aboard[dock] = cost - docking - walked[first]
    _, stop, total, last = join_rows(offset, dock, cost, *from_dock, docking, travel.longest_s, count)
    on_foot = _dense(legs.between(foot, legs.attached(home, foot), store.network.stops[foot]), count)
    seconds, minutes = on_foot.copy(), np.zeros(count)
    # Whoever is as near to the stop as by a vehicle walks.
    rode = total < on_foot[stop]
    seconds[stop[rode]], minutes[stop[rode]] = total[rode], aboard[last[rode]] / 60
    return StopRides(minutes, minutes / 60 * _speed(travel, mode), seconds)
