"""What measures with competition share: who wants each destination, and what each of those who do gets of it.

Travel times have the shape (origins, destinations), or (groups, origins, destinations) where several groups of people,
or people travelling by several modes, want the same opportunities.

Sums over origins add one origin after another, in order and group by group, so that a matrix read in chunks of origins
gives the same bits as the whole matrix.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.decay import Decay
from portee.indicators.inputs import checked_minutes, checked_number, checked_weights

__all__ = [
    "Decays",
    "checked_demand",
    "claims",
    "decayed",
    "offers_per_person",
    "over_destinations",
    "over_origins",
    "summed_over_groups",
    "summed_over_origins",
    "times_people",
]

Decays = Decay | Sequence[Decay]
"""One decay for everybody, or one for each group."""

Array = npt.NDArray[np.float64]

LEAST_DEMAND = 1e-200
"""Persons. With less than this at a destination nobody is held to reach it: dividing by it would leave the range of
floats. Only a decay that has all but vanished comes near."""


def decayed(minutes: npt.ArrayLike, decay: Decays) -> Array:
    """What counts of each destination from each origin: the decay applied to checked travel times.

    Args:
        minutes: travel times, shape (origins, destinations) or (groups, origins, destinations), `inf` for unreachable.
        decay: one for everybody, or as many as groups.

    Returns:
        Shares 0 to 1, in the shape of `minutes`.

    Raises:
        ParameterError: for NaN or negative times, other shapes, or a number of decays that is not that of groups.
    """
    times = checked_minutes(minutes)
    if times.ndim not in (2, 3):
        raise ParameterError(
            f"Travel times of shape {times.shape} do not tell origins from destinations.",
            where=Where(field="minutes"),
            mend="Give (origins, destinations), or (groups, origins, destinations).",
        )
    if callable(decay):
        return np.asarray(decay(times), dtype=np.float64)
    decays = tuple(decay)
    if times.ndim != 3 or len(decays) != len(times):
        groups = len(times) if times.ndim == 3 else 1
        raise ParameterError(
            f"{len(decays)} decays do not match {groups} group{'s' if groups > 1 else ''}.",
            where=Where(field="decay"),
            mend="Give one decay for everybody, or one for each group.",
        )
    shares = np.empty(times.shape)
    for group, (function, rows) in enumerate(zip(decays, times, strict=True)):
        shares[group] = function(rows)
    return shares


def checked_demand(demand: npt.ArrayLike, shape: tuple[int, ...]) -> Array:
    """People at each origin as float64.

    Args:
        demand: persons, shape (origins,) or (groups, origins).
        shape: the shape it must have: that of the travel times without destinations.

    Raises:
        ParameterError: when a number is NaN, infinite or negative, or the shape is another.
    """
    people = np.asarray(demand, dtype=np.float64)
    if people.shape != shape:
        raise ParameterError(
            f"Demand of shape {people.shape} does not match travel times from {shape} origins.",
            where=Where(field="demand"),
            mend="Give one number of people for each origin (and group).",
        )
    if not bool(np.all((people >= 0) & (people < np.inf))):
        raise ParameterError(
            "Some numbers of people are negative, infinite or not numbers.",
            where=Where(field="demand"),
            mend="Write 0 where nobody lives.",
        )
    return people


def claims(people: Array, alpha: float) -> Array:
    """P^α: what the people of each origin weigh when opportunities are shared out.

    Raises:
        ParameterError: when α is not above 0, or so large that a weight is no number any more.
    """
    power = checked_number(alpha, "alpha", strict=True)
    with np.errstate(over="ignore"):
        weights = np.asarray(people**power, dtype=np.float64)
    if not bool(np.all(weights < np.inf)):
        raise ParameterError(
            f"People to the power {power:g} are too many to count.",
            where=Where(field="alpha"),
            mend="Give a smaller power; 1 shares by head.",
        )
    return weights


def summed_over_origins(share: Array, people: Array, so_far: Array | None = None) -> Array:
    """Σ_i P_i f_ij: people who reach each destination, each counted for the share that the travel time leaves.

    Args:
        share: f, shape (origins, destinations) or (groups, origins, destinations).
        people: P, shape (origins,) or (groups, origins).
        so_far: the sum over earlier origins, to go on from; it is left as it is.

    Returns:
        Shape (destinations,) or (groups, destinations).

    Raises:
        ParameterError: when `so_far` has another shape.
    """
    shape = (*share.shape[:-2], share.shape[-1])
    if so_far is not None and so_far.shape != shape:
        raise ParameterError(
            f"The sum so far has the shape {so_far.shape}, and these travel times give {shape}.",
            where=Where(field="so_far"),
            mend="Use the same groups and destinations in every chunk.",
        )
    total = np.zeros(shape) if so_far is None else np.array(so_far, dtype=np.float64)
    for origin in range(share.shape[-2]):
        total += people[..., origin, np.newaxis] * share[..., origin, :]
    return total


def summed_over_groups(wanted: Array) -> Array:
    """Σ over groups: shape (destinations,) from (destinations,) or (groups, destinations)."""
    if wanted.ndim == 1:
        return wanted
    total = np.zeros(wanted.shape[-1])
    for group in wanted:
        total += group
    return total


def offers_per_person(opportunities: npt.ArrayLike, wanted: Array) -> Array:
    """O_j / D_j, and 0 where nobody reaches the destination.

    Args:
        opportunities: O, shape (destinations,) or (destinations, k).
        wanted: D, people who reach each destination, shape (destinations,) or (groups, destinations).

    Returns:
        Opportunities for each person who reaches them, in the shape of `opportunities`.

    Raises:
        ParameterError: for NaN or negative opportunities, shapes that do not match, or numbers too large to divide.
    """
    offers = checked_weights(opportunities, wanted.shape[-1])
    people = summed_over_groups(wanted)
    people = people if offers.ndim == 1 else people[:, np.newaxis]
    with np.errstate(over="ignore"):
        ratio = np.divide(offers, people, out=np.zeros_like(offers), where=people >= LEAST_DEMAND)
    if not bool(np.all(ratio < np.inf)):
        raise ParameterError(
            "Some destinations offer too much for the few people who reach them to be divided.",
            where=Where(field="opportunities"),
            mend="Check the units of opportunities and demand.",
        )
    return ratio


def times_people(each: Array, people: Array) -> Array:
    """What each person has, shape (…,) or (…, k), times the people, shape (…,)."""
    return each * (people if each.ndim == people.ndim else people[..., np.newaxis])


def over_destinations(share: Array) -> Array:
    """f_ij / Σ_j f_ij: each origin's shares made to add up to 1, and 0 where an origin reaches nothing."""
    return _divided(share, np.add.reduce(share, axis=-1)[..., np.newaxis])


def over_origins(share: Array, total: Array) -> Array:
    """f_ij / Σ_i f_ij: each destination's shares made to add up to 1 over all origins and groups.

    Args:
        share: f, shape (origins, destinations) or (groups, origins, destinations), or some of the origins.
        total: the sum over all origins and groups, shape (destinations,).
    """
    return _divided(share, total)


def _divided(share: Array, total: Array) -> Array:
    # A part divided by its whole stays within 0 and 1 however small both are.
    return np.divide(share, total, out=np.zeros_like(share), where=total > 0)
