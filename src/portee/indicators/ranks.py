"""Residents in order: those who have access figures, ranked by income or by what they reach."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.inputs import checked_number, checked_values

__all__ = [
    "checked_access",
    "fractional_ranks",
    "part_within",
    "rank_covariance",
    "scaled_access",
    "share_of_all",
    "weights_of",
]

Array = npt.NDArray[np.float64]


def checked_access(values: npt.ArrayLike, residents: npt.ArrayLike) -> tuple[Array, Array]:
    """Access figures that can be shared out: finite and not negative, and the residents they stand for.

    Args:
        values: access of each place, shape (n,).
        residents: residents of each place, shape (n,).

    Raises:
        ParameterError: for NaN, negative or infinite figures, impossible resident counts or shapes that differ.
    """
    figures, people = checked_values(values, residents)
    if not bool(np.all((figures >= 0) & (figures < np.inf))):
        raise ParameterError(
            "Some access figures are negative or infinite.",
            where=Where(field="values"),
            mend="Give opportunities reached (0 where nothing is), not travel times.",
        )
    return figures, people


def scaled_access(values: npt.ArrayLike, residents: npt.ArrayLike) -> tuple[Array, Array]:
    """`checked_access` over the largest figure: for indices that do not depend on the unit, whose sums then stay small.

    Raises:
        ParameterError: as `checked_access`.
    """
    figures, people = checked_access(values, residents)
    largest = figures.max(initial=0.0)
    return (figures / largest if largest else figures), people


def weights_of(residents: Array) -> Array:
    """Each place's share of all residents, shape (n,); zeros when nobody lives there."""
    most = residents.max(initial=0.0)
    if most == 0:
        return np.zeros_like(residents)
    # Divided by the largest first, so that the sum of huge counts stays a number.
    scaled = residents / most
    return np.asarray(scaled / scaled.sum())


def share_of_all(parts: Array, residents: Array, inside: npt.NDArray[np.bool_] | None = None) -> float:
    """Σ r_i p_i / Σ r_i: the mean over residents of a part from 0 to 1, which rounding never takes above 1.

    Args:
        parts: 0 to 1, shape (n,).
        residents: residents of each place, shape (n,).
        inside: places summed above the line only; None for all.

    Returns:
        0 to 1; NaN when nobody lives there.
    """
    most = residents.max(initial=0.0)
    if most == 0:
        return float("nan")
    # The same sums in the same order above and below, over counts scaled so that huge ones stay numbers.
    scaled = residents / most
    met = scaled * parts if inside is None else np.where(inside, scaled * parts, 0.0)
    return float(met.sum() / scaled.sum())


def fractional_ranks(ranking: npt.ArrayLike, residents: npt.ArrayLike) -> Array:
    """Where each place stands among residents, from 0 (lowest) to 1 (highest): the middle of those who are level.

    R_i = share of residents below + half the share of residents at the same height. The mean over residents is 1/2.

    Args:
        ranking: what residents are ranked by, shape (n,).
        residents: residents of each place, shape (n,).

    Returns:
        Ranks, shape (n,).

    Raises:
        ParameterError: for NaN in the ranking, impossible resident counts or shapes that differ.

    Reference: Lerman & Yitzhaki 1989, doi:10.1016/0304-4076(89)90074-2; ties share the middle rank.
    """
    heights, people = _ranked(ranking, residents)
    weights = weights_of(people)
    _, level = np.unique(heights, return_inverse=True)
    at = np.bincount(level, weights=weights).astype(np.float64)
    upto = np.cumsum(at)
    return np.asarray((upto - at / 2)[level])


def part_within(ranking: npt.ArrayLike, residents: npt.ArrayLike, share: float) -> Array:
    """The part of each place's residents that belongs to the lowest `share` of all residents.

    1 below the limit and 0 above it. Those who stand at the limit are taken in part, the same part of each place that
    is level there, so that exactly `share` of residents are taken whatever the order of the places.

    Args:
        ranking: what residents are ranked by, shape (n,).
        residents: residents of each place, shape (n,).
        share: 0 to 1.

    Returns:
        Parts from 0 to 1, shape (n,).

    Raises:
        ParameterError: for NaN in the ranking, impossible resident counts, shapes that differ or an impossible share.
    """
    heights, people = _ranked(ranking, residents)
    wanted = checked_number(share, "share", most=1.0)
    weights = weights_of(people)
    _, level = np.unique(heights, return_inverse=True)
    at = np.bincount(level, weights=weights).astype(np.float64)
    below = np.cumsum(at) - at
    with np.errstate(over="ignore"):
        taken = np.divide(wanted - below, at, out=np.zeros_like(at), where=at > 0)
    return np.asarray(np.clip(taken, 0.0, 1.0)[level])


def rank_covariance(values: Array, weights: Array, ranks: Array) -> float:
    """Σ_i w_i (v_i − v̄)(R_i − 1/2): the covariance of figures and ranks over residents."""
    mean = float((weights * values).sum())
    return float((weights * (values - mean) * (ranks - 0.5)).sum())


def _ranked(ranking: npt.ArrayLike, residents: npt.ArrayLike) -> tuple[Array, Array]:
    heights = np.asarray(ranking, dtype=np.float64)
    if heights.shape != np.shape(residents) or bool(np.isnan(heights).any()):
        raise ParameterError(
            f"What residents are ranked by, of shape {heights.shape}, does not match {np.shape(residents)} places, "
            "or is not a number everywhere.",
            where=Where(field="incomes"),
            mend="Give one number for each place, and leave out the places without one.",
        )
    figures, people = checked_values(heights, residents)
    return figures, people
