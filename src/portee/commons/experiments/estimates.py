"""An effect with its interval, and effects period by period with how they vary together."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where

__all__ = ["Effect", "EventStudy", "effect_of"]


@dataclass(frozen=True)
class Effect:
    """An effect in the outcome's unit.

    Attributes:
        estimate, low, high: the effect and its interval, NaN where none can be given. error: standard error.
        p: chance of an effect as far from nothing, were there none. level: 1 less the coverage of the interval.
        freedom: degrees of freedom of the t law, NaN where it does not rest on one.
    """

    estimate: float
    error: float
    low: float
    high: float
    p: float
    level: float
    freedom: float


@dataclass(frozen=True, eq=False)
class EventStudy:
    """Effects by periods since the start; before it they should be nothing.

    Attributes:
        since: int64 (k,), periods since the start, below 0 before it, without the reference.
        effect: float64 (k,), in the outcome's unit. covariance: float64 (k, k).
        freedom: degrees of freedom, NaN where no error can be told. reference: the period against which all are told.
    """

    since: npt.NDArray[np.int64]
    effect: npt.NDArray[np.float64]
    covariance: npt.NDArray[np.float64]
    freedom: float
    reference: int = -1

    def mean_from(self, first: int, level: float = 0.05) -> Effect:
        """Mean of the effects from a period after the start on, each period counting once.

        Raises:
            ParameterError: nothing was seen so late.
        """
        kept = self.since >= max(first, 0)
        if not kept.any():
            raise ParameterError(
                f"No treated unit was measured {first} periods after it started.", where=Where(field="lag"),
                mend="Measure longer, or look at an outcome that moves sooner.",
            )  # fmt: skip
        weights = kept / kept.sum()
        variance = float(weights @ self.covariance @ weights)
        error = math.sqrt(max(variance, 0.0)) if math.isfinite(variance) else math.nan
        return effect_of(float(weights @ self.effect), error, self.freedom, level)

    def each(self, level: float = 0.05) -> list[Effect]:
        """The effect of each period with its own interval."""
        errors = np.sqrt(np.maximum(np.diag(self.covariance), 0.0))
        return [
            effect_of(float(value), float(error), self.freedom, level)
            for value, error in zip(self.effect, errors, strict=True)
        ]


def effect_of(estimate: float, error: float, freedom: float, level: float) -> Effect:
    """An effect whose error follows Student's law."""
    from scipy.stats import t

    if not freedom > 0 or not math.isfinite(error):
        return Effect(estimate, math.nan, math.nan, math.nan, math.nan, level, math.nan)
    reach = float(t.isf(level / 2, freedom)) * error
    apart = abs(estimate) / error if error > 0 else (0.0 if estimate == 0 else math.inf)
    p = float(2 * t.sf(apart, freedom))
    return Effect(estimate, error, estimate - reach, estimate + reach, p, level, freedom)
