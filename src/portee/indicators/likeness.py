"""How far two territories are from each other: Gower's distance over variables of any kind, some of them not known.

What is not known of either of two territories is left out of their distance, and widens the interval around it.

Reference: Gower 1971, doi:10.2307/2528823.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.traits import Traits

__all__ = ["Likeness", "gower_distance", "gower_matrix", "gower_reasons"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Likeness:
    """Distances from one territory to n others, each with what it rests on.

    Attributes:
        distance: (n,) 0 for alike to 1 for as different as can be; NaN where no variable is known of both.
        low, high: (n,) what the distance is at least and at most, whatever the values that are not known.
        known: (n,) share of the weight that is known of both, 0 to 1.
    """

    distance: Array
    low: Array
    high: Array
    known: Array


def gower_distance(traits: Traits, row: int) -> Likeness:
    """D = Σ w_k δ_k d_k / Σ w_k δ_k from one territory to every one.

    d_k is |x - y| / range for numbers, 0 or 1 for categories; δ_k is 1 where both are known. What is not known could
    be anything from the same to as different as can be, which gives the interval.

    Args:
        traits: what is known. row: of the territory.

    Returns:
        distances to all n; 0 with certainty to itself, whatever is known of it.

    Raises:
        ParameterError: there is no such row.

    Reference: Gower 1971, doi:10.2307/2528823.
    """
    differences = _differences(traits, row)
    both = np.isfinite(differences)
    weighted = traits.weights * both
    apart = (np.where(both, differences, 0.0) * traits.weights).sum(axis=1)
    known = weighted.sum(axis=1)
    total = float(traits.weights.sum())
    distance = np.full(len(traits), np.nan)
    np.divide(apart, known, out=distance, where=known > 0)
    distance = np.minimum(distance, 1.0)
    low = apart / total
    high = np.minimum((apart + (total - known)) / total, 1.0)
    # Rounding must not put a distance outside its own interval, nor leave one where all is known.
    low, high = np.fmin(low, distance), np.fmax(high, distance)
    whole = (both | (traits.weights == 0)).all(axis=1)
    low[whole] = high[whole] = distance[whole]
    share = np.where(whole, 1.0, np.minimum(known / total, 1.0))
    distance[row] = low[row] = high[row] = 0.0
    return Likeness(distance, low, high, share)


def gower_matrix(traits: Traits) -> Array:
    """Distances between all pairs, (n, n): symmetric, 0 on the diagonal, NaN where nothing is known of both.

    Reference: Gower 1971, doi:10.2307/2528823.
    """
    return np.stack([gower_distance(traits, row).distance for row in range(len(traits))]) if len(traits) else _EMPTY


def gower_reasons(traits: Traits, row: int, other: int) -> tuple[Array, Array]:
    """What each variable says of two territories.

    Returns:
        the difference d_k, 0 to 1, NaN where it is not known of both; and its part of the distance,
        w_k d_k / Σ w_k δ_k, which sum to it.

    Raises:
        ParameterError: there is no such row.
    """
    difference = _differences(traits, row)[_row(traits, other)]
    both = np.isfinite(difference)
    known = float(traits.weights[both].sum())
    part = np.where(both, traits.weights * np.where(both, difference, 0.0), 0.0)
    return difference, part / known if known > 0 else np.zeros(len(part))


_EMPTY = np.zeros((0, 0))


def _row(traits: Traits, row: int) -> int:
    if not 0 <= row < len(traits):
        raise ParameterError(
            f"There is no territory {row} among {len(traits)}.", where=Where(field="row"), mend="Count from 0."
        )
    return row


def _differences(traits: Traits, row: int) -> Array:
    """(n, p) differences from one territory, 0 to 1, NaN where not known of both."""
    apart = np.abs(traits.values - traits.values[_row(traits, row)])
    scaled = np.zeros_like(apart)
    np.divide(apart, traits.ranges, out=scaled, where=traits.ranges > 0)
    # Where all known territories are alike, a difference has nothing to relate to; a declared range of 0 says the same.
    shares = np.where(traits.categorical, (apart != 0).astype(np.float64), np.minimum(scaled, 1.0))
    return np.ascontiguousarray(np.where(np.isfinite(apart), shares, np.nan))
