"""Access when others are after the same opportunities: opportunities for each person who may want them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.competitors import Decays, checked_demand, decayed, offers_per_person, summed_over_origins
from portee.indicators.inputs import weighted_sum

__all__ = ["shen", "shen_by_mode", "shen_overall"]

SHARE_TOLERANCE = 1e-6
"""How far from 1 the shares of the modes may add up: they are often written with few digits."""


def shen(
    minutes: npt.ArrayLike, opportunities: npt.ArrayLike, demand: npt.ArrayLike, decay: Decays
) -> npt.NDArray[np.float64]:
    """A_i = Σ_j O_j f(t_ij) / Σ_k P_k f(t_kj): opportunities per person who may want them.

    Σ_i P_i A_i is the number of opportunities that somebody reaches: none is counted twice.

    Args:
        minutes: travel times, shape (origins, destinations) or (groups, origins, destinations), `inf` for unreachable.
        opportunities: O, shape (destinations,) or (destinations, k).
        demand: P, persons, shape (origins,) or (groups, origins).
        decay: f, from `portee.indicators.decay`: one, or one for each group.

    Returns:
        Opportunities per person, shape (origins,) or (groups, origins), with k at the end where opportunities have it.
        A destination that nobody reaches counts for nothing.

    Raises:
        ParameterError: for NaN or negative arguments, or shapes that do not match.

    Reference: Shen 1998, doi:10.1068/b250345.
    """
    share = decayed(minutes, decay)
    people = checked_demand(demand, share.shape[:-1])
    return weighted_sum(share, offers_per_person(opportunities, summed_over_origins(share, people)))


def shen_by_mode(
    minutes: npt.ArrayLike,
    opportunities: npt.ArrayLike,
    demand: npt.ArrayLike,
    mode_shares: npt.ArrayLike,
    decay: Decays,
) -> npt.NDArray[np.float64]:
    """`shen` where part of the people of each origin travels by each mode, such as with and without a car.

    A_i^m = Σ_j O_j f(t_ij^m) / Σ_k Σ_n P_k s_k^n f(t_kj^n): all compete, whatever their mode.

    Args:
        minutes: travel times by mode, shape (modes, origins, destinations), `inf` for unreachable.
        opportunities: O, shape (destinations,) or (destinations, k).
        demand: P, persons, shape (origins,).
        mode_shares: s, the share of each origin's people that travels by each mode, shape (modes, origins); the shares
            of an origin add up to 1.
        decay: f, one, or one for each mode.

    Returns:
        Opportunities per person by mode, shape (modes, origins) or (modes, origins, k).

    Raises:
        ParameterError: for NaN or negative arguments, shapes that do not match, or shares that do not add up.

    Reference: Shen 1998, doi:10.1068/b250345.
    """
    share = decayed(minutes, decay)
    if share.ndim != 3:
        raise ParameterError(
            f"Travel times of shape {share.shape} do not tell modes apart.",
            where=Where(field="minutes"),
            mend="Give (modes, origins, destinations).",
        )
    modes = _checked_shares(mode_shares, share.shape[:2])
    people = checked_demand(demand, share.shape[1:2]) * modes
    return weighted_sum(share, offers_per_person(opportunities, summed_over_origins(share, people)))


def shen_overall(access: npt.ArrayLike, mode_shares: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """A_i = Σ_m s_i^m A_i^m: what a resident has on average over those who travel by each mode.

    Args:
        access: from `shen_by_mode`, shape (modes, origins) or (modes, origins, k).
        mode_shares: s, shape (modes, origins); the shares of an origin add up to 1.

    Returns:
        Opportunities per person, shape (origins,) or (origins, k).

    Raises:
        ParameterError: for NaN or negative arguments, shapes that do not match, or shares that do not add up.

    Reference: Shen 1998, doi:10.1068/b250345.
    """
    by_mode = np.asarray(access, dtype=np.float64)
    if by_mode.ndim not in (2, 3) or not bool(np.all((by_mode >= 0) & (by_mode < np.inf))):
        raise ParameterError(
            f"Access of shape {by_mode.shape} has not the shape (modes, origins), or is negative or not a number.",
            where=Where(field="access"),
            mend="Give what shen_by_mode returned.",
        )
    modes = _checked_shares(mode_shares, by_mode.shape[:2])
    return np.asarray(((modes if by_mode.ndim == 2 else modes[..., np.newaxis]) * by_mode).sum(axis=0))


def _checked_shares(mode_shares: npt.ArrayLike, shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
    shares = np.asarray(mode_shares, dtype=np.float64)
    if shares.shape != shape:
        raise ParameterError(
            f"Mode shares of shape {shares.shape} do not match {shape[0]} modes and {shape[1]} origins.",
            where=Where(field="mode_shares"),
            mend="Give one share for each mode and origin.",
        )
    sums = shares.sum(axis=0)
    if not bool(np.all(shares >= 0)) or not bool(np.all(np.abs(sums - 1.0) <= SHARE_TOLERANCE)):
        raise ParameterError(
            "Some mode shares are negative or not numbers, or those of an origin do not add up to 1.",
            where=Where(field="mode_shares"),
            mend="Give, for each origin, shares from 0 to 1 that add up to 1.",
        )
    return shares
