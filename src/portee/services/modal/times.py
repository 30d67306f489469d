"""Minutes and kilometres between all pairs by each mode, each computed again only where a scenario changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from pyproj import Geod

from portee.core.parameters import Figures
from portee.core.progress import Progress
from portee.indicators.mode_choice import MODES
from portee.kernels.shortest import UNREACHED
from portee.reach.cluster import ReachRequest
from portee.reach.links import LinkStore
from portee.reach.living import route_grams
from portee.reach.one_way import OneWay, way_there
from portee.reach.options import Travel, Window
from portee.reach.ridden_km import ridden_there
from portee.services.search import prepare
from portee.territory.places import Places
from portee.world import World

__all__ = ["ModeTables", "TimesByMode"]

Floats = npt.NDArray[np.float64]
Made = TypeVar("Made")

STREET_MODES = ("walk", "bicycle", "car")
NO_TIMETABLE = "The network has no timetable: nobody takes public transport."
STRAIGHT = (
    "Kilometres by public transport are those of the journey in the middle of the window, in straight lines between "
    "stops."
)


@dataclass(frozen=True, eq=False)
class ModeTables:
    """Between n origins and m destinations.

    Attributes:
        minutes, km: float64 (4, n, m), rows as `MODES`, infinite where the mode does not get there. By public transport
            where it is quicker than walking all the way; its kilometres are those aboard.
        transit_kg: CO2e of one person aboard public transport, float64 (n, m), NaN where not known.
        notes: remarks that a result must carry.
    """

    minutes: Floats
    km: Floats
    transit_kg: Floats
    notes: tuple[str, ...]


class TimesByMode:
    """Makes the tables of worlds that differ in parts, and keeps what they share.

    Args:
        travel, window, percentile: as for `portee.reach.reach`; the way of travelling is that by public transport.
        figures: of emissions. threads: searches at a time. progress: told of each root searched.
    """

    def __init__(
        self, travel: Travel, window: Window | None, percentile: float, figures: Figures, *, threads: int = 1,
        progress: Progress | None = None,
    ) -> None:  # fmt: skip
        self._travel, self._window, self._percentile, self._figures = travel, window, percentile, figures
        self._threads, self._progress = threads, progress
        self._made: dict[tuple[Any, ...], Any] = {}
        self._kept: list[object] = []

    def of(self, world: World, origins: Places, destinations: Places) -> ModeTables:
        """The tables of a world between some places. Raises ParameterError, NoServiceError, OutsideNetworkError."""
        network = world.network
        store = self._once(("store", id(network)), lambda: LinkStore(network, threads=self._threads), network)
        ends = (id(origins), id(destinations))
        streets = {mode: self._street(store, origins, destinations, mode) for mode in STREET_MODES}
        times, km, kg, notes = self._once(
            ("transit", id(network), *ends), lambda: self._transit(world, store, origins, destinations), network,
            origins, destinations,
        )  # fmt: skip
        faster = times < streets["walk"].minutes
        aboard = OneWay(np.where(faster, times, np.inf), np.where(faster, km, np.inf))
        found = {**streets, "public_transport": aboard}
        return ModeTables(
            np.stack([found[mode].minutes for mode in MODES]), np.stack([found[mode].km for mode in MODES]), kg, notes
        )  # fmt: skip

    def _street(self, store: LinkStore, origins: Places, destinations: Places, mode: str) -> OneWay:
        network = store.network
        streets = network.modes[self._travel.foot if mode == "walk" else mode]
        return self._once(
            (mode, id(streets), id(origins), id(destinations)),
            lambda: way_there(
                store, origins, destinations, self._travel, mode, threads=self._threads, progress=self._progress
            ),
            streets, origins, destinations,
        )  # fmt: skip

    def _transit(
        self, world: World, store: LinkStore, origins: Places, destinations: Places
    ) -> tuple[Floats, Floats, Floats, tuple[str, ...]]:
        """Minutes, kilometres, kg and remarks."""
        network = world.network
        if network.timetable is None:
            nowhere = np.full((len(origins), len(destinations)), np.inf)
            return nowhere, nowhere, np.full(nowhere.shape, np.nan), (*network.notes, NO_TIMETABLE)
        request = ReachRequest(origins, destinations, self._travel, self._window, (self._percentile,), None)
        reach = prepare(world, request, threads=self._threads)
        # Whole seconds as those of the streets, so that walking all the way is never quicker than walking.
        seconds = np.concatenate([chunk.seconds[:, 0, :] for chunk in reach.chunks(self._progress)])
        minutes = np.where(seconds == UNREACHED, np.inf, seconds / 60)
        grams, notes = route_grams(network.timetable, self._figures)
        assert self._window is not None
        ridden = ridden_there(
            store, origins, destinations, self._travel, self._window, grams, threads=self._threads,
            progress=self._progress,
        )  # fmt: skip
        known = np.isfinite(ridden.km)
        km = np.where(known, ridden.km, _straight_km(origins, destinations))
        weighed = known & np.isfinite(ridden.kg) & np.isfinite(minutes)
        ridden_km = float(ridden.km[weighed].sum())
        # A journey that is not read emits, by kilometre, what those that are read do on average.
        rate = float(ridden.kg[weighed].sum()) / ridden_km if ridden_km else np.nan
        kg = np.where(known & np.isfinite(ridden.kg), ridden.kg, rate * km)
        return minutes, km, kg, (*reach.notes, *notes, STRAIGHT)

    def _once(self, key: tuple[Any, ...], make: Callable[[], Made], *kept: object) -> Made:
        if key not in self._made:
            self._made[key] = make()
            self._kept.extend(kept)  # ids in keys stay theirs
        found: Made = self._made[key]
        return found


def _straight_km(origins: Places, destinations: Places) -> Floats:
    n, m = len(origins), len(destinations)
    ends = (
        np.repeat(origins.lon, m),
        np.repeat(origins.lat, m),
        np.tile(destinations.lon, n),
        np.tile(destinations.lat, n),
    )
    _, _, metres = Geod(ellps="WGS84").inv(*ends)
    return np.asarray(metres, np.float64).reshape(n, m) / 1000
