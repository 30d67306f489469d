"""Difference in differences when all treated units start together: what they changed by, less what controls changed by.

Standard errors hold when the members of a cluster are alike (CR1), and tests use one degree of freedom per cluster but
one. With few clusters they are too small: a permutation test goes with them.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.commons.experiments.estimates import Effect, EventStudy, effect_of
from portee.commons.experiments.panel import Panel
from portee.core.errors import ParameterError, Where

__all__ = ["Permutation", "common_event_study", "common_start", "permutation_test", "two_period_did"]

MOST_LISTED = 20_000
"""Assignments that are all tried; of more, as many are drawn."""

Floats = npt.NDArray[np.float64]


def common_start(panel: Panel) -> int:
    """Place of the one start of all treated units. Raises ParameterError for several, none, or no control."""
    starts = panel.starts
    if len(starts) != 1:
        what = "No unit is treated." if not starts else f"Treated units start at {len(starts)} different periods."
        mend = "Give the treated units." if not starts else "Use the estimator of staggered starts."
        raise ParameterError(what, where=Where(field="start"), mend=mend)
    if panel.treated.all():
        raise ParameterError("There is no control unit.", where=Where(field="start"), mend="Add units never treated.")
    return starts[0]


def two_period_did(panel: Panel, *, first: int = 0, lag: int = 0, level: float = 0.05) -> Effect:
    """Mean change of treated units less that of controls, from the periods before to those after.

    Args:
        panel: all treated units start together, and some never do.
        first: place of the first period of the baseline, which ends before the start.
        lag: periods after the start that are left out. level: 1 less the coverage of the interval.

    Raises:
        ParameterError: starts differ, there is no control, or nothing is left before or after.

    Reference: Bertrand, Duflo & Mullainathan 2004, doi:10.1162/003355304772839588, on one figure before and one after;
    Cameron & Miller 2015, doi:10.3368/jhr.50.2.317, on clusters.
    """
    contrast = _before_after(panel, first, lag)
    effect, covariance, freedom = _contrasts(panel, contrast[None, :])
    return effect_of(float(effect[0]), math.sqrt(float(covariance[0, 0])), freedom, level)


def common_event_study(panel: Panel, *, first: int = 0) -> EventStudy:
    """Difference of the changes since the last period before the start, for every other period from `first` on.

    Raises:
        ParameterError: as `two_period_did`.
    """
    start = common_start(panel)
    _check_first(first, start)
    places = [place for place in range(first, len(panel.periods)) if place != start - 1]
    contrasts = np.zeros((len(places), len(panel.periods)))
    contrasts[np.arange(len(places)), places] = 1.0
    contrasts[:, start - 1] = -1.0
    effect, covariance, freedom = _contrasts(panel, contrasts)
    return EventStudy(np.array(places, np.int64) - start, effect, covariance, freedom)


@dataclass(frozen=True)
class Permutation:
    """Where the effect stands among those that other assignments of the treatment would have shown.

    Attributes:
        p: share of assignments with an effect as large. tried: how many. listed: whether these are all.
    """

    p: float
    tried: int
    listed: bool


def permutation_test(panel: Panel, *, first: int = 0, lag: int = 0, seed: int = 0) -> Permutation | None:
    """Treat other clusters instead, all of them where they can be listed; None where clusters are treated in part.

    It is exact when clusters were drawn by lot. With few of them, p cannot be small: 1 in the number of assignments.

    Args:
        panel, first, lag: as `two_period_did`. seed: of the draws, where there are too many to list.

    Raises:
        ParameterError: as `two_period_did`.

    Reference: Imbens & Rubin 2015, doi:10.1017/CBO9781139025751, chapter 5.
    """
    changes = panel.values @ _before_after(panel, first, lag)
    count = int(panel.cluster.max()) + 1
    members = np.bincount(panel.cluster, minlength=count).astype(np.float64)
    inner = np.bincount(panel.cluster, panel.treated, minlength=count)
    present = members > 0
    if np.any((inner > 0) & (inner < members)):
        return None
    sums, members, treated = np.bincount(panel.cluster, changes)[present], members[present], inner[present] > 0
    assigned, listed = _assignments(len(members), int(treated.sum()), seed)
    inside = assigned @ sums / (assigned @ members)
    outside = (sums.sum() - assigned @ sums) / (members.sum() - assigned @ members)
    own = float(sums[treated].sum() / members[treated].sum() - sums[~treated].sum() / members[~treated].sum())
    as_far = int(np.count_nonzero(np.abs(inside - outside) >= abs(own) * (1 - 1e-9)))
    # The assignment that was made is among those listed; among those drawn it is added.
    p = as_far / len(assigned) if listed else (as_far + 1) / (len(assigned) + 1)
    return Permutation(p, len(assigned), listed)


def _assignments(count: int, chosen: int, seed: int) -> tuple[Floats, bool]:
    if math.comb(count, chosen) <= MOST_LISTED:
        places = np.array(list(itertools.combinations(range(count), chosen)), np.int64).reshape(-1, chosen)
        listed = True
    else:
        rng = np.random.default_rng(seed)
        places = np.argsort(rng.random((MOST_LISTED, count)), axis=1)[:, :chosen]
        listed = False
    assigned = np.zeros((len(places), count))
    np.put_along_axis(assigned, places, 1.0, axis=1)
    return assigned, listed


def _before_after(panel: Panel, first: int, lag: int) -> Floats:
    """Weights of the periods: the mean after, less the mean before."""
    start = common_start(panel)
    _check_first(first, start)
    if lag < 0 or start + lag >= len(panel.periods):
        raise ParameterError(
            f"Nothing was measured {lag} periods after the start.", where=Where(field="lag"),
            mend="Measure longer, or look at an outcome that moves sooner.",
        )  # fmt: skip
    weights = np.zeros(len(panel.periods))
    weights[first:start] = -1 / (start - first)
    weights[start + lag :] = 1 / (len(panel.periods) - start - lag)
    return weights


def _check_first(first: int, start: int) -> None:
    if not 0 <= first < start:
        raise ParameterError(
            "The baseline does not end before the start.", where=Where(field="baseline"), mend="Begin it earlier."
        )


def _contrasts(panel: Panel, contrasts: Floats) -> tuple[Floats, Floats, int]:
    """Differences between treated and control means of combined periods, their CR1 covariance, and its freedom."""
    combined = panel.values @ contrasts.T
    treated, count = panel.treated, len(panel.units)
    sizes = np.where(treated, treated.sum(), (~treated).sum())
    means = combined[treated].mean(axis=0), combined[~treated].mean(axis=0)
    left = combined - np.where(treated[:, None], means[0], means[1])
    scores = np.where(treated, 1.0, -1.0)[:, None] / sizes[:, None] * left
    groups, place = np.unique(panel.cluster, return_inverse=True)
    if len(groups) < 2 or count < 3:
        raise ParameterError(
            f"{len(groups)} clusters of {count} units are too few for a standard error.", where=Where(field="cluster"),
            mend="Use synthetic control for a single unit.",
        )  # fmt: skip
    summed = np.zeros((len(groups), len(contrasts)))
    np.add.at(summed, place, scores)
    factor = len(groups) / (len(groups) - 1) * (count - 1) / (count - 2)
    return means[0] - means[1], factor * summed.T @ summed, len(groups) - 1
