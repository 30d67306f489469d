"""Confidence intervals over independent replications.

References: Law, Simulation Modeling and Analysis, 5th edition, 2015, chapter 9 (replications, Student's t);
Cochran, Sampling Techniques, 3rd edition, 1977, chapter 6 (ratio of sums); Clopper, Pearson 1934,
doi:10.1093/biomet/26.4.404 (exact interval).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

__all__ = ["LEVEL", "Interval", "of_means", "of_shares"]

LEVEL = 0.95


@dataclass(frozen=True)
class Interval:
    """A figure and where it lies with 95 % confidence; NaN where nothing was seen."""

    mean: float
    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def of_means(values: Sequence[float]) -> Interval:
    """Of one value per replication; those that are NaN are left out. One alone tells no interval."""
    seen = np.asarray([value for value in values if not math.isnan(value)])
    if not len(seen):
        return Interval(math.nan, math.nan, math.nan)
    mean = float(seen.mean())
    if len(seen) == 1:
        return Interval(mean, -math.inf, math.inf)
    half = _student(len(seen) - 1) * float(seen.std(ddof=1)) / math.sqrt(len(seen))
    return Interval(mean, mean - half, mean + half)


def of_shares(parts: Sequence[int], wholes: Sequence[int]) -> Interval:
    """Of all parts over all wholes, one pair per replication.

    The wider at each end of two intervals: that of a ratio of sums over replications, and the exact one of as many
    independent users. The second matters where nobody was lost: that says little when few came.
    """
    part, whole = np.asarray(parts, np.float64), np.asarray(wholes, np.float64)
    total = whole.sum()
    if not total:
        return Interval(math.nan, math.nan, math.nan)
    share, count = float(part.sum() / total), len(part)
    low, high = _exact(float(part.sum()), float(total))
    if count > 1:
        spread = math.sqrt(float(((part - share * whole) ** 2).sum()) / (count * (count - 1)))
        half = _student(count - 1) * spread * count / float(total)
        low, high = min(low, share - half), max(high, share + half)
    return Interval(share, max(low, 0.0), min(high, 1.0))


def _student(freedom: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + LEVEL) / 2))


def _exact(part: float, whole: float) -> tuple[float, float]:
    from scipy.special import betaincinv

    tail = (1 - LEVEL) / 2
    low = float(betaincinv(part, whole - part + 1, tail)) if part else 0.0
    high = float(betaincinv(part + 1, whole - part, 1 - tail)) if part < whole else 1.0
    return low, high
