"""How far a battery goes where the way climbs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.logistics.problem import FAR

__all__ = ["hilly_range_m", "hilly_share"]

Int64 = npt.NDArray[np.int64]
KMH = 3.6
"""km/h of one m/s."""


def hilly_share(seconds: Int64, metres: Int64, flat_kmh: float) -> float:
    """Metres that a battery does on these ways, for one that it does on the flat: above 0, at most 1.

    Energy is power times time (E = P t). The speed on a slope comes from a balance of power (Parkin and Rotheram 2010,
    doi:10.1016/j.tranpol.2010.03.001; `portee.sources.osm.effort`), at a power that is not lower uphill than on the
    flat: a climb that takes longer takes at least as much more of the battery, and a descent gives back no more than
    the time that it saves. Ways are taken there and back, since a round comes home; pushing counts as riding.

    Args:
        seconds, metres: int64 (k, k), riding alone, `FAR` where there is no way. flat_kmh: speed on the flat.
    """
    known = (seconds < FAR) & (metres < FAR)
    known &= known.T
    ridden, flat = float(metres[known].sum()), float(seconds[known].sum()) * flat_kmh / KMH
    return 1.0 if flat <= ridden or ridden == 0 else ridden / flat


def hilly_range_m(range_m: int | None, share: float) -> int | None:
    """The range on these ways, whole metres, at least one; None stays without a limit."""
    return None if range_m is None else max(1, int(range_m * share))
