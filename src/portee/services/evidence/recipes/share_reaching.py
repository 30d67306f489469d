"""The share of residents who have enough within reach, such as one crèche within a quarter of an hour on foot."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field

from portee.core.declared import Words
from portee.services.evidence.access import ask, interval_text, percent, within
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipe import Figured, Recipe
from portee.services.evidence.settings import AccessSettings

__all__ = ["SHARE_REACHING", "ShareReaching"]


class ShareReaching(AccessSettings):
    """at_least: weight of the goals that one must have within reach to be counted."""

    at_least: Annotated[float, Field(gt=0)] = 1.0


def _compute(settings: ShareReaching, ground: Ground) -> Figured:
    asked = ask(settings, ground)
    found = within(asked, ground)
    low, usual, high = (
        float(np.dot(asked.shares, part >= settings.at_least)) for part in (found.worst, found.usual, found.best)
    )
    known = settings.interval != "none"
    return Figured(
        percent(usual), "%", interval_text(settings.interval), percent(low) if known else None,
        percent(high) if known else None, asked.caveats(found.notes), asked.scenario,
    )  # fmt: skip


SHARE_REACHING = Recipe(
    "share-reaching",
    Words(fr="Part des habitants qui ont assez à portée", en="Share of residents with enough within reach"),
    Words(
        fr="La part des habitants dont le carreau a au moins tant de lieux à portée, à pied ou autrement.",
        en="The share of residents whose cell has at least so many places within reach, on foot or otherwise.",
    ),
    ShareReaching, _compute, "share_below",
)  # fmt: skip
