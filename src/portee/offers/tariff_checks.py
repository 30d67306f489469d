"""Whether tariffs fit together: none named twice, none sold twice over, no gap between those that follow each other.

Ages are compared in completed years, as tariffs mean them: "at most 25" and "at least 26" leave no gap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from portee.core.errors import ParameterError
from portee.offers.conditions import Condition
from portee.offers.openings import selectors_of
from portee.offers.tariffs import Tariff

__all__ = ["check_tariffs"]

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Band:
    """Completed years from `low` to `high`, both included."""

    low: float = 0
    high: float = math.inf

    def meets(self, other: _Band) -> bool:
        return self.low <= other.high and other.low <= self.high

    def __str__(self) -> str:
        return f"{self.low:g} and more" if self.high == math.inf else f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True)
class _Sold:
    """A tariff with its age band (None when it asks no age) and what else must be equal for two to compete."""

    tariff: Tariff
    band: _Band | None
    kind: tuple[object, ...]

    @property
    def first(self) -> date:
        return self.tariff.begins or date.min

    @property
    def last(self) -> date:
        return self.tariff.ends or date.max

    def meets(self, other: _Sold) -> bool:
        return self.first <= other.last and other.first <= self.last


def check_tariffs(tariffs: Iterable[Tariff]) -> tuple[tuple[ParameterError, ...], tuple[str, ...]]:
    """Errors (not raised) and warnings about tariffs taken together.

    Two tariffs compete when network, kind, opening, validity (minutes, rides, trips, cap) and all conditions but those
    on age are the same. Competing tariffs that ask an age must not share both a day of sale and an age; nor may two
    that ask none share a day. A tariff for all beside one for an age (a discount) is no conflict. A day or an age that
    no tariff of such a series covers is a gap, told as a warning; an age that a tariff for all covers is no gap.

    Returns:
        One error for each pair in conflict or each id given twice, and one warning for each gap.
    """
    given = list(tariffs)
    errors: list[ParameterError] = []
    seen: set[str] = set()
    for tariff in given:
        if tariff.id in seen:
            errors.append(ParameterError(f"Two tariffs have the id '{tariff.id}'.", mend="Rename or remove one."))
        seen.add(tariff.id)
    series: dict[tuple[object, ...], list[_Sold]] = {}
    for tariff in given:
        sold = _sold(tariff)
        series.setdefault(sold.kind, []).append(sold)
    notes: list[str] = []
    for together in series.values():
        errors += _overlaps(together)
        notes += _gaps(together)
    return tuple(errors), tuple(notes)


def _sold(tariff: Tariff) -> _Sold:
    ages = [condition for condition in tariff.eligibility if condition.fact == "age"]
    others = sorted(str(condition) for condition in tariff.eligibility if condition.fact != "age")
    band = _band(ages) if ages else None
    if ages and band is None:
        others += sorted(map(str, ages))
    ticket = (tariff.minutes, tariff.rides, tariff.trips, tariff.cap_eur_month)
    return _Sold(tariff, band, (tariff.network, tariff.kind, selectors_of(tariff.opens), *ticket, *others))


def _band(conditions: Sequence[Condition]) -> _Band | None:
    """The completed years that pass all conditions; None when they are not one band (a list of single ages)."""
    low, high = 0.0, math.inf
    for condition in conditions:
        if condition.one_of is not None or condition.has is not None or condition.has_not is not None:
            return None
        if isinstance(condition.is_, (bool, str)):
            return None
        if condition.is_ is not None:
            low, high = max(low, condition.is_), min(high, condition.is_)
        if condition.at_least is not None:
            low = max(low, math.ceil(condition.at_least))
        if condition.above is not None:
            low = max(low, math.floor(condition.above) + 1)
        if condition.at_most is not None:
            high = min(high, math.floor(condition.at_most))
        if condition.below is not None:
            high = min(high, math.ceil(condition.below) - 1)
    return _Band(low, high)


def _overlaps(together: Sequence[_Sold]) -> list[ParameterError]:
    found = []
    for a, b in combinations(together, 2):
        if (a.band is None) != (b.band is None) or not a.meets(b):
            continue
        if a.band is not None and b.band is not None and not a.band.meets(b.band):
            continue
        ages = "" if a.band is None else f" for ages {a.band} and {b.band}"
        found.append(
            ParameterError(
                f"The tariffs '{a.tariff.id}' and '{b.tariff.id}' are the same {a.tariff.kind} of network "
                f"'{a.tariff.network}' and are sold on the same days{ages}.",
                mend="Give each its own dates ('begins', 'ends') or ages, tell what else sets them apart, or keep one.",
            )
        )
    return found


def _gaps(together: Sequence[_Sold]) -> list[str]:
    found = []
    for band in dict.fromkeys(sold.band for sold in together):
        follow = sorted((sold for sold in together if sold.band == band), key=lambda sold: sold.first)
        last = follow[0]
        for sold in follow[1:]:
            if last.last != date.max and last.last + _DAY < sold.first:
                days = f"{(last.last + _DAY).isoformat()} to {(sold.first - _DAY).isoformat()}"
                found.append(_gap(last, sold, f"from {days}"))
            last = max(last, sold, key=lambda one: one.last)
    for first, end in dict.fromkeys((sold.first, sold.last) for sold in together):
        if any(sold.band is None and sold.first <= end and first <= sold.last for sold in together):
            continue
        same_days = [sold for sold in together if (sold.first, sold.last) == (first, end)]
        banded = sorted(((sold.band, sold) for sold in same_days if sold.band), key=lambda pair: pair[0].low)
        for place, (band, sold) in enumerate(banded[1:], start=1):
            below, before = max(banded[:place], key=lambda pair: pair[0].high)
            if below.high + 1 < band.low:
                found.append(_gap(before, sold, f"for ages {_Band(below.high + 1, band.low - 1)}"))
    return found


def _gap(before: _Sold, after: _Sold, what: str) -> str:
    return f"Between '{before.tariff.id}' and '{after.tariff.id}' there is no such tariff {what}."
