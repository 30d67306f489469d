"""How many people reach each place: the demand that meets what is offered there."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.competitors import (
    Decays,
    checked_demand,
    decayed,
    offers_per_person,
    summed_over_groups,
    summed_over_origins,
)
from portee.indicators.inputs import checked_weights

__all__ = ["opportunities_per_person", "potential_demand", "unreached_opportunities"]


def potential_demand(
    minutes: npt.ArrayLike, demand: npt.ArrayLike, decay: Decays, so_far: npt.ArrayLike | None = None
) -> npt.NDArray[np.float64]:
    """D_j = Σ_i P_i · f(t_ij): people who may want each destination, fewer the longer they take to get there.

    It is the first of the two passes of every measure with competition. A matrix that does not fit in memory is read
    in chunks of origins, each call going on from the sum of the one before; the result has the bits of one call.

    Args:
        minutes: travel times, shape (origins, destinations) or (groups, origins, destinations), `inf` for unreachable.
        demand: P, persons, shape (origins,) or (groups, origins).
        decay: f, from `portee.indicators.decay`: one, or one for each group.
        so_far: what earlier chunks gave, shape as returned.

    Returns:
        Persons, shape (destinations,) or (groups, destinations).

    Raises:
        ParameterError: for NaN or negative arguments, or shapes that do not match.

    Reference: Shen 1998, doi:10.1068/b250345.
    """
    share = decayed(minutes, decay)
    people = checked_demand(demand, share.shape[:-1])
    before = None if so_far is None else _persons(so_far)
    return summed_over_origins(share, people, before)


def opportunities_per_person(opportunities: npt.ArrayLike, wanted: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """R_j = O_j / D_j: what each person who reaches a destination would get of it, 0 where nobody does.

    `gravity(minutes, R, decay)` is then the access of a chunk of origins: the second pass.

    Args:
        opportunities: O, shape (destinations,) or (destinations, k).
        wanted: D, from `potential_demand`, shape (destinations,) or (groups, destinations).

    Returns:
        Opportunities per person, in the shape of `opportunities`.

    Raises:
        ParameterError: for NaN or negative arguments, or shapes that do not match.

    Reference: Luo & Wang 2003, doi:10.1068/b29120.
    """
    return offers_per_person(opportunities, _persons(wanted))


def unreached_opportunities(opportunities: npt.ArrayLike, wanted: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Σ_j O_j · 1[D_j = 0]: opportunities that nobody reaches; measures with competition give them to nobody.

    Args:
        opportunities: O, shape (destinations,) or (destinations, k).
        wanted: D, from `potential_demand`, shape (destinations,) or (groups, destinations).

    Returns:
        Opportunities, shape () or (k,).

    Raises:
        ParameterError: for NaN or negative arguments, or shapes that do not match.

    Reference: Soukhov et al. 2023, doi:10.1371/journal.pone.0278468.
    """
    people = _persons(wanted)
    offers = checked_weights(opportunities, people.shape[-1])
    reached = offers_per_person(np.ones(len(offers)), people) > 0
    return np.asarray(offers[~reached].sum(axis=0), dtype=np.float64)


def _persons(wanted: npt.ArrayLike) -> npt.NDArray[np.float64]:
    people = np.asarray(wanted, dtype=np.float64)
    if people.ndim not in (1, 2):
        raise ParameterError(
            f"Potential demand of shape {people.shape} is not that of destinations.",
            where=Where(field="wanted"),
            mend="Give what potential_demand returned.",
        )
    if not bool(np.all(people >= 0)) or not bool(np.all(summed_over_groups(people) < np.inf)):
        raise ParameterError(
            "Some potential demand is negative, infinite or not a number.",
            where=Where(field="wanted"),
            mend="Give what potential_demand returned.",
        )
    return people
