"""Shares in percent, rounded so that those shown still sum to 100."""

from __future__ import annotations

import math
from collections.abc import Sequence

from portee.core.errors import ParameterError

__all__ = ["rounded_percents"]


def rounded_percents(shares: Sequence[float], decimals: int = 1) -> tuple[float, ...]:
    """Percents of shares that sum to 1, each rounded down or up, that sum to 100 as they are written.

    The largest remainders are rounded up, the first of equal ones (Hare's method of apportionment).

    Args:
        shares: 0 to 1, sum 1; not numbers where they are not known, and then all of them.
        decimals: that are shown.

    Raises:
        ParameterError: the shares do not sum to 1.
    """
    if all(math.isnan(share) for share in shares):
        return tuple(math.nan for _ in shares)
    if abs(math.fsum(shares) - 1) > 1e-6:
        raise ParameterError(
            f"The shares sum to {math.fsum(shares):g}, not to 1.", mend="Give the shares of one whole."
        )
    units = 100 * 10**decimals
    exact = [share * units for share in shares]
    floors = [math.floor(value + 1e-6) for value in exact]
    left = units - sum(floors)
    order = sorted(range(len(exact)), key=lambda k: (floors[k] - exact[k], k))
    for k in order[:left]:
        floors[k] += 1
    return tuple(value / 10**decimals for value in floors)
