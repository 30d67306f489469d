"""What every indicator asks of its arguments, and the one sum they share.

Travel times are minutes, `inf` where a destination is out of reach. The last axis is always destinations, so that an
indicator works on one origin, on a chunk of origins, or on the whole matrix, and gives the same bits each time.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where

__all__ = ["checked_minutes", "checked_number", "checked_values", "checked_weights", "weighted_sum"]

Floats = npt.NDArray[np.floating[Any]]

BLOCK_VALUES = 1 << 19
"""Values handled at once, so that intermediate arrays stay within the processor's cache."""


def checked_minutes(minutes: npt.ArrayLike) -> Floats:
    """Travel times as a float array.

    Args:
        minutes: shape (..., destinations), minutes, `inf` for unreachable.

    Raises:
        ParameterError: when a time is NaN or negative, or there is no destination axis.
    """
    values = np.asarray(minutes)
    if values.dtype not in (np.float32, np.float64):
        values = values.astype(np.float64)
    if values.ndim == 0:
        raise ParameterError(
            "Travel times have no destination axis.",
            where=Where(field="minutes"),
            mend="Give an array whose last axis is destinations.",
        )
    # One comparison finds both, since NaN compares false with everything.
    if not bool(np.all(values >= 0)):
        missing = int(np.isnan(values).sum())
        what = f"{missing} travel times are not numbers." if missing else "Some travel times are negative."
        raise ParameterError(what, where=Where(field="minutes"), mend="Write infinity where a place is out of reach.")
    return values


def checked_weights(weights: npt.ArrayLike, destinations: int) -> npt.NDArray[np.float64]:
    """Number of opportunities at each destination as float64.

    Args:
        weights: shape (destinations,) or (destinations, k).
        destinations: how many destinations the travel times have.

    Raises:
        ParameterError: when a weight is NaN, infinite or negative, or the shapes do not match.
    """
    values = np.asarray(weights, dtype=np.float64)
    if values.ndim not in (1, 2) or values.shape[0] != destinations:
        raise ParameterError(
            f"Weights of shape {values.shape} do not match {destinations} destinations.",
            where=Where(field="weights"),
            mend="Give one weight, or one row of weights, for each destination.",
        )
    if not bool(np.all((values >= 0) & (values < np.inf))):
        raise ParameterError(
            "Some weights are negative, infinite or not numbers.",
            where=Where(field="weights"),
            mend="Write 0 where a place offers nothing.",
        )
    return values


def checked_number(
    value: float, name: str, *, least: float = 0.0, strict: bool = False, most: float = np.inf, rounding: float = 0.0
) -> float:
    """A finite parameter within its bounds; one outside them by no more than `rounding` is taken as the bound.

    Raises:
        ParameterError: when the value is not finite, below `least` (or equal to it if `strict`) or above `most`.
    """
    number = float(value)
    if least - rounding <= number <= most + rounding:
        number = min(max(number, least), most)
    if not np.isfinite(number) or number < least or (strict and number == least) or number > most:
        bound = f"above {least:g}" if strict else f"at least {least:g}"
        upper = f" and at most {most:g}" if np.isfinite(most) else ""
        raise ParameterError(
            f"'{name}' is {value}, which is not possible.",
            where=Where(field=name),
            mend=f"Give a number {bound}{upper}.",
        )
    return number


def checked_values(values: npt.ArrayLike, residents: npt.ArrayLike) -> tuple[npt.NDArray[np.float64], ...]:
    """Figures of places and the residents they stand for, both float64 of shape (n,).

    Raises:
        ParameterError: when the shapes differ, a figure is NaN, or a resident count is NaN, infinite or negative.
    """
    figures = np.asarray(values, dtype=np.float64)
    people = np.asarray(residents, dtype=np.float64)
    if figures.ndim != 1 or figures.shape != people.shape:
        raise ParameterError(
            f"{figures.shape} figures do not match {people.shape} resident counts.",
            where=Where(field="residents"),
            mend="Give one resident count for each figure.",
        )
    if bool(np.isnan(figures).any()):
        raise ParameterError(
            f"{int(np.isnan(figures).sum())} figures are not numbers.",
            where=Where(field="values"),
            mend="Leave out the places without a figure.",
        )
    if not bool(np.all((people >= 0) & (people < np.inf))):
        raise ParameterError(
            "Some resident counts are negative, infinite or not numbers.",
            where=Where(field="residents"),
            mend="Write 0 where nobody lives.",
        )
    return figures, people


def weighted_sum(share: Floats, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Σ over destinations of share × weight.

    Each origin is summed on its own, in an order that depends on the number of destinations only: a chunk of origins
    gives the same bits as the whole matrix, which a matrix product does not promise.

    Args:
        share: shape (..., destinations), what counts of each destination, 0 to 1.
        weights: shape (destinations,) or (destinations, k).

    Returns:
        Shape (...) or (..., k).
    """
    destinations = share.shape[-1]
    rows = share.reshape(math.prod(share.shape[:-1]), destinations)
    columns = np.ascontiguousarray(weights.T.reshape(math.prod(weights.shape[1:]), destinations))
    result = np.empty((len(rows), len(columns)))
    step = max(1, BLOCK_VALUES // max(1, destinations))
    for start in range(0, len(rows), step):
        block = np.ascontiguousarray(rows[start : start + step], dtype=np.float64)
        for column, weight in enumerate(columns):
            result[start : start + step, column] = np.add.reduce(block * weight, axis=1)
    shape = share.shape[:-1]
    return result.reshape(shape if weights.ndim == 1 else (*shape, weights.shape[1]))
