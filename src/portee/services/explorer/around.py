"""Who lives near a place, from the cells of a territory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.kernels.nearest_edge import metres_per_e7
from portee.territory.places import Places

__all__ = ["RADIUS_M", "Around", "around"]

RADIUS_M = 500.0
"""What one calls near: about eight minutes on foot."""

FEWEST_HOUSEHOLDS = 11
"""Below it, INSEE publishes no figure of households: neither do we."""

FEWEST_RESIDENTS = 30

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Around:
    """Residents of the cells whose middle lies within `RADIUS_M` in a straight line.

    Attributes:
        cells: how many. residents: people.
        households, poor, single_parent: households, those below the poverty line (60 % of the median standard of
            living) and single-parent families; None where the source does not tell, or too few to be told.
        estimated: share of the residents in cells whose figures were estimated by their source.
    """

    cells: int
    residents: float
    households: float | None
    poor: float | None
    single_parent: float | None
    estimated: float


def around(cells: Places, lon: float, lat: float, radius_m: float = RADIUS_M) -> Around | None:
    """Who lives near; None where nobody does, or too few to be told."""
    mx, my = (metres * 1e7 for metres in metres_per_e7(int(lat * 1e7)))
    near = np.hypot((cells.lon - lon) * mx, (cells.lat - lat) * my) <= radius_m
    if not near.any() or "residents" not in cells.attributes.columns:
        return None
    residents = cells.weight("residents")[near]
    total = float(residents.sum())
    if total < FEWEST_RESIDENTS:
        return None

    def added(name: str) -> float | None:
        return float(cells.weight(name)[near].sum()) if name in cells.attributes.columns else None

    households = added("households")
    told = households is not None and households >= FEWEST_HOUSEHOLDS
    imputed = cells.weight("imputed")[near] if "imputed" in cells.attributes.columns else np.zeros(len(residents))
    return Around(
        int(near.sum()), total, households if told else None, added("poor_households") if told else None,
        added("single_parent_households") if told else None, float((residents * imputed).sum() / total),
    )  # fmt: skip
