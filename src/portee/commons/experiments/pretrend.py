"""Whether the groups already went apart before: then what they differ by afterwards is no effect.

A test that finds nothing is no proof of parallel trends: with few units it sees little. How far apart they could have
been drifting, unseen, is therefore told too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from portee.commons.experiments.estimates import Effect, EventStudy, effect_of
from portee.core.errors import ParameterError, Where

__all__ = ["PreTrend", "pre_trend"]


@dataclass(frozen=True)
class PreTrend:
    """The differences before the start.

    Attributes:
        slope: change of the difference per period, None with a single period before besides the reference.
        joint_p: chance of differences as large, were there none; NaN where there are too few clusters for it.
        periods: differences tested. level: below which p says that the groups went apart.
    """

    slope: Effect
    joint_p: float
    periods: int
    level: float

    @property
    def diverged(self) -> bool:
        """Whether the groups went apart before: by all differences together, else by their slope."""
        return (self.slope.p if math.isnan(self.joint_p) else self.joint_p) < self.level


def pre_trend(study: EventStudy, level: float = 0.05) -> PreTrend:
    """Test the effects before the start together, and their slope.

    The joint test is Hotelling's, T² (G − k) / (k (G − 1)) following F(k, G − k), which holds with few clusters G; with
    fewer than three clusters per difference k it has no strength, and the slope decides.

    Args:
        study: effects by periods since the start. level: below which p says that the groups went apart.

    Raises:
        ParameterError: there is no period before the start but the reference.

    Reference: Roth 2022, doi:10.1257/aeri.20210236, on what such tests miss.
    """
    from scipy.stats import f

    before = study.since < 0
    count = int(before.sum())
    if count == 0:
        raise ParameterError(
            "There is only one period before the start: no trend can be seen.", where=Where(field="baseline"),
            mend="Measure at least two periods before anything starts.",
        )  # fmt: skip
    effect, covariance = study.effect[before], study.covariance[np.ix_(before, before)]
    since = np.append(study.since[before], study.reference).astype(np.float64)
    # The reference is one of the points: its difference is nothing by construction.
    centred = since - since.mean()
    weights = (centred / (centred @ centred))[:-1]
    error = math.sqrt(max(float(weights @ covariance @ weights), 0.0))
    slope = effect_of(float(weights @ effect), error, study.freedom, level)
    clusters = study.freedom + 1
    joint = math.nan
    if clusters >= 3 * count and np.linalg.matrix_rank(covariance, hermitian=True) == count:
        squared = float(effect @ np.linalg.solve(covariance, effect))
        joint = float(f.sf(squared * (clusters - count) / (count * (clusters - 1)), count, clusters - count))
    return PreTrend(slope, joint, count, level)
