"""Measures with competition for a matrix that does not fit in memory: two passes over chunks of origins.

The first pass adds up, at each destination, the people who reach it; the second gives the access of each chunk. Only
one chunk and a few rows of destinations are in memory, and the figures are those of the whole matrix, to the bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.competitors import (
    Decays,
    checked_demand,
    claims,
    decayed,
    offers_per_person,
    over_destinations,
    over_origins,
    summed_over_groups,
    summed_over_origins,
    times_people,
)
from portee.indicators.inputs import weighted_sum

__all__ = ["Chunks", "balanced_catchment_chunked", "shen_chunked", "spatial_availability_chunked"]

Chunks = Callable[[], Iterable[tuple[npt.ArrayLike, npt.ArrayLike]]]
"""A function that starts over at each call and gives (travel times, demand) of some origins after the others: shapes
(origins, destinations) and (origins,), or (groups, origins, destinations) and (groups, origins)."""

Array = npt.NDArray[np.float64]


def shen_chunked(chunks: Chunks, opportunities: npt.ArrayLike, decay: Decays) -> Iterator[Array]:
    """As `competition.shen`, over chunks of origins; with `Step`, the two-step floating catchment area.

    Args:
        chunks: called twice; gives the same chunks in the same order each time.
        opportunities: shape (destinations,) or (destinations, k).
        decay: one, or one for each group.

    Returns:
        The access of each chunk in turn, computed as it is asked for. The first pass is done on return.

    Raises:
        ParameterError: as `shen`, or when there is no chunk.
    """
    wanted = None
    for minutes, demand in chunks():
        share, people = _read(minutes, demand, decay)
        wanted = summed_over_origins(share, people, wanted)
    ratio = offers_per_person(opportunities, _some(wanted))
    return (weighted_sum(_read(minutes, demand, decay)[0], ratio) for minutes, demand in chunks())


def spatial_availability_chunked(
    chunks: Chunks, opportunities: npt.ArrayLike, decay: Decays, alpha: float = 1.0
) -> Iterator[Array]:
    """As `spatial_availability.spatial_availability`, over chunks of origins.

    Args:
        chunks: called twice; gives the same chunks in the same order each time.
        opportunities: shape (destinations,) or (destinations, k).
        decay: one, or one for each group.
        alpha: how much more a larger population weighs, above 0.

    Returns:
        The opportunities of each chunk in turn, computed as it is asked for. The first pass is done on return.

    Raises:
        ParameterError: as `spatial_availability`, or when there is no chunk.
    """
    wanted = None
    for minutes, demand in chunks():
        share, people = _read(minutes, demand, decay)
        wanted = summed_over_origins(share, claims(people, alpha), wanted)
    ratio = offers_per_person(opportunities, _some(wanted))

    def second() -> Iterator[Array]:
        for minutes, demand in chunks():
            share, people = _read(minutes, demand, decay)
            yield times_people(weighted_sum(share, ratio), claims(people, alpha))

    return second()


def balanced_catchment_chunked(chunks: Chunks, opportunities: npt.ArrayLike, decay: Decays) -> Iterator[Array]:
    """As `catchment.balanced_catchment`, over chunks of origins.

    Args:
        chunks: called twice; gives the same chunks in the same order each time.
        opportunities: shape (destinations,) or (destinations, k).
        decay: one, or one for each group.

    Returns:
        The level of service of each chunk in turn, computed as it is asked for. The first pass is done on return.

    Raises:
        ParameterError: as `balanced_catchment`, or when there is no chunk.
    """
    wanted = pull = None
    for minutes, demand in chunks():
        share, people = _read(minutes, demand, decay)
        wanted = summed_over_origins(over_destinations(share), people, wanted)
        pull = summed_over_origins(share, np.ones_like(people), pull)
    ratio = offers_per_person(opportunities, _some(wanted))
    total = summed_over_groups(_some(pull))
    return (weighted_sum(over_origins(_read(minutes, demand, decay)[0], total), ratio) for minutes, demand in chunks())


def _read(minutes: npt.ArrayLike, demand: npt.ArrayLike, decay: Decays) -> tuple[Array, Array]:
    share = decayed(minutes, decay)
    return share, checked_demand(demand, share.shape[:-1])


def _some(total: Array | None) -> Array:
    if total is None:
        raise ParameterError(
            "There is no chunk of origins.", where=Where(field="chunks"), mend="Give at least one chunk."
        )
    return total
