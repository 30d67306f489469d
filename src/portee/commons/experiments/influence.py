"""How much neighbours weigh together, from when each place took a practice up: the figure that `seeding` needs.

A place whose threshold is drawn evenly between 0 and 1 follows in the round in which w times the share of its
neighbours that it sees to have adopted passes the threshold. So it follows in a round with chance w times what that
share grew by, and never with chance 1 − w times the last share; w is the one that makes what was seen likeliest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.commons.experiments.estimates import Effect, effect_of
from portee.commons.experiments.near_graph import NearGraph
from portee.core.errors import ParameterError, Where

__all__ = ["Influence", "fit_influence"]

LEAST_FOLLOWERS = 10
"""Fewer places that followed cannot tell how much neighbours weigh."""


@dataclass(frozen=True)
class Influence:
    """What was fitted.

    Attributes:
        weight: of all neighbours together, above 0, 1 at most, with its interval by the normal law.
        followers: places that followed. own: places that took it up without seeing anyone new; they count as beginners.
    """

    weight: Effect
    followers: int
    own: int


def fit_influence(graph: NearGraph, when: npt.ArrayLike, *, level: float = 0.05) -> Influence:
    """Weight of neighbours of greatest likelihood, once the practice has stopped spreading.

    Args:
        graph: who sees whom; only the shares of its weights count. when: round of each place, 0 for those that began,
            -1 for never. level: 1 less the coverage of the interval.

    Raises:
        ParameterError: rounds are not one per place, or too few places followed.
    """
    from scipy.optimize import brentq

    turned = np.asarray(when, np.int64)
    if turned.shape != (len(graph),) or turned.min(initial=0) < -1:
        raise ParameterError(
            "Rounds are not one per place, from -1 on.", where=Where(field="when"),
            mend="Give the round in which each place took it up, 0 where it began, -1 for never.",
        )  # fmt: skip
    owner = np.repeat(np.arange(len(graph)), np.diff(graph.offset))
    weights = np.bincount(owner, graph.weight, minlength=len(graph))
    share = graph.weight / np.where(weights > 0, weights, 1.0)[owner]

    def seen(before: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Share of each place's neighbours that took it up before a round of its own."""
        taken = (turned[graph.other] >= 0) & (turned[graph.other] < before[owner])
        return np.bincount(owner, np.where(taken, share, 0.0), minlength=len(graph)).astype(np.float64)

    last = np.full(len(graph), turned.max(initial=0) + 1)
    grown = seen(turned) - seen(turned - 1)
    followed = (turned > 0) & (grown > 0)
    left = seen(last)[turned < 0]
    count = int(followed.sum())
    if count < LEAST_FOLLOWERS:
        raise ParameterError(
            f"{count} places followed others; at least {LEAST_FOLLOWERS} are needed to tell how much these weigh.",
            where=Where(field="when"), mend="Look at smaller places, or at a practice that spread further.",
        )  # fmt: skip

    def slope(weight: float) -> float:
        return count / weight - float(np.sum(left / (1 - weight * left)))

    # At a weight of 1 a place that sees adopters alone and never followed would be impossible.
    most = 1 - 1e-9
    best = most if slope(most) >= 0 else float(brentq(slope, 1e-9, most))
    known = count / best**2 + float(np.sum((left / (1 - best * left)) ** 2))
    found = effect_of(best, known**-0.5, float(len(graph)), level)
    return Influence(found, count, int(np.count_nonzero(turned > 0)) - count)
