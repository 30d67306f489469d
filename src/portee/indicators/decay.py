"""How much an opportunity counts when it takes so many minutes to reach: impedance functions.

Each is a frozen set of parameters that turns minutes (any shape, `inf` for unreachable) into a share between 0 and 1:
1 at no time at all, never rising with time, 0 where there is no way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.inputs import Floats, checked_minutes, checked_number

__all__ = ["Decay", "Exponential", "Gaussian", "Interval", "Logistic", "Power", "Step"]


class Decay(Protocol):
    """Anything that turns minutes into a share between 0 and 1."""

    def __call__(self, minutes: npt.ArrayLike) -> Floats: ...


@dataclass(frozen=True)
class Step:
    """1 up to `cutoff` minutes, the cut-off included, and 0 beyond. Wachs & Kumagai 1973."""

    cutoff: float

    def __post_init__(self) -> None:
        checked_number(self.cutoff, "cutoff")

    def __call__(self, minutes: npt.ArrayLike) -> Floats:
        return (checked_minutes(minutes) <= self.cutoff).astype(np.float64)


@dataclass(frozen=True)
class Interval:
    """The mean of all steps with a cut-off from `low` to `high` minutes, each as likely as the others.

    It is 1 up to `low`, 0 from `high`, and falls in a straight line between them. After Tomasiello et al. 2023, who
    average over whole minutes; here the average is over every instant, its limit.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        checked_number(self.low, "low")
        checked_number(self.high, "high")
        if self.high <= self.low:
            raise ParameterError(
                f"The interval from {self.low:g} to {self.high:g} minutes is empty.",
                where=Where(field="high"),
                mend="Give a second number larger than the first, or use one cut-off.",
            )

    def __call__(self, minutes: npt.ArrayLike) -> Floats:
        share = (self.high - checked_minutes(minutes).astype(np.float64)) / (self.high - self.low)
        return np.clip(share, 0.0, 1.0)


@dataclass(frozen=True)
class Exponential:
    """exp(−β t), with β = `beta` per minute. Hansen 1959."""

    beta: float

    def __post_init__(self) -> None:
        checked_number(self.beta, "beta", strict=True)

    @classmethod
    def from_half_life(cls, half_life: float) -> Exponential:
        """The decay that halves every `half_life` minutes: β = ln 2 / half-life."""
        return cls(beta=float(np.log(2.0)) / checked_number(half_life, "half_life", strict=True))

    def __call__(self, minutes: npt.ArrayLike) -> Floats:
        return np.exp(-self.beta * checked_minutes(minutes).astype(np.float64))


@dataclass(frozen=True)
class Power:
    """(t / `full_until`) to the power −`exponent`, and 1 up to `full_until` minutes. Hansen 1959.

    The floor is there because a power of time has no value at zero minutes.
    """

    exponent: float
    full_until: float

    def __post_init__(self) -> None:
        checked_number(self.exponent, "exponent", strict=True)
        checked_number(self.full_until, "full_until", strict=True)

    def __call__(self, minutes: npt.ArrayLike) -> Floats:
        ratio = np.maximum(checked_minutes(minutes).astype(np.float64), self.full_until) / self.full_until
        return np.asarray(ratio**-self.exponent)


@dataclass(frozen=True)
class Logistic:
    """A falling S: half way near `inflection` minutes, steeper as `deviation` minutes is smaller.

    (1 + exp(−m k)) / (1 + exp((t − m) k)), with m the inflection and k = π / (√3 × deviation); the numerator makes it
    1 at zero minutes. Bauer & Groneberg 2016.
    """

    inflection: float
    deviation: float

    def __post_init__(self) -> None:
        checked_number(self.inflection, "inflection", strict=True)
        checked_number(self.deviation, "deviation", strict=True)

    def __call__(self, minutes: npt.ArrayLike) -> Floats:
        slope = np.pi / (np.sqrt(3.0) * self.deviation)
        position = (checked_minutes(minutes).astype(np.float64) - self.inflection) * slope
        # 1 / (1 + e^x) written as e^-log(1 + e^x): no overflow for long times.
        share = np.exp(np.logaddexp(0.0, -self.inflection * slope) - np.logaddexp(0.0, position))
        # The two logarithms may differ by one rounding at zero minutes.
        return np.asarray(np.minimum(share, 1.0))


@dataclass(frozen=True)
class Gaussian:
    """exp(−t² / (2 d²)), with d = `deviation` in minutes. Ingram 1971."""

    deviation: float

    def __post_init__(self) -> None:
        checked_number(self.deviation, "deviation", strict=True)

    def __call__(self, minutes: npt.ArrayLike) -> Floats:
        return np.exp(-0.5 * (checked_minutes(minutes).astype(np.float64) / self.deviation) ** 2)
