"""How many people or groups an experiment needs, and which effect it can tell from chance: closed forms.

Units are persons, or whole groups of persons (neighbourhoods, firms) when `cluster_size` is above 1. All tests are
two-sided.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from portee.core.errors import ParameterError, Where

__all__ = [
    "Analysis",
    "Design",
    "Outcome",
    "design_effect",
    "mean_correlation",
    "minimal_detectable_effect",
    "power_of",
    "sample_size",
    "variance_factor",
]

Outcome = Literal["mean", "share"]
Analysis = Literal["post", "change", "ancova"]

MOST_UNITS = 10_000_000
"""No experiment has more units in a group; a larger one means that the effect is too small to look for."""


@dataclass(frozen=True)
class Design:
    """What is compared, and how alike the units are.

    Attributes:
        outcome: "mean" of a figure, or "share" of people.
        spread: of a mean, its standard deviation among persons, in the unit of the outcome; of a share, not used.
        baseline: of a share, its value without the experiment, 0 to 1; of a mean, not used.
        analysis: "post" compares what is seen after; "change" compares before and after (difference in differences);
            "ancova" compares after, adjusted for before. A share is compared after.
        correlation: of a person's figure before and after, 0 where other people are asked the second time.
        cluster_size: persons measured in each unit, 1 where persons are the units.
        icc: intra-cluster correlation, the part of the variance that lies between units.
        cluster_correlation: of a unit's own level before and after.
        before, after: how often figures are taken before and after; any two of one unit are correlated alike.
        ratio: control units per treated unit, of a sample to plan. level: chance of seeing an effect where none is.
    """

    outcome: Outcome = "mean"
    spread: float = 1.0
    baseline: float = 0.5
    analysis: Analysis = "post"
    correlation: float = 0.0
    cluster_size: int = 1
    icc: float = 0.0
    cluster_correlation: float = 1.0
    before: int = 1
    after: int = 1
    ratio: float = 1.0
    level: float = 0.05

    def __post_init__(self) -> None:
        """Refuse what no experiment can be. Raises ParameterError."""
        bounds = (
            ("spread", self.spread > 0 and math.isfinite(self.spread), "above 0"),
            ("baseline", 0 < self.baseline < 1, "between 0 and 1"),
            ("correlation", 0 <= self.correlation < 1, "0 or more and below 1"),
            ("cluster_size", self.cluster_size >= 1, "1 or more"),
            ("icc", 0 <= self.icc < 1, "0 or more and below 1"),
            ("before", self.before >= 1, "1 or more"),
            ("after", self.after >= 1, "1 or more"),
            ("cluster_correlation", 0 <= self.cluster_correlation <= 1, "from 0 to 1"),
            ("ratio", 0 < self.ratio <= 1000, "above 0, 1000 at most"),
            ("level", 0 < self.level < 0.5, "above 0 and below 0.5"),
        )
        for name, right, wanted in bounds:
            if not right:
                raise ParameterError(
                    f"'{name}' is {getattr(self, name):g}.", where=Where(field=name), mend=f"It is {wanted}."
                )
        if self.outcome == "share" and (self.analysis != "post" or self.after > 1):
            raise ParameterError(
                "The power of a change of shares, or of shares taken several times, has no closed form here.",
                where=Where(field="analysis"),
                mend="Use post, once, or take shares as means with a spread of √(p (1 − p)).",
            )

    def replace(self, **changes: object) -> Design:
        """The design with other values."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def controls(self, treated: int) -> int:
        """Control units that go with treated ones."""
        return max(1, math.ceil(self.ratio * treated - 1e-9))


def design_effect(cluster_size: float, icc: float) -> float:
    """1 + (m − 1) · ICC: how many times more persons are needed because those of one group are alike.

    Args:
        cluster_size: m, persons in each group. icc: intra-cluster correlation, 0 to 1.

    Reference: Donner, Birkett & Buck 1981, doi:10.1093/oxfordjournals.aje.a113261.
    """
    return 1 + (cluster_size - 1) * icc


def mean_correlation(design: Design) -> float:
    """Correlation of a unit's mean before and after: that of persons and that of groups, weighted by their variance.

    Reference: Teerenstra et al. 2012, doi:10.1002/sim.5352.
    """
    size, icc = design.cluster_size, design.icc
    return (size * icc * design.cluster_correlation + (1 - icc) * design.correlation) / design_effect(size, icc)


def variance_factor(analysis: Analysis, correlation: float, before: int = 1, after: int = 1) -> float:
    """Variance of the effect relative to comparing what is seen once after: 1, 2 (1 − r), or 1 − r² for one and one.

    Args:
        analysis: as in `Design`. correlation: r, of any two figures of a unit.
        before, after: how often they are taken. After b ones before and a after, the factors are (1 + (a − 1) r) / a,
            (1 − r) (1/a + 1/b), and (1 + (a − 1) r) / a − b r² / (1 + (b − 1) r).

    Reference: Frison & Pocock 1992, doi:10.1002/sim.4780111304; McKenzie 2012, doi:10.1016/j.jdeveco.2012.01.002.
    """
    if analysis == "change":
        return (1 - correlation) * (1 / after + 1 / before)
    seen = (1 + (after - 1) * correlation) / after
    known = before * correlation**2 / (1 + (before - 1) * correlation)
    return seen - known if analysis == "ancova" else seen


def power_of(design: Design, effect: float, treated: int, control: int) -> float:
    """Chance of telling an effect from none, 0 to 1.

    Means, and shares of whole groups, are tested by Student's t on one figure per unit, so the power is that of the
    noncentral t. Shares of persons are tested by the normal law with a pooled variance.

    Args:
        design: what is compared. effect: the true difference, in the outcome's unit; a share's as 0.1 for ten points.
        treated, control: units in each group, at least two in all groups together beyond what is estimated.

    Raises:
        ParameterError: there are too few units, or the effect takes a share beyond 0 or 1.

    Reference: Cohen 1988, doi:10.4324/9780203771587, chapter 2; Fleiss, Levin & Paik 2003, doi:10.1002/0471445428,
    chapter 4, without continuity correction.
    """
    freedom = _freedom(design, treated, control)
    if design.outcome == "share":
        _check_share(design, effect)
        if design.cluster_size == 1:
            return _power_of_shares(design, effect, treated, control)
    from scipy.stats import nct, t

    deviation = _deviation(design, effect, treated, control)
    reach = t.isf(design.level / 2, freedom)
    apart = abs(effect) / deviation
    # Far out, the noncentral t of SciPy gives NaN where the chance is 1 or 0 to all digits.
    above = nct.sf(reach, freedom, apart)
    below = nct.cdf(-reach, freedom, apart)
    sure = 1.0 if apart > reach else 0.0
    return float((sure if math.isnan(above) else above) + (0.0 if math.isnan(below) else below))


def sample_size(design: Design, effect: float, power: float = 0.8) -> tuple[int, int]:
    """Fewest treated and control units with which an effect is told from none with some power.

    Args:
        design: what is compared, with the ratio of controls. effect: as in `power_of`. power: wanted, 0 to 1.

    Raises:
        ParameterError: the effect is 0 or so small that no sample would do, or the power is no chance.
    """
    _check_power(design, power)
    if effect == 0 or not math.isfinite(effect):
        raise ParameterError(
            f"No sample can show an effect of {effect:g}.", where=Where(field="effect"),
            mend="Give the smallest effect that would matter.",
        )  # fmt: skip

    def enough(units: int) -> bool:
        return power_of(design, effect, units, design.controls(units)) >= power

    least = next(n for n in range(1, 1000) if _possible(design, n, design.controls(n)))
    high = least
    while not enough(high):
        if high > MOST_UNITS:
            raise ParameterError(
                f"More than {MOST_UNITS} units would be needed to see an effect of {effect:g}.",
                where=Where(field="effect"), mend="Look for a larger effect, or for an outcome that varies less.",
            )  # fmt: skip
        high *= 2
    low = max(least, high // 2)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    return high, design.controls(high)


def minimal_detectable_effect(
    design: Design, treated: int, control: int, power: float = 0.8, *, falls: bool = False
) -> float:
    """Smallest effect that is told from none with some power, in the outcome's unit; below 0 when the outcome `falls`.

    Raises:
        ParameterError: there are too few units, or no possible change of the share would be seen.
    """
    from scipy.optimize import brentq

    _check_power(design, power)
    sign = -1.0 if falls else 1.0
    if design.outcome == "share":
        most = (design.baseline if falls else 1 - design.baseline) * (1 - 1e-9)
        if power_of(design, sign * most, treated, control) < power:
            raise ParameterError(
                f"With {treated} treated and {control} control units, no change of the share would be seen with a "
                f"power of {power:g}.", where=Where(field="treated"), mend="Take more units.",
            )  # fmt: skip
    else:
        most = _deviation(design, 0.0, treated, control)
        while power_of(design, most, treated, control) < power:
            most *= 2
    found = brentq(
        lambda effect: power_of(design, sign * effect, treated, control) - power, 0.0, most, xtol=1e-12, rtol=1e-10
    )
    return sign * float(found)


def _deviation(design: Design, effect: float, treated: int, control: int) -> float:
    """Standard error of the difference between treated and control units."""
    size = design.cluster_size
    inflated = design_effect(size, design.icc) / size
    if design.outcome == "share":
        share = design.baseline + effect
        return math.sqrt(inflated * (share * (1 - share) / treated + design.baseline * (1 - design.baseline) / control))
    factor = variance_factor(design.analysis, mean_correlation(design), design.before, design.after)
    if design.analysis == "ancova":
        # The slope on what was seen before is itself estimated: E[χ²(1)] · E[1 / χ²(n − 2)] = 1 / (n − 4).
        factor *= 1 + 1 / (treated + control - 4)
    return design.spread * math.sqrt(inflated * factor * (1 / treated + 1 / control))


def _power_of_shares(design: Design, effect: float, treated: int, control: int) -> float:
    from scipy.stats import norm

    before, after = design.baseline, design.baseline + effect
    pooled = (treated * after + control * before) / (treated + control)
    none = math.sqrt(pooled * (1 - pooled) * (1 / treated + 1 / control))
    own = _deviation(design, effect, treated, control)
    reach = norm.isf(design.level / 2) * none
    return float(norm.sf((reach - abs(effect)) / own) + norm.cdf((-reach - abs(effect)) / own))


def _possible(design: Design, treated: int, control: int) -> bool:
    # ANCOVA loses one degree of freedom to its slope, whose own error needs more than four units.
    least = 5 if design.analysis == "ancova" else 3
    return treated >= 1 and control >= 1 and treated + control >= least


def _freedom(design: Design, treated: int, control: int) -> int:
    if not _possible(design, treated, control):
        raise ParameterError(
            f"{treated} treated and {control} control units are too few to tell an effect from chance.",
            where=Where(field="treated"), mend="Take more units; for a single one, use synthetic control.",
        )  # fmt: skip
    return treated + control - (3 if design.analysis == "ancova" else 2)


def _check_share(design: Design, effect: float) -> None:
    if not 0 < design.baseline + effect < 1:
        raise ParameterError(
            f"A share of {design.baseline:g} cannot change by {effect:+g}.", where=Where(field="effect"),
            mend="Give a change that leaves it between 0 and 1, 0.1 for ten points.",
        )  # fmt: skip


def _check_power(design: Design, power: float) -> None:
    if not design.level < power < 1:
        raise ParameterError(
            f"A power of {power:g} is not above the level {design.level:g} and below 1.", where=Where(field="power"),
            mend="Give for example 0.8.",
        )  # fmt: skip
