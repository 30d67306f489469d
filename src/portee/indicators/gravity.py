"""Opportunities that count less and less as they take longer to reach."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.indicators.decay import Decay
from portee.indicators.inputs import checked_minutes, checked_weights, weighted_sum

__all__ = ["gravity"]


def gravity(minutes: npt.ArrayLike, weights: npt.ArrayLike, decay: Decay) -> npt.NDArray[np.float64]:
    """Σ_j O_j · f(t_ij): opportunities, each counted for the share its travel time leaves of it.

    Args:
        minutes: travel times, shape (..., destinations), `inf` for unreachable.
        weights: opportunities at each destination, shape (destinations,) or (destinations, k).
        decay: f, from `portee.indicators.decay`.

    Returns:
        Opportunity equivalents, shape (...) or (..., k).

    Raises:
        ParameterError: for NaN or negative times or weights, or shapes that do not match.

    Reference: Hansen 1959, doi:10.1080/01944365908978307.
    """
    times = checked_minutes(minutes)
    return weighted_sum(decay(times), checked_weights(weights, times.shape[-1]))
