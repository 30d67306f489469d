"""Synthetic control: a single neighbourhood against a mixture of others that moved as it did before.

The mixture's weights are 0 or more and add up to 1. How unusual the effect is shows by treating each donor instead
(placebos in space); its interval rests on what mixtures miss in periods before the start that were left out of the fit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.commons.experiments.estimates import Effect, effect_of
from portee.commons.experiments.panel import NEVER, Panel
from portee.core.errors import ParameterError, Where

__all__ = [
    "BLOCKS", "LEAST_BEFORE", "LEAST_DONORS", "MOST_MISFIT", "Synthetic", "debiased_effect", "mixture",
    "synthetic_control",
]  # fmt: skip

LEAST_DONORS = 5
"""Fewer neighbourhoods to mix are refused: a choice of Portée. With J donors no p is below 1 / (J + 1)."""

LEAST_BEFORE = 6
"""Fewer periods before the start are refused, because any mixture would fit them: a choice of Portée."""

MOST_MISFIT = 2.0
"""A miss before the start of more than so many times the median donor's own is a poor fit: a choice of Portée."""

BLOCKS = 3
"""Blocks of periods before the start that are left out in turn. Simulated here, three cover better than four."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Synthetic:
    """One unit and its mixture.

    Attributes:
        unit, donors: ids. weights: of the donors, adding up to 1.
        observed, mixed: float64 (periods,), the unit's figures and the mixture's. start: place of the first treated
            period. lag: periods after it that are not counted.
        effect: after the lag, by `debiased_effect`. placebo_p: rank of the unit's ratio among those of all.
        miss: root mean squared gap before the start. misfit: that miss over the median donor's own.
        ratio: root mean squared gap after over before. placebo_ratios: the same of each donor, treated instead.
    """

    unit: str
    donors: tuple[str, ...]
    weights: Floats
    observed: Floats
    mixed: Floats
    start: int
    lag: int
    effect: Effect
    placebo_p: float
    miss: float
    misfit: float
    ratio: float
    placebo_ratios: Floats

    @property
    def gap(self) -> Floats:
        """What the unit has beyond its mixture, per period."""
        return self.observed - self.mixed


def mixture(target: npt.ArrayLike, donors: npt.ArrayLike) -> Floats:
    """Weights w ≥ 0, Σw = 1, of the mixture of donors nearest to a target by least squares.

    As Σw = 1, the miss is Mw with M = donors − target; scaled, the nearest point is that of a problem with w ≥ 0 alone,
    min ‖Mu‖² + (Σu − 1)², which is solved exactly.

    Args:
        target: figures (periods,). donors: figures (periods, donors).

    Reference: Abadie, Diamond & Hainmueller 2010, doi:10.1198/jasa.2009.ap08746, with the outcome before as predictors;
    Lawson & Hanson 1995, doi:10.1137/1.9781611971217, on w ≥ 0.
    """
    from scipy.optimize import nnls

    apart = np.asarray(donors, np.float64) - np.asarray(target, np.float64)[:, None]
    size = math.sqrt(float(np.mean(apart**2)))
    if size == 0:
        return np.full(apart.shape[1], 1 / apart.shape[1])
    rows = np.vstack([apart / size, np.ones(apart.shape[1])])
    wanted = np.zeros(len(rows))
    wanted[-1] = 1.0
    found = nnls(rows, wanted)[0]
    return np.asarray(found / found.sum(), np.float64)


def synthetic_control(panel: Panel, *, first: int = 0, lag: int = 0, level: float = 0.05) -> Synthetic:
    """Effect on the one treated unit of a panel, against a mixture of the units never treated.

    Args:
        panel: one treated unit. first: place of the first period to fit on. lag: periods after the start left out.
        level: 1 less the coverage wanted of the interval.

    Raises:
        ParameterError: not exactly one unit is treated; donors or periods are too few; nothing is left after the lag;
            the mixture fits poorly before the start.

    Reference: Abadie 2021, doi:10.1257/jel.20191450.
    """
    row, start = _single(panel)
    never = np.flatnonzero(panel.start == NEVER)
    _check(len(never), start - first, len(panel.periods) - start - lag, lag)
    target, others = panel.values[row], panel.values[never].T
    before, after = slice(first, start), slice(start + lag, None)
    weights = mixture(target[before], others[before])
    gap = target - others @ weights
    miss = _size(gap[before])
    gaps = np.array([_placebo_gap(others, donor, before) for donor in range(len(never))])
    misses = np.array([_size(one[before]) for one in gaps])
    usual = float(np.median(misses))
    # Where donors fit each other to the last digit, so must the unit: rounding is no misfit.
    least = 1e-9 * max(float(np.abs(panel.values).max()), 1e-300)
    misfit = max(miss, least) / max(usual, least)
    if misfit > MOST_MISFIT:
        raise ParameterError(
            f"No mixture of the others moves as '{panel.units[row]}' did before: it misses by {miss:.3g}, "
            f"{misfit:.1f} times what is usual among the others ({usual:.3g}).",
            where=Where(field="mixture"), mend="Add neighbourhoods more like it, or compare several treated ones.",
        )  # fmt: skip
    ratio = _size(gap[after]) / max(miss, least)
    ratios = np.array([_size(one[after]) for one in gaps]) / np.maximum(misses, least)
    p = (1 + np.count_nonzero(ratios >= ratio)) / (len(never) + 1)
    kept = np.r_[first:start, start + lag : len(panel.periods)]
    effect = debiased_effect(target[kept], others[kept], start - first, level)
    return Synthetic(
        panel.units[row], tuple(panel.units[k] for k in never), weights, target, others @ weights, start, lag, effect,
        float(p), miss, misfit, ratio, ratios,
    )  # fmt: skip


def debiased_effect(target: Floats, donors: Floats, start: int, level: float = 0.05) -> Effect:
    """Mean effect after the start, less what mixtures miss in periods that they were not fitted to.

    The periods before are cut into three blocks; each in turn is left out of the fit, and the mean gap in it is taken
    from the mean gap after. The three effects give the estimate and, by a self-normalised t law with two degrees of
    freedom, its interval.

    Args:
        target: figures (periods,). donors: figures (periods, donors). start: first period after.
        level: 1 less the coverage of the interval.

    Reference: Chernozhukov, Wüthrich & Zhu 2026, doi:10.1086/742424.
    """
    after = len(target) - start
    length = min(start // BLOCKS, after)
    effects = []
    for block in range(BLOCKS):
        # The last blocks before the start, as long as the time after it at most.
        out = np.arange(start - (BLOCKS - block) * length, start - (BLOCKS - block - 1) * length)
        fitted = np.setdiff1d(np.arange(start), out)
        gap = target - donors @ mixture(target[fitted], donors[fitted])
        effects.append(float(gap[start:].mean() - gap[out].mean()))
    spread = float(np.std(effects, ddof=1)) * math.sqrt((1 + BLOCKS * length / after) / BLOCKS)
    return effect_of(float(np.mean(effects)), spread, BLOCKS - 1, level)


def _single(panel: Panel) -> tuple[int, int]:
    rows = np.flatnonzero(panel.treated)
    if len(rows) != 1:
        raise ParameterError(
            f"{len(rows)} units are treated; synthetic control is for one.", where=Where(field="single"),
            mend="Use difference in differences for several." if len(rows) else "Give the treated unit.",
        )  # fmt: skip
    return int(rows[0]), int(panel.start[rows[0]])


def _check(donors: int, before: int, after: int, lag: int) -> None:
    if donors < LEAST_DONORS:
        raise ParameterError(
            f"There are {donors} units to mix; at least {LEAST_DONORS} are needed.", where=Where(field="groups"),
            mend="Add neighbourhoods that are like it and were not treated.",
        )  # fmt: skip
    if before < LEAST_BEFORE:
        raise ParameterError(
            f"There are {before} periods before the start; at least {LEAST_BEFORE} are needed.",
            where=Where(field="baseline"), mend="Use a longer baseline.",
        )  # fmt: skip
    if after < 1 or lag < 0:
        raise ParameterError(
            f"Nothing was measured {lag} periods after the start.", where=Where(field="lag"), mend="Measure longer."
        )


def _placebo_gap(others: Floats, donor: int, before: slice) -> Floats:
    rest = np.delete(others, donor, axis=1)
    return np.asarray(others[:, donor] - rest @ mixture(others[before, donor], rest[before]), np.float64)


def _size(values: Floats) -> float:
    return math.sqrt(float(np.mean(values**2)))
