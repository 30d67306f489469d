"""Who goes where: the trips of each origin shared among destinations, by what is there and by how long it takes.

Two forms of the gravity model, after Wilson 1971, A family of spatial interaction models, doi:10.1068/a030001:

- by origin: T_ij = P_i O_j f(t_ij) / Σ_k O_k f(t_ik). All trips of an origin go somewhere; a destination may receive
  more than its part.
- by both ends: T_ij = a_i b_j P_i O_j f(t_ij), the factors found in turn (Furness 1965) until every origin sends its
  trips and every destination receives its part of them, as there are opportunities.

An origin from which nothing is within reach sends nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.decay import Decay
from portee.indicators.inputs import checked_minutes, checked_weights

__all__ = ["distributed_by_both_ends", "distributed_by_origin"]

Array = npt.NDArray[np.float64]

CONVERGED = 1e-9
"""Parts of its trips by which no origin and no destination may be off."""

MOST_ROUNDS = 5_000


def distributed_by_origin(
    minutes: npt.ArrayLike, trips: npt.ArrayLike, opportunities: npt.ArrayLike, decay: Decay
) -> Array:
    """Trips from each origin to each destination, by origin.

    Args:
        minutes: shape (n, m), `inf` for unreachable. trips: that each origin sends, shape (n,).
        opportunities: at each destination, shape (m,), in any unit.
        decay: f, from `portee.indicators.decay`.

    Returns:
        shape (n, m); rows sum to `trips`, or to 0 where no opportunity is within reach.

    Raises:
        ParameterError: for NaN or negative times or weights, or shapes that do not match.
    """
    pull, sent = _pull(minutes, trips, opportunities, decay)
    total = pull.sum(axis=1)
    share = np.divide(sent, total, out=np.zeros(len(sent)), where=total > 0)
    return np.asarray(pull * share[:, np.newaxis])


def distributed_by_both_ends(
    minutes: npt.ArrayLike, trips: npt.ArrayLike, opportunities: npt.ArrayLike, decay: Decay
) -> Array:
    """Trips from each origin to each destination, by both ends.

    Args: as `distributed_by_origin`.

    Returns:
        shape (n, m); rows sum to `trips`, or to 0 where no opportunity is within reach; columns are in the proportions
        of `opportunities`, but for destinations that nobody reaches.

    Raises:
        ParameterError: as `distributed_by_origin`; no such trips exist, because too many opportunities are within reach
            of too few people.
    """
    pull, sent = _pull(minutes, trips, opportunities, decay)
    reached = pull.sum(axis=1) > 0
    asked = np.where(reached, sent, 0.0)
    weights = np.where(pull[asked > 0].sum(axis=0) > 0, np.asarray(opportunities, np.float64), 0.0)
    total = float(weights.sum())
    if not total or not asked.any():
        return np.zeros(pull.shape)
    parts = weights * (asked.sum() / total)
    flows = pull * (asked > 0)[:, np.newaxis]
    for _ in range(MOST_ROUNDS):
        flows = flows * _ratio(parts, flows.sum(axis=0))[np.newaxis, :]
        sums = flows.sum(axis=1)
        if bool((np.abs(sums - asked) <= CONVERGED * asked).all()):
            return np.asarray(flows * _ratio(asked, sums)[:, np.newaxis])
        flows = flows * _ratio(asked, sums)[:, np.newaxis]
    raise ParameterError(
        "The trips cannot be shared so that every destination receives its part.",
        where=Where(field="opportunities"),
        mend="Some opportunities are within reach of too few people: share the trips by origin alone.",
    )


def _pull(
    minutes: npt.ArrayLike, trips: npt.ArrayLike, opportunities: npt.ArrayLike, decay: Decay
) -> tuple[Array, Array]:
    times = checked_minutes(minutes)
    if times.ndim != 2:
        raise ParameterError(f"The times have {times.ndim} dimensions.", mend="Give origins × destinations.")
    sent = checked_weights(trips, times.shape[0])
    weights = checked_weights(opportunities, times.shape[1])
    return np.asarray(decay(times) * weights[np.newaxis, :]), np.asarray(sent, np.float64)


def _ratio(wanted: Array, found: Array) -> Array:
    return np.divide(wanted, found, out=np.zeros(len(wanted)), where=found > 0)
