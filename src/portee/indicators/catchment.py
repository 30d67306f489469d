"""Floating catchment areas: places share what they offer among those around them, who add up what they get.

Two steps. Each destination divides what it offers by the people of its catchment; each origin adds up these ratios
over the destinations of its own catchment.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.competition import shen
from portee.indicators.competitors import (
    Decays,
    checked_demand,
    decayed,
    offers_per_person,
    over_destinations,
    over_origins,
    summed_over_groups,
    summed_over_origins,
)
from portee.indicators.decay import Step
from portee.indicators.inputs import Floats, checked_minutes, checked_number, weighted_sum

__all__ = ["Zones", "balanced_catchment", "enhanced_two_step_catchment", "two_step_catchment"]


@dataclass(frozen=True)
class Zones:
    """A decay in steps: one weight for each zone of travel time, and nothing beyond the last. Luo & Qi 2009.

    Attributes:
        bounds: end of each zone in minutes, included, rising: (10, 20, 30).
        weights: what counts within each zone, above 0 to 1, never rising.
    """

    bounds: tuple[float, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.bounds or len(self.bounds) != len(self.weights):
            raise ParameterError(
                f"{len(self.weights)} weights do not match {len(self.bounds)} zones.",
                where=Where(field="weights"),
                mend="Give at least one zone, and one weight for each.",
            )
        for bound in self.bounds:
            checked_number(bound, "bounds")
        for weight in self.weights:
            checked_number(weight, "weights", strict=True, most=1.0)
        if any(b <= a for a, b in zip(self.bounds, self.bounds[1:], strict=False)):
            raise ParameterError(
                "The bounds of the zones do not rise.", where=Where(field="bounds"), mend="Put the nearest zone first."
            )
        if any(b > a for a, b in zip(self.weights, self.weights[1:], strict=False)):
            raise ParameterError(
                "A farther zone weighs more than a nearer one.",
                where=Where(field="weights"),
                mend="Give weights that never rise.",
            )

    def __call__(self, minutes: npt.ArrayLike) -> Floats:
        zone = np.searchsorted(np.asarray(self.bounds), checked_minutes(minutes).astype(np.float64), side="left")
        return np.asarray((*self.weights, 0.0))[zone]


def two_step_catchment(
    minutes: npt.ArrayLike, opportunities: npt.ArrayLike, demand: npt.ArrayLike, catchment: float
) -> npt.NDArray[np.float64]:
    """A_i = Σ_{j: t_ij ≤ T} O_j / Σ_{k: t_kj ≤ T} P_k: two-step floating catchment area (2SFCA).

    Args:
        minutes: travel times, shape (origins, destinations) or (groups, origins, destinations), `inf` for unreachable.
        opportunities: O, shape (destinations,) or (destinations, k).
        demand: P, persons, shape (origins,) or (groups, origins).
        catchment: T, minutes, included.

    Returns:
        Opportunities per person, shape (origins,) or (groups, origins), with k at the end where opportunities have it.

    Raises:
        ParameterError: for NaN or negative arguments, or shapes that do not match.

    Reference: Luo & Wang 2003, doi:10.1068/b29120.
    """
    return shen(minutes, opportunities, demand, Step(catchment))


def enhanced_two_step_catchment(
    minutes: npt.ArrayLike,
    opportunities: npt.ArrayLike,
    demand: npt.ArrayLike,
    decay: Decays,
    catchment: float | None = None,
) -> npt.NDArray[np.float64]:
    """`two_step_catchment` with weights that fall inside the catchment (E2SFCA), in both steps.

    Multiplying all weights by the same number changes nothing.

    Args:
        minutes: travel times, shape (origins, destinations) or (groups, origins, destinations), `inf` for unreachable.
        opportunities: O, shape (destinations,) or (destinations, k).
        demand: P, persons, shape (origins,) or (groups, origins).
        decay: `Zones` as in the original, or any decay; one, or one for each group.
        catchment: minutes, included, beyond which nothing counts; None leaves it to the decay.

    Returns:
        Opportunities per person, shape (origins,) or (groups, origins), with k at the end where opportunities have it.

    Raises:
        ParameterError: for NaN or negative arguments, or shapes that do not match.

    Reference: Luo & Qi 2009, doi:10.1016/j.healthplace.2009.06.002.
    """
    times = checked_minutes(minutes)
    if catchment is not None:
        limit = checked_number(catchment, "catchment")
        times = np.where(times <= limit, times, np.inf)
    return shen(times, opportunities, demand, decay)


def balanced_catchment(
    minutes: npt.ArrayLike, opportunities: npt.ArrayLike, demand: npt.ArrayLike, decay: Decays
) -> npt.NDArray[np.float64]:
    """Balanced floating catchment area (BFCA): people and levels of service are split, never counted twice.

    The people of an origin are split over destinations in proportion to f; each destination has the level of service
    L_j = O_j / Σ_i P_i f_ij/Σ_j f_ij, which is split over origins in proportion to f: A_i = Σ_j L_j f_ij/Σ_i f_ij.
    Hence Σ_i A_i = Σ_j L_j, and the people of all destinations add up to those who reach something.

    Args:
        minutes: travel times, shape (origins, destinations) or (groups, origins, destinations), `inf` for unreachable.
        opportunities: O, shape (destinations,) or (destinations, k).
        demand: P, persons, shape (origins,) or (groups, origins).
        decay: f, from `portee.indicators.decay`: one, or one for each group.

    Returns:
        Level of service, opportunities per person, shape (origins,) or (groups, origins), with k at the end where
        opportunities have it.

    Raises:
        ParameterError: for NaN or negative arguments, or shapes that do not match.

    Reference: Páez, Higgins & Vivona 2019, doi:10.1371/journal.pone.0218773.
    """
    share = decayed(minutes, decay)
    people = checked_demand(demand, share.shape[:-1])
    wanted = summed_over_origins(over_destinations(share), people)
    pull = summed_over_groups(summed_over_origins(share, np.ones_like(people)))
    return weighted_sum(over_origins(share, pull), offers_per_person(opportunities, wanted))
