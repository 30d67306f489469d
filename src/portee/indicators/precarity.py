"""Households whom travel makes poor or keeps poor: published criteria, each with its threshold as an argument.

The thresholds that have been published are in `thresholds.yaml` (see `portee.indicators.thresholds`).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.affordability import residual_income, transport_share
from portee.indicators.inputs import checked_number
from portee.indicators.summaries import weighted_median

__all__ = ["double_median", "households_share", "low_income_high_cost", "low_income_over_effort", "over_effort"]

Flags = npt.NDArray[np.bool_]

TIMES_THE_MEDIAN = 2.0
"""What makes an effort high: twice the one that half of households do not exceed. INSEE Première 1530, 2015."""


def over_effort(spending: npt.ArrayLike, income: npt.ArrayLike, threshold: float) -> Flags:
    """Spending / income > threshold: households whose effort is too high, such as INSEE's energy vulnerability.

    Args:
        spending: what the threshold is about (fuel for constrained journeys, heating), euros per month, any shape.
        income: household income, euros per month, in the same shape or one that numpy spreads over it.
        threshold: share of income, above 0; exactly as much is not too high.

    Returns:
        True for households above the threshold; those without income are when they spend anything.

    Raises:
        ParameterError: for NaN, negative or infinite amounts, shapes that do not match or an impossible threshold.

    Source: INSEE Première 1530, January 2015, https://www.insee.fr/fr/statistiques/1283764.
    """
    limit = checked_number(threshold, "threshold", strict=True)
    return np.asarray(transport_share(spending, income) > limit)


def low_income_over_effort(
    spending: npt.ArrayLike,
    income: npt.ArrayLike,
    threshold: float,
    living_standard: npt.ArrayLike,
    most: float,
) -> Flags:
    """`over_effort` among households with a low standard of living only: energy precarity of the ONPE.

    Args:
        spending: what the threshold is about, euros per month, any shape.
        income: household income, euros per month.
        threshold: share of income, above 0.
        living_standard: income per consumption unit, euros per month, in the same shape.
        most: the standard of living that counts as low, euros per month, not included: the third decile in the
            definition of the ONPE.

    Returns:
        True for households that are both.

    Raises:
        ParameterError: for NaN, negative or infinite amounts, shapes that do not match or an impossible threshold.

    Source: Observatoire national de la précarité énergétique, indicator TEE_3D,
    https://onpe.org/definition_indicateurs/definition_des_indicateurs.
    """
    high = over_effort(spending, income, threshold)
    return high & _low(living_standard, most, high.shape)


def double_median(
    spending: npt.ArrayLike, income: npt.ArrayLike, households: npt.ArrayLike, *, spenders_only: bool = False
) -> float:
    """2 × the median effort: the threshold that a territory's own households give.

    Args:
        spending: euros per month, shape (n,).
        income: euros per month, shape (n,).
        households: how many households each row stands for, shape (n,).
        spenders_only: leave out the households that spend nothing, as the transport poverty indicator 2M does.

    Returns:
        Share of income; `inf` when half of the households have no income. Those with neither income nor spending are
        left out. NaN when no household is left.

    Raises:
        ParameterError: for NaN, negative or infinite amounts, impossible counts or shapes that differ.

    References: INSEE Première 1530, 2015; Alonso-Epelde, García-Muros & González-Eguino 2023,
    doi:10.1016/j.enpol.2023.113692.
    """
    effort = transport_share(spending, income)
    counts = np.asarray(households, dtype=np.float64)
    if effort.shape != counts.shape:
        raise ParameterError(
            f"{counts.shape} counts of households do not match {effort.shape} efforts.",
            where=Where(field="households"),
            mend="Give one count for each row.",
        )
    kept = effort > 0 if spenders_only else ~np.isnan(effort)
    return TIMES_THE_MEDIAN * weighted_median(effort[kept], counts[kept])


def low_income_high_cost(
    income: npt.ArrayLike,
    housing: npt.ArrayLike,
    transport: npt.ArrayLike,
    *,
    poverty_line: float,
    median_transport: float,
    units: npt.ArrayLike = 1.0,
) -> Flags:
    """Households left poor by housing and transport, who spend more than most on transport (LIHC).

    Args:
        income: disposable income, euros per month, any shape.
        housing, transport: euros per month, in shapes that numpy spreads with that of income.
        poverty_line: euros per month (and consumption unit): 60 % of the national median in the original.
        median_transport: what half of households do not exceed, euros per month.
        units: consumption units of each household, above 0.

    Returns:
        True where what is left is below the line and transport costs more than the median.

    Raises:
        ParameterError: for NaN, negative or infinite amounts, or shapes that do not match.

    Reference: Alonso-Epelde, García-Muros & González-Eguino 2023, doi:10.1016/j.enpol.2023.113692.
    """
    left = residual_income(income, housing, transport, units)
    line = checked_number(poverty_line, "poverty_line", strict=True)
    usual = checked_number(median_transport, "median_transport")
    return np.asarray((left < line) & (np.asarray(transport, dtype=np.float64) > usual))


def households_share(flags: npt.ArrayLike, households: npt.ArrayLike) -> float:
    """Σ_h n_h · 1[flag] / Σ_h n_h: the share of households that meet a criterion.

    Args:
        flags: whether each row meets it, shape (n,).
        households: how many households each row stands for, shape (n,).

    Returns:
        0 to 1; NaN when there are no households.

    Raises:
        ParameterError: for flags that are not true or false, impossible counts or shapes that differ.
    """
    met = np.asarray(flags)
    counts = np.asarray(households, dtype=np.float64)
    if met.dtype != np.bool_ or met.ndim != 1 or met.shape != counts.shape:
        raise ParameterError(
            f"{met.shape} flags of type {met.dtype} do not match {counts.shape} counts of households.",
            where=Where(field="flags"),
            mend="Give one true or false, and one count, for each row.",
        )
    if not bool(np.all((counts >= 0) & (counts < np.inf))):
        raise ParameterError(
            "Some counts of households are negative, infinite or not numbers.",
            where=Where(field="households"),
            mend="Write 0 where there is no household.",
        )
    total = float(counts.sum())
    return float(counts[met].sum()) / total if total else float("nan")


def _low(living_standard: npt.ArrayLike, most: float, shape: tuple[int, ...]) -> Flags:
    limit = checked_number(most, "most", strict=True)
    standard = np.asarray(living_standard, dtype=np.float64)
    if standard.shape != shape or not bool(np.all((standard >= 0) & (standard < np.inf))):
        raise ParameterError(
            f"Standards of living of shape {standard.shape} do not match {shape}, or are negative or not numbers.",
            where=Where(field="living_standard"),
            mend="Give one amount of at least 0 for each household.",
        )
    return np.asarray(standard < limit)
