"""The main streets under the small map of an answer: drawn once where many answers lie in the same frame."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.network.network import Network
from portee.reports.basemap import base_from_streets
from portee.reports.sheet_ground import DRAWN, Ground, frame_of, ground_of

__all__ = ["street_ground"]

MOST_BASE_POINTS = 9_000
"""Points of the streets drawn under the small map."""

Floats = npt.NDArray[np.float64]


def street_ground(network: Network, lon: Floats, lat: Floats, known: Ground | None = None) -> Ground:
    """The opened drawing with the main streets around positions.

    Args:
        network: for the streets. lon, lat: degrees, shape (n,).
        known: drawn before from the same network: taken where it has the same frame, since it is then the same.

    Raises:
        ParameterError: a position is not a number or not in degrees.
    """
    frame = frame_of(lon, lat)
    if known is not None and known.frame == frame:
        return known
    base = base_from_streets(
        network.streets, bounds=frame, most_points=MOST_BASE_POINTS, drawn=[name for name, _, _ in DRAWN]
    )
    return ground_of(base, lon, lat)
