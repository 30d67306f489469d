"""How long it takes to reach the nearest place, or the k-th nearest, or enough places to hold so many units."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.inputs import Floats, checked_minutes, checked_number, checked_weights

__all__ = ["nearest"]


def nearest(
    minutes: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    k: float = 1,
    *,
    count: Literal["places", "weight"] = "places",
) -> npt.NDArray[np.float64]:
    """Minutes to the k-th nearest place, `inf` when fewer are within reach.

    Args:
        minutes: travel times, shape (..., destinations), `inf` for unreachable.
        weights: opportunities at each destination, shape (destinations,) or (destinations, columns); places of weight
            0 are passed over. None counts every destination as one.
        k: how many are needed, above 0; a whole number when counting places.
        count: "places" counts each place with a weight as one; "weight" adds the weights up
            (10 childcare places may be one crèche of ten or two of five).

    Returns:
        Minutes, shape (...) or (..., columns).

    Raises:
        ParameterError: for NaN or negative times or weights, shapes that do not match, or an impossible `k`.
    """
    times = checked_minutes(minutes)
    needed = checked_number(k, "k", strict=True)
    if count not in ("places", "weight"):
        raise ParameterError(f"'{count}' cannot be counted.", where=Where(field="count"), mend="Use places or weight.")
    if count == "places" and needed != int(needed):
        raise ParameterError(
            f"The {needed:g}-th nearest place does not exist.",
            where=Where(field="k"),
            mend="Give a whole number, or count weights.",
        )
    destinations = times.shape[-1]
    offers = checked_weights(np.ones(destinations) if weights is None else weights, destinations)
    rows = times.reshape(math.prod(times.shape[:-1]), destinations)
    columns = offers.T.reshape(math.prod(offers.shape[1:]), destinations)
    result = np.empty((len(rows), len(columns)))
    for column, offer in enumerate(columns):
        used = np.flatnonzero(offer)
        if count == "places":
            result[:, column] = _kth_smallest(rows[:, used], int(needed))
        else:
            result[:, column] = _enough(rows[:, used], offer[used], needed)
    shape = times.shape[:-1]
    return result.reshape(shape if offers.ndim == 1 else (*shape, offers.shape[1]))


def _kth_smallest(rows: Floats, k: int) -> npt.NDArray[np.float64]:
    if k > rows.shape[1]:
        return np.full(len(rows), np.inf)
    return np.partition(rows, k - 1, axis=1)[:, k - 1].astype(np.float64)


def _enough(rows: Floats, offer: npt.NDArray[np.float64], needed: float) -> npt.NDArray[np.float64]:
    """Smallest time at which the offers added up in order of time make `needed`."""
    result = np.full(len(rows), np.inf)
    for index, row in enumerate(rows):
        order = np.argsort(row, kind="stable")
        place = int(np.searchsorted(np.cumsum(offer[order]), needed, side="left"))
        if place < len(order):
            result[index] = row[order[place]]
    return result
