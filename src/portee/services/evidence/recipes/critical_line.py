"""The line or the stop whose failing alone takes most away."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from portee.core.declared import Words, Wrong
from portee.resilience.criticality import AccessAsked
from portee.services.critical import find_critical
from portee.services.evidence.access import EDGES, ask, percent
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.evidence.settings import AccessSettings

__all__ = ["CRITICAL_LINE", "CriticalLine"]


class CriticalLine(AccessSettings):
    """what: lines or stops are made to fail, one by one."""

    what: Literal["lines", "stops"] = "lines"

    @model_validator(mode="after")
    def _by_transit(self) -> CriticalLine:
        if self.how.mode != "transit":
            raise Wrong("Only public transport has lines and stops.", "Use how.mode: transit.")
        return self


def _compute(settings: CriticalLine, ground: Ground) -> Figured:
    asked = ask(settings, ground)
    assert settings.when is not None
    losses, name = [], ""
    for percentile in EDGES if settings.interval == "departures" else (EDGES[1],):
        whose = AccessAsked(
            asked.homes, asked.goals, asked.residents, asked.weights, settings.within_min, percentile
        )  # fmt: skip
        found = find_critical(
            asked.world, settings.what, whose, settings.how.travel(settings.within_min), settings.when.window(), k=1,
            threads=ground.threads,
        )  # fmt: skip
        losses.append(percent(float(found.share[0])) if len(found.ids) else 0.0)
        if percentile == EDGES[1] and found.names:
            name = found.names[0]
    usual = losses[len(losses) // 2]
    noun = ("La ligne", "The line") if settings.what == "lines" else ("L'arrêt", "The stop")
    which = text(f"{noun[0]} qui compte le plus : {name}.", f"{noun[1]} that matters most: {name}.")
    told = text(
        "La plus grande perte que cause une seule ligne ou un seul arrêt, que l'on parte à un moment favorable, "
        "habituel ou défavorable ; ce n'est pas toujours le même.",
        "The largest loss that a single line or stop causes, whether one leaves at a lucky, a usual or an unlucky "
        "moment; it is not always the same one.",
    )
    known = len(losses) > 1
    return Figured(
        usual, "%", told, min(losses) if known else None, max(losses) if known else None, (which, *asked.caveats()),
        asked.scenario,
    )  # fmt: skip


CRITICAL_LINE = Recipe(
    "critical-line",
    Words(fr="La ligne dont tout dépend", en="The line that all depends on"),
    Words(
        fr="La part de l'accès que fait perdre l'arrêt de la ligne qui compte le plus, et laquelle c'est.",
        en="The share of residents' access that is lost when the line that matters most fails, and which one it is.",
    ),
    CriticalLine, _compute,
)  # fmt: skip
