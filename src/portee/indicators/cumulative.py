"""How many opportunities are within so many minutes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.indicators.decay import Interval, Step
from portee.indicators.inputs import checked_minutes, checked_weights, weighted_sum

__all__ = ["cumulative", "cumulative_interval"]


def cumulative(minutes: npt.ArrayLike, weights: npt.ArrayLike, cutoff: float) -> npt.NDArray[np.float64]:
    """Σ_j O_j · 1[t_ij ≤ T]: opportunities reached within `cutoff` minutes, the cut-off included.

    Args:
        minutes: travel times, shape (..., destinations), `inf` for unreachable.
        weights: opportunities at each destination, shape (destinations,) or (destinations, k).
        cutoff: T, minutes.

    Returns:
        Opportunities, shape (...) or (..., k).

    Raises:
        ParameterError: for NaN or negative times, weights or cut-off, or shapes that do not match.

    Reference: Wachs & Kumagai 1973, doi:10.1016/0038-0121(73)90041-4.
    """
    times = checked_minutes(minutes)
    return weighted_sum(Step(cutoff)(times), checked_weights(weights, times.shape[-1]))


def cumulative_interval(
    minutes: npt.ArrayLike, weights: npt.ArrayLike, low: float, high: float
) -> npt.NDArray[np.float64]:
    """The mean of `cumulative` over every cut-off from `low` to `high` minutes.

    One more minute never makes the figure jump, as it does with a single cut-off.

    Args:
        minutes: travel times, shape (..., destinations), `inf` for unreachable.
        weights: opportunities at each destination, shape (destinations,) or (destinations, k).
        low, high: first and last cut-off, minutes.

    Returns:
        Opportunities, shape (...) or (..., k).

    Raises:
        ParameterError: for NaN or negative arguments, shapes that do not match, or an empty interval.

    Reference: Tomasiello et al. 2023, doi:10.1016/j.apgeog.2023.103007.
    """
    times = checked_minutes(minutes)
    return weighted_sum(Interval(low, high)(times), checked_weights(weights, times.shape[-1]))
