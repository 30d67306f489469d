"""How access is spread over residents, in a few figures: mean, Gini, Palma, who has too little."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.indicators.concentration import concentration_index
from portee.indicators.inequality import gini, palma_ratio
from portee.indicators.sufficiency import fgt, sufficiency_line
from portee.indicators.summaries import weighted_mean
from portee.services.neighbourhood.equity import HALF_OF_THE_MEAN, incomes_of
from portee.services.portrait.ground import Ground

__all__ = ["SPREAD", "line_of", "spread_of"]

Floats = npt.NDArray[np.float64]

SPREAD = ("mean", "gini", "below", "gap", "palma", "concentration")
"""Figures of `spread_of`, in the order of telling."""


def line_of(ground: Ground, values: Floats) -> float:
    """Half of the mean, below which access is held to be too little."""
    return sufficiency_line(values, ground.residents, HALF_OF_THE_MEAN)


def spread_of(ground: Ground, values: Floats, line: float) -> dict[str, float]:
    """Figures over all residents; NaN where one cannot be told.

    Args:
        values: access of each cell. line: below which it is too little.

    Returns:
        mean; gini, 0 to 1; below, share of residents under the line, 0 to 1; gap, mean gap to it as a part of it;
        palma and concentration, where the incomes of cells are known.
    """
    people = ground.residents
    name, incomes = incomes_of(ground.cells, None)
    known = np.isfinite(incomes) & (people > 0)
    ranked = name is not None and bool(known.any())
    above = line > 0
    return {
        "mean": float(weighted_mean(values, people)), "gini": gini(values, people),
        "below": fgt(values, people, line) if above else np.nan,
        "gap": fgt(values, people, line, 1.0) if above else np.nan,
        "palma": palma_ratio(values[known], people[known], incomes[known]) if ranked else np.nan,
        "concentration": concentration_index(values[known], people[known], incomes[known]) if ranked else np.nan,
    }  # fmt: skip
