"""What a trip on a shared vehicle costs under a pricing plan.

Source: GBFS v2.3 and v3.0, `system_pricing_plans.json` (https://github.com/MobilityData/gbfs/blob/v3.0/gbfs.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where

__all__ = ["EURO", "LEAST_INTERVAL", "MOST", "PricingPlan", "Segment", "cheapest", "price_eur"]

EURO = "EUR"
_CURRENCY = re.compile(r"[A-Z]{3}")
_TOLERANCE = 1e-9
"""Share of an interval by which computed minutes or kilometres may pass a boundary through rounding alone."""

MOST = 1e9
"""Largest price, rate, minute or kilometre that a plan may name, in any currency."""
LEAST_INTERVAL = 1e-3
"""Smallest interval of a minute or kilometre that charges again."""

Float64 = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Segment:
    """A rate that is charged from a minute (or kilometre) on, again and again.

    Attributes:
        start: minute or kilometre of the trip at which the first charge falls due.
        rate: what each charge costs, in the plan's currency; negative for a discount.
        interval: minutes or kilometres from one charge to the next; 0 charges once.
        end: minute or kilometre at which no more charge falls due (exclusive); None goes on to the trip's end.

    Raises:
        ParameterError: a number is beyond `MOST` or no number, `start` or `interval` is negative, the interval is below
            `LEAST_INTERVAL`, or `end` is not after `start`.
    """

    start: float
    rate: float
    interval: float
    end: float | None = None

    def __post_init__(self) -> None:
        _finite("start", self.start, least=0.0)
        _finite("rate", self.rate)
        _finite("interval", self.interval, least=0.0)
        if 0 < self.interval < LEAST_INTERVAL:
            raise ParameterError(
                f"A charge every {self.interval:g} is none.",
                where=Where(field="interval"),
                mend=f"Give an interval of at least {LEAST_INTERVAL:g}, or 0 to charge once.",
            )
        if self.end is not None:
            _finite("end", self.end)
            if self.end <= self.start:
                raise ParameterError(
                    f"A segment ends at {self.end:g}, not after its start at {self.start:g}.",
                    where=Where(field="end"),
                    mend="Give an end after the start, or none.",
                )


@dataclass(frozen=True)
class PricingPlan:
    """What an operator charges for one trip.

    Attributes:
        id, name: as published.
        currency: three letters of ISO 4217; prices and rates are in it.
        price: charged once a trip, in `currency` (unlocking, or the whole price where there are no rates).
        is_taxable: whether a tax comes on top of all prices here; which tax is not told, so it is not added.
        per_km, per_min: charges by distance and by time; all of them add up.
        surge: whether prices are raised just now because of high demand.
        url: where the plan is explained.
        euros_per_unit: euros for one unit of `currency`; needed unless this is the euro.

    Raises:
        ParameterError: no id, a price below zero or beyond `MOST`, or a currency other than the euro without a rate.
    """

    id: str
    name: str = ""
    currency: str = EURO
    price: float = 0.0
    is_taxable: bool = False
    per_km: tuple[Segment, ...] = ()
    per_min: tuple[Segment, ...] = ()
    surge: bool = False
    url: str | None = None
    euros_per_unit: float | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise ParameterError("A pricing plan has no id.", where=Where(field="id"), mend="Give it one.")
        _finite("price", self.price, least=0.0)
        if not _CURRENCY.fullmatch(self.currency):
            raise ParameterError(
                f"'{self.currency[:20]}' is not a currency of ISO 4217.",
                where=Where(field="currency"),
                mend="Give its three capital letters, such as EUR.",
            )
        if self.currency == EURO:
            if self.euros_per_unit not in (None, 1.0):
                raise ParameterError(
                    f"One euro cannot be worth {self.euros_per_unit:g} euros.",
                    where=Where(field="euros_per_unit"),
                    mend="Leave the exchange rate out.",
                )
        elif self.euros_per_unit is None:
            raise ParameterError(
                f"Plan '{self.id[:60]}' has its prices in {self.currency}, and no exchange rate is given.",
                where=Where(field="currency"),
                mend=f"Say how many euros one {self.currency} is worth, or give prices in EUR.",
            )
        else:
            _finite("euros_per_unit", self.euros_per_unit, above=0.0)


def price_eur(plan: PricingPlan, minutes: npt.ArrayLike, km: npt.ArrayLike) -> Float64:
    """Price in euros of trips of the given minutes and kilometres, shaped as the two broadcast together.

    The total is `price` plus all charges of all segments. A segment charges its rate at `start`, `start + interval`,
    `start + 2 × interval` and so on while this lies before both its `end` and the end of the trip; with interval 0
    it charges once. So an interval is paid in full as soon as the trip runs into it, while a trip that stops exactly
    on a boundary does not pay what would begin there: with a rate each minute ten minutes cost ten times the rate, and
    "30 minutes free" means that 30 minutes are free. This is how the specification counts (an `end` of 20 is the last
    time at 19:59; in its first example the first 10 km cost the base price). Taxes on top (`is_taxable`) are not in it.

    Args:
        plan: the plan.
        minutes: durations from unlocking to locking, zero or more, any shape.
        km: distances ridden, zero or more, any shape that broadcasts with `minutes`.

    Raises:
        ParameterError: a duration or distance is negative, infinite or not a number, or the shapes do not fit.
    """
    time, distance = _trips(minutes, km)
    total = np.full(time.shape, plan.price, dtype=np.float64)
    for segments, elapsed in ((plan.per_km, distance), (plan.per_min, time)):
        for segment in segments:
            total += segment.rate * _charges(segment, elapsed)
    return np.asarray(total * (1.0 if plan.euros_per_unit is None else plan.euros_per_unit))


def cheapest(
    plans: Sequence[PricingPlan], minutes: npt.ArrayLike, km: npt.ArrayLike
) -> tuple[npt.NDArray[np.intp], Float64]:
    """The plan that makes each trip cheapest, and its price in euros.

    Returns:
        Position in `plans` (the first of those that tie) and price, both shaped as `minutes` and `km` broadcast.

    Raises:
        ParameterError: there is no plan, or as `price_eur`.
    """
    if not plans:
        raise ParameterError("There is no pricing plan to choose from.", mend="Give at least one.")
    prices = np.stack([price_eur(plan, minutes, km) for plan in plans])
    return np.argmin(prices, axis=0), np.min(prices, axis=0)


def _charges(segment: Segment, elapsed: Float64) -> Float64:
    """How many times a segment is charged on trips that last `elapsed` minutes or kilometres."""
    last = elapsed if segment.end is None else np.minimum(elapsed, segment.end)
    beyond = last - segment.start
    if segment.interval == 0:
        return np.asarray(beyond > _TOLERANCE, dtype=np.float64)
    intervals = np.maximum(beyond / segment.interval, 0.0)
    return np.asarray(np.ceil(intervals - _TOLERANCE * np.maximum(intervals, 1.0)), dtype=np.float64).clip(min=0.0)


def _trips(minutes: npt.ArrayLike, km: npt.ArrayLike) -> tuple[Float64, Float64]:
    checked = []
    for name, values in (("minutes", minutes), ("km", km)):
        array = np.asarray(values, dtype=np.float64)
        if not ((array >= 0) & (array <= MOST)).all():
            raise ParameterError(
                f"A trip has {name} that are negative, infinite or not a number.",
                where=Where(field=name),
                mend="Give finite numbers of zero or more; leave out trips that cannot be made.",
            )
        checked.append(array)
    try:
        time, distance = np.broadcast_arrays(*checked)
    except ValueError as problem:
        raise ParameterError(
            f"Minutes of shape {checked[0].shape} do not go with kilometres of shape {checked[1].shape}.",
            mend="Give one distance for each duration, or a single one for all.",
        ) from problem
    return time, distance


def _finite(name: str, value: float, *, least: float | None = None, above: float | None = None) -> None:
    low = least is not None and value < least
    if not abs(value) <= MOST or low or (above is not None and value <= above):
        wanted = f"a number within {MOST:g}"
        wanted += f" of at least {least:g}" if least is not None else f" above {above:g}" if above is not None else ""
        raise ParameterError(f"{name} is {value}, not {wanted}.", where=Where(field=name), mend=f"Give {wanted}.")
