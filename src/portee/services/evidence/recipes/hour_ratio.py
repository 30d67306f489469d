"""What an early or a late hour leaves of what one has within reach at a usual one."""

from __future__ import annotations

import numpy as np
from pydantic import model_validator

from portee.core.declared import Words, Wrong
from portee.services.evidence.access import ask, rounded, within
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.evidence.settings import AccessSettings, When

__all__ = ["HOUR_RATIO", "HourRatio"]


class HourRatio(AccessSettings):
    """`when` is the hour asked about; usual: the hour that it is compared with."""

    usual: When

    @model_validator(mode="after")
    def _by_transit(self) -> HourRatio:
        if self.how.mode != "transit":
            raise Wrong("Hours differ by public transport alone.", "Use how.mode: transit.")
        return self


def _compute(settings: HourRatio, ground: Ground) -> Figured:
    asked = ask(settings, ground)
    early, usual = within(asked, ground), within(asked, ground, when=settings.usual)
    at = float(np.dot(asked.shares, usual.usual))
    low, middle, high = (float(np.dot(asked.shares, part)) for part in (early.worst, early.usual, early.best))
    known = settings.interval != "none" and at > 0
    ratio = [rounded(value / at) if at else 0.0 for value in (low, middle, high)]
    told = text(
        f"Selon la minute à l'heure étudiée ; le dénominateur reste la médiane ({settings.usual.told('fr')}).",
        f"By the minute at the hour asked about; the denominator stays the median ({settings.usual.told('en')}).",
    )
    return Figured(
        ratio[1], "fois le chiffre de référence", told, ratio[0] if known else None, ratio[2] if known else None,
        asked.caveats((*early.notes, *usual.notes)), asked.scenario,
    )  # fmt: skip


HOUR_RATIO = Recipe(
    "hour-ratio",
    Words(fr="Une heure rapportée à une autre", en="One hour relative to another"),
    Words(
        fr="Ce qu'on a à portée à une heure, divisé par ce qu'on a à portée à une heure ordinaire.",
        en="What one has within reach at one hour, divided by what one has at a usual hour.",
    ),
    HourRatio, _compute, "gap_ratio",
)  # fmt: skip
