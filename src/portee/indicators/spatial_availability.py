"""Opportunities shared out among those who can reach them, each to one person only."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.indicators.competitors import (
    Decays,
    checked_demand,
    claims,
    decayed,
    offers_per_person,
    summed_over_origins,
    times_people,
)
from portee.indicators.inputs import weighted_sum

__all__ = ["spatial_availability"]


def spatial_availability(
    minutes: npt.ArrayLike,
    opportunities: npt.ArrayLike,
    demand: npt.ArrayLike,
    decay: Decays,
    alpha: float = 1.0,
) -> npt.NDArray[np.float64]:
    """V_i = Σ_j O_j F_ij, with F_ij = F_i^p F_ij^c / Σ_k F_k^p F_kj^c: opportunities that fall to each origin.

    F_i^p = P_i^α / Σ_k P_k^α shares by people and F_ij^c = f(t_ij) / Σ_k f(t_kj) by cost of travel; their denominators
    cancel out, which leaves F_ij = P_i^α f(t_ij) / Σ_k P_k^α f(t_kj). With groups or modes the sums go over groups and
    origins. The V of all groups and origins add up to the opportunities that somebody reaches; those that nobody
    reaches are given to nobody and are counted by `unreached_opportunities`.

    Args:
        minutes: travel times, shape (origins, destinations) or (groups, origins, destinations), `inf` for unreachable.
        opportunities: O, shape (destinations,) or (destinations, k).
        demand: P, persons, shape (origins,) or (groups, origins).
        decay: f, from `portee.indicators.decay`: one, or one for each group.
        alpha: α, above 0: how much more a larger population weighs; 1 shares by head.

    Returns:
        Opportunities, shape (origins,) or (groups, origins), with k at the end where opportunities have it.

    Raises:
        ParameterError: for NaN or negative arguments, shapes that do not match, or an impossible α.

    References: Soukhov et al. 2023, doi:10.1371/journal.pone.0278468; several modes: Soukhov et al. 2024,
    doi:10.1371/journal.pone.0299077.
    """
    share = decayed(minutes, decay)
    people = claims(checked_demand(demand, share.shape[:-1]), alpha)
    each = weighted_sum(share, offers_per_person(opportunities, summed_over_origins(share, people)))
    return times_people(each, people)
