"""A basket of services: how many kinds of services of a list are within reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.cumulative import cumulative
from portee.indicators.inputs import checked_minutes, checked_number, checked_weights

__all__ = ["Basket", "Service", "basket_count", "basket_share"]


@dataclass(frozen=True)
class Service:
    """One kind of service in a basket.

    Attributes:
        id: its name in data, such as "pharmacy"; also the opportunity column looked for.
        title: what people call it, by language.
        at_least: how many must be within reach for the service to count as reached.
    """

    id: str
    title: dict[str, str]
    at_least: float = 1.0

    def __post_init__(self) -> None:
        checked_number(self.at_least, f"at_least of {self.id}", strict=True)


@dataclass(frozen=True)
class Basket:
    """A declared list of services, with why they were chosen, by language."""

    id: str
    title: dict[str, str]
    why: dict[str, str]
    services: tuple[Service, ...]

    def __post_init__(self) -> None:
        names = [service.id for service in self.services]
        if not names or len(set(names)) != len(names):
            raise ParameterError(
                f"The basket '{self.id}' is empty or names a service twice.",
                where=Where(field="services"),
                mend="List each service once.",
            )

    @property
    def columns(self) -> tuple[str, ...]:
        """Ids of the services, in the order their weights are expected."""
        return tuple(service.id for service in self.services)

    @property
    def at_least(self) -> tuple[float, ...]:
        return tuple(service.at_least for service in self.services)


def basket_count(
    minutes: npt.ArrayLike, weights: npt.ArrayLike, cutoff: float, at_least: Sequence[float] | float = 1.0
) -> npt.NDArray[np.float64]:
    """Number of kinds of services of which enough are within `cutoff` minutes.

    Args:
        minutes: travel times, shape (..., destinations), `inf` for unreachable.
        weights: places of each kind at each destination, shape (destinations, kinds).
        cutoff: minutes, included.
        at_least: how many of each kind are enough: one number for all or one per kind.

    Returns:
        Kinds reached, shape (...), 0 to `kinds`.

    Raises:
        ParameterError: for NaN or negative arguments or shapes that do not match.
    """
    times = checked_minutes(minutes)
    offers = checked_weights(weights, times.shape[-1])
    kinds = offers.shape[1] if offers.ndim == 2 else 1
    needed = np.asarray(at_least, dtype=np.float64)
    if needed.ndim == 0:
        needed = np.full(kinds, float(needed))
    if needed.shape != (kinds,):
        raise ParameterError(
            f"{needed.size} minimum numbers do not match {kinds} kinds of services.",
            where=Where(field="at_least"),
            mend="Give one number for all kinds, or one for each.",
        )
    for number in needed:
        checked_number(float(number), "at_least", strict=True)
    reached = cumulative(times, offers.reshape(len(offers), kinds), cutoff)
    return np.asarray((reached >= needed).sum(axis=-1), dtype=np.float64)


def basket_share(
    minutes: npt.ArrayLike, weights: npt.ArrayLike, cutoff: float, at_least: Sequence[float] | float = 1.0
) -> npt.NDArray[np.float64]:
    """`basket_count` divided by the number of kinds: 0 to 1, shape (...)."""
    offers = np.asarray(weights)
    kinds = offers.shape[1] if offers.ndim == 2 else 1
    return basket_count(minutes, weights, cutoff, at_least) / kinds
