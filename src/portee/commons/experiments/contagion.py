"""How strongly places follow those that they see: two figures fitted to when each place took a practice up.

In each round a place that has not yet taken it up does so with chance 1 − e^(−(p + q s)), s being the weight of those
among the places it sees that have. p is what it does on its own, q the pull of its neighbours: the spatial form of an
uptake by imitation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.commons.experiments.estimates import Effect, effect_of
from portee.commons.experiments.near_graph import NearGraph
from portee.core.errors import ParameterError, Where

__all__ = ["Contagion", "draw_contagion", "fit_contagion"]

LEAST_ADOPTERS = 10
"""Fewer places that took it up cannot tell two figures."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Contagion:
    """What was fitted.

    Attributes:
        own: p, per round. pull: q, per round. Both with intervals, which the normal law gives for many places.
        adopters: places that took it up. rounds: seen.
    """

    own: Effect
    pull: Effect
    adopters: int
    rounds: int


def draw_contagion(graph: NearGraph, own: float, pull: float, rounds: int, seed: int = 0) -> Ints:
    """Round, from 1 on, in which each place takes it up; -1 for not within the rounds. Same seed, same rounds."""
    rng = np.random.default_rng(seed)
    when = np.full(len(graph), -1, np.int64)
    for turn in range(1, rounds + 1):
        chance = -np.expm1(-(own + pull * _seen(graph, when >= 0)))
        when[(when < 0) & (rng.random(len(graph)) < chance)] = turn
    return when


def fit_contagion(graph: NearGraph, when: npt.ArrayLike, rounds: int, *, level: float = 0.05) -> Contagion:
    """P and q of greatest likelihood.

    Args:
        graph: who sees whom. when: round of each place, from 1 on, 0 for those that began it, -1 for not yet.
        rounds: how many were seen. level: 1 less the coverage of the intervals.

    Raises:
        ParameterError: rounds are not one per place, or too few places took it up.
    """
    from scipy.optimize import minimize

    turned = np.asarray(when, np.int64)
    if turned.shape != (len(graph),) or turned.min(initial=-1) < -1 or turned.max(initial=-1) > rounds:
        raise ParameterError(
            "Rounds are not one per place, from -1 to the last.", where=Where(field="when"),
            mend="Give the round in which each place took it up, -1 where it has not.",
        )  # fmt: skip
    adopters = int(np.count_nonzero(turned > 0))
    if adopters < LEAST_ADOPTERS:
        raise ParameterError(
            f"{adopters} places took it up; at least {LEAST_ADOPTERS} are needed to tell what made them.",
            where=Where(field="when"), mend="Look at smaller places, or wait.",
        )  # fmt: skip
    seen, took = _risks(graph, turned, rounds)

    def unlikely(figures: Floats) -> tuple[float, Floats]:
        rate = np.maximum(figures[0] + figures[1] * seen, 1e-300)
        slope = np.where(took, 1 / np.expm1(np.minimum(rate, 700)), -1.0)
        value = np.where(took, np.log(-np.expm1(-rate)), -rate).sum()
        return -float(value), -np.array([slope.sum(), (slope * seen).sum()])

    mean = adopters / len(took)
    found = minimize(unlikely, [mean, mean], jac=True, bounds=[(1e-9, None), (0.0, None)], method="L-BFGS-B",
                     options={"ftol": 1e-14, "gtol": 1e-9, "maxiter": 1000})  # fmt: skip
    own, pull = (float(value) for value in found.x)
    rate = own + pull * seen
    # Expected information of one place and round: e^(−rate) / (1 − e^(−rate)).
    weight = 1 / np.expm1(np.minimum(rate, 700))
    rows = np.column_stack([np.ones(len(seen)), seen])
    variance = np.linalg.pinv(rows.T @ (rows * weight[:, None]))
    errors = [math.sqrt(max(float(value), 0.0)) for value in np.diag(variance)]
    many = float(len(took))
    return Contagion(
        effect_of(own, errors[0], many, level), effect_of(pull, errors[1], many, level), adopters, rounds
    )  # fmt: skip


def _seen(graph: NearGraph, taken: npt.NDArray[np.bool_]) -> Floats:
    owner = np.repeat(np.arange(len(graph)), np.diff(graph.offset))
    counted = np.bincount(owner, np.where(taken[graph.other], graph.weight, 0.0), minlength=len(graph))
    return counted.astype(np.float64)


def _risks(graph: NearGraph, turned: Ints, rounds: int) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """For each place and round in which it had not yet, the weight of adopters that it saw, and whether it did."""
    seen, took = [], []
    for turn in range(1, rounds + 1):
        waiting = (turned < 0) | (turned >= turn)
        seen.append(_seen(graph, (turned >= 0) & (turned < turn))[waiting])
        took.append(turned[waiting] == turn)
    return np.concatenate(seen), np.concatenate(took)
