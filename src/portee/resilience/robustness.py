"""Robustness curves: what is left of access as more and more elements of a network fail."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.inputs import checked_number
from portee.resilience.needs import ROUNDING

__all__ = ["RANDOM", "RobustnessCurve", "random_orders", "ranked", "robustness_curve"]

Array = npt.NDArray[np.float64]

RANDOM = "random"


@dataclass(frozen=True, eq=False)
class RobustnessCurve:
    """What is left, draw by draw.

    Attributes:
        shares: float64 (s,), shares of the elements that fail, rising.
        failed: int64 (s,), how many elements that is.
        quality: float64 (draws, s), what is left; one row for a given order.
        area: float64 (draws,), under each row, by trapezoids over the shares.
    """

    shares: Array
    failed: npt.NDArray[np.int64]
    quality: Array
    area: Array


def robustness_curve(
    elements: Sequence[str],
    left: Callable[[frozenset[str]], float],
    shares: Sequence[float],
    order: str | Sequence[str] = RANDOM,
    *,
    draws: int = 20,
    seed: int = 0,
) -> RobustnessCurve:
    """What is left when the first elements of an order fail, for each share of them.

    Failures are nested: within a draw, what fails at a share fails at every larger one. So a curve never rises when
    `left` never grows by a failure.

    Args:
        elements: names of what may fail (lines, stops, streets).
        left: what is left when a set of elements fails, 0 or more; asked once for each set.
        shares: of the elements, 0 to 1, rising, at least two; of n elements the nearest whole number fails, the larger
            one at the half.
        order: "random", or all elements in the order in which they fail (see `ranked`).
        draws: random orders, at least 1.
        seed: of the random orders.

    Raises:
        ParameterError: for no element or one named twice, shares that do not rise from 0 to 1, an order that is not of
            the same elements, no draw, or what is left that is negative or not finite.
    """
    names = _checked(elements)
    steps = np.asarray(shares, dtype=np.float64)
    if steps.ndim != 1 or len(steps) < 2 or not bool(np.all(np.diff(steps) > 0) and steps[0] >= 0 and steps[-1] <= 1):
        raise ParameterError(
            "The shares of failing elements do not rise from 0 to 1.",
            where=Where(field="shares"),
            mend="Give at least two, each larger than the one before, from 0 to 1.",
        )
    if order == RANDOM:
        orders = random_orders(names, draws, seed)
    elif not isinstance(order, str) and sorted(order) == sorted(names):
        orders = (tuple(order),)
    else:
        raise ParameterError(
            "The order of failures is not one of the elements.",
            where=Where(field="order"),
            mend=f"Give '{RANDOM}', or every element once.",
        )

    @cache
    def at(failing: frozenset[str]) -> float:
        return checked_number(left(failing), "left", rounding=ROUNDING)

    failed = np.asarray([math.floor(share * len(names) + 0.5) for share in steps.tolist()], np.int64)
    quality = np.asarray([[at(frozenset(one[:count])) for count in failed.tolist()] for one in orders])
    return RobustnessCurve(steps, failed, quality, np.asarray(np.trapezoid(quality, steps, axis=1)))


def random_orders(elements: Sequence[str], draws: int, seed: int) -> tuple[tuple[str, ...], ...]:
    """Random orders of elements: the same for the same seed, however they are listed; more draws keep the first ones.

    Raises:
        ParameterError: for no element or one named twice, or no draw.
    """
    names = sorted(_checked(elements))
    if draws < 1:
        raise ParameterError(f"{draws} draws show nothing.", where=Where(field="draws"), mend="Give at least 1.")
    rng = np.random.default_rng(seed)
    return tuple(tuple(names[k] for k in rng.permutation(len(names)).tolist()) for _ in range(draws))


def ranked(elements: Sequence[str], scores: npt.ArrayLike) -> tuple[str, ...]:
    """Elements by falling score, those that are level by name: what matters most fails first.

    Args:
        elements: n names.
        scores: shape (n,), may be infinite.

    Raises:
        ParameterError: for no element or one named twice, NaN scores, or not one score for each.
    """
    names = _checked(elements)
    heights = np.asarray(scores, dtype=np.float64)
    if heights.shape != (len(names),) or bool(np.isnan(heights).any()):
        raise ParameterError(
            f"Scores of shape {heights.shape} do not match {len(names)} elements, or some are not numbers.",
            where=Where(field="scores"),
            mend="Give one number for each element.",
        )
    return tuple(name for _, name in sorted(zip((-heights).tolist(), names, strict=True)))


def _checked(elements: Sequence[str]) -> tuple[str, ...]:
    names = tuple(elements)
    if not names or len(set(names)) < len(names):
        raise ParameterError(
            "There is no element that may fail, or one is named twice.",
            where=Where(field="elements"),
            mend="Give each element one name of its own.",
        )
    return names
