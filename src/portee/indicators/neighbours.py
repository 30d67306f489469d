"""The territories most like one: nearest first, in an order that does not depend on how they were listed."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from portee.core.errors import ParameterError, Where
from portee.indicators.likeness import Likeness, gower_distance
from portee.indicators.traits import Traits

__all__ = ["LEAST_KNOWN", "most_alike", "times_kept"]

LEAST_KNOWN = 0.5
"""Share of the weight that must be known of both territories for them to be compared: a convention of Portée."""


def most_alike(
    likeness: Likeness, row: int, codes: Sequence[str], k: int, *, least_known: float = LEAST_KNOWN
) -> list[int]:
    """The k territories nearest to one, the nearest first, ties in the order of their codes.

    Args:
        likeness: distances from the territory. row: of it; it is not its own neighbour.
        codes: (n,) of all territories. k: how many, or as many as there are.
        least_known: share of the weight that must be known of both, or the two are not compared.

    Raises:
        ParameterError: k below 1, or an impossible share.
    """
    if k < 1 or not 0 <= least_known <= 1:
        raise ParameterError(
            "The number of neighbours or the share to know is impossible.",
            where=Where(field="k"),
            mend="Give k of 1 or more, and a share from 0 to 1.",
        )
    fit = [
        other
        for other in range(len(codes))
        if other != row and np.isfinite(likeness.distance[other]) and likeness.known[other] >= least_known
    ]
    return sorted(fit, key=lambda other: (float(likeness.distance[other]), codes[other]))[:k]


def times_kept(
    traits: Traits, row: int, codes: Sequence[str], found: Sequence[int], *, least_known: float = LEAST_KNOWN
) -> tuple[list[int], int]:
    """How the nearest ones depend on a single variable: each one is left out in turn.

    Args:
        traits: what is known. row: of the territory. codes: (n,) of all. found: its nearest ones, as `most_alike`.
        least_known: as `most_alike`.

    Returns:
        for each one found, how often it is still among as many nearest; and how many variables were left out.
    """
    counted = [k for k, weight in enumerate(traits.weights.tolist()) if weight > 0]
    kept = [0] * len(found)
    if len(counted) < 2 or not found:
        return kept, 0
    for k in counted:
        weights = traits.weights.copy()
        weights[k] = 0.0
        without = gower_distance(dataclasses.replace(traits, weights=weights), row)
        again = set(most_alike(without, row, codes, len(found), least_known=least_known))
        kept = [times + (other in again) for times, other in zip(kept, found, strict=True)]
    return kept, len(counted)
