"""What a bad day, or any scenario, takes away of what residents have within reach."""

from __future__ import annotations

import numpy as np
from pydantic import model_validator

from portee.core.declared import Words, Wrong
from portee.resilience.loss import access_loss
from portee.services.evidence.access import ask, percent, within
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipe import Figured, Recipe, text
from portee.services.evidence.settings import AccessSettings

__all__ = ["ACCESS_LOSS", "AccessLoss"]


class AccessLoss(AccessSettings):
    """`scenario` is what happens; the loss is against the territory as it is."""

    @model_validator(mode="after")
    def _has_a_scenario(self) -> AccessLoss:
        if self.scenario is None:
            raise Wrong("Nothing happens: there is no scenario.", "Give scenario: a replay's name, or modifications.")
        return self


def _compute(settings: AccessLoss, ground: Ground) -> Figured:
    asked = ask(settings, ground)
    before, after = within(asked, ground, world=asked.base), within(asked, ground)
    losses = [
        access_loss(was, left, asked.residents).overall
        for was, left in zip(
            (before.best, before.usual, before.worst), (after.best, after.usual, after.worst), strict=True
        )
    ]
    known = settings.interval != "none"
    told = text(
        "La plus petite et la plus grande perte, que l'on parte à un moment favorable, habituel ou défavorable ; les "
        "deux côtés au même moment." if settings.interval == "departures" else
        "La plus petite et la plus grande perte selon la vitesse de marche, à 10 % près.",
        "The smallest and the largest loss, whether one leaves at a lucky, a usual or an unlucky moment; both sides at "
        "the same one." if settings.interval == "departures" else
        "The smallest and the largest loss by walking speed, within 10%.",
    )  # fmt: skip
    more = (
        () if float(np.min(losses)) >= 0 else (text("Une perte négative est un gain.", "A negative loss is a gain."),)
    )
    return Figured(
        percent(losses[1]), "%", told, percent(min(losses)) if known else None, percent(max(losses)) if known else None,
        (*more, *asked.caveats((*before.notes, *after.notes, *asked.world.network.notes))), asked.scenario,
    )  # fmt: skip


ACCESS_LOSS = Recipe(
    "access-loss",
    Words(fr="Perte d'accès", en="Loss of access"),
    Words(
        fr="La part de ce que les habitants ont à portée qui disparaît un mauvais jour, ou que rend un scénario.",
        en="The share of what residents have within reach that goes on a bad day, or that a scenario gives back.",
    ),
    AccessLoss, _compute,
)  # fmt: skip
