"""Power by simulation: draw experiments in which the effect is planted, analyse each, and count how many show it.

It shares no formula with `power`: what is drawn follows the model of a design, and the test is the one that would be
made on real figures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.commons.experiments.power import Design, power_of
from portee.core.errors import ParameterError, Where

__all__ = ["SimulatedPower", "simulated_power"]

AT_ONCE = 2_000_000
"""Figures drawn at a time, to bound memory."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class SimulatedPower:
    """Share of the draws in which the effect was told from none.

    Attributes:
        power: 0 to 1. draws: how many experiments. seed: of the draws.
    """

    power: float
    draws: int
    seed: int

    @property
    def error(self) -> float:
        """Monte-Carlo standard error; where all draws agree, that of one draw which does not."""
        kept = min(max(self.power, 1 / self.draws), 1 - 1 / self.draws)
        return math.sqrt(kept * (1 - kept) / self.draws)


def simulated_power(
    design: Design, effect: float, treated: int, control: int, *, draws: int = 2000, seed: int = 0
) -> SimulatedPower:
    """Power of an experiment by drawing it many times. The same seed gives the same figure.

    Args:
        design: what is compared. effect, treated, control: as in `power_of`.
        draws: experiments drawn, at least 100. seed: of the draws.

    Raises:
        ParameterError: as `power_of`, or for fewer draws.
    """
    if draws < 100:
        raise ParameterError(f"{draws} draws tell little.", where=Where(field="draws"), mend="Give 100 or more.")
    power_of(design, effect, treated, control)
    rng = np.random.default_rng(seed)
    units = treated + control
    chunk = max(1, AT_ONCE // units)
    seen = 0
    for start in range(0, draws, chunk):
        count = min(chunk, draws - start)
        if design.outcome == "share":
            seen += _seen_shares(design, effect, treated, control, count, rng)
        else:
            seen += _seen_means(design, effect, treated, control, count, rng)
    return SimulatedPower(seen / draws, draws, seed)


def _seen_means(
    design: Design, effect: float, treated: int, control: int, count: int, rng: np.random.Generator
) -> int:  # fmt: skip
    shape = (count, treated + control)
    own = _pair(shape, design, design.icc, design.cluster_correlation, rng)
    # The mean of m normal persons is drawn as such.
    people = _pair(shape, design, (1 - design.icc) / design.cluster_size, design.correlation, rng)
    before, after = (design.spread * (a + b) for a, b in zip(own, people, strict=True))
    after[:, :treated] += effect
    if design.analysis == "ancova":
        return _seen_adjusted(before, after, treated, design.level)
    return _seen_by_t(after - before if design.analysis == "change" else after, treated, design.level)


def _pair(
    shape: tuple[int, int], design: Design, variance: float, correlation: float, rng: np.random.Generator
) -> tuple[Floats, Floats]:  # fmt: skip
    """Means of normal figures per unit, before and after: one part lasts, the other is new each time."""
    lasts, first, second = rng.standard_normal((3, *shape)) * math.sqrt(variance)
    lasts *= math.sqrt(correlation)
    return tuple(
        lasts + math.sqrt((1 - correlation) / times) * new
        for new, times in ((first, design.before), (second, design.after))
    )


def _seen_shares(
    design: Design, effect: float, treated: int, control: int, count: int, rng: np.random.Generator
) -> int:  # fmt: skip
    rates = np.repeat([design.baseline + effect, design.baseline], [treated, control])
    size, icc = design.cluster_size, design.icc
    if size == 1:
        return _seen_by_z(rng, design, effect, treated, control, count)
    chances = np.broadcast_to(rates, (count, len(rates)))
    if icc > 0:
        # A beta law with this total has the intra-cluster correlation asked for.
        total = (1 - icc) / icc
        chances = rng.beta(chances * total, (1 - chances) * total)
    return _seen_by_t(rng.binomial(size, chances) / size, treated, design.level)


def _seen_by_z(
    rng: np.random.Generator, design: Design, effect: float, treated: int, control: int, count: int
) -> int:  # fmt: skip
    from scipy.stats import norm

    ones = rng.binomial(treated, design.baseline + effect, count)
    others = rng.binomial(control, design.baseline, count)
    pooled = (ones + others) / (treated + control)
    deviation = np.sqrt(pooled * (1 - pooled) * (1 / treated + 1 / control))
    apart = np.abs(ones / treated - others / control)
    return int(np.count_nonzero(apart > norm.isf(design.level / 2) * deviation))


def _seen_by_t(figures: Floats, treated: int, level: float) -> int:
    from scipy.stats import ttest_ind

    found = ttest_ind(figures[:, :treated], figures[:, treated:], axis=1)
    return int(np.count_nonzero(found.pvalue < level))


def _seen_adjusted(before: Floats, after: Floats, treated: int, level: float) -> int:
    """Regression of what is seen after on what was seen before and on being treated, by least squares."""
    from scipy.stats import t

    count, units = after.shape
    matrix = np.empty((count, units, 3))
    matrix[:, :, 0], matrix[:, :, 1], matrix[:, :, 2] = 1.0, np.arange(units) < treated, before
    inverse = np.linalg.inv(matrix.transpose(0, 2, 1) @ matrix)
    slopes = np.einsum("nij,nkj,nk->ni", inverse, matrix, after, optimize=True)
    left = after - np.einsum("nki,ni->nk", matrix, slopes)
    deviation = np.sqrt(np.sum(left**2, axis=1) / (units - 3) * inverse[:, 1, 1])
    return int(np.count_nonzero(np.abs(slopes[:, 1]) > t.isf(level / 2, units - 3) * deviation))
