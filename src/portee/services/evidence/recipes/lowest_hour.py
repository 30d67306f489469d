"""The hour of the day that leaves least within reach."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field, model_validator

from portee.core.declared import Words, Wrong
from portee.services.evidence.access import ask, interval_text, percent, within
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.evidence.settings import AccessSettings

__all__ = ["LOWEST_HOUR", "LowestHour"]

Hour = Annotated[int, Field(ge=0, le=23)]


class LowestHour(AccessSettings):
    """hours: departures that are compared, each for the minutes of `when`, on its date."""

    hours: Annotated[tuple[Hour, ...], Field(min_length=2, max_length=24)]

    @model_validator(mode="after")
    def _departs(self) -> LowestHour:
        if self.how.mode != "transit" or self.when is None or self.when.depart is None:
            raise Wrong("Hours are departures by public transport.", "Use how.mode: transit and when.depart.")
        return self


def _compute(settings: LowestHour, ground: Ground) -> Figured:
    asked = ask(settings, ground)
    assert settings.when is not None
    total = float(asked.weights.sum())
    rows = []
    notes: dict[str, None] = {}
    for hour in settings.hours:
        when = settings.when.model_copy(update={"depart": f"{hour:02d}:00"})
        found = within(asked, ground, when=when)
        rows.append([float(np.dot(asked.shares, part)) / total for part in (found.worst, found.usual, found.best)])
        notes.update(dict.fromkeys(found.notes))
    lowest = min(range(len(rows)), key=lambda k: rows[k][1])
    low, usual, high = rows[lowest]
    at = settings.hours[lowest]
    which = text(f"L'heure la plus basse commence à {at} h.", f"The lowest hour begins at {at}:00.")
    known = settings.interval != "none"
    return Figured(
        percent(usual), "%", interval_text(settings.interval), percent(low) if known else None,
        percent(high) if known else None, (which, *asked.caveats(tuple(notes))), asked.scenario,
    )  # fmt: skip


LOWEST_HOUR = Recipe(
    "lowest-hour",
    Words(fr="L'heure la plus basse", en="The lowest hour"),
    Words(
        fr="La part de tout qu'un habitant a à portée à l'heure où il en a le moins, et quelle heure c'est.",
        en="The share of all that a resident has within reach at the hour with least, and which hour that is.",
    ),
    LowestHour, _compute, "cumulative",
)  # fmt: skip
