"""The slow twin of the choice: one person, one place, one service after the other, with plain numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["shares"]


def shares(own: Sequence[float], services: Sequence[float], scale: float) -> tuple[list[float], list[float]]:
    """Share of each way of today and of each service; all 0 without a way today."""
    raw = [math.exp(v / scale) if v > -math.inf else 0.0 for v in services]
    hub = sum(raw) ** scale if sum(raw) > 0 else 0.0
    ways = [math.exp(v) if v > -math.inf else 0.0 for v in own]
    total = sum(ways) + hub
    if sum(ways) == 0:
        return [0.0] * len(own), [0.0] * len(services)
    return [w / total for w in ways], [hub / total * r / sum(raw) if r else 0.0 for r in raw]
