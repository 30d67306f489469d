"""Three kinds of search that a way of commuting can be: along streets, by docked vehicle, by public transport."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portee.core.clock import DAY_S
from portee.network.network import Network
from portee.reach.opening import Opened
from portee.reach.options import Travel
from portee.reach.streetwise import Stations

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from portee.reach.served import Served

__all__ = ["Along", "ByDock", "ByTransit", "Search"]


@dataclass(frozen=True)
class Along:
    """A way along streets alone.

    Attributes:
        mode: street mode searched. limit_min: longest ride or walk. speed_kmh: on flat ground, ignored for car.
        extra_min: added to each leg: parking, waiting, taking a vehicle.
        slower: factor on the time of a car (detours, traffic); 1 is free flow. most_kmh: highest mean speed.
        network: a variant of the network with streets closed or changed, None for the usual one.
        area: both ends must lie in it, None for everywhere. from_s, until_s: seconds after midnight between which the
            legs must lie.
        served: where and when else it may be used, None for anywhere and always.
    """

    mode: str
    limit_min: float
    speed_kmh: float = 0.0
    extra_min: float = 0.0
    slower: float = 1.0
    most_kmh: float | None = None
    network: Network | None = None
    area: BaseGeometry | None = None
    from_s: int = 0
    until_s: int = 2 * DAY_S
    served: Served | None = None

    @property
    def units(self) -> float:
        """Cost units of the mode's graph per second."""
        return 1000.0 / self.slower if self.mode == "car" else self.speed_kmh / 3.6 * 1000


@dataclass(frozen=True)
class ByDock:
    """On foot to a dock, by a docked vehicle to another, on foot to the end.

    Attributes:
        mode, speed_kmh, limit_min: of the ride. docking_min: to take and to return a vehicle, each.
        foot, walk_speed_kmh, max_walk_min: of each walk. stations: the docks.
        network: a variant of the network, None for the usual one.
    """

    mode: str
    limit_min: float
    speed_kmh: float
    stations: Stations
    foot: str
    walk_speed_kmh: float
    max_walk_min: float
    docking_min: float = 1.0
    network: Network | None = None


@dataclass(frozen=True)
class ByTransit:
    """A way by public transport.

    Attributes:
        travel: on the way there; access and egress change places on the way back.
        opened: part of the timetable that its tickets open, None for all.
        stations: car parks or docks, for access or egress that go by them.
        network: a variant of the network, None for the usual one.
    """

    travel: Travel
    opened: Opened | None = None
    stations: Stations | None = None
    network: Network | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for ways that differ in price alone."""
        return self.travel, None if self.opened is None else self.opened.key, id(self.stations), id(self.network)


Search = Along | ByDock | ByTransit
