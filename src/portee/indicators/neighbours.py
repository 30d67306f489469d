"""The territories most like one: nearest first, in an order that does not depend on how they were listed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from portee.core.errors import ParameterError, Where
from portee.indicators.likeness import Likeness

__all__ = ["LEAST_KNOWN", "most_alike"]

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
