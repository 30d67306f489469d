"""What is looked for around a place: points all over the territory, for the map, and opportunities, for the counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from portee.network.network import Network
from portee.reach.isochrone import PointGrid, grid_over
from portee.reach.streetwise import attached_places
from portee.territory.places import Places

__all__ = ["Targets", "targets_of"]

MOST_POINTS = 12_000
"""Points of the map's grid: about 250 m apart in a city as large as Marseille."""

FINEST_M = 60.0

Floats = npt.NDArray[np.float64]
Value = TypeVar("Value", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Targets:
    """Places of one search.

    Attributes:
        places: first the points of the grid that have a street near, then opportunities.
        grid: of all points. shown: bool (all points of the grid,), those that are places.
        sources: kind → the opportunities as read. weights: kind → float64 (its places,), how many each counts.
        spans: kind → its first place and the one after its last.
    """

    places: Places
    grid: PointGrid
    shown: npt.NDArray[np.bool_]
    sources: Mapping[str, Places]
    weights: Mapping[str, Floats]
    spans: Mapping[str, tuple[int, int]]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self.spans)

    def surface(self, minutes: Floats) -> Floats:
        """Minutes of places as those of the grid, infinite off the streets: float64 (rows, columns)."""
        found = np.full(len(self.shown), np.inf)
        found[self.shown] = minutes[: int(self.shown.sum())]
        return found.reshape(len(self.grid.lat), len(self.grid.lon))

    def of(self, kind: str, values: npt.NDArray[Value]) -> npt.NDArray[Value]:
        """Those of all places that belong to the opportunities of a kind, such as minutes."""
        first, last = self.spans[kind]
        return values[first:last]


def targets_of(network: Network, kinds: Mapping[str, tuple[Places, str]], *, most_points: int = MOST_POINTS) -> Targets:
    """Targets of a territory.

    Args:
        network: whose streets bound the map.
        kinds: name → places and the column that counts them ("@count": one each).
        most_points: of the grid.
    """
    grid = grid_over(network.bounds, most_points=most_points, finest_m=FINEST_M)
    points = grid.places()
    near = attached_places(network, points, "walk")
    shown = near.attached & (near.aside_mm <= grid.spacing_m * 1000)
    parts = [points.take(shown), *(places for places, _ in kinds.values())]
    count = sum(len(part) for part in parts)
    places = Places(
        np.arange(count).astype(str).astype(object),
        np.concatenate([part.lon for part in parts]),
        np.concatenate([part.lat for part in parts]),
    )
    spans, at = {}, int(shown.sum())
    for kind, (found, _) in kinds.items():
        spans[kind] = (at, at + len(found))
        at += len(found)
    weights = {kind: found.weight(column) for kind, (found, column) in kinds.items()}
    return Targets(places, grid, shown, {kind: found for kind, (found, _) in kinds.items()}, weights, spans)
