"""Low-emission zones as closed streets: which edges a vehicle may not use, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.network.closing import edges_entering
from portee.network.streets import Streets
from portee.offers.low_emission import LowEmissionZone, in_force

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["closed_edges"]

Flags = npt.NDArray[np.bool_]


def closed_edges(
    streets: Streets,
    zones: Iterable[LowEmissionZone],
    vehicle_class: str,
    crit_air: str,
    moment: datetime,
    until: datetime | None = None,
) -> Flags:
    """Street edges that a vehicle may not use because of low-emission zones.

    Roads that an area exempts (the file "voies" of the national base) are not known here: they are closed like the
    others.

    Args:
        streets: the street graph, e edges.
        zones: all zones; those that do not apply to the vehicle at that time are passed over.
        vehicle_class, crit_air, moment, until: as for `portee.offers.low_emission.applies`.

    Returns:
        bool (e,); see `edges_entering`. All false when no zone applies.

    Raises:
        ParameterError: as `applies`.
    """
    closed = np.zeros(streets.edge_count, np.bool_)
    seen: list[BaseGeometry] = []
    for zone in in_force(zones, vehicle_class, crit_air, moment, until):
        if not any(zone.geometry is other or zone.geometry.equals_exact(other) for other in seen):
            seen.append(zone.geometry)
            closed |= edges_entering(streets, zone.geometry)
    return closed
