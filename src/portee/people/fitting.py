"""Iterative proportional fitting: many tables at once, each made to agree with its margins.

A table keeps the associations of its seed (its odds ratios) and takes its totals from the margins: of all tables with
these margins it is the one nearest to the seed, in relative entropy. Deming & Stephan 1940
[10.1214/aoms/1177731829]; convergence: Csiszár 1975 [10.1214/aop/1176996454].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where

__all__ = ["Fitted", "fit_margins"]

Floats = npt.NDArray[np.float64]

NOTHING = 1e-300
"""A total this small is nothing: its parts would leave the precision of floating-point numbers."""

MARGINS_AGREE = 1e-9
"""Totals of the margins of one table differ at most so much, relative to the total: rounding, not another count."""


@dataclass(frozen=True, eq=False)
class Fitted:
    """Tables that agree with their margins.

    Attributes:
        tables: (n, m1, …, mk). The margin given first is met to the last digit.
        iterations: rounds over all margins. converged: whether each table met its margins, (n,).
        worst: largest distance of a margin, relative to the table's total, (n,).
    """

    tables: Floats
    iterations: int
    converged: npt.NDArray[np.bool_]
    worst: Floats


def fit_margins(
    seed: npt.ArrayLike, margins: Sequence[npt.ArrayLike], *, tolerance: float = 1e-10, most_iterations: int = 1000
) -> Fitted:
    """Fit n tables of k dimensions to one margin per dimension.

    Args:
        seed: (m1, …, mk), shared by all tables: zero or more, in any unit. A zero stays zero.
        margins: k arrays, the j-th of shape (n, mj), zero or more; those of one table have the same total.
        tolerance: largest distance of a margin, relative to the table's total.
        most_iterations: rounds after which a table that the seed's zeros make impossible is given up.

    Returns:
        The tables. Where `converged` is false, the seed's zeros leave no table with these margins.

    Raises:
        ParameterError: shapes do not match, a number is negative or not finite, or totals differ.
    """
    first = np.asarray(seed, np.float64)
    given = [np.asarray(margin, np.float64) for margin in margins]
    _check(first, given)
    n, dimensions = len(given[0]), first.ndim
    totals = given[0].sum(axis=1)
    tables = np.broadcast_to(first, (n, *first.shape)).copy()
    scale = np.where(totals > NOTHING, totals, 1.0)
    worst = np.full(n, np.inf)
    iterations = 0
    while iterations < most_iterations:
        iterations += 1
        # The first margin comes last, so that it is met whatever happens to the others.
        for axis in reversed(range(dimensions)):
            _scale(tables, axis, given[axis])
        worst = np.max(
            [np.abs(_sums(tables, axis) - given[axis]).max(axis=1) / scale for axis in range(dimensions)], axis=0
        )
        if (worst <= tolerance).all():
            break
    return Fitted(tables, iterations, worst <= tolerance, worst)


def _sums(tables: Floats, axis: int) -> Floats:
    others = tuple(k for k in range(1, tables.ndim) if k != axis + 1)
    return np.asarray(tables.sum(axis=others))


def _scale(tables: Floats, axis: int, margin: Floats) -> None:
    sums = _sums(tables, axis)
    factors = np.divide(margin, sums, out=np.zeros_like(margin), where=sums > 0)
    shape = [len(tables)] + [1] * (tables.ndim - 1)
    shape[axis + 1] = margin.shape[1]
    tables *= factors.reshape(shape)


def _check(seed: Floats, margins: Sequence[Floats]) -> None:
    rows = {len(margin) for margin in margins if margin.ndim == 2}
    widths = tuple(margin.shape[1] if margin.ndim == 2 else -1 for margin in margins)
    if seed.ndim == 0 or widths != seed.shape or len(rows) != 1:
        raise ParameterError(
            f"Margins of shapes {', '.join(str(margin.shape) for margin in margins)} do not fit a seed of shape "
            f"{seed.shape}.",
            where=Where(field="margins"), mend="Give one margin per dimension: (tables, length of the dimension).",
        )  # fmt: skip
    for name, values in [("seed", seed), *((f"margins[{k}]", margin) for k, margin in enumerate(margins))]:
        if not (np.isfinite(values).all() and (values >= 0).all()):
            raise ParameterError(
                "A seed or a margin holds something else than numbers of zero or more.",
                where=Where(field=name), mend="Correct it.",
            )  # fmt: skip
    totals = np.stack([margin.sum(axis=1) for margin in margins])
    apart = np.abs(totals - totals[0]).max(axis=0) > MARGINS_AGREE * np.maximum(totals.max(axis=0), NOTHING)
    if apart.any():
        row = int(np.flatnonzero(apart)[0])
        shown = ", ".join(f"{total:g}" for total in totals[:, row])
        raise ParameterError(
            f"The margins of table {row} have different totals: {shown}.",
            where=Where(field="margins"), mend="Scale them to the same total.",
        )  # fmt: skip
