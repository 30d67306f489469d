"""Which figures an access result holds: one measure per weight and way of counting, and what its columns mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.indicators.basket import Basket, basket_count
from portee.indicators.catalogue import describe
from portee.indicators.cumulative import cumulative, cumulative_interval
from portee.indicators.decay import Decay
from portee.indicators.declared import declared_basket, parse_decay
from portee.indicators.gravity import gravity
from portee.indicators.nearest import nearest
from portee.services.gather import weight_column
from portee.services.record import percentile_name
from portee.territory.places import Places

__all__ = ["Asked", "Measure", "column_meanings", "measures_of"]

Minutes = npt.NDArray[np.float32]
Figures = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Asked:
    """What to count.

    Attributes:
        weights: columns of the opportunities.
        cutoffs: minutes.
        intervals: (first, last) cut-offs in minutes, for the mean between them.
        decays: written out or declared, as `portee.indicators.declared.parse_decay` reads them.
        nearest: how many places: minutes to the k-th nearest.
        baskets: ids of declared baskets, counted at each cut-off.
    """

    weights: tuple[str, ...] = ()
    cutoffs: tuple[float, ...] = ()
    intervals: tuple[tuple[float, float], ...] = ()
    decays: tuple[str, ...] = ()
    nearest: tuple[int, ...] = ()
    baskets: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the opportunities that is needed."""
        services = [name for basket in self.baskets for name in declared_basket(basket).columns]
        return tuple(dict.fromkeys([*self.weights, *services]))

    @property
    def counts_places(self) -> bool:
        """Whether places are counted one by one, so that those at one position must be kept apart."""
        return bool(self.nearest)

    def as_dict(self) -> dict[str, object]:
        """JSON values of what is asked, what is not left out."""
        return {name: list(values) for name, values in vars(self).items() if values}

    def check(self) -> None:
        """Raise ParameterError when nothing, or only half of something, is asked."""
        counted = self.cutoffs or self.intervals or self.decays or self.nearest
        if not self.weights and not self.baskets:
            raise ParameterError(
                "No weight was given.", mend="Give --weight COLUMN, or --weight @count to count the places."
            )
        if self.weights and not counted:
            raise ParameterError(
                "Nothing says how to count.", mend="Give --cutoff MINUTES, --interval, --decay or --nearest."
            )
        if self.baskets and not self.cutoffs:
            raise ParameterError("A basket needs a cut-off.", mend="Give --cutoff MINUTES.")
        for cutoff in self.cutoffs:
            if not 0 < cutoff <= 480:
                raise ParameterError(f"The cut-off is {cutoff:g} minutes.", mend="Give more than 0 and at most 480.")


@dataclass(frozen=True)
class Measure:
    """One figure per origin and percentile.

    Attributes:
        stem: name of its column, before the percentile.
        meaning: what it says, by language.
        compute: minutes (origins, percentiles, destinations) → figures (origins, percentiles).
        infinite: whether a figure may be infinite, and is then written as null.
    """

    stem: str
    meaning: dict[str, str]
    compute: Callable[[Minutes], Figures]
    infinite: bool = False

    def column(self, percentile: float) -> str:
        return f"{self.stem}_{percentile_name(percentile)}"


def measures_of(asked: Asked, opportunities: Places, longest_min: float) -> tuple[Measure, ...]:
    """The measures asked for, in the order weights, then cut-offs, intervals, decays, nearest; baskets last.

    Args:
        asked: what to count.
        opportunities: where the weights are.
        longest_min: the longest travel time searched, which no cut-off may pass.

    Raises:
        ParameterError: an impossible parameter, or a cut-off beyond the longest travel time.
    """
    asked.check()
    for longest in (*asked.cutoffs, *(last for _, last in asked.intervals)):
        if longest > longest_min:
            raise ParameterError(
                f"The cut-off of {longest:g} minutes is beyond the longest travel time of {longest_min:g} minutes.",
                mend=f"Give --max-time {longest:g}, or a shorter cut-off.",
            )
    found: list[Measure] = []
    for weight in asked.weights:
        name, values = weight_column(weight), opportunities.weight(weight)
        found += [_within(name, values, cutoff) for cutoff in asked.cutoffs]
        found += [_interval(name, values, *bounds) for bounds in asked.intervals]
        found += [_gravity(name, values, text, parse_decay(text)) for text in asked.decays]
        found += [_nearest(name, values, k) for k in asked.nearest]
    for basket in asked.baskets:
        found += [_basket(declared_basket(basket), opportunities, cutoff) for cutoff in asked.cutoffs]
    stems = [measure.stem for measure in found]
    twice = sorted({stem for stem in stems if stems.count(stem) > 1})
    if twice:
        raise ParameterError(f"The figure '{twice[0]}' is asked twice.", mend="Give each weight and cut-off once.")
    return tuple(found)


def _number(value: float) -> str:
    return f"{value:g}".replace(".", "_")


def _meaning(indicator: str, name: str, detail: str) -> dict[str, str]:
    def told(lang: str) -> str:
        words = describe(indicator, lang)
        colon = " : " if lang == "fr" else ": "
        return f"{words.title}{colon}{name}, {detail} ({words.unit})"

    return {lang: told(lang) for lang in ("fr", "en")}


def _within(name: str, values: Figures, cutoff: float) -> Measure:
    return Measure(
        f"{name}_within_{_number(cutoff)}_min",
        _meaning("cumulative", name, f"T = {cutoff:g} min"),
        lambda minutes: cumulative(minutes, values, cutoff),
    )


def _interval(name: str, values: Figures, low: float, high: float) -> Measure:
    cumulative_interval(np.zeros((1, len(values)), np.float32), values, low, high)
    return Measure(
        f"{name}_mean_{_number(low)}_to_{_number(high)}_min",
        _meaning("cumulative_interval", name, f"{low:g}-{high:g} min"),
        lambda minutes: cumulative_interval(minutes, values, low, high),
    )


def _gravity(name: str, values: Figures, text: str, decay: Decay) -> Measure:
    slug = re.sub(r"[^0-9A-Za-z]+", "_", text).strip("_")
    return Measure(f"{name}_{slug}", _meaning("gravity", name, text), lambda minutes: gravity(minutes, values, decay))


def _nearest(name: str, values: Figures, k: int) -> Measure:
    nearest(np.zeros((1, len(values)), np.float32), values, k)
    return Measure(
        f"{name}_nearest_{k}", _meaning("nearest", name, f"k = {k}"), lambda minutes: nearest(minutes, values, k), True
    )


def _basket(basket: Basket, opportunities: Places, cutoff: float) -> Measure:
    weights = np.stack([opportunities.weight(name) for name in basket.columns], axis=1)
    return Measure(
        f"basket_{basket.id}_within_{_number(cutoff)}_min",
        _meaning("basket_count", basket.id, f"T = {cutoff:g} min, {len(basket.columns)}"),
        lambda minutes: basket_count(minutes, weights, cutoff, basket.at_least),
    )


def column_meanings(measures: Sequence[Measure], percentiles: Sequence[float], lang: str = "en") -> dict[str, str]:
    """Meaning and unit of each column."""
    return {measure.column(p): f"{measure.meaning[lang]}, p{p:g}" for measure in measures for p in percentiles}
