"""How much of what there is lies within reach of residents: a mean, or the half that is served less."""

from __future__ import annotations

from typing import Literal

import numpy as np

from portee.core.declared import Words
from portee.indicators.summaries import weighted_quantile
from portee.services.evidence.access import ask, interval_text, percent, rounded, within
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.evidence.settings import AccessSettings

__all__ = ["CUMULATIVE_ACCESS", "CumulativeAccess"]

DECILES = (0.1, 0.9)


class CumulativeAccess(AccessSettings):
    """Access within so many minutes, over residents.

    cells: tell the median resident, with the deciles of residents as interval, instead of the mean.
    count: tell how many are within reach ("count"), or which share of all ("share").
    """

    cells: bool = False
    count: Literal["share", "count"] = "share"


def _compute(settings: CumulativeAccess, ground: Ground) -> Figured:
    asked = ask(settings, ground)
    found = within(asked, ground)
    total = float(asked.weights.sum()) if settings.count == "share" else 1.0
    tell = percent if settings.count == "share" else rounded
    unit = "%" if settings.count == "share" else "opportunités"
    if settings.cells:
        low, middle, high = (
            float(weighted_quantile(found.usual, asked.residents, q)) / total for q in (DECILES[0], 0.5, DECILES[1])
        )
        told = text(
            "Du premier au neuvième décile des habitants, rangés selon ce qu'ils ont à portée.",
            "From the first to the ninth decile of residents, ranked by what they have within reach.",
        )
    else:
        low, middle, high = (
            float(np.dot(asked.shares, part)) / total for part in (found.worst, found.usual, found.best)
        )
        told = interval_text(settings.interval)
    known = settings.cells or settings.interval != "none"
    return Figured(
        tell(middle), unit, told, tell(low) if known else None, tell(high) if known else None,
        asked.caveats(found.notes), asked.scenario,
    )  # fmt: skip


CUMULATIVE_ACCESS = Recipe(
    "cumulative-access",
    Words(fr="Part des lieux à portée", en="Share of places within reach"),
    Words(
        fr="Ce qu'un habitant a à portée en un temps donné, en part de tout ou en nombre : moyenne ou médiane.",
        en="What a resident has within reach in a given time, as a share of all or as a number: mean or median.",
    ),
    CumulativeAccess, _compute, "cumulative",
)  # fmt: skip
