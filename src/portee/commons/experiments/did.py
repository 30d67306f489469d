"""Difference in differences when all treated units start together: what they changed by, less what controls changed by.

Standard errors hold when the members of a cluster are alike (CR2), with the degrees of freedom of Bell and McCaffrey:
few treated clusters give wide intervals, a single one gives none. `permutation` gives a test beside them.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from portee.commons.experiments.estimates import Effect, EventStudy, effect_of
from portee.commons.experiments.panel import Panel
from portee.core.errors import ParameterError, Where

__all__ = ["common_event_study", "common_start", "two_period_did"]

Floats = npt.NDArray[np.float64]


def common_start(panel: Panel) -> int:
    """Place of the one start of all treated units. Raises ParameterError for several, none, or no control."""
    starts = panel.starts
    if len(starts) != 1:
        what = "No unit is treated." if not starts else f"Treated units start at {len(starts)} different periods."
        mend = "Give the treated units." if not starts else "Use the estimator of staggered starts."
        raise ParameterError(what, where=Where(field="starts" if starts else "start"), mend=mend)
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
    Bell & McCaffrey 2002 (Survey Methodology 28(2), 169–181) and Imbens & Kolesár 2016, doi:10.1162/REST_a_00552, on
    clusters.
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


def _contrasts(panel: Panel, contrasts: Floats) -> tuple[Floats, Floats, float]:
    """Differences between treated and control means of combined periods, their CR2 covariance, and its freedom.

    The means of two groups are a regression on a constant and on being treated. There, the matrix (I − H)^(−1/2) of a
    cluster only stretches the sum of its residuals in each group, by 1 / √(1 − m / n) for m of the n members.
    """
    combined = panel.values @ contrasts.T
    groups, place = np.unique(panel.cluster, return_inverse=True)
    if len(groups) < 2 or len(panel.units) < 3:
        raise ParameterError(
            f"{len(groups)} clusters of {len(panel.units)} units are too few for a standard error.",
            where=Where(field="cluster"), mend="Use synthetic control for a single unit.",
        )  # fmt: skip
    means, scores = [], np.zeros((len(groups), len(contrasts)))
    diagonal, columns = np.zeros(len(groups)), []
    for sign, members in ((1.0, panel.treated), (-1.0, ~panel.treated)):
        count = int(members.sum())
        mean = combined[members].mean(axis=0)
        means.append(mean)
        sums = np.zeros((len(groups), len(contrasts)))
        np.add.at(sums, place[members], combined[members] - mean)
        sizes = np.bincount(place[members], minlength=len(groups))
        left = 1 - sizes / count
        # A group that is one cluster alone says nothing of how clusters differ.
        stretch = np.where(sizes > 0, 1 / np.sqrt(np.where(left > 0, left, np.nan)), 0.0)
        scores += sign * stretch[:, None] * sums / count
        weights = stretch / count
        diagonal += sizes * weights**2
        columns.append(sizes * weights / math.sqrt(count))
    # Bell and McCaffrey's matrix is this diagonal less the products of both columns: tr(M)² / tr(M²).
    both = np.array(columns)
    trace = diagonal.sum() - (both**2).sum()
    square = (diagonal**2).sum() - 2 * (diagonal * both**2).sum() + ((both @ both.T) ** 2).sum()
    return means[0] - means[1], scores.T @ scores, float(trace**2 / square)
