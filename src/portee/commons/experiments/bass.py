"""How many people take up a novelty over time: some on their own, others because of those who have.

Each person takes it up after a time drawn from one law; p is the rate at which people do so on their own, q the pull of
those who did, m how many will in the end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.commons.experiments.estimates import Effect, effect_of
from portee.core.errors import ParameterError, Where

__all__ = ["Bass", "BassFit", "adopted_share", "draw_adoption", "fit_bass"]

LEAST_PERIODS = 5
"""Fewer periods cannot tell three figures and how sure they are."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Bass:
    """The law of an uptake.

    Attributes:
        own: p, per period, above 0. pull: q, per period, 0 or more. total: m, people in the end.
    """

    own: float
    pull: float
    total: float

    def __post_init__(self) -> None:
        """Refuse what is no uptake. Raises ParameterError."""
        for name, right in (("own", self.own > 0), ("pull", self.pull >= 0), ("total", self.total > 0)):
            if not right or not math.isfinite(getattr(self, name)):
                raise ParameterError(
                    f"'{name}' is {getattr(self, name):g}.", where=Where(field=name),
                    mend="own and total are above 0, pull is 0 or more.",
                )  # fmt: skip

    def adopters(self, time: npt.ArrayLike) -> Floats:
        """People who took it up by each time, in periods since the beginning."""
        return self.total * adopted_share(time, self.own, self.pull)

    @property
    def peak(self) -> float:
        """Time at which most people take it up, 0 where it is at the beginning."""
        return max(0.0, math.log(self.pull / self.own) / (self.own + self.pull)) if self.pull > 0 else 0.0


def adopted_share(time: npt.ArrayLike, own: float, pull: float) -> Floats:
    """F(t) = (1 − e^(−(p+q)t)) / (1 + (q/p) e^(−(p+q)t)), from 0 to 1.

    Args:
        time: t ≥ 0, in periods. own: p > 0. pull: q ≥ 0, both per period.

    Reference: Bass 1969, doi:10.1287/mnsc.15.5.215.
    """
    left = np.exp(-(own + pull) * np.asarray(time, np.float64))
    return np.asarray((1 - left) / (1 + pull / own * left), np.float64)


def draw_adoption(law: Bass, periods: int, seed: int = 0) -> npt.NDArray[np.int64]:
    """New adopters in each period, each person drawn from the law. The same seed gives the same."""
    shares = adopted_share(np.arange(periods + 1), law.own, law.pull)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(round(law.total), [*np.diff(shares), 1 - shares[-1]])
    return np.asarray(drawn[:-1], np.int64)


@dataclass(frozen=True)
class BassFit:
    """A law fitted to what was seen.

    Attributes:
        law: the best one. own, pull, total: each with its interval. past_peak: whether uptake already slows down;
            before that, how many will take it up in the end is hardly known.
        miss: root mean squared difference in new adopters per period. periods: seen.
    """

    law: Bass
    own: Effect
    pull: Effect
    total: Effect
    past_peak: bool
    miss: float
    periods: int


def fit_bass(adopters: npt.ArrayLike, *, level: float = 0.05) -> BassFit:
    """The law nearest to new adopters per period, by least squares on m (F(t) − F(t − 1)).

    Args:
        adopters: new ones in each period from the beginning on, 0 or more. level: 1 less the coverage of intervals.

    Raises:
        ParameterError: periods are too few, counts are not counts, or no law with an end fits them.

    Reference: Srinivasan & Mason 1986, doi:10.1287/mksc.5.2.169.
    """
    from scipy.optimize import least_squares

    new = _checked(adopters)
    seen = float(new.sum())
    times = np.arange(len(new) + 1)
    scale = max(float(new.max()), 1.0)

    def missed(logs: Floats) -> Floats:
        own, pull, total = np.exp(logs)
        return np.asarray((total * np.diff(adopted_share(times, own, pull)) - new) / scale, np.float64)

    best = None
    # Bounds keep the search where an uptake happens at all within a thousand times what was seen.
    low, high = np.log([1e-6, 1e-6, seen * 0.5]), np.log([2.0, 10.0, seen * 1e3])
    for own in (0.003, 0.05):
        for pull in (0.05, 0.3, 0.8):
            for part in (1.05, 3.0):
                found = least_squares(missed, np.log([own, pull, seen * part]), bounds=(low, high), xtol=1e-12)
                if best is None or found.cost < best.cost:
                    best = found
    assert best is not None
    own, pull, total = (float(value) for value in np.exp(best.x))
    if total > seen * 500:
        raise ParameterError(
            "These counts show no end of the uptake: how many will take it up cannot be told.",
            where=Where(field="adopters"), mend="Wait until it slows down, or fix the number of people concerned.",
        )  # fmt: skip
    law = Bass(own, pull, total)
    freedom = len(new) - 3
    variance = 2 * best.cost / freedom
    inverse = np.linalg.pinv(best.jac.T @ best.jac)
    errors = np.sqrt(np.maximum(np.diag(inverse), 0) * variance) * np.exp(best.x)
    own_fit, pull_fit, total_fit = (
        effect_of(value, float(error), freedom, level)
        for value, error in zip((own, pull, total), errors, strict=True)
    )  # fmt: skip
    miss = math.sqrt(2 * float(best.cost) / len(new)) * scale
    return BassFit(law, own_fit, pull_fit, total_fit, len(new) > law.peak, miss, len(new))


def _checked(adopters: npt.ArrayLike) -> Floats:
    new = np.asarray(adopters, np.float64)
    if new.ndim != 1 or len(new) < LEAST_PERIODS:
        raise ParameterError(
            f"{new.size} periods are too few to tell an uptake; at least {LEAST_PERIODS} are needed.",
            where=Where(field="adopters"), mend="Count over more, shorter periods.",
        )  # fmt: skip
    if not np.isfinite(new).all() or (new < 0).any() or new.sum() == 0:
        raise ParameterError(
            "New adopters are missing, negative, or none at all.", where=Where(field="adopters"),
            mend="Give how many took it up in each period, 0 where nobody did.",
        )  # fmt: skip
    return new
