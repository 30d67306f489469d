"""How unequally access is spread over residents: Palma ratio, Gini coefficient, Theil index.

Each figure is the same whatever the unit of access, and has no value (NaN) when nobody lives there or nobody reaches
anything.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.ranks import fractional_ranks, part_within, rank_covariance, scaled_access, weights_of

__all__ = ["TheilDecomposition", "TheilGroup", "gini", "palma_ratio", "theil", "theil_decomposition"]

Array = npt.NDArray[np.float64]

RICHEST, POOREST = 0.1, 0.4
"""The two ends that make the Palma ratio, as shares of residents. Palma 2011, doi:10.1111/j.1467-7660.2011.01694.x."""


@dataclass(frozen=True)
class TheilGroup:
    """The part of one group in the Theil index.

    Attributes:
        group: its name.
        residents: its residents.
        access_share: s_g, the share of all access that its residents have, 0 to 1.
        theil: T_g, the index among its residents; NaN when they have no access at all or nobody is in it.
        within: s_g T_g, what its own inequality adds to the whole.
        between: s_g ln(v̄_g / v̄), what its distance from the mean adds, negative when it is below.
    """

    group: str
    residents: float
    access_share: float
    theil: float
    within: float
    between: float


@dataclass(frozen=True)
class TheilDecomposition:
    """The Theil index split by group: total = between + within.

    Attributes:
        total: T over all residents.
        between: what is left when everybody has the mean access of their group.
        within: what is left when every group has the same mean.
        groups: in the order of the sorted names.
    """

    total: float
    between: float
    within: float
    groups: tuple[TheilGroup, ...]


def palma_ratio(values: npt.ArrayLike, residents: npt.ArrayLike, incomes: npt.ArrayLike) -> float:
    """Mean access of the richest 10 % of residents, divided by that of the poorest 40 %.

    Residents at the edge of either end are counted in part, the same part of each place with that income.

    Args:
        values: access of each place, shape (n,).
        residents: residents of each place, shape (n,).
        incomes: what residents are ranked by (income per person or per consumption unit), shape (n,).

    Returns:
        1 when both have as much, above 1 when the richest have more; NaN when nobody lives there or the poorest reach
        nothing.

    Raises:
        ParameterError: for NaN, negative or infinite access, NaN incomes, impossible counts or shapes that differ.

    Reference: Palma 2011, doi:10.1111/j.1467-7660.2011.01694.x.
    """
    figures, people = scaled_access(values, residents)
    heights = np.asarray(incomes, dtype=np.float64)
    poorest = weights_of(people) * part_within(heights, people, POOREST)
    richest = weights_of(people) * part_within(-heights, people, RICHEST)
    if not poorest.sum() or not (low := float((poorest * figures).sum() / poorest.sum())):
        return float("nan")
    return float((richest * figures).sum() / richest.sum()) / low


def gini(values: npt.ArrayLike, residents: npt.ArrayLike) -> float:
    """G = 2 cov(v, R) / v̄, R being the rank by access: half the mean gap between two residents, over the mean.

    Args:
        values: access of each place, shape (n,).
        residents: residents of each place, shape (n,).

    Returns:
        0 when everybody has as much, towards 1 when one resident has all; NaN when nobody lives there or nobody
        reaches anything.

    Raises:
        ParameterError: for NaN, negative or infinite access, impossible counts or shapes that differ.

    Reference: Lerman & Yitzhaki 1989, doi:10.1016/0304-4076(89)90074-2.
    """
    figures, people = scaled_access(values, residents)
    weights = weights_of(people)
    mean = float((weights * figures).sum())
    if not mean:
        return float("nan")
    # Rounding may leave a hair below zero where all are equal.
    return max(0.0, 2.0 * rank_covariance(figures, weights, fractional_ranks(figures, people)) / mean)


def theil(values: npt.ArrayLike, residents: npt.ArrayLike) -> float:
    """T = Σ_i w_i (v_i / v̄) ln(v_i / v̄), w being shares of residents: the Theil T index.

    Args:
        values: access of each place, shape (n,).
        residents: residents of each place, shape (n,).

    Returns:
        0 when everybody has as much, up to the logarithm of the number of residents when one has all; NaN when nobody
        lives there or nobody reaches anything.

    Raises:
        ParameterError: for NaN, negative or infinite access, impossible counts or shapes that differ.

    Reference: Shorrocks 1980, doi:10.2307/1913126.
    """
    figures, people = scaled_access(values, residents)
    return _theil(figures, weights_of(people))


def theil_decomposition(values: npt.ArrayLike, residents: npt.ArrayLike, labels: npt.ArrayLike) -> TheilDecomposition:
    """The Theil index split into the inequality between groups and within them: T = Σ s_g ln(v̄_g / v̄) + Σ s_g T_g.

    Args:
        values: access of each place, shape (n,).
        residents: residents of each place, shape (n,).
        labels: group of each place, shape (n,).

    Returns:
        Total, between, within and each group's part; NaN for the three when nobody lives there or reaches anything.

    Raises:
        ParameterError: for NaN, negative or infinite access, impossible counts or shapes that differ.

    Reference: Shorrocks 1980, doi:10.2307/1913126.
    """
    figures, people = scaled_access(values, residents)
    names = np.asarray([str(label) for label in np.asarray(labels).tolist()], dtype=object)
    if names.shape != figures.shape:
        raise ParameterError(
            f"{len(names)} labels do not match {len(figures)} figures.",
            where=Where(field="labels"),
            mend="Give one label for each figure.",
        )
    weights = weights_of(people)
    mean = float((weights * figures).sum())
    groups = []
    for name in sorted(set(names.tolist())):
        inside = names == name
        share = float(weights[inside].sum())
        access = float((weights[inside] * figures[inside]).sum())
        own = _theil(figures[inside], weights_of(people[inside]))
        part = access / mean if mean else float("nan")
        groups.append(
            TheilGroup(
                group=name,
                residents=float(people[inside].sum()),
                access_share=part,
                theil=own,
                within=part * own if access else 0.0,
                between=part * float(np.log(access / share / mean)) if access else 0.0,
            )
        )
    return TheilDecomposition(
        total=_theil(figures, weights),
        between=sum(group.between for group in groups) if mean else float("nan"),
        within=sum(group.within for group in groups) if mean else float("nan"),
        groups=tuple(groups),
    )


def _theil(figures: Array, weights: Array) -> float:
    mean = float((weights * figures).sum())
    if not mean:
        return float("nan")
    ratio = figures / mean
    logs = np.log(ratio, out=np.zeros_like(ratio), where=ratio > 0)
    return max(0.0, float((weights * ratio * logs).sum()))
