"""What money leaves within reach, and what is left of the money: time and cost together, and the household's budget."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.decay import Step
from portee.indicators.inputs import checked_minutes, checked_number, checked_weights, weighted_sum

__all__ = [
    "better_off_share",
    "generalised_cost",
    "housing_transport_share",
    "pareto_set",
    "residual_income",
    "transport_share",
    "within_budget",
]

Array = npt.NDArray[np.float64]

MINUTES_PER_HOUR = 60.0

MOST_EUROS = 1e15
"""A larger amount is refused: it is more than there is, and sums of such amounts would leave the range of floats."""


def within_budget(
    minutes: npt.ArrayLike, costs: npt.ArrayLike, weights: npt.ArrayLike, cutoff: float, budget: float
) -> Array:
    """A(T, B) = Σ_j O_j · 1[some alternative has t ≤ T and c ≤ B]: opportunities reached in time and within budget.

    An alternative is a way to travel for a month: walking, a pass, a carnet, a car. A destination counts once, when one
    alternative is both fast and cheap enough; a fast one that costs too much and a cheap one that takes too long do not
    make one together. With an infinite budget it is `cumulative` of the fastest alternative, to the bit.

    Args:
        minutes: travel times, shape (..., alternatives, destinations), `inf` for unreachable.
        costs: euros per month, in the same shape or one that numpy spreads over it: (alternatives, 1) for passes that
            cost the same everywhere; `inf` where an alternative is not for sale.
        weights: opportunities, shape (destinations,) or (destinations, k).
        cutoff: T, minutes, included.
        budget: B, euros per month, included; `inf` for no limit.

    Returns:
        Opportunities, shape (...) or (..., k).

    Raises:
        ParameterError: for NaN or negative arguments, or shapes that do not match.

    References: Conway & Stewart 2019, doi:10.1080/13658816.2019.1605075; Herszenhut et al. 2022,
    doi:10.1016/j.jtrangeo.2022.103309.
    """
    times = checked_minutes(minutes)
    if times.ndim < 2:
        raise ParameterError(
            f"Travel times of shape {times.shape} have no axis of alternatives.",
            where=Where(field="minutes"),
            mend="Give (..., alternatives, destinations); one alternative is an axis of length 1.",
        )
    offers = checked_weights(weights, times.shape[-1])
    limit = float(budget)
    if not limit >= 0:
        raise ParameterError(
            f"'budget' is {budget}, which is not possible.",
            where=Where(field="budget"),
            mend="Give euros per month, at least 0, or infinity for no limit.",
        )
    paid = _spread(_money(costs, "costs", infinite=True), times.shape, "costs")
    good = (Step(cutoff)(times) > 0) & (paid <= limit)
    return weighted_sum(np.asarray(good.any(axis=-2), dtype=np.float64), offers)


def generalised_cost(minutes: npt.ArrayLike, costs: npt.ArrayLike, value_of_time: float) -> Array:
    """C = c + v · t / 60: what a journey costs in euros when an hour is worth `value_of_time`.

    Args:
        minutes: travel times, any shape with destinations last, `inf` for unreachable.
        costs: euros for the same journeys (one journey and its price, or a month of both), in a shape that numpy
            spreads over that of `minutes`; `inf` where there is no offer.
        value_of_time: v, euros per hour; a parameter to state with the result.

    Returns:
        Euros, in the shape of `minutes`, `inf` where there is no way or no offer.

    Raises:
        ParameterError: for NaN or negative arguments, or shapes that do not match.

    Reference: El-Geneidy et al. 2016, doi:10.1016/j.tra.2016.07.003.
    """
    times = checked_minutes(minutes).astype(np.float64)
    hour = checked_number(value_of_time, "value_of_time", most=MOST_EUROS)
    paid = _spread(_money(costs, "costs", infinite=True), times.shape, "costs")
    reached = times < np.inf
    # An hour worth nothing times an infinite time is no number: what is out of reach stays so.
    with np.errstate(over="ignore"):
        worth = np.where(reached, np.where(reached, times, 0.0) * (hour / MINUTES_PER_HOUR), np.inf)
    return np.asarray(paid + worth)


def pareto_set(values: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Rows that no other row beats: none is as good on every criterion and better on one.

    Of rows that are equal on every criterion the first is kept.

    Args:
        values: criteria, all the better the smaller (minutes, euros, g CO2e, transfers), shape (rows, criteria);
            `inf` where a row has no value to offer.

    Returns:
        True for the rows kept, shape (rows,).

    Raises:
        ParameterError: for NaN or another shape.

    Reference: Kung, Luccio & Preparata 1975, doi:10.1145/321906.321910.
    """
    rows = np.asarray(values, dtype=np.float64)
    if rows.ndim != 2 or rows.shape[1] == 0 or bool(np.isnan(rows).any()):
        raise ParameterError(
            f"Values of shape {rows.shape} are not rows of criteria, or are not numbers everywhere.",
            where=Where(field="values"),
            mend="Give (rows, criteria), with infinity where there is no value.",
        )
    kept = np.zeros(len(rows), dtype=np.bool_)
    front = np.empty_like(rows)
    size = 0
    # In the order of the first criterion, then the second…, a row can only be beaten by one before it.
    for row in np.lexsort(rows.T[::-1]):
        if not bool((front[:size] <= rows[row]).all(axis=1).any()):
            front[size] = rows[row]
            size += 1
            kept[row] = True
    return kept


def transport_share(transport: npt.ArrayLike, income: npt.ArrayLike) -> Array:
    """Transport / income: the part of a household's income that goes on getting around.

    Args:
        transport: euros per month (passes, vehicle, energy), any shape.
        income: disposable income, euros per month, in the same shape or one that numpy spreads over it.

    Returns:
        Shares, 0 and more: above 1 when it costs more than there is, `inf` without income, NaN with neither.

    Raises:
        ParameterError: for NaN, negative or infinite amounts, or shapes that do not match.
    """
    return _part(_money(transport, "transport"), income)


def housing_transport_share(housing: npt.ArrayLike, transport: npt.ArrayLike, income: npt.ArrayLike) -> Array:
    """(housing + transport) / income: what living there and getting around take of a household's income.

    Args:
        housing: euros per month (rent or mortgage, charges, energy), any shape.
        transport: euros per month, in a shape that numpy spreads with that of housing.
        income: disposable income, euros per month, likewise.

    Returns:
        Shares, 0 and more, `inf` without income, NaN with neither.

    Raises:
        ParameterError: for NaN, negative or infinite amounts, or shapes that do not match.

    Source: Center for Neighborhood Technology, Housing + Transportation Affordability Index, https://htaindex.cnt.org.
    """
    homes, travel = _together(_money(housing, "housing"), _money(transport, "transport"), "transport")
    return _part(homes + travel, income)


def residual_income(
    income: npt.ArrayLike, housing: npt.ArrayLike, transport: npt.ArrayLike, units: npt.ArrayLike = 1.0
) -> Array:
    """(income − housing − transport) / units: what is left to live on.

    Args:
        income: disposable income, euros per month, any shape.
        housing, transport: euros per month, in shapes that numpy spreads with that of income.
        units: consumption units of the household, above 0; 1 leaves the amount per household.

    Returns:
        Euros per month (and consumption unit), negative when there is not enough.

    Raises:
        ParameterError: for NaN, negative or infinite amounts, no consumption unit, or shapes that do not match.

    Reference: Stone 2006, doi:10.1080/10511482.2006.9521564.
    """
    left, homes = _together(_money(income, "income"), _money(housing, "housing"), "housing")
    left, travel = _together(left - homes, _money(transport, "transport"), "transport")
    left, people = _together(left - travel, _money(units, "units"), "units")
    if bool(np.any(people == 0)):
        raise ParameterError(
            "Some households have no consumption unit.", where=Where(field="units"), mend="Count at least one person."
        )
    return np.asarray(left / people)


def better_off_share(gains: npt.ArrayLike, weights: npt.ArrayLike, least: float = 0.0) -> Array:
    """Σ_j O_j · 1[g_j > least] / Σ_j O_j: the share of opportunities that leave the household better off.

    Args:
        gains: what the household would have more each month after taking an opportunity at each destination (pay and
            aids, less lost benefits, travel and childcare), euros, shape (..., destinations); −`inf` where it cannot
            be reached.
        weights: opportunities, shape (destinations,) or (destinations, k).
        least: euros per month that are not worth it; exactly as much does not count as better off.

    Returns:
        Shares, 0 to 1, shape (...) or (..., k); NaN where there are no opportunities.

    Raises:
        ParameterError: for NaN gains, negative weights, or shapes that do not match.
    """
    more = np.asarray(gains, dtype=np.float64)
    if more.ndim == 0 or bool(np.isnan(more).any()):
        raise ParameterError(
            "Some gains are not numbers, or there is no axis of destinations.",
            where=Where(field="gains"),
            mend="Give (..., destinations), with minus infinity where a place is out of reach.",
        )
    offers = checked_weights(weights, more.shape[-1])
    floor = checked_number(least, "least", least=-np.inf)
    won = weighted_sum((more > floor).astype(np.float64), offers)
    # The same sum, in the same order, over all destinations: where all are won the share is exactly 1.
    total = weighted_sum(np.ones(more.shape[-1]), offers)
    return np.divide(won, total, out=np.full_like(won, np.nan), where=np.broadcast_to(total > 0, won.shape))


def _money(amounts: npt.ArrayLike, name: str, *, infinite: bool = False) -> Array:
    euros = np.asarray(amounts, dtype=np.float64)
    if not bool(np.all((euros >= 0) & ((euros <= MOST_EUROS) | (infinite & np.isposinf(euros))))):
        raise ParameterError(
            f"Some amounts of '{name}' are negative, not numbers or too large.",
            where=Where(field=name),
            mend=f"Give amounts from 0 to {MOST_EUROS:g}{', or infinity' if infinite else ''}.",
        )
    return euros


def _spread(values: Array, shape: tuple[int, ...], name: str) -> Array:
    try:
        return np.broadcast_to(values, shape)
    except ValueError:
        raise ParameterError(
            f"'{name}' of shape {values.shape} does not match {shape}.",
            where=Where(field=name),
            mend="Give the same shape, or axes of length 1 where the value is the same.",
        ) from None


def _together(first: Array, second: Array, name: str) -> tuple[Array, Array]:
    try:
        shape = np.broadcast_shapes(first.shape, second.shape)
    except ValueError:
        shape = first.shape
    return _spread(first, shape, name), _spread(second, shape, name)


def _part(spending: Array, income: npt.ArrayLike) -> Array:
    spent, earned = _together(spending, _money(income, "income"), "income")
    share = np.full(spent.shape, np.nan)
    share[spent > 0] = np.inf
    with np.errstate(over="ignore"):
        return np.asarray(np.divide(spent, earned, out=share, where=earned > 0))
