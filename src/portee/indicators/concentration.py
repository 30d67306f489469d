"""Whether access goes to the rich or to the poor: concentration indices over residents ranked by income."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.inputs import checked_number
from portee.indicators.ranks import checked_access, fractional_ranks, rank_covariance, scaled_access, weights_of

__all__ = ["concentration_index", "erreygers_index", "wagstaff_index"]

Array = npt.NDArray[np.float64]


def concentration_index(values: npt.ArrayLike, residents: npt.ArrayLike, incomes: npt.ArrayLike) -> float:
    """CI = 2 cov(v, R) / v̄, R being the rank by income: above 0 when the rich have more access, below when the poor do.

    Places with the same income share the middle rank. Ranked by access itself, it is the Gini coefficient.

    Args:
        values: access of each place, shape (n,).
        residents: residents of each place, shape (n,).
        incomes: what residents are ranked by, shape (n,).

    Returns:
        Above −1 and below 1; NaN when nobody lives there or nobody reaches anything.

    Raises:
        ParameterError: for NaN, negative or infinite access, NaN incomes, impossible counts or shapes that differ.

    Reference: Kakwani, Wagstaff & van Doorslaer 1997, doi:10.1016/S0304-4076(96)01807-6.
    """
    figures, people = scaled_access(values, residents)
    weights = weights_of(people)
    mean = float((weights * figures).sum())
    if not mean:
        return float("nan")
    return 2.0 * rank_covariance(figures, weights, fractional_ranks(incomes, people)) / mean


def erreygers_index(
    values: npt.ArrayLike, residents: npt.ArrayLike, incomes: npt.ArrayLike, *, low: float, high: float
) -> float:
    """E = 8 cov(v, R) / (high − low): the concentration index corrected for an access that has bounds.

    It measures absolute gaps: giving everybody as much more changes nothing, and counting what is out of reach instead
    of what is within reach only changes the sign.

    Args:
        values: access of each place, shape (n,), from `low` to `high`.
        residents: residents of each place, shape (n,).
        incomes: what residents are ranked by, shape (n,).
        low, high: least and most that anybody can have: 0 and all opportunities of the territory, or 0 and 1 for a
            share.

    Returns:
        −1 to 1; NaN when nobody lives there.

    Raises:
        ParameterError: as `concentration_index`, for access outside the bounds, or bounds in the wrong order.

    Reference: Erreygers 2009, doi:10.1016/j.jhealeco.2008.02.003.
    """
    parts, people = _between(values, residents, low, high)
    if not people.any():
        return float("nan")
    return 8.0 * rank_covariance(parts, weights_of(people), fractional_ranks(incomes, people))


def wagstaff_index(
    values: npt.ArrayLike, residents: npt.ArrayLike, incomes: npt.ArrayLike, *, low: float, high: float
) -> float:
    """W = 2 cov(v, R) (high − low) / ((high − v̄)(v̄ − low)): the concentration index over the most that it can be.

    Args:
        values: access of each place, shape (n,), from `low` to `high`.
        residents: residents of each place, shape (n,).
        incomes: what residents are ranked by, shape (n,).
        low, high: least and most that anybody can have.

    Returns:
        −1 to 1; NaN when nobody lives there or everybody has the least or everybody the most.

    Raises:
        ParameterError: as `concentration_index`, for access outside the bounds, or bounds in the wrong order.

    Reference: Wagstaff 2005, doi:10.1002/hec.953.
    """
    parts, people = _between(values, residents, low, high)
    weights = weights_of(people)
    room = float((weights * parts).sum()) * float((weights * (1.0 - parts)).sum())
    if not room:
        return float("nan")
    return 2.0 * rank_covariance(parts, weights, fractional_ranks(incomes, people)) / room


def _between(values: npt.ArrayLike, residents: npt.ArrayLike, low: float, high: float) -> tuple[Array, Array]:
    """Access as a part of the way from the least to the most possible, 0 to 1."""
    figures, people = checked_access(values, residents)
    least, most = checked_number(low, "low"), checked_number(high, "high", strict=True)
    if most <= least or not bool(np.all((figures >= least) & (figures <= most))):
        raise ParameterError(
            f"Some access lies outside the bounds {least:g} and {most:g}, or these are in the wrong order.",
            where=Where(field="high"),
            mend="Give the least and the most that anybody can have.",
        )
    return (figures - least) / (most - least), people
