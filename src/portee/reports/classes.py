"""Cut the figures of a column into a few classes with a colour and words each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.reports.maplayers import MapColumn, Words
from portee.reports.wording import figure, figure_words

__all__ = ["NO_FIGURE", "UNREACHED", "Classes", "MapClass", "classify"]

NO_FIGURE, UNREACHED = -1, -2
"""Class of places without a figure, and of places out of reach."""

MOST_CLASSES = 6
MOST_SINGLE_VALUES = 7
WIDE_RANGE = 10.0
"""Figures that spread over more than this are cut at whole numbers."""

OKABE_ITO = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#F0E442", "#777777")
"""Colours told apart by most eyes: Okabe & Ito 2008, with grey in place of black."""


@dataclass(frozen=True)
class MapClass:
    """One class: colour (#rrggbb), words, and the sign of its figures (−1, 0 or 1) in a diverging column."""

    colour: str
    label: Words
    sign: int = 0


@dataclass(frozen=True, eq=False)
class Classes:
    """The classes of a column and, for each place, the class it falls in.

    Attributes:
        classes: in the order of the figures, lowest first.
        index: int64 (n,), index in `classes`, NO_FIGURE or UNREACHED.
    """

    classes: tuple[MapClass, ...]
    index: npt.NDArray[np.int64]


def classify(column: MapColumn) -> Classes:
    """Classes of a column.

    Sequential figures are cut near their quantiles, at round numbers, with a class of its own for zero and for each
    of a few distinct values. Diverging figures are cut at the same round numbers on both sides of zero, so that the
    colour in the middle always means "about the same".
    """
    values = np.asarray(column.values, dtype=np.float64)
    known = np.isfinite(values)
    if column.kind == "categorical":
        classes = tuple(
            MapClass(OKABE_ITO[number % len(OKABE_ITO)], name) for number, name in enumerate(column.categories)
        )
        index = np.where(known, np.nan_to_num(values, posinf=0, neginf=0), NO_FIGURE).astype(np.int64)
    elif not known.any():
        classes, index = (), np.full(len(values), NO_FIGURE, dtype=np.int64)
    elif column.kind == "diverging":
        classes, index = _diverging(values, known, column)
    else:
        classes, index = _sequential(values, known, column)
    index = np.where(known, index, np.where(np.isposinf(values), UNREACHED, NO_FIGURE))
    return Classes(classes, index.astype(np.int64))


def _sequential(
    values: npt.NDArray[np.float64], known: npt.NDArray[np.bool_], column: MapColumn
) -> tuple[tuple[MapClass, ...], npt.NDArray[np.int64]]:
    # What is shown is what is classed: a figure printed "45" is never in the class that ends below 45.
    figures = np.round(values[known], column.shown_decimals)
    distinct = np.unique(figures)
    decimals = column.shown_decimals
    if len(distinct) <= MOST_SINGLE_VALUES:
        labels = [figure_words(value, decimals) for value in distinct.tolist()]
        places = np.searchsorted(distinct, figures)
    else:
        zero = bool(distinct[0] == 0)
        breaks = _round_quantiles(figures[figures > 0] if zero else figures, decimals)
        labels = _range_labels(breaks, _needed_decimals(breaks, decimals), above_zero=zero)
        places = np.searchsorted(breaks, figures, side="right")
        if zero:
            labels = [Words("0", "0"), *labels]
            places = np.where(figures == 0, 0, places + 1)
    index = np.full(len(values), NO_FIGURE, dtype=np.int64)
    index[known] = places
    colours = _colours("batlow", np.linspace(0.0, 0.97, len(labels)) if len(labels) > 1 else np.array([0.4]))
    if column.reverse:
        colours.reverse()
    return tuple(MapClass(c, w) for c, w in zip(colours, labels, strict=True)), index


def _diverging(
    values: npt.NDArray[np.float64], known: npt.NDArray[np.bool_], column: MapColumn
) -> tuple[tuple[MapClass, ...], npt.NDArray[np.int64]]:
    decimals = column.shown_decimals
    figures = np.round(values[known], decimals)
    far = float(np.quantile(np.abs(figures), 0.95)) or float(np.abs(figures).max()) or 1.0
    step = max(_round_figure(far / 2.5), 10.0**-decimals)
    near = max(_round_figure(step / 10), 10.0**-decimals)
    # A break belongs to the class farther from zero on both sides, so that the middle means "less than".
    bounds = np.array([near, step, 2 * step]) if near < step else np.array([step, 2 * step])
    side = np.sign(figures) * np.searchsorted(bounds, np.abs(figures), side="right")
    reach = len(bounds)
    used = range(int(min(side.min(), 0)), int(max(side.max(), 0)) + 1)
    position = np.array([0.5 + number / (2 * reach) * 0.96 for number in used])
    colours = _colours("vik", 1 - position if column.reverse else position)
    labels = [_side_label(number, bounds, _needed_decimals(bounds, decimals)) for number in used]
    index = np.full(len(values), NO_FIGURE, dtype=np.int64)
    index[known] = (side - used[0]).astype(np.int64)
    signs = [int(np.sign(number)) for number in used]
    return tuple(MapClass(c, w, s) for c, w, s in zip(colours, labels, signs, strict=True)), index


def _side_label(number: int, bounds: npt.NDArray[np.float64], decimals: int) -> Words:
    sign = "+" if number > 0 else "\u2212"
    place = abs(number)

    def say(lang: str) -> str:
        text = [figure(bound, lang, decimals) for bound in bounds.tolist()]
        if place == 0:
            return f"about the same (less than {text[0]})" if lang == "en" else f"à peu près égal (moins de {text[0]})"
        if place == len(text):
            more = ("and more" if number > 0 else "and less") if lang == "en" else "et au-delà"
            return f"{sign}{text[-1]} {more}"
        low, high = f"{sign}{text[place - 1]}", f"{sign}{text[place]}"
        return f"{low} to {high}" if lang == "en" else f"de {low} à {high}"

    return Words(say("fr"), say("en"))


def _range_labels(breaks: npt.NDArray[np.float64], decimals: int, *, above_zero: bool) -> list[Words]:
    def say(lang: str, number: int) -> str:
        text = [figure(value, lang, decimals) for value in breaks.tolist()]
        if number == 0:
            least = ("more than 0, " if lang == "en" else "plus de 0, ") if above_zero else ""
            return f"{least}less than {text[0]}" if lang == "en" else f"{least}moins de {text[0]}"
        if number == len(text):
            return f"{text[-1]} and more" if lang == "en" else f"{text[-1]} et plus"
        return f"{text[number - 1]} to {text[number]}" if lang == "en" else f"de {text[number - 1]} à {text[number]}"

    return [Words(say("fr", number), say("en", number)) for number in range(len(breaks) + 1)]


def _round_quantiles(figures: npt.NDArray[np.float64], decimals: int) -> npt.NDArray[np.float64]:
    """Inner breaks near the quantiles, each a number of two significant digits, strictly rising, all with figures."""
    shares = np.linspace(0, 1, MOST_CLASSES + 1)[1:-1]
    breaks = np.array([_round_figure(value, 2) for value in np.quantile(figures, shares).tolist()])
    whole = float(np.ptp(figures)) > WIDE_RANGE
    breaks = np.unique(np.round(breaks, 0 if whole else decimals))
    breaks = breaks[(breaks > figures.min()) & (breaks <= figures.max())]
    return breaks if len(breaks) else np.array([float(np.unique(figures)[len(np.unique(figures)) // 2])])


def _needed_decimals(breaks: npt.NDArray[np.float64], most: int) -> int:
    """Fewest decimals that write all breaks exactly."""
    return next((n for n in range(max(most, 0)) if bool(np.all(np.round(breaks, n) == breaks))), max(most, 0))


def _round_figure(value: float, digits: int = 1) -> float:
    """The nearest number of so many significant digits."""
    if value == 0:
        return 0.0
    return float(f"{value:.{digits - 1}e}")


def _colours(name: str, positions: npt.NDArray[np.float64]) -> list[str]:
    # cmcrameri brings matplotlib along, which is slow to import and not needed to read a network.
    from cmcrameri import cm

    sampled = np.asarray(cm.cmaps[name](np.clip(positions, 0, 1)))[:, :3]
    return ["#" + "".join(f"{round(255 * part):02x}" for part in colour) for colour in sampled.tolist()]
